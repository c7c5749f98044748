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


def ready(window: Window, stay: Admission) -> GuideForm:
    """Her guide with the labour written and its first column kept, opened again."""
    form = open_guide(window, stay)
    fill_labour(form, {"onset": "1", "started_at": f"{BEGAN:%d/%m %H%M}", "membranes": "1"})
    press(Key.Key_F6)
    press(Key.Key_Down)
    fill_column({"fhr_bpm": "140", "dilatation_cm": "5"})
    press(Key.Key_F9)
    return open_guide(window, stay)


def test_a_letter_answers_its_row_and_enter_goes_to_the_next(
    window: Window, in_labour: list[Admission]
) -> None:
    open_guide(window, in_labour[0])
    press(Key.Key_F6)
    press(Key.Key_Down)
    for typed, row in (("n", "companion"), ("y", "companion"), ("n", "pain_relief")):
        assert focused().field.name == row
        desk.write(typed)
        assert (focused().field.name, focused().text()) == (row, typed.upper())
        if typed == "y":
            press(Key.Key_Return)
    press(Key.Key_Return)
    assert focused().field.name == "oral_fluid"


def test_two_women_are_followed_at_once(
    window: Window, in_labour: list[Admission], time_of: FixedClock
) -> None:
    one, other = in_labour
    ready(window, one)
    press(Key.Key_Escape)
    settle()
    ready(window, other)
    press(Key.Key_Escape)
    settle()
    time_of.at += timedelta(minutes=30)
    for stay, bpm in ((one, "150"), (other, "120")):
        form = open_guide(window, stay)
        assert focused().text() == "10:30"
        press(Key.Key_Down)
        fill_column({"fhr_bpm": bpm})
        press(Key.Key_F9)
        assert form is not window.trail.current
    assert [o.fhr_bpm for o in kept(window, one).noted] == [140, 150]
    assert [o.fhr_bpm for o in kept(window, other).noted if o.fetus == 1] == [140, 120]


def test_twins_have_each_a_column_and_their_own_heart_rates(
    window: Window, in_labour: list[Admission]
) -> None:
    form = ready(window, in_labour[1])
    first, second = form.columns
    assert (first.fetus, second.fetus) == (1, 2)
    assert set(name_of(form, second.id)) == {
        *("fhr_bpm", "fhr_deceleration", "amniotic_fluid", "fetal_position"),
        *("caput", "moulding"),
    }
    press(Key.Key_Down)
    fill_column({"fhr_bpm": "140", "fhr_deceleration": "n"})
    press(Key.Key_Up)
    press(Key.Key_Up)
    assert focused().field.name == "fhr_bpm"
    press(Key.Key_Right)
    assert focused().objectName() == "labour_observation.fhr_bpm"
    cell = form.guide.grid.cell(focused())
    assert cell is not None
    assert cell.line == 2
    desk.write("152")
    press(Key.Key_F9)
    rates = {o.fetus: o.fhr_bpm for o in kept(window, in_labour[1]).noted if o.fhr_bpm}
    assert rates == {1: 140, 2: 152}
    twin = next(o for o in kept(window, in_labour[1]).noted if o.fetus == 2)
    assert str(twin.observed_at) == "2026-11-26T10:00"


def name_of(form: GuideForm, identity: str) -> list[str]:
    return [key.partition(".")[2] for key in form.editors if key.startswith(identity)]


def test_a_column_of_before_is_marked_as_noted_afterwards(
    window: Window, in_labour: list[Admission]
) -> None:
    form = ready(window, in_labour[0])
    desk.write("0700")
    press(Key.Key_Down)
    fill_column({"pulse_bpm": "80"})
    press(Key.Key_F9)
    care = kept(window, in_labour[0])
    assert [(str(o.observed_at)[-5:], o.retrospective) for o in care.noted] == [
        ("07:00", True),
        ("10:00", False),
    ]
    form = open_guide(window, in_labour[0])
    assert "↩ noted afterwards" in form.strip.due.text()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("fhr_bpm", "1400", "1400 /min is too high. Enter 260 /min or less."),
        ("dilatation_cm", "11", "11 cm is too high. Enter 10 cm or less."),
        ("observed_at", "31/02 1000", "February"),
        ("observed_at", "2300", "is after 26/11/2026 10:00"),
        ("observed_at", "25:10", "it goes from 0 to 23"),
        ("temperature_c", "chaud", ""),
    ],
)
def test_what_cannot_be_is_told_stays_as_typed_and_is_a_draft(
    window: Window, in_labour: list[Admission], name: str, typed: str, words: str
) -> None:
    form = ready(window, in_labour[0])
    identity = form.columns[-1].id
    editor = form.editors[f"{identity}.{name}"]
    editor.setFocus()
    editor.selectAll()
    desk.write(typed)
    press(Key.Key_Down)
    assert editor.text() in {typed, "23:00"}
    assert editor.property("state") == "wrong"
    assert words in editor.words
    press(Key.Key_Escape)
    settle()
    (draft,) = ask(window.ward.drafts)
    window.reopen(draft)
    settle()
    again: Any = window.trail.current
    assert isinstance(again, GuideForm)
    assert again.editors[f"{identity}.{name}"].text() in {typed, "23:00", "26/11/2026 23:00"}
    assert again.editors[f"{identity}.{name}"].property("state") == "wrong"


def test_an_alert_is_told_until_a_plan_and_who_answer_it(
    window: Window, in_labour: list[Admission]
) -> None:
    form = ready(window, in_labour[0])
    press(Key.Key_Down)
    fill_column({"fhr_bpm": "170"})
    told = form.strip.alerts
    assert "! 10:00 Baseline FHR 170 (≥ 160)" in told.text()
    assert told.property("state") == "unsure"
    cell = form.guide.grid.cell(form.editors[f"{form.columns[-1].id}.fhr_bpm"])
    assert cell is not None
    assert cell.sign.text() == "!"
    press(Key.Key_F5)
    assert focused().field.name == "plan"
    desk.write("Cote gauche, oxygene, appeler")
    press(Key.Key_Down)
    assert focused().field.name == "observed_by"
    staff = ask(lambda: window.ward.all("staff_member"))[0]
    desk.write(staff.title())
    press(Key.Key_Down)
    assert "✓ every alert is answered" in told.text()
    assert "Cote gauche" in told.text()
    assert told.property("state") == ""


def test_a_lag_is_told_as_time_passes_without_a_key(
    window: Window, in_labour: list[Admission], time_of: FixedClock
) -> None:
    form = ready(window, in_labour[0])
    assert form.strip.alerts.text() == "No alert."
    time_of.at += timedelta(hours=6)
    form.watch()
    assert "! 16:00 Cervix: 5 cm for 6 h or more" in form.strip.alerts.text()
    assert "due now: " in form.strip.due.text()


def test_a_column_noted_before_is_corrected_with_a_reason(
    window: Window, in_labour: list[Admission]
) -> None:
    form = ready(window, in_labour[0])
    press(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_Down)
    fill_column({"fhr_bpm": "145"})
    press(Key.Key_F9)
    assert form._why.isVisible()
    desk.write("2")
    press(Key.Key_Return)
    assert [o.fhr_bpm for o in kept(window, in_labour[0]).noted] == [145]


def test_the_delivery_begins_with_what_the_guide_knows(
    window: Window, in_labour: list[Admission]
) -> None:
    ready(window, in_labour[0])
    press(Key.Key_Escape)
    settle()
    window.begin("delivery", in_labour[0])
    settle()
    form: Any = window.trail.current
    assert form.entry.plain("labour_onset") == "spontaneous"
    assert form.entry.plain("monitoring_tool") == "lcg"
    fill_labour(form, {"delivered_at": "26/11 0930"})
    assert form.entry.plain("labour_duration_h") == "5.5"


def test_an_empty_column_is_not_kept(window: Window, in_labour: list[Admission]) -> None:
    ready(window, in_labour[0])
    press(Key.Key_F9)
    settle()
    assert len(kept(window, in_labour[0]).noted) == 1


def test_a_new_column_is_the_empty_one_that_is_there(
    window: Window, in_labour: list[Admission]
) -> None:
    form = ready(window, in_labour[0])
    before = len(form.columns)
    press(Key.Key_F8)
    assert len(form.columns) == before
    press(Key.Key_Down)
    fill_column({"fhr_bpm": "140"})
    press(Key.Key_F8)
    assert len(form.columns) == before + 1


def test_the_drawing_of_the_sheet_is_one_key_from_the_grid(
    window: Window, in_labour: list[Admission]
) -> None:
    form = ready(window, in_labour[0])
    press(Key.Key_F6)
    drawn = form.guide.drawn
    assert drawn.isVisible()
    (sheet,) = drawn._sheets.drawings
    assert "Sangaré Awa" in " ".join(sheet.texts())
    assert "140" in list(sheet.texts())
    press(Key.Key_F6)
    assert focused().field.name == "gravidity"
    press(Key.Key_F6)
    assert focused().field.name == "observed_at"
