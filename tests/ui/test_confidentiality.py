"""The papers about confidentiality are found where the head and the IT helper look for them."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from maternity.ui.people_page import PeoplePage
from maternity.ui.preview import Preview
from maternity.ui.settings_page import SettingsPage
from maternity.ui.window import Window
from maternity.ward.confidentiality import PAPERS
from tests.ui.conftest import MATRON
from tests.ui.desk import control, press, settle

Key = Qt.Key


def button(page: QWidget, words: str) -> QPushButton:
    """The button that bears these words."""
    (found,) = (one for one in page.findChildren(QPushButton) if one.text() == words)
    return found


def read(page: Any) -> str:
    """The words of the pages in view."""
    assert isinstance(page, Preview)
    return " ".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf)).pages)


def test_the_papers_are_printed_by_keys_from_the_settings_and_the_people(window: Window) -> None:
    control(Key.Key_5)
    settle()
    page: Any = window.trail.current
    assert isinstance(page, SettingsPage)
    button(page, "Loss or theft: what to do").setFocus()
    press(Key.Key_Space)
    settle()
    assert "Whom to tell" in read(window.trail.current)
    press(Key.Key_Escape)
    assert window.trail.current is page
    assert [one.name for one in page.printables()] == list(PAPERS)
    window.show_deeper("people")
    settle()
    page = window.trail.current
    assert isinstance(page, PeoplePage)
    lines = page.accounts.lines
    names = [lines.item(at).text() for at in range(lines.count())]
    lines.setCurrentRow(next(at for at, name in enumerate(names) if MATRON in name))
    button(page, "Print: departure sheet…").setFocus()
    press(Key.Key_Space)
    settle()
    assert MATRON in read(window.trail.current)
