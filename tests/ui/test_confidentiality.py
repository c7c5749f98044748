"""The papers about confidentiality are found where the head and the IT helper look for them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from maternity import clock
from maternity.ui.people_page import PeoplePage
from maternity.ui.preview import Preview
from maternity.ui.settings_page import SettingsPage
from maternity.ui.window import Window
from maternity.ward.confidentiality import PAPERS
from maternity.ward.recording import head
from tests.ui.conftest import MATRON
from tests.ui.desk import ask, control, press, settle
from tests.ward_fixtures import FixedClock

Key = Qt.Key


def button(page: QWidget, words: str) -> QPushButton:
    """The button that bears these words."""
    (found,) = (one for one in page.findChildren(QPushButton) if one.text() == words)
    return found


def read(page: Any) -> str:
    """The words of the pages in view."""
    assert isinstance(page, Preview)
    return " ".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf)).pages)


def anchor_is_noted(window: Window) -> None:
    """Last month the anchor was not shown; this month it is, until it is on paper."""
    strip = window.frame.anchor
    assert not strip.isVisible()
    window.ward.training = False  # an exercise has nothing to prove
    with clock.use(FixedClock(datetime(2026, 12, 3, 8))):
        strip.look()
        settle()
        assert strip.isVisible()
        assert str(ask(lambda: head(window.ward))) in strip.words.text()
        strip.noted.setFocus()
        press(Key.Key_Space)
        settle()
        strip.look()
        settle()
        assert not strip.isVisible()


def test_the_papers_are_printed_by_keys_from_the_settings_and_the_people(window: Window) -> None:
    anchor_is_noted(window)
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
