"""A new key given from the screen: who asks, the papers, two groups typed back, the sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog

from maternity.people import Role
from maternity.ui.copies_page import CopiesPage
from maternity.ui.new_key_page import NewKeyPage
from maternity.ui.program import Program
from maternity.ui.sign_in import SignIn
from maternity.ward.copies import beside
from maternity.ward.demo import NAME
from maternity.ward.new_key import NewKey
from tests.ui.conftest import PASSPHRASE, opened
from tests.ui.desk import ask, settle
from tests.ui.test_copies import central

TECH, HIS = "M. Sangaré", "lampe natte tambour pirogue"
WHY = "The stick of the ward was stolen"
NEW = "griot lampe pirogue mangue"


@pytest.fixture
def program(folder: Path, dressed: QApplication) -> Iterator[Program]:
    """The whole program on a register."""
    made = Program(folder, 100)
    yield made
    if made.window is not None:
        made.window.close()
        settle()
    dressed.processEvents()


@pytest.fixture
def page(program: Program, folder: Path) -> NewKeyPage:
    """The page, reached from that of the copies; the register has a technical administrator."""
    ward = opened(folder, NAME, PASSPHRASE)
    ask(lambda: ward.prove(PASSPHRASE))
    ask(lambda: ward.add_person(TECH, Role.TECHNICIAN, HIS))
    program.open(ward)
    window: Any = program.window
    window.show_deeper("copies")
    settle()
    copies_page = window.trail.current
    assert isinstance(copies_page, CopiesPage)
    copies_page.renew.click()
    found = central(program)
    assert isinstance(found, NewKeyPage)
    return found


def goes_on(page: NewKeyPage, **typed: str) -> str:
    """What the page says when these lines were typed and Enter was pressed."""
    for name, words in typed.items():
        getattr(page, name).setText(words)
    page.go_on()
    settle()
    return page.word.text()


def made(page: NewKeyPage) -> NewKey:
    """The new key, made and not yet in force."""
    told = {"reason": WHY, "person": NAME, "passphrase": PASSPHRASE, "new": NEW, "again": NEW}
    assert "together with the technical administrator" in goes_on(page, **told)
    assert page.second.isVisible()
    assert goes_on(page, second=TECH, second_passphrase=HIS) == ""
    assert page.work is not None
    assert page.passphrase.text() == page.new.text() == ""
    return page.work


def test_a_new_key_is_given_when_two_groups_were_read_from_paper(
    program: Program, page: NewKeyPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "name and passphrase" in goes_on(page)
    assert "Choose a new passphrase" in goes_on(page, person=NAME, passphrase=PASSPHRASE)
    assert "differ" in goes_on(page, new=NEW)
    assert "Say why" in goes_on(page, again=NEW)
    assert not page.second.isVisible()
    work = made(page)
    assert TECH in work.given
    assert all(f"{name}  –  {words}" in page.given.text() for name, words in work.given.items())
    printed_by(monkeypatch, folder.with_name("papier.pdf"))
    for button in (page.slips, page.proof.printed):
        button.click()
        settle()
        assert page.word.text() == "Sent to the printer."
        assert folder.with_name("papier.pdf").stat().st_size > 1000
    groups, (first, second) = work.code.split("-"), page.proof.asked
    page.proof.groups[0].setText(groups[first])
    page.proof.groups[1].setText(groups[second - 1])
    assert "Read your sheet again" in goes_on(page)
    assert page.work is work  # nothing is in force
    page.proof.groups[1].setText(groups[second].lower())
    assert goes_on(page) == "The new key is in force."
    assert "Copy n°" in page.ended.text()
    assert work.code not in page.proof.code_shown.text() + page.given.text()
    page.go_on()
    assert isinstance(central(program), SignIn)
    opens(folder, NEW)
    program.show_restore(folder)
    restoring = central(program)
    restoring.file.setText(str(min(beside(folder).rglob("*.mrb"))))
    lines = (restoring.person, restoring.passphrase, restoring.second, restoring.second_passphrase)
    for line, words in zip(lines, (NAME, PASSPHRASE, TECH, HIS), strict=True):
        line.setText(words)
    restoring.compare()
    settle()
    assert "brings back the former passphrases" in restoring.word.text()
    restoring.leave()
    settle()


def printed_by(monkeypatch: pytest.MonkeyPatch, paper: Path) -> None:
    """Somebody presses « Print » in the dialog of the system; the printer is a file."""

    def answered(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(paper))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", answered)


def opens(folder: Path, passphrase: str) -> None:
    """The register opens for the head with this passphrase."""
    ward = opened(folder, NAME, passphrase)
    ask(ward.close)


def test_a_new_key_that_is_left_changes_nothing(
    program: Program, page: NewKeyPage, folder: Path
) -> None:
    made(page)
    page.back.click()
    settle()
    assert isinstance(central(program), SignIn)
    opens(folder, PASSPHRASE)
