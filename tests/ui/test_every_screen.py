"""Every page, form and dialog, seen in French at 100 and 175 %: nothing clipped, all has a name."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from maternity import i18n
from maternity.db import keys
from tests import screens, translations
from tests.ready import quickly
from tests.ui import measuring
from tests.ward_fixtures import CHEAP


def without_focus(page: QWidget) -> Iterator[str]:
    """The window no longer takes keys: something was shown beside it, if only for a moment."""
    if QApplication.activeWindow() is not page.window():
        yield "no key arrives here"


FAULTS: dict[str, Callable[[QWidget], Iterator[str]]] = {
    "clipped": measuring.clipped,
    "nameless": measuring.nameless,
    "changed by the wheel": measuring.changed_by_the_wheel,
    "without the focus": without_focus,
}


class Missed(gettext.NullTranslations):
    """What the French catalogue was asked for and does not know."""

    def __init__(self) -> None:
        super().__init__()
        known = translations.known(translations.read(translations.FOLDER / "fr.po"))
        self.known = {words for _context, words in known}
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        if message not in self.known:
            self.asked.add(message)
        return message

    def pgettext(self, context: str, message: str) -> str:
        return message  # the same words without a context are asked for next


@pytest.mark.parametrize("percent", [100, 175])
def test_every_screen_is_whole_and_in_french(
    percent: int, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp is not None
    monkeypatch.setattr(keys, "COST", CHEAP)
    missed = Missed()
    monkeypatch.setattr(i18n.catalogue("fr"), "_fallback", missed)
    faults: list[str] = []
    seen = 0
    with quickly(), screens.begun("fr", percent) as folder:
        for name, widget in screens.pages(folder):
            seen += 1
            for kind, found in FAULTS.items():
                faults += [f"{name}: {kind}: {one}" for one in found(widget)]
        assert i18n._("No such words") == "No such words"
    assert seen > 60
    assert faults == []
    assert missed.asked == {"No such words"}


def test_the_measure_finds_what_is_clipped_and_what_has_no_name(qapp: QApplication) -> None:
    page = QWidget()
    page.resize(200, 200)
    label = QLabel("Date et heure de l'accouchement", page)
    label.resize(60, 20)
    button = QPushButton("Enregistrer l'accouchement", page)
    button.setGeometry(0, 40, 50, 30)
    line = QLineEdit(page)
    line.move(0, 90)
    page.show()
    qapp.processEvents()
    assert len(list(measuring.clipped(page))) == 2
    assert list(measuring.nameless(page)) == ["QLineEdit in QWidget"]
    page.close()
