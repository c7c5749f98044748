"""Commands on the month of a return: close it, open it again, hand it in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity.cli.parsing import folder_to_write
from maternity.cli.talking import DONE, answer, sign_in_arguments, signed_in
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from maternity.ward import Ward


def _month_arguments(parser: argparse.ArgumentParser) -> None:
    sign_in_arguments(parser)
    parser.add_argument("form", metavar=_("RETURN"))
    parser.add_argument("--month", required=True, metavar="2026-10")


def close_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    _month_arguments(parser)
    parser.add_argument("--note", action="append", default=[], metavar="V28=…")


def close(told: argparse.Namespace) -> int:
    """Close a month after its checks; the warnings are answered on standard output."""
    from maternity.ward import month_checks, months, returns  # noqa: PLC0415 - counting, when asked

    with signed_in(told) as ward:
        sheet = returns.sheet(ward, told.form, told.month)
        for check, note in map(_note, told.note):
            month_checks.answer(ward, sheet, check, note)
        found = month_checks.warnings(ward, sheet)
        remarks = month_checks.remarks(ward, sheet, found)
        made = months.close_month(ward, sheet, remarks)
        warned = [{"check": r.check, "words": r.words, "note": r.note} for r in remarks]
        answer({**_told(ward, told), "seal": made.seal, "warnings": warned})
    return DONE


def _note(text: str) -> tuple[str, str]:
    check, equal, note = text.partition("=")
    if not equal:
        raise Refused(_("Write a note as the check, an equal sign and the words: V28=…"))
    return check.strip(), note


def _told(ward: Ward, told: argparse.Namespace) -> dict[str, Any]:
    from maternity.ward import returns  # noqa: PLC0415 - as above

    life = returns.sheet(ward, told.form, told.month).life
    return {
        "return": told.form,
        "month": told.month,
        "state": life.stage.value,
        "edition": life.edition,
    }


def reopen_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    _month_arguments(parser)
    parser.add_argument("--reason", required=True, metavar=_("WORDS"))


def reopen(told: argparse.Namespace) -> int:
    """Open a closed month again."""
    from maternity.reports.returns import period_days  # noqa: PLC0415 - as above
    from maternity.ward import months  # noqa: PLC0415

    with signed_in(told) as ward:
        months.reopen_month(ward, told.form, period_days(told.month)[0], told.reason)
        answer(_told(ward, told))
    return DONE


def hand_in_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    _month_arguments(parser)
    parser.add_argument("--to", required=True, type=folder_to_write, metavar=_("DIR"))
    export_arguments(parser)


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """What a file for the national system asks beside its figures."""
    parser.add_argument("--org-unit", default="", metavar=_("CODE"))
    parser.add_argument("--data-set", default="", metavar=_("CODE"))
    parser.add_argument("--attribute", default="", metavar=_("CODE"))
    parser.add_argument("--no-zeros", action="store_true")


def asked(told: argparse.Namespace) -> Any:
    """Those answers."""
    from maternity.ward.handing_in import Asked  # noqa: PLC0415 - as above

    return Asked(
        told.org_unit, told.data_set, told.attribute, zeros=False if told.no_zeros else None
    )


def hand_in(told: argparse.Namespace) -> int:
    """Write the folder of a closed return to a stick and read it back."""
    from maternity.ward import handing_in, returns  # noqa: PLC0415 - as above

    with signed_in(told) as ward:
        sheet = returns.sheet(ward, told.form, told.month)
        folder = handing_in.hand_in(ward, sheet, Path(told.to), asked(told))
        answer({**_told(ward, told), "folder": folder.name})
    return DONE


def indicators_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("--month", required=True, metavar="2026-10|2026-Q4|2026")


def indicators(told: argparse.Namespace) -> int:
    """Answer the WHO's indicators of a period, each with numerator and denominator."""
    from maternity.ward.indicators import who_indicators  # noqa: PLC0415 - as above

    with signed_in(told) as ward:
        found = who_indicators(ward, told.month)
        answer(
            [
                {
                    "code": one.code,
                    "words": one.words,
                    "numerator": one.numerator,
                    "denominator": one.denominator,
                    "per_cent": one.per_cent,
                }
                for one in found
            ]
        )
    return DONE
