"""The ward's books as they are on paper: headings, widths and abbreviations as data.

What stands in a column is derived from the catalogue: every field that says it belongs there
(`paper="accouchement 8"`), wherever its register hangs. A column of a book that no one prints
(newborns, referrals) names its fields itself.
"""

from __future__ import annotations

import tomllib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from maternity import paths, records
from maternity.conditions import Misspelt, parse
from maternity.errors import Refused
from maternity.fields import Field, Link
from maternity.i18n import _
from maternity.records import Column, Record, child_of, named
from maternity.reports.form import spoken

FOLDER = "books"
DEEPEST = 4


@dataclass(frozen=True)
class BookColumn:
    """A column of a book: its number, heading and width, and how its cell is written."""

    no: int
    heading: str
    mm: float
    en: str = ""
    fields: tuple[str, ...] = ()
    style: str = ""
    join: str = " "
    small: tuple[str, ...] = ()
    only: str = ""
    masked: bool = False
    given: str = ""
    """What the ward tells of an entry that stands in none of its fields."""
    setting: str = ""
    """The ward's choice that hides the column, unless it is to be printed."""
    empty: str = ""
    empty_en: str = ""

    @property
    def words(self) -> str:
        """The heading: the book's own, in English for an English screen."""
        return spoken(self.heading, self.en)


@dataclass(frozen=True)
class BookTotal:
    """A figure of the closing line: a line of the return, or what stands on the pages."""

    label: str
    en: str = ""
    line: str = ""
    of: str = ""
    where: str = ""
    count: str = ""

    @property
    def words(self) -> str:
        """What it counts."""
        return spoken(self.label, self.en)


@dataclass(frozen=True)
class Book:
    """A book on paper: one line for each entry of a register, or for each of its lines."""

    id: str
    title: str
    title_en: str
    register: str
    dated: str
    columns: tuple[BookColumn, ...]
    where: str = ""
    lines: str = ""
    ends: str = ""
    right_from: int = 0
    repeat: tuple[int, ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    totals: tuple[BookTotal, ...] = ()
    number: str = "{number}"
    """How a line writes its number."""
    beside: Book | None = None
    """Entries of another register that stand on lines of their own in it, and count in nothing."""

    @property
    def words(self) -> str:
        """The title: the book's own, in English for an English screen."""
        return spoken(self.title, self.title_en)

    @property
    def record(self) -> type[Record]:
        """The register whose entries are its lines."""
        return named(self.register).record

    @property
    def line_record(self) -> type[Record] | None:
        """The register of the lines of an entry, where each has its own."""
        return child_of(self.record, self.lines) if self.lines else None

    @property
    def sides(self) -> tuple[tuple[BookColumn, ...], ...]:
        """The columns of each facing page; the right one repeats the number and the name."""
        if not self.right_from:
            return (self.columns,)
        left = tuple(one for one in self.columns if one.no < self.right_from)
        again = tuple(one for one in left if one.no in self.repeat)
        return left, (*again, *(one for one in self.columns if one.no >= self.right_from))


@dataclass(frozen=True)
class Route:
    """The way from a line of a book to a value: from the entry, or from one of its lines."""

    steps: tuple[str, ...]
    column: Column
    of_line: bool = False


@cache
def books() -> tuple[Book, ...]:
    """Every book of a register there is, in the order of the registers."""
    found = [_load(file.name) for file in sorted((paths.resources() / FOLDER).glob("*.toml"))]
    return tuple(book for book in found if _known(book.register))


def _known(register: str) -> bool:
    import maternity.registers  # noqa: F401, PLC0415 - the catalogue, when a page is made

    try:
        named(register)
    except KeyError:
        return False
    return True


def book(identity: str) -> Book:
    """The book of a name; refused with those there are."""
    found = next((one for one in books() if one.id == identity), None)
    if found is None:
        offered = ", ".join(one.id for one in books())
        raise Refused(
            _("There is no book “{name}”. Choose one of: {offered}.").format(
                name=identity, offered=offered
            )
        )
    return found


def books_of(register: str) -> list[Book]:
    """The books that a register's entries are printed in."""
    return [one for one in books() if one.register == register]


def ways(of: Book) -> list[tuple[str, str]]:
    """How else a book is printed, in words: on one sheet of A3, or as a copy for elsewhere."""
    found = [(_("{book}: A3, one sheet"), "wide")] if of.right_from else []
    deaths = any(way.column.sensitive == "death" for at in of.columns for way in routes(of, at))
    if deaths:
        found.append((_("{book}: copy that leaves the ward, without deaths"), "copy"))
    return [(words.format(book=of.words), how) for words, how in found]


def _load(name: str) -> Book:
    told = tomllib.loads((paths.resources() / FOLDER / name).read_text("utf-8"))
    head: dict[str, Any] = dict(told["book"])
    head["repeat"] = tuple(head.get("repeat", ()))
    head["columns"] = tuple(_column(one) for one in head["columns"])
    totals = tuple(BookTotal(**one) for one in told.get("total", ()))
    made = Book(**head, codes=told.get("codes", {}), totals=totals)
    return replace(made, beside=_beside(made, told["beside"])) if "beside" in told else made


def _beside(of: Book, told: Mapping[str, Any]) -> Book:
    """The lines of another register in the same columns; those it does not name stay empty."""
    fields: Mapping[str, list[str]] = told["fields"]
    columns = tuple(
        replace(one, fields=tuple(fields.get(str(one.no), ())), masked=str(one.no) not in fields)
        for one in of.columns
    )
    parts = {name: told[name] for name in ("register", "dated", "number")}
    return replace(of, columns=columns, where="", lines="", ends="", totals=(), **parts)


def _column(told: Mapping[str, Any]) -> BookColumn:
    parts = dict(told)
    parts["style"] = parts.pop("as", "")
    for name in ("fields", "small"):
        parts[name] = tuple(parts.get(name, ()))
    return BookColumn(**parts)


def belonging(identity: str, number: int) -> Iterator[Column]:
    """The columns of the catalogue that say they belong in a column of a book."""
    from maternity.registers import ALL  # noqa: PLC0415 - the catalogue, when a page is made

    for cls in ALL:
        for one in cls.register.columns.values():
            if f"{identity} {number}" in one.paper.split(";"):
                yield one


@cache
def routes(of: Book, at: BookColumn) -> tuple[Route, ...]:
    """The ways to what stands in a column."""
    if at.fields:
        return tuple(route(of, name) for name in at.fields)
    found = [one for one in belonging(of.id, at.no) if not _leads_on(one)]
    return tuple(_to(of, one.register, one) for one in found)


def _leads_on(column: Column) -> bool:
    """A link to an entry of care: what is printed of it says so itself."""
    return isinstance(column, Link) and not named(column.target).setup


def route(of: Book, name: str) -> Route:
    """The way a name in a book's file means."""
    steps = name.split(".")
    starts = [(of.record, False)]
    if of.line_record is not None:
        starts.append((of.line_record, True))
    ways = [
        Route(way, column, of_line)
        for start, of_line in starts
        for way, column in _walked(start, steps)
    ]
    if not ways:
        raise Misspelt(f"{name!r} means nothing in the book {of.id}")
    return min(ways, key=lambda way: len(way.steps))


def _walked(start: type[Record], steps: list[str]) -> Iterator[tuple[tuple[str, ...], Column]]:
    at, way = start, tuple[str, ...]()
    for step in steps[:-1]:
        if step not in at.register.links and step not in at.register.backs:
            more = _ways(at.register.name, step)
        else:
            more = (step,)
        if more is None:
            return
        for one in more:
            at = _next(at, one)
        way = (*way, *more)
    if steps[-1] in at.register.columns:
        yield way, at.register.column(steps[-1])


def _to(of: Book, register: str, column: Column) -> Route:
    """The shortest way from a line of the book to a register; the entry's own first."""
    ways = [(of.record, False)] + ([(of.line_record, True)] if of.line_record else [])
    found = [
        Route(way, column, of_line)
        for start, of_line in ways
        if (way := _ways(start.register.name, register)) is not None
    ]
    if not found:
        raise Misspelt(f"{register} cannot be reached from the book {of.id}")
    return min(found, key=lambda one: len(one.steps))


@cache
def _ways(start: str, register: str) -> tuple[str, ...] | None:
    """The shortest way along links and lists of children; upward before downward."""
    waiting: deque[tuple[type[Record], tuple[str, ...]]] = deque([(named(start).record, ())])
    seen = {named(start).record}
    while waiting:
        at, way = waiting.popleft()
        if at.register.name == register:
            return way
        about = at.register
        for step in (*about.links, *about.backs) if len(way) < DEEPEST else ():
            there = _next(at, step)
            if there not in seen and not (step in about.links and there.register.setup):
                seen.add(there)
                waiting.append((there, (*way, step)))
            elif there not in seen and there.register.name == register:
                waiting.append((there, (*way, step)))
    return None


def _next(at: type[Record], step: str) -> type[Record]:
    links = at.register.links
    return named(links[step].target).record if step in links else child_of(at, step)


def needs(of: Book) -> set[str]:
    """The lists of children to load so that every line of a book can be written and added up."""
    asked = (parse(total.where) for total in of.totals if total.of == of.register)
    counted = {need for one in asked for need in records.needs(of.record, one.names())}
    return counted | needs_of_columns(of, of.columns)


def needs_of_columns(of: Book, columns: Iterable[BookColumn]) -> set[str]:
    """The lists of children to load so that these columns can be written."""
    found = {of.lines} if of.lines else set()
    columns = [at for at in columns if not at.masked]
    ways = [one for at in columns for one in routes(of, at)]
    ways += [route(of, name) for at in columns for name in at.small if name != AGE]
    for way in ways:
        steps = (of.lines, *way.steps) if way.of_line else way.steps
        found |= _needed(steps, way.column)
    return found


def _needed(steps: tuple[str, ...], column: Column) -> set[str]:
    """What must be loaded to write one value: the way, and what it and its condition look at."""
    cls: Any = named(column.register).record
    names = [column.name, *(column.applies.names() if isinstance(column, Field) else ())]
    needed = {".".join((*steps, need)) for need in records.needs(cls, names)}
    return needed | ({".".join(steps)} if steps else set())


PAPER = "paper"
"""What the name of a column of a book begins with, where it stands in a list."""


def column_named(name: str) -> tuple[Book, BookColumn] | None:
    """The column of a book by its name in a list (« paper cpn 7 »); None if there is none."""
    kind, _space, rest = name.partition(" ")
    identity, _space, number = rest.partition(" ")
    of = next((one for one in books() if one.id == identity), None)
    if kind != PAPER or of is None:
        return None
    at = next((one for one in of.columns if str(one.no) == number), None)
    return (of, at) if at is not None else None


AGE = "age"
"""In small type: the woman's age on the day of the line."""
