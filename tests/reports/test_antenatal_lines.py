"""The antenatal lines of the returns: the fourth visit, the settings, the edges of the month."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from maternity.fields import Gap
from tests.antenatal_lines import MID, YES, all_of, fourth, pregnant, seen, visit
from tests.counting import count, line_of
from tests.ward_fixtures import a_village

SEPTEMBER, NOVEMBER = date(2026, 9, 30), date(2026, 11, 1)


def test_a_woman_counts_once_in_the_month_of_her_fourth_visit() -> None:
    days = [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1), MID, date(2026, 10, 29)]
    visits = seen(pregnant(), *days, NOVEMBER)
    entries = all_of(*visits)
    assert line_of("G5", *entries).entries() == [visits[3]]
    assert [count("G5", *entries, month=f"2026-{at:02}") for at in (9, 11)] == [0, 0]


@pytest.mark.parametrize(("number", "counted"), [(3, 0), (4, 1)])
def test_three_visits_are_not_four(number: int, counted: int) -> None:
    assert count("G5", *fourth(number)) == counted


@pytest.mark.parametrize(
    ("day", "october"), [(date(2026, 10, 1), 1), (date(2026, 10, 31), 1), (NOVEMBER, 0)]
)
def test_the_fourth_visit_is_counted_by_its_own_day(day: date, october: int) -> None:
    before = [date(2026, month, 20) for month in (6, 7, 8)]
    entries = all_of(*seen(pregnant(), *before, day))
    assert count("G5", *entries) == october
    assert count("G5", *entries, month="2026-11") == 1 - october


def test_visits_of_another_pregnancy_do_not_make_four() -> None:
    first, second = pregnant(), pregnant()
    second.woman = first.woman
    entries = all_of(
        *seen(first, date(2024, 1, 5), date(2024, 2, 5), date(2024, 3, 5)), *seen(second, MID)
    )
    assert count("G5", *entries) == 0


def test_a_woman_reaches_four_visits_again_in_her_next_pregnancy() -> None:
    first, second = pregnant(3), pregnant(3)
    second.woman = first.woman
    again = seen(second, MID)
    entries = all_of(*seen(first, date(2024, 3, 5)), *again)
    assert line_of("G5", *entries).entries() == list(again)


@pytest.mark.parametrize(("rule", "counted"), [("yes", 1), ("no", 0)])
def test_visits_made_elsewhere_count_towards_the_fourth_if_the_district_says_so(
    rule: str, counted: int
) -> None:
    assert count("G5", *visit(elsewhere=3), anc4_counts_elsewhere=rule) == counted
    assert count("G5", *fourth(), anc4_counts_elsewhere=rule) == 1


def test_visits_elsewhere_that_nobody_knows_are_none() -> None:
    entries = fourth()
    entries[1].set_gap("anc_visits_elsewhere", Gap.UNKNOWN)
    assert count("G5", *entries) == 1
    assert count("G5", *fourth(3)) == 0


def test_a_cancelled_visit_makes_the_next_one_the_fourth() -> None:
    days = [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1), date(2026, 9, 30), MID]
    visits = seen(pregnant(), *days)
    entries = all_of(*visits)
    assert (count("G5", *entries, month="2026-09"), count("G5", *entries)) == (1, 0)
    visits[1].voided_at = datetime(2026, 10, 20)
    assert count("G5", *entries, month="2026-09") == 0
    assert line_of("G5", *entries).entries() == [visits[4]]


def test_visits_entered_in_disorder_are_ranked_by_their_days() -> None:
    days = [MID, date(2026, 7, 1), date(2026, 9, 1), date(2026, 8, 1)]
    visits = seen(pregnant(), *days)
    assert [one.rank for one in visits] == [4, 1, 3, 2]
    assert line_of("G5", *all_of(*visits)).entries() == [visits[0]]


def test_only_the_first_visit_here_is_a_new_registration() -> None:
    visits = seen(pregnant(), date(2026, 10, 2), MID)
    assert line_of("G3", *all_of(*visits)).entries() == [visits[0]]
    assert count("G4", *all_of(*visits)) == 2


@pytest.mark.parametrize(
    ("elsewhere", "rule", "counted"),
    [
        (2, "facility_first", 1),
        (2, "pregnancy_first", 0),
        (0, "pregnancy_first", 1),
        (None, "facility_first", 1),
    ],
)
def test_a_woman_followed_elsewhere_is_new_here_or_not_as_the_district_says(
    elsewhere: int | None, rule: str, counted: int
) -> None:
    assert count("G3", *visit(elsewhere), anc_new_case=rule) == counted


def test_a_first_visit_is_in_doubt_where_those_elsewhere_are_not_known() -> None:
    entries = visit()
    line = line_of("G3", *entries, anc_new_case="pregnancy_first")
    assert (line.total, line.not_judged) == (0, [entries[-1]])


@pytest.mark.parametrize(
    ("rule", "october", "november"),
    [("women_in_month", 1, 1), ("each_supply", 2, 1), ("first_in_pregnancy", 1, 0)],
)
def test_a_woman_supplied_again_counts_as_the_district_says(
    rule: str, october: int, november: int
) -> None:
    days = (date(2026, 10, 2), MID, NOVEMBER)
    visits = seen(pregnant(), *days, iron_folate_given=YES, deworming_given=YES)
    for code in ("G6", "G7"):
        assert count(code, *all_of(*visits), supplement_count=rule) == october
        assert count(code, *all_of(*visits), month="2026-11", supplement_count=rule) == november


@pytest.mark.parametrize(
    ("rule", "october", "november"), [("each_month", 1, 1), ("first_in_pregnancy", 1, 0)]
)
def test_an_anaemic_woman_counts_each_month_or_once(rule: str, october: int, november: int) -> None:
    visits = seen(pregnant(), date(2026, 10, 2), MID, NOVEMBER, hb_g_dl=Decimal("9.5"))
    assert count("G9", *all_of(*visits), anaemia_count=rule) == october
    assert count("G9", *all_of(*visits), month="2026-11", anaemia_count=rule) == november


@pytest.mark.parametrize(("hb", "counted"), [("10.9", 1), ("11", 0), ("11.0", 0)])
def test_anaemia_is_below_11(hb: str, counted: int) -> None:
    assert count("G9", *visit(hb_g_dl=Decimal(hb))) == counted


def test_blood_not_tested_is_in_doubt_and_not_anaemia() -> None:
    entries = visit()
    entries[-1].set_gap("hb_g_dl", Gap.NOT_DONE)
    line = line_of("G9", *entries)
    assert (line.total, line.not_judged) == (0, [entries[-1]])


def test_a_visit_stands_in_the_cell_of_her_age_and_her_village() -> None:
    visits = seen(pregnant(3, a_village()), MID)
    for code in ("G3", "G4", "G5"):
        assert line_of(code, *all_of(*visits)).entries(("a20_24", "in_area")) == list(visits)


def test_an_unknown_village_is_counted_and_shown_apart() -> None:
    entries = visit()
    line = line_of("G4", *entries)
    assert (line.total, line.unplaced) == (1, [entries[-1]])


def test_a_zone_kept_when_the_visit_was_closed_stays() -> None:
    pregnancy = pregnant(village=a_village())
    (one,) = seen(pregnancy, MID)
    one.zone_kept = "in_area"  # type: ignore[attr-defined]
    pregnancy.woman.village = a_village(inside=False)  # type: ignore[union-attr]
    assert line_of("G4", *all_of(one)).entries(("a20_24", "in_area")) == [one]


def test_a_visit_of_september_is_no_visit_of_october() -> None:
    entries = all_of(*seen(pregnant(), SEPTEMBER))
    assert [count("G4", *entries), count("G4", *entries, month="2026-09")] == [0, 1]


def test_a_visit_without_a_day_has_no_rank_and_takes_none_from_the_others() -> None:
    pregnancy = pregnant()
    undated, dated = seen(pregnancy, MID, MID)
    undated.seen_on = None
    assert (undated.rank, undated.is_new_case, dated.rank) == (None, None, 1)


def test_the_visits_of_a_pregnancy_are_added_to_those_made_elsewhere() -> None:
    told = [pregnant(), pregnant(2), pregnant(2)]
    seen(told[2], SEPTEMBER)
    assert [one.anc_visits_total for one in told] == [None, 2, 3]
    assert told[2].first_seen_on == SEPTEMBER
