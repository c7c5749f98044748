"""Commands of returns and paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from maternity.cli.talking import DONE, answer, sign_in_arguments, signed_in
from maternity.i18n import _


def return_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("form", metavar=_("RETURN"))
    parser.add_argument("--month", required=True, metavar="2026-10")
    parser.add_argument("--format", required=True, metavar="json|csv|xlsx|pdf")
    parser.add_argument("--out", required=True, metavar=_("FILE"))


def write_return(told: argparse.Namespace) -> int:
    """Count a return and write it."""
    from maternity.ward.returns import sheet, write_sheet  # noqa: PLC0415

    with signed_in(told) as ward:
        counted = sheet(ward, told.form, told.month)
        write_sheet(ward, counted, told.format, Path(told.out))
    return DONE


def print_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("what", metavar=_("DOCUMENT"))
    parser.add_argument("--month", default="", metavar="2026-10")
    parser.add_argument("--day", default="", metavar="2026-10-31")
    parser.add_argument("--entry", default="", metavar="214/2026")
    parser.add_argument("--blank", action="store_true")
    parser.add_argument("--copy", action="store_true")
    parser.add_argument("--out", required=True, metavar=_("FILE"))


def print_paper(told: argparse.Namespace) -> int:
    """Print a book or a document to a file."""
    from maternity import files  # noqa: PLC0415
    from maternity.ward.printing import Asked, print_named  # noqa: PLC0415

    asked = Asked(told.month, told.day, told.entry, blank=told.blank, copy=told.copy)
    with signed_in(told) as ward:
        pdf = print_named(ward, told.what, asked)
    files.replace(Path(told.out), pdf)
    return DONE


def entries_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("form", metavar=_("RETURN"))
    parser.add_argument("--month", required=True, metavar="2026-10")
    parser.add_argument("--line", required=True, metavar="G21")
    parser.add_argument("--cell", default="", metavar="a15_19,in_area")


def list_entries(told: argparse.Namespace) -> int:
    """List the entries behind a figure."""
    from maternity.ward.returns import behind, cell_of, sheet  # noqa: PLC0415

    with signed_in(told) as ward:
        counted = sheet(ward, told.form, told.month)
        line = counted.line(told.line)
        answer(behind(line, cell_of(line, told.cell)))
    return DONE
