"""Commands that check a register."""

from __future__ import annotations

import argparse

from maternity.cli.talking import DONE, REFUSED, answer, complain, signed_in


def check_register(told: argparse.Namespace) -> int:
    """Check the register; refused when something is found."""
    from maternity.ward.files import check  # noqa: PLC0415

    with signed_in(told) as ward:
        findings = check(ward)
    answer([{"what": one.what, "words": one.words} for one in findings])
    for one in findings:
        complain(one.words)
    return REFUSED if findings else DONE
