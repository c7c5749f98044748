"""Entries in rows and what names say of them in columns, each read once however often it is asked.

A condition becomes two masks over the rows: where it holds, and where it cannot be told. It is
judged once for each different value of a name. The rows stand in the order of their days, so that a
month is a stretch of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, count
from operator import itemgetter
from typing import Any

from maternity.conditions import (
    Always,
    Condition,
    Joined,
    Limit,
    Not,
    Test,
    above,
    below,
    code_of,
)
from maternity.fields import Decimals, Field, Number
from maternity.moments import Moment
from maternity.records import Record, day_value, path
from maternity.reports.sheet import alive, is_unfinished, look_counted, way

Key = tuple[str, str]
"""A register, and the name of the date that places its entries."""
Links = tuple[str, ...]
FEW = 256
"""So many different values of a column are numbered by a byte."""
MOVING = frozenset({"today", "now"})
"""Names whose value is no entry's."""


@dataclass(frozen=True)
class Answers:
    """Where a condition holds, and where it cannot be told: a byte of 0 or 1 a row, as a number."""

    true: int
    unknown: int


@dataclass(frozen=True)
class _Column:
    """The different values of a name, and which of them every row has."""

    places: Sequence[int]
    different: list[Any]

    @classmethod
    def of(cls, values: Iterable[Any]) -> _Column:
        """The column of the values of all rows."""
        numbers: dict[Any, int] = defaultdict(count().__next__)
        places = [numbers[value] for value in values]
        return cls(bytes(places) if len(numbers) <= FEW else places, list(numbers))

    def mask(self, chosen: list[bool]) -> int:
        """The rows whose value is chosen."""
        if isinstance(self.places, bytes):
            table = bytes(chosen).ljust(FEW, b"\0")
            return int.from_bytes(self.places.translate(table), "little")
        return int.from_bytes(bytes([chosen[at] for at in self.places]), "little")


class Rows:
    """Living entries placed by a date, in the order of their days."""

    def __init__(self, key: Key, entries: Iterable[Record], told: dict[str, bool]) -> None:
        self.register, dated = key
        placed = []
        for entry in entries:
            at = look_counted(entry, dated)
            day = day_value(at)
            if day is not None and alive(entry, told):
                placed.append((day, _minute(at), entry.id, entry))
        placed.sort(key=_BY_TIME)
        self.entries: list[Record] = [one[3] for one in placed]
        self.days = [one[0] for one in placed]
        self.all = int.from_bytes(b"\1" * len(placed), "little")
        self._owners: dict[Links, list[Any]] = {(): list(self.entries)}
        self._columns: dict[str, _Column] = {}
        self._plain: dict[tuple[Links, str], _Column] = {}
        self._answers: dict[tuple[Links | None, Condition], Answers] = {}
        self._codes: dict[str, list[str]] = {}
        self._keys: dict[str, list[str]] = {}
        self._unfinished: list[bool] | None = None

    def stretch(self, first: date, last: date) -> tuple[int, int]:
        """The rows from one day to another."""
        return bisect_left(self.days, first), bisect_right(self.days, last)

    def values(self, name: str) -> list[Any]:
        """What a return reads under a name of every row."""
        column = self._column(name)
        return [column.different[at] for at in column.places]

    def codes(self, name: str) -> list[str]:
        """The same as the codes of cells."""
        if name not in self._codes:
            column = self._column(name)
            codes = [code_of(value) for value in column.different]
            self._codes[name] = [codes[at] for at in column.places]
        return self._codes[name]

    def keys(self, link: str) -> list[str]:
        """Which linked record every row counts once for; a row without one stands for itself."""
        if link not in self._keys:
            self._keys[link] = [_linked(entry, link) for entry in self.entries]
        return self._keys[link]

    def unfinished(self, begin: int, end: int) -> Iterator[Record]:
        """The entries of a stretch that wait for something."""
        if self._unfinished is None:
            self._unfinished = [is_unfinished(entry) for entry in self.entries]
        return compress(self.entries[begin:end], self._unfinished[begin:end])

    def where(self, mask: int, begin: int, end: int) -> list[int]:
        """The rows of a stretch that a mask holds."""
        held = mask.to_bytes(len(self.entries), "little")[begin:end]
        return list(compress(range(begin, end), held))

    # what names say

    def _column(self, name: str) -> _Column:
        """A name as a return reads it: what is not on the form, or impossible, is not known."""
        if name not in self._columns:
            links, last, field = way(self.register, name)
            column = self._of_owners(links, last)
            if field is not None:
                column = self._believed(column, links, field)
            self._columns[name] = column
        return self._columns[name]

    def _of_owners(self, links: Links, name: str) -> _Column:
        """A name as it stands on the entries at the end of some links."""
        if (links, name) not in self._plain:
            self._plain[links, name] = _Column.of(_read(self._at(links), name))
        return self._plain[links, name]

    def _at(self, links: Links) -> list[Any]:
        """What stands at the end of some links of every row."""
        if links not in self._owners:
            self._owners[links] = list(_read(self._at(links[:-1]), links[-1]))
        return self._owners[links]

    def _believed(self, column: _Column, links: Links, field: Field) -> _Column:
        """The column without what is not on its form, and without what is impossible."""
        owners = self._at(links)
        numeric = isinstance(field, (Number, Decimals))
        bounds = [field.bound(which) for which in ("low", "high")] if numeric else []
        moving = any(bound is not None and bound.name for bound in bounds)
        if bounds and not moving:
            fine = [_possible(value, *bounds) for value in column.different]
            column = _Column(
                column.places,
                [
                    value if good else None
                    for value, good in zip(column.different, fine, strict=True)
                ],
            )
        held = self._on_form(links, field)
        if held is None and not moving:
            return column
        shown = self._bytes(held if held is not None else self.all)
        values = (column.different[at] for at in column.places)
        return _Column.of(
            (one.believed(field.name) if moving else value) if on and value is not None else None
            for one, value, on in zip(owners, values, shown, strict=True)
        )

    def _bytes(self, mask: int) -> bytes:
        return mask.to_bytes(len(self.entries), "little")

    def _on_form(self, links: Links, field: Field) -> int | None:
        """The rows on whose form a field is, or may be; None where it is on every form."""
        if not field.when:
            return None
        if MOVING & set(field.applies.names()):
            owners = self._at(links)
            shown = (one is None or one.applies(field.name) is not False for one in owners)
            return int.from_bytes(bytes(shown), "little")
        found = self._judged(field.applies, links)
        return found.true | found.unknown

    def _plain_column(self, links: Links, name: str) -> _Column:
        """A name as the conditions of fields read it, from the entries at the end of some links."""
        owner = next((one for one in self._at(links) if one is not None), None)
        if owner is None:
            return _Column.of([None] * len(self.entries))
        *steps, last = path(type(owner), name)
        return self._of_owners((*links, *steps), last)

    # judging

    def judged(self, condition: Condition) -> Answers:
        """Where a condition of a return holds and where it cannot be told, judged once."""
        return self._judged(condition, None)

    def _judged(self, condition: Condition, links: Links | None) -> Answers:
        """The same; of the entries at the end of links where these are given."""
        key = (links, condition)
        if key not in self._answers:
            self._answers[key] = self._judge(condition, links)
        return self._answers[key]

    def _judge(self, condition: Condition, links: Links | None) -> Answers:
        if isinstance(condition, Test):
            name = condition.name
            column = self._column(name) if links is None else self._plain_column(links, name)
            return _tested(condition, column)
        if isinstance(condition, Not):
            inner = self._judged(condition.inner, links)
            return Answers(self.all ^ inner.true ^ inner.unknown, inner.unknown)
        if isinstance(condition, Joined):
            return self._joined(condition, links)
        if isinstance(condition, Always):
            return Answers(self.all, 0)
        raise TypeError(type(condition))

    def _joined(self, condition: Joined, links: Links | None) -> Answers:
        """One part that is decisive decides; else one that cannot be told leaves it open."""
        decided = unknown = 0
        for part in condition.parts:
            found = self._judged(part, links)
            no = self.all ^ found.true ^ found.unknown
            decided |= found.true if condition.decisive else no
            unknown |= found.unknown
        unknown &= self.all ^ decided
        true = decided if condition.decisive else self.all ^ decided ^ unknown
        return Answers(true, unknown)


_BY_TIME = itemgetter(0, 1, 2)


def _minute(at: Any) -> int:
    """The minute of a day; a day without its hour stands first."""
    if isinstance(at, Moment) and at.time is not None:
        return at.time.hour * 60 + at.time.minute
    return -1


def _tested(test: Test, column: _Column) -> Answers:
    """A comparison, made once for each different value."""
    answers = [test.judge(lambda _name, value=value: value) for value in column.different]  # type: ignore[misc]
    return Answers(
        column.mask([answer is True for answer in answers]),
        column.mask([answer is None for answer in answers]),
    )


def _read(owners: Iterable[Any], name: str) -> Iterator[Any]:
    """What stands under a name; what was loaded is read without asking the mapper."""
    for one in owners:
        if one is None:
            yield None
        else:
            own = one.__dict__
            yield own[name] if name in own else getattr(one, name)


def _possible(value: Any, low: Limit | None, high: Limit | None) -> bool:
    """Whether a number lies within bounds that no other field moves."""
    if value is None:
        return True
    bounds = [bound.at(_nothing) if bound is not None else None for bound in (low, high)]
    return not (below(value, bounds[0]) or above(value, bounds[1]))


def _nothing(_name: str) -> None:
    """No value: a bound without a name asks for none."""


def _linked(entry: Record, link: str) -> str:
    """The identity that counts once; an entry whose link is not known stands for itself."""
    parent = getattr(entry, link)
    return parent.id if parent is not None else entry.id
