"""A month's figures beside those of the months before: for the screen, and as its own pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock, files
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.reading import show_month
from maternity.reports import course_pages
from maternity.reports.course import Course, Month
from maternity.reports.drawing_svg import svg
from maternity.reports.leaf import Pages, Told
from maternity.reports.periods import is_sum
from maternity.reports.reported import reported
from maternity.reports.sheet import TOTAL, Line, Sheet
from maternity.ward import recording
from maternity.ward.month_checks import Earlier, before
from maternity.ward.returns import Step

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def is_compared(counted: Sheet) -> bool:
    """Whether a sheet is of one month, which alone has months before it."""
    return counted.form.every == "month" and not is_sum(counted.period)


def courses(counted: Sheet, earlier: Sequence[Earlier]) -> dict[str, Course]:
    """Every line's figure among the months before."""
    kept, closed = counted.life.figures, counted.life.is_closed
    return {
        line.code: Course(
            tuple(Month(one.first, one.value(line.code), one.closed) for one in earlier),
            Month(counted.first, kept[line.code][TOTAL] if kept else reported(line), closed),
        )
        for line in counted.lines
    }


def comparison_pdf(ward: Ward, counted: Sheet, step: Step | None = None) -> bytes:
    """Every line of a month as a small drawing, section by section, as the bytes of a PDF."""
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.PRINT_ALL)
    if not is_compared(counted):
        raise Refused(_("One month is compared with those before it. Choose a month."))
    earlier = before(ward, counted.form.id, counted.first, step=step)
    leaf = course_pages.leaf(counted, courses(counted, earlier))
    told = Told(ward.facility, clock.now(), ward.account.name or "", training=ward.training)
    pages = render_pages(Pages(leaf.title, (leaf,), told))
    recording.printed(ward, f"{counted.form.id} comparison", first=str(counted.first))
    return pages


def save_drawing(ward: Ward, counted: Sheet, line: Line, course: Course, place: Path) -> Path:
    """Write the drawing of a line, as it is on paper, to a file of its own (SVG)."""
    ward.allow(Right.PRINT_ALL)
    title = f"{line.code}  {line.form.words} — {show_month(counted.first)}"
    files.replace(place, svg(course_pages.drawn(line, course), title).encode())
    told = f"{counted.form.id} comparison {line.code} svg"
    recording.printed(ward, told, first=str(counted.first))
    return place
