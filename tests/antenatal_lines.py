"""Antenatal visits for the lines of a return: entries that count, and entries near to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.village import Village
from maternity.registers.woman import Woman

MID = date(2026, 10, 15)
YES, NO = Answer.YES, Answer.NO

Entries = list[Record]


def pregnant(elsewhere: int | None = None, village: Village | None = None) -> Pregnancy:
    """A woman of 24 years who is pregnant."""
    woman = Woman(
        family_name="Coulibaly",
        given_name="Awa",
        declared_age_years=24,
        age_declared_on=MID,
        village=village,
    )
    return Pregnancy(woman=woman, gravidity=2, parity=1, anc_visits_elsewhere=elsewhere)


def seen(pregnancy: Pregnancy, *days: date, **told: Any) -> list[AntenatalVisit]:
    """Her visits on these days."""
    return [AntenatalVisit(pregnancy=pregnancy, seen_on=day, **told) for day in days]


def all_of(*visits: AntenatalVisit) -> Entries:
    """The visits and whom they are of, parents first."""
    pregnancies = dict.fromkeys(one.pregnancy for one in visits if one.pregnancy)
    women = [one.woman for one in pregnancies if one.woman]
    return [*women, *pregnancies, *visits]


def visit(elsewhere: int | None = None, **told: Any) -> Entries:
    """One visit in the middle of October."""
    return all_of(*seen(pregnant(elsewhere), MID, **told))


def fourth(number: int = 4) -> Entries:
    """So many visits, the last in the middle of October."""
    days = [date(2026, month, 15) for month in range(11 - number, 11)]
    return all_of(*seen(pregnant(), *days))


COUNTED: dict[str, Callable[[], Entries]] = {
    "G3": visit,
    "G4": visit,
    "G5": lambda: visit(elsewhere=3),
    "G6": lambda: visit(iron_folate_given=YES),
    "G7": lambda: visit(deworming_given=YES),
    "G9": lambda: visit(hb_g_dl=Decimal("10.9")),
}
"""For each antenatal line, entries of which exactly one counts."""

LEFT_OUT: dict[str, Callable[[], Entries]] = {
    "G3": lambda: all_of(*seen(pregnant(), date(2026, 9, 15), MID)),
    "G4": lambda: all_of(*seen(pregnant(), date(2026, 9, 30))),
    "G5": lambda: fourth(3),
    "G6": lambda: visit(iron_folate_given=NO),
    "G7": lambda: visit(deworming_given=NO),
    "G9": lambda: visit(hb_g_dl=Decimal(11)),
}
"""For each antenatal line, entries near to it of which none counts."""
