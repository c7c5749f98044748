"""The printed sheet for the day the computer is lost, followed step by step on the real pages."""

from __future__ import annotations

import io
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from maternity.db import keys
from maternity.db.recovery_code import new_code
from maternity.registers.facility import Facility
from maternity.reports import new_computer
from maternity.reports.leaf import Told
from maternity.ui.copies_page import CopiesPage
from maternity.ui.program import Program
from maternity.ui.sign_in import SignIn
from maternity.ui.window import Window
from maternity.ward import Query, copies, create_ward
from maternity.ward.new_computer import SHOWN, code_pdf, sheet_pdf
from tests.ready import quickly
from tests.ui.desk import ask, press, settle
from tests.ward_fixtures import CHEAP, NAME, a_birth

FORGOTTEN, NEW = "manguier calebasse pirogue tambour", "sable pirogue lampe radis"
HALF_AN_HOUR_S = 1800


def lost(folder: Path, stick: Path) -> tuple[Path, str, str, int]:
    """A register copied to a stick, its computer gone; the code of its envelope."""
    with quickly():
        ward, code = create_ward(
            folder, facility="C", level="cscom", area="K", admin=NAME, passphrase=FORGOTTEN
        )
    for _at in range(3):
        ward.keep(*a_birth().all)
    older = copies.copy_to(ward, [stick])[0]
    ward.keep(*a_birth().all)
    newest, register = copies.copy_to(ward, [stick])[0], ward.fact("register")
    ward.close()
    assert newest.path.name > older.path.name
    return newest.path, code, register, 4


def page_of(program: Program) -> Any:
    """The page in view."""
    settle()
    assert program.window is not None
    return program.window.centralWidget()


def button(page: Any, words: str) -> QPushButton:
    """The button that bears these words."""
    found: list[QPushButton] = [
        one for one in page.findChildren(QPushButton) if one.text() == words
    ]
    assert len(found) == 1, f"one button “{words}”"
    return found[0]


def line(page: Any, words: str) -> QLineEdit:
    """The line that bears these words."""
    found: list[QLineEdit] = [
        one for one in page.findChildren(QLineEdit) if one.accessibleName() == words
    ]
    assert len(found) == 1, f"one line “{words}”"
    return found[0]


def escaped(program: Program) -> None:
    """Esc, in the window in view."""
    assert program.window is not None
    program.window.activateWindow()
    press(Qt.Key.Key_Escape)
    settle()


def test_a_new_computer_is_at_work_by_following_the_sheet(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dressed is not None
    monkeypatch.setattr(keys, "COST", CHEAP)
    (tmp_path / "stick").mkdir()
    newest, code, register, births = lost(tmp_path / "perdu", tmp_path / "stick")
    steps = new_computer.told_steps(register[:SHOWN])
    named = [words for one in new_computer.STEPS for words in one.named]
    restore, choose, code_line, compare, swap, forgotten, open_, _copies = named
    began = time.monotonic()
    program = Program(tmp_path / "neuf", 100)
    program.begin()  # the program was installed and started: no register yet
    button(page_of(program), restore).click()
    page = page_of(program)
    assert newest.parent.name in " ".join(steps), "the sheet names the folder of the stick"
    assert newest == max(newest.parent.glob("seq*.mrb")), "and the file with the highest number"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_told: (str(newest), ""))
    button(page, choose).click()
    settle()
    assert "Copy n° 2" in page.about.text()
    line(page, code_line).setText(code.lower().replace("-", " "))
    button(page, compare).click()
    settle()
    button(page, swap).click()
    door = page_of(program)
    assert isinstance(door, SignIn)
    assert door.names.item(0).text() == NAME
    button(door, forgotten).click()
    door.code.setText(code)
    door.passphrase.setText(NEW)
    button(door, open_).click()
    settle()
    assert isinstance(program.window, Window)
    assert ask(lambda: program.window.ward.count(Query("delivery"))) == births
    assert time.monotonic() - began < HALF_AN_HOUR_S
    home: Any = program.window.trail.current
    button(home, _copies).click()
    settle()
    page = program.window.trail.current
    assert isinstance(page, CopiesPage)
    pdf = PdfReader(io.BytesIO(ask(lambda: sheet_pdf(page.ward))))
    assert len(pdf.pages) == 1
    told = " ".join(" ".join(one.extract_text().split()) for one in pdf.pages)
    assert all(f"{at}. " in told for at in range(1, len(steps) + 1))
    assert register[:SHOWN] in told
    assert "Coulibaly" not in told
    program.window.close()
    settle()


def test_esc_leads_back_from_a_copy_and_from_the_code(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dressed is not None
    monkeypatch.setattr(keys, "COST", CHEAP)
    (tmp_path / "stick").mkdir()
    newest, code, _register, _births = lost(tmp_path / "salle", tmp_path / "stick")
    program = Program(tmp_path / "salle", 100)
    program.show_restore(tmp_path / "salle")
    page = page_of(program)
    page.file.setText(str(newest))
    page.code.setText(code)
    page.compare()
    escaped(program)  # while the copy is being opened: it is let go, and the folder is free
    door = page_of(program)
    assert isinstance(door, SignIn)
    door.ask_code()
    door.code.setText(code)
    escaped(program)
    assert door.code.isHidden()
    assert (door.code.text(), door.passphrase.accessibleName()) == ("", "Your passphrase")
    door.passphrase.setText(FORGOTTEN)
    door.sign_in()
    settle()
    assert isinstance(program.window, Window)
    program.window.close()
    settle()


def test_the_envelope_holds_the_code_and_the_steps_and_names_no_former_code() -> None:
    code = new_code()
    told = Told(Facility(name="CSCom de <Sikoro>"), datetime(2026, 11, 26, 10), NAME)
    pdf = PdfReader(io.BytesIO(code_pdf(told, "0123456789abcdef", code)))
    assert len(pdf.pages) == 2
    for page in pdf.pages:
        words = " ".join(page.extract_text().split())
        assert (words.count(code), words.count("“01234567”")) == (1, 1)
        assert "CSCom de <Sikoro>" in words, "the district keeps those of many"
        assert f"{len(new_computer.STEPS)}. " in words
        assert "former" not in words
