"""The return in files: one shape for programs, one for spreadsheets; nothing computes itself."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from maternity import clock, i18n
from maternity.registers.return_figure import FigureState, ReturnFigure
from maternity.reports import WRITERS
from maternity.reports.files import as_data, definitions, table
from maternity.reports.sheet import Sheet, cells_of
from tests.counting import sheet_of
from tests.ward_fixtures import FixedClock, a_birth, a_village


@pytest.fixture
def sheet() -> Sheet:
    """A month with two deliveries, one of them without a known village, and typed figures."""
    placed = a_birth(age=17, village=a_village())
    counted = sheet_of(*placed.all, *a_birth(village=None).all, cells_age_zone="total_only")
    typed = ReturnFigure(line_code="G1", cell="total", value=4, state=FigureState.TYPED)
    counted.line("G1").typed["total"] = typed
    counted.line("G19").typed["total"] = ReturnFigure(
        line_code="G19", cell="total", value=3, state=FigureState.CORRECTED, reason="=1+1"
    )
    return counted


def line(data: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["lines"] if one["code"] == code)
    return found


def test_the_head_of_the_data_says_what_was_counted_and_how(sheet: Sheet) -> None:
    data = as_data(sheet)
    told = {name: data[name] for name in ("return", "version", "period", "facility")}
    assert told == {
        "return": "rma_cscom",
        "version": "2019",
        "period": "2026-10",
        "facility": "CSCom de Kalabancoro",
    }
    assert (data["first_day"], data["last_day"]) == ("2026-10-01", "2026-10-31")
    assert data["settings"]["neonatal_death_bands"] == "nested"
    assert data["unfinished"] == sheet.unfinished > 0


def test_a_line_by_age_and_zone_carries_the_crossed_cells_whatever_is_printed(
    sheet: Sheet,
) -> None:
    found = line(as_data(sheet), "G10")
    assert found["total"] == 2
    assert found["unplaced"] == 1
    assert {"age": "a15_19", "zone": "in_area", "value": 1} in found["cells"]
    assert sum(cell["value"] for cell in found["cells"]) + found["unplaced"] == found["total"]
    assert [(c["age"], c["zone"]) for c in found["cells"]][:2] == [
        ("a10_14", "in_area"),
        ("a10_14", "out_of_area"),
    ]


def test_another_line_has_no_cells(sheet: Sheet) -> None:
    found = line(as_data(sheet), "G19")
    assert (found["cells"], found["unplaced"], found["manual"]) == ([], 0, False)


def test_the_total_stays_the_number_of_entries_and_the_correction_stands_beside(
    sheet: Sheet,
) -> None:
    found = line(as_data(sheet), "G19")
    assert found["total"] == 2 == len(sheet.line("G19").entries())
    assert found["corrected"] == {"value": 3, "reason": "=1+1"}
    assert "corrected" not in line(as_data(sheet), "G10")


def test_a_typed_line_says_that_it_is_and_what_is_proposed(sheet: Sheet) -> None:
    found = line(as_data(sheet), "G1")
    assert (found["manual"], found["total"], found["proposal"]) == (True, 4, 0)
    assert line(as_data(sheet), "G8")["total"] is None
    assert line(as_data(sheet), "G8")["proposal"] is None


def test_a_return_without_a_facility_is_still_written(sheet: Sheet) -> None:
    sheet.facility = None
    assert as_data(sheet)["facility"] is None


@pytest.mark.parametrize("kind", WRITERS)
def test_every_format_is_written_whole_and_twice_the_same(
    sheet: Sheet, tmp_path: Path, kind: str
) -> None:
    first, second = tmp_path / f"one.{kind}", tmp_path / f"two.{kind}"
    with clock.use(FixedClock()):
        WRITERS[kind](sheet, first)
        WRITERS[kind](sheet, second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.name, second.name]


def test_the_json_is_the_data(sheet: Sheet, tmp_path: Path) -> None:
    WRITERS["json"](sheet, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text("utf-8")) == as_data(sheet)


def rows_of(place: Path) -> list[dict[str, str]]:
    with place.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_the_table_has_a_row_for_every_figure(sheet: Sheet, tmp_path: Path) -> None:
    place = tmp_path / "r.csv"
    WRITERS["csv"](sheet, place)
    assert place.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(place)
    ten = [row for row in rows if row["Line"] == "G10"]
    assert [(row["Age"], row["Catchment"], row["Figure"]) for row in ten][-2:] == [
        ("unknown", "unknown", "1"),
        ("total", "total", "2"),
    ]
    assert len(ten) == 10
    cells = [len(cells_of(line.form)) for line in sheet.lines if line.form.by]
    assert len(rows) == len(sheet.lines) + sum(cells) + len(cells)


def test_a_row_nobody_answered_is_empty_and_a_formula_is_words(
    sheet: Sheet, tmp_path: Path
) -> None:
    place = tmp_path / "r.csv"
    WRITERS["csv"](sheet, place)
    totals = {row["Line"]: row for row in rows_of(place) if row["Age"] == "total"}
    assert [totals[code]["Figure"] for code in ("G8", "G1", "G12")] == ["", "4", "0"]
    assert [totals[code]["Typed by hand"] for code in ("G8", "G12")] == ["yes", ""]
    nineteen = totals["G19"]
    assert (nineteen["Figure"], nineteen["Corrected figure"]) == ("2", "3")
    assert nineteen["Reason"] == "'=1+1"


def test_the_workbook_has_figures_that_add_up_and_its_definitions(
    sheet: Sheet, tmp_path: Path
) -> None:
    place = tmp_path / "r.xlsx"
    WRITERS["xlsx"](sheet, place)
    book = openpyxl.load_workbook(place)
    figures, rules = book.worksheets
    assert (figures.title, rules.title) == ("rma_cscom", "Definitions")
    assert figures.freeze_panes == "A2"
    assert figures.print_title_rows == "$1:$1"
    heads, *rows = figures.values
    assert heads[0] == "Line"
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    totals = {row["Line"]: row for row in told if row["Age"] == "total"}
    assert (totals["G10"]["Figure"], totals["G8"]["Figure"]) == (2, None)
    assert totals["G19"]["Reason"] == "=1+1"
    assert figures.cell(figures.max_row, 1).data_type == "s"


def test_a_definition_is_the_rule_in_force(sheet: Sheet) -> None:
    rows = {row[0]: row for row in definitions(sheet).rows}
    rule = "weight_g < 2500 and outcome == live and delivery.place == facility"
    assert rows["G21"][2:5] == ["newborn", "delivery.delivered_at", rule]
    settings = [row for row in definitions(sheet).rows if row[0] == "setting"]
    assert ["setting", "Newborn death lines", "", "", "nested", ""] in settings
    assert len(settings) == len(sheet.settings)


def test_a_screen_in_french_writes_french_heads(sheet: Sheet) -> None:
    i18n.use("fr")
    heads = list(table(sheet).heads)
    assert heads[:6] == ["Ligne", "Libellé", "Âge", "Aire", "Sexe", "Âge en mois"]
    assert heads[6] == "Chiffre"


def test_the_data_says_who_counted_and_when(sheet: Sheet) -> None:
    data = as_data(sheet)
    assert (data["made_by"], data["state"]) == ("Mme Traoré", "provisional")
    assert datetime.fromisoformat(data["made_at"]) == sheet.made_at
