"""The lines of a book: what stands in every cell, page by page, and what the pages add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from maternity import settings
from maternity.conditions import parse
from maternity.fields import Answer, Field, Gap, Options
from maternity.i18n import _, labelled, plural
from maternity.moments import Moment
from maternity.records import Column, Record, day_value
from maternity.reports import discreet
from maternity.reports.book_closing import Arrested
from maternity.reports.books import AGE, Book, BookColumn, BookTotal, Route, route, routes
from maternity.reports.form import spoken
from maternity.reports.said import initials

ROWS, BAND = 14, 16
"""Lines of one page; and how many totals stand beside each other under them."""
YES, NO, UNKNOWN, NOT_DONE, LACKING = "x", "—", "?", "NF", "–"
MARKS = {Answer.YES: YES, Answer.NO: NO, Answer.UNKNOWN: UNKNOWN}
BOXES = 4
"""The boxes of the antenatal book."""
PRINTED = "printed"
"""The choice of the ward by which a column that is usually hidden is printed."""
GAPS = {Gap.UNKNOWN: UNKNOWN, Gap.NOT_DONE: NOT_DONE}


@dataclass(frozen=True)
class Written:
    """A line as it is printed: a cell for each column, with its small words underneath."""

    cells: tuple[str, ...]
    small: tuple[str, ...]
    records: frozenset[Record] = frozenset()
    cancelled: bool = False


@dataclass(frozen=True)
class BookPage:
    """The lines of one page and what they add up to."""

    lines: tuple[Written, ...]
    sums: tuple[int, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A book of a period, ready to be drawn."""

    book: Book
    facility: str
    period: str
    made_at: datetime
    made_by: str
    pages: tuple[BookPage, ...]
    closing: tuple[int, ...] = ()
    whole_month: bool = False
    arrested: Arrested | None = None
    """What the closing line of a whole month says."""
    provisional: bool = True
    """Whether the month is still open."""
    wide: bool = False
    """A3: the facing pages on one sheet."""
    training: bool = False
    anchor: str = ""
    """The last event of the audit trail when the page was made: number and first signs."""

    @property
    def beside(self) -> list[str]:
        """The totals with entries that stand on no page of the period."""
        sums = [sum(page.sums[at] for page in self.pages) for at in range(len(self.closing))]
        return [
            total.words
            for total, printed, closed in zip(self.book.totals, sums, self.closing, strict=True)
            if printed != closed
        ]


@dataclass
class Period:
    """The days of a book, and the entries of the return's lines in them."""

    first: date
    last: date
    counted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    given: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the ward tells of entries beside their fields: its name, entry, words."""


def reached(start: Record, steps: Sequence[str]) -> list[Record]:
    """The entries at the end of a way, cancelled ones left out, babies in birth order."""
    found = [start]
    for step in steps:
        found = [there for one in found for there in _beyond(one, step)]
    return found


def _beyond(one: Record, step: str) -> list[Record]:
    value = getattr(one, step)
    if value is None:
        return []
    if isinstance(value, Record):
        return [value]
    alive = (child for child in value if child.voided_at is None)
    return sorted(alive, key=lambda child: (getattr(child, "birth_rank", 0) or 0, child.id))


def written(
    of: Book,
    entry: Record,
    first: date,
    *,
    copy: bool = False,
    given: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Written]:
    """The lines of an entry: one, or one for each of its babies, the mother on the first alone."""
    below = reached(entry, (of.lines,)) if of.lines else []
    found = []
    for at, line in enumerate(below or [None]):
        several = chr(ord("a") + at) if len(below) > 1 else ""
        cells, small, met = [], [], {entry}
        for column in of.columns:
            again = at > 0 and not _of_line(of, column)
            if column.given:
                cells.append("" if again else (given or {}).get(column.given, {}).get(entry.id, ""))
            else:
                cells.append("" if again else _cell(of, column, entry, line, met, copy=copy))
            small.append("" if again else _small(of, column, entry))
        cells[0] = _number(of, entry, cells[0], first, several, again=at > 0)
        if entry.voided_at is not None:
            name = next((i for i, one in enumerate(of.columns) if one.small or one.no == 4), 1)
            small[name] = _("cancelled: {reason}").format(reason=entry.void_reason or LACKING)
        met |= {line} if line is not None else set()
        counts = entry.voided_at is None and bool(of.totals)
        records = frozenset(met) if counts else frozenset()
        found.append(Written(tuple(cells), tuple(small), records, entry.voided_at is not None))
    return found


def cell_words(of: Book, column: BookColumn, entry: Record, *, copy: bool = False) -> str:
    """What a column has of an entry; of twins, each baby's in birth order."""
    below: Sequence[Record | None] = reached(entry, (of.lines,)) if of.lines else []
    several = below if below and _of_line(of, column) else below[:1] or [None]
    told = [_cell(of, column, entry, line, set(), copy=copy) for line in several]
    return " / ".join(one for one in told if one)


def _of_line(of: Book, column: BookColumn) -> bool:
    return any(way.of_line for way in routes(of, column))


def _number(of: Book, entry: Record, shown: str, first: date, several: str, *, again: bool) -> str:
    """The number; with its year if that is another one, with a letter for each of twins."""
    if again:
        return several
    year = entry.serial_year
    shown = of.number.format(number=shown) if shown else ""
    number = f"{shown}/{year}" if shown and year and year != first.year else shown
    return f"{number} {several}".strip()


def _cell(
    of: Book,
    column: BookColumn,
    entry: Record,
    line: Record | None,
    met: set[Record],
    *,
    copy: bool,
) -> str:
    hidden = column.setting and settings.current().chosen(column.setting) != PRINTED
    if column.masked or hidden:
        return ""
    parts = [_part(of, column, way, entry, line, met, copy=copy) for way in routes(of, column)]
    if column.join == "/":
        told = "/".join(part or LACKING for part in parts) if any(parts) else ""
    else:
        told = column.join.join(dict.fromkeys(part for part in parts if part))
    return told or spoken(column.empty, column.empty_en)


def _part(
    of: Book,
    column: BookColumn,
    way: Route,
    entry: Record,
    line: Record | None,
    met: set[Record],
    *,
    copy: bool,
) -> str:
    start = line if way.of_line else entry
    if start is None or (way.column.sensitive == "hiv" and not of.record.register.hidden):
        return ""
    found = reached(start, way.steps)
    if column.only:
        asked = parse(column.only)
        found = [one for one in found if asked.judge(one.look)]
    met.update(found)
    if copy and way.column.sensitive == "death":
        return ""
    told = [value_words(one, way.column, column.style, of.codes) for one in found]
    return "/".join(one for one in told if one)


def value_words(
    entry: Record, column: Column, style: str, codes: Mapping[str, Mapping[str, str]]
) -> str:
    """One value as the book writes it: x, —, ?, NF, its abbreviation, a short day."""
    if isinstance(column, Field):
        if entry.applies(column.name) is False:
            return ""
        gap = entry.gap(column.name) if column.gaps else None
        if gap:
            return GAPS[gap]
    value = getattr(entry, column.name)
    if value is None:
        return ""
    return boxes(int(value)) if style == "boxes" else _value(value, column, style, codes)


def _value(value: Any, column: Column, style: str, codes: Mapping[str, Mapping[str, str]]) -> str:
    if isinstance(value, Answer):
        wanted = {"yes": Answer.YES, "no": Answer.NO}.get(style)
        return MARKS[value] if wanted is None else (YES if value is wanted else "")
    if isinstance(value, (Moment, date)):
        return _day(value, style)
    if column.kind == "person":
        return initials(value)
    if column.kind == "diagnosis":
        told = discreet.diagnoses(value)
        return column.show(told[:1] if style == "first" else told)
    if isinstance(value, (Options, tuple)):
        several = value if isinstance(value, tuple) else (value,)
        return ", ".join(_coded(one, style, codes) for one in several)
    return discreet.text(column.show(value))


def boxes(rank: int) -> str:
    """The four boxes of a visit's rank, its own ticked; a rank beyond them stands in the last."""
    signs = ["☐"] * BOXES
    signs[min(rank, BOXES) - 1] = "☒" if rank <= BOXES else str(rank)
    return "".join(signs)


def _coded(choice: Options, style: str, codes: Mapping[str, Mapping[str, str]]) -> str:
    short = codes.get(choice.list_name(), {}) if style != "words" else {}
    return short.get(str(choice.value)) or choice.words


def _day(value: Moment | date, style: str) -> str:
    day = day_value(value)
    if day is None:
        return ""
    short = f"{day.day}/{day.month}"
    if isinstance(value, Moment) and style != "day":
        return f"{short} {value.time:%H:%M}" if value.time else f"{short} ?"
    return short


def _small(of: Book, column: BookColumn, entry: Record) -> str:
    told = []
    for name in column.small:
        if name == AGE:
            told.append(_age(of, entry))
            continue
        way = route(of, name)
        told += [value_words(one, way.column, "", {}) for one in reached(entry, way.steps)]
    return ", ".join(one for one in told if one)


def _age(of: Book, entry: Record) -> str:
    woman = entry.look("woman")
    age = woman.age_on(day_value(entry.look(of.dated))) if woman is not None else None
    return plural("{count} year", "{count} years", age) if age is not None else ""


def in_book(of: Book, entries: Iterable[Record], first: date, last: date) -> list[Record]:
    """The entries that a book of these days holds, in the order of their numbers."""
    asked = parse(of.where)
    mine = (one for one in entries if asked.judge(one.look) is not False)
    return sorted((one for one in mine if _within(one.look(of.dated), first, last)), key=_order)


def _within(value: object, first: date, last: date) -> bool:
    day = day_value(value)
    return day is not None and first <= day <= last


def _order(entry: Record) -> tuple[int, int, str]:
    number = getattr(entry, "serial_no", None)
    return (entry.serial_year or UNNUMBERED, number or UNNUMBERED, entry.id)


UNNUMBERED = 10**9
"""After every number: an entry that has none yet."""


def pages(
    of: Book, entries: Sequence[Record], period: Period, *, copy: bool = False
) -> tuple[BookPage, ...]:
    """The pages of the entries in their order; the babies of one mother stay on one page."""
    found: list[list[Written]] = [[]]
    for entry in entries:
        own = of if of.beside is None or entry.register.name == of.register else of.beside
        group = written(own, entry, period.first, copy=copy, given=period.given)
        if len(found[-1]) + len(group) > rows_of(of) and found[-1]:
            found.append([])
        found[-1] += group
    return tuple(BookPage(tuple(lines), _sums(of, lines, period)) for lines in found)


def rows_of(of: Book) -> int:
    """Lines of one page of a book: two fewer for each further band of totals."""
    return ROWS - 2 * (max(len(of.totals) - 1, 0) // BAND)


def blank(of: Book) -> tuple[BookPage, ...]:
    """A page with its columns and no entry, for a day without power."""
    empty = tuple("" for _column in of.columns)
    return (BookPage(tuple(Written(empty, empty) for _row in range(rows_of(of)))),)


def _sums(of: Book, lines: Sequence[Written], period: Period) -> tuple[int, ...]:
    here = {record for line in lines for record in line.records}
    return tuple(sum(_counts(of, total, here, period)) for total in of.totals)


def _counts(of: Book, total: BookTotal, here: set[Record], period: Period) -> Iterator[int]:
    if total.line:
        counted = period.counted.get(total.line, frozenset())
        yield sum(record.id in counted for record in here)
        return
    asked = parse(total.where)
    register = total.of or of.register
    for one in here:
        if one.register.name == register and asked.judge(one.look):
            yield _worth(of, total.count, one, period)


def _worth(of: Book, count: str, entry: Record, period: Period) -> int:
    """What an entry adds to a total: 1, or its part in the movement of the ward."""
    if not count:
        return 1
    begun = day_value(entry.look(of.dated))
    ended = day_value(entry.look(of.ends)) if of.ends else None
    if begun is None:
        return 0
    left = ended is not None and ended <= period.last
    if count == "days":
        until = min(ended or period.last, period.last)
        new = begun >= period.first
        return max((until - max(begun, period.first)).days + (not left), int(new))
    return int(
        {
            "begun": begun >= period.first,
            "carried": begun < period.first,
            "ended": left,
            "remaining": not left,
        }[count]
    )


def closing(of: Book, made: Sequence[BookPage], period: Period) -> tuple[int, ...]:
    """The closing line: the return's own figure where it has one, else the sum of the pages."""
    sums = [sum(page.sums[at] for page in made) for at in range(len(of.totals))]
    return tuple(
        len(period.counted[total.line]) if total.line in period.counted else here
        for total, here in zip(of.totals, sums, strict=True)
    )


def key(of: Book, columns: Sequence[BookColumn]) -> list[str]:
    """The abbreviations used in some columns, each list with its words."""
    marks = [f"{YES} = {_('yes')}", f"{NO} = {_('no')}", f"{UNKNOWN} = {_('unknown')}"]
    told = [" · ".join([*marks, f"{NOT_DONE} = {_('not done')}"])]
    for column in columns:
        lists = {
            options.list_name(): options
            for way in routes(of, column)
            if (options := getattr(way.column, "options", None)) is not None
            and options.list_name() in of.codes
        }
        for name, options in lists.items():
            if column.masked or column.style == "words":
                continue
            pairs = [
                f"{short} = {options.coded(code).words}"
                for code, short in of.codes[name].items()
                if short != UNKNOWN
            ]
            told.append(f"{labelled(str(column.no))} {', '.join(pairs)}")
    return told
