"""Commands of returns and paper."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from maternity.cli.closing import asked, export_arguments
from maternity.cli.parsing import file_to_write
from maternity.cli.talking import DONE, answer, complain, sign_in_arguments, signed_in
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from maternity.reports.sheet import Sheet
    from maternity.ward import Ward


def return_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("form", metavar=_("RETURN"))
    parser.add_argument("--month", required=True, metavar="2026-10")
    parser.add_argument(
        "--format", required=True, metavar="json|csv|xlsx|pdf|summary|dhis2-json|dhis2-csv|adx"
    )
    parser.add_argument("--mapping", default="", metavar=_("FILE"))
    export_arguments(parser)
    parser.add_argument("--out", required=True, type=file_to_write, metavar=_("FILE"))


def write_return(told: argparse.Namespace) -> int:
    """Count a return and write it."""
    from maternity.exchange.dhis2 import FORMATS  # noqa: PLC0415 - when it is asked for
    from maternity.ward.own_forms import faulty  # noqa: PLC0415
    from maternity.ward.public_summary import write_summary  # noqa: PLC0415
    from maternity.ward.returns import sheet, write_sheet  # noqa: PLC0415

    with signed_in(told) as ward:
        complain(*faulty(ward))
        counted = sheet(ward, told.form, told.month)
        if told.format in FORMATS:
            _write_values(ward, counted, told)
        elif told.format == "summary":
            write_summary(ward, counted, Path(told.out))
        else:
            write_sheet(ward, counted, told.format, Path(told.out))
    return DONE


def _write_values(ward: Ward, counted: Sheet, told: argparse.Namespace) -> None:
    """Write a DHIS2 file by a mapping table; what was left out is answered."""
    from maternity.ward import handing_in  # noqa: PLC0415 - when it is asked for

    own = handing_in.own_mapping(ward, counted.form, counted.first)
    if not told.mapping and own is None:
        raise Refused(
            _("Give the mapping table of the district with --mapping: no identifier is guessed.")
        )
    place = Path(told.mapping) if told.mapping else own
    table = handing_in.mapping(place or Path(), counted.form)
    values = handing_in.data_values(ward, counted, table, asked(told))
    handing_in.write_values(values, told.format, Path(told.out))
    answer(
        {
            "values": len(values.values),
            "unmapped": values.unmapped,
            "unanswered": values.unanswered,
        }
    )


def print_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("what", metavar=_("DOCUMENT"))
    parser.add_argument("--month", default="", metavar="2026-10")
    parser.add_argument("--day", default="", metavar="2026-10-31")
    parser.add_argument("--entry", default="", metavar="214/2026")
    parser.add_argument("--blank", action="store_true")
    parser.add_argument("--copy", action="store_true")
    parser.add_argument("--a3", action="store_true")
    parser.add_argument("--person", dest="about", default="", metavar=_("NAME"))
    parser.add_argument("--out", required=True, type=file_to_write, metavar=_("FILE"))


def print_paper(told: argparse.Namespace) -> int:
    """Print a book or a document to a file."""
    from maternity import files  # noqa: PLC0415
    from maternity.ward.printing import Asked, print_named  # noqa: PLC0415

    paper = {"blank": told.blank, "copy": told.copy, "wide": told.a3}
    asked = Asked(told.month, told.day, told.entry, **paper, person=told.about)
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
    from maternity.ward.returns import behind, cell_of, line_of, sheet  # noqa: PLC0415

    with signed_in(told) as ward:
        counted = sheet(ward, told.form, told.month)
        line = line_of(ward, counted, told.line)
        answer(behind(line, cell_of(line, told.cell)))
    return DONE
