"""What is due to a mother in the first hours, and what ticks it."""

from __future__ import annotations

from datetime import date, datetime

from maternity.fields import Answer
from maternity.moments import Moment
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.recovery_check import RecoveryCheck
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
        ("Mother and baby at 03:15, every 15 min (0 of 8 made)", When.LATE),
        ("Blood pressure after the birth", When.TODAY),
    ]
    measured(birth, 4)
    assert told(birth, 5) == [("Blood pressure again before 09:00", When.TODAY)]
    assert told(birth, 9, 1) == [("Blood pressure again before 09:00", When.LATE)]
    measured(birth, 8)
    assert told(birth, 9, 1) == []


def checked(birth: Birth, hour: int, minute: int = 0, *, urine: bool = False) -> None:
    at = Moment.at(datetime(2026, 11, 26, hour, minute))
    RecoveryCheck(delivery=birth.delivery, checked_at=at, urine_passed=Answer.of(urine))


def test_the_next_check_is_called_for_fifteen_minutes_after_the_last_for_two_hours() -> None:
    birth = a_birth(DAY, hour=3)
    assert told(birth, 3, 10)[0] == (
        "Mother and baby at 03:15, every 15 min (0 of 8 made)",
        When.TODAY,
    )
    checked(birth, 3, 20)
    assert told(birth, 3, 25)[0] == (
        "Mother and baby at 03:35, every 15 min (1 of 8 made)",
        When.TODAY,
    )
    assert told(birth, 3, 36)[0][1] is When.LATE
    assert not any("15 min" in words for words, _when in told(birth, 5, 0))


def test_urine_is_called_for_until_it_was_passed_and_a_check_with_a_pressure_ticks_one() -> None:
    birth = a_birth(DAY, hour=3)
    checked(birth, 3, 15)
    birth.delivery.recovery_checks[0].bp_systolic_mmhg = 120
    assert told(birth, 5) == [
        ("Blood pressure again before 09:00", When.TODAY),
        ("Urine passed before 09:00", When.TODAY),
    ]
    assert told(birth, 9, 1)[1] == ("Urine passed before 09:00", When.LATE)
    checked(birth, 5, urine=True)
    assert told(birth, 6) == [("Blood pressure again before 09:00", When.TODAY)]


def test_nothing_is_called_for_while_the_hour_of_the_birth_is_not_known() -> None:
    assert told(a_birth(DAY, hour=None), 5) == []
