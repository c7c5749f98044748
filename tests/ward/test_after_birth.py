"""What is due to a mother in the first hours, and what ticks it."""

from __future__ import annotations

from datetime import date, datetime

from maternity.moments import Moment
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.ward.after_birth import after_birth
from maternity.ward.due import Kind, When
from tests.ward_fixtures import Birth, a_birth

DAY = date(2026, 11, 26)


def told(birth: Birth, hour: int, minute: int = 0) -> list[tuple[str, When]]:
    found = list(after_birth(birth.delivery, datetime(2026, 11, 26, hour, minute)))
    assert all(one.kind is Kind.CHECK for one in found)
    return [(one.words, one.when) for one in found]


def measured(birth: Birth, hour: int) -> None:
    visit = PostnatalVisit(
        pregnancy=birth.pregnancy, seen_at=Moment.at(datetime(2026, 11, 26, hour))
    )
    visit.delivery = birth.delivery
    visit.bp_systolic_mmhg, visit.bp_diastolic_mmhg = 120, 70


def test_a_mother_is_watched_closely_and_her_pressure_called_for_until_written() -> None:
    birth = a_birth(DAY, hour=3)
    assert told(birth, 3, 30) == [
        ("Uterus, bleeding, pulse: every 15 min until 05:00", When.TODAY),
        ("Blood pressure after the birth", When.TODAY),
    ]
    measured(birth, 4)
    assert told(birth, 5) == [("Blood pressure again before 09:00", When.TODAY)]
    assert told(birth, 9, 1) == [("Blood pressure again before 09:00", When.LATE)]
    measured(birth, 8)
    assert told(birth, 9, 1) == []


def test_nothing_is_called_for_while_the_hour_of_the_birth_is_not_known() -> None:
    assert told(a_birth(DAY, hour=None), 5) == []
