"""A figure among the months: the twelve before and this one, as values, words and a small drawing.

The same drawing stands beside the return on the screen and on paper. A month nobody wrote in is
shown as missing and never as nought; months closed and months still open differ without colour: a
closed one is filled, an open one has a broken edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from maternity.i18n import _, plural
from maternity.reading import show_month
from maternity.reading.calendar import SHORT_MONTHS
from maternity.reports.drawing import POINT_MM, Box, Drawing, Line, Mark, Words, width_mm, wrapped

LETTER, LEAST_BARS = 8.0, 14.0
"""The size of the words of a drawing, in points, and the least height of its columns, in mm."""
BAR = 0.7
"""What a column takes of its place."""
THIN, THICK, GAP = 0.2, 0.7, 1.0


@dataclass(frozen=True)
class Month:
    """A month and its figure; None where nobody knows."""

    first: date
    value: int | None
    closed: bool = False

    @property
    def told(self) -> str:
        """The month, its figure, and how it stands, in words."""
        month = show_month(self.first)
        if self.value is None:
            return _("{month}: not known").format(month=month)
        words = _("{month}: {value} (closed)") if self.closed else _("{month}: {value} (open)")
        return words.format(month=month, value=self.value)


@dataclass(frozen=True)
class Course:
    """The months before, the oldest first, and the month that is looked at."""

    before: tuple[Month, ...]
    now: Month
    known: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        values = tuple(one.value for one in self.before if one.value is not None)
        object.__setattr__(self, "known", values)

    @property
    def last_month(self) -> int | None:
        """The figure of the month before."""
        return self.before[-1].value if self.before else None

    @property
    def year_ago(self) -> int | None:
        """The figure of the same month of the year before."""
        return self.before[0].value if self.before else None

    @property
    def middle(self) -> int | None:
        """The median of the months before that are known, rounded."""
        return round(median(self.known)) if self.known else None

    @property
    def months(self) -> tuple[Month, ...]:
        """All of them, the month looked at last."""
        return (*self.before, self.now)

    @property
    def is_empty(self) -> bool:
        """Whether no month has anything to show."""
        return not any(one.value for one in self.months)


def sentences(course: Course) -> Iterator[str]:
    """The comparison in words: this month beside the last, a year ago, and the middle."""
    now = course.now.value
    yield _("This month: {value}.").format(value=_shown(now))
    yield _("Last month: {value}.").format(value=_beside(course.last_month, now))
    yield _("Same month last year: {value}.").format(value=_beside(course.year_ago, now))
    yield plural(
        "Median of {count} month known of the 12 before: {value}.",
        "Median of {count} months known of the 12 before: {value}.",
        len(course.known),
        value=_beside(course.middle, now),
    )


def _shown(value: int | None) -> str:
    return _("not known") if value is None else str(value)


def _beside(value: int | None, now: int | None) -> str:
    """A figure, and how far this month is from it: « 20 (+3) »."""
    if value is None or now is None:
        return _shown(value)
    return f"{value} ({now - value:+d})" if now != value else f"{value} (=)"


def rows(course: Course) -> Iterator[str]:
    """The figure of every month, the newest first: what the drawing shows, to be read or heard."""
    yield from (one.told for one in reversed(course.months))


def legend() -> str:
    """How the columns are told apart."""
    return _(
        "filled: closed · broken edge: open, counted now · thick edge: this month · ?: not known"
    )


# the drawing


@dataclass(frozen=True)
class _Room:
    """Where the columns stand: the left edge, the place of each, their foot and their top."""

    left: float
    step: float
    foot: float
    top: float
    letter: float

    def tall(self, value: float, most: int) -> float:
        return (self.foot - self.top) * value / most if most else 0.0

    def middle(self, at: int) -> float:
        return self.left + (at + 0.5) * self.step

    def words(self, at: int, y: float, text: str, *, bold: bool) -> Words:
        """Words over or under a column, kept on the sheet."""
        half = width_mm(text, self.letter, bold=bold) / 2
        return Words(max(self.middle(at), half), y, text, self.letter, bold, "middle")


def drawing(
    course: Course, wide: float, high: float, title: str = "", letter: float = LETTER
) -> Drawing:
    """The months as columns on a sheet so wide and high (mm), its words of a size in points."""
    made = Drawing(wide, high)
    row = letter * POINT_MM * 1.3
    heads = wrapped(title, wide, letter)[:2] if title else []
    for at, words in enumerate(heads):
        made.add(Words(0, row * (at + 0.6), words, letter, bold=True))
    side = width_mm(_("median"), letter) + GAP if course.middle is not None else 0.0
    top, foot = row * (len(heads) + 1.2), high - 2 * row - GAP
    step = (wide - side) / len(course.months)
    room = _Room(0.0, step, max(foot, top + 1), top, letter)
    most = max((*course.known, course.now.value or 0), default=0)
    made.add(*_columns(course, room, most))
    told = [mark for mark in made.marks if isinstance(mark, Words)]
    made.add(*_middle(course, room, most, wide, told))
    made.add(*_names(course.months, room))
    return made


def _columns(course: Course, room: _Room, most: int) -> Iterator[Mark]:
    told = _told_apart(["" if m.value is None else str(m.value) for m in course.months], room)
    end = room.left + room.step * len(course.months)
    yield Line(room.left, room.foot, end, room.foot, THIN)
    for at, month in enumerate(course.months):
        if month.value is None:
            row = room.foot - room.letter * POINT_MM * 0.7
            yield Words(room.middle(at), row, "?", room.letter, at="middle")
            continue
        tall = room.tall(month.value, most)
        wide = room.step * BAR
        now = month is course.now
        yield from _column(room.middle(at) - wide / 2, room.foot, wide, tall, month, now=now)
        if at in told:
            above = room.foot - tall - room.letter * POINT_MM * 0.65
            yield room.words(at, above, str(month.value), bold=now)


def _column(
    left: float, foot: float, wide: float, tall: float, month: Month, *, now: bool
) -> Iterator[Mark]:
    line = THICK if now else THIN
    if month.closed:
        yield Box(left, foot - tall, wide, tall, line, shade=True)
        return
    for x in (left, left + wide):
        yield Line(x, foot, x, foot - tall, line, dashed=True)
    yield Line(left, foot - tall, left + wide, foot - tall, line, dashed=True)


def _middle(
    course: Course, room: _Room, most: int, wide: float, told: Sequence[Words]
) -> Iterator[Mark]:
    """The median as a thin line that no figure is crossed by, named at the right."""
    if course.middle is None:
        return
    at = room.foot - room.tall(course.middle, most)
    end = room.left + room.step * len(course.months)
    for begin, to in _between(_on_row(told, at), room.left, end):
        yield Line(begin, at, to, at, THIN / 2)
    row = room.letter * POINT_MM
    at = min(max(at, room.top), room.foot - row * 0.6)
    yield Words(wide, at - row * 0.6, _("median"), room.letter, at="right")
    yield Words(wide, at + row * 0.6, str(course.middle), room.letter, at="right")


def _on_row(told: Sequence[Words], at: float) -> list[tuple[float, float]]:
    """From where to where words stand on a height, from the left."""
    near = (one for one in told if abs(one.y - at) < one.size * POINT_MM * 0.6)
    sides = ((one.x, width_mm(one.text, one.size, bold=one.bold) / 2) for one in near)
    return sorted((middle - half, middle + half) for middle, half in sides)


def _between(
    taken: Sequence[tuple[float, float]], begin: float, end: float
) -> Iterator[tuple[float, float]]:
    """The stretches from one place to another that nothing stands on."""
    for left, right in (*taken, (end, end)):
        if left > begin:
            yield begin, left
        begin = max(begin, right)


def _names(months: Sequence[Month], room: _Room) -> Iterator[Mark]:
    """The months under their columns; the year under the first and under each January."""
    names = [_(SHORT_MONTHS[one.first.month - 1]) for one in months]
    told = _told_apart(names, room)
    row = room.letter * POINT_MM * 1.3
    apart = round(width_mm("2026", room.letter, bold=True) / room.step + 1)
    years = range(apart, len(months) - apart)
    for at, month in enumerate(months):
        bold = at == len(months) - 1
        if at in told:
            below = room.foot + row * 0.7
            yield room.words(at, below, names[at], bold=bold)
        if at in {0, len(months) - 1} or (month.first.month == 1 and at in years):
            yield room.words(at, room.foot + row * 1.7, str(month.first.year), bold=bold)


def _told_apart(words: Sequence[str], room: _Room) -> set[int]:
    """The columns whose words fit beside each other: each, or each second or third from the end."""
    widest = max((width_mm(one, room.letter, bold=True) for one in words), default=0.0)
    last = len(words) - 1
    every = next((n for n in range(1, len(words)) if widest <= n * room.step), len(words))
    found = set(range(last, -1, -every))
    if 0 in found and every < last and room.middle(every) - widest / 2 < widest:
        found.remove(0)  # kept on the sheet, it would reach under the next
    return found
