"""The month on one page for those who are not statisticians: ten sentences and four pictures.

For the health association (ASACO), the change team and, read aloud, the community radio. All stands
on the return's own figures. A figure from 1 to 4 that could point to a woman is told as fewer than
five; nor does one figure taken from another give such a number: babies born alive stand on no line
here, for beside the births they would tell the stillborn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maternity.i18n import N_, _
from maternity.reports.course import Course, drawing, legend
from maternity.reports.drawing import Drawing, moved
from maternity.reports.leaf import Drawn, Leaf, Note
from maternity.reports.periods import period_words
from maternity.reports.reported import reported
from maternity.reports.sheet import Sheet

FEW = 5
"""Fewer than so many could be recognised."""
WIDE, HIGH, GAP, LETTER = 90.0, 62.0, 6.0, 9.0


@dataclass(frozen=True)
class Told:
    """A sentence about a line: its words, and whether a small figure could point to somebody."""

    code: str
    words: str
    sensitive: bool = False


TOLD: tuple[Told, ...] = (
    Told("G10", N_("Births in our maternity: {now}; the month before: {before}.")),
    Told("G15", N_("Births at home that we know of: {now}; the month before: {before}."), True),
    Told("G20", N_("Babies put to the breast within the hour: {now}; the month before: {before}.")),
    Told("G21", N_("Babies under 2500 g: {now}; the month before: {before}."), True),
    Told("G3", N_("Women who began antenatal care: {now}; the month before: {before}.")),
    Told("G5", N_("Women with at least four antenatal visits: {now}; before: {before}.")),
    Told("G16", N_("Mothers seen after birth: {now}; the month before: {before}.")),
    Told("G28", N_("Newborns seen after birth: {now}; the month before: {before}.")),
    Told("MAL1", N_("Pregnant women given a bed net: {now}; the month before: {before}.")),
    Told("MAL4", N_("Women with three doses against malaria: {now}; before: {before}.")),
)
"""The ten sentences, by the lines of the return."""
DRAWN: tuple[tuple[str, str], ...] = (
    ("G10", N_("Births in our maternity")),
    ("G3", N_("Women who began antenatal care")),
    ("G16", N_("Mothers seen after birth")),
    ("MAL1", N_("Pregnant women given a bed net")),
)

Courses = Mapping[str, Course]
"""Each line's figure among the months before."""


def sentences(sheet: Sheet, courses: Courses) -> list[str]:
    """What the month was, in ten sentences; a line the return does not have is left out."""
    lines = {line.code: line for line in sheet.lines}
    return [
        _(one.words).format(
            now=grouped(reported(lines[one.code]), sensitive=one.sensitive),
            before=grouped(_last(courses.get(one.code)), sensitive=one.sensitive),
        )
        for one in TOLD
        if one.code in lines
    ]


def grouped(value: int | None, *, sensitive: bool) -> str:
    """A figure as it may be told to everybody."""
    if value is None:
        return _("not known")
    if sensitive and 0 < value < FEW:
        return _("fewer than {count}").format(count=FEW)
    return str(value)


def spoken(sheet: Sheet, courses: Courses, facility: str) -> str:
    """The summary to be read aloud: a sentence a line."""
    opening = _("This is the news of {facility} for {month}.").format(
        facility=facility, month=period_words(sheet.period)
    )
    closing = _("A pregnant woman who feels unwell goes to the health centre at once.")
    return "\n".join([opening, *sentences(sheet, courses), closing]) + "\n"


def leaf(sheet: Sheet, courses: Courses) -> Leaf:
    """The page: sentences, then the pictures two by two, and how they are read."""
    notes = tuple(Note(words) for words in sentences(sheet, courses))
    return Leaf(
        _("The month of the maternity"),
        (*notes, Drawn(pictures(courses)), Note(legend())),
        period_words(sheet.period),
    )


def pictures(courses: Courses) -> Drawing:
    """Four small pictures: the twelve months before, and this month in a thick frame."""
    made = Drawing(2 * WIDE + GAP, 2 * HIGH + GAP)
    drawn = [(code, words) for code, words in DRAWN if code in courses]
    for at, (code, words) in enumerate(drawn):
        right, down = (at % 2) * (WIDE + GAP), (at // 2) * (HIGH + GAP)
        one = drawing(courses[code], WIDE, HIGH, _(words), LETTER)
        made.add(*(moved(mark, right, down) for mark in one.marks))
    return made


def _last(course: Course | None) -> int | None:
    return course.last_month if course is not None else None
