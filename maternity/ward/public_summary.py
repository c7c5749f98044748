"""The month's summary for the association and the radio, written as a page or as words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock, files
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.reports import death_reviews, public_summary
from maternity.reports.leaf import Pages, Told
from maternity.reports.sheet import Sheet
from maternity.ward import month_checks
from maternity.ward.comparison import courses, is_compared
from maternity.ward.death_reviews import reviews_pdf
from maternity.ward.recording import exported

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def summary_pdf(ward: Ward, counted: Sheet) -> bytes:
    """The page as the bytes of a PDF."""
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.PRINT_ALL)
    if counted.form.id == death_reviews.FORM:
        return reviews_pdf(ward, counted)
    leaf = public_summary.leaf(counted, _courses(ward, counted))
    told = Told(ward.facility, clock.now(), ward.account.name or "", training=ward.training)
    return render_pages(Pages(leaf.title, (leaf,), told))


def write_summary(ward: Ward, counted: Sheet, place: Path) -> Path:
    """Write the summary of a month: a page where the name ends in pdf, words to read in txt."""
    ward.allow(Right.EXPORT_FIGURES)
    kind = place.suffix.casefold()
    if kind == ".txt":
        facility = ward.facility
        name = facility.title() if facility else ""
        words = public_summary.spoken(counted, _courses(ward, counted), name)
        files.replace(place, words.encode())
    elif kind == ".pdf":
        files.replace(place, summary_pdf(ward, counted))
    else:
        raise Refused(_("The summary is a page (.pdf) or words to read aloud (.txt)."))
    exported(ward, place, counted.form.id, kind="summary", first=str(counted.first))
    return place


def _courses(ward: Ward, counted: Sheet) -> public_summary.Courses:
    """The figures among the months before; refused where the period is not a month."""
    if not is_compared(counted):
        raise Refused(_("A summary is made of one month. Choose a month."))
    if not public_summary.sentences(counted, {}):
        raise Refused(
            _("This return has none of the figures of the summary. Choose the monthly report.")
        )
    return courses(counted, month_checks.before(ward, counted.form.id, counted.first))
