"""Emergency sheets by keys: begun from a card, stamped step by step, told to the lines above."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity.fields import Answer
from maternity.moments import Moment
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.delivery import Delivery
from maternity.registers.haemorrhage_care import STEPS, HaemorrhageCare
from maternity.registers.newborn import ResuscitationStep
from maternity.ui.emergency_form import EmergencyForm
from maternity.ui.form import Form
from maternity.ui.home_page import HomePage
from maternity.ui.window import Window
from maternity.ward.board import Group, Place
from tests.ui import desk
from tests.ui.desk import ask, control, enter, press, settle, write
from tests.ward_fixtures import NOW, Birth, a_birth, moment

Key = Qt.Key


def arrived(window: Window, **told: Any) -> tuple[Birth, Admission]:
    """A woman who gave birth an hour ago, on the board."""
    made = a_birth(NOW.date(), hour=9, name="Ouattara", **{"pph": None, **told})
    made.babies[0].born_at = made.delivery.delivered_at = moment(NOW.date(), 9)
    stay = Admission(
        pregnancy=made.pregnancy,
        subject=AdmissionSubject.WOMAN,
        reason=AdmissionReason.LABOUR,
        admitted_at=Moment.at(NOW - timedelta(hours=5)),
    )
    made.delivery.admission = stay
    ask(lambda: window.ward.keep(made.woman, made.pregnancy, stay, made.delivery, *made.babies))
    window.act("home")
    settle()
    return made, stay


def sheet_of(window: Window, stay: Admission, figure: str) -> EmergencyForm:
    """From the card of a stay: the letter, then the figure."""
    page = window.trail.current
    assert isinstance(page, HomePage)
    lines = page.columns[Group.DELIVERED].lines
    lines.setFocus()
    for row in range(lines.count()):
        lines.setCurrentRow(row)
        place = lines.current()
        if isinstance(place, Place) and place.stay == stay:
            break
    press(Key.Key_U)
    assert "1 Haemorrhage sheet   2 Eclampsia sheet   3 Resuscitation sheet" in desk.words_of(page)
    write(figure)
    form = window.trail.current
    assert isinstance(form, EmergencyForm)
    return form


def editor(form: Form, name: str) -> Any:
    return next(one for one in form.editors.values() if one.field.name == name)


def kept(window: Window, register: str, identity: str) -> Any:
    return ask(lambda: window.ward.full(register, identity))


def test_a_haemorrhage_takes_a_few_keys_and_is_told_to_the_delivery(window: Window) -> None:
    made, stay = arrived(window)
    form = sheet_of(window, stay, "1")
    assert QApplication.focusWidget() is editor(form, "loss_ml")
    write("800")
    press(Key.Key_F5)
    assert QApplication.focusWidget() is editor(form, "called_at")
    for _step in range(6):
        press(Key.Key_F5)
    assert "10:00" in editor(form, "examined_at").text()
    assert editor(form, "blood_loss_ml").text() == "800"
    assert editor(form, "pph").text() == "Yes"
    press(Key.Key_F9)
    birth = kept(window, "delivery", made.delivery.id)
    assert isinstance(birth, Delivery)
    assert (birth.blood_loss_ml, birth.pph) == (800, Answer.YES)
    (sheet,) = birth.haemorrhage_cares
    assert isinstance(sheet, HaemorrhageCare)
    assert sheet.steps_done == len(STEPS)

    window.act("home")
    settle()
    form = sheet_of(window, stay, "1")
    assert form.entry.id == sheet.id, "the one under way is taken up"
    editor(form, "total_loss_ml").setFocus()
    write("1200")
    enter()
    press(Key.Key_F9)
    assert kept(window, "delivery", made.delivery.id).blood_loss_ml == 1200


def test_what_a_person_wrote_of_the_delivery_stays_and_the_difference_is_told(
    window: Window,
) -> None:
    made, stay = arrived(window, blood_loss_ml=300, pph=Answer.NO)
    form = sheet_of(window, stay, "1")
    write("900")
    enter()
    written = editor(form, "blood_loss_ml")
    assert written.text() == "300"
    assert "the sheet says 900, here stands 300. Nothing was changed." in written.words
    press(Key.Key_F9)
    birth = kept(window, "delivery", made.delivery.id)
    assert (birth.blood_loss_ml, birth.pph) == (300, Answer.NO)


def test_the_signs_of_a_baby_take_a_figure_each_from_the_form_of_the_delivery(
    window: Window,
) -> None:
    made, _stay = arrived(window)
    window.open_entry(made.delivery)
    settle()
    control(Key.Key_G)
    write("3")
    form = window.trail.current
    assert isinstance(form, EmergencyForm)
    editor(form, "ventilated_at").setFocus()
    press(Key.Key_F5)
    editor(form, "colour_1").setFocus()
    write("01110")
    assert QApplication.focusWidget() is editor(form, "colour_5")
    assert editor(form, "apgar_1").text() == "3"
    press(Key.Key_F9)
    baby = kept(window, "newborn", made.babies[0].id)
    assert (baby.apgar_1, baby.resuscitated) == (3, Answer.YES)
    assert baby.resuscitation_steps == (ResuscitationStep.BAG_MASK,)


def test_each_dose_is_a_line_of_now_and_the_next_one_is_told(window: Window) -> None:
    _made, stay = arrived(window)
    form = sheet_of(window, stay, "2")
    editor(form, "kind").setFocus()
    write("2")
    enter()
    press(Key.Key_F8)
    hours = [one for one in form.editors.values() if one.field.name == "given_at"]
    assert [one.text() for one in hours] == ["26/11/2026 10:00"]
    write("2")
    enter()
    assert "Next dose due at 26/11/2026 14:00" in desk.words_of(form.banner)


def test_a_diagnosis_is_chosen_from_the_list_by_its_beginning(window: Window) -> None:
    made, _stay = arrived(window)
    window.open_entry(made.delivery)
    settle()
    form = window.trail.current
    assert isinstance(form, Form)
    field = editor(form, "diagnoses")
    form.sheet.bring(field)
    field.setFocus()
    write("retained plac")
    assert "PPH third stage (retained placenta with haemorrhage) O72.0 / JA43.0" in field.hint()
    field._open(field._fitting())
    field._take(field._fitting()[0])
    enter()
    assert "(O72.0)" in field.text() or "(O73.0)" in field.text()
