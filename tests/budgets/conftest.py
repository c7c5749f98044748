"""The window that the budgets are measured on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from maternity.db import keys
from maternity.ui.window import Window
from tests.budgets.register import make_register
from tests.ui import desk
from tests.ui.conftest import dressed, opened, tidy
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE

__all__ = ["dressed", "tidy"]


@pytest.fixture(scope="session")
def measured_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register, made once."""
    place = tmp_path_factory.mktemp("mesure") / "registre"
    make_register(place)
    return place


@pytest.fixture
def window(
    measured_once: Path,
    tmp_path: Path,
    dressed: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Window]:
    """The window of the head of the maternity, on a screen of 1366 x 768."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    folder = Path(shutil.copytree(measured_once, tmp_path / "registre"))
    shown = Window(opened(folder, NAME, PASSPHRASE))
    shown.resize(1366, 728)
    shown.show()
    shown.activateWindow()
    dressed.processEvents()
    desk.settle()
    yield shown
    shown.close()
    shown.deleteLater()
