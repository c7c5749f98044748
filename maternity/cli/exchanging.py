"""Commands that take rows in and write registers out."""

from __future__ import annotations

import argparse
from pathlib import Path

from maternity.cli.parsing import file_to_write
from maternity.cli.talking import DONE, answer, complain, sign_in_arguments, signed_in
from maternity.errors import Refused
from maternity.i18n import _, plural


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("pairs", nargs="+", metavar=_("REGISTER FILE"))


def import_rows(told: argparse.Namespace) -> int:
    """Take in pairs of a register and a file, in one transaction."""
    from maternity.ward.files import import_files  # noqa: PLC0415

    if len(told.pairs) % 2:
        raise Refused(_("Give a register and a file, one or more times."))
    pairs = [
        (name, Path(file)) for name, file in zip(told.pairs[::2], told.pairs[1::2], strict=True)
    ]
    with signed_in(told) as ward:
        intakes = import_files(ward, pairs, dry_run=told.dry_run, update=told.update)
    answer({"files": [intake.as_data() for intake in intakes]})
    for intake in intakes:
        if intake.sheets_not_read:
            words = _(
                "{file}: only the first filled sheet was read. Save each other one as its own file,"
                " then import it: {sheets}."
            )
            others = ", ".join(intake.sheets_not_read)
            complain(words.format(file=intake.file, sheets=others))
    waiting = sum(intake.pending for intake in intakes)
    if waiting:
        complain(
            plural(
                "{count} row belongs to a month whose return is closed: it stands as pending, and"
                " the return does not count it until the head opens the month again.",
                "{count} rows belong to a month whose return is closed: they stand as pending, and"
                " the return does not count them until the head opens the month again.",
                waiting,
            )
        )
    return DONE


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("register", metavar=_("REGISTER"))
    parser.add_argument("--format", choices=("csv", "xlsx"), required=True)
    parser.add_argument("--out", required=True, type=file_to_write, metavar=_("FILE"))
    parser.add_argument("--reason", default="", metavar=_("WHY"))


def export_register(told: argparse.Namespace) -> int:
    """Write a register to a file."""
    from maternity.records import named  # noqa: PLC0415
    from maternity.ward.files import export, in_entry_order  # noqa: PLC0415

    with signed_in(told) as ward:
        try:
            named(told.register)
        except KeyError as error:
            words = _("There is no register “{register}”.").format(register=told.register)
            raise Refused(words) from error
        reason = told.reason or _("written by command")
        export(ward, in_entry_order(told.register), told.format, Path(told.out), reason=reason)
    return DONE
