"""The labour guide: a whole labour typed by keys, alerts told, nothing lost, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity import clock
from maternity.moments import Moment
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.labour_care import LabourCare
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.woman import Woman
from maternity.ui.guide_form import GuideForm
from maternity.ui.home_page import HomePage
from maternity.ui.window import Window
from maternity.ward.board import Group, Place
from tests.ui import desk
from tests.ui.desk import ask, press, settle
from tests.ward_fixtures import NOW, FixedClock

Key = Qt.Key
BEGAN = NOW - timedelta(hours=6)


@pytest.fixture
def time_of(dressed: QApplication) -> Iterator[FixedClock]:
    """A clock that the test moves on."""
    assert dressed is not None
    moved = FixedClock(NOW)
    with clock.use(moved):
        yield moved


@pytest.fixture
def in_labour(window: Window, time_of: FixedClock) -> list[Admission]:
    """Two women who came in labour this morning; the second carries twins."""

    def arrive() -> list[Admission]:
        stays = []
        assert time_of.at == NOW
        for name, fetuses in (("Sangaré", 1), ("Keïta", 2)):
            woman = Woman(family_name=name, given_name="Awa")
            pregnancy = Pregnancy(woman=woman, gravidity=2, parity=1, fetuses_expected=fetuses)
            stay = Admission(
                pregnancy=pregnancy,
                subject=AdmissionSubject.WOMAN,
                reason=AdmissionReason.LABOUR,
                admitted_at=Moment.at(BEGAN),
            )
            window.ward.keep(woman, pregnancy, stay)
            stays.append(stay)
        return stays

    stays: list[Admission] = ask(arrive)
    window.act("home")
    settle()
    return stays


def open_guide(window: Window, stay: Admission) -> GuideForm:
    """From the card of a woman, by one key."""
    if not isinstance(window.trail.current, HomePage):
        window.act("home")
        settle()
    page = window.trail.current
    assert isinstance(page, HomePage)
    lines = page.columns[Group.LABOUR].lines
    lines.setFocus()
    for row in range(lines.count()):
        lines.setCurrentRow(row)
        place = lines.current()
        if isinstance(place, Place) and place.stay == stay:
            break
    press(Key.Key_G)
    form = window.trail.current
    assert isinstance(form, GuideForm)
    return form


def focused() -> Any:
    """The field that has the focus."""
    return QApplication.focusWidget()


def fill_column(values: dict[str, str]) -> None:
    """Type values row by row, from wherever the focus is, downwards."""
    left = dict(values)
    for _step in range(40):
        editor = focused()
        name = editor.field.name if hasattr(editor, "field") else ""
        if name in left:
            typed = left.pop(name)
            desk.write(typed)
            if focused() is editor:
                press(Key.Key_Down)
        elif left:
            press(Key.Key_Down)
        if not left:
            return
    raise AssertionError(left)


def kept(window: Window, stay: Admission) -> LabourCare:
    """The labour of a stay, as the register holds it."""

    def read() -> Any:
        found = window.ward.book.linked(LabourCare, "admission", [stay.id])
        return window.ward.full("labour_care", found[0].id)

    care: LabourCare = ask(read)
    return care


def begin(form: GuideForm) -> None:
    """The labour itself, before the grid."""
    assert focused().field.name == "onset"
    fill_labour(form, {"onset": "1", "started_at": f"{BEGAN:%d/%m %H%M}", "membranes": "1"})


def fill_labour(form: GuideForm, values: dict[str, str]) -> None:
    for name, typed in values.items():
        editor = next(e for e in form.editors.values() if e.field.name == name)
        editor.setFocus()
        editor.selectAll()
        desk.write(typed)
        press(Key.Key_Return)


FIRST_COLUMN = {
    "companion": "y",
    "pain_relief": "n",
    "oral_fluid": "d",
    "posture": "s",
    "fhr_bpm": "140",
    "fhr_deceleration": "n",
    "amniotic_fluid": "i",
    "fetal_position": "a",
    "caput": "0",
    "moulding": "1",
    "pulse_bpm": "84",
    "bp_systolic_mmhg": "120",
    "bp_diastolic_mmhg": "70",
    "temperature_c": "37,4",
    "urine_protein": "0",
    "urine_acetone": "2",
    "contractions_per_10min": "3",
    "contraction_duration_s": "40",
    "dilatation_cm": "5",
    "descent_fifths": "3",
    "oxytocin_iu_per_l": "0",
    "iv_fluids": "n",
    "assessment": "Avance bien",
    "plan": "Se lever, boire",
}


def test_a_whole_column_is_typed_by_keys_and_kept(
    window: Window, in_labour: list[Admission]
) -> None:
    form = open_guide(window, in_labour[0])
    begin(form)
    press(Key.Key_F6)
    assert focused().field.name == "observed_at"
    assert focused().text() == "10:00"
    press(Key.Key_Down)
    fill_column(FIRST_COLUMN)
    press(Key.Key_F9)
    care = kept(window, in_labour[0])
    (seen,) = care.observations
    told = {name: seen.plain(name) for name in FIRST_COLUMN}
    assert told["posture"] == "supine"
    assert told["oral_fluid"] == "declined"
    assert told["moulding"] == "plus_1"
    assert told["temperature_c"] == "37.4"
    assert told["amniotic_fluid"] == "intact"
    assert str(seen.observed_at) == "2026-11-26T10:00"
    assert care.plain("onset") == "spontaneous"
    assert str(care.active_phase_at) == "2026-11-26T10:00"
    assert [one.row for one in seen.alerts] == ["pain_relief", "posture", "urine_acetone"]
