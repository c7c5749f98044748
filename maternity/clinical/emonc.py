"""Emergency obstetric and newborn care: signal functions and status (clinical rules, part 21).

Basic: functions 1 to 7 each done at least once in three complete calendar months; comprehensive:
1 to 9. Never "no", always how many of the seven. Sources: UNFPA EmONC light assessment; UN
handbook 2009.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from maternity.clinical.dating import months_after

MONTHS = 3


class Function(Enum):
    """The nine signal functions; the values are the lines of the return."""

    ANTIBIOTICS = "F1"
    UTEROTONICS = "F2"
    ANTICONVULSANTS = "F3"
    PLACENTA = "F4"
    RETAINED_PRODUCTS = "F5"
    ASSISTED_BIRTH = "F6"
    BAG_AND_MASK = "F7"
    CAESAREAN = "F8"
    TRANSFUSION = "F9"


BASIC = tuple(Function)[:7]


class Level(Enum):
    """What a facility offered in the period; the values are the register's."""

    NONE = "none"
    BASIC = "basic"
    COMPREHENSIVE = "comprehensive"


class Reason(Enum):
    """Why a function was not done."""

    STAFF = "staff"
    TRAINING = "training"
    SUPPLIES = "supplies"
    POLICY = "policy"
    MANAGEMENT = "management"
    NO_INDICATION = "no_indication"


@dataclass(frozen=True)
class Status:
    """The level, how many of the seven basic functions were done, and those not done of nine."""

    level: Level
    basic_done: int
    not_done: tuple[Function, ...]


_ACTS = {
    "parenteral_antibiotics": Function.ANTIBIOTICS,
    "uterotonic_treatment": Function.UTEROTONICS,
    "magnesium_sulfate": Function.ANTICONVULSANTS,
    "manual_removal_of_placenta": Function.PLACENTA,
    "removal_of_retained_products": Function.RETAINED_PRODUCTS,
    "transfusion": Function.TRANSFUSION,
}
_MODES = {
    "vacuum": Function.ASSISTED_BIRTH,
    "forceps": Function.ASSISTED_BIRTH,
    "caesarean": Function.CAESAREAN,
}


def functions(
    *, acts: Iterable[str] = (), mode: str | None = None, resuscitation_steps: Iterable[str] = ()
) -> frozenset[Function]:
    """The functions seen in one entry: acts to the mother, mode of birth, steps for the baby."""
    found = {_ACTS[act] for act in acts if act in _ACTS}
    if mode in _MODES:
        found.add(_MODES[mode])
    if "bag_mask" in resuscitation_steps:
        found.add(Function.BAG_AND_MASK)
    return frozenset(found)


def status(done: Mapping[Function, int]) -> Status:
    """The status by how many times each function was done in the period."""
    if any(times < 0 for times in done.values()):
        raise ValueError("a number of acts must be 0 or above")
    missing = tuple(function for function in Function if not done.get(function))
    basic = sum(1 for function in BASIC if function not in missing)
    if not missing:
        return Status(Level.COMPREHENSIVE, basic, missing)
    return Status(Level.BASIC if basic == len(BASIC) else Level.NONE, basic, missing)


def period(before: date, *, months: int = MONTHS) -> tuple[date, date]:
    """The complete calendar months before a day: first day, and first day no longer in it."""
    end = before.replace(day=1)
    return months_after(end, -months), end
