"""A death leaves the ward as a case of its review: no name, no village, no date, no free text."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from maternity.db.book import Query
from maternity.records import named
from maternity.reports import public_summary
from maternity.ward import Ward, death_export
from tests.ward_fixtures import NAME, a_birth, moment

DAY = date(2026, 11, 25)
MARK = "MARQUE"


@pytest.fixture
def death(ward: Ward) -> Any:
    """A reviewed death with marked words in every free text of its form."""
    birth = a_birth(DAY, name=f"{MARK}diarra")
    ward.keep(*birth.all)
    found: Any = ward.begin("maternal_death", birth.woman)
    found.died_at, found.reviewed_on = moment(DAY, 9), DAY
    for field in found.register.typed:
        if field.kind in {"text", "long_text"}:
            setattr(found, field.name, f"{MARK} {NAME} {field.name}")
    ward.keep(found)
    return found


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_of_a_death_names_nobody(
    ward: Ward, death: Any, tmp_path: Path, kind: str
) -> None:
    place = ward.export(
        Query("maternal_death"), kind, tmp_path / f"d.{kind}", reason="revue du comité"
    )
    rows = read(place)
    assert rows[0] == death_export.columns(named("maternal_death"))
    assert [str(cell) for cell in rows[1][:2]] == ["1", "2026-11"]
    told = " ".join(str(cell) for row in rows for cell in row)
    for word in (MARK, NAME, "Djénéba", death.id, death.id[-6:], "25"):
        assert word not in told


def read(place: Path) -> list[list[Any]]:
    """The rows of a file."""
    if place.suffix == ".xlsx":
        sheet = load_workbook(place).worksheets[0]
        return [list(row) for row in sheet.iter_rows(values_only=True)]
    return list(csv.reader(place.read_text("utf-8-sig").splitlines(), delimiter=";"))


@pytest.mark.parametrize("register", ["maternal_death", "perinatal_death"])
def test_no_column_of_a_review_can_hold_a_name_whatever_is_asked_for(register: str) -> None:
    about = named(register)
    every = death_export.columns(about, list(about.columns))
    assert every == death_export.columns(about)
    kinds = {about.columns[name].kind for name in every[2:]}
    assert kinds <= {"choice", "multi_choice", "yes_no", "yes_no_unknown", "number", "decimal"}
    assert not set(every) & {"serial_no", "mother_age_years", "source_id"}
    assert death_export.columns(about, ["place"]) == ["case", "month", "place"]


def test_what_is_read_aloud_tells_no_small_figure_of_a_death_or_of_hiv() -> None:
    told = {one.code: one for one in public_summary.TOLD}
    assert {code for code, one in told.items() if one.sensitive} == {"G15", "G21"}
    drawn = {code for code, _words in public_summary.DRAWN}
    assert not drawn & {code for code, one in told.items() if one.sensitive}
    counted = " ".join(one.words.casefold() for one in told.values())
    assert not any(word in counted for word in ("hiv", "death", "died", "stillb", "abort"))
