"""Ctrl+P: what can be printed of a list and of an entry; printing is kept, looking is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity.ui.preview import Preview
from maternity.ui.print_menu import PrintMenu
from maternity.ui.window import Window
from maternity.ward import Query
from tests.ui.desk import ask, control, press, settle

Key = Qt.Key


def menu() -> PrintMenu:
    """The menu that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, PrintMenu)
    return found


def lines() -> list[str]:
    return [one.text() for one in menu().actions()]


def choose(words: str) -> Preview:
    """Choose a line of the menu; the preview it leads to."""
    opened = menu()
    next(one for one in opened.actions() if one.text() == words).trigger()
    opened.close()
    settle()
    shown = current()
    assert isinstance(shown, Preview)
    return shown


def current() -> Any:
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
    return window.trail.current


@pytest.fixture(name="listed")
def deliveries(window: Window) -> Window:
    window.list_register("delivery")
    settle()
    return window


@pytest.mark.usefixtures("listed")
def test_a_list_offers_itself_its_book_and_the_papers_of_its_entry() -> None:
    control(Key.Key_P)
    words = lines()
    assert words[0] == "This list"
    assert {"Delivery register", "Delivery register: blank page"} <= set(words)
    assert "Caesareans with kit" in words
    assert {"Postnatal appointments", "Mother's card"} <= set(words)
    assert any(one.startswith("Identity bands") for one in words)
    shown = choose("Delivery register")
    assert isinstance(shown, Preview)
    assert shown.pdf.startswith(b"%PDF")
    press(Key.Key_Escape)
    assert current() is not shown


def test_a_list_without_an_entry_still_offers_its_blank_sheet(window: Window) -> None:
    window.list_register("hiv_care")
    settle()
    assert window.trail.current.model.rowCount() == 0  # type: ignore[union-attr]
    control(Key.Key_P)
    assert "Blank sheet of the confidential register" in lines()


@pytest.mark.usefixtures("listed")
def test_a_form_offers_the_papers_of_its_entry() -> None:
    press(Key.Key_Return)
    assert type(current()).__name__ == "Form"
    control(Key.Key_P)
    assert "This list" not in lines()
    shown = choose("Postnatal appointments")
    assert isinstance(shown, Preview)
    press(Key.Key_Escape)
    assert type(current()).__name__ == "Form"


def test_only_what_goes_to_paper_or_a_file_is_kept(listed: Window, tmp_path: Path) -> None:
    before = ask(lambda: listed.ward.count(Query("printout")))
    control(Key.Key_P)
    shown = choose("Postnatal appointments")
    assert ask(lambda: listed.ward.count(Query("printout"))) == before
    seen = shown.pdf
    for _each in range(2):
        shown.keep_to(tmp_path / "carte.pdf")
        settle()
    assert ask(lambda: listed.ward.count(Query("printout"))) == before + 2
    assert (tmp_path / "carte.pdf").read_bytes() == shown.pdf != seen


def test_a_new_entry_says_that_it_must_be_kept_first(window: Window) -> None:
    window.new_entry("session_day")
    settle()
    control(Key.Key_P)
    (only,) = menu().actions()
    assert not only.isEnabled()
    assert "Save the entry first" in only.text()
    menu().close()


def test_the_print_queue_never_shows_whose_paper_it_is(
    listed: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6 import QtPrintSupport

    asked: list[str] = []

    def decline(dialog: QtPrintSupport.QPrintDialog) -> int:
        asked.append(dialog.printer().docName())
        return int(QtPrintSupport.QPrintDialog.DialogCode.Rejected)

    monkeypatch.setattr(QtPrintSupport.QPrintDialog, "exec", decline)
    control(Key.Key_P)
    choose("This list").print_page()
    assert listed is not None
    assert asked == ["Document"]
