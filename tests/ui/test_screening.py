"""The window is asked out of screen captures where the system has a call for it."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from maternity.ui.screening import BLACK, EXCLUDED, hide_from_captures


@pytest.mark.parametrize(
    ("knows", "asked"), [((EXCLUDED,), [EXCLUDED]), ((BLACK,), [EXCLUDED, BLACK])]
)
def test_windows_is_asked_to_leave_the_window_out(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch, knows: tuple[int], asked: list[int]
) -> None:
    assert dressed is not None
    tried: list[int] = []

    def affinity(_place: int, kind: int) -> bool:
        tried.append(kind)
        return kind in knows

    user = SimpleNamespace(SetWindowDisplayAffinity=affinity)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user), raising=False)
    assert hide_from_captures(QWidget())
    assert tried == asked


def test_another_system_is_asked_nothing(dressed: QApplication) -> None:
    assert dressed is not None
    assert not hide_from_captures(QWidget())
