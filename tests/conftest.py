"""What every test runs under: no screen, no habit of this machine, nothing kept of the last run.

The environment is set before anything imports Qt: without a screen Qt would abort the whole run.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="maternity-tests-"))

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
os.environ["XDG_DATA_HOME"] = str(HOME / "data")
os.environ["XDG_CONFIG_HOME"] = str(HOME / "config")
os.environ["LOCALAPPDATA"] = str(HOME / "data")

from collections.abc import Iterator  # noqa: E402

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402
from PySide6.QtCore import QSettings  # noqa: E402

from maternity import i18n  # noqa: E402
from maternity.ward import Ward  # noqa: E402
from tests import dialects  # noqa: E402

dialects.ask_once()
gc.set_threshold(50_000, 20, 50)  # a tenth of the gate went on looking for garbage

settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("gate")

for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
    QSettings.setPath(form, QSettings.Scope.UserScope, str(HOME / "config"))


def pytest_collection_finish() -> None:
    """What all tests share is no garbage: it is not looked through again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Leave nothing behind, neither here nor in the workers."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    """An open register of a CSCom, new, on 26 November 2026."""
    from tests.ward_fixtures import at_work

    with at_work(tmp_path / "registre") as opened:
        yield opened


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the source language; French is tested where it matters."""
    i18n.use("en")
    yield
    i18n.use(i18n.DEFAULT)
