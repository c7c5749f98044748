"""A program between its door and its ward: what it shows, and a change of person by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity.ui.program import Program
from maternity.ui.sign_in import SignIn
from maternity.ui.window import Window
from tests.ui.desk import control, press, settle, write


def window_of(program: Program) -> Window:
    """The open ward."""
    assert isinstance(program.window, Window), type(program.window)
    program.window.activateWindow()
    QApplication.processEvents()
    return program.window


def door_of(program: Program) -> SignIn:
    """The door."""
    assert program.window is not None
    page = program.window.centralWidget()
    assert isinstance(page, SignIn), type(page)
    program.window.activateWindow()
    QApplication.processEvents()
    return page


def lock(program: Program) -> int:
    """Lock by the key; how many keys that took."""
    control(Qt.Key.Key_L)
    settle()
    door_of(program).names.setFocus()
    return 1


def enter_pin(pin: str) -> int:
    """Type a PIN at the door; the last digit opens. How many keys that took."""
    for digit in pin:
        write(digit)
    settle()
    return len(pin)


def switch(program: Program, to: Qt.Key, pin: str) -> int:
    """From one person's ward to another's, whose name stands one up or down; the keys it took."""
    keys = lock(program)
    press(to)
    return keys + 1 + enter_pin(pin)
