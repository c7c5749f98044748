"""What is checked in the first hours after a birth (clinical rules, part 13.6; marks C and K).

Pressure soon after the birth and again within 6 hours (C: WHO user's manual of the guide); uterus,
bleeding and pulse every 15 minutes for 2 hours (K: to be signed by the ward's clinical lead).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

OFTEN_MINUTES, OFTEN_HOURS = 15, 2
PRESSURES, PRESSURE_HOURS = 2, 6
LOOKED_AT_HOURS = 24
URINE_HOURS = 6
CHECKS = OFTEN_HOURS * 60 // OFTEN_MINUTES
"""How many checks the first two hours hold."""


@dataclass(frozen=True)
class NextCheck:
    """The next of the close checks: when it is due, and how many were made."""

    at: datetime
    made: int


def next_check(born: datetime, made: Iterable[datetime], now: datetime) -> NextCheck | None:
    """The next check of the first two hours, 15 minutes after the last; None once they are over.

    A check missed is not asked for twice: after the next one the quarters count from there.
    """
    end = watched_until(born, now)
    times = sorted(at for at in made if born <= at <= now)
    if end is None:
        return None
    at = (times[-1] if times else born) + timedelta(minutes=OFTEN_MINUTES)
    return NextCheck(at, len(times)) if at <= end else None


def urine_due(born: datetime, *, passed: bool, now: datetime) -> datetime | None:
    """Until when urine is to be passed, in the first 24 hours; None once it was (C)."""
    if passed or not born <= now < born + timedelta(hours=LOOKED_AT_HOURS):
        return None
    return born + timedelta(hours=URINE_HOURS)


def watched_until(born: datetime, now: datetime) -> datetime | None:
    """Until when the checks every 15 minutes go on; None once the 2 hours are over."""
    end = born + timedelta(hours=OFTEN_HOURS)
    return end if born <= now < end else None


def pressure_due(born: datetime, measured: Iterable[datetime], now: datetime) -> datetime | None:
    """Until when the next pressure is to be measured, in the first 24 hours; None if none is due.

    The first is due at once, the second within 6 hours of the birth.
    """
    if not born <= now < born + timedelta(hours=LOOKED_AT_HOURS):
        return None
    made = sum(born <= at <= now for at in measured)
    if made >= PRESSURES:
        return None
    return born if made == 0 else born + timedelta(hours=PRESSURE_HOURS)
