"""What a book tells of an entry that stands in none of its fields: that an HIV test was done.

Only whether it was done, never its answer; the ward may leave the column empty altogether.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from maternity import settings
from maternity.i18n import _
from maternity.records import Record, day_value, named
from maternity.reports.book_lines import NOT_DONE
from maternity.ward.hiv_test import REGISTER, is_done

if TYPE_CHECKING:
    from maternity.reports.books import Book
    from maternity.ward.ward import Ward

HIV_TEST = "hiv_test"
"""The name of the column, in the file of a book."""
DONE = "done"


def marks(ward: Ward, of: Book, entries: Sequence[Record]) -> dict[str, dict[str, str]]:
    """The words of such a column, by its name and the entry: a test done by the day of the visit.

    It is printed for whoever prints the book: that a test was done is known to all who care.
    """
    asked = any(column.given == HIV_TEST for column in of.columns)
    if not asked or settings.current().chosen("hiv_column_print") != DONE:
        return {}
    pregnancies = {one.id: one.look("pregnancy") for one in entries if one.look("pregnancy")}
    done = _days_of_tests(ward, {one.id for one in pregnancies.values()})
    told = {}
    for entry in entries:
        on = day_value(entry.look(of.dated)) or date.max
        days = done.get(pregnancies[entry.id].id, []) if entry.id in pregnancies else []
        told[entry.id] = _("done") if any(day <= on for day in days) else NOT_DONE
    return {HIV_TEST: told}


def _days_of_tests(ward: Ward, pregnancies: set[str]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    contacts: list[Any] = ward.book.linked(named(REGISTER).record, "pregnancy", pregnancies)
    for contact in contacts:
        if is_done(contact) and contact.seen_on is not None:
            found[contact.pregnancy.id].append(contact.seen_on)
    return found
