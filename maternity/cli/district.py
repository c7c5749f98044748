"""Commands on what a district gives: check and keep a file, fill the ministry's workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from maternity.cli.parsing import file_to_write
from maternity.cli.talking import (
    DONE,
    agree,
    answer,
    second_arguments,
    sign_in_arguments,
    signed_in,
)
from maternity.i18n import _


def district_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    second_arguments(parser)
    parser.add_argument("file", metavar=_("FILE"))
    parser.add_argument("--from", dest="first", default="", metavar="2026-12")
    parser.add_argument("--month", default="", metavar="2026-10")
    parser.add_argument("--out", type=file_to_write, metavar=_("FILE"))
    parser.add_argument("--keep", action="store_true")


def district_file(told: argparse.Namespace) -> int:
    """Check a district's file, try it on the month before, and with --keep put it in force."""
    from maternity import clock  # noqa: PLC0415 - as everything of a command, when it is asked for
    from maternity.people import Right  # noqa: PLC0415
    from maternity.reports.periods import period_days  # noqa: PLC0415
    from maternity.ward import district  # noqa: PLC0415

    with signed_in(told) as ward:
        chosen = district.look(ward, Path(told.file))
        if told.out:
            district.write_tried(ward, chosen, told.month, Path(told.out))
        first = chosen.first or (
            period_days(told.first)[0] if told.first else clock.today().replace(day=1)
        )
        counts = ward.account.may(Right.COUNT)
        period, preview = district.tried(ward, chosen, told.month) if counts else ("", [])
        if told.keep:
            agree(ward, told)
            district.put_in_force(ward, chosen, first)
        answer(
            {
                "kind": chosen.kind.value,
                "returns": [form.id for form in chosen.forms],
                "passed_over": list(chosen.passed_over),
                "from": first.isoformat(),
                "in_force": told.keep,
                "month": period,
                "preview": dict(preview),
            }
        )
    return DONE


def fill_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("form", metavar=_("RETURN"))
    parser.add_argument("--month", required=True, metavar="2026-10")
    parser.add_argument("--workbook", default="", metavar=_("FILE"))
    parser.add_argument("--cells", default="", metavar=_("FILE"))
    parser.add_argument("--out", required=True, type=file_to_write, metavar=_("FILE"))


def fill_workbook(told: argparse.Namespace) -> int:
    """Fill the ministry's workbook: the one in force, or this one with its table of cells."""
    from maternity.ward import returns, workbooks  # noqa: PLC0415 - as above

    with signed_in(told) as ward:
        sheet = returns.sheet(ward, told.form, told.month)
        book = Path(told.workbook) if told.workbook else None
        table = Path(told.cells) if told.cells else None
        workbooks.write_filled(ward, sheet, Path(told.out), book, table)
    return DONE
