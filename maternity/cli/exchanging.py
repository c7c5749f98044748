"""Commands that take rows in and write registers out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from maternity.cli.parsing import file_to_write
from maternity.cli.talking import (
    DONE,
    agree,
    answer,
    complain,
    second_arguments,
    sign_in_arguments,
    signed_in,
)
from maternity.errors import Refused
from maternity.i18n import _, plural

if TYPE_CHECKING:
    from maternity.ward import Ward


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    second_arguments(parser)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--columns", default="", metavar=_("FILE"))
    parser.add_argument("--propose", default=None, type=file_to_write, metavar=_("FILE"))
    parser.add_argument("--report", default=None, type=file_to_write, metavar=_("FILE"))
    parser.add_argument("--past", action="store_true")
    parser.add_argument("--undo", type=int, default=0, metavar=_("NUMBER"))
    parser.add_argument("--reason", default="", metavar=_("WHY"))
    parser.add_argument("pairs", nargs="*", default=[], metavar=_("REGISTER FILE"))


def import_rows(told: argparse.Namespace) -> int:
    """Take in pairs of a register and a file; or list past imports, or undo one."""
    if told.past or told.undo:
        return _look_back(told)
    if not told.pairs or len(told.pairs) % 2:
        raise Refused(_("Give a register and a file, one or more times."))
    pairs = [
        (name, Path(file)) for name, file in zip(told.pairs[::2], told.pairs[1::2], strict=True)
    ]
    alone = told.columns or told.propose is not None or told.report is not None
    if alone and len(pairs) > 1:
        raise Refused(_("A table of columns and a report are of one file. Give one file alone."))
    with signed_in(told) as ward:
        agree(ward, told)
        if alone or _is_known(ward, pairs):
            return _import_columns(ward, told, *pairs[0])
        return _import_fields(ward, told, pairs)


def _is_known(ward: Ward, pairs: list[tuple[str, Path]]) -> bool:
    """Whether one file has headings of its own that were told before."""
    from maternity.ward.incoming import known_shape  # noqa: PLC0415 - as every import here

    return len(pairs) == 1 and known_shape(ward, *pairs[0])


def _import_columns(ward: Ward, told: argparse.Namespace, register: str, file: Path) -> int:
    """Take in a file under headings of its own, as its columns are told or were kept."""
    from maternity.exchange.columns import told_not_taken  # noqa: PLC0415
    from maternity.ward import incoming  # noqa: PLC0415

    found = incoming.look(ward, register, file, Path(told.columns) if told.columns else None)
    if told.propose is not None:
        incoming.write_columns(ward, found, told.propose)
        answer({"columns": found.filled, "not_taken": found.not_taken})
        return DONE
    if not (told.columns or found.known):
        raise Refused(
            _(
                "These headings were not told before. Write a table of columns with --propose,"
                " correct it, then give it with --columns."
            )
        )
    do = incoming.judge if told.dry_run else incoming.take
    report = do(ward, found, update=told.update)
    if told.report is not None:
        incoming.write_report(ward, report, told.report)
    answer({"files": [report.as_data()]})
    if found.not_taken:
        complain(told_not_taken(found.not_taken))
    if report.perhaps_known:
        complain(incoming.told_perhaps(report))
    _tell_sheets(file.name, found.sheet.others)
    _tell_pending(report.pending)
    return DONE


def _import_fields(ward: Ward, told: argparse.Namespace, pairs: list[tuple[str, Path]]) -> int:
    """Take in files whose headings are the names of fields, in one transaction."""
    from maternity.ward.files import import_files  # noqa: PLC0415

    intakes = import_files(ward, pairs, dry_run=told.dry_run, update=told.update)
    answer({"files": [intake.as_data() for intake in intakes]})
    for intake in intakes:
        _tell_sheets(intake.file, intake.sheets_not_read)
    _tell_pending(sum(intake.pending for intake in intakes))
    return DONE


def _tell_sheets(file: str, others: tuple[str, ...]) -> None:
    if others:
        words = _(
            "{file}: only the first filled sheet was read. Save each other one as its own file,"
            " then import it: {sheets}."
        )
        complain(words.format(file=file, sheets=", ".join(others)))


def _tell_pending(waiting: int) -> None:
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


def _look_back(told: argparse.Namespace) -> int:
    """List past imports, or undo one; with --dry-run only tell what that would do."""
    from maternity.ward import import_undoing  # noqa: PLC0415

    with signed_in(told) as ward:
        agree(ward, told)
        if told.past:
            answer({"imports": [one.as_data() for one in import_undoing.past(ward)]})
        elif told.dry_run:
            answer(import_undoing.plan(ward, told.undo).as_data())
        else:
            answer(import_undoing.undo(ward, told.undo, told.reason).as_data())
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
