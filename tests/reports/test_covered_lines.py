"""Every counted line of every return, from both sides and at the edge of its day; a table of them.

What fits a line, and what is near to it and does not, is written by hand for the monthly report and
made from its own words for the annexes. Every line is then tried on the first and on the last day
of a period, the day before and the day after, without its day, and cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from maternity.conditions import Always
from maternity.fields import Answer
from maternity.records import Record, day_value
from maternity.reports.form import Form, LineForm
from maternity.reports.returns import forms
from maternity.reports.sheet import Line, look_counted
from maternity.reports.tallying import tally
from maternity.settings import Settings
from tests import annex_lines
from tests.counting import InMemory
from tests.dose_lines import PROVENANCE, received
from tests.reports import test_antenatal_lines as antenatal
from tests.reports import test_district_rules as district
from tests.reports import test_further_lines as further
from tests.reports import test_lines as births
from tests.reports.test_lines import COUNTED, LEFT_OUT

Entries = list[Record]
DAY = timedelta(days=1)
EVER = (date(2026, 1, 1), date(2026, 12, 31))
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
"""The month that the entries near to a line are written for."""
ANAESTHESIA = {"ANE1": "local", "ANE2": "regional", "ANE3": "general"}
SHIPPED = forms()
LINES = [
    (form, line) for form in SHIPPED for line in form.lines if line.register and not line.manual
]
NAMES = [f"{form.id}-{line.code}" for form, line in LINES]

EDGES: dict[str, tuple[Any, ...]] = {
    "midnight": (births.test_a_month_ends_at_midnight_and_a_day_without_hour_belongs_to_its_day,),
    "month end": (further.test_an_act_is_of_the_month_of_its_day,),
    "leap day": (births.test_february_has_its_last_day,),
    "42nd day": (births.test_a_death_is_maternal_to_day_42,),
    "twin": (
        births.test_twins_across_midnight_stay_in_the_month_of_the_first,
        births.test_one_twin_that_counts_makes_the_delivery_count,
    ),
    "stillbirth at 28 weeks": (
        births.test_a_stillbirth_counts_from_1000_g_or_28_weeks_by_the_wards_rule,
        births.test_a_stillborn_not_weighed_is_judged_by_the_weeks,
    ),
    "unknown age": (births.test_an_unknown_age_or_village_is_counted_and_shown_apart,),
    "born on the way": (births.test_a_birth_on_the_way_stands_where_the_district_says,),
    "visits elsewhere": (
        antenatal.test_the_visits_of_a_pregnancy_are_added_to_those_made_elsewhere,
    ),
}
"""The edges that belong to some lines, with the tests that try them."""


def fitting(form: Form, code: str) -> Entries | None:
    """Entries of which the line counts exactly one; None where nobody wrote any."""
    if code in COUNTED:
        return COUNTED[code]()
    if code in PROVENANCE:
        return received(*PROVENANCE[code], Answer.YES)
    if code in district.MORBIDITY:
        return district.MORBIDITY[code][0]()
    if code in ANAESTHESIA:
        return further.operated(ANAESTHESIA[code])
    if form.id.startswith("rma"):
        return None
    return annex_lines.counted(form, code)


def near(form: Form, line: LineForm) -> Iterator[Entries]:
    """Entries near to the line of which none counts."""
    if line.code in LEFT_OUT:
        yield LEFT_OUT[line.code]()
    elif line.code in PROVENANCE:
        yield received(*PROVENANCE[line.code], Answer.YES, "out")
    elif line.code in district.MORBIDITY:
        yield from (
            made() for code, (made, _cell) in district.MORBIDITY.items() if code != line.code
        )
    elif line.code in ANAESTHESIA:
        yield from (
            further.operated(kind) for code, kind in ANAESTHESIA.items() if code != line.code
        )
    elif not form.id.startswith("rma"):
        yield from (entries for _name, entries in annex_lines.left_out(form, line.code))


def near_when(code: str) -> tuple[date, date]:
    """The days over which what is near to a line must not count."""
    return EVER if code in district.MORBIDITY or code in ANAESTHESIA else OCTOBER


def counted(
    form: Form, line: LineForm, entries: Entries, first: date = EVER[0], last: date = EVER[1]
) -> Line:
    """One line of a form over a period of any days."""
    settings = {name: Settings().chosen(name) for name in form.settings}
    alone = replace(form, lines=(line,))
    return tally(alone, first, last, InMemory(entries), settings)[0][0]


def held_by(entry: Record, dated: str) -> tuple[Record, str]:
    """The entry that holds the day of another, and under which name."""
    *links, name = dated.split(".")
    at: Any = entry
    for link in links:
        at = getattr(at, link)
    return at, name


@pytest.mark.parametrize(("form", "line"), LINES, ids=NAMES)
def test_every_counted_line_is_tried_at_the_edges_of_its_day(form: Form, line: LineForm) -> None:
    entries = fitting(form, line.code) or []
    found = counted(form, line, entries)
    assert (found.total, found.not_judged) == (1, [])
    (entry,) = found.counted
    day = day_value(look_counted(entry, line.dated))
    assert day is not None
    assert counted(form, line, entries, day, day + 9 * DAY).total == 1
    assert counted(form, line, entries, day - 9 * DAY, day).total == 1
    assert counted(form, line, entries, day + DAY, day + 9 * DAY).total == 0
    assert counted(form, line, entries, day - 9 * DAY, day - DAY).total == 0
    for others in near(form, line):
        assert counted(form, line, others, *near_when(line.code)).total == 0
    entry.voided_at = datetime(2026, 10, 20)
    assert counted(form, line, entries).total == 0
    entry.voided_at = None
    at, name = held_by(entry, line.dated)
    if name in at.register.fields:
        setattr(at, name, None)
        assert counted(form, line, entries).total == 0


def test_the_table_of_the_lines_covered_misses_none(capsys: pytest.CaptureFixture[str]) -> None:
    missing: list[str] = []
    rows = [f"{'return':<18}{'counted':>9}{'one counts':>12}{'one must not':>14}{'its day':>9}"]
    for form in SHIPPED:
        lines = [line for one, line in LINES if one is form]
        tried = [line.code for line in lines if fitting(form, line.code)]
        every = {line.code for line in lines if isinstance(_rule(form, line), Always)}
        left_out = [line.code for line in lines if line.code in every or any(near(form, line))]
        rows.append(
            f"{form.id:<18}{len(lines):>9}{len(tried):>12}{len(left_out):>14}{len(tried):>9}"
        )
        codes = [line.code for line in lines]
        missing += [f"{form.id} {code}" for code in codes if code not in tried]
        missing += [f"{form.id} {code}" for code in codes if code not in left_out]
    rows += [f"  {edge}: {len(tests)} tests" for edge, tests in EDGES.items()]
    with capsys.disabled():
        print("\n" + "\n".join([*rows, f"missing: {', '.join(missing) or 'none'}"]))  # noqa: T201
    assert missing == []
    assert all(callable(test) for tests in EDGES.values() for test in tests)


def _rule(form: Form, line: LineForm) -> Any:
    return line.condition({name: Settings().chosen(name) for name in form.settings})
