"""The documents that were printed: which, of what, by whom and when, with their sheet numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.fields import link, long_text, number, serial, text
from maternity.i18n import N_
from maternity.records import Record, register

if TYPE_CHECKING:
    from maternity.registers.woman import Woman


@register(N_("Printed documents"), one=N_("Printed document"), setup=True, sorted_by="serial_no")
class Printout(Record):
    """One printing of a document; who and when are those of the entry itself."""

    serial_no: int | None = serial(N_("Sheet number"), listed=True)
    document: str | None = text(N_("Document"), computed=True, listed=True, longest=60)
    subject: str | None = text(N_("Entry"), computed=True, longest=60)
    times: int | None = number(N_("Times printed"), computed=True, listed=True)
    woman: Woman | None = link(N_("Woman"), "woman", computed=True, listed=True)


@register(
    N_("Pages of printed documents"),
    one=N_("Pages of a printed document"),
    setup=True,
    taken_in=False,
)
class PrintoutPages(Record):
    """The very bytes that went to paper, kept with the record of their printing."""

    printout: Printout | None = link(N_("Printed document"), "printout", computed=True, listed=True)
    pdf: str | None = long_text(N_("Pages"), computed=True, archived=True)
