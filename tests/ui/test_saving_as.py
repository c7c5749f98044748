"""A file that leaves the ward opens elsewhere: it bears the ending of what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from maternity.ui.saving_as import ask_place

KINDS = "Workbook (*.xlsx);;Table for any program (*.csv)"


@pytest.mark.parametrize(
    ("typed", "chosen", "written"),
    [
        ("Liste du 27.11", "Workbook (*.xlsx)", "Liste du 27.11.xlsx"),
        ("liste", "Table for any program (*.csv)", "liste.csv"),
        ("liste", "", "liste.xlsx"),
        ("liste.CSV", "Workbook (*.xlsx)", "liste.CSV"),
        ("ancienne", "Table for any program (*.csv)", "ancienne 2.csv"),
        ("", "", None),
    ],
)
def test_a_name_gets_the_ending_of_the_kind_chosen_and_writes_over_nothing(
    dressed: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    chosen: str,
    written: str | None,
) -> None:
    assert dressed is not None
    (tmp_path / "ancienne.csv").touch()
    told = (str(tmp_path / typed) if typed else "", chosen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: told)
    place = ask_place(QWidget(), "Export", "x.xlsx", KINDS)
    assert (place.name if place is not None else None) == written
