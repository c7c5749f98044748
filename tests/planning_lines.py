"""Family planning acts for the lines of a return: entries that count, and entries near to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.family_planning_lists import FpAction, FpMethod, FpOrigin, FpUserType
from maternity.registers.lists import Strategy
from maternity.registers.woman import Woman

MID = date(2026, 10, 15)

Entries = list[Record]
Made = Callable[[], Entries]


def client() -> Woman:
    """A woman of 24 years."""
    return Woman(family_name="Koné", given_name="Sitan", declared_age_years=24, age_declared_on=MID)


def act(user: FpUserType = FpUserType.NEW, **told: Any) -> Entries:
    """One act in the middle of October."""
    woman = client()
    return [woman, FamilyPlanningAct(woman=woman, user_type=user, **{"acted_on": MID, **told})]


ROWS: dict[int, tuple[FpMethod, FpAction | None]] = {
    1: (FpMethod.COC, None),
    2: (FpMethod.COP, None),
    3: (FpMethod.DMPA_IM, None),
    4: (FpMethod.DMPA_SC, FpAction.RESUPPLY),
    5: (FpMethod.DMPA_SC, FpAction.SELF_INJECTION),
    6: (FpMethod.MALE_CONDOM, None),
    7: (FpMethod.FEMALE_CONDOM, None),
    8: (FpMethod.JADELLE, None),
    9: (FpMethod.IMPLANON, None),
    10: (FpMethod.CYCLE_BEADS, None),
    11: (FpMethod.IUD, FpAction.INSERTION),
    12: (FpMethod.IUD, FpAction.POSTPARTUM_48H),
    13: (FpMethod.LAM, None),
    14: (FpMethod.STERILISATION, None),
    15: (FpMethod.SPERMICIDE, None),
    16: (FpMethod.OTHER, None),
    17: (FpMethod.OTHER, None),
}
"""The method table: what stands on each row, and on its total."""

WITHIN = {5: 4, 12: 11}
"""A row that is a part of another: what is near to it is the other."""


def by_method(row: int, user: FpUserType) -> Made:
    """An act of this row."""
    method, action = ROWS[row]
    return lambda: act(user, method=method, action=action)


def another(row: int, user: FpUserType) -> Made:
    """An act near to this row: the row it is a part of, another method, or none at all."""
    if row == 17:
        return lambda: act(user)
    return by_method(WITHIN.get(row, 2 if row == 1 else 1), user)


def _table(letter: str, user: FpUserType, made: Callable[[int, FpUserType], Made]) -> Any:
    return {f"FP{letter}{row}": made(row, user) for row in ROWS}


NEW, CONTINUING = FpUserType.NEW, FpUserType.CONTINUING
FIXED, MOBILE = Strategy.FIXED, Strategy.MOBILE
PILL: dict[str, Any] = {"method": FpMethod.COC}

COUNTED: dict[str, Made] = {
    "FP2": lambda: act(strategy=FIXED),
    "FP3": lambda: act(strategy=MOBILE),
    "FP4": lambda: act(origin=FpOrigin.DELIVERY, **PILL),
    "FP5": lambda: act(CONTINUING, strategy=FIXED),
    "FP6": lambda: act(CONTINUING, strategy=Strategy.OUTREACH),
    "FP7": lambda: act(CONTINUING, origin=FpOrigin.POSTNATAL, **PILL),
    **_table("N", NEW, by_method),
    **_table("A", CONTINUING, by_method),
    "FPC1": lambda: act(counselled=Answer.YES),
}
"""For each family planning line, entries of which exactly one counts."""

LEFT_OUT: dict[str, Made] = {
    "FP2": lambda: act(strategy=MOBILE),
    "FP3": lambda: act(strategy=FIXED),
    "FP4": lambda: act(origin=FpOrigin.VACCINATION, **PILL),
    "FP5": lambda: act(NEW, strategy=FIXED),
    "FP6": lambda: act(CONTINUING, strategy=FIXED),
    "FP7": lambda: act(NEW, origin=FpOrigin.POSTNATAL, **PILL),
    **_table("N", NEW, another),
    **_table("A", CONTINUING, another),
    "FPC1": lambda: act(counselled=Answer.NO),
}
"""For each family planning line, entries near to it of which none counts."""
