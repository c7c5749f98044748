"""Taking back: a field by Ctrl+Z, a save by the bar that follows it; and what is carried on."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity.errors import Refused
from maternity.moments import Moment
from maternity.ui.editors import Editor
from maternity.ui.form import Form
from maternity.ui.parts import lines
from maternity.ui.window import Window
from maternity.ward import Query
from maternity.ward.undoing import undo
from tests.ui import desk
from tests.ui.desk import control, press

Key = Qt.Key


def at() -> Editor:
    """The field that has the focus."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, Editor)
    return widget


def go(words: str) -> Editor:
    """Go to a field by the beginning of its name."""
    control(Key.Key_F)
    desk.write(words)
    desk.enter()
    return at()


def new_birth(window: Window, name: str = "Zerbo Aissa") -> Form:
    """The form of the delivery of a woman who is new."""
    press(Key.Key_F7)
    desk.write(name)
    desk.enter()
    form = window.trail.current
    assert isinstance(form, Form)
    return form


def say(words: str, text: str) -> None:
    """Type into a named field, and go on."""
    go(words)
    desk.write(text)
    desk.enter()


def test_a_field_is_reached_by_the_beginning_of_its_name(window: Window) -> None:
    form = new_birth(window)
    assert go("weigh").field.name == "weight_g"
    assert go("loss").field.name == "blood_loss_ml"
    control(Key.Key_F)
    desk.write("xyz")
    desk.enter()
    assert "No field on this form" in desk.words_of(form)
    press(Key.Key_Escape)


def test_a_field_of_the_twin_in_view_is_reached_not_that_of_the_first_born(window: Window) -> None:
    form = new_birth(window)
    say("outcome", "1")
    press(Key.Key_F8)
    assert form.sheet.line_of(go("outcome")) == 2
    desk.write("2")
    go("loss")  # a field of the mother's: the second twin stays in view
    assert form.sheet.line_of(go("outcome")) == 2
    told = [one.look("outcome").value for one in lines(form.entry, "newborns")]
    assert told == ["live", "fresh_stillbirth"]
    press(Key.Key_Escape)


def test_ctrl_z_takes_back_the_last_field_then_the_one_before(window: Window) -> None:
    form = new_birth(window)
    say("weigh", "3100")
    say("length", "49")
    say("attended", "kon")
    assert form.editors[next(k for k in form.editors if k.endswith("attendant"))].text()
    control(Key.Key_Z)
    assert at().field.name == "attendant"
    assert at().text() == ""
    control(Key.Key_Z)
    control(Key.Key_Z)
    assert at().field.name == "weight_g"
    assert at().text() == ""
    control(Key.Key_Z)
    assert "nothing more to take back" in form.foot.word.text()


def test_ctrl_z_while_typing_takes_back_the_typing_alone(window: Window) -> None:
    new_birth(window)
    say("weigh", "3100")
    go("length")
    desk.write("49")
    control(Key.Key_Z)
    assert at().field.name == "length_cm"
    assert at().text() == ""


def test_a_new_entry_is_undone_right_after_its_save(window: Window) -> None:
    form = new_birth(window)
    say("weigh", "3100")
    press(Key.Key_F9)
    assert window.status.undo.isVisible()
    control(Key.Key_Z)
    assert "Undone" in window.status.said.text()
    assert not window.status.undo.isVisible()
    entry = desk.ask(lambda: window.ward.get("delivery", form.entry.id))
    assert entry.voided_at is not None
    assert entry.serial_no is not None
    changes = desk.ask(lambda: window.ward.history(entry))
    assert changes[0].event == "void"
    assert desk.ask(lambda: window.ward.find("Zerbo")) == []


def test_an_entry_looked_at_and_kept_again_is_not_said_to_be_saved(window: Window) -> None:
    (baby, *_rest) = desk.ask(lambda: window.ward.page(Query("newborn", limit=1))).rows
    for _time in range(2):  # the first keeps what the form proposes in an empty field
        window.open_entry(baby.delivery)
        desk.settle()
        press(Key.Key_F9)
    assert "Nothing had changed" in window.status.said.text()
    assert not window.status.undo.isVisible()


def test_in_a_form_the_offer_to_undo_a_save_does_not_name_the_key_of_typing(
    window: Window,
) -> None:
    first = new_birth(window)
    say("weigh", "3100")
    press(Key.Key_F9)
    assert "Ctrl+Z" in window.status.undo.text()
    new_birth(window, "Zerbo Binta")
    assert window.status.undo.isVisible()
    assert window.status.undo.text() == "Undo the last save"
    say("weigh", "2900")
    control(Key.Key_Z)
    assert at().text() == ""
    assert desk.ask(lambda: window.ward.get("delivery", first.entry.id)).voided_at is None
    press(Key.Key_Escape)
    assert "Ctrl+Z" in window.status.undo.text()


def test_a_correction_is_undone_and_the_history_keeps_both(window: Window) -> None:
    rows = desk.ask(lambda: window.ward.page(Query("newborn", limit=10))).rows
    baby = next(one for one in rows if one.birth_rank == 1)
    before = baby.weight_g
    window.open_entry(baby.delivery)
    desk.settle()
    say("weigh", "2222")
    press(Key.Key_F9)
    desk.write("1")
    desk.enter()
    window.status.undo.setFocus()
    press(Key.Key_Space)
    after = desk.ask(lambda: window.ward.get("newborn", baby.id))
    assert after.weight_g == before
    assert after.voided_at is None
    told = [one for one in desk.ask(lambda: window.ward.history(after)) if "2222" in one.new]
    assert len(told) == 1


def test_what_a_colleague_built_on_is_not_undone(window: Window) -> None:
    form = new_birth(window)
    kept: list[object] = []
    form.kept.connect(kept.append)
    desk.write("24")
    press(Key.Key_F9)
    ward = window.ward

    def build_on_it() -> str:
        visit = ward.begin("postnatal_visit", form.entry)
        visit.delivery, visit.pregnancy = form.entry, form.entry.pregnancy  # type: ignore[attr-defined]
        ward.keep(visit)
        with pytest.raises(Refused) as refused:
            undo(ward, kept[0])  # type: ignore[arg-type]
        return str(refused.value)

    assert "belongs to this one" in desk.ask(build_on_it)


def test_the_attendant_is_carried_on_and_the_day_on_request(window: Window) -> None:
    new_birth(window)
    say("delivered", "2411 3h40")
    say("attended", "kon")
    press(Key.Key_F9)
    form = new_birth(window, "Zoungrana Fati")
    assert go("attended").text().startswith("Kon")
    go("delivered")
    control(Key.Key_Apostrophe)
    assert at().text() == "24/11/2026 03:40"
    desk.write("1115")
    desk.enter()
    form.fill()
    assert form.entry.look("delivered_at") == Moment(date(2026, 11, 24), time(11, 15))


def test_an_hour_alone_finds_its_day_and_says_it(window: Window) -> None:
    form = new_birth(window)
    say("admitted", "21h")  # it is ten in the morning: yesterday evening
    assert form.entry.look("admission").admitted_at == Moment(date(2026, 11, 25), time(21))
    say("delivered", "2h15")
    assert form.entry.look("delivered_at") == Moment(date(2026, 11, 26), time(2, 15))
    assert go("delivered").text() == "26/11/2026 02:15"
