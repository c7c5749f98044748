"""Immunisation due dates and doses given on time (clinical rules, part 17).

Day 0 is the date of birth. The ward gives the first three; the others are printed on the card.
Mali's own calendar must be put beside this table before use. The real date is recorded, never
presumed. Sources: WHO 2019; Pocket Book of Hospital Care for Children 2013.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maternity.clinical.dating import months_after

AT_BIRTH = ("bcg", "hepb0", "opv0")
ROUND_DAYS = (42, 70, 98)
BETWEEN_ROUNDS = timedelta(days=28)
ROUND = ("pentavalent", "pneumococcal", "opv")
ROTAVIRUS_ROUNDS = 2
AT_NINE_MONTHS = ("measles", "yellow_fever")
HEPATITIS_HOURS, POLIO_DAYS = 24, 7
ON_TIME_DAYS = {"hepb0": 1, "bcg": POLIO_DAYS, "opv0": POLIO_DAYS}
"""Days after which a dose of birth is called late in a list; BCG with the polio dose, as given."""


@dataclass(frozen=True)
class Dose:
    """A vaccine, which of its doses, and the day it is due."""

    vaccine: str
    number: int
    due_on: date


def calendar(born_on: date, given: dict[int, date] | None = None) -> tuple[Dose, ...]:
    """All doses to nine months in the order they are due.

    `given`: the day each earlier round (1, 2) was really given; the next is due 28 days after it
    at the soonest.
    """
    at_birth = [Dose(name, 0, born_on) for name in AT_BIRTH]
    rounds, due = [], born_on
    for number, days in enumerate(ROUND_DAYS, start=1):
        before = _day((given or {}).get(number - 1, due))
        due = max(born_on + timedelta(days=days), before + BETWEEN_ROUNDS)
        names = [*ROUND, *(("rotavirus",) if number <= ROTAVIRUS_ROUNDS else ("ipv",))]
        rounds += [Dose(name, number, due) for name in names]
    later = [Dose(name, 1, months_after(born_on, 9)) for name in AT_NINE_MONTHS]
    return tuple(sorted((*at_birth, *rounds, *later), key=lambda dose: dose.due_on))


def missing_at_birth(
    born_on: date, given: Collection[str], on: date
) -> tuple[tuple[str, date], ...]:
    """The doses of birth not given yet, each with the last day it is on time.

    None from the day of the first round on, which is given elsewhere.
    """
    if not 0 <= (on - born_on).days < ROUND_DAYS[0]:
        return ()
    left = (name for name in AT_BIRTH if name not in given)
    return tuple((name, born_on + timedelta(days=ON_TIME_DAYS[name])) for name in left)


def on_time(
    vaccine: str, born_at: date, given_at: date, *, discharged_at: date | None = None
) -> bool | None:
    """Whether a dose of the ward came in time; late is still given. None: cannot be told.

    Hepatitis B within 24 hours (by date: the same day is, the next cannot be told); BCG before
    discharge; oral polio within 7 days.
    """
    if vaccine not in AT_BIRTH:
        raise ValueError(f"vaccine must be one of {', '.join(AT_BIRTH)}")
    days = (_day(given_at) - _day(born_at)).days
    if days < 0:
        return None
    if vaccine == "opv0":
        return days <= POLIO_DAYS
    if vaccine == "bcg":
        return None if discharged_at is None else _not_after(given_at, discharged_at)
    if isinstance(born_at, datetime) and isinstance(given_at, datetime):
        return timedelta(0) <= given_at - born_at <= timedelta(hours=HEPATITIS_HOURS)
    return {0: True, 1: None}.get(days, False)


def _not_after(one: date, other: date) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one <= other
    return _day(one) <= _day(other)


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when
