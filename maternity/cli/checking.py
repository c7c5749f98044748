"""Commands that check a register."""

from __future__ import annotations

import argparse

from maternity.cli.talking import DONE, REFUSED, answer, complain, sign_in_arguments, signed_in
from maternity.i18n import _


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes: the register, and anchors that stand on paper or in a copy."""
    sign_in_arguments(parser)
    parser.add_argument("--anchor", action="append", default=[], metavar="N-HEAD")
    parser.add_argument("--explain", action="store_true")


def check_register(told: argparse.Namespace) -> int:
    """Check the register; refused when something is found.

    Explained, the answer says too what each part proves where it found nothing, and what it never
    proves.
    """
    from maternity.ward.files import PROOFS, check  # noqa: PLC0415

    with signed_in(told) as ward:
        findings = check(ward, told.anchor)
    found = [{"what": one.what, "words": one.words} for one in findings]
    parts = [
        {
            "what": part.what,
            "found": sum(one.what == part.what for one in findings),
            "proves": _(part.proves),
            "not_proven": _(part.not_proven),
        }
        for part in PROOFS
    ]
    answer({"findings": found, "parts": parts} if told.explain else found)
    for one in findings:
        complain(one.words)
    return REFUSED if findings else DONE
