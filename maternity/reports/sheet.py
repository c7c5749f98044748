"""Counting: a return's figures from the entries of the ward, each with the entries behind it.

One layer, Python over loaded records: the same number is the same everywhere. Every figure has
what it counted, what counts but has no cell (age or village not known), and what could not be
judged. Only what is true is counted; unknown is not zero and not empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Any, Protocol

from maternity.conditions import UNKNOWN, Condition, code_of
from maternity.fields import Field
from maternity.records import Record, day_value, named, needs, path
from maternity.reports.returns import Form, LineForm
from maternity.settings import Settings

Cell = tuple[str, ...]


class Entries(Protocol):
    """Where entries come from."""

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
    """A counted or typed line of a sheet."""

    form: LineForm
    counted: list[Record] = field(default_factory=list)
    cells: dict[Cell, list[Record]] = field(default_factory=dict)
    unplaced: list[Record] = field(default_factory=list)
    not_judged: list[Record] = field(default_factory=list)
    typed: dict[str, Record] = field(default_factory=dict)
    proposal: int | None = None

    @property
    def code(self) -> str:
        """The line's code."""
        return self.form.code

    @property
    def total(self) -> int | None:
        """The figure of the line; None while nobody answered a typed line."""
        return self.typed_value("total") if self.form.manual else len(self.counted)

    def figure(self, cell: Cell = ()) -> int | None:
        """The figure of a cell, or the total."""
        if not cell:
            return self.total
        if self.form.manual:
            return self.typed_value("/".join(cell))
        return len(self.cells.get(cell, ()))

    def typed_value(self, cell: str) -> int | None:
        """What a person typed into a cell."""
        found = self.typed.get(cell)
        value: int | None = getattr(found, "value", None) if found is not None else None
        return value

    def correction(self, cell: Cell = ()) -> Record | None:
        """The correction a person made of a counted figure, with both values to be shown."""
        found = self.typed.get("/".join(cell) or "total")
        if found is None or self.form.manual or code_of(found.look("state")) != "corrected":
            return None
        return found

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
    unfinished: int = 0
    training: bool = False
    state: str = "provisional"

    def line(self, code: str) -> Line:
        """The line of a code."""
        self.form.line(code)
        return next(line for line in self.lines if line.code == code)

    def count(self, code: str) -> int | None:
        """The figure of a line."""
        return self.line(code).total


AXES: dict[str, tuple[str, ...]] = {
    "age_band": ("a10_14", "a15_19", "a20_24", "a25_plus"),
    "zone": ("in_area", "out_of_area"),
}
"""The columns of each way to split, in the order of the form; « unknown » has its own."""


def cells_of(line: LineForm) -> list[Cell]:
    """The cells of a line, crossed."""
    return list(product(*(AXES[name] for name in line.by))) if line.by else []


def look_counted(entry: Record, name: str) -> Any:
    """The value of a name as a return reads it: what is not on the form is not counted."""
    steps = path(type(entry), name)
    at: Any = entry
    for step in steps[:-1]:
        at = getattr(at, step)
        if at is None:
            return None
    last = steps[-1]
    column = at.register.columns.get(last)
    if isinstance(column, Field) and column.when and at.applies(last) is False:
        return None
    return getattr(at, last)


def tally(form: Form, first: date, last: date, entries: Entries, settings: Settings) -> list[Line]:
    """Every line of a form for a period."""
    loaded = _Loaded(form, first, last, entries, settings)
    return [loaded.line(line) for line in form.lines]


class _Loaded:
    """The entries of a period, loaded once for all the lines of one register and date."""

    def __init__(
        self, form: Form, first: date, last: date, entries: Entries, settings: Settings
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
        self.found: dict[tuple[str, str], list[Record]] = {}
        self._seen: dict[tuple[str, str], Any] = {}

    def _needs(self, line: LineForm) -> set[str]:
        cls = named(line.register).record
        names = {*self.conditions[line.code].names(), *line.by, line.dated}
        return needs(cls, names) | _applicability(cls, names)

    def line(self, form: LineForm) -> Line:
        """One line, counted."""
        line = Line(form, cells={cell: [] for cell in cells_of(form)})
        if not form.register:
            return line
        condition = self.conditions[form.code]
        for entry in self._within(form):
            answer = condition.judge(lambda name, e=entry: self._look(e, name))  # type: ignore[misc]
            if answer is None:
                line.not_judged.append(entry)
            elif answer:
                line.counted.append(entry)
        line.counted = self._once(form, condition, line.counted)
        if form.manual:
            line.proposal, line.counted, line.not_judged = len(line.counted), [], []
        self._place(line)
        return line

    def _look(self, entry: Record, name: str) -> Any:
        key = (entry.id, name)
        if key not in self._seen:
            self._seen[key] = look_counted(entry, name)
        return self._seen[key]

    def _within(self, form: LineForm) -> list[Record]:
        key = (form.register, form.dated)
        if key not in self.found:
            cls = named(form.register).record
            near = self.entries.dated(cls, form.dated, self.first, self.last, self.needs[key])
            self.found[key] = sorted(
                (entry for entry in near if self._inside(entry, form.dated)), key=_in_order(form)
            )
        return self.found[key]

    def _inside(self, entry: Record, name: str) -> bool:
        day = day_value(self._look(entry, name))
        return day is not None and self.first <= day <= self.last

    def _once(self, form: LineForm, condition: Condition, counted: list[Record]) -> list[Record]:
        """One entry for each linked record: in every month, or in the month of its first ever."""
        link, monthly = form.counted_once(self.settings)
        if not link or not counted:
            return counted
        firsts: dict[str, Record] = {}
        for entry in counted:
            firsts.setdefault(_linked(entry, link), entry)
        if not monthly:
            earlier = self._earlier(form, condition, link, firsts)
            firsts = {key: entry for key, entry in firsts.items() if key not in earlier}
        return list(firsts.values())

    def _earlier(
        self, form: LineForm, condition: Condition, link: str, firsts: Mapping[str, Record]
    ) -> set[str]:
        cls = named(form.register).record
        others = self.entries.linked(cls, link, list(firsts), self.needs[form.register, form.dated])
        found: set[str] = set()
        for entry in others:
            day = day_value(look_counted(entry, form.dated))
            if day is None or day >= self.first:
                continue
            if condition.judge(lambda name, e=entry: look_counted(e, name)):  # type: ignore[misc]
                found.add(_linked(entry, link))
        return found

    def _place(self, line: Line) -> None:
        """Each counted entry into its cell, or among those without one."""
        if not line.form.by:
            return
        for entry in line.counted:
            cell = tuple(code_of(self._look(entry, name)) for name in line.form.by)
            if UNKNOWN in cell or cell not in line.cells:
                line.unplaced.append(entry)
            else:
                line.cells[cell].append(entry)


def _applicability(cls: type[Record], names: Iterable[str]) -> set[str]:
    """The lists of children that decide whether the named fields are on their form."""
    found: set[str] = set()
    for name in names:
        steps = path(cls, name)
        at, so_far = cls, ""
        for step in steps[:-1]:
            at = named(at.register.links[step].target).record
            so_far += f"{step}."
        column = at.register.columns.get(steps[-1])
        if isinstance(column, Field) and column.when:
            found |= {so_far + need for need in needs(at, column.applies.names())}
    return found


def _linked(entry: Record, link: str) -> str:
    parent = getattr(entry, link)
    return parent.id if parent is not None else entry.id


def _in_order(form: LineForm) -> Any:
    return lambda entry: (str(look_counted(entry, form.dated)), entry.id)
