"""Pictures of every page, form and dialog, for eyes and for the README.

    python -m tests.screens OUT [--language en] [--text 175]

The real program on a training register, at 1366x768, without a screen.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from maternity import clock, i18n, registers
from maternity.ui import jobs, theme

SIZE = (1366, 728)
"""A ward's screen of 1366x768, less the bar of tasks."""
NOW = datetime(2026, 11, 26, 10, 30)
PASSPHRASE = "manguier calebasse pirogue tambour"


class _Clock:
    """A morning in November 2026."""

    def now(self) -> datetime:
        """That morning."""
        return NOW

    def steady(self) -> float:
        """Its seconds."""
        return NOW.timestamp()


@contextmanager
def program(language: str, percent: int) -> Iterator[tuple[QApplication, Path]]:
    """The application dressed as on the ward, and a folder for its registers."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([])
    application.setOrganizationName("maternity-screens")
    i18n.use(language)
    theme.apply(application, percent=percent)
    with tempfile.TemporaryDirectory() as folder, clock.use(_Clock()):
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
        yield application, Path(folder)
        jobs.stop()


def shots(out: Path, language: str, percent: int) -> Iterator[Path]:
    """Every picture, one after the other."""
    with program(language, percent) as (application, folder):
        yield from _before(out, folder, application)
        yield from _inside(out, folder, application)


def _picture(out: Path, name: str, widget: QWidget, application: QApplication) -> Path:
    for _turn in range(3):
        jobs.wait_idle()
        application.processEvents()
    place = out / f"{name}.png"
    widget.grab().save(str(place))
    return place


def _before(out: Path, folder: Path, application: QApplication) -> Iterator[Path]:
    from maternity.ui.setup_pages import SetUp
    from maternity.ui.sign_in import SignIn
    from maternity.ward.demo import make_demo

    setup = SetUp(folder / "new", folder / "training")
    setup.resize(*SIZE)
    setup.show()
    for at in range(setup.pages.count()):
        setup.pages.setCurrentIndex(at)
        yield _picture(out, f"setup-{at + 1}", setup, application)
    setup.close()
    ward = make_demo(folder / "demo", 120, 1, passphrase=PASSPHRASE)
    ward.close()
    page = SignIn(folder / "demo")
    page.resize(*SIZE)
    page.show()
    yield _picture(out, "sign-in", page, application)
    page.passphrase.setText("not this one at all")
    page.sign_in()
    yield _picture(out, "sign-in-refused", page, application)
    page.close()


def _inside(out: Path, folder: Path, application: QApplication) -> Iterator[Path]:
    from maternity.ui.window import Window
    from maternity.ward import open_ward

    opened: list[Any] = []
    jobs.run(lambda: open_ward(folder / "demo", "Formation", PASSPHRASE), opened.append)
    jobs.wait_idle()
    window = Window(opened[0])
    window.resize(*SIZE)
    window.show()

    def shot(name: str) -> Path:
        return _picture(out, name, window, application)

    yield shot("home")
    window.act("names")
    yield shot("home-names-hidden")
    window.act("names")
    for name in ("to_do", "registers", "settings", "help"):
        window.act(name)
        yield shot(name)
    for cls in registers.ALL:
        if cls.register.name != "settings":
            window.list_register(cls.register.name)
            yield shot(f"list-{cls.register.name}")
    yield from _report(window, shot)
    yield from _forms(window, shot)
    window.close()


def _report(window: Any, shot: Callable[[str], Path]) -> Iterator[Path]:
    window.act("reports")
    jobs.wait_idle()
    page = window.stack.currentWidget()
    page.month.setCurrentIndex(1)
    yield shot("return")
    page.print_sheet()
    yield shot("return-preview")
    window.go_back()


def _forms(window: Any, shot: Callable[[str], Path]) -> Iterator[Path]:
    window.act("delivery")
    finder = window.stack.currentWidget()
    finder.line.setText("kulib")
    finder._look()
    yield shot("finder")
    finder.new.emit("Coulibaly Djénéba")
    yield shot("form-delivery-new-woman")
    form = window.stack.currentWidget()
    form.add_line()
    yield shot("form-delivery-twins")
    form.show_missing()
    yield shot("form-delivery-missing")
    form.leave()
    jobs.wait_idle()
    for cls in registers.ALL:
        name = cls.register.name
        entry = _some_entry(window, name)
        if entry is not None:
            window.open_entry(entry)
            yield shot(f"form-{name}")
            window.stack.currentWidget().leave()
            jobs.wait_idle()


def _some_entry(window: Any, register: str) -> Any:
    from maternity.ward import Query

    found: list[Any] = []
    jobs.run(lambda: window.ward.page(Query(register, limit=1)).rows, found.extend)
    jobs.wait_idle()
    return found[0] if found else None


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens")
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="fr", choices=i18n.languages())
    parser.add_argument("--text", type=int, default=100)
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    for _place in shots(told.out, told.language, told.text):
        pass


if __name__ == "__main__":
    main()
