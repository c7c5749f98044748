"""Counting: a return's figures from the entries of the ward, each with the entries behind it.

One layer, Python over loaded records: the same number is the same everywhere. Every figure has
what it counted, what counts but has no cell (age or village not known), and what could not be
judged. Only what is true is counted; unknown is not zero and not empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import product
from typing import Any, Protocol

from maternity.conditions import Condition, code_of
from maternity.fields import Decimals, Field, Number
from maternity.records import Record, day_value, named, needs, path
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

    @property
    def code(self) -> str:
        """The line's code."""
        return self.form.code

    @property
    def total(self) -> int | None:
        """The figure of the line; None while nobody answered a typed line."""
        if self.form.manual:
            return self._typed_total()
        if self.added:
            parts = [line.total for line in self.added]
            return None if None in parts else sum(part or 0 for part in parts)
        return len(self.counted)

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
        if self.form.manual:
            return self.typed_value("/".join(cell))
        return len(self.cells.get(cell, ()))

    def typed_value(self, cell: str) -> int | None:
        """What a person typed into a cell."""
        value: int | None = getattr(self.typed.get(cell), "value", None)
        return value

    def correction(self, cell: Cell = ()) -> Record | None:
        """The correction a person made of a counted figure, with both values to be shown."""
        found = self._in_state(cell, "corrected")
        retracted = found is None or getattr(found, "value", None) is None
        return None if self.form.manual or retracted else found

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
def _way(register: str, name: str) -> tuple[tuple[str, ...], str, Field | None]:
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
    links, last, column = _way(entry.register.name, name)
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
    if entry.id not in told:
        owners = (getattr(entry, name) for name in _owners(entry.register.name))
        told[entry.id] = entry.voided_at is None and all(
            alive(owner, told) for owner in owners if owner is not None
        )
    return told[entry.id]


@cache
def _owners(register: str) -> tuple[str, ...]:
    """The links to what an entry belongs to: without it, it would not be there."""
    links = named(register).links.items()
    return tuple(name for name, link in links if link.back and link.required is True)


class _Values(dict[str, Any]):
    """What a return reads of one entry, each name looked up once."""

    def __init__(self, entry: Record) -> None:
        super().__init__()
        self.entry = entry

    def __missing__(self, name: str) -> Any:
        self[name] = value = look_counted(self.entry, name)
        return value


def tally(
    form: Form, first: date, last: date, entries: Entries, settings: Mapping[str, str]
) -> tuple[list[Line], list[Record]]:
    """Every line of a form for a period, and the entries of the period that are not finished."""
    loaded = _Loaded(form, first, last, entries, settings)
    counted = {one.code: loaded.line(one) for one in form.lines if not one.sum}
    sums = {one.code: added(one, counted) for one in form.lines if one.sum}
    every = {**counted, **sums}
    return [every[one.code] for one in form.lines], loaded.unfinished()


def added(form: LineForm, counted: dict[str, Line]) -> Line:
    """A line that adds others up, with all their entries."""
    parts = tuple(counted[code] for code in form.sum)
    return Line(
        form,
        added=parts,
        counted=[entry for part in parts for entry in part.counted],
        not_judged=_each_once(part.not_judged for part in parts),
    )


class _Loaded:
    """The entries of a period, loaded once for all the lines of one register and date."""

    def __init__(
        self, form: Form, first: date, last: date, entries: Entries, settings: Mapping[str, str]
    ) -> None:
        self.first, self.last = first, last
        self.entries, self.settings = entries, settings
        self.conditions = {
            line.code: line.condition(settings) for line in form.lines if line.register
        }
        self.needs: dict[tuple[str, str], set[str]] = defaultdict(set)
        for line in form.lines:
            if line.register:
                self.needs[line.register, line.dated] |= self._needs(line)
        self.found: dict[tuple[str, str], list[_Values]] = {}
        self.alive: dict[str, bool] = {}
        self.before: dict[tuple[str, str, str], dict[str, list[_Values]]] = defaultdict(dict)

    def _needs(self, line: LineForm) -> set[str]:
        cls = named(line.register).record
        names = {*self.conditions[line.code].names(), *line.by, line.dated}
        names |= {line.adds} if line.adds else set()
        return needs(cls, names) | _applicability(cls, names)

    def line(self, form: LineForm) -> Line:
        """One line, counted."""
        line = Line(form, cells={cell: [] for cell in cells_of(form)})
        if not form.register:
            return line
        condition = self.conditions[form.code]
        counted: list[_Values] = []
        for values in self._within(form):
            answer = condition.judge(values.__getitem__)
            if answer is None:
                line.not_judged.append(values.entry)
            elif answer:
                counted.append(values)
        counted = self._once(form, condition, counted)
        if form.manual:
            figures = [int(values[form.adds] or 0) if form.adds else 1 for values in counted]
            line.proposal, line.not_judged = sum(figures), []
            return line
        line.counted = [values.entry for values in counted]
        _place(line, counted)
        return line

    def unfinished(self) -> list[Record]:
        """The entries of the period that wait for something."""
        found = (values.entry for group in self.found.values() for values in group)
        return [entry for entry in dict.fromkeys(found) if is_unfinished(entry)]

    def _within(self, form: LineForm) -> list[_Values]:
        key = (form.register, form.dated)
        if key not in self.found:
            cls = named(form.register).record
            near = self.entries.dated(cls, form.dated, self.first, self.last, self.needs[key])
            inside = self._inside(near, form.dated)
            self.found[key] = sorted(
                inside, key=lambda values: (str(values[form.dated]), values.entry.id)
            )
        return self.found[key]

    def _inside(self, near: Iterable[Record], dated: str) -> Iterator[_Values]:
        for entry in near:
            values = _Values(entry)
            day = day_value(values[dated])
            if day is not None and self.first <= day <= self.last and alive(entry, self.alive):
                yield values

    def _once(self, form: LineForm, condition: Condition, counted: list[_Values]) -> list[_Values]:
        """One entry for each linked record: in every month, or in the month of its first ever."""
        link, monthly = form.counted_once(self.settings)
        if not link or not counted:
            return counted
        firsts: dict[str, _Values] = {}
        for values in counted:
            firsts.setdefault(_linked(values.entry, link), values)
        if not monthly:
            for key in list(self._earlier(form, condition, link, firsts)):
                del firsts[key]
        return list(firsts.values())

    def _earlier(
        self, form: LineForm, condition: Condition, link: str, keys: Iterable[str]
    ) -> Iterator[str]:
        """The linked records that an entry of an earlier month already counted."""
        known = self._before(form, link, keys)
        for key in keys:
            if any(condition.judge(values.__getitem__) for values in known[key]):
                yield key

    def _before(self, form: LineForm, link: str, keys: Iterable[str]) -> dict[str, list[_Values]]:
        """The entries of earlier months by the record they link to, each loaded once."""
        group = (form.register, form.dated)
        known = self.before[*group, link]
        wanted = [key for key in keys if key not in known]
        known.update({key: [] for key in wanted})
        cls = named(form.register).record
        for entry in self.entries.linked(cls, link, wanted, self.needs[group]):
            values = _Values(entry)
            day = day_value(values[form.dated])
            if day is not None and day < self.first and alive(entry, self.alive):
                known[_linked(entry, link)].append(values)
        return known


def is_unfinished(entry: Record) -> bool:
    """Whether an entry is still open or waits for something."""
    return entry.closed_at is None or bool(entry.missing or entry.unsure)


def _place(line: Line, counted: list[_Values]) -> None:
    """Each counted entry into its cell, or among those without one."""
    if not line.form.by:
        return
    for values in counted:
        cell = tuple(code_of(values[name]) for name in line.form.by)
        line.cells.get(cell, line.unplaced).append(values.entry)


def _applicability(cls: type[Record], names: Iterable[str]) -> set[str]:
    """The lists of children that decide whether the named fields are on their form."""
    found: set[str] = set()
    for name in names:
        links, _last, column = _way(cls.register.name, name)
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


def _linked(entry: Record, link: str) -> str:
    """The identity that counts once; an entry whose link is not known stands for itself."""
    parent = getattr(entry, link)
    return parent.id if parent is not None else entry.id
