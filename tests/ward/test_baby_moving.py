"""A baby linked to the wrong mother is put right, and what hangs on it goes with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maternity.errors import Refused
from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.birth_dose import BirthDose, BirthVaccine
from maternity.registers.newborn_check import NewbornCheck, NewbornState
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.ward import Query, Ward
from maternity.ward.baby_moving import deliveries_for, move_newborn
from maternity.ward.story import story
from tests.ward_fixtures import Birth, a_birth, moment

DAY = date(2026, 11, 20)
WHY = "écrit chez la voisine de lit"


@pytest.fixture
def wrong_and_right(ward: Ward) -> tuple[Birth, Birth]:
    """A mother with a baby too many, seen and in the ward with it, and one who lacks hers."""
    wrong, right = a_birth(DAY, babies=2, name="Diarra"), a_birth(DAY, name="Keïta")
    ward.keep(*wrong.all, *right.all[:3])
    baby = wrong.babies[0]
    visit = PostnatalVisit(
        pregnancy=wrong.pregnancy,
        delivery=wrong.delivery,
        seen_at=moment(DAY, 18),
        mother_seen=Answer.YES,
    )
    check = NewbornCheck(postnatal_visit=visit, newborn=baby, state=NewbornState.WELL)
    dose = BirthDose(newborn=baby, vaccine=BirthVaccine.BCG, given_at=moment(DAY, 9))
    stay = Admission(
        pregnancy=wrong.pregnancy,
        subject=AdmissionSubject.NEWBORN,
        newborn=baby,
        admitted_at=moment(DAY, 10),
    )
    ward.keep(visit, check, dose, stay)
    return wrong, right


def babies_of(ward: Ward, birth: Birth) -> list[tuple[str, int]]:
    whole: Any = ward.full("delivery", birth.delivery.id)
    return [(one.id, one.birth_rank) for one in whole.babies]


def test_a_baby_goes_to_its_mother_with_all_that_was_written_of_it(
    ward: Ward, wrong_and_right: tuple[Birth, Birth]
) -> None:
    wrong, right = wrong_and_right
    first, second = wrong.babies
    number = ward.full("newborn", first.id).look("serial_no")
    before = ward.sheet("rma_cscom", "2026-11").line("G19").total
    move_newborn(ward, ward.full("newborn", first.id), right.delivery, WHY)
    assert babies_of(ward, wrong) == [(second.id, 1)]
    assert babies_of(ward, right) == [(first.id, 1)]
    moved: Any = ward.full("newborn", first.id)
    assert (moved.serial_no, moved.title()) == (number, "Baby of Keïta Djénéba")
    assert len(moved.birth_doses) == 1
    assert moved.stays[0].pregnancy == right.pregnancy
    (check,) = moved.newborn_checks
    visit: Any = ward.full("postnatal_visit", check.postnatal_visit.id)
    assert (visit.delivery, visit.mother_seen) == (right.delivery, Answer.NO)
    assert visit.seen_at == moment(DAY, 18)
    assert ward.sheet("rma_cscom", "2026-11").line("G19").total == before
    robson = [ward.full("delivery", one.delivery.id).look("fetuses_born") for one in (wrong, right)]
    assert robson == [1, 1]


def test_both_histories_say_what_was_moved_and_why(
    ward: Ward, wrong_and_right: tuple[Birth, Birth]
) -> None:
    wrong, right = wrong_and_right
    baby = wrong.babies[0]
    move_newborn(ward, baby, right.delivery, WHY)
    (change,) = [one for one in ward.history(baby) if one.field == "Delivery" and one.old]
    assert (change.reason, change.who) == (WHY, "Mme Traoré")
    assert (change.old, change.new) != ("", "")
    for birth in (wrong, right):
        notes = [one for one in ward.history(birth.delivery) if one.reason == WHY]
        assert any("put under delivery" in one.new for one in notes)
        told = [event for chapter in story(ward, birth.woman) for event in chapter.events]
        assert any(WHY in event.facts for event in told)


def test_the_right_delivery_is_found_by_her_name_or_its_number(
    ward: Ward, wrong_and_right: tuple[Birth, Birth]
) -> None:
    wrong, right = wrong_and_right
    baby: Any = ward.full("newborn", wrong.babies[0].id)
    for typed in ("kei", "2/2026"):
        assert [one.delivery for one in deliveries_for(ward, baby, typed)] == [right.delivery]
    with pytest.raises(Refused, match="write it first"):
        deliveries_for(ward, baby, "diar")
    old = a_birth(date(2026, 6, 1), name="Touré")
    ward.keep(*old.all)
    with pytest.raises(Refused, match="No other delivery near 20/11/2026"):
        deliveries_for(ward, baby, "toure")


def test_a_move_that_makes_no_sense_is_refused_and_changes_nothing(
    ward: Ward, wrong_and_right: tuple[Birth, Birth]
) -> None:
    wrong, right = wrong_and_right
    baby = wrong.babies[0]
    with pytest.raises(Refused, match="already"):
        move_newborn(ward, baby, wrong.delivery, WHY)
    with pytest.raises(Refused, match="Say why"):
        move_newborn(ward, baby, right.delivery, "x")
    ward.void(ward.full("delivery", right.delivery.id), "écrit deux fois")
    with pytest.raises(Refused, match="cancelled"):
        move_newborn(ward, baby, right.delivery, WHY)
    assert len(babies_of(ward, wrong)) == 2


def test_figures_of_both_deliveries_follow(ward: Ward) -> None:
    wrong, right = a_birth(DAY, babies=2, name="Diarra"), a_birth(DAY, name="Keïta")
    ward.keep(*wrong.all, *right.all)
    multiple = [one for one in rows(ward) if one.look("fetuses_born") > 1]
    assert multiple == [wrong.delivery]
    move_newborn(ward, wrong.babies[1], right.delivery, WHY)
    multiple = [one for one in rows(ward) if one.look("fetuses_born") > 1]
    assert multiple == [right.delivery]
    assert [rank for _id, rank in babies_of(ward, right)] == [1, 2]


def rows(ward: Ward) -> list[Record]:
    return ward.page(Query("delivery")).rows
