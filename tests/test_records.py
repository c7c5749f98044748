"""Entries: names are followed, gaps are kept apart, checks have two strengths."""

from __future__ import annotations

from datetime import date

import pytest

from maternity import clock
from maternity.conditions import Misspelt
from maternity.fields import Answer, Gap
from maternity.records import Strength, named, needs, path
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.lists import MaternalComplication
from maternity.registers.newborn import BirthOutcome, Newborn
from tests.ward_fixtures import FixedClock, a_birth, a_village, moment


def strengths(entry: Delivery | Newborn, field: str) -> list[Strength]:
    return [p.strength for p in entry.problems() if p.field == field]


def test_a_name_is_followed_through_links() -> None:
    assert path(Newborn, "delivery.place") == ("delivery", "place")
    assert path(Newborn, "newborn.outcome") == ("outcome",)
    assert path(Delivery, "woman.zone") == ("pregnancy", "woman", "zone")


def test_a_name_that_means_nothing_is_said() -> None:
    with pytest.raises(Misspelt):
        path(Delivery, "blod_loss_ml")


def test_what_a_name_needs_of_the_children_is_known() -> None:
    assert needs(Newborn, ["delivery.counts_as_delivery"]) == {"delivery.newborns"}


def test_a_gap_takes_the_place_of_a_value() -> None:
    baby = a_birth().babies[0]
    baby.set_gap("weight_g", Gap.NOT_DONE)
    assert baby.weight_g is None
    assert baby.answered("weight_g")
    assert baby.plain("weight_g") == "not_done"


def test_a_gap_that_the_field_does_not_know_is_our_bug() -> None:
    with pytest.raises(ValueError, match="not_done"):
        a_birth().delivery.set_gap("ga_weeks", Gap.NOT_DONE)


def test_an_apgar_of_nought_is_an_answer() -> None:
    baby = a_birth().babies[0]
    baby.apgar_1 = 0
    assert baby.answered("apgar_1")
    assert strengths(baby, "apgar_1") == []


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (299, [Strength.STOPS]),
        (300, [Strength.ASKS]),
        (999, [Strength.ASKS]),
        (1000, []),
        (5000, []),
        (5001, [Strength.ASKS]),
        (7000, [Strength.ASKS]),
        (7001, [Strength.STOPS]),
        (9500, [Strength.STOPS]),
    ],
)
def test_impossible_stops_and_unlikely_asks(weight: int, expected: list[Strength]) -> None:
    baby = a_birth().babies[0]
    baby.weight_g = weight
    assert strengths(baby, "weight_g") == expected


def test_a_confirmed_value_is_asked_about_once_and_a_new_value_again() -> None:
    baby = a_birth(weight_g=5300).babies[0]
    baby.confirm("weight_g")
    assert strengths(baby, "weight_g") == []
    baby.weight_g = 5400
    assert strengths(baby, "weight_g") == [Strength.ASKS]


def test_none_excludes_the_other_answers() -> None:
    delivery = a_birth().delivery
    delivery.complications = (MaternalComplication.NONE, MaternalComplication.ECLAMPSIA)
    assert strengths(delivery, "complications") == [Strength.STOPS]


def test_a_stillborn_is_not_asked_for_the_care_of_the_living() -> None:
    baby = a_birth(outcome=BirthOutcome.FRESH_STILLBIRTH).babies[0]
    assert baby.applies("breastfed_within_1h") is False
    assert strengths(baby, "apgar_1") == []


def test_a_birth_before_the_entry_is_asked_never_refused() -> None:
    birth = a_birth(date(2026, 10, 15), hour=3)
    from maternity.registers.admission import Admission

    birth.delivery.admission = Admission(admitted_at=moment(date(2026, 10, 15), 4))
    assert Strength.ASKS in strengths(birth.delivery, "delivered_at")


def test_a_birth_in_the_future_is_stopped_and_one_after_she_left_is_asked_about() -> None:
    from maternity.registers.admission import Admission

    birth = a_birth(date(2026, 11, 20), hour=3)
    stay = Admission(admitted_at=moment(date(2026, 11, 19), 4))
    birth.delivery.admission = stay
    with clock.use(FixedClock()):
        assert strengths(birth.delivery, "delivered_at") == []
        stay.discharged_at = moment(date(2026, 11, 19), 21)
        assert strengths(birth.delivery, "delivered_at") == [Strength.ASKS]
        for day in (date(2026, 11, 27), date(2019, 1, 1)):
            birth.delivery.delivered_at = moment(day, 3)
            assert Strength.STOPS in strengths(birth.delivery, "delivered_at")


def test_an_impossible_value_is_never_computed_with() -> None:
    birth = a_birth(ga_weeks=99)
    birth.pregnancy.parity = 45
    assert birth.delivery.robson_group is not None
    assert birth.delivery.robson_group.value == "g99"
    assert birth.babies[0].size_for_age.value == "no_reference"


def test_the_age_band_follows_the_day_of_the_birth() -> None:
    assert a_birth(age=19).delivery.age_band.value == "a15_19"
    assert a_birth(age=None).delivery.age_band.value == "unknown"


def test_the_zone_is_kept_as_it_was_at_closing() -> None:
    delivery = a_birth(village=a_village(inside=False)).delivery
    assert delivery.zone.value == "out_of_area"
    delivery.zone_kept = "in_area"  # type: ignore[attr-defined]
    assert delivery.zone.value == "in_area"


def test_skilled_is_the_flag_of_the_staff_file() -> None:
    delivery = a_birth().delivery
    assert delivery.attended_by_skilled is Answer.YES
    delivery.place = BirthPlace.HOME
    delivery.attendant_qualification = None
    assert delivery.attended_by_skilled is None


@pytest.mark.parametrize("register", ["postnatal_visit", "admission"])
def test_an_appointment_without_a_year_is_the_next_such_day(register: str) -> None:
    field = named(register).fields["next_visit_on"]
    with clock.use(FixedClock()):
        today = clock.today()
        assert field.read("3/1") == date(today.year + 1, 1, 3)
        assert named("woman").fields["born_on"].read("3/1/1999") == date(1999, 1, 3)
