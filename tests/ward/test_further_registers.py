"""Family planning, abortion care and the PMTCT book: whose they are, what ends, who may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from maternity.errors import Refused
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.people import Account, Role
from maternity.records import Record
from maternity.registers.abortion_care import AbortionCare, AbortionStage
from maternity.registers.admission import Admission
from maternity.registers.birth_dose import BirthDose
from maternity.registers.delivery import BirthPlace
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.family_planning_lists import ACTIONS, FpAction, FpMethod
from maternity.registers.hiv_care import HivCare
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.woman import Woman
from maternity.ward import Query, Ward
from tests.counting import settled
from tests.ward_fixtures import NOW, a_birth, at_work, moment

TODAY = NOW.date()


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with at_work(tmp_path / "registre") as opened:
        yield opened


def a_woman(ward: Ward) -> Woman:
    woman = Woman(family_name="Keïta", given_name="Awa")
    ward.keep(woman)
    return woman


def mother(ward: Ward, days_ago: int) -> Woman:
    """A woman who gave birth so many days ago."""
    made = a_birth(day=TODAY - timedelta(days=days_ago))
    ward.keep(*made.all)
    return made.woman


def as_role(ward: Ward, role: Role) -> None:
    ward.account = Account(name="Awa", role=role, active=Answer.YES)


# family planning


@pytest.mark.parametrize(("days_ago", "found"), [(2, True), (365, True), (366, False)])
def test_an_act_follows_a_birth_of_the_last_year(ward: Ward, days_ago: int, found: bool) -> None:
    act = ward.begin("family_planning_act", mother(ward, days_ago))
    assert isinstance(act, FamilyPlanningAct)
    assert (act.pregnancy is not None) is found
    assert act.acted_on == TODAY


def test_an_act_of_a_woman_without_a_birth_makes_no_pregnancy(ward: Ward) -> None:
    woman = a_woman(ward)
    act = ward.begin("family_planning_act", woman)
    ward.keep(act)
    assert act.look("woman") == woman
    assert ward.all("pregnancy") == []


@pytest.mark.parametrize("method", FpMethod)
def test_each_method_has_its_own_actions(method: FpMethod) -> None:
    for action in FpAction:
        act = FamilyPlanningAct(method=method, action=action)
        wrong = [one for one in act.action_goes_with_method() if one.field == "action"]
        assert bool(wrong) is (action not in ACTIONS[method])


def after_birth(days: int, *, hour: int | None = 3) -> FamilyPlanningAct:
    made = a_birth(hour=hour)
    day = made.delivery.delivered_at.day  # type: ignore[union-attr]
    made.delivery.admission = Admission(
        pregnancy=made.pregnancy, discharged_at=moment(day + timedelta(days=1), 12)
    )
    return FamilyPlanningAct(
        woman=made.woman, pregnancy=made.pregnancy, acted_on=day + timedelta(days=days)
    )


@pytest.mark.parametrize(
    ("days", "in_48_hours", "before_discharge", "in_42_days"),
    [
        (0, Answer.YES, Answer.YES, Answer.YES),
        (1, Answer.YES, Answer.YES, Answer.YES),
        (2, Answer.YES, Answer.NO, Answer.YES),
        (3, Answer.NO, Answer.NO, Answer.YES),
        (42, Answer.NO, Answer.NO, Answer.YES),
        (43, Answer.NO, Answer.NO, Answer.NO),
        (-1, Answer.NO, Answer.NO, Answer.NO),
    ],
)
def test_an_act_is_of_the_postpartum_by_its_day(
    days: int, in_48_hours: Answer, before_discharge: Answer, in_42_days: Answer
) -> None:
    act = after_birth(days)
    assert (act.immediate_postpartum, act.before_discharge, act.within_42_days) == (
        in_48_hours,
        before_discharge,
        in_42_days,
    )


def test_a_birth_at_home_has_no_discharge() -> None:
    act = after_birth(0)
    act.pregnancy.delivery.place = BirthPlace.HOME  # type: ignore[union-attr]
    assert act.before_discharge is Answer.NO


def test_a_pregnancy_of_another_woman_is_stopped() -> None:
    act = FamilyPlanningAct(woman=Woman(), pregnancy=Pregnancy(woman=Woman()))
    assert [one.field for one in act.pregnancy_of_the_same_woman()] == ["pregnancy"]


# doses of birth


def test_the_form_proposes_who_counts_a_dose() -> None:
    assert BirthDose().followed("counted_by") is not None
    for code in ("maternity", "epi"):
        with settled(birth_doses_counted_by=code):
            assert BirthDose().followed("counted_by").value == code


# abortion


@pytest.mark.parametrize(
    ("stage", "ends"), [(AbortionStage.THREATENED, False), (AbortionStage.COMPLETE, True)]
)
def test_an_abortion_ends_the_pregnancy_and_a_threat_does_not(
    ward: Ward, stage: AbortionStage, ends: bool
) -> None:
    woman = a_woman(ward)
    care = ward.begin("abortion_care", woman)
    assert isinstance(care, AbortionCare)
    assert care.pregnancy is not None
    care.stage, care.treated_at = stage, Moment.at(NOW - timedelta(days=5))
    ward.keep(care.pregnancy, care)
    after = ward.begin("antenatal_visit", woman)
    assert (after.look("pregnancy") != care.pregnancy) is ends


def test_an_abortion_stands_in_the_open_stay(ward: Ward) -> None:
    woman = a_woman(ward)
    stay = ward.begin("admission", woman)
    assert isinstance(stay, Admission)
    assert stay.pregnancy is not None
    stay.admitted_at = Moment.at(NOW)
    ward.keep(stay.pregnancy, stay)
    assert ward.begin("abortion_care", woman).look("admission") == stay


# the PMTCT book


def a_contact(ward: Ward) -> HivCare:
    contact = ward.begin("hiv_care", a_woman(ward))
    assert isinstance(contact, HivCare)
    assert contact.pregnancy is not None
    contact.seen_on = TODAY
    ward.keep(contact.pregnancy, contact)
    return contact


@pytest.mark.parametrize("role", [Role.MIDWIFE, Role.HEAD])
def test_who_may_see_it_opens_a_contact_by_itself(ward: Ward, role: Role) -> None:
    contact = a_contact(ward)
    as_role(ward, role)
    assert ward.page(Query("hiv_care")).total == 1
    assert ward.full("hiv_care", contact.id) == contact


def test_who_may_not_see_it_neither_reads_nor_writes_nor_begins_one(ward: Ward) -> None:
    contact = a_contact(ward)
    as_role(ward, Role.NURSE)
    tries: list[tuple[object, ...]] = [
        (ward.page, Query("hiv_care")),
        (ward.count, Query("hiv_care")),
        (ward.all, "hiv_care"),
        (ward.get, "hiv_care", contact.id),
        (ward.full, "hiv_care", contact.id),
        (ward.history, contact),
        (ward.keep, contact),
        (ward.begin, "hiv_care"),
        (ward.hanging_on, contact),
    ]
    for act, *about in tries:
        with pytest.raises(Refused):
            act(*about)  # type: ignore[operator]


def test_it_is_on_no_list_of_what_is_to_be_finished(ward: Ward) -> None:
    contact = a_contact(ward)
    assert contact.problems()
    assert contact not in ward.incomplete()


def test_it_is_never_printed_as_a_list(ward: Ward) -> None:
    a_contact(ward)
    with pytest.raises(Refused, match="one entry at a time"):
        ward.print_list(Query("hiv_care"))


def test_only_who_may_see_it_writes_it_to_a_file(ward: Ward, tmp_path: Path) -> None:
    a_contact(ward)
    assert ward.export(
        Query("hiv_care"), "csv", tmp_path / "ptme.csv", reason="audit interne"
    ).exists()
    as_role(ward, Role.MIDWIFE)
    with pytest.raises(Refused):
        ward.export(Query("hiv_care"), "csv", tmp_path / "again.csv", reason="audit interne")


def test_a_contact_never_names_the_woman(ward: Ward) -> None:
    contact: Record = a_contact(ward)
    assert "Keïta" not in contact.title()


def test_the_infant_followed_is_of_this_pregnancy() -> None:
    mine, other = a_birth(), a_birth()
    contact = HivCare(pregnancy=mine.pregnancy, newborn=other.babies[0])
    assert [one.field for one in contact.infant_of_this_pregnancy()] == ["newborn"]
    contact.newborn = mine.babies[0]
    assert list(contact.infant_of_this_pregnancy()) == []
