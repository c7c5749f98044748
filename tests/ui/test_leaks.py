"""Marked words go through the whole program: none is left on the disk outside the encrypted file.

A woman, her notes and what hangs on her bear words that nothing else bears. Every page is opened,
lists are copied, printed and written, a search is made, a draft is left, the program stumbles and
logs. Then every byte of every file of the program is searched for them, while the register is open
(as a power cut would leave it) and after it was closed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from maternity import log
from maternity.records import named
from maternity.ui import clipboard, crash
from maternity.ui.pages import DEEPER, MAIN
from maternity.ui.window import Window
from tests.conftest import HOME
from tests.figures.leaks import files_of, holding
from tests.ui.desk import ask, press, settle, write
from tests.ward_fixtures import a_birth

NAME, GIVEN, NOTE = "Zwxkonaté", "Qjwhawa", "vxqnotule"
MARKS = (NAME, GIVEN, NOTE)


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where this process puts its temporary files now."""
    place = tmp_path_factory.mktemp("temporary")
    before, tempfile.tempdir = tempfile.tempdir, str(place)
    yield place
    tempfile.tempdir = before


def stumble(held: str) -> None:
    """Our own mistake, with a name in its words and in a local variable."""
    raise KeyError(held)


def all_through(window: Window, asked_for: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything the program does with a woman."""
    birth: Any = a_birth(name=NAME)
    birth.woman.given_name = GIVEN
    birth.delivery.note = NOTE
    ward = window.ward
    ask(lambda: ward.keep(*birth.all))
    for name in MAIN:
        window.act(name)
        settle()
    for register in ("woman", "delivery", "newborn", "pregnancy"):
        window.list_register(register)
        settle()
        page: Any = window.trail.current
        page.table.selectAll()
        page.copy()
        page.print_page()
        settle()
        window.back()
    window.list_register("woman")
    settle()
    page = window.trail.current
    page.export_to(asked_for / "rows.xlsx", "pour le district")
    page.export_to(asked_for / "rows.csv", "pour le district")
    settle()
    window.show_deeper("woman", birth.woman)
    settle()
    window.show_deeper("told_history", birth.delivery)
    settle()
    window.show_deeper("journal")
    settle()
    assert set(DEEPER) >= {"woman", "told_history", "journal"}
    pdf = ask(lambda: ward.document("newborn_band", birth.babies[0], keep=True))
    (asked_for / "bands.pdf").write_bytes(pdf)
    press(Qt.Key.Key_F3)
    write(NAME)
    settle()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F7)
    write(f"{NAME} {GIVEN}")
    press(Qt.Key.Key_Return)
    write("24")
    window.keep_draft()
    settle()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    try:
        stumble(f"{NAME} {NOTE}")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    settle()


def test_no_marked_word_is_left_outside_what_is_encrypted_or_was_asked_for(
    window: Window,
    tmp_path: Path,
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    asked_for = tmp_path / "documents"
    asked_for.mkdir()
    folder = window.ward.folder
    assert folder is not None
    before = sys.excepthook
    crash.install(folder, window.keep_draft)
    log.start(folder)
    try:
        all_through(window, asked_for, monkeypatch)
        settings = Path(QStandardPaths.writableLocation(_CONFIG)).parent
        watched = [folder, temporary, HOME, settings]
        assert (folder / crash.REPORT).exists()
        assert (folder / log.NAME).exists()
        assert holding([asked_for], MARKS), "the documents that were asked for do hold them"
        assert holding(watched, MARKS) == []
        record_property("files", len(files_of(watched)))
        assert NAME not in window.windowTitle()
        window.close()
        settle()
        assert holding(watched, MARKS) == []
        assert [place.name for place in folder.iterdir() if "part" in place.suffix] == []
    finally:
        sys.excepthook = before
        log.stop()


_CONFIG = QStandardPaths.StandardLocation.GenericConfigLocation


def test_the_search_for_marked_words_can_find_one(tmp_path: Path) -> None:
    (tmp_path / "leak.bin").write_bytes(b"\0\1" + NAME.casefold().encode("utf-16-le"))
    assert holding([tmp_path], MARKS) == ["leak.bin"]


def test_what_was_copied_is_forgotten_after_a_while(window: Window, qtbot: QtBot) -> None:
    window.forgetting.forget_after(20)
    clipboard.copy(NAME)
    assert QGuiApplication.clipboard().text() == NAME
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "", timeout=2000)


def test_closing_or_locking_forgets_the_clipboard_at_once(window: Window) -> None:
    clipboard.copy(NAME)
    window.close()
    assert QGuiApplication.clipboard().text() == ""


def test_hiv_and_deaths_are_not_copied_with_a_list(window: Window) -> None:
    about = named("perinatal_death")
    secret = [one.name for one in about.columns.values() if one.sensitive in {"hiv", "death"}]
    window.list_register("perinatal_death")
    settle()
    page: Any = window.trail.current
    page.show_columns([*secret, "created_by"])
    settle()
    page.table.selectAll()
    page.copy()
    heads = QGuiApplication.clipboard().text().split("\n")[0].split("\t")
    assert secret
    assert not {about.columns[name].words for name in secret} & set(heads)
    assert "State" in heads
