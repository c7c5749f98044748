"""The short tasks that are measured too: finding, correcting, showing the month's return."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt

from maternity.ui.window import Window
from tests.budgets.clerk import Log
from tests.ui import desk

KNOWN = "san am"
"""The letters that find Sangaré Aminata."""


def find_a_woman(window: Window, log: Log) -> None:
    """F3, a few letters, Enter: her page."""
    desk.press(Qt.Key.Key_F3)
    log.read("finder")
    desk.write(KNOWN)
    log.read("finder", choice=True)
    desk.enter()
    assert type(window.trail.current).__name__ == "WomanPage"


def correct_a_field(window: Window, log: Log) -> None:
    """Her page, the last event, Ctrl+F and the field's name, the value, F9 and why."""
    find_a_woman(window, log)
    desk.enter()
    desk.control(Qt.Key.Key_F)
    log.read("field")
    desk.write("we")
    desk.enter()
    desk.write("3150")
    began = time.perf_counter()
    desk.press(Qt.Key.Key_F9)
    log.wait("save", time.perf_counter() - began)
    desk.write("1")
    desk.enter()


def show_the_return(window: Window, log: Log) -> None:
    """From the ward's first page to the return as it prints."""
    assert type(window.trail.current).__name__ == "HomePage"
    began = time.perf_counter()
    desk.control(Qt.Key.Key_4)
    log.read("return")
    desk.press(Qt.Key.Key_F12)
    log.wait("return", time.perf_counter() - began)
    assert type(window.trail.current).__name__ == "Preview"
