"""Family planning, vaccines, malaria and provenance: the settings and the edges of their lines."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from maternity.fields import Answer, Gap
from maternity.records import Record
from maternity.registers.birth_dose import BirthVaccine
from maternity.registers.delivery import Anaesthesia, BirthPlace
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.family_planning_lists import FpAction, FpMethod, FpOrigin
from maternity.registers.lists import BirthMode, Sex
from maternity.registers.session_day import SessionActivity, SessionDay
from maternity.reports.returns import in_force
from maternity.reports.sheet import Line
from tests.antenatal_lines import all_of, pregnant, seen
from tests.counting import count, every_line, line_of, sheet_of
from tests.dose_lines import MID, PROVENANCE, dose, received
from tests.planning_lines import CONTINUING, FIXED, NEW, ROWS, WITHIN, act, by_method, client
from tests.ward_fixtures import a_birth, moment

OCTOBER_31, NOVEMBER = date(2026, 10, 31), date(2026, 11, 1)
PILL = FpMethod.COC


# family planning


def test_a_user_counts_once_a_month_for_her_method_and_each_visit_for_itself() -> None:
    woman = client()
    days = [date(2026, 10, 2), MID, NOVEMBER]
    acts = [
        FamilyPlanningAct(woman=woman, acted_on=day, user_type=NEW, method=PILL, strategy=FIXED)
        for day in days
    ]
    assert [count(code, woman, *acts) for code in ("FP2", "FPN1", "FPN17")] == [2, 1, 1]
    assert count("FPN1", woman, *acts, month="2026-11") == 1


def test_a_user_of_two_methods_stands_on_both_rows_and_once_in_the_total() -> None:
    woman = client()
    acts = [
        FamilyPlanningAct(woman=woman, acted_on=MID, user_type=NEW, method=method)
        for method in (PILL, FpMethod.MALE_CONDOM)
    ]
    assert [count(code, woman, *acts) for code in ("FPN1", "FPN6", "FPN17")] == [1, 1, 1]


@pytest.mark.parametrize("row", ROWS)
def test_new_and_continuing_users_never_stand_on_each_others_row(row: int) -> None:
    assert count(f"FPA{row}", *by_method(row, NEW)()) == 0
    assert count(f"FPN{row}", *by_method(row, CONTINUING)()) == 0


@pytest.mark.parametrize(("part", "whole"), WITHIN.items())
@pytest.mark.parametrize(("rule", "expected"), [("included", 1), ("apart", 0)])
def test_a_part_of_a_row_stands_in_it_or_apart(
    part: int, whole: int, rule: str, expected: int
) -> None:
    entries = by_method(part, NEW)()
    assert count(f"FPN{part}", *entries, fp_sub_rows=rule) == 1
    assert count(f"FPN{whole}", *entries, fp_sub_rows=rule) == expected
    assert count(f"FPN{whole}", *by_method(whole, NEW)(), fp_sub_rows=rule) == 1
    assert count("FPN17", *entries, fp_sub_rows=rule) == 1


@pytest.mark.parametrize(
    "action", [FpAction.WITH_CAESAREAN, FpAction.POST_PLACENTAL, FpAction.POSTPARTUM_48H]
)
def test_a_postpartum_coil_is_one_placed_at_the_birth_or_within_48_hours(
    action: FpAction,
) -> None:
    assert count("FPN12", *act(method=FpMethod.IUD, action=action)) == 1


def after_birth(days: int, origin: FpOrigin = FpOrigin.OTHER) -> list[Record]:
    made = a_birth(day=date(2026, 9, 10))
    given = FamilyPlanningAct(
        woman=made.woman,
        pregnancy=made.pregnancy,
        acted_on=date.fromordinal(date(2026, 9, 10).toordinal() + days),
        user_type=NEW,
        method=PILL,
        origin=origin,
    )
    return [*made.all, given]


@pytest.mark.parametrize(
    ("days", "origin", "rule", "counted"),
    [
        (42, FpOrigin.OTHER, "within_42d", 1),
        (43, FpOrigin.OTHER, "within_42d", 0),
        (42, FpOrigin.OTHER, "within_48h", 0),
        (42, FpOrigin.OTHER, "origin", 0),
        (43, FpOrigin.POSTNATAL, "origin", 1),
        (43, FpOrigin.POSTNATAL, "within_42d", 0),
    ],
)
def test_the_postpartum_is_told_by_where_she_comes_from_or_by_the_days(
    days: int, origin: FpOrigin, rule: str, counted: int
) -> None:
    assert count("FP4", *after_birth(days, origin), fp_postpartum_rule=rule) == counted


def test_counselling_alone_is_no_method_but_is_counselling() -> None:
    entries = act(counselled=Answer.YES)
    assert [count(code, *entries) for code in ("FPN17", "FPC1")] == [0, 1]


def test_a_user_stands_in_the_cell_of_her_age() -> None:
    entries = act(method=PILL)
    line = line_of("FPN1", *entries)
    assert line.entries(("a20_24", "female")) == [entries[-1]]
    entries[0].declared_age_years = None  # type: ignore[attr-defined]
    assert line_of("FPN1", *entries).unplaced == [entries[-1]]


@pytest.mark.parametrize(("day", "october"), [(OCTOBER_31, 1), (NOVEMBER, 0)])
def test_an_act_is_of_the_month_of_its_day(day: date, october: int) -> None:
    entries = act(acted_on=day, method=PILL)
    assert count("FPN1", *entries) == october
    assert count("FPN1", *entries, month="2026-11") == 1 - october


def test_the_people_of_the_talks_are_added_up_and_proposed() -> None:
    talks = [
        SessionDay(held_on=MID, activity=SessionActivity.TALK_CENTRE, men=men, women=women)
        for men, women in ((3, 12), (0, 9), (None, 20))
    ]
    sheet = sheet_of(*talks)
    assert [sheet.line(code).proposal for code in ("FPI3", "FPI4", "FPI1")] == [3, 41, 0]
    assert sheet.count("FPI4") is None


def test_the_family_planning_sessions_noted_are_proposed() -> None:
    held = [
        SessionDay(held_on=MID, activity=activity)
        for activity in (SessionActivity.FAMILY_PLANNING, SessionActivity.ANTENATAL)
    ]
    assert sheet_of(*held).line("FP1").proposal == 1


# vaccines


def test_a_dose_stands_in_the_cell_of_the_babys_months_and_sex() -> None:
    entries = dose(BirthVaccine.BCG)
    assert line_of("VAC1", *entries).entries(("m0_11", "female")) == [entries[-1]]
    entries[-1].newborn.sex = Sex.INDETERMINATE  # type: ignore[attr-defined]
    line = line_of("VAC1", *entries)
    assert (line.total, line.unplaced) == (1, [entries[-1]])


@pytest.mark.parametrize(
    ("born", "band"),
    [(date(2025, 10, 16), "m0_11"), (date(2025, 10, 15), "m12_23"), (MID, "m0_11")],
)
def test_a_baby_is_of_the_second_year_on_its_birthday(born: date, band: str) -> None:
    entries = dose(BirthVaccine.OPV0)
    entries[-1].newborn.born_at = moment(born, 3)  # type: ignore[attr-defined]
    assert line_of("VAC3", *entries).entries((band, "female")) == [entries[-1]]


def test_a_dose_given_at_midnight_is_of_the_next_month() -> None:
    last = dose(BirthVaccine.BCG, given_at=moment(OCTOBER_31, 23, 59))
    first = dose(BirthVaccine.BCG, given_at=moment(NOVEMBER, 0, 0))
    assert (count("VAC1", *last), count("VAC1", *first)) == (1, 0)


def test_an_adverse_event_counts_whoever_counts_the_dose() -> None:
    entries = dose(BirthVaccine.BCG, adverse_event=Answer.YES)
    entries[-1].counted_by = None  # type: ignore[attr-defined]
    assert count("VAC7", *entries) == 1


@pytest.mark.parametrize(("told", "in_doubt"), [(None, False), (Answer.UNKNOWN, True)])
def test_an_event_nobody_notified_is_none_and_one_not_known_is_in_doubt(
    told: Answer | None, in_doubt: bool
) -> None:
    line = line_of("VAC7", *dose(BirthVaccine.BCG, adverse_event=told))
    assert (line.total, bool(line.not_judged)) == (0, in_doubt)


# malaria in pregnancy


@pytest.mark.parametrize("code", ["MAL2", "MAL3", "MAL4"])
def test_a_visit_without_a_dose_is_neither_counted_nor_in_doubt(code: str) -> None:
    entries = all_of(*seen(pregnant(), MID))
    entries[-1].set_gap("iptp_dose", Gap.NOT_DONE)
    line = line_of(code, *entries)
    assert (line.total, line.not_judged) == (0, [])


def doses(*given: tuple[date, int]) -> list[Record]:
    """Her visits, with the dose she was given at each."""
    pregnancy = pregnant()
    visits = [seen(pregnancy, day, iptp_dose=number)[0] for day, number in given]
    return all_of(*visits)


@pytest.mark.parametrize(("number", "code"), [(1, "MAL2"), (2, "MAL3"), (3, "MAL4"), (4, "MAL4")])
def test_a_dose_stands_on_the_line_of_its_number(number: int, code: str) -> None:
    entries = doses((MID, number))
    assert {c for c in ("MAL2", "MAL3", "MAL4") if count(c, *entries)} == {code}


@pytest.mark.parametrize(
    ("rule", "october", "november"), [("third_dose_once", 1, 0), ("each_dose_3_plus", 2, 1)]
)
def test_the_third_dose_counts_once_or_with_those_after_it(
    rule: str, october: int, november: int
) -> None:
    entries = doses((date(2026, 10, 1), 3), (OCTOBER_31, 4), (date(2026, 11, 28), 5))
    assert count("MAL4", *entries, iptp3_count=rule) == october
    assert count("MAL4", *entries, month="2026-11", iptp3_count=rule) == november


def test_a_dose_written_twice_counts_once() -> None:
    assert count("MAL2", *doses((date(2026, 10, 1), 1), (MID, 1))) == 1
    assert count("MAL2", *doses((date(2026, 9, 1), 1), (MID, 1))) == 0


def test_a_net_counts_her_once_a_month() -> None:
    visits = seen(pregnant(), date(2026, 10, 1), MID, NOVEMBER, net_given=Answer.YES)
    assert count("MAL1", *all_of(*visits)) == 1
    assert count("MAL1", *all_of(*visits), month="2026-11") == 1


# the second level


def second_level(code: str, *entries: Record, **told: Any) -> Line:
    """A line of the second-level return of October."""
    form = in_force("rma_csref", date(2026, 10, 1))
    return sheet_of(*entries, form=form, **told).line(code)


@pytest.mark.parametrize("code", PROVENANCE)
def test_a_woman_received_stands_in_her_cell_of_provenance_and_in_no_other(code: str) -> None:
    kind, activity = PROVENANCE[code]
    taken = int(code[4:]) % 2 == 0
    entries = received(kind, activity, Answer.YES if taken else Answer.NO)
    counted = {c for c in PROVENANCE if second_level(c, *entries).total}
    sent = f"PROV{int(code[4:]) - taken}"
    assert counted == ({sent, code} if taken else {code})


@pytest.mark.parametrize("code", PROVENANCE)
def test_a_woman_sent_away_is_in_no_cell_of_provenance(code: str) -> None:
    kind, activity = PROVENANCE[code]
    entries = received(kind, activity, Answer.YES, direction="out")
    assert second_level(code, *entries).total == 0


def test_a_woman_not_known_to_be_taken_in_charge_is_in_doubt() -> None:
    entries = received("referral", "pregnancy_delivery", Answer.UNKNOWN)
    line = second_level("PROV6", *entries)
    assert (line.total, line.not_judged) == (0, [entries[-1]])


def test_what_is_not_of_the_maternity_is_typed() -> None:
    for at in range(1, 5):
        line = second_level(f"PROV{at}")
        assert (line.form.manual, line.total) == (True, None)


def test_both_levels_count_their_common_lines_alike() -> None:
    first = {line.code: line for line in every_line().lines}
    second = {line.code: line for line in in_force("rma_csref", date(2026, 10, 1)).lines}
    assert set(first) - set(second) == {f"VAC{at}" for at in range(1, 8)}
    assert set(second) - set(first) == {
        *(f"PROV{at}" for at in range(1, 13)),
        *(f"ANE{at}" for at in range(1, 4)),
    }
    assert [first[code] == second[code] for code in first if code in second].count(False) == 0


def test_the_second_level_has_lines_in_every_section() -> None:
    form = in_force("rma_csref", date(2026, 10, 1))
    assert {line.section for line in form.lines} == set(form.sections)


def test_stocks_are_typed_and_what_was_given_is_proposed() -> None:
    form = in_force("stocks", date(2026, 10, 1))
    assert all(line.manual and not line.sum for line in form.lines)
    entries = [*dose(BirthVaccine.BCG), *all_of(*seen(pregnant(), MID, net_given=Answer.YES))]
    sheet = sheet_of(*entries, form=form)
    told = {line.code: line.proposal for line in sheet.lines if line.form.register}
    assert told == {"SP3": 0, "MIL3": 1, "BCG3": 1, "VPO3": 0, "HEP3": 0}
    assert sheet.count("BCG3") is None


def operated(kind: str, **told: Any) -> list[Record]:
    """A caesarean under this anaesthesia."""
    made = a_birth(anaesthesia=Anaesthesia.coded(kind), **told)
    made.babies[0].mode = BirthMode.CAESAREAN
    return made.all


@pytest.mark.parametrize(
    ("code", "kind"), [("ANE1", "local"), ("ANE2", "regional"), ("ANE3", "general")]
)
def test_an_anaesthesia_of_a_delivery_here_stands_on_its_line_alone(code: str, kind: str) -> None:
    births = {how: operated(how) for how in ("local", "regional", "general", "none", "unknown")}
    counted = [how for how, entries in births.items() if second_level(code, *entries).total]
    assert counted == [kind]
    away = operated(kind, place=BirthPlace.HOME)
    assert second_level(code, *away).total == 0
    november = operated(kind, day=NOVEMBER, hour=0)
    assert second_level(code, *november).total == 0


OFFICIAL = {
    "rma_cscom": "G1-41 FP1-7 FPN1-17 FPA1-17 FPC1-8 FPI1-11 VAC1-7 LAB1 MAL1-4 MOR1-12",
    "rma_csref": "PROV1-12 G1-41 FP1-7 FPN1-17 FPA1-17 FPC1-8 FPI1-11 LAB1 ANE1-3 MAL1-4 MOR1-12",
    "sonu_annexe": "S1a-11a S1b-11b S1c-12c N1a-4a N1b-4b N1c-5c N6 N7c A1-14",
    "sonu_fonctions": "F1-9 FN1-5 FR1",
    "who_rmncah": "W1-53",
}
"""The lines of the monthly return (reference: monthly return), by the file that counts them."""


def codes_of(told: str) -> set[str]:
    """Codes written as ranges: G1-3 is G1, G2, G3; S1a-2a is S1a, S2a."""
    found = set()
    for one in told.split():
        head, number, tail, last = re.fullmatch(  # type: ignore[union-attr]
            r"([A-Z]+)(\d+)([a-z]?)(?:-(\d+)[a-z]?)?", one
        ).groups()
        found |= {f"{head}{at}{tail}" for at in range(int(number), int(last or number) + 1)}
    return found


@pytest.mark.parametrize("name", OFFICIAL)
def test_every_line_of_the_official_return_is_there_and_no_other(name: str) -> None:
    form = in_force(name, date(2026, 10, 1))
    assert {line.code for line in form.lines} == codes_of(OFFICIAL[name])
