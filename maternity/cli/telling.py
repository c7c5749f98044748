"""Commands that tell what was done: the history of one entry, the journal for an inspector."""

from __future__ import annotations

import argparse
from pathlib import Path

from maternity.cli.parsing import file_to_write
from maternity.cli.talking import DONE, answer, sign_in_arguments, signed_in
from maternity.errors import Refused
from maternity.i18n import _


def history_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("register", metavar=_("REGISTER"))
    parser.add_argument("id", metavar="ID")


def tell_history(told: argparse.Namespace) -> int:
    """Every version of an entry, the newest first: who, when, what and why."""
    from maternity.records import named  # noqa: PLC0415
    from maternity.ward.files import entry_with_key  # noqa: PLC0415

    with signed_in(told) as ward:
        try:
            named(told.register)
        except KeyError as error:
            words = _("There is no register “{register}”.").format(register=told.register)
            raise Refused(words) from error
        found = ward.history(entry_with_key(ward, told.register, told.id))
    answer(
        [
            {
                "version": one.version,
                "at": one.at.isoformat(),
                "who": one.who,
                "event": one.event,
                "field": one.field,
                "before": one.old,
                "after": one.new,
                "reason": one.reason,
            }
            for one in found
        ]
    )
    return DONE


def journal_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes; the ending of the file says whether it is pages or a table."""
    sign_in_arguments(parser)
    parser.add_argument("--month", default="", metavar="2026-10")
    parser.add_argument("--who", default="", metavar=_("NAME"))
    parser.add_argument("--out", required=True, type=file_to_write, metavar=_("FILE"))


def write_journal(told: argparse.Namespace) -> int:
    """Write the journal that this person may read, as PDF or CSV."""
    from maternity import files  # noqa: PLC0415
    from maternity.reports.periods import period_days  # noqa: PLC0415
    from maternity.ward import journal  # noqa: PLC0415

    ending = told.out.suffix.lower()
    if ending not in {".pdf", ".csv"}:
        raise Refused(_("Give the file the ending .pdf for pages, or .csv for a table."))
    first, last = period_days(told.month) if told.month else (None, None)
    asked = journal.Asked(who=told.who, first=first, last=last)
    with signed_in(told) as ward:
        if ending == ".csv":
            journal.write_csv(ward, asked, Path(told.out))
        else:
            files.replace(Path(told.out), journal.pages(ward, asked))
    return DONE
