"""The lock: it comes by itself, always succeeds, and gives each person her own form back."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from ctypes import wintypes
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu, QMessageBox

from maternity import clock
from maternity.people import Role
from maternity.registers.woman import Woman
from maternity.ui import jobs
from maternity.ui.emergency_page import EmergencyPage
from maternity.ui.idle import IdleLock
from maternity.ui.own_secret import OwnSecret
from maternity.ui.program import PAINTED_MS, Program
from maternity.ui.system_lock import SystemLock
from maternity.ui.window import Window
from maternity.ward import people_of
from maternity.ward.staffing import propose, reset_person, set_pin
from tests.ui.conftest import HER_PASSPHRASE as HERS
from tests.ui.conftest import MATRON, PASSPHRASE, opened
from tests.ui.desk import ask, control, press, settle, words_of, write
from tests.ui.doors import door_of, enter_pin, switch, window_of
from tests.ward_fixtures import NOW

Key = Qt.Key
HEAD, PIN, HER_PIN = "Formation", "408196", "735204"


@dataclass
class MovedClock:
    """A clock that goes on only when it is told to."""

    at: datetime = NOW
    steady_s: float = 5000.0

    def now(self) -> datetime:
        """The wall clock."""
        return self.at

    def steady(self) -> float:
        """The steady clock."""
        return self.steady_s

    def wait(self, seconds: float) -> None:
        """Let time pass, a second at a time, as the watch of the lock sees it."""
        self.at += timedelta(seconds=seconds)
        self.steady_s += seconds


@pytest.fixture
def told(dressed: QApplication) -> Iterator[MovedClock]:
    """The clock of the test."""
    assert dressed is not None
    made = MovedClock()
    with clock.use(made):
        yield made


@pytest.fixture
def begun(folder: Path, told: MovedClock) -> Iterator[Program]:
    """The program open before the head; both people have a PIN."""
    assert told.at == NOW
    for name, secret, pin in ((MATRON, HERS, HER_PIN), (HEAD, PASSPHRASE, PIN)):
        ward = opened(folder, name, secret)
        ask(partial(set_pin, ward, pin))
        ask(ward.close)
    program = Program(folder)
    program.begin()
    program.open(opened(folder, HEAD, PASSPHRASE))
    settle()
    yield program
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
    settle()


def watch_of(program: Program) -> IdleLock:
    """What locks the open window by itself."""
    found = window_of(program).findChild(IdleLock)
    assert isinstance(found, IdleLock)
    return found


def pass_time(program: Program, clock_: MovedClock, seconds: int) -> None:
    """Let nobody touch a key so long."""
    watch = watch_of(program)
    for _second in range(seconds):
        if not isinstance(program.window, Window):
            return
        clock_.wait(1)
        watch.look()
    settle()


def typed_in(program: Program, name: str) -> Any:
    """A form begun, with a name typed into it."""
    window = window_of(program)
    window.show_form(Woman())
    settle()
    form: Any = window.trail.current
    editor = next(e for e in form.editors.values() if e.field.name == "family_name")
    editor.setFocus()
    write(name)
    return form


def test_a_switch_of_person_takes_eight_keys_and_the_field_is_found_again(begun: Program) -> None:
    form = typed_in(begun, "Kulibali")
    left = form._focus
    assert switch(begun, Key.Key_Up, HER_PIN) <= 8
    other = window_of(begun)
    assert other.ward.account.name == MATRON
    assert ask(other.ward.drafts) == []  # a colleague's form is not hers to see
    assert "Kulibali" not in words_of(other)
    control(Key.Key_L)
    settle()
    door_of(begun)
    press(Key.Key_Down)
    for digit in PIN:
        write(digit)
    settle()
    mine: Any = window_of(begun).trail.current
    assert type(mine).__name__ == type(form).__name__
    assert mine.entry.id == form.entry.id
    assert "Kulibali" in [one.text() for one in mine.editors.values()]
    assert mine._began_at == left


def test_an_entry_that_was_only_read_is_shown_again(begun: Program) -> None:
    window = window_of(begun)
    woman = ask(lambda: window.ward.find("", 1) or window.ward.all("woman"))[0]
    entry = getattr(woman, "woman", woman)
    window.open_entry(entry)
    settle()
    control(Key.Key_L)
    settle()
    door_of(begun)
    for digit in PIN:
        write(digit)
    settle()
    shown: Any = window_of(begun).trail.current
    assert shown.entry.id == entry.id


def test_the_door_after_a_lock_asks_for_the_pin_and_shows_nothing_else(begun: Program) -> None:
    typed_in(begun, "Kulibali")
    control(Key.Key_L)
    settle()
    page = door_of(begun)
    assert page.by_pin
    assert page.names.currentItem().text() == HEAD
    assert "Kulibali" not in words_of(page)
    assert begun.window is not None
    assert all("Kulibali" not in one.text() for one in begun.window.findChildren(QLabel))


def test_a_wrong_pin_says_how_many_tries_are_left(begun: Program, told: MovedClock) -> None:
    control(Key.Key_L)
    settle()
    page = door_of(begun)
    for left in ("4 tries", "3 tries", "2 tries", "1 try"):
        page.passphrase.setFocus()
        page.passphrase.clear()
        write("999990")
        settle()
        assert f"{left} " in page.word.text()
        told.wait(31)
    page.passphrase.clear()
    write("999990")
    settle()
    assert not page.by_pin
    told.wait(31)
    page.passphrase.setText(PASSPHRASE)
    page.sign_in()
    settle()
    assert window_of(begun).ward.account.name == HEAD


def test_a_passphrase_opens_after_a_lock_too(begun: Program) -> None:
    control(Key.Key_L)
    settle()
    page = door_of(begun)
    page.passphrase.setText(PASSPHRASE)
    page.sign_in()
    settle()
    assert window_of(begun).ward.account.name == HEAD


def test_digits_of_a_french_keyboard_need_no_shift(begun: Program) -> None:
    control(Key.Key_L)
    settle()
    door_of(begun)
    for sign in "'à_&ç-":
        write(sign)
    settle()
    assert window_of(begun).ward.account.name == HEAD


def test_nobody_there_locks_after_five_minutes_with_a_warning(
    begun: Program, told: MovedClock
) -> None:
    typed_in(begun, "Kulibali")
    pass_time(begun, told, 279)
    assert "locks in" not in window_of(begun).status.said.text()
    pass_time(begun, told, 2)
    assert "The screen locks in" in window_of(begun).status.said.text()
    QTest.keyClick(window_of(begun).windowHandle(), Key.Key_Shift)
    assert window_of(begun).status.said.text() == ""
    pass_time(begun, told, 299)
    assert isinstance(begun.window, Window)
    pass_time(begun, told, 2)
    door_of(begun)
    ward = opened(begun.folder, HEAD, PASSPHRASE)
    assert [one.who for one in ask(ward.drafts)] == [HEAD]
    ask(ward.close)


def test_pages_of_hiv_death_and_administration_lock_after_two_minutes(
    begun: Program, told: MovedClock
) -> None:
    window = window_of(begun)
    watch = watch_of(begun)
    shows: list[Callable[[], None]] = [
        lambda: window.list_register("hiv_care"),
        lambda: window.list_register("maternal_death"),
        *(partial(window.show_deeper, page) for page in ("journal", "copies", "district")),
        lambda: window.show_deeper("people"),
    ]
    for show in shows:
        show()
        settle()
        assert watch.limit() == 120
    window.list_register("delivery")
    settle()
    assert watch.limit() == 300
    window.show_deeper("people")
    settle()
    pass_time(begun, told, 121)
    door_of(begun)


@pytest.mark.parametrize("which", ["wall", "steady"])
def test_a_computer_that_slept_wakes_locked(begun: Program, told: MovedClock, which: str) -> None:
    watch = watch_of(begun)
    watch.look()
    if which == "wall":
        told.at += timedelta(minutes=2)
    else:
        told.steady_s += 120
    watch.look()
    settle()
    door_of(begun)


def test_locking_windows_locks_the_program_too(begun: Program) -> None:
    lock = window_of(begun).findChild(SystemLock)
    assert isinstance(lock, SystemLock)
    for message, kind in ((0x02B1, 8), (0x0218, 7), (0x0100, 7)):  # unlocked, awake, a key
        told_by_windows(lock, message, kind)
    assert isinstance(begun.window, Window)
    told_by_windows(lock, 0x02B1, 7)
    settle()
    door_of(begun)


def told_by_windows(lock: SystemLock, message: int, kind: int) -> None:
    """A message as Windows hands it to the filters of a program."""
    sent = wintypes.MSG(message=message, wParam=kind)
    lock.filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent))


def test_labour_does_not_wait_for_a_pin(begun: Program, told: MovedClock) -> None:
    typed_in(begun, "Kulibali")
    control(Key.Key_L)
    settle()
    door_of(begun)
    press(Key.Key_F6)
    assert begun.window is not None
    page = begun.window.centralWidget()
    assert isinstance(page, EmergencyPage)
    begun.window.activateWindow()
    words = [words_of(page), *(one.text() for one in page.form.editors.values())]
    assert not any("Kulibali" in one for one in words), "nothing of the register stands there"
    editors = {one.field.name: one for one in page.form.editors.values()}
    assert editors["admitted_at"].text() == f"{clock.now():%d/%m/%Y %H:%M}"
    editors["family_name"].setFocus()
    write("Sangaré")
    page.look()
    assert begun.window.centralWidget() is page
    page.form.keep_draft()
    (begun.folder / "urgence-0.mru").write_bytes(b"damaged")
    told.wait(301)
    page.look()
    QTest.qWait(PAINTED_MS + 20)
    settle()
    assert "2 emergency entries wait, sealed" in words_of(door_of(begun))
    for digit in PIN:
        write(digit)
    settle()
    said = window_of(begun).status.said.text()
    assert "1 emergency entry begun at the door cannot be opened" in said
    waiting = ask(window_of(begun).ward.drafts)
    assert sorted(one.who for one in waiting) == ["", HEAD]
    (mine,) = (one for one in waiting if not one.who)
    window_of(begun).reopen(mine)
    settle()
    form: Any = window_of(begun).trail.current
    assert "Sangaré" in [one.text() for one in form.editors.values()]
    press(Key.Key_F9)
    settle()
    assert [one.who for one in ask(window_of(begun).ward.drafts)] == [HEAD]
    kept = ask(partial(window_of(begun).ward.get, "admission", form.entry.id))
    assert kept.created_by == HEAD
    assert kept.shown("admitted_at") == f"{NOW:%d/%m/%Y %H:%M}", "when she came, not when signed"


def test_after_half_a_day_the_door_asks_for_the_passphrase(
    begun: Program, told: MovedClock
) -> None:
    watch = watch_of(begun)
    for _minute in range(12 * 60):
        told.wait(59)
        watch.stay()
        watch.look()
    for _minute in range(20):
        told.wait(59)
        watch.stay()
        watch.look()
    settle()
    jobs.wait_idle()
    assert not door_of(begun).by_pin


def shown_dialog(window: Window) -> None:
    """Something that waits for an answer."""
    QTimer.singleShot(50, window.locked.emit)
    assert QDialog(window).exec() == 0


def shown_question(window: Window) -> None:
    """A question with buttons."""
    QTimer.singleShot(50, window.locked.emit)
    QMessageBox.question(window, "Une", "Deux ?")


def shown_files(window: Window) -> None:
    """The choice of a file."""
    QTimer.singleShot(50, window.locked.emit)
    QFileDialog.getSaveFileName(window, options=QFileDialog.Option.DontUseNativeDialog)


def shown_menu(window: Window) -> None:
    """A menu that is down."""
    menu = QMenu(window)
    menu.addAction("Une")
    menu.popup(window.mapToGlobal(window.rect().center()))
    window.locked.emit()


def shown_two(window: Window) -> None:
    """A dialog over a dialog."""
    upper = QDialog(window)
    QTimer.singleShot(20, upper.exec)
    shown_dialog(window)


OPEN = [shown_dialog, shown_question, shown_files, shown_menu, shown_two]


@pytest.mark.parametrize("show", OPEN, ids=lambda one: one.__name__)
def test_whatever_is_open_locks_and_what_was_typed_is_a_draft(
    begun: Program, show: Callable[[Window], None]
) -> None:
    form = typed_in(begun, "Kulibali")
    show(window_of(begun))
    settle()
    door_of(begun)
    assert QApplication.activeModalWidget() is None
    enter_pin(PIN)
    mine: Any = window_of(begun).trail.current
    assert mine.entry.id == form.entry.id
    assert "Kulibali" in [one.text() for one in mine.editors.values()]


def test_who_was_given_a_passphrase_chooses_her_own_before_anything(
    begun: Program, folder: Path
) -> None:
    window, given = window_of(begun), propose()
    ask(lambda: reset_person(window.ward, MATRON, given))
    control(Key.Key_L)
    settle()
    page = door_of(begun)
    page.names.setCurrentRow(people_of(folder).index(MATRON))
    assert not page.by_pin
    page.passphrase.setText(given)
    page.sign_in()
    settle()
    assert begun.window is not None
    own = begun.window.centralWidget()
    assert isinstance(own, OwnSecret)
    press(Key.Key_Escape)
    settle()
    page = door_of(begun)  # it was another's name: back to the names, the register closed
    page.names.setCurrentRow(people_of(folder).index(MATRON))
    page.passphrase.setText(given)
    page.sign_in()
    settle()
    own = begun.window.centralWidget()
    assert isinstance(own, OwnSecret)
    own.one.setText(given)
    own.two.setText(given)
    own.change()
    settle()
    assert "another passphrase" in own.word.text()
    for line in (own.one, own.two):
        line.setText("sable pirogue lampe radis")
    own.change()
    settle()
    assert window_of(begun).ward.account.name == MATRON
    assert not window_of(begun).ward.must_change


def test_a_colleague_attests_at_the_same_page_where_one_without_care_gave_the_words(
    begun: Program, folder: Path
) -> None:
    window, given, own_words = window_of(begun), propose(), "sable pirogue lampe radis"
    ward, head = window.ward, window.ward.account

    def by_technician() -> None:
        ward.account = ward.add_person("Maïga Issa", Role.TECHNICIAN, "lampe natte pilon sorgho")
        reset_person(ward, MATRON, given)
        ward.account = head

    ask(by_technician)
    control(Key.Key_L)
    settle()
    page = door_of(begun)
    page.names.setCurrentRow(people_of(folder).index(MATRON))
    page.passphrase.setText(given)
    page.sign_in()
    settle()
    assert begun.window is not None
    own = begun.window.centralWidget()
    assert isinstance(own, OwnSecret)
    assert "a colleague attests" in words_of(own)
    for line in (own.one, own.two):
        line.setText(own_words)
    own.two.setFocus()
    press(Key.Key_Return)
    settle()
    assert own.ask.isVisible()
    assert f"{HEAD} attests that it is really {MATRON}" in own.ask.words.text()
    press(Key.Key_Escape)
    assert not own.ask.isVisible()
    assert (own.two.text(), own.two.hasFocus()) == (own_words, True)
    press(Key.Key_Return)
    settle()
    for typed, said in ((given, "neither the PIN"), (PASSPHRASE, "")):
        assert own.ask.line.hasFocus()
        write(typed)
        press(Key.Key_Return)
        settle()
        if said:
            assert said in own.ask.words.text()
    assert window_of(begun).ward.account.name == MATRON
    assert not window_of(begun).ward.must_change


def test_a_technician_begins_at_the_settings_and_is_led_to_no_page_of_care(
    begun: Program, folder: Path
) -> None:
    window = window_of(begun)
    ask(lambda: window.ward.add_person("Maïga Issa", Role.TECHNICIAN, "lampe natte pilon sorgho"))
    control(Key.Key_L)
    settle()
    page = door_of(begun)
    page.names.setCurrentRow(people_of(folder).index("Maïga Issa"))
    page.passphrase.setText("lampe natte pilon sorgho")
    page.sign_in()
    settle()
    window = window_of(begun)
    assert type(window.trail.current).__name__ == "SettingsPage"
    assert not window.frame.side.buttons["home"].isVisible()
    assert window.frame.side.buttons["settings"].isVisible()
    assert window.status.said.text() == ""
