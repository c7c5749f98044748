"""The month on one page for those who are not statisticians: ten sentences and four pictures.

For the health association (ASACO), the change team and, read aloud, the community radio. All stands
on the return's own figures. A figure from 1 to 4 that could point to a woman is told as fewer than
five.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maternity.i18n import N_, _
from maternity.reports.drawing import Box, Drawing, Line, Words
from maternity.reports.leaf import Drawn, Leaf, Note
from maternity.reports.periods import period_words
from maternity.reports.reported import reported
from maternity.reports.sheet import Sheet

FEW = 5
"""Fewer than so many could be recognised."""
WIDE, HIGH, GAP = 90.0, 46.0, 6.0
BASE, TOP, LEFT, STEP, BAR = 38.0, 12.0, 3.0, 6.5, 4.5


@dataclass(frozen=True)
class Told:
    """A sentence about a line: its words, and whether a small figure could point to somebody."""

    code: str
    words: str
    sensitive: bool = False


TOLD: tuple[Told, ...] = (
    Told("G10", N_("Births in our maternity: {now}; the month before: {before}.")),
    Told("G15", N_("Births at home that we know of: {now}; the month before: {before}."), True),
    Told("G19", N_("Babies born alive: {now}; the month before: {before}.")),
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

History = Mapping[str, Sequence[int | None]]
"""The totals of the months before, the oldest first, by line."""


def sentences(sheet: Sheet, before: History) -> list[str]:
    """What the month was, in ten sentences; a line the return does not have is left out."""
    lines = {line.code: line for line in sheet.lines}
    return [
        _(one.words).format(
            now=grouped(reported(lines[one.code]), sensitive=one.sensitive),
            before=grouped(_last(before.get(one.code, ())), sensitive=one.sensitive),
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


def spoken(sheet: Sheet, before: History, facility: str) -> str:
    """The summary to be read aloud: a sentence a line."""
    opening = _("This is the news of {facility} for {month}.").format(
        facility=facility, month=period_words(sheet.period)
    )
    closing = _("A pregnant woman who feels unwell goes to the health centre at once.")
    return "\n".join([opening, *sentences(sheet, before), closing]) + "\n"


def leaf(sheet: Sheet, before: History) -> Leaf:
    """The page: sentences, then the pictures two by two."""
    notes = tuple(Note(words) for words in sentences(sheet, before))
    return Leaf(
        _("The month of the maternity"),
        (*notes, Drawn(pictures(sheet, before))),
        period_words(sheet.period),
    )


def pictures(sheet: Sheet, before: History) -> Drawing:
    """Four small pictures: the twelve months before in grey, this month in a thick frame."""
    drawing = Drawing(2 * WIDE + GAP, 2 * HIGH + GAP)
    lines = {line.code: line for line in sheet.lines}
    for at, (code, words) in enumerate(DRAWN):
        if code in lines:
            values = [*before.get(code, ()), reported(lines[code])]
            x, y = (at % 2) * (WIDE + GAP), (at // 2) * (HIGH + GAP)
            drawing.add(Words(x, y + 4, _(words), bold=True))
            drawing.add(*_bars(x, y, values))
    return drawing


def _bars(x: float, y: float, values: Sequence[int | None]) -> Iterator[Box | Line | Words]:
    most = max((value for value in values if value is not None), default=0)
    yield Line(x, y + BASE, x + WIDE, y + BASE)
    for at, value in enumerate(values):
        left, now = x + LEFT + at * STEP, at == len(values) - 1
        if value is None:
            yield Words(left + BAR / 2, y + BASE - 2, "·", at="middle")
            continue
        tall = (BASE - TOP) * value / most if most else 0.0
        yield Box(left, y + BASE - tall, BAR, tall, 0.6 if now else 0.15, shade=not now)
        if now or at in {0, len(values) - 2}:
            yield Words(left + BAR / 2, y + BASE - tall - 2, str(value), 8, now, "middle")
    if len(values) > 1:
        yield Words(x + LEFT, y + BASE + 4, _("a year ago"), 8)
    yield Words(x + LEFT + len(values) * STEP, y + BASE + 4, _("this month"), 8, True, "right")


def _last(values: Sequence[int | None]) -> int | None:
    return values[-1] if values else None
