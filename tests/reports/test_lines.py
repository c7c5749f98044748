"""Every line of the first-level return: what counts, what does not, and the edges between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from maternity.fields import Answer, Gap
from maternity.moments import Moment
from maternity.records import Record
from maternity.registers.admission import Admission
from maternity.registers.delivery import BirthPlace
from maternity.registers.lists import DeathPlace, Qualification, Strategy
from maternity.registers.maternal_death import MaternalCauseGroup, MaternalDeath
from maternity.registers.newborn import BirthOutcome, Declaration, Newborn
from maternity.registers.newborn_check import NewbornCheck, NewbornState
from maternity.registers.perinatal_death import PerinatalDeath, PerinatalDeathKind
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.referral import (
    Referral,
    ReferralDirection,
    ReferralKind,
    ReferralStage,
)
from maternity.registers.session_day import SessionActivity, SessionDay
from maternity.registers.staff_member import StaffMember
from tests import antenatal_lines
from tests.counting import count, line_of, sheet_of, the_form
from tests.ward_fixtures import Birth, a_birth, a_village, moment

MID = date(2026, 10, 15)
YES, NO = Answer.YES, Answer.NO
HOME, FACILITY, ON_THE_WAY = BirthPlace.HOME, BirthPlace.FACILITY, BirthPlace.ON_THE_WAY
FRESH, MACERATED = BirthOutcome.FRESH_STILLBIRTH, BirthOutcome.MACERATED_STILLBIRTH

Entries = list[Record]


def birth(**told: Any) -> Entries:
    """A birth and all that belongs to it."""
    return a_birth(**told).all


def baby(place: BirthPlace = FACILITY, **told: Any) -> Entries:
    """A birth whose baby is as told."""
    made = a_birth(place=place)
    for name, value in told.items():
        setattr(made.babies[0], name, value)
    return made.all


def visit(made: Birth, seen_at: Moment | None, **told: Any) -> PostnatalVisit:
    """A visit after a birth."""
    return PostnatalVisit(
        pregnancy=made.pregnancy,
        delivery=made.delivery,
        seen_at=seen_at,
        **{"mother_seen": YES, **told},
    )


def visited(seen_on: date = date(2026, 10, 16), **told: Any) -> Entries:
    """A birth at home, and a visit."""
    made = a_birth(place=HOME)
    return [*made.all, visit(made, moment(seen_on, 9), **told)]


def checked(state: NewbornState = NewbornState.WELL, seen_on: date = MID) -> Entries:
    """A birth, a visit, and its baby looked at."""
    made = a_birth()
    seen = visit(made, moment(seen_on, 9))
    check = NewbornCheck(postnatal_visit=seen, newborn=made.babies[0], state=state)
    return [*made.all, seen, check]


def referred(kind: str, stage: str, direction: str = "out", **told: Any) -> Entries:
    """A referral."""
    made = a_birth()
    sent = Referral(
        pregnancy=made.pregnancy,
        direction=ReferralDirection.coded(direction),
        kind=ReferralKind.coded(kind),
        stage=ReferralStage.coded(stage),
        **{"decided_at": moment(MID, 10), **told},
    )
    return [*made.all, sent]


def woman_died(
    days_after: int = 1,
    place: DeathPlace = DeathPlace.FACILITY,
    cause: MaternalCauseGroup | None = MaternalCauseGroup.HAEMORRHAGE,
) -> Entries:
    """A birth and the death of the mother."""
    made = a_birth(day=date(2026, 10, 1) if days_after < 31 else date(2026, 9, 1))
    died_at = moment(made.delivery.delivered_at.day + timedelta(days=days_after))  # type: ignore[union-attr]
    death = MaternalDeath(
        woman=made.woman,
        pregnancy=made.pregnancy,
        died_at=died_at,
        place=place,
        cause_group=cause,
    )
    return [*made.all, death]


def baby_died(
    hours: int = 5,
    place: DeathPlace = DeathPlace.FACILITY,
    kind: PerinatalDeathKind = PerinatalDeathKind.NEONATAL,
    *,
    born: date = date(2026, 10, 1),
) -> Entries:
    """A birth at 03:00 and the baby's death so many hours later."""
    made = a_birth(day=born)
    died_at = Moment.at(datetime(born.year, born.month, born.day, 3) + timedelta(hours=hours))
    death = PerinatalDeath(newborn=made.babies[0], kind=kind, died_at=died_at, place=place)
    return [*made.all, death]


def stillbirth(outcome: BirthOutcome, **told: Any) -> Entries:
    """A birth of a dead baby."""
    return birth(outcome=outcome, **told)


MATRON = Qualification.MATRON

COUNTED: dict[str, Callable[[], Entries]] = {
    **antenatal_lines.COUNTED,
    "G10": birth,
    "G11": lambda: birth(attendant_qualification=Qualification.MIDWIFE),
    "G12": lambda: birth(attendant_qualification=MATRON),
    "G13": lambda: birth(amtsl=YES),
    "G14": lambda: birth(amtsl=YES, pph=YES),
    "G15": lambda: birth(place=HOME),
    "G16": visited,
    "G17": lambda: birth(iron_folate_given=YES),
    "G18": lambda: birth(deworming_given=YES),
    "G19": birth,
    "G20": lambda: baby(breastfed_within_1h=YES),
    "G21": lambda: baby(weight_g=2499),
    "G22": lambda: baby(resuscitated=YES),
    "G23": lambda: baby(vitamin_k1=YES),
    "G24": lambda: baby(tetracycline=YES),
    "G25": lambda: baby(chlorhexidine=YES),
    "G26": lambda: baby(kangaroo_care=YES),
    "G27": lambda: baby(declaration=Declaration.DECLARED, declared_on=MID),
    "G28": checked,
    "G29": lambda: referred("referral", "pregnant"),
    "G30": lambda: referred("referral", "postpartum"),
    "G31": lambda: referred("referral", "newborn"),
    "G32": lambda: referred("evacuation", "pregnant"),
    "G33": lambda: referred("evacuation", "labour"),
    "G34": lambda: referred("evacuation", "postpartum"),
    "G35": lambda: referred("evacuation", "newborn"),
    "G36": woman_died,
    "G37": lambda: baby_died(23),
    "G38": lambda: baby_died(167),
    "G39": lambda: baby_died(671),
    "G40": lambda: stillbirth(FRESH),
    "G41": lambda: stillbirth(MACERATED),
}
"""For each counted line, entries of which exactly one counts."""

LEFT_OUT: dict[str, Callable[[], Entries]] = {
    **antenatal_lines.LEFT_OUT,
    "G10": lambda: birth(place=HOME),
    "G11": lambda: birth(attendant_qualification=MATRON),
    "G12": lambda: birth(attendant_qualification=Qualification.NURSE),
    "G13": lambda: birth(amtsl=NO),
    "G14": lambda: birth(amtsl=NO, pph=YES),
    "G15": lambda: birth(place=BirthPlace.OTHER_FACILITY),
    "G16": lambda: visited(mother_seen=NO),
    "G17": lambda: birth(iron_folate_given=NO),
    "G18": lambda: birth(deworming_given=NO),
    "G19": lambda: stillbirth(FRESH),
    "G20": lambda: baby(breastfed_within_1h=NO),
    "G21": lambda: baby(weight_g=2500),
    "G22": lambda: baby(resuscitated=NO),
    "G23": lambda: baby(vitamin_k1=NO),
    "G24": lambda: baby(tetracycline=NO),
    "G25": lambda: baby(chlorhexidine=NO),
    "G26": lambda: baby(kangaroo_care=NO),
    "G27": lambda: baby(declaration=Declaration.NOT_YET),
    "G28": lambda: checked(NewbornState.DIED),
    "G29": lambda: referred("referral", "pregnant", "in"),
    "G30": lambda: referred("evacuation", "postpartum"),
    "G31": lambda: referred("evacuation", "newborn"),
    "G32": lambda: referred("referral", "pregnant"),
    "G33": lambda: referred("evacuation", "labour", "in"),
    "G34": lambda: referred("referral", "postpartum"),
    "G35": lambda: referred("referral", "newborn"),
    "G36": lambda: woman_died(place=DeathPlace.HOME),
    "G37": lambda: baby_died(24),
    "G38": lambda: baby_died(168),
    "G39": lambda: baby_died(672),
    "G40": lambda: stillbirth(MACERATED),
    "G41": lambda: stillbirth(FRESH),
}
"""For each counted line, entries near to it of which none counts."""


def counted_codes() -> list[str]:
    return [line.code for line in the_form().lines if not line.manual]


def test_every_counted_line_is_tried_from_both_sides() -> None:
    assert list(COUNTED) == list(LEFT_OUT) == counted_codes()


@pytest.mark.parametrize("code", COUNTED)
def test_an_entry_that_fits_counts_once(code: str) -> None:
    line = line_of(code, *COUNTED[code]())
    assert (line.total, len(line.entries())) == (1, 1)


@pytest.mark.parametrize("code", LEFT_OUT)
def test_an_entry_that_does_not_fit_is_neither_counted_nor_in_doubt(code: str) -> None:
    line = line_of(code, *LEFT_OUT[code]())
    assert (line.total, line.not_judged) == (0, [])


@pytest.mark.parametrize("code", COUNTED)
@pytest.mark.parametrize("month", ["2026-08", "2026-12"])
def test_an_entry_counts_in_its_own_month_alone(code: str, month: str) -> None:
    assert count(code, *COUNTED[code](), month=month) == 0


@pytest.mark.parametrize("code", COUNTED)
def test_a_cancelled_entry_never_counts(code: str) -> None:
    entries = COUNTED[code]()
    for entry in line_of(code, *entries).entries():
        entry.voided_at = datetime(2026, 10, 20)
    assert count(code, *entries) == 0


@pytest.mark.parametrize("code", COUNTED)
def test_nothing_counts_of_a_woman_cancelled_with_all_that_is_hers(code: str) -> None:
    entries = COUNTED[code]()
    entries[0].voided_at = datetime(2026, 10, 20)
    assert count(code, *entries) == 0


# the month


@pytest.mark.parametrize(
    ("when", "october", "november"),
    [
        (moment(date(2026, 9, 30), 23, 59), 0, 0),
        (moment(date(2026, 10, 1), 0, 0), 1, 0),
        (moment(date(2026, 10, 31), 23, 59), 1, 0),
        (moment(date(2026, 11, 1), 0, 0), 0, 1),
        (moment(date(2026, 10, 31)), 1, 0),
        (moment(date(2026, 10, 1)), 1, 0),
    ],
)
def test_a_month_ends_at_midnight_and_a_day_without_hour_belongs_to_its_day(
    when: Moment, october: int, november: int
) -> None:
    entries = birth(delivered_at=when)
    assert count("G10", *entries) == october
    assert count("G10", *entries, month="2026-11") == november


def test_february_has_its_last_day() -> None:
    assert count("G10", *birth(day=date(2028, 2, 29)), month="2028-02") == 1
    assert count("G10", *birth(day=date(2028, 3, 1)), month="2028-02") == 0


def test_twins_across_midnight_stay_in_the_month_of_the_first() -> None:
    made = a_birth(day=date(2026, 10, 31), hour=23, babies=2)
    made.babies[1].born_at = moment(date(2026, 11, 1), 0, 20)
    assert count("G10", *made.all) == 1
    assert count("G19", *made.all) == 2
    assert count("G19", *made.all, month="2026-11") == 0


NEWBORN_LINES: dict[str, dict[str, Any]] = {
    "G19": {},
    "G20": {"breastfed_within_1h": YES},
    "G21": {"weight_g": 2499},
    "G22": {"resuscitated": YES},
    "G23": {"vitamin_k1": YES},
    "G24": {"tetracycline": YES},
    "G25": {"chlorhexidine": YES},
    "G26": {"kangaroo_care": YES},
    "G40": {"outcome": FRESH},
    "G41": {"outcome": MACERATED},
}
"""What makes a baby count on each line that is dated by the delivery."""


@pytest.mark.parametrize("code", NEWBORN_LINES)
def test_every_line_of_babies_is_dated_by_the_birth_of_the_first(code: str) -> None:
    made = a_birth(day=date(2026, 10, 31), hour=23, babies=2)
    second = made.babies[1]
    second.born_at = moment(date(2026, 11, 1), 0, 20)
    for name, value in NEWBORN_LINES[code].items():
        setattr(second, name, value)
    assert second in line_of(code, *made.all).entries()
    assert count(code, *made.all, month="2026-11") == 0


@pytest.mark.parametrize("code", NEWBORN_LINES)
def test_every_line_of_babies_is_of_babies_born_here(code: str) -> None:
    for place in (HOME, ON_THE_WAY, BirthPlace.OTHER_FACILITY):
        assert count(code, *baby(place, **NEWBORN_LINES[code])) == 0


@pytest.mark.parametrize("code", [code for code in NEWBORN_LINES if code < "G40"])
def test_a_stillborn_is_on_no_line_of_the_living(code: str) -> None:
    told = {**NEWBORN_LINES[code], "outcome": FRESH}
    assert count(code, *baby(FACILITY, **told)) == 0


def test_a_delivery_whose_moment_is_unknown_belongs_to_no_month() -> None:
    made = a_birth(delivered_at=None)
    made.delivery.set_gap("delivered_at", Gap.UNKNOWN)
    line = line_of("G10", *made.all)
    assert (line.total, line.not_judged) == (0, [])


def test_a_declaration_is_dated_by_the_day_it_was_declared() -> None:
    entries = baby(declaration=Declaration.DECLARED, declared_on=date(2026, 11, 3))
    assert count("G27", *entries) == 0
    assert count("G27", *entries, month="2026-11") == 1


def test_a_declaration_counts_wherever_the_baby_was_born() -> None:
    entries = baby(HOME, declaration=Declaration.DECLARED, declared_on=MID)
    assert count("G27", *entries) == 1


# births that count


@pytest.mark.parametrize(
    ("weight_g", "weeks", "rule", "counted"),
    [
        (1000, 20, "weight_then_ga", 1),
        (999, 40, "weight_then_ga", 0),
        (None, 28, "weight_then_ga", 1),
        (None, 27, "weight_then_ga", 0),
        (None, None, "weight_then_ga", 1),
        (999, 28, "either", 1),
        (999, 27, "either", 0),
        (1000, 27, "both", 0),
        (1000, 28, "both", 1),
        (1000, None, "both", 1),
    ],
)
def test_a_stillbirth_counts_from_1000_g_or_28_weeks_by_the_wards_rule(
    weight_g: int | None, weeks: int | None, rule: str, counted: int
) -> None:
    entries = stillbirth(FRESH, weight_g=weight_g, ga_weeks=weeks)
    for code in ("G10", "G40"):
        assert count(code, *entries, stillbirth_rule=rule) == counted


def test_a_stillborn_not_weighed_is_judged_by_the_weeks() -> None:
    made = a_birth(outcome=MACERATED, weight_g=None, ga_weeks=27)
    made.babies[0].set_gap("weight_g", Gap.NOT_DONE)
    assert count("G41", *made.all) == 0


def test_a_live_birth_counts_however_small_unless_the_floor_is_set() -> None:
    entries = birth(weight_g=900, ga_weeks=25)
    for code in ("G10", "G19"):
        assert count(code, *entries) == 1
        assert count(code, *entries, live_birth_floor="ga28_or_1000g") == 0


def test_a_delivery_whose_baby_has_no_outcome_is_listed_and_not_counted() -> None:
    made = a_birth()
    made.babies[0].outcome = None
    line = line_of("G10", *made.all)
    assert (line.total, line.not_judged) == (0, [made.delivery])


def test_a_delivery_without_a_baby_is_listed_and_not_counted() -> None:
    made = a_birth(babies=0)
    line = line_of("G10", *made.all)
    assert (line.total, line.not_judged) == (0, [made.delivery])


def test_a_cancelled_baby_is_no_baby() -> None:
    made = a_birth()
    made.babies[0].voided_at = datetime(2026, 10, 20)
    assert count("G10", *made.all) == 0
    assert count("G19", *made.all) == 0


def test_one_twin_that_counts_makes_the_delivery_count() -> None:
    made = a_birth(babies=2)
    made.babies[1].outcome = FRESH
    assert [count(code, *made.all) for code in ("G10", "G19", "G40")] == [1, 1, 1]


# place


@pytest.mark.parametrize(
    ("rule", "facility", "home"), [("home", 0, 1), ("facility", 1, 0), ("neither", 0, 0)]
)
def test_a_birth_on_the_way_stands_where_the_district_says(
    rule: str, facility: int, home: int
) -> None:
    entries = birth(place=ON_THE_WAY, amtsl=YES, pph=YES)
    for code in ("G10", "G11", "G13", "G14"):
        assert count(code, *entries, on_the_way_birth=rule) == facility
    matron = birth(place=ON_THE_WAY, attendant_qualification=MATRON)
    assert count("G12", *matron, on_the_way_birth=rule) == facility
    assert count("G15", *entries, on_the_way_birth=rule) == home


@pytest.mark.parametrize("rule", ["home", "facility", "neither"])
def test_a_birth_here_is_here_whatever_the_rule(rule: str) -> None:
    entries = birth(amtsl=YES, pph=YES)
    for code in ("G10", "G11", "G13", "G14"):
        assert count(code, *entries, on_the_way_birth=rule) == 1
    matron = birth(attendant_qualification=MATRON)
    assert count("G12", *matron, on_the_way_birth=rule) == 1
    assert count("G15", *entries, on_the_way_birth=rule) == 0


@pytest.mark.parametrize("rule", ["home", "facility", "neither"])
def test_a_birth_at_home_is_at_home_whatever_the_rule(rule: str) -> None:
    entries = birth(place=HOME, amtsl=YES, pph=YES)
    assert count("G15", *entries, on_the_way_birth=rule) == 1
    matron = birth(place=HOME, attendant_qualification=MATRON)
    assert count("G12", *matron, on_the_way_birth=rule) == 0
    for code in ("G10", "G11", "G13", "G14"):
        assert count(code, *entries, on_the_way_birth=rule) == 0


def test_no_part_of_a_delivery_that_does_not_count_is_counted() -> None:
    told = {"outcome": FRESH, "weight_g": 700, "amtsl": YES, "pph": YES}
    sheet = sheet_of(*birth(**told), *birth(attendant_qualification=MATRON, **told))
    at_home = sheet_of(*birth(place=HOME, **told))
    assert [sheet.count(f"G{at}") for at in range(10, 15)] == [0] * 5
    assert at_home.count("G15") == 0


def test_a_birth_whose_place_is_unknown_is_not_judged() -> None:
    made = a_birth(place=BirthPlace.UNKNOWN)
    sheet = sheet_of(*made.all)
    for code in ("G10", "G15"):
        assert sheet.line(code).not_judged == [made.delivery]


# who attended


def test_the_attendants_own_flag_goes_before_the_qualification() -> None:
    nurse = StaffMember(family_name="Keïta", qualification=Qualification.NURSE, skilled=YES)
    entries = birth(attendant=nurse, attendant_qualification=Qualification.NURSE)
    assert count("G11", *entries) == 1


def test_a_matron_with_the_flag_of_skilled_staff_stands_with_them() -> None:
    matron = StaffMember(family_name="Keïta", qualification=MATRON, skilled=YES)
    entries = birth(attendant=matron, attendant_qualification=MATRON)
    assert [count(code, *entries) for code in ("G11", "G12")] == [1, 0]


@pytest.mark.parametrize("rule", ["with_matron", "neither"])
def test_an_auxiliary_stands_with_the_matrons_or_nowhere(rule: str) -> None:
    entries = birth(attendant_qualification=Qualification.AUXILIARY)
    assert count("G12", *entries, auxiliary_line=rule) == (rule == "with_matron")
    for kind in (MATRON, Qualification.TRAINED_BIRTH_ATTENDANT):
        assert count("G12", *birth(attendant_qualification=kind), auxiliary_line=rule) == 1
    nurse = birth(attendant_qualification=Qualification.NURSE)
    assert count("G12", *nurse, auxiliary_line=rule) == 0


def test_a_student_whose_supervisor_is_not_named_is_not_judged() -> None:
    made = a_birth(attendant_qualification=Qualification.STUDENT)
    sheet = sheet_of(*made.all)
    assert [sheet.line(code).not_judged for code in ("G11", "G12")] == [[made.delivery], []]


def test_a_third_stage_nobody_answered_for_is_not_judged() -> None:
    made = a_birth(amtsl=None)
    line = line_of("G13", *made.all)
    assert (line.total, line.not_judged) == (0, [made.delivery])


def test_a_third_stage_without_haemorrhage_is_no_case_of_it() -> None:
    assert count("G14", *birth(amtsl=YES, pph=NO)) == 0


# the 48 hours


@pytest.mark.parametrize(
    ("hour", "seen", "counted"),
    [
        (3, moment(date(2026, 10, 17), 3, 0), 1),
        (3, moment(date(2026, 10, 17), 3, 1), 0),
        (3, moment(date(2026, 10, 17)), 1),
        (3, moment(date(2026, 10, 18)), 0),
        (None, moment(date(2026, 10, 17), 23, 0), 1),
        (None, moment(date(2026, 10, 18), 0, 0), 0),
        (3, moment(date(2026, 10, 14), 3, 0), 0),
    ],
)
def test_48_hours_are_counted_to_the_minute_or_by_two_days(
    hour: int | None, seen: Moment, counted: int
) -> None:
    made = a_birth(hour=hour)
    given = visit(made, seen, iron_folate_given=YES, deworming_given=YES)
    for code in ("G17", "G18"):
        assert count(code, *made.all, given) == counted


def test_what_she_received_counts_below_the_threshold_and_at_home() -> None:
    entries = stillbirth(FRESH, weight_g=600, place=HOME, iron_folate_given=YES)
    assert count("G17", *entries) == 1


def test_what_a_cancelled_visit_gave_was_not_given() -> None:
    made = a_birth()
    given = visit(made, moment(MID, 9), iron_folate_given=YES)
    given.voided_at = datetime(2026, 10, 20)
    assert count("G17", *made.all, given) == 0


# after the birth


def test_only_the_first_visit_of_the_mother_is_a_new_case() -> None:
    made = a_birth()
    first = visit(made, moment(MID, 9))
    second = visit(made, moment(date(2026, 10, 22), 9))
    line = line_of("G16", *made.all, second, first)
    assert line.entries() == [first]


def test_a_visit_in_november_after_one_in_october_is_no_new_case() -> None:
    made = a_birth(day=date(2026, 10, 30))
    visits = [visit(made, moment(date(2026, 10, 31), 9)), visit(made, moment(date(2026, 11, 6), 9))]
    assert count("G16", *made.all, *visits) == 1
    assert count("G16", *made.all, *visits, month="2026-11") == 0


def test_the_check_before_leaving_opens_a_case_unless_the_district_says_no() -> None:
    made = a_birth(day=date(2026, 10, 30))
    made.delivery.admission = Admission(
        pregnancy=made.pregnancy, discharged_at=moment(date(2026, 10, 31), 12)
    )
    before = visit(made, moment(date(2026, 10, 31), 9))
    after = visit(made, moment(date(2026, 11, 6), 9))
    entries = [*made.all, before, after]
    assert line_of("G16", *entries).entries() == [before]
    assert count("G16", *entries, discharge_check_is_pnc="no") == 0
    november = line_of("G16", *entries, month="2026-11", discharge_check_is_pnc="no")
    assert november.entries() == [after]


def twice_seen() -> Entries:
    made = a_birth(day=date(2026, 10, 2))
    seen: Entries = []
    for day in (date(2026, 10, 3), date(2026, 10, 9), date(2026, 11, 20)):
        contact = visit(made, moment(day, 9))
        check = NewbornCheck(
            postnatal_visit=contact, newborn=made.babies[0], state=NewbornState.WELL
        )
        seen += [contact, check]
    return [*made.all, *seen]


@pytest.mark.parametrize(
    ("rule", "october", "november"),
    [("newborn_once", 1, 0), ("newborn_each_month", 1, 1), ("each_check", 2, 1)],
)
def test_a_baby_seen_again_counts_as_the_district_says(
    rule: str, october: int, november: int
) -> None:
    entries = twice_seen()
    assert count("G28", *entries, newborn_pnc_count=rule) == october
    assert count("G28", *entries, month="2026-11", newborn_pnc_count=rule) == november


def test_a_first_check_that_does_not_fit_leaves_the_second_to_count() -> None:
    made = a_birth(day=date(2026, 9, 20), babies=2)
    contacts = [visit(made, moment(day, 9)) for day in (date(2026, 9, 21), MID)]
    states = [NewbornState.DIED, NewbornState.WELL]
    checks = [
        NewbornCheck(postnatal_visit=contact, newborn=made.babies[0], state=state)
        for contact, state in zip(contacts, states, strict=True)
    ]
    assert line_of("G28", *made.all, *contacts, *checks).entries() == [checks[1]]


def test_an_earlier_check_that_is_cancelled_leaves_the_later_one_to_count() -> None:
    entries = twice_seen()
    checks = [entry for entry in entries if isinstance(entry, NewbornCheck)]
    for check in checks[:2]:
        check.voided_at = datetime(2026, 11, 1)
    assert line_of("G28", *entries, month="2026-11").entries() == [checks[2]]


def test_a_check_whose_baby_is_not_said_counts_for_itself() -> None:
    made = a_birth()
    contact = visit(made, moment(MID, 9))
    checks = [NewbornCheck(postnatal_visit=contact, state=NewbornState.WELL) for _baby in range(2)]
    assert count("G28", *made.all, contact, *checks) == 2


# the newborn lines


def test_the_newborn_lines_count_here_or_everywhere() -> None:
    entries = baby(HOME, weight_g=2100, breastfed_within_1h=YES)
    for code in ("G19", "G20", "G21"):
        assert count(code, *entries) == 0
        assert count(code, *entries, newborn_lines_scope="all_registered") == 1


def test_a_baby_not_weighed_is_in_doubt_and_not_small() -> None:
    made = a_birth(weight_g=None)
    line = line_of("G21", *made.all)
    assert (line.total, line.not_judged) == (0, made.babies)


def test_an_impossible_weight_is_in_doubt_and_not_small() -> None:
    made = a_birth(weight_g=250)
    line = line_of("G21", *made.all)
    assert (line.total, line.not_judged) == (0, made.babies)


def test_small_weights_are_those_of_the_living_or_of_all_births() -> None:
    entries = stillbirth(FRESH, weight_g=2000)
    assert count("G21", *entries) == 0
    assert count("G21", *entries, low_weight_scope="all_births") == 1


def test_a_weight_of_a_birth_that_does_not_count_is_no_small_weight() -> None:
    assert count("G21", *stillbirth(FRESH, weight_g=700), low_weight_scope="all_births") == 0


def test_what_is_not_on_the_form_of_a_dead_baby_is_not_counted() -> None:
    made = a_birth(outcome=FRESH)
    made.babies[0].breastfed_within_1h = YES
    line = line_of("G20", *made.all)
    assert (line.total, line.not_judged) == (0, [])


# referrals


REFERRALS = {
    ("referral", "pregnant"): "G29",
    ("referral", "postpartum"): "G30",
    ("referral", "newborn"): "G31",
    ("evacuation", "pregnant"): "G32",
    ("referral", "labour"): "G33",
    ("evacuation", "labour"): "G33",
    ("evacuation", "postpartum"): "G34",
    ("evacuation", "newborn"): "G35",
}


@pytest.mark.parametrize(("kind", "stage"), REFERRALS)
def test_a_departure_stands_on_one_line_and_an_arrival_on_none(kind: str, stage: str) -> None:
    lines = [f"G{at}" for at in range(29, 36)]
    sent, received = sheet_of(*referred(kind, stage)), sheet_of(*referred(kind, stage, "in"))
    assert [code for code in lines if sent.count(code)] == [REFERRALS[kind, stage]]
    assert [code for code in lines if received.count(code)] == []


def test_a_referral_in_labour_stands_with_the_evacuations() -> None:
    entries = referred("referral", "labour")
    assert count("G33", *entries) == 1
    assert sum(count(code, *entries) for code in ("G29", "G30", "G31")) == 0


def test_referrals_received_count_when_the_district_wants_both() -> None:
    entries = referred("evacuation", "pregnant", "in")
    assert count("G32", *entries) == 0
    assert count("G32", *entries, referral_lines_direction="both") == 1


def test_a_woman_received_counts_in_the_month_of_her_arrival() -> None:
    entries = referred(
        "evacuation",
        "pregnant",
        "in",
        decided_at=moment(date(2026, 10, 31), 23),
        arrived_at=moment(date(2026, 11, 1), 1),
    )
    both = {"referral_lines_direction": "both"}
    assert count("G32", *entries, **both) == 0
    assert count("G32", *entries, month="2026-11", **both) == 1


def test_a_woman_sent_counts_in_the_month_of_the_decision() -> None:
    entries = referred(
        "evacuation",
        "pregnant",
        decided_at=moment(date(2026, 10, 31), 23),
        arrived_at=moment(date(2026, 11, 1), 1),
    )
    assert count("G32", *entries) == 1


def test_a_referral_whose_stage_is_not_said_is_in_doubt() -> None:
    entries = referred("referral", "pregnant")
    sent = entries[-1]
    sent.stage = None  # type: ignore[attr-defined]
    assert line_of("G29", *entries).not_judged == [sent]


# deaths


@pytest.mark.parametrize(("days", "counted"), [(0, 1), (41, 1), (42, 1), (43, 0)])
def test_a_death_is_maternal_to_day_42(days: int, counted: int) -> None:
    month = "2026-10"
    assert count("G36", *woman_died(days), month=month) == counted


def test_a_coincidental_death_is_not_maternal_and_an_unclassified_one_counts() -> None:
    assert count("G36", *woman_died(cause=MaternalCauseGroup.COINCIDENTAL)) == 0
    assert count("G36", *woman_died(cause=None)) == 1


def test_a_death_elsewhere_counts_when_all_known_ones_do() -> None:
    entries = woman_died(place=DeathPlace.HOME)
    assert count("G36", *entries, maternal_death_scope="all_known") == 1


def test_a_death_whose_place_is_unknown_is_in_doubt() -> None:
    entries = woman_died(place=DeathPlace.UNKNOWN)
    assert line_of("G36", *entries).not_judged == [entries[-1]]


@pytest.mark.parametrize(
    ("hours", "nested", "exclusive"),
    [
        (0, (1, 1, 1), (1, 0, 0)),
        (23, (1, 1, 1), (1, 0, 0)),
        (24, (0, 1, 1), (0, 1, 0)),
        (167, (0, 1, 1), (0, 1, 0)),
        (168, (0, 0, 1), (0, 0, 1)),
        (671, (0, 0, 1), (0, 0, 1)),
        (672, (0, 0, 0), (0, 0, 0)),
    ],
)
def test_newborn_deaths_stand_one_in_the_other_or_each_child_once(
    hours: int, nested: tuple[int, ...], exclusive: tuple[int, ...]
) -> None:
    entries = baby_died(hours)
    lines = ("G37", "G38", "G39")
    assert tuple(count(code, *entries) for code in lines) == nested
    apart = {"neonatal_death_bands": "exclusive"}
    assert tuple(count(code, *entries, **apart) for code in lines) == exclusive


def test_a_newborn_death_is_dated_by_the_death() -> None:
    entries = baby_died(48, born=date(2026, 10, 30))
    assert count("G38", *entries) == 0
    assert count("G38", *entries, month="2026-11") == 1


def test_a_newborn_death_elsewhere_counts_when_all_known_ones_do() -> None:
    entries = baby_died(place=DeathPlace.HOME)
    assert count("G37", *entries) == 0
    assert count("G37", *entries, neonatal_death_scope="all_known") == 1


def test_a_death_without_a_birth_moment_is_in_doubt() -> None:
    entries = baby_died()
    made = next(entry for entry in entries if isinstance(entry, Newborn))
    made.born_at = None
    sheet = sheet_of(*entries)
    for code in ("G37", "G38", "G39"):
        assert sheet.line(code).not_judged == [entries[-1]]


def test_by_days_alone_the_same_day_is_under_24_hours() -> None:
    made = a_birth(hour=None)
    for days, expected in ((0, 1), (1, 0)):
        death = PerinatalDeath(
            newborn=made.babies[0],
            kind=PerinatalDeathKind.NEONATAL,
            died_at=moment(MID + timedelta(days=days)),
            place=DeathPlace.FACILITY,
        )
        assert count("G37", *made.all, death) == expected


def test_a_stillbirth_notified_is_no_newborn_death() -> None:
    entries = baby_died(kind=PerinatalDeathKind.INTRAPARTUM)
    assert [count(code, *entries) for code in ("G37", "G38", "G39")] == [0, 0, 0]


def test_a_death_written_twice_counts_once() -> None:
    entries = baby_died()
    again = PerinatalDeath(
        newborn=next(entry for entry in entries if isinstance(entry, Newborn)),
        kind=PerinatalDeathKind.NEONATAL,
        died_at=moment(date(2026, 10, 1), 9),
        place=DeathPlace.FACILITY,
    )
    for code in ("G37", "G38", "G39"):
        assert line_of(code, *entries, again).entries() == [entries[-1]]


# age and zone


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (9, "a10_14"),
        (14, "a10_14"),
        (15, "a15_19"),
        (19, "a15_19"),
        (20, "a20_24"),
        (24, "a20_24"),
        (25, "a25_plus"),
        (44, "a25_plus"),
    ],
)
def test_a_delivery_stands_in_the_cell_of_her_age_and_her_village(age: int, band: str) -> None:
    made = a_birth(village=a_village())
    made.woman.declared_age_years, made.woman.born_on = None, date(2026 - age, 10, 15)
    line = line_of("G10", *made.all)
    assert {cell: len(found) for cell, found in line.cells.items() if found} == {
        (band, "in_area"): 1
    }
    assert line.unplaced == []


def test_a_birthday_the_day_after_is_not_yet_a_year_more() -> None:
    made = a_birth(village=a_village(inside=False))
    made.woman.declared_age_years, made.woman.born_on = None, date(2006, 10, 16)
    line = line_of("G10", *made.all)
    assert line.entries(("a15_19", "out_of_area")) == [made.delivery]


@pytest.mark.parametrize(
    "told", [{"age": None, "village": a_village()}, {"village": None}, {"age": None}]
)
def test_an_unknown_age_or_village_is_counted_and_shown_apart(told: dict[str, Any]) -> None:
    made = a_birth(**told)
    line = line_of("G10", *made.all)
    assert line.total == 1
    assert line.unplaced == [made.delivery]
    assert sum(len(found) for found in line.cells.values()) == 0


def test_a_zone_kept_when_the_entry_was_closed_stays() -> None:
    made = a_birth(village=a_village())
    made.delivery.zone_kept = "in_area"  # type: ignore[attr-defined]
    made.woman.village = a_village(inside=False)
    assert line_of("G10", *made.all).entries(("a20_24", "in_area")) == [made.delivery]


def test_cells_and_unplaced_always_make_the_total() -> None:
    entries = [
        *birth(village=a_village(), age=17),
        *birth(village=a_village(inside=False), age=31),
        *birth(age=22),
        *birth(village=a_village(), age=None),
    ]
    for code in ("G10", "G11", "G13"):
        line = line_of(code, *entries)
        assert sum(len(found) for found in line.cells.values()) + len(line.unplaced) == line.total


# typed lines and their proposals


def session(activity: SessionActivity, strategy: Strategy) -> SessionDay:
    return SessionDay(held_on=MID, activity=activity, strategy=strategy)


def test_the_sessions_noted_are_proposed_and_never_filled_in() -> None:
    antenatal = SessionActivity.ANTENATAL
    fixed = [session(antenatal, Strategy.FIXED) for _day in range(3)]
    away = [session(antenatal, strategy) for strategy in (Strategy.MOBILE, Strategy.OUTREACH)]
    talks = [session(SessionActivity.TALK_CENTRE, how) for how in (*Strategy, *Strategy)]
    sheet = sheet_of(*fixed, *away, *talks)
    assert [(sheet.line(c).proposal, sheet.count(c)) for c in ("G1", "G2")] == [
        (3, None),
        (2, None),
    ]


def test_what_is_not_counted_is_typed_and_says_why() -> None:
    line = sheet_of().line("G8")
    assert (line.form.manual, line.total) == (True, None)
    assert line.form.note
