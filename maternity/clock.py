"""Wall time and steady time, in one place that a test can replace.

Local time without zone (Mali keeps UTC+0 all year). The wall clock of a ward PC may be wrong;
nothing but dating uses it. Waits are measured with the steady clock.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """The local date and time."""

    def steady(self) -> float:
        """Seconds that never go back."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The local date and time, to the second."""
        return datetime.now().replace(microsecond=0)

    def steady(self) -> float:
        """Seconds since some moment, never going back."""
        return time.monotonic()


_clock: Clock = SystemClock()


def now() -> datetime:
    """The local date and time, without zone, to the second."""
    return _clock.now()


def today() -> date:
    """The local date."""
    return _clock.now().date()


def steady() -> float:
    """Seconds of the steady clock."""
    return _clock.steady()


@contextmanager
def use(clock: Clock) -> Iterator[None]:
    """Tell the time by this clock inside the block (tests)."""
    global _clock
    before, _clock = _clock, clock
    try:
        yield
    finally:
        _clock = before
