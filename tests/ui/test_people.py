"""People, passphrases and one's own preferences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton

from maternity.people import Account, Role
from maternity.ui import jobs
from maternity.ui.access_acts import AccessActs
from maternity.ui.people_page import PeoplePage
from maternity.ui.settings_page import SettingsPage
from maternity.ui.tiles import Tile
from maternity.ui.window import Window
from maternity.ward import people_of
from tests.ui.conftest import PASSPHRASE, opened
from tests.ui.desk import ask, control, enter, press, settle, write

Key = Qt.Key


@pytest.fixture
def page(window: Window) -> PeoplePage:
    """The page of people."""
    window.list_register("village")
    window.show_deeper("people")
    settle()
    found = window.trail.current
    assert isinstance(found, PeoplePage)
    return found


def test_a_new_person_is_added_by_keys_and_can_sign_in(
    page: PeoplePage, window: Window, folder: Path
) -> None:
    assert page.accounts.lines.hasFocus()  # who is there is what one comes for
    control(Key.Key_N)
    write("Keïta Oumou")
    press(Key.Key_Tab)
    page.role.setCurrentIndex(page.role.findData("midwife"))
    press(Key.Key_Tab)
    write("natte pilon colline néré")
    enter()
    write("natte pilon colline néré")
    enter()
    assert "Keïta Oumou can sign in from now on" in page.word.text()
    assert page.name.hasFocus()  # the next person follows
    assert "Keïta Oumou" in people_of(folder)
    window.close()
    settle()
    ward = opened(folder, "Keïta Oumou", "natte pilon colline néré")
    assert ward.account.role is Role.MIDWIFE
    assert ward.must_change  # the head knows what she gave
    jobs.run(ward.close, lambda _done: None)
    settle()


@pytest.mark.parametrize(
    ("name", "one", "two", "words"),
    [
        ("", "natte pilon colline néré", "natte pilon colline néré", "Enter the name"),
        ("Keïta Oumou", "natte pilon colline néré", "autre chose encore", "differ"),
        ("Keïta Oumou", "court", "court", "12 characters"),
    ],
)
def test_what_will_not_do_is_told(
    page: PeoplePage, name: str, one: str, two: str, words: str
) -> None:
    page.name.setText(name)
    page.passphrase.setText(one)
    page.again.setText(two)
    page.add()
    settle()
    assert words in page.word.text()
    assert page.word.property("state") == "wrong"


def test_ones_own_passphrase_is_changed(page: PeoplePage, window: Window, folder: Path) -> None:
    for line in (page.own, page.own_again):
        line.setText("semence lampe perdrix étoile")
    page.own_again.setFocus()
    enter()
    assert page.word.text() == "Your passphrase is changed."
    window.close()
    settle()
    ward = opened(folder, "Formation", "semence lampe perdrix étoile")
    jobs.run(ward.close, lambda _done: None)
    settle()


def test_a_colleague_is_given_a_passphrase_and_her_access_ended_by_who_proves_it(
    page: PeoplePage, folder: Path
) -> None:
    lines = page.accounts.lines
    lines.setCurrentRow(0)
    name = lines.current().name
    acts = page.findChildren(AccessActs)[0]
    acts.reset()
    page.ask.line.setText("pas la bonne du tout")
    page.ask.answer()
    settle()
    assert "neither the PIN nor the passphrase of Formation" in page.ask.words.text()
    assert page.ask.line.hasSelectedText(), "what nobody can read is not typed on"
    page.ask.line.setText(PASSPHRASE)
    page.ask.answer()
    settle()
    assert f"Give {name} these words" in page.word.text()
    assert "attests" not in page.word.text()
    assert not page.ask.isVisible()
    head = page.ward.account
    page.ward.account = Account(
        name=head.name, role=Role.TECHNICIAN
    )  # at the same page, as one without care
    lines.setCurrentRow(0)
    acts.reset()
    page.ask.line.setText(PASSPHRASE)
    page.ask.answer()
    settle()
    assert "a colleague who cares attests that it is really she" in page.word.text()
    page.ward.account = head
    lines.setCurrentRow(0)
    acts.end()
    page.ask.line.setText(PASSPHRASE)
    page.ask.answer()
    settle()
    assert page.word.text() == f"{name} signs in no more."
    assert name not in people_of(folder)


def test_a_pin_is_kept_and_an_easy_one_is_not(page: PeoplePage) -> None:
    for typed, words in (("123456", "too easy"), ("408196", "Your PIN is kept")):
        page.pin.setText(typed)
        page.pin_again.setText(typed)
        page.keep_pin()
        settle()
        assert words in page.word.text()
    assert page.pin.text() == ""


def test_a_matron_changes_only_her_own_passphrase(matron: Window) -> None:
    matron.show_deeper("people")
    settle()
    page = matron.trail.current
    assert isinstance(page, PeoplePage)
    assert not page.accounts.isVisible()
    assert page.own.isVisible()
    assert not page.name.isVisible()


def test_a_matron_sees_that_others_change_the_settings(matron: Window) -> None:
    matron.act("settings")
    settle()
    page = matron.trail.current
    assert isinstance(page, SettingsPage)
    lists = [one for one in page.findChildren(QPushButton) if one.text() == "Villages"]
    assert [one.isEnabled() for one in lists] == [False]


def test_a_rule_nobody_chose_shows_what_is_in_force(window: Window) -> None:
    window.act("settings")
    settle()
    page = window.trail.current
    assert page is not None
    [rules] = [one for one in page.findChildren(QPushButton) if one.text() == "Rules of the ward"]
    rules.click()
    settle()
    form: Any = window.trail.current
    due = form.editors[f"{form.entry.id}.return_due_day"]
    due.setFocus()
    settle()
    assert (due.text(), due.placeholderText()) == ("", "(5)")
    assert "While this is empty, this holds: 5" in form.foot.hint.text()


def test_language_and_size_are_remembered_for_the_person(window: Window) -> None:
    window.act("settings")
    settle()
    page: Any = window.trail.current
    page.language.setCurrentIndex(page.language.findData("fr"))
    page.language.activated.emit(0)
    page.text_size.setCurrentIndex(page.text_size.findData(150))
    page.text_size.activated.emit(0)
    mine = f"person/{window.ward.account.id}"
    assert QSettings().value(f"{mine}/language") == "fr"
    assert QSettings().value(f"{mine}/text") == "150"
    assert "sign in again" in window.status.said.text()


def test_a_list_is_pasted_after_the_first_run(window: Window) -> None:
    window.show_deeper("paste", "village")
    settle()
    page: Any = window.trail.current
    page.box.text.setPlainText("Zantiébougou\nSikoro")  # the second is there already
    page.keep()
    settle()
    assert "1 line kept." in window.status.said.text()
    names = [one.title() for one in ask(lambda: window.ward.all("village"))]
    assert names.count("Sikoro") == 1
    assert "Zantiébougou" in names


def test_the_settings_of_the_ward_are_one_entry_in_a_form(window: Window) -> None:
    window.list_register("settings")
    settle()
    form: Any = window.trail.current
    assert form.entry.register.name == "settings"
    form.leave()


def test_the_arrows_go_across_and_down_and_she_comes_back_to_where_she_was(window: Window) -> None:
    control(Key.Key_5)
    page = window.trail.current
    assert isinstance(page, SettingsPage)
    first = page.focusWidget()
    press(Key.Key_Down)
    below = page.focusWidget()
    assert isinstance(first, Tile)
    assert isinstance(below, Tile)
    assert below.x() == first.x()
    assert below.y() > first.y()
    press(Key.Key_Right)
    beside = page.focusWidget()
    assert isinstance(beside, Tile)
    assert beside.y() == below.y()
    assert beside.x() > below.x()
    press(Key.Key_Left)
    enter()
    assert window.trail.current is not page
    press(Key.Key_Escape)
    assert window.trail.current is page
    assert below.hasFocus()
