"""The manual: found by a word, told from the declarations, printed from the same source."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import maternity
from maternity import i18n, registers
from maternity.reports.manual import chapters, fields, found
from maternity.ui.help_page import HelpPage
from maternity.ui.manual_page import ManualPage
from maternity.ui.window import Window
from tests.ui import desk
from tests.ui.desk import control, press

Key = Qt.Key


def test_the_manual_is_searched_by_keys_and_printed(window: Window) -> None:
    control(Key.Key_6)
    control(Key.Key_M)
    page = window.trail.current
    assert isinstance(page, ManualPage)
    desk.write("apgar 5")
    told = page.text.toPlainText()
    assert "Apgar at 5 minutes" in told
    assert "From 0 to 10." in told
    desk.write("xyzzy")
    assert "Nothing in the manual answers" in page.text.toPlainText()
    press(Key.Key_F12)
    assert type(window.trail.current).__name__ == "Preview"
    press(Key.Key_Escape)
    assert isinstance(window.trail.current, ManualPage)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_language_has_the_same_chapters(language: str) -> None:
    i18n.use("en")
    english = chapters()
    i18n.use(language)
    assert len(chapters()) == len(english)
    assert all(one.lines for one in chapters())
    keys = [re.findall(r"F\d+|Ctrl\+.", " ".join(one.lines)) for one in chapters()]
    assert keys == [re.findall(r"F\d+|Ctrl\+.", " ".join(one.lines)) for one in english]
    i18n.use("en")


def test_hiv_is_in_no_chapter_of_fields() -> None:
    i18n.use("en")
    hidden = [cls.register.words for cls in registers.ALL if cls.register.hidden]
    assert hidden
    assert {one.title for one in fields()}.isdisjoint(hidden)
    assert found("undo")[0].title == "Taking back"


def test_the_help_tells_the_version_and_where_the_register_lies(window: Window) -> None:
    control(Key.Key_6)
    page = window.trail.current
    assert isinstance(page, HelpPage)
    page.copy()
    told = QApplication.clipboard().text()
    assert maternity.__version__ in told
    assert str(window.ward.folder) in told
    assert re.search(r"\d,\d MB", told)
    assert "Traor" not in told


def test_a_french_word_is_found_behind_an_article_cut_short() -> None:
    i18n.use("fr")
    titles = [one.title for one in chapters() if one.answers(["avenir"])]
    assert titles == []
    for asked in ("informaticien", "l’informaticien", "l'informaticien hopital"):
        assert any("informaticien de l’hôpital" in one.title for one in found(asked)), asked
    i18n.use("en")
