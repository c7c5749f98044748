"""The older partograph: alert and action lines (clinical rules, part 14; modified WHO).

Shown only if the ward asks for it; its limits are never mixed with those of the Labour Care
Guide. Active phase from 4 cm; the alert line rises 1 cm an hour, the action line runs 4 hours to
its right. Source: Ethiopian Ministry of Health 2021, OpenLearn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from fractions import Fraction

from maternity.clinical.limits import check

ACTIVE_CM = 4
FULL_CM = 10
ACTION_HOURS = 4
INTERVAL_MINUTES = {
    "fhr_bpm": 30,
    "contractions_per_10min": 30,
    "pulse_bpm": 30,
    "temperature_c": 120,
    "bp_systolic_mmhg": 240,
    "dilatation_cm": 240,
}


class Place(Enum):
    """Where an observation lies."""

    LATENT = "latent"
    LEFT_OF_ALERT = "left_of_alert"
    PAST_ALERT = "past_alert"
    PAST_ACTION = "past_action"


def alert_line(first_cm: int, hours: Fraction) -> Fraction:
    """The cm of the alert line so many hours after the first dilatation of 4 cm or more."""
    check(dilatation_cm=first_cm)
    if first_cm < ACTIVE_CM or hours < 0:
        raise ValueError("the line begins at 4 cm and at 0 hours")
    return min(first_cm + hours, Fraction(FULL_CM))


def action_line(first_cm: int, hours: Fraction) -> Fraction | None:
    """The cm of the action line, None in the 4 hours before it begins."""
    return alert_line(first_cm, hours - ACTION_HOURS) if hours >= ACTION_HOURS else None


def place(examinations: Iterable[tuple[datetime, int]]) -> Place | None:
    """Where the last dilatation lies; on a line is not past it. None without an examination."""
    seen = sorted(examinations)
    for _at, cm in seen:
        check(dilatation_cm=cm)
    if not seen:
        return None
    began = next(((at, cm) for at, cm in seen if cm >= ACTIVE_CM), None)
    if began is None:
        return Place.LATENT
    (start, first_cm), (last, cm) = began, seen[-1]
    hours = Fraction((last - start) // _MICROSECOND, 3_600_000_000)
    action = action_line(first_cm, hours)
    if action is not None and cm < action:
        return Place.PAST_ACTION
    return Place.PAST_ALERT if cm < alert_line(first_cm, hours) else Place.LEFT_OF_ALERT


_MICROSECOND = datetime.resolution
