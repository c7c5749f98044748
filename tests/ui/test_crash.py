"""When we are wrong: told calmly, the draft kept, the window stays, no value in any report."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox

from maternity import log
from maternity.errors import Refused
from maternity.ui import crash, jobs
from maternity.ui.window import Window
from tests.ui.desk import ask, enter, press, settle, write

SECRET = "Zɛnɛba-Kiribati"


@pytest.fixture
def hooked(window: Window, tmp_path: Path) -> Iterator[Window]:
    """The window with its net stretched beneath."""
    before = sys.excepthook
    crash.install(tmp_path, window.keep_draft)
    log.start(tmp_path)
    yield window
    sys.excepthook = before
    qInstallMessageHandler(None)
    log.stop()


def stumble(words: str) -> None:
    """Our own mistake, with a value in its words."""
    held = {words: 1}
    raise KeyError(words, held)


def told(error: BaseException) -> list[QMessageBox]:
    """The boxes that were shown for an error; each is answered by Enter."""
    boxes: list[QMessageBox] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            boxes.append(box)
            box.accept()

    QTimer.singleShot(0, answer)
    QTimer.singleShot(50, answer)
    sys.excepthook(type(error), error, error.__traceback__)
    settle()
    return boxes


def test_a_mistake_is_told_calmly_and_what_was_typed_is_a_draft(hooked: Window) -> None:
    press(Qt.Key.Key_F7)
    write("Sissoko Zeneba")
    enter()
    write("24")
    try:
        stumble(SECRET)
    except KeyError as error:
        boxes = told(error)
    assert len(boxes) == 1
    assert "go on with your work" in boxes[0].text()
    assert hooked.isVisible()
    assert len(ask(hooked.ward.drafts)) == 1


def test_no_value_stands_in_the_report_nor_in_the_log(hooked: Window, tmp_path: Path) -> None:
    assert hooked.isVisible()
    try:
        stumble(SECRET)
    except KeyError as error:
        boxes = told(error)
    qWarning(f"a widget said {SECRET}")
    logging.shutdown()
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file.stat().st_size]
    report = (tmp_path / crash.REPORT).read_text("utf-8")
    assert "KeyError" in report
    assert "test_crash.py" in report
    assert "Qt QtWarningMsg" in (tmp_path / log.NAME).read_text("utf-8")
    for text in (boxes[0].text(), boxes[0].detailedText()):
        assert SECRET not in text
    for file in files:
        assert SECRET.encode() not in file.read_bytes(), file.name


def test_a_mistake_on_the_databases_thread_is_told_the_same_way(hooked: Window) -> None:
    boxes: list[QMessageBox] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            boxes.append(box)
            box.accept()

    QTimer.singleShot(200, answer)
    caught: list[type[BaseException]] = []
    inner = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        caught.append(kind)
        inner(kind, error, trace)  # type: ignore[arg-type]

    sys.excepthook = hook
    jobs.run(lambda: stumble(SECRET), lambda _done: None)
    settle()
    sys.excepthook = inner
    assert caught == [KeyError]
    assert hooked.isVisible()
    assert len(boxes) == 1


def test_a_refusal_that_slipped_through_is_no_crash(hooked: Window) -> None:
    boxes = told(Refused("Enter the age."))
    assert boxes == []
    assert hooked.status.said.text() == "Enter the age."


def test_a_report_that_cannot_be_written_is_not_promised(hooked: Window, tmp_path: Path) -> None:
    assert hooked.isVisible()
    box = crash.message(Path(), "places")
    assert "Give the file" not in box.text()
    assert "Give the file" in crash.message(tmp_path / crash.REPORT, "places").text()
