"""Counting: a return's figures from the entries of the ward, each with the entries behind it.

One layer, Python over loaded records: the same number is the same everywhere. Every figure has
what it counted, what counts but has no cell (age or village not known), and what could not be
judged. Only what is true is counted; unknown is not zero and not empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import product
from typing import Any, Protocol

from maternity.conditions import code_of
from maternity.fields import Decimals, Field, Number
from maternity.records import Record, named, needs, path
from maternity.reports.form import AXES, Form, LineForm
from maternity.reports.life import Life

Cell = tuple[str, ...]

TOTAL = "total"
"""How the total is named where figures are typed."""


class Entries(Protocol):
    """Where entries come from; cancelled ones are left out."""

    def dated(
        self, cls: type[Record], name: str, first: date, last: date, with_: Iterable[str] = ()
    ) -> list[Record]:
        """Entries that a date can place from the first to the last day."""

    def linked(
        self, cls: type[Record], link: str, ids: Collection[str], with_: Iterable[str] = ()
    ) -> list[Record]:
        """Entries of any date that link to these."""


@dataclass
class Line:
    """A line of a sheet: counted, added up or typed."""

    form: LineForm
    counted: list[Record] = field(default_factory=list)
    cells: dict[Cell, list[Record]] = field(default_factory=dict)
    unplaced: list[Record] = field(default_factory=list)
    not_judged: list[Record] = field(default_factory=list)
    typed: dict[str, Record] = field(default_factory=dict)
    proposal: int | None = None
    added: tuple[Line, ...] = ()
    hand_parts: tuple[Line, ...] = ()
    """The lines whose typed columns make those of this one."""
    months_by_hand: int | None = None
    """What the columns typed by hand hold in all months of a longer period, where they are told."""

    @property
    def code(self) -> str:
        """The line's code."""
        return self.form.code

    @property
    def by_hand(self) -> bool:
        """Whether a person types the figure, or every figure that it adds up."""
        parts = [line.by_hand for line in self.added]
        return self.form.manual or (bool(parts) and all(parts))

    @property
    def total(self) -> int | None:
        """The figure of the line; None while nobody answered a typed line."""
        if self.form.manual:
            return self._typed_total()
        if self.added:
            parts = [line.total for line in self.added]
            return None if None in parts else sum(part or 0 for part in parts)
        return len(self.counted) + (self.beside or 0)

    @property
    def beside(self) -> int | None:
        """What was typed into the columns nobody counts, to go with the count; None if nothing."""
        if self.months_by_hand is not None:
            return self.months_by_hand
        cells = [self.figure(cell) for cell in cells_of(self.form) if self.form.is_typed(cell)]
        known = [value for value in cells if value is not None]
        return sum(known) if known and not self.form.manual else None

    def _typed_total(self) -> int | None:
        """What was typed as the total, else what the typed cells make together."""
        if TOTAL in self.typed:
            return self.typed_value(TOTAL)
        cells = [self.typed_value(name) for name in self.typed]
        known = [value for value in cells if value is not None]
        return sum(known) if known else None

    def figure(self, cell: Cell = ()) -> int | None:
        """The figure of a cell, or the total."""
        if not cell:
            return self.total
        if self.form.is_typed(cell):
            name = "/".join(cell)
            return self.typed_value(name) if name in self.typed else self._of_parts(cell)
        return len(self.cells.get(cell, ()))

    def _of_parts(self, cell: Cell) -> int | None:
        """What the parts of the line have in a typed cell; None where none has anything."""
        known = [value for part in self.hand_parts if (value := part.figure(cell)) is not None]
        return sum(known) if known else None

    def typed_value(self, cell: str) -> int | None:
        """What a person typed into a cell."""
        value: int | None = getattr(self.typed.get(cell), "value", None)
        return value

    def correction(self, cell: Cell = ()) -> Record | None:
        """The correction a person made of a counted figure, with both values to be shown."""
        found = self._in_state(cell, "corrected")
        retracted = found is None or getattr(found, "value", None) is None
        return None if self.form.is_typed(cell) or retracted else found

    def not_available(self, cell: Cell = ()) -> bool:
        """Whether a person said that the figure cannot be had."""
        return self._in_state(cell, "not_available") is not None

    def _in_state(self, cell: Cell, state: str) -> Record | None:
        found = self.typed.get("/".join(cell) or TOTAL)
        return found if found is not None and found.plain("state") == state else None

    def side(self, name: str, code: str) -> list[Record]:
        """The entries with this answer to one way of splitting, whatever the other is."""
        return [one for one in self.counted if code_of(look_counted(one, name)) == code]

    def entries(self, cell: Cell = ()) -> list[Record]:
        """The entries behind a figure."""
        return self.cells.get(cell, []) if cell else self.counted


@dataclass
class Sheet:
    """A return of one period, counted now."""

    form: Form
    period: str
    first: date
    last: date
    facility: Any
    settings: dict[str, str]
    lines: list[Line]
    made_at: datetime
    made_by: str
    to_finish: list[Record] = field(default_factory=list)
    training: bool = False
    state: str = "provisional"
    life: Life = field(default_factory=Life)

    def line(self, code: str) -> Line:
        """The line of a code."""
        self.form.line(code)
        return next(line for line in self.lines if line.code == code)

    def count(self, code: str) -> int | None:
        """The figure of a line."""
        return self.line(code).total

    @property
    def unfinished(self) -> int:
        """How many entries of the period are not finished."""
        return len(self.to_finish)

    @property
    def unplaced(self) -> list[Record]:
        """The entries that a figure counts and no cell can: age or village not known."""
        return _each_once(line.unplaced for line in self.lines)

    @property
    def not_judged(self) -> list[Record]:
        """The entries that some line could not judge."""
        return _each_once(line.not_judged for line in self.lines)


def _each_once(lists: Iterable[list[Record]]) -> list[Record]:
    return list(dict.fromkeys(entry for one in lists for entry in one))


def cells_of(line: LineForm) -> list[Cell]:
    """The cells of a line, crossed."""
    return list(product(*(AXES[name] for name in line.by))) if line.by else []


@cache
def way(register: str, name: str) -> tuple[tuple[str, ...], str, Field | None]:
    """The links to follow, the last step, and the field if it needs more than being read."""
    at = named(register).record
    *links, last = path(at, name)
    for link in links:
        at = named(at.register.links[link].target).record
    column = at.register.fields.get(last)
    judged = column is not None and (column.when or isinstance(column, (Number, Decimals)))
    return tuple(links), last, column if judged else None


def look_counted(entry: Record, name: str) -> Any:
    """The value of a name as a return reads it.

    What is not on the form (its condition is false) is not an answer; a number that is impossible
    is not known until it is corrected.
    """
    links, last, column = way(entry.register.name, name)
    at: Any = entry
    for link in links:
        at = getattr(at, link)
        if at is None:
            return None
    if column is None:
        return getattr(at, last)
    if column.when and at.applies(last) is False:
        return None
    return at.believed(last) if isinstance(column, (Number, Decimals)) else getattr(at, last)


def alive(entry: Record, told: dict[str, bool]) -> bool:
    """Whether neither the entry nor one it belongs to is cancelled; `told` keeps the answers."""
    identity = entry.id
    known = told.get(identity)
    if known is None:
        known = entry.voided_at is None
        own = entry.__dict__
        for name in _owners(entry.register.name):
            owner = own[name] if name in own else getattr(entry, name)
            known = known and (owner is None or alive(owner, told))
        told[identity] = known
    return known


@cache
def _owners(register: str) -> tuple[str, ...]:
    """The links to what an entry belongs to: without it, it would not be there."""
    links = named(register).links.items()
    return tuple(name for name, link in links if link.back and link.required is True)


def join_by_hand(lines: dict[str, Line]) -> dict[str, Line]:
    """The lines by code, each knowing the lines whose typed columns make its own."""
    for line in lines.values():
        parts = (lines.get(code) for code in line.form.by_hand_of)
        line.hand_parts = tuple(part for part in parts if part is not None)
    return lines


def added(form: LineForm, counted: dict[str, Line]) -> Line:
    """A line that adds others up, with all their entries."""
    parts = tuple(counted[code] for code in form.sum)
    return Line(
        form,
        added=parts,
        counted=[entry for part in parts for entry in part.counted],
        not_judged=_each_once(part.not_judged for part in parts),
    )


def is_unfinished(entry: Record) -> bool:
    """Whether an entry is still open or waits for something."""
    return entry.closed_at is None or bool(entry.missing or entry.unsure)


def needs_to_apply(cls: type[Record], names: Iterable[str]) -> set[str]:
    """The lists of children that decide whether the named fields are on their form."""
    found: set[str] = set()
    for name in names:
        links, _last, column = way(cls.register.name, name)
        at = cls
        for link in links:
            at = named(at.register.links[link].target).record
        if column is not None:
            asked = [*column.applies.names(), *_bound_names(column)]
            found |= {".".join((*links, need)) for need in needs(at, asked)}
    return found


def _bound_names(column: Field) -> Iterator[str]:
    for bound in (column.bound("low"), column.bound("high")):
        if bound is not None and bound.name:
            yield bound.name
