"""The register that the budgets are measured on: villages, staff, women who came before."""

from __future__ import annotations

from pathlib import Path

from maternity.fields import Answer
from maternity.registers.lists import Qualification
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.staff_member import StaffMember
from maternity.registers.woman import Woman
from tests.budgets.deliveries import ALL, KNOWN
from tests.ward_fixtures import a_village, at_work

STAFF = (
    ("Traoré", "Aminata", Qualification.MIDWIFE),
    ("Konaté", "Mariam", Qualification.PHYSICIAN),
    ("Diarra", "Fatoumata", Qualification.MATRON),
)
ASKED = ("gravidity", "parity", "previous_caesareans")
VILLAGES = (("Kalabancoro", True), ("Kabala", True), ("Baguinéda", False), ("Siby", False))


def make_register(place: Path) -> None:
    """A register of a ward that has just begun."""
    with at_work(place) as ward:
        villages = [a_village(name, inside=inside) for name, inside in VILLAGES]
        staff = [
            StaffMember(family_name=family, given_name=given, qualification=is_, skilled=Answer.YES)
            for family, given, is_ in STAFF
        ]
        ward.keep(*villages, *staff)
        for name in KNOWN:
            family, _space, given = name.partition(" ")
            woman = Woman(
                family_name=family, given_name=given, declared_age_years=25, village=villages[0]
            )
            said = next(one.values for one in ALL if one.woman == name)
            pregnancy = Pregnancy(woman=woman)
            for field in ASKED:
                setattr(pregnancy, field, int(said[f"pregnancy.{field}"]))
            ward.keep(woman, pregnancy)
