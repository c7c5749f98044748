"""Copies on the screen: the line that warns, the page that copies, the way back from a stick."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from maternity import clock, files
from maternity.db import keys
from maternity.db.facts import put_fact
from maternity.db.recovery_code import new_code
from maternity.db.salvage import RECOVERED
from maternity.errors import Unavailable
from maternity.people import Role
from maternity.registers.woman import Woman
from maternity.ui import jobs
from maternity.ui.copies_page import CopiesPage
from maternity.ui.home_page import HomePage
from maternity.ui.locker import Locker
from maternity.ui.program import Program
from maternity.ui.restore_page import RestorePage
from maternity.ui.sign_in import SignIn
from maternity.ui.window import Window
from maternity.ward import Query, copies, copy_due
from maternity.ward.demo import NAME
from maternity.ward.recovery_trial import Envelope
from tests.ui.conftest import PASSPHRASE, opened
from tests.ui.desk import ask, settle, words_of
from tests.ward_fixtures import NOW, FixedClock


@pytest.fixture
def in_earnest(window: Window) -> None:
    """A register that holds what must not be lost: no exercise copies itself."""
    window.ward.training = False


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is taken for a stick."""
    place = tmp_path / "stick"
    place.mkdir()
    monkeypatch.setattr(files, "other_device", lambda path, _than: path == place)
    return place


def page_of(window: Window) -> CopiesPage:
    """The page of copies, reached from the first page."""
    window.act("home")
    home = window.trail.current
    assert isinstance(home, HomePage)
    home.copy_line.go.click()
    settle()
    page = window.trail.current
    assert isinstance(page, CopiesPage)
    return page


def line_of(window: Window) -> str:
    """What the first page says of the copies."""
    window.act("home")
    settle()
    home = window.trail.current
    assert isinstance(home, HomePage)
    return home.copy_line.words.text()


def test_the_first_page_asks_for_a_copy_and_warns_after_three_days(
    window: Window, stick: Path
) -> None:
    assert "No copy" in line_of(window)
    ask(lambda: copies.copy_to(window.ward, [copies.here(window.ward)]))
    assert "still to be made" in line_of(window)
    ask(lambda: copies.copy_to(window.ward, [stick]))
    assert "Today's copy on a stick is made" in line_of(window)
    with clock.use(FixedClock(NOW + timedelta(days=1))):
        assert "still to be made" in line_of(window)
    with clock.use(FixedClock(NOW + timedelta(days=4))):
        home: Any = window.trail.current
        assert "more than 3 days" in line_of(window)
        home = window.trail.current
        assert home.copy_line.words.property("state") == "wrong"
        ask(lambda: copies.copy_to(window.ward, [copies.here(window.ward)]))  # as at each exit
        assert "No copy on a stick for more than 3 days" in line_of(window)
        home = window.trail.current
        assert home.copy_line.words.property("state") == "wrong"
        ask(lambda: copies.copy_to(window.ward, [stick]))
        assert "Today's copy on a stick is made" in line_of(window)


def test_the_first_page_says_that_the_register_is_older_than_its_copy(
    window: Window, stick: Path
) -> None:
    ward = window.ward
    older = ask(lambda: copies.generation(ward))
    ask(lambda: copies.copy_to(ward, [stick]))
    assert "older than a copy" not in line_of(window)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "generation", lambda _ward: older - 7)
        assert "7 changes are missing" in line_of(window)


def test_a_recovered_register_says_so(window: Window) -> None:
    ask(lambda: put_fact(window.ward.book.engine, RECOVERED, NOW.isoformat()))
    assert "Register recovered on 26/11/2026" in line_of(window)


@pytest.mark.usefixtures("in_earnest")
def test_the_line_at_the_foot_always_says_the_last_verified_copy(
    window: Window, stick: Path
) -> None:
    def foot(days: int = 0) -> str:
        with clock.use(FixedClock(NOW + timedelta(days=days))):
            window.status.refresh()
            settle()
            return window.status.state.text()

    assert "! a copy on a stick is to be made" in foot()
    ask(lambda: copies.copy_to(window.ward, [stick]))
    assert "  ·  copy verified 10:00  ·  " in foot()
    assert "copy verified yesterday 10:00" in foot(1)
    assert "copy verified 26/11" in foot(2)
    assert "! a copy on a stick is to be made" in foot(4)
    window.ward.training = True
    assert "copy" not in foot()


@pytest.mark.usefixtures("in_earnest")
def test_the_recovery_code_is_tried_from_its_envelope(window: Window) -> None:
    key_file, key = window.ward.secrets or pytest.fail("no keys")
    code = new_code()
    other = replace(key_file, recovery=keys._sealed_by_code(key, code))
    window.ward.secrets = (keys._with_seal(other, key), key)
    page = page_of(window)
    line = page.recovery
    assert "envelope of the head: not tried" in line.words.text()
    line.acts[Envelope.DISTRICT].click()
    line.ask.line.setText(code[:-2] + "22")
    line.ask.answer()
    settle()
    assert "has a mistake" in line.ask.words.text()
    line.ask.line.setText(code)
    line.ask.answer()
    settle()
    assert "health district: tried on 26/11/2026" in line.words.text()
    assert line.ask.isHidden()
    with clock.use(FixedClock(NOW + timedelta(days=400))):
        assert "not tried for a year" in line_of(window)


def test_a_copy_goes_to_a_stick_that_is_chosen(
    window: Window, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(stick))
    page.other.click()
    settle()
    assert "made and verified" in words_of(page)
    assert len(list(stick.rglob("*.mrb"))) == 1
    page.trial.click()
    settle()
    assert "holds all it promises" in words_of(page)
    assert "tried out with success" in page.tried.text()


def test_a_stick_that_is_full_is_told_and_nothing_is_left(
    window: Window, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    monkeypatch.setattr(files, "free_space", lambda _path: 10)
    page.copy_to(stick)
    settle()
    assert "not enough room" in words_of(page)
    assert page.now.isEnabled()
    assert list(stick.rglob("*.mrb*")) == []


def test_a_copy_under_way_can_be_cancelled(window: Window, stick: Path) -> None:
    page = page_of(window)
    page.copy_to(stick)
    jobs.hub().step.connect(lambda _done, _of: jobs.cancel())
    jobs.cancel()
    settle()
    assert "Stopped before the end" in words_of(page)
    assert list(stick.rglob("*.mrb*")) == []


def test_an_exercise_is_not_copied_by_itself(window: Window) -> None:
    folder = window.ward.folder
    assert folder is not None
    window.ward.training = True
    window.close()
    assert not list(folder.parent.rglob("*.mrb"))


@pytest.mark.usefixtures("in_earnest")
def test_leaving_the_program_copies_what_changed(window: Window) -> None:
    folder = window.ward.folder
    assert folder is not None
    window.close()
    assert len(list(copies.beside(folder).rglob("*.mrb"))) == 1


@pytest.mark.usefixtures("in_earnest")
def test_a_copy_that_fails_does_not_keep_the_program_open(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object) -> None:
        raise Unavailable("no room")

    monkeypatch.setattr(copies, "copied", full)
    monkeypatch.setattr(copies, "copy_to", full)
    window.close()
    assert not window.isVisible()


@pytest.mark.usefixtures("in_earnest")
def test_before_four_hours_are_over_a_copy_is_made_and_a_trial_once_a_week(
    window: Window,
) -> None:
    folder = window.ward.folder
    assert folder is not None

    def looked(after: timedelta) -> int:
        with clock.use(FixedClock(NOW + after)):
            window.copier.look()
            settle()
        return len(list(copies.beside(folder).rglob("*.mrb")))

    assert looked(timedelta()) == 1, "there was none at all"
    assert ask(lambda: copies.state(window.ward)).drilled is not None
    assert looked(copy_due.EVERY) == 1, "nothing was written since"
    ask(lambda: window.ward.keep(Woman(family_name="Sangaré")))
    assert looked(copy_due.EVERY / 2) == 1
    assert looked(copy_due.EVERY - copy_due.LOOKED_AT) == 2


def close(window: Window, _locked: object) -> None:
    """What the program does with a window once its door is shown."""
    window.close()


@pytest.mark.usefixtures("in_earnest")
def test_a_lock_is_no_end_of_a_shift_and_waits_for_no_copy_that_is_not_due(
    window: Window, folder: Path
) -> None:
    ask(lambda: copies.copy_by_itself(window.ward))
    ask(lambda: window.ward.keep(Woman(family_name="Sangaré")))
    Locker(partial(close, window)).lock(window)
    settle()
    assert not window.isVisible()
    assert len(list(copies.beside(folder).rglob("*.mrb"))) == 1


@pytest.mark.usefixtures("in_earnest")
def test_a_lock_copies_what_no_look_came_to(window: Window, folder: Path) -> None:
    Locker(partial(close, window)).lock(window)
    settle()
    assert len(list(copies.beside(folder).rglob("*.mrb"))) == 1


def test_a_matron_makes_copies_and_restores_none(matron: Window) -> None:
    page = page_of(matron)
    assert page.now.isEnabled()
    assert not page.back_to.isEnabled()


@pytest.fixture
def program(folder: Path, dressed: QApplication) -> Any:
    """The whole program on a register."""
    made = Program(folder, 100)
    yield made
    if made.window is not None:
        made.window.close()
        settle()
    dressed.processEvents()


def central(program: Program) -> Any:
    """The page the program shows."""
    settle()
    assert program.window is not None
    return program.window.centralWidget()


def test_a_register_comes_back_from_a_stick_by_the_screen(
    program: Program, folder: Path, stick: Path
) -> None:
    ward = opened(folder, NAME, PASSPHRASE)
    path = ask(lambda: copies.copy_to(ward, [stick]))[0].path
    births = ask(lambda: ward.count(Query("delivery")))
    ask(ward.close)
    (folder / "registre.db").write_bytes(b"\0" * 50_000)
    program.begin()
    door = central(program)
    assert isinstance(door, SignIn)
    door.restoring.emit()
    page = central(program)
    assert isinstance(page, RestorePage)
    page.compare()
    assert "Choose the file" in page.word.text()
    page.file.setText(str(path))
    page.person.setText(NAME)
    page.passphrase.setText("wrong passphrase indeed")
    page.compare()
    settle()
    assert "do not fit" in page.word.text()
    page.passphrase.setText(PASSPHRASE)
    page.compare()
    settle()
    assert "cannot be read" in page.word.text()
    page.restore()
    assert isinstance(central(program), SignIn)
    ward = opened(folder, NAME, PASSPHRASE)
    assert ask(lambda: ward.count(Query("delivery"))) == births
    ask(ward.close)
    assert (folder / "registre_avant_restauration_seq1.db").exists()


def test_a_restoration_that_is_left_changes_nothing(
    program: Program, folder: Path, stick: Path
) -> None:
    ward = opened(folder, NAME, PASSPHRASE)
    tech, hers = "M. Sangaré", "lampe natte tambour pirogue"
    ask(lambda: ward.add_person(tech, Role.TECHNICIAN, hers))
    path = ask(lambda: copies.copy_to(ward, [stick]))[0].path
    ask(ward.close)
    before = (folder / "registre.db").read_bytes()
    program.show_restore(folder)
    page = central(program)
    page.file.setText(str(path))
    page.person.setText(NAME)
    page.passphrase.setText(PASSPHRASE)
    assert page.second.isHidden()
    page.compare()
    settle()
    assert "together with the technical administrator" in page.word.text()
    assert page.second.hasFocus()
    page.second.setText(tech)
    page.second_passphrase.setText(hers)
    page.compare()
    settle()
    assert "The copy is whole" in page.word.text()
    page.leave()
    assert isinstance(central(program), SignIn)
    assert (folder / "registre.db").read_bytes() == before
