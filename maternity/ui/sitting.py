"""What was kept since this person signed in: the next entry may begin with some of it.

Copying a page of the paper book, the midwife and the day are mostly those of the line before. The
fields that say so in their register (`carried`) are proposed from it; any other field takes its
value by the key that repeats. Nothing outlives the sign-in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from maternity.fields import Gap
from maternity.moments import Moment
from maternity.records import Record
from maternity.ward import Ward

Value = tuple[Any, Gap | None]


@dataclass
class Sitting:
    """The last entry kept of each register."""

    _last: dict[str, dict[str, Value]] = field(default_factory=dict)

    def remember(self, records: Iterable[Record]) -> None:
        """These entries were kept: the newest of each register is the one before the next."""
        for record in records:
            typed = record.register.typed
            self._last[record.register.name] = {
                one.name: (record.look(one.name), record.gap(one.name) if one.gaps else None)
                for one in typed
            }

    def before(self, register: str, name: str) -> Value | None:
        """The value of a field in the entry before; None where there is none."""
        value, gap = self._last.get(register, {}).get(name, (None, None))
        return None if value is None and gap is None else (value, gap)

    def carried(self, entry: Record, name: str) -> Any:
        """What a new entry begins with; None where nothing is carried."""
        if entry.version is not None or not entry.register.fields[name].carried:
            return None
        value, _gap = self.before(entry.register.name, name) or (None, None)
        return value

    def day(self, register: str, name: str) -> date | None:
        """The day of a moment in the entry before."""
        value, _gap = self.before(register, name) or (None, None)
        return value.day if isinstance(value, Moment) else None


_sittings: WeakKeyDictionary[Ward, Sitting] = WeakKeyDictionary()


def sitting(ward: Ward) -> Sitting:
    """The sitting of whoever is at the open register."""
    return _sittings.setdefault(ward, Sitting())
