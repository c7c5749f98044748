"""Quarters and years are the sum of their months; every figure is the number of its entries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from maternity import i18n
from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.family_planning_lists import FpMethod, FpUserType
from maternity.registers.newborn import BirthOutcome
from maternity.registers.return_figure import FigureState, ReturnFigure
from maternity.reports import stored
from maternity.reports.life import Act, Life, Stage
from maternity.reports.pdf import render
from maternity.reports.periods import months_of, period_words
from maternity.reports.reported import figures_of, reported
from maternity.reports.returns import in_force
from maternity.reports.sheet import Sheet
from maternity.reports.summed import summed
from tests.antenatal_lines import all_of, pregnant, seen
from tests.counting import sheet_of
from tests.dose_lines import received
from tests.planning_lines import act
from tests.ward_fixtures import a_birth, a_village

MONTHS = list(months_of("2026-Q3"))
INSIDE, OUTSIDE = a_village(), a_village("Niamana", inside=False)
FORMS = ["rma_cscom", "rma_csref", "sonu_annexe", "who_rmncah"]

BIRTHS = some.builds(
    a_birth,
    some.dates(date(2026, 6, 29), date(2026, 10, 2)),
    hour=some.sampled_from([None, 0, 12, 23]),
    age=some.sampled_from([None, 14, 15, 19, 20, 24, 25, 41]),
    village=some.sampled_from([None, INSIDE, OUTSIDE]),
    babies=some.integers(1, 3),
    outcome=some.sampled_from(list(BirthOutcome)),
    weight_g=some.sampled_from([None, 900, 999, 1000, 2499, 2500, 3300]),
)

DAYS = some.dates(date(2026, 6, 29), date(2026, 10, 2))
VISITS = some.builds(
    lambda days, weeks: all_of(*seen(pregnant(weeks), *days)),
    some.lists(DAYS, min_size=1, max_size=5),
    some.sampled_from([None, 0, 3]),
)
ACTS = some.builds(
    lambda day, user, method, age: _aged(act(user, acted_on=day, method=method), age),
    DAYS,
    some.sampled_from(list(FpUserType)),
    some.sampled_from([None, *FpMethod]),
    some.sampled_from([None, 14, 15, 24, 25]),
)
REFERRALS = some.builds(
    received,
    some.sampled_from(["referral", "evacuation"]),
    some.sampled_from(["pregnancy_delivery", "family_planning"]),
    some.sampled_from(list(Answer)),
    some.sampled_from(["in", "out"]),
)
OTHERS = some.lists(some.one_of(VISITS, ACTS, REFERRALS), max_size=4)


def _aged(entries: list[Any], age: int | None) -> list[Any]:
    entries[0].declared_age_years = age
    return entries


def quarter(months: list[Sheet]) -> Sheet:
    about: dict[str, Any] = {"first": months[0].first, "last": months[-1].last}
    return summed(months, "2026-Q3", made_at=datetime(2026, 10, 2), made_by="Mme Traoré", **about)


@trying(max_examples=16, phases=[Phase.generate])
@given(some.lists(BIRTHS, max_size=6), OTHERS, some.sampled_from(FORMS))
def test_whatever_the_register_holds_the_figures_hold_together(
    births: Any, others: Any, name: str
) -> None:
    form = in_force(name, date(2026, 7, 1))
    entries = [one for birth in births for one in birth.all]
    entries += [one for made in others for one in made]
    months = [sheet_of(*entries, month=month, form=form) for month in MONTHS]
    for sheet in months:
        for line in sheet.lines:
            if line.form.manual or line.form.sum:
                continue
            assert line.total == len(line.entries()) == len(set(line.entries()))
            if line.form.by:
                placed = sum(len(found) for found in line.cells.values())
                assert placed + len(line.unplaced) == line.total
                cells = figures_of(sheet)[line.code]
                assert sum(n or 0 for name, n in cells.items() if name != "total") in {
                    line.total,
                    line.total + len(line.unplaced),  # « unknown » and its parts
                }
    whole = quarter(months)
    for line in whole.lines:
        if not line.form.manual and not line.form.sum:
            assert line.total == sum(one.count(line.code) or 0 for one in months)


@trying(max_examples=8, phases=[Phase.generate])
@given(some.lists(BIRTHS, max_size=5), BIRTHS)
def test_what_was_closed_is_the_same_after_any_later_entry(births: Any, later: Any) -> None:
    entries: list[Record] = [one for birth in births for one in birth.all]
    sheet = sheet_of(*entries, month="2026-07")
    sheet.state = "closed"
    sheet.life = Life(Stage.CLOSED, 1, Act("Mme Traoré", datetime(2026, 8, 3)))
    sheet.life.seal = stored.seal(sheet)
    kept, pages = stored.as_stored(sheet), render(sheet)
    known = {one.id: one for one in (*entries, *later.all)}

    def load(_register: str, ids: Any) -> list[Record]:
        return [known[identity] for identity in ids]

    again = sheet_of(*entries, *later.all, month="2026-07")
    again.state, again.life = "closed", sheet.life
    stored.restore(again, stored.told(kept), load)
    assert figures_of(again) == stored.told(kept)["figures"]
    assert stored.seal(again) == sheet.life.seal
    assert [one.total for one in again.lines] == [one.total for one in sheet.lines]
    assert stored.unpacked(stored.packed(pages)) == pages


def test_a_typed_line_has_a_sum_when_every_month_was_answered() -> None:
    months = [sheet_of(month=month) for month in MONTHS]
    for value, sheet in zip((3, 4), months, strict=False):
        sheet.line("G1").typed["total"] = ReturnFigure(value=value, state=FigureState.TYPED)
    assert quarter(months).count("G1") is None
    months[2].line("G1").typed["total"] = ReturnFigure(value=5, state=FigureState.TYPED)
    assert quarter(months).count("G1") == 12


def test_a_corrected_month_counts_with_its_correction() -> None:
    birth = a_birth(date(2026, 7, 3))
    months = [sheet_of(*birth.all, month=month) for month in MONTHS]
    figure = ReturnFigure(value=4, state=FigureState.CORRECTED, reason="carnet")
    months[1].line("G10").typed["total"] = figure
    line = quarter(months).line("G10")
    assert (line.total, reported(line)) == (1, 5)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-10", "October 2026"),
        ("2026-Q4", "quarter 4 of 2026"),
        ("2026", "year 2026"),
        ("2026-W43", "week 43 of 2026 (19/10 to 25/10)"),
    ],
)
def test_a_period_is_told_in_words(period: str, words: str) -> None:
    i18n.use("en")
    assert period_words(period) == words
