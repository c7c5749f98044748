"""What is due: contacts by the calendar, doses of birth, women past term, news of referrals."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from maternity import clock
from maternity.clinical.followup import Contact
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.registers.admission import Admission
from maternity.registers.birth_dose import BirthDose, BirthVaccine
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.newborn import BirthOutcome, NewbornDischarge
from maternity.registers.newborn_check import NewbornCheck, NewbornState
from maternity.registers.perinatal_death import PerinatalDeath
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.referral import Referral, ReferralDirection, ReferralKind
from maternity.registers.woman import PhoneOwner, Woman
from maternity.ward import Ward
from maternity.ward.due import Due, Kind, When, contacts, doses, due, feedback, past_term
from maternity.ward.printing import due_pdf
from tests.ward_fixtures import NOW, Birth, FixedClock, a_birth, a_village, at_work

TODAY = NOW.date()


def born(days: int, *, hour: int | None = 10, babies: int = 1) -> Birth:
    """A birth so many days ago."""
    return a_birth(TODAY - timedelta(days=days), hour=hour, babies=babies)


def visited(birth: Birth, after: int, *, mother: bool = True, babies: bool = True) -> None:
    """A visit so many days after the birth."""
    day = birth.delivery.delivered_at.day if birth.delivery.delivered_at else TODAY
    visit = PostnatalVisit(
        delivery=birth.delivery,
        seen_at=Moment(day + timedelta(days=after), time(11)),
        mother_seen=Answer.of(mother),
    )
    for baby in birth.babies if babies else ():
        NewbornCheck(postnatal_visit=visit, newborn=baby)


def contacts_of(birth: Birth, now: datetime = NOW) -> dict[Contact | None, When]:
    return {one.contact: one.when for one in contacts(birth.delivery, now)}


NEXT = {Contact.DAY_7_14: When.SOON}


@pytest.mark.parametrize(
    ("days", "visits", "found"),
    [
        (0, (), {Contact.BEFORE_24H: When.TODAY, Contact.DAY_2_3: When.SOON, **NEXT}),
        (1, (), {Contact.BEFORE_24H: When.TODAY, Contact.DAY_2_3: When.SOON, **NEXT}),
        (2, (0,), {Contact.DAY_2_3: When.TODAY, **NEXT}),
        (2, (), {Contact.DAY_2_3: When.TODAY, **NEXT}),
        (5, (0,), {Contact.DAY_2_3: When.LATE, **NEXT}),
        (5, (0, 2), NEXT),
        (5, (0, 4), NEXT),
        (9, (0, 2), {Contact.DAY_7_14: When.TODAY}),
        (9, (0,), {Contact.DAY_7_14: When.TODAY}),
        (9, (0, 2, 8), {}),
        (20, (0, 2), {Contact.DAY_7_14: When.LATE}),
        (20, (8,), {}),
        (29, (), {}),
        (42, (0, 2, 8), {Contact.WEEK_6: When.TODAY}),
        (52, (8,), {Contact.WEEK_6: When.LATE}),
    ],
)
def test_the_contacts_due_follow_the_calendar(
    days: int, visits: tuple[int, ...], found: dict[Contact, When]
) -> None:
    birth = born(days)
    for after in visits:
        visited(birth, after)
    assert contacts_of(birth) == found


def test_a_birth_whose_hour_is_unknown_has_its_contacts_by_days() -> None:
    assert Contact.DAY_2_3 in contacts_of(born(2, hour=None))


@pytest.mark.parametrize(("days", "late"), [(4, 1), (6, 3), (15, 1), (50, 2)])
def test_late_is_told_in_days(days: int, late: int) -> None:
    found = [one for one in contacts(born(days).delivery, NOW) if one.when is When.LATE]
    assert [one.days_late(TODAY) for one in found] == [late]


def words_of(birth: Birth) -> str:
    return " ".join(one.words for one in contacts(birth.delivery, NOW) if one.when is When.TODAY)


def test_the_mother_and_each_baby_are_asked_for_apart() -> None:
    birth = born(8, babies=2)
    assert words_of(birth).endswith("mother, baby 1, baby 2")
    visited(birth, 7, babies=False)
    assert words_of(birth).endswith(": baby 1, baby 2")
    visited(birth, 7, mother=False)
    assert words_of(birth) == ""


def test_nothing_is_asked_for_one_who_died() -> None:
    stillborn = born(8)
    stillborn.babies[0].outcome = BirthOutcome.FRESH_STILLBIRTH
    assert words_of(stillborn).endswith(": mother")
    for said in ("state", "entry", "check"):
        birth = born(8)
        baby = birth.babies[0]
        if said == "state":
            baby.discharge_state = NewbornDischarge.DIED
        elif said == "entry":
            PerinatalDeath(newborn=baby)
        else:
            visited(birth, 2)
            birth.delivery.postnatal_visits[0].newborn_checks[0].state = NewbornState.DIED
        assert words_of(birth).endswith(": mother"), said
        assert list(doses(baby, TODAY)) == []
    bereaved = born(8)
    MaternalDeath(pregnancy=bereaved.pregnancy, woman=bereaved.woman)
    assert words_of(bereaved).endswith(": baby")


def test_the_doses_of_birth_that_are_missing_stand_in_one_line() -> None:
    birth = born(3)
    (found,) = doses(birth.babies[0], TODAY)
    assert found.words == "Baby without BCG, Hepatitis B birth dose, OPV0"
    assert (found.when, found.days_late(TODAY)) == (When.LATE, 2)
    BirthDose(newborn=birth.babies[0], vaccine=BirthVaccine.HEPB0)
    (found,) = doses(birth.babies[0], TODAY)
    assert (found.words, found.when) == ("Baby without BCG, OPV0", When.TODAY)
    for vaccine in (BirthVaccine.BCG, BirthVaccine.OPV0):
        BirthDose(newborn=birth.babies[0], vaccine=vaccine)
    assert list(doses(birth.babies[0], TODAY)) == []
    assert list(doses(born(42).babies[0], TODAY)) == []


def carried(days: int) -> Pregnancy:
    """A pregnancy of so many days."""
    woman = Woman(family_name="Diarra")
    return Pregnancy(woman=woman, lmp_on=TODAY - timedelta(days=days), gravidity=2, parity=1)


@pytest.mark.parametrize(
    ("days", "when", "late"),
    [
        (279, None, 0),
        (280, When.SOON, 0),
        (287, When.TODAY, 0),
        (293, When.TODAY, 0),
        (294, When.LATE, 1),
        (319, When.LATE, 26),
    ],
)
def test_a_woman_past_term_is_called_from_41_weeks(days: int, when: When | None, late: int) -> None:
    found = list(past_term(carried(days), TODAY))
    assert [(one.when, one.days_late(TODAY)) for one in found] == ([(when, late)] if when else [])


def test_a_woman_past_term_who_is_here_or_has_delivered_is_not_called() -> None:
    here = carried(290)
    Admission(pregnancy=here)
    assert list(past_term(here, TODAY)) == []
    over = carried(290)
    birth = born(0).delivery
    birth.pregnancy = over
    assert list(past_term(over, TODAY)) == []


def test_news_of_a_woman_sent_away_is_expected_within_a_week() -> None:
    def sent(days: int) -> Referral:
        return Referral(
            pregnancy=carried(200),
            direction=ReferralDirection.OUT,
            kind=ReferralKind.EVACUATION,
            decided_at=Moment(TODAY - timedelta(days=days)),
        )

    assert [one.when for one in feedback(sent(2), TODAY)] == [When.SOON]
    assert [one.when for one in feedback(sent(7), TODAY)] == [When.TODAY]
    assert [one.days_late(TODAY) for one in feedback(sent(9), TODAY)] == [2]
    told = sent(9)
    told.counter_referral_on = TODAY
    assert list(feedback(told, TODAY)) == []


@pytest.fixture
def due_now(tmp_path: Path) -> list[Due]:
    """What a new register finds due after a birth, a pregnancy past term and an evacuation."""
    with at_work(tmp_path / "registre") as ward:
        write(ward)
        return due(ward)


def write(ward: Ward) -> None:
    village, other = a_village("Sikoro"), a_village("Niamana")
    birth = a_birth(TODAY - timedelta(days=8), village=village, pph=Answer.YES)
    birth.woman.phone_1, birth.woman.phone_1_owner = "+22376123456", PhoneOwner.HUSBAND
    visited(birth, 0)
    visit = birth.delivery.postnatal_visits[0]
    late = carried(297)
    assert late.woman is not None
    late.woman.village = other
    sent = Referral(
        pregnancy=birth.pregnancy,
        direction=ReferralDirection.OUT,
        kind=ReferralKind.EVACUATION,
        decided_at=Moment(TODAY - timedelta(days=9)),
        reason="Hémorragie",
    )
    ward.keep(village, other)
    ward.keep(*birth.all, visit, *visit.newborn_checks, late.woman, late, sent)


def test_the_ward_finds_all_that_is_due_in_its_register(due_now: list[Due]) -> None:
    assert [(one.kind, one.when) for one in due_now] == [
        (Kind.CONTACT, When.TODAY),
        (Kind.TERM, When.LATE),
        (Kind.DOSES, When.LATE),
        (Kind.FEEDBACK, When.LATE),
    ]


def test_the_sheets_of_the_villages_say_whom_to_see_and_nothing_of_their_health(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path / "registre") as ward, clock.use(FixedClock()):
        write(ward)
        pages = PdfReader(io.BytesIO(due_pdf(ward, due(ward)))).pages
        told = [page.extract_text() for page in pages]
    assert ["Niamana" in told[0], "Sikoro" in told[1], len(told)] == [True, True, 2]
    assert "76 12 34 56 (husband)" in told[1]
    assert "late by 4 days" in told[0]
    whole = " ".join(told)
    for said in ("Hémorragie", "Evacuation", "term", "weeks", "BCG", "haemorrhage"):
        assert said not in whole


def test_a_sheet_is_printed_when_nothing_is_due_too(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        assert due_pdf(ward, due(ward)).startswith(b"%PDF")


def test_a_date_in_the_future_makes_nothing_due() -> None:
    birth = born(0)
    birth.delivery.delivered_at = Moment(date(2027, 1, 3))
    assert all(one.when is When.SOON for one in contacts(birth.delivery, NOW))
