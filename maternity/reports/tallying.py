"""Counting in passes: every line of every form and month over entries that are loaded once.

All is Python over loaded entries, and every figure keeps the entries it counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from maternity.conditions import Condition
from maternity.records import Record, named, needs
from maternity.reports.form import Form, LineForm
from maternity.reports.rows import Key, Rows
from maternity.reports.sheet import Entries, Line, added, cells_of, join_by_hand, needs_to_apply

Tallied = tuple[list[Line], list[Record]]
"""Every line of a form for a period, and the entries of the period that are not finished."""


@dataclass(frozen=True)
class Asked:
    """A form to be counted over its days, with the settings in force."""

    form: Form
    first: date
    last: date
    settings: Mapping[str, str]
    conditions: dict[str, Condition] = field(init=False)

    def __post_init__(self) -> None:
        counted = (line for line in self.form.lines if line.register)
        found = {line.code: line.condition(self.settings) for line in counted}
        object.__setattr__(self, "conditions", found)


def tally(
    form: Form, first: date, last: date, entries: Entries, settings: Mapping[str, str]
) -> Tallied:
    """Every line of a form for a period, and the entries of the period that are not finished."""
    return next(tallies([Asked(form, first, last, settings)], entries))


def tallies(
    asked: Sequence[Asked], entries: Entries, step: Callable[[int, int], None] | None = None
) -> Iterator[Tallied]:
    """Several forms and periods in their order, over entries that are loaded once for all.

    `step` hears how many of the loads and counts are done, and of how many.
    """
    loaded = _Loaded(asked, entries, step)
    for one in asked:
        counted = join_by_hand(
            {line.code: loaded.line(one, line) for line in one.form.lines if not line.sum}
        )
        sums = {line.code: added(line, counted) for line in one.form.lines if line.sum}
        every = {**counted, **sums}
        yield [every[line.code] for line in one.form.lines], loaded.unfinished(one)
        loaded.step()


@cache
def _needs_of(register: str, names: frozenset[str]) -> set[str]:
    """The lists of children to load so that a return can read these names."""
    cls = named(register).record
    return needs(cls, names) | needs_to_apply(cls, names)


class _Loaded:
    """The entries of all that is asked, by register and date, each stretch of days loaded once."""

    def __init__(
        self, asked: Sequence[Asked], entries: Entries, told: Callable[[int, int], None] | None
    ) -> None:
        self.entries, self.told = entries, told
        self.spans = list(_spans((one.first, one.last) for one in asked))
        self.alive: dict[str, bool] = {}
        self.needs: dict[Key, set[str]] = defaultdict(set)
        self.wanted: dict[tuple[Key, str], list[tuple[Asked, LineForm]]] = defaultdict(list)
        for one in asked:
            for line in one.form.lines:
                if line.register:
                    self._want(one, line)
        self.rows: dict[tuple[Key, date], Rows] = {}
        self.firsts: dict[tuple[Key, str, Condition], dict[str, date]] = {}
        self.linked: dict[tuple[Key, str], list[Rows]] = {}
        self.done, self.of = 0, len(self.needs) * len(self.spans) + len(asked)

    def step(self) -> None:
        """One load or one count more is done."""
        self.done += 1
        if self.told is not None:
            self.told(min(self.done, self.of), self.of)

    def _want(self, asked: Asked, line: LineForm) -> None:
        key = (line.register, line.dated)
        names = {*asked.conditions[line.code].names(), *line.by, line.dated}
        names |= {line.adds} if line.adds else set()
        self.needs[key] |= _needs_of(line.register, frozenset(names))
        link, monthly = line.counted_once(asked.settings)
        if link and not monthly:
            self.wanted[key, link].append((asked, line))

    def within(self, key: Key, first: date) -> Rows:
        """The rows of the stretch of days that holds a period."""
        begin, end = next(span for span in self.spans if span[0] <= first <= span[1])
        if (key, begin) not in self.rows:
            register, dated = key
            cls = named(register).record
            found = self.entries.dated(cls, dated, begin, end, self.needs[key])
            self.rows[key, begin] = Rows(key, found, self.alive)
            self.step()
        return self.rows[key, begin]

    def line(self, asked: Asked, form: LineForm) -> Line:
        """One line, counted."""
        line = Line(form, cells={cell: [] for cell in cells_of(form)})
        if not form.register:
            return line
        condition = asked.conditions[form.code]
        rows = self.within((form.register, form.dated), asked.first)
        begin, end = rows.stretch(asked.first, asked.last)
        answers = rows.judged(condition)
        counted = self._once(asked, form, rows, rows.where(answers.true, begin, end))
        if form.manual:
            added_up = rows.values(form.adds) if form.adds else None
            line.proposal = sum(int(added_up[at] or 0) if added_up else 1 for at in counted)
            return line
        line.not_judged = [rows.entries[at] for at in rows.where(answers.unknown, begin, end)]
        line.counted = [rows.entries[at] for at in counted]
        _place(line, rows, counted)
        return line

    def unfinished(self, asked: Asked) -> list[Record]:
        """The entries of the period that wait for something."""
        keys = dict.fromkeys(
            (line.register, line.dated) for line in asked.form.lines if line.register
        )
        found: dict[Record, None] = {}
        for key in keys:
            rows = self.within(key, asked.first)
            found |= dict.fromkeys(rows.unfinished(*rows.stretch(asked.first, asked.last)))
        return list(found)

    def _once(self, asked: Asked, form: LineForm, rows: Rows, counted: list[int]) -> list[int]:
        """One entry for each linked record: in every month, or in the month of its first ever."""
        link, monthly = form.counted_once(asked.settings)
        if not link or not counted:
            return counted
        keys = rows.keys(link)
        firsts: dict[str, int] = {}
        for at in counted:
            firsts.setdefault(keys[at], at)
        if not monthly:
            earliest = self._firsts(form, link, asked.conditions[form.code])
            firsts = {key: at for key, at in firsts.items() if earliest[key] >= asked.first}
        return list(firsts.values())

    def _firsts(self, form: LineForm, link: str, condition: Condition) -> dict[str, date]:
        """The first day ever on which an entry of each linked record fulfils a condition."""
        key = (form.register, form.dated)
        if (key, link, condition) not in self.firsts:
            found: dict[str, date] = {}
            for rows in self._linked(key, link):
                held = rows.where(rows.judged(condition).true, 0, len(rows.entries))
                keys = rows.keys(link)
                for at in held:
                    day = rows.days[at]
                    found[keys[at]] = min(found.get(keys[at], day), day)
            self.firsts[key, link, condition] = found
        return self.firsts[key, link, condition]

    def _linked(self, key: Key, link: str) -> list[Rows]:
        """The rows loaded by their date, and those of other days that hang on the same records."""
        if (key, link) not in self.linked:
            near = [self.within(key, begin) for begin, _end in self.spans]
            known = {entry.id for rows in near for entry in rows.entries}
            wanted = sorted(self._counted_keys(key, link))
            cls = named(key[0]).record
            others = self.entries.linked(cls, link, wanted, self.needs[key])
            apart = Rows(key, (one for one in others if one.id not in known), self.alive)
            self.linked[key, link] = [*near, apart]
        return self.linked[key, link]

    def _counted_keys(self, key: Key, link: str) -> set[str]:
        """The linked records that some line counts in some period asked for."""
        found: set[str] = set()
        for asked, line in self.wanted[key, link]:
            rows = self.within(key, asked.first)
            true = rows.judged(asked.conditions[line.code]).true
            keys = rows.keys(link)
            found |= {keys[at] for at in rows.where(true, *rows.stretch(asked.first, asked.last))}
        return found


def _spans(periods: Iterable[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """Stretches of days that hold all periods: those that touch each other are one."""
    begin: date | None = None
    end = date.min
    for first, last in sorted(periods):
        if begin is not None and first.toordinal() <= end.toordinal() + 1:
            end = max(end, last)
            continue
        if begin is not None:
            yield begin, end
        begin, end = first, last
    if begin is not None:
        yield begin, end


def _place(line: Line, rows: Rows, counted: list[int]) -> None:
    """Each counted entry into its cell, or among those without one."""
    if not line.form.by:
        return
    ways = [rows.codes(name) for name in line.form.by]
    for at in counted:
        cell = tuple(way[at] for way in ways)
        line.cells.get(cell, line.unplaced).append(rows.entries[at])
