"""A training register to work on, made once and copied; a window open on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from maternity import clock
from maternity.db import keys
from maternity.people import Role
from maternity.ui import jobs, program, theme
from maternity.ui.window import Window
from maternity.ward import Ward, open_ward
from maternity.ward.demo import NAME, make_demo
from tests.ready import quickly
from tests.ui import desk
from tests.ward_fixtures import CHEAP, FixedClock

PASSPHRASE = "manguier calebasse pirogue tambour"
MATRON, HER_PASSPHRASE = "Diallo Awa", "tambour pirogue lampe natte"
BIRTHS = 60


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """What a test leaves on the screen is taken away: a thousand widgets make the next one slow."""
    yield
    for left in QApplication.topLevelWidgets():
        left.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training register with 60 births and two people."""
    folder = tmp_path_factory.mktemp("exercice") / "registre"
    before, keys.COST = keys.COST, CHEAP
    try:
        with clock.use(FixedClock()), quickly():
            ward = make_demo(folder, BIRTHS, 1, passphrase=PASSPHRASE)
            ward.add_person(MATRON, Role.NURSE, HER_PASSPHRASE)
            ward.close()
    finally:
        keys.COST = before
    return folder


@pytest.fixture
def folder(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be changed at will."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    return Path(shutil.copytree(made_once, tmp_path / "registre"))


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application as on the ward; nothing remembered from a test before."""
    QSettings().clear()
    if not qapp.styleSheet() or theme.percent() != 100:
        program.dress("en", 100)
    with clock.use(FixedClock()):
        yield qapp
        jobs.stop()
        jobs.told.clear()
        desk.settle()


def opened(folder: Path, name: str, passphrase: str) -> Ward:
    """The register open on the database's own thread."""
    found: list[Ward] = []
    jobs.run(lambda: open_ward(folder, name, passphrase), found.append)
    jobs.wait_idle()
    return found[0]


@pytest.fixture
def window(folder: Path, dressed: QApplication) -> Iterator[Window]:
    """The window of the head of the maternity."""
    shown = Window(opened(folder, NAME, PASSPHRASE))
    shown.resize(1366, 728)
    shown.show()
    shown.activateWindow()
    dressed.processEvents()
    desk.settle()
    yield shown
    if shown.isVisible():
        shown.close()
    shown.deleteLater()


@pytest.fixture
def matron(folder: Path, dressed: QApplication) -> Iterator[Window]:
    """The window of a matron, who may not set up nor cancel."""
    shown = Window(opened(folder, MATRON, HER_PASSPHRASE))
    shown.show()
    dressed.processEvents()
    desk.settle()
    yield shown
    shown.close()
    shown.deleteLater()
