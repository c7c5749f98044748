"""Columns of a counted line that a person types: the men of family planning.

Unknown is not nought: a column nobody answered stays blank, is left out of every file, and takes
nothing away from the women that are counted.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from maternity.errors import Refused
from maternity.exchange import dhis2
from maternity.records import Record
from maternity.registers.family_planning_lists import FpMethod
from maternity.registers.return_figure import FigureState, ReturnFigure
from maternity.reports import stored
from maternity.reports.checks import findings
from maternity.reports.explained import explained
from maternity.reports.files import as_data, table
from maternity.reports.form import LineForm
from maternity.reports.reported import Figures, figures_of, named_cells, short_names
from maternity.reports.returns import in_force
from maternity.reports.sheet import Line, Sheet
from maternity.reports.summed import summed
from tests.counting import line_of, sheet_of
from tests.planning_lines import act
from tests.reports.test_pdf import text_of

MEN, WOMEN = ("a20_24", "male"), ("a20_24", "female")
OWN = [f"{table}{row}" for table in ("FPN", "FPA") for row in range(1, 18)] + ["FPC1"]


def typed(line: Line, cell: tuple[str, ...], value: int, state: str = "typed") -> Line:
    """The line with a figure typed into a cell."""
    name = "/".join(cell) or "total"
    figure = ReturnFigure(line_code=line.code, cell=name, value=value)
    figure.state = FigureState.coded(state)
    line.typed[name] = figure
    return line


def users() -> list[Record]:
    return [one for _n in range(2) for one in act(method=FpMethod.COC)]


def month(**told: int) -> Sheet:
    """October with two women on the pill, and these men typed into a line."""
    sheet = sheet_of(*users())
    for code, value in told.items():
        typed(sheet.line(code), MEN, value)
    return sheet


@pytest.mark.parametrize("form", ["rma_cscom", "rma_csref"])
def test_every_method_has_a_column_for_men_that_is_typed(form: str) -> None:
    lines = in_force(form, date(2026, 10, 1)).lines
    assert [one.code for one in lines if one.by_hand] == OWN
    assert {(one.by, one.by_hand) for one in lines if one.by_hand} == {
        (("age_band", "sex"), ("male",))
    }


def test_a_column_by_hand_is_blank_until_it_is_typed_and_then_goes_into_the_total() -> None:
    line = line_of("FPN1", *users())
    assert [line.figure(WOMEN), line.figure(MEN), line.total] == [2, None, 2]
    typed(line, MEN, 0)
    assert [line.figure(MEN), line.total] == [0, 2]
    typed(line, MEN, 3)
    assert [line.figure(MEN), line.total, len(line.entries()), line.entries(MEN)] == [3, 5, 2, []]
    typed(line, WOMEN, 4, "corrected")
    assert line.correction(WOMEN) is not None
    assert line.correction(MEN) is None


def test_a_quarter_adds_the_men_of_the_months_that_have_them() -> None:
    about: dict[str, Any] = {"first": date(2026, 10, 1), "last": date(2026, 12, 31)}
    about |= {"made_at": datetime(2027, 1, 2), "made_by": "K"}
    quarter = summed([month(FPN1=3), month()], "2026-Q4", **about).line("FPN1")
    assert quarter.total == 7  # the sum of the months' totals
    assert quarter.figure(MEN) is None  # of one month nobody knows
    assert quarter.figure(WOMEN) == 4


def test_the_men_of_the_methods_make_the_men_of_all_methods_until_these_are_typed() -> None:
    sheet = month(FPN1=3, FPN6=4, FPN5=9)  # FPN5 is a part of FPN4
    total = sheet.line("FPN17")
    assert [total.figure(MEN), total.total, sheet.line("FPA17").figure(MEN)] == [7, 9, None]
    typed(total, MEN, 6)
    assert [total.figure(MEN), total.total] == [6, 8]


def test_the_men_stand_in_the_files_and_on_paper_as_typed() -> None:
    sheet = month(FPN1=3)
    cells = {
        code: next(one for one in as_data(sheet)["lines"] if one["code"] == code)["cells"]
        for code in ("FPN1", "FPN2")
    }
    men = {"age": "a20_24", "sex": "male", "manual": True}
    assert {**men, "value": 3} in cells["FPN1"]
    assert {**men, "value": None} in cells["FPN2"]
    rows = [row for row in table(sheet).rows if row[0] == "FPN1" and "male" in row]
    assert [row[6:8] for row in rows] == [[None, "yes"], [None, "yes"], [3, "yes"], [None, "yes"]]
    assert "3 s" in text_of(sheet)
    assert any("columns M" in one for one in explained(sheet.line("FPN1").form, {}))


def test_men_of_a_method_that_a_typed_total_lacks_are_told_before_the_month_is_closed() -> None:
    told = {one.check: one.words for one in findings(month(FPN6=3, FPN17=0), {})}
    assert "3 new users, but 2 in all" in told["V70"]
    for whole in (month(FPN6=3), month(FPN6=3, FPN17=3)):
        assert "V70" not in {one.check for one in findings(whole, {})}


def test_a_mapping_sends_women_by_their_age_and_men_only_when_they_are_known() -> None:
    sheet = month(FPN1=3)
    form = sheet.form
    rows = [
        ["rma_cscom", line, cell, "", f"a{at:010}", "", "", "", "", ""]
        for at, (line, cell) in enumerate(
            [("FPN1", "a20_24"), ("FPN1", "a20_24/male"), ("FPN2", "a20_24/male")]
        )
    ]
    known = {line.code: named_cells(line) for line in form.lines}
    found = dhis2.read_mapping(dhis2.COLUMNS, rows, form.id, known, short_names(form))
    figures = {
        (code, cell): dhis2.Figure(value)
        for code, cells in figures_of(sheet).items()
        for cell, value in cells.items()
    }
    told = dhis2.value_set(found, figures, dhis2.Place("o"), sheet.first, sheet.made_at)
    assert [one.value for one in told.values] == [2, 3]
    assert told.unanswered == ["FPN2 a20_24/male"]
    rows[0][2] = "male"
    with pytest.raises(Refused, match="no cell “male”"):
        dhis2.read_mapping(dhis2.COLUMNS, rows, form.id, known, short_names(form))


def test_a_month_closed_before_the_men_had_a_column_reads_as_it_was() -> None:
    form: LineForm = month().line("FPN1").form
    told = {name: form.cell_now(name) for name in ("a15_19", "female", "male", "total", "unknown")}
    assert told == {
        "a15_19": "a15_19/female",
        **{name: name for name in ("female", "male", "total", "unknown")},
    }
    kept: Figures = {"FPN1": {"a15_19": 2, "total": 2}, "G99": {"total": 1}}
    assert stored.figures_now(month().form, kept) == {
        "FPN1": {"a15_19/female": 2, "total": 2},
        "G99": {"total": 1},
    }
