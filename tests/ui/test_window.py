"""The window by keys: one page at a time, deeper and back, nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity.ui import jobs
from maternity.ui.editors import Editor
from maternity.ui.form import Form
from maternity.ui.page import Page
from maternity.ui.window import Window
from maternity.ward import Query
from tests.ui import desk
from tests.ui.desk import ask, control, enter, press, settle, write

Key = Qt.Key


def title(window: Window) -> str:
    """The title of the page in view."""
    return str(getattr(window.trail.current, "title", ""))


NUMBERS = {
    Key.Key_1: "HomePage",
    Key.Key_2: "ToDoPage",
    Key.Key_3: "ListsPage",
    Key.Key_4: "ReportPage",
    Key.Key_5: "SettingsPage",
    Key.Key_6: "HelpPage",
    Key.Key_Ampersand: "HomePage",  # the same keys on a French keyboard, without Shift
    Key.Key_Eacute: "ToDoPage",
    Key.Key_QuoteDbl: "ListsPage",
    Key.Key_Apostrophe: "ReportPage",
    Key.Key_ParenLeft: "SettingsPage",
    Key.Key_Minus: "HelpPage",
}


def test_ctrl_and_a_number_open_the_pages_of_the_side_bar(
    window: Window, subtests: pytest.Subtests
) -> None:
    window.act("help")
    settle()
    for key, page in NUMBERS.items():
        with subtests.test(key=key.name):
            assert type(window.trail.current).__name__ != page
            control(key)
            assert type(window.trail.current).__name__ == page
            marked = [name for name, one in window.frame.side.buttons.items() if one.isChecked()]
            assert len(marked) == 1


def test_f1_shows_every_key_with_its_words(window: Window) -> None:
    press(Key.Key_F1)
    seen = desk.words_of(window)
    for words in ("F7", "New delivery", "Ctrl+F", "Copy as a table", "Shift+Enter"):
        assert words in seen


def test_the_menu_has_every_command_with_its_key(window: Window) -> None:
    menu = window.frame.top.menu.menu()
    shown = {one.text(): one.shortcut().toString() for one in menu.actions()}
    assert shown["New delivery"] == "F7"
    assert shown["Lock"] == "Ctrl+L"
    assert shown["Postnatal visit"] == "F8"


def test_a_new_womans_delivery_is_begun_by_keys_and_comes_back_as_a_draft(window: Window) -> None:
    press(Key.Key_F7)
    assert type(window.trail.current).__name__ == "Finder"
    write("Sissoko Zeneba")
    enter()
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.banner.name() == "Sissoko Zeneba"
    assert isinstance(QApplication.focusWidget(), Editor)
    write("24")
    press(Key.Key_Tab)
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert type(window.trail.current).__name__ == "HomePage"
    assert "Drafts to finish · 1" in desk.words_of(window)
    assert "1 draft" in window.status.state.text()
    home = window.trail.current
    home.drafts.lines.setFocus()  # type: ignore[union-attr]
    enter()
    again = window.trail.current
    assert isinstance(again, Form)
    assert "24" in again.texts().values()


def test_going_to_another_page_keeps_what_stands_in_the_form(window: Window) -> None:
    press(Key.Key_F7)
    write("Sissoko Zeneba")
    enter()
    write("24")
    control(Key.Key_4)
    assert type(window.trail.current).__name__ == "ReportPage"
    assert len(ask(window.ward.drafts)) == 1


def test_a_kept_entry_says_its_number_and_the_time_of_the_save_stays(window: Window) -> None:
    press(Key.Key_F7)
    write("Sissoko Zeneba")
    enter()
    press(Key.Key_F9)
    form = window.trail.current
    assert isinstance(form, Form)  # nothing is written yet: no number is taken
    assert "there is nothing to keep" in form.foot.word.text()
    assert form.entry.version is None
    write("24")
    press(Key.Key_F9)
    assert type(window.trail.current).__name__ == "HomePage"
    assert "Delivery n° 61/2026" in window.status.said.text()
    assert "to complete before closing" in window.status.said.text()
    assert "✓ Saved 10:00" in window.status.state.text()


def test_f3_finds_a_woman_and_opens_her_page(window: Window) -> None:
    woman = ask(lambda: window.ward.page(Query("delivery", limit=1)).rows)[0].pregnancy.woman
    press(Key.Key_F3)
    write(f"{woman.family_name} {woman.given_name}")
    jobs.wait_idle()
    enter()
    page = window.trail.current
    assert type(page).__name__ == "WomanPage"
    assert title(window) == woman.title()
    press(Key.Key_Escape)
    assert type(window.trail.current).__name__ == "HomePage"


def test_back_leads_through_every_page_that_led_here(window: Window) -> None:
    control(Key.Key_3)
    press(Key.Key_Tab)
    enter()
    assert title(window) == "Stays"
    enter()
    assert isinstance(window.trail.current, Form)
    press(Key.Key_Escape)
    assert title(window) == "Stays"
    press(Key.Key_Escape)
    assert title(window) == "Registers"
    press(Key.Key_Escape)
    assert title(window) == "Registers"


def test_f11_shows_initials_for_visitors_eyes_on_every_list(window: Window) -> None:
    home = window.trail.current
    assert isinstance(home, Page)
    rows = home.unfinished.lines  # type: ignore[attr-defined]
    whole = rows.item(0).text()
    press(Key.Key_F11)
    assert rows.item(0).text() != whole
    assert "names hidden" in window.status.state.text()
    window.list_register("delivery")
    settle()
    model = window.trail.current.model  # type: ignore[union-attr]
    at = next(n for n, one in enumerate(model.columns) if one.words == "Woman")
    assert len(model.index(0, at).data()) <= 5
    press(Key.Key_F11)
    assert len(model.index(0, at).data()) > 5


def test_a_training_register_says_so_on_every_page(window: Window) -> None:
    assert "TRAINING REGISTER" in desk.words_of(window)
    assert window.frame.top.property("training") == "true"


def test_locking_leads_back_to_the_door(window: Window) -> None:
    heard: list[str] = []
    window.locked.connect(lambda: heard.append("locked"))
    control(Key.Key_L)
    assert heard == ["locked"]


def test_f8_is_the_next_baby_in_a_form_and_a_postnatal_visit_elsewhere(window: Window) -> None:
    press(Key.Key_F7)
    write("Sissoko Zeneba")
    enter()
    form = window.trail.current
    assert isinstance(form, Form)
    press(Key.Key_F8)
    assert window.trail.current is form
    assert len(form.entry.look("newborns")) == 2
    press(Key.Key_Escape)
    press(Key.Key_F8)
    assert type(window.trail.current).__name__ == "Finder"
    assert title(window) == "Postnatal visit"


def test_a_refusal_of_the_ward_is_told_at_the_foot(matron: Window) -> None:
    matron.list_register("village")
    settle()
    matron.new_entry("village")
    settle()
    assert not isinstance(matron.trail.current, Form)
    assert "role does not allow" in matron.status.said.text()
    assert matron.status.said.property("state") == "wrong"


def test_f1_helps_on_the_field_and_pressed_again_shows_every_key(window: Window) -> None:
    press(Key.Key_F7)
    write("Sissoko Zeneba")
    enter()
    form = window.trail.current
    assert isinstance(form, Form)
    press(Key.Key_F1)
    assert window.trail.current is form
    assert ": " in form.foot.word.text()
    press(Key.Key_F1)
    assert type(window.trail.current).__name__ == "HelpPage"
    press(Key.Key_Escape)
    assert window.trail.current is form


def test_ctrl_and_the_fourth_key_repeats_in_a_field_and_leads_to_reports_elsewhere(
    window: Window,
) -> None:
    press(Key.Key_F7)
    write("Sissoko Zeneba")
    enter()
    form = window.trail.current
    control(Key.Key_Apostrophe)
    assert window.trail.current is form
    press(Key.Key_Escape)
    control(Key.Key_Apostrophe)
    assert type(window.trail.current).__name__ == "ReportPage"


def test_a_woman_who_has_just_given_birth_is_not_delivered_a_second_time(window: Window) -> None:
    (last,) = ask(lambda: window.ward.page(Query("delivery", limit=1))).rows
    before = ask(lambda: window.ward.count(Query("pregnancy")))
    window.begin("delivery", last.pregnancy.woman)
    settle()
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.entry.id == last.id
    assert "She gave birth a short time ago" in window.status.said.text()
    form.leave()
    settle()
    assert ask(lambda: window.ward.count(Query("pregnancy"))) == before
