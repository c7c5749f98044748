"""A return's figures among the months, on paper: the drawings of the screen, two in a row.

A line without a figure in any of the thirteen months is not drawn: it is named at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from maternity.i18n import _
from maternity.reports.course import Course, drawing, legend, sentences
from maternity.reports.drawing import Drawing, Words, moved, wrapped
from maternity.reports.leaf import Drawn, Leaf, Note, Part
from maternity.reports.periods import period_words
from maternity.reports.sheet import Line, Sheet

WIDE, HIGH, BETWEEN = 88.0, 34.0, 6.0
LETTER, ROW = 8.0, 3.6
"""The size of the words, in points, and the height of their rows, in mm."""


def leaf(sheet: Sheet, courses: Mapping[str, Course]) -> Leaf:
    """The pages: how the columns are read, then the lines, section by section."""
    parts: list[Part] = [Note(legend())]
    silent: list[str] = []
    for section in sheet.form.sections:
        lines = [line for line in sheet.lines if line.form.section == section]
        drawn = [line for line in lines if not courses[line.code].is_empty]
        silent += [line.code for line in lines if courses[line.code].is_empty]
        if drawn:
            parts.append(Note(sheet.form.section_words(section), strong=True))
            parts += _rows(drawn, courses)
    if silent:
        told = _("Lines without a figure in any of these months: {codes}.")
        parts.append(Note(told.format(codes=", ".join(silent))))
    title = _("The figures beside those of the months before")
    name = sheet.form.name.split(",")[0]
    return Leaf(title, tuple(parts), f"{name} — {period_words(sheet.period)}")


def _rows(lines: Sequence[Line], courses: Mapping[str, Course]) -> Iterator[Part]:
    for at in range(0, len(lines), 2):
        pair = [drawn(line, courses[line.code]) for line in lines[at : at + 2]]
        row = Drawing(2 * WIDE + BETWEEN, max(one.high for one in pair))
        for place, one in enumerate(pair):
            row.add(*(moved(mark, place * (WIDE + BETWEEN)) for mark in one.marks))
        yield Drawn(row)


def drawn(line: Line, course: Course) -> Drawing:
    """The drawing of a line, and under it the comparison in words."""
    title = f"{line.code}  {line.form.words}"
    made = drawing(course, WIDE, HIGH, title, LETTER)
    words = wrapped(" ".join(sentences(course)), WIDE, LETTER)
    made.add(*(Words(0, HIGH + ROW * (at + 0.5), row, LETTER) for at, row in enumerate(words)))
    made.high = HIGH + ROW * (len(words) + 0.5)
    return made
