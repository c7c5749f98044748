"""The pages of documents that were printed: kept with the entry, seen again byte for byte.

What stood on a paper that was handed over can be read later as it was, whatever the entry says by
then. Printing it once more makes a new sheet from the entry, marked as a duplicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maternity.db.saving import keep
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.reading import show_day
from maternity.records import Record, named
from maternity.reports.documents import document
from maternity.reports.leaf import woman_of
from maternity.reports.stored import packed, unpacked
from maternity.ward import discretion

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

REGISTER = "printout_pages"
MOST = 9
"""Earlier printings offered of one entry, the newest first."""


@dataclass(frozen=True)
class Printed:
    """A sheet that was printed: its words, its document, and the record of its printing."""

    words: str
    document: str
    printout: Record


def keep_pages(ward: Ward, printout: Record, pdf: bytes) -> None:
    """Keep the bytes of a printing beside its record."""
    kept: Any = named(REGISTER).record()
    kept.printout, kept.pdf = printout, packed(pdf)
    keep(ward.book, [kept], ward.stamp(""))


def printed_of(ward: Ward, entry: Record) -> list[Printed]:
    """What was printed of the woman of an entry, or of the entry itself, the newest first."""
    ward.allow(Right.PRINT)
    about = woman_of(entry)
    if named(entry.register.name).hidden or about is None or about.version is None:
        return []
    cls = named("printout").record
    found: list[Any] = ward.book.linked(cls, "woman", [about.id])
    found.sort(key=lambda one: (one.created_at, one.id), reverse=True)
    return [Printed(_words(one), one.document, one) for one in found[:MOST]]


def _words(printout: Any) -> str:
    at = printout.created_at
    return _("{document}: sheet {number}, printed on {day} by {who}").format(
        document=document(printout.document).told,
        number=f"{printout.serial_no}/{printout.serial_year}",
        day=f"{show_day(at.date())} {at:%H:%M}",
        who=printout.created_by,
    )


def pages_of(ward: Ward, printout: Record) -> bytes:
    """The bytes that went to paper then."""
    _may_see(ward, printout)
    cls = named(REGISTER).record
    found: list[Any] = ward.book.linked(cls, "printout", [printout.id])
    if not found or not found[0].pdf:
        raise Refused(
            _("The pages of this sheet were not kept. Print the document again: it is a duplicate.")
        )
    return unpacked(found[0].pdf)


def print_again(ward: Ward, printout: Record) -> bytes:
    """A new sheet of the same document from the entry as it stands now, marked as a duplicate."""
    from maternity.ward.papers import issue  # noqa: PLC0415 - which keeps its pages here

    return issue(ward, printout.look("document"), _may_see(ward, printout))


def _may_see(ward: Ward, printout: Record) -> Record | None:
    """The entry a sheet is about; refused to who may not print it."""
    ward.allow(Right.PRINT)
    register, _colon, identity = (printout.look("subject") or "").partition(":")
    if not register:
        return None
    entry = ward.get(register, identity)
    discretion.may_print(ward, entry)
    return entry
