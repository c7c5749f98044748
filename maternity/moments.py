"""A moment of the ward: a day, and an hour when somebody knows it.

Local time without zone (Mali keeps UTC+0 all year). A moment whose hour is unknown keeps its day;
no duration shorter than a day is computed from it (reference README, part 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with an hour, or with its hour unknown (`time` is None)."""

    day: date
    time: time | None = None

    @classmethod
    def at(cls, when: datetime) -> Moment:
        """The moment of a date and time, to the minute."""
        return cls(when.date(), when.time().replace(second=0, microsecond=0))

    @classmethod
    def read_iso(cls, text: str) -> Moment:
        """Read the stored form, `2026-10-31T14:05` or `2026-10-31`; ValueError otherwise."""
        if len(text) == len("2026-10-31"):
            return cls(date.fromisoformat(text))
        return cls.at(datetime.fromisoformat(text))

    @property
    def exact(self) -> datetime | None:
        """The date and time, None when the hour is unknown."""
        return None if self.time is None else datetime.combine(self.day, self.time)

    @property
    def clinical(self) -> date | datetime:
        """What the clinical rules take: a datetime when the hour is known, else the date."""
        return self.exact or self.day

    def __str__(self) -> str:
        """The stored form: sorts as text in the order of time."""
        if self.time is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.time:%H:%M}"


Timed = date | datetime | Moment


def day_of(when: Timed) -> date:
    """The calendar day of a date, a datetime or a moment."""
    if isinstance(when, Moment):
        return when.day
    return when.date() if isinstance(when, datetime) else when


def order(one: Timed, other: Timed) -> int:
    """-1, 0 or 1; by the day alone unless both have a known hour (settled question)."""
    first, second = _exact(one), _exact(other)
    if first is None or second is None:
        return _sign(day_of(one), day_of(other))
    return _sign(first, second)


def _exact(when: Timed) -> datetime | None:
    if isinstance(when, Moment):
        return when.exact
    return when if isinstance(when, datetime) else None


def _sign(one: date, other: date) -> int:
    return (one > other) - (one < other)
