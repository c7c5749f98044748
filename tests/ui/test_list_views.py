"""A list as a person likes it: views by name, what she left, several entries corrected together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from maternity.db import query
from maternity.records import Record
from maternity.ui.choosing import everything
from maternity.ui.list_views import show_view
from maternity.ui.register_page import RegisterPage
from maternity.ui.report_page import ReportPage
from maternity.ui.several_page import SeveralPage
from maternity.ui.table import NO_ORDER
from maternity.ui.window import Window
from tests.ui import desk
from tests.ui.desk import ask, control, enter, press, settle, write

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def deliveries(window: Window) -> RegisterPage:
    window.list_register("delivery")
    settle()
    found = window.trail.current
    assert isinstance(found, RegisterPage)
    return found


def in_the_menu(*keys: Qt.Key) -> Callable[[], list[str]]:
    """Press these keys in the menu that opens next; afterwards, what it offered."""
    offered: list[str] = []

    def pick() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        offered.extend(one.text() for one in menu.actions() if one.text())
        for key in keys:
            QTest.keyClick(menu, key)

    QTimer.singleShot(0, pick)
    return lambda: offered


def cell(page: SeveralPage, row: int, column: int) -> str:
    item = page.table.item(row, column)
    return item.text() if item is not None else ""


def shown(page: RegisterPage) -> tuple[object, ...]:
    query = page.model.query
    columns = [one.name for one in page.model.columns if not one.frozen]
    return query.equal, query.state, query.sort, query.descending, page.period.key, columns


def test_a_view_is_saved_by_name_and_brought_back_by_keys(window: Window) -> None:
    page = deliveries(window)
    page.show_period(everything())
    page.narrow("place", "facility")
    page.show_columns(["mode", "attendant"])
    page.model.sort(1, Qt.SortOrder.DescendingOrder)
    settle()
    saved = shown(page)
    in_the_menu(Key.Key_Down, Key.Key_Return)
    control(Key.Key_U)
    window.activateWindow()  # the screen that is none gives the keys back to no window
    settle()
    write("Voie basse, tout")
    enter()
    assert "“Voie basse, tout”" in window.status.findChildren(type(page.foot))[0].text()
    page.show_columns(["place"])
    page.narrow("place", "home")
    settle()
    assert shown(page) != saved
    offered = in_the_menu(Key.Key_Down, Key.Key_Return)
    control(Key.Key_U)
    assert "Voie basse, tout" in offered()
    assert shown(page) == saved
    assert page.table.horizontalHeader().sortIndicatorSection() == 1
    assert "Voie basse" not in str(QSettings().allKeys())  # the name stands in the register


def test_a_list_is_put_in_order_by_a_key_that_offers_every_column_and_the_view_keeps_it(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = deliveries(window)
    page.show_period(everything())
    page.show_columns(["robson_group", "paper accouchement 4", "blood_loss_ml"])
    settle()
    offered = in_the_menu(Key.Key_Up, Key.Key_Return)
    control(Key.Key_O)
    window.activateWindow()
    settle()
    assert offered()[0] == "The register’s own order"
    assert "4. Name: rising" in offered()
    assert not [one for one in offered() if one.startswith("Robson")]
    names = [one.look("pregnancy.woman.family_name") for one in rows_of(page)]
    assert names == sorted(names)
    assert "Sorted by “4. Name”, rising" in desk.words_of(window.status)
    again = in_the_menu(Key.Key_Return)
    control(Key.Key_O)
    window.activateWindow()
    assert "4. Name: falling" in again()
    names = [one.look("pregnancy.woman.family_name") for one in rows_of(page)]
    assert names == sorted(names, reverse=True)
    at = next(n for n, one in enumerate(page.model.columns) if one.name.startswith("paper"))
    head = page.table.horizontalHeader()
    assert head.sortIndicatorSection() == at
    left = shown(page)
    head.setSortIndicator(
        next(n for n, one in enumerate(page.model.columns) if one.name == "robson_group"),
        Qt.SortOrder.AscendingOrder,
    )
    settle()
    assert head.sortIndicatorSection() == at, "a column that gives no order does not say it does"
    assert "gives no order" in desk.words_of(window.status)
    page.views.save("Par nom")
    settle()
    window.act("reports")
    again_there = deliveries(window)
    assert shown(again_there)[2:4] == left[2:4]
    again_there.show_columns(["place"])
    settle()
    show_view(again_there, again_there.views.known[-1])
    settle()
    assert shown(again_there) == left
    monkeypatch.setattr(query, "MOST_PUT_IN_ORDER", 1)
    again_there.refresh()
    settle()
    settle()
    assert again_there.model.query.sort == "", "the register's own order stands"
    assert again_there.table.horizontalHeader().sortIndicatorSection() == NO_ORDER
    assert "Choose a shorter period" in desk.words_of(window.status)


def rows_of(page: RegisterPage) -> list[Record]:
    settle()
    found = [page.model.entry(row) for row in range(page.model.rowCount())]
    return [one for one in found if one is not None]


def test_what_a_list_showed_and_the_page_left_are_found_again(window: Window) -> None:
    page = deliveries(window)
    page.show_period(everything())
    page.narrow("place", "home")
    page.search.setText("Coulibaly")
    page._soon.timeout.emit()
    settle()
    left = shown(page)
    window.act("reports")
    again = deliveries(window)
    assert shown(again) == left
    assert (again.model.query.text, again.search.text()) == ("", "")
    assert again.chips.isVisible()
    window.list_register("delivery", "incomplete")
    settle()
    asked = window.trail.current
    assert isinstance(asked, RegisterPage)
    assert (asked.model.query.state, asked.model.query.equal) == ("incomplete", ())
    kept = {key: str(QSettings().value(key)) for key in QSettings().allKeys()}
    assert "oulibaly" not in str(kept)
    next_time = Window(window.ward)
    settle()
    assert isinstance(next_time.trail.current, RegisterPage)
    assert shown(next_time.trail.current) == left
    next_time.act("reports")
    third = Window(window.ward)
    settle()
    assert isinstance(third.trail.current, ReportPage)
    for one in (next_time, third):
        one.deleteLater()


def test_several_entries_are_corrected_by_keys_after_each_row_was_told(window: Window) -> None:
    page = deliveries(window)
    page.show_period(everything())
    page.narrow("place", "facility")
    settle()
    page.table.setFocus()
    for _row in range(2):
        press(Key.Key_Down, SHIFT)
    entries = [page.model.entry(at) for at in range(3)]
    control(Key.Key_B)
    several = window.trail.current
    assert isinstance(several, SeveralPage)
    assert several.fields.hasFocus()
    several.fields.setCurrentIndex(several.fields.findData("place"))
    enter()
    write("hors")
    enter()
    assert "begins" in several.word.text() or "one of" in several.word.text()
    assert several.editor is not None
    several.editor.clear()
    write("home")
    enter()
    rows = range(several.table.rowCount())
    told = [[cell(several, at, n) for n in (2, 3, 4)] for at in rows]
    assert told == [["Our facility", "Home", "✓ written"]] * 3
    assert "3 entries will change." in several.word.text()
    several.table.setColumnWidth(0, several.table.width() - 60)
    told_last = several.table.item(0, 4)
    assert told_last is not None
    told_last.setText("reste telle quelle, avec une longue raison")
    settle()
    assert several.table.rowHeight(0) > 2 * several.fontMetrics().height()
    several.table.setColumnWidth(0, 120)
    window.hide_names()
    assert all(cell(several, at, 1).endswith(".") for at in rows)
    window.hide_names()
    write("2 le cahier disait autre chose")
    enter()
    assert window.trail.current is page
    places = [ask(lambda e=e: window.ward.full("delivery", e.id).shown("place")) for e in entries]
    assert places == ["Home"] * 3
