"""The month's summary for the association and the radio, written as a page or as words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock, files
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.reports import public_summary
from maternity.reports.leaf import Pages, Told
from maternity.reports.periods import is_sum
from maternity.reports.sheet import Sheet
from maternity.ward import month_checks
from maternity.ward.recording import exported

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def write_summary(ward: Ward, counted: Sheet, place: Path) -> Path:
    """Write the summary of a month: a page where the name ends in pdf, words to read in txt."""
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.PRINT_ALL)
    ward.allow(Right.EXPORT_FIGURES)
    if counted.form.every != "month" or is_sum(counted.period):
        raise Refused(_("A summary is made of one month. Choose a month."))
    before = month_checks.by_line(month_checks.before(ward, counted.form.id, counted.first))
    facility = ward.facility
    kind = place.suffix.casefold()
    if kind == ".txt":
        name = facility.title() if facility else ""
        files.replace(place, public_summary.spoken(counted, before, name).encode())
    elif kind == ".pdf":
        told = Told(facility, clock.now(), ward.account.name or "", training=ward.training)
        leaf = public_summary.leaf(counted, before)
        files.replace(place, render_pages(Pages(leaf.title, (leaf,), told)))
    else:
        raise Refused(_("The summary is a page (.pdf) or words to read aloud (.txt)."))
    exported(ward, place, counted.form.id, kind="summary", first=str(counted.first))
    return place
