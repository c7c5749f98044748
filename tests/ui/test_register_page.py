"""A register's list by keys: period, search, filters, totals, copy, cancel, history, files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from maternity.records import Record
from maternity.ui.choosing import Period, everything
from maternity.ui.form import Form
from maternity.ui.preview import Preview
from maternity.ui.register_page import RegisterPage
from maternity.ui.table import PAGE
from maternity.ui.window import Window
from maternity.ward import Query
from tests.ui import desk
from tests.ui.desk import ask, control, enter, press, settle, write

Key = Qt.Key


@pytest.fixture
def page(window: Window) -> RegisterPage:
    """The deliveries of this month."""
    window.list_register("delivery")
    settle()
    found = window.trail.current
    assert isinstance(found, RegisterPage)
    return found


def entries(page: RegisterPage) -> list[Record]:
    """The entries in the list, in its order."""
    for row in range(0, page.model.rowCount(), PAGE):
        page.model.index(row, 0).data()  # a view asks, and the rows come
    settle()
    found = (page.model.entry(row) for row in range(page.model.rowCount()))
    return [one for one in found if one is not None]


def test_a_list_begins_with_this_month_and_can_show_everything(page: RegisterPage) -> None:
    days = {one.look("delivered_at").day for one in entries(page)}
    assert min(days) >= date(2026, 11, 1)
    page.show_period(everything())
    settle()
    assert page.model.rowCount() == 60
    assert "60 entries" in page.foot.text()
    page.show_period(Period("October", date(2026, 10, 1), date(2026, 10, 31)))
    settle()
    assert {one.look("delivered_at").day.month for one in entries(page)} == {10}
    assert page.period_button.text() == "October"


def test_a_list_longer_than_what_is_read_at_once_opens_at_its_top(page: RegisterPage) -> None:
    page.show_period(everything())
    settle()
    assert page.model.rowCount() > PAGE
    assert page.table.currentIndex().row() == 0
    assert page.table.rowAt(0) == 0


@pytest.mark.parametrize("scrolled", [0, 10_000])
def test_what_the_columns_that_stay_cover_is_not_painted_and_nothing_else(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch, scrolled: int
) -> None:
    page.show_columns(list(page.about.columns))
    settle()
    page.table.horizontalScrollBar().setValue(scrolled)
    seen, alone = page.table.grab().toImage(), page.table.viewport().grab().toImage()
    monkeypatch.setattr(page.table, "_uncovered", lambda region: region)
    assert page.table.grab().toImage() == seen
    assert page.table.viewport().grab().toImage() != alone


def test_a_corrected_value_is_shown_when_the_list_is_read_again(
    page: RegisterPage, window: Window
) -> None:
    entry = entries(page)[0]
    at = next(n for n, one in enumerate(page.model.columns) if one.name == "place")
    before = page.model.index(0, at).data()
    whole = ask(lambda: window.ward.full("delivery", entry.id))
    whole.place = next(one for one in type(whole.place) if one is not whole.place)
    ask(lambda: window.ward.keep(whole, reason="Lieu mal saisi"))
    page.refresh()
    settle()
    row = [one.id for one in entries(page)].index(entry.id)
    assert page.model.index(row, at).data() not in {before, None}


def test_a_search_looks_through_the_whole_register(page: RegisterPage, window: Window) -> None:
    oldest = ask(lambda: window.ward.page(Query("delivery", sort="delivered_at", limit=1)).rows)[0]
    woman = oldest.pregnancy.woman
    control(Key.Key_F)
    write(f"{woman.family_name} {woman.given_name}")
    page._soon.timeout.emit()
    settle()
    assert oldest in entries(page)
    page.search.clear()
    page._soon.timeout.emit()
    settle()
    assert oldest not in entries(page)


def test_filters_are_chips_that_are_taken_away_by_keys(page: RegisterPage) -> None:
    page.show_period(everything())
    page.narrow("place", "home")
    settle()
    assert {one.plain("place") for one in entries(page)} == {"home"}
    chip = page.chips.findChildren(QPushButton)[0]
    assert "Home" in chip.text()
    chip.setFocus()
    press(Key.Key_Space)
    assert page.model.rowCount() == 60
    assert not page.chips.isVisible()


def test_a_list_can_show_what_is_to_be_completed(window: Window) -> None:
    window.list_register("referral", "incomplete")
    settle()
    page = window.trail.current
    assert isinstance(page, RegisterPage)
    assert all(one.missing for one in entries(page))
    assert "To complete" in desk.words_of(page) or page.chips.isVisible()


def test_a_column_sorts_by_its_value(page: RegisterPage) -> None:
    page.show_period(everything())
    settle()
    at = next(n for n, one in enumerate(page.model.columns) if one.name == "serial_no")
    page.table.sortByColumn(at, Qt.SortOrder.AscendingOrder)
    settle()
    numbers = [one.look("serial_no") for one in entries(page)]
    assert numbers == sorted(numbers)
    page.table.sortByColumn(at, Qt.SortOrder.DescendingOrder)
    settle()
    assert [one.look("serial_no") for one in entries(page)] == numbers[::-1]


def test_number_date_and_woman_stay_in_view(page: RegisterPage) -> None:
    frozen = [one.words for one in page.model.columns if one.frozen]
    assert frozen[0] == "State"
    assert "Woman" in frozen
    page.show_columns(list(page.about.columns))
    settle()
    last = page.model.columnCount() - 1
    page.table.setCurrentIndex(page.model.index(0, last))
    page.table.scrollTo(page.model.index(0, last))
    held = page.table._held
    assert held.isVisible()
    assert held.columnViewportPosition(0) == 0
    assert page.table.visualRect(page.model.index(0, last)).left() >= held.width() - 2
    page.table.scrollTo(page.model.index(0, len(frozen)))
    rect = page.table.visualRect(page.model.index(0, len(frozen)))
    assert rect.left() >= held.width() - 2


def test_the_columns_chosen_are_remembered_for_the_person_without_her_name(
    page: RegisterPage, window: Window
) -> None:
    page.show_columns(["blood_loss_ml", "mode"])
    settle()
    window.list_register("delivery")
    settle()
    again = window.trail.current
    assert isinstance(again, RegisterPage)
    names = [one.name for one in again.model.columns if not one.frozen]
    assert names == ["blood_loss_ml", "mode"]
    key = again.mine("columns/delivery")
    assert str(window.ward.account.name) not in key
    assert window.ward.account.id in key


def test_the_sums_of_the_rows_selected_stand_at_the_foot(page: RegisterPage) -> None:
    page.show_columns(["blood_loss_ml"])
    settle()
    flags = QItemSelectionModel.SelectionFlag
    for row in (0, 1, 2):
        page.table.selectionModel().select(page.model.index(row, 0), flags.Select | flags.Rows)
    losses = [one.look("blood_loss_ml") for one in entries(page)[:3]]
    known = [one for one in losses if one is not None]
    assert "3 rows selected" in page.foot.text()
    assert f"sum {sum(known)}" in page.foot.text().replace("\u202f", "")


def test_rows_are_copied_as_a_table_with_their_heads(page: RegisterPage) -> None:
    page.table.setFocus()
    press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    control(Key.Key_C)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert len(copied) == 3
    assert copied[0].split("\t")[0] == "State"
    number = entries(page)[0].shown("serial_no")
    assert number in copied[1].split("\t")


def test_enter_opens_the_entry_and_coming_back_stands_on_the_same_row(
    page: RegisterPage, window: Window
) -> None:
    page.table.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    entry = page.current()
    enter()
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.entry == entry
    press(Key.Key_Escape)
    settle()
    assert window.trail.current is page
    assert page.current() == entry


def test_an_entry_is_cancelled_with_a_reason_and_what_hangs_on_it_is_named(
    page: RegisterPage,
) -> None:
    entry = page.current()
    assert entry is not None
    press(Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert "entry that hangs on it" in page.ask.words.text() or (
        "entries that hang on it" in page.ask.words.text()
    )
    enter()
    assert "Say why in at least" in page.ask.words.text()
    write("Saisie deux fois")
    enter()
    assert not page.ask.isVisible()
    kept = ask(lambda: page.ward.get("delivery", entry.id))
    assert kept.void_reason == "Saisie deux fois"
    row = next(n for n, one in enumerate(entries(page)) if one.id == entry.id)
    assert page.model.index(row, 0).data() == "✗ cancelled"
    assert page.model.index(row, 0).data(Qt.ItemDataRole.FontRole).strikeOut()


def test_escape_cancels_nothing(page: RegisterPage) -> None:
    entry = page.current()
    assert entry is not None
    press(Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    write("Peut-être")
    press(Key.Key_Escape)
    assert not page.ask.isVisible()
    assert ask(lambda: page.ward.get("delivery", entry.id)).voided_at is None
    assert QApplication.focusWidget() is page.table


def test_the_history_tells_who_when_what_and_why(page: RegisterPage, window: Window) -> None:
    entry = page.current()
    assert entry is not None
    whole = ask(lambda: page.ward.full("delivery", entry.id))
    old = whole.shown("blood_loss_ml")
    whole.blood_loss_ml = 640
    ask(lambda: page.ward.keep(whole, reason="Mal lu sur le papier"))
    control(Key.Key_H)
    table = window.trail.current.table  # type: ignore[union-attr]
    rows = [
        [table.item(row, at).text() for at in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    assert [
        "26/11/2026 10:00",
        "Formation",
        "Blood loss",
        old,
        "640",
        "Mal lu sur le papier",
    ] in rows
    assert [row[2] for row in rows].count("Entry written") == 1


def test_a_list_is_previewed_from_the_bytes_that_are_printed(
    page: RegisterPage, window: Window
) -> None:
    press(Key.Key_F12)
    shown = window.trail.current
    assert isinstance(shown, Preview)
    assert shown.pdf.startswith(b"%PDF")
    assert shown.document.pageCount() >= 1
    press(Key.Key_Escape)
    assert window.trail.current is page


def test_what_is_shown_is_written_to_a_workbook_with_real_dates(
    page: RegisterPage, window: Window, tmp_path: Path
) -> None:
    page.narrow("place", "facility")
    settle()
    place = tmp_path / "liste.xlsx"
    page.export_to(place, "liste pour le district")
    settle()
    rows = list(load_workbook(place).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert len(rows) == page.model.rowCount() + 1
    assert "serial_no" in rows[0]
    assert "Written: liste.xlsx" in window.status.said.text()


def test_a_matron_is_told_that_she_may_not_export_names(matron: Window, tmp_path: Path) -> None:
    matron.list_register("delivery")
    settle()
    page = matron.trail.current
    assert isinstance(page, RegisterPage)
    page.export_to(tmp_path / "liste.csv", "pour le district")
    settle()
    assert not (tmp_path / "liste.csv").exists()
    assert "Your role does not allow this" in matron.status.said.text()


def test_babies_are_not_begun_without_their_birth(window: Window) -> None:
    for name, begun in (("newborn", False), ("newborn_check", False), ("delivery", True)):
        window.list_register(name)
        settle()
        page = window.trail.current
        assert page is not None
        words = [one.toolTip() for one in page.findChildren(QPushButton)]
        assert any(one.startswith("New entry") for one in words) is begun
