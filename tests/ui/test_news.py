"""What is new is shown once to each person after an update, and never at a first installation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt

import maternity
from maternity import i18n, paths
from maternity.reports.manual import chapters
from maternity.reports.news import FOLDER, is_newer, news, number
from maternity.ui.news_page import NewsPage
from maternity.ui.version_seen import show_once
from maternity.ui.window import Window
from tests.ui.desk import control, press, settle

Key = Qt.Key


def test_what_is_new_is_shown_once_skipped_by_one_key_and_read_again_in_the_help(
    window: Window,
) -> None:
    mine = f"person/{window.ward.account.id}/version"
    assert QSettings().value(mine) == maternity.__version__
    assert not isinstance(window.trail.current, NewsPage), "nothing is new at a first sign-in"
    QSettings().setValue(mine, "0.0.9")
    show_once(window)
    settle()
    page = window.trail.current
    assert isinstance(page, NewsPage)
    assert "F7" in page.text.toPlainText()
    assert page.text.hasFocus()
    press(Key.Key_Escape)
    assert type(window.trail.current).__name__ == "HomePage"
    show_once(window)
    assert not isinstance(window.trail.current, NewsPage), "once"
    control(Key.Key_6)
    control(Key.Key_N)
    assert isinstance(window.trail.current, NewsPage)
    press(Key.Key_Escape)
    assert type(window.trail.current).__name__ == "HelpPage"
    QSettings().setValue(mine, "99.0.0")
    show_once(window)
    assert QSettings().value(mine) == "99.0.0", "who went back to an older version was here before"
    assert not isinstance(window.trail.current, NewsPage)


@pytest.mark.parametrize("language", i18n.languages())
def test_every_language_tells_of_the_same_versions_up_to_this_one(language: str) -> None:
    i18n.use(i18n.SOURCE)
    told = {one.title: len(one.lines) for one in chapters(FOLDER)}
    i18n.use(language)
    here = {one.title: len(one.lines) for one in chapters(FOLDER)}
    i18n.use(i18n.SOURCE)
    assert here == told
    assert next(iter(told)) == maternity.__version__, "the newest version stands first"
    changes = (paths.resources().parent / "CHANGELOG.md").read_text("utf-8")
    assert all(f"## {version}" in changes for version in told)


def test_a_version_is_compared_by_its_numbers() -> None:
    assert number("0.10.0") > number("0.9.1") > number("")
    assert number("of yesterday") == ()
    assert is_newer("")
    assert not is_newer(maternity.__version__)
    assert news(maternity.__version__) == []
    assert [one.title for one in news("0.0.9")] == [one.title for one in chapters(FOLDER)]
