"""The delivery form by keys alone: what is typed is what is kept, and nothing typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from maternity import clock
from maternity.db import keys
from maternity.db.saving import plain_values
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.people import Right, Role
from maternity.reading import Unreadable
from maternity.registers.delivery import Delivery
from maternity.registers.lists import Sex
from maternity.registers.newborn import BirthOutcome
from maternity.registers.staff_member import StaffMember
from maternity.registers.woman import Woman
from maternity.ui import jobs, theme
from maternity.ui.columns import fits, places
from maternity.ui.editors import Editor
from maternity.ui.form import Form
from maternity.ward import Draft, Query, Ward, create_ward, discretion
from maternity.ward.files import import_files
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock, a_village


def focused() -> QWidget:
    """Where the keys go."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, text: str = "", modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """A key on whatever has the focus."""
    target = focused()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
    jobs.wait_idle()


def write(text: str) -> None:
    """Letters, also those of Bamanankan, then Enter."""
    for letter in text:
        target = focused()
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(target, event)
    jobs.wait_idle()
    press(Qt.Key.Key_Return)


def at() -> str:
    """The name of the field that has the focus."""
    widget = QApplication.focusWidget()
    return widget.field.name if isinstance(widget, Editor) else type(widget).__name__


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Ward]:
    """An open register on the database's own thread, with a village and two people."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    if not qapp.styleSheet():
        theme.apply(qapp)
    made: list[Any] = []

    def make() -> Ward:
        with quickly():
            opened, _code = create_ward(
                tmp_path / "registre",
                facility="CSCom",
                level="cscom",
                area="Kalabancoro",
                admin=NAME,
                passphrase=PASSPHRASE,
            )
        keep = [a_village(), a_village("Baguinéda", inside=False)]
        staff = opened.new("staff_member", family_name="Traoré", given_name="Aminata")
        assert isinstance(staff, StaffMember)
        for name, text in (("qualification", "midwife"), ("skilled", "yes")):
            setattr(staff, name, staff.register.fields[name].read(text))
        opened.keep(*keep, staff)
        return opened

    with clock.use(FixedClock()):
        jobs.run(make, made.append)
        jobs.wait_idle()
        yield made[0]
        jobs.run(made[0].close, lambda _done: None)
        jobs.stop()


def ask(work: Any) -> Any:
    """An answer of the ward."""
    found: list[Any] = []
    jobs.run(work, found.append)
    jobs.wait_idle()
    return found[0]


@pytest.fixture
def form(ward: Ward, qapp: QApplication) -> Iterator[Form]:
    """The form of a delivery of a woman who is new."""
    woman = Woman(family_name="Coulibaly", given_name="Jɛnɛba")
    page = Form(ward, ask(lambda: ward.begin("delivery", woman)))
    page.resize(1366, 690)
    page.show()
    qapp.processEvents()
    page.first()
    yield page
    page._dirty = False
    page.close()


MOTHER = (
    *(("born_on", "23"), ("village", "kalaban"), ("phone_1", "76 12 34 56")),
    *(("phone_1_owner", "1"), ("kin_name", "Moussa Diarra"), ("file_no", "")),
    *(("marital_status", ""), ("gravidity", "2"), ("parity", "1"), ("previous_caesareans", "0")),
    *(("previous_outcome", ""), ("previous_interval_months", "")),
    *(("admitted_at", "25/11/2026 0100"), ("place", "1")),
    *(("ga_weeks", "39"), ("ga_extra_days", "2"), ("ga_method", "1")),
    *(("labour_onset", "1"), ("labour_duration_h", "8,5"), ("monitoring_tool", "2")),
    *(("delivered_at", "25/11/2026 0340"), ("attendant", "traor")),
)
"""Enter passes over the term and the qualification: they follow from what is typed."""
BABY = (
    *(("born_at", ""), ("outcome", "1"), ("sex", "1"), ("presentation", "1")),
    *(("mode", "1"), ("weight_g", "3100"), ("length_cm", "49"), ("head_cm", "34")),
    *(("apgar_1", "0"), ("apgar_5", "9")),
)


def type_through(values: tuple[tuple[str, str], ...]) -> None:
    """Type what is given, field after field, in the order of the page."""
    for name, text in values:
        assert at() == name
        write(text)


def type_birth(form: Form) -> None:
    """A whole ordinary birth."""
    form.sheet.order()[0].setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    type_through(MOTHER)
    assert at() == "amtsl"
    QTest.keyClick(focused(), Qt.Key.Key_O)
    type_through((("uterotonic", "1"),))
    QTest.keyClick(focused(), Qt.Key.Key_O)
    QTest.keyClick(focused(), Qt.Key.Key_O)
    type_through((("blood_loss_ml", "250"), ("blood_loss_method", "2")))
    jobs.wait_idle()


def value(form: Form, name: str) -> Any:
    """The value a field of the delivery holds."""
    form.fill()
    return getattr(form.entry, name)


def test_the_page_is_gone_through_by_enter_alone_in_the_order_of_the_paper(form: Form) -> None:
    type_birth(form)
    assert value(form, "delivered_at") == Moment(date(2026, 11, 25), time(3, 40))
    assert value(form, "ga_weeks") == 39
    assert value(form, "amtsl") is Answer.YES
    assert form.entry.look("pph") is Answer.NO  # proposed by the loss
    assert form.entry.look("attendant").title() == "Traoré Aminata"
    assert form.entry.look("attendant_qualification").value == "midwife"
    assert form.entry.look("term").value == "term"


def test_a_birth_typed_by_keys_is_the_record_that_was_meant(form: Form, ward: Ward) -> None:
    type_birth(form)
    first = next(e for e in form.sheet.of_line(1) if not e.isHidden())
    first.setFocus()
    type_through(BABY)
    press(Qt.Key.Key_F9)
    birth = ask(lambda: ward.full("delivery", form.entry.id))
    baby = birth.newborns[0]
    assert plain_values(baby) == {
        "serial_no": "1",
        "delivery": birth.id,
        "birth_rank": "1",
        "born_at": "2026-11-25T03:40",
        "outcome": "live",
        "sex": "female",
        "presentation": "vertex",
        "mode": "vaginal",
        "weight_g": "3100",
        "length_cm": "49",
        "head_cm": "34",
        "apgar_1": "0",
        "apgar_5": "9",
        "seen_by": birth.attendant.id,
        "discharge_state": "still_in",
    }
    woman = birth.pregnancy.woman
    assert (woman.given_name, woman.declared_age_years, woman.phone_1) == (
        "Jɛnɛba",
        23,
        "+22376123456",
    )
    assert woman.village.name == "Kalabancoro"
    assert birth.admission.admitted_at == Moment(date(2026, 11, 25), time(1, 0))
    assert (birth.serial_no, birth.robson_group.value) == (1, "g3")
    assert ask(ward.drafts) == []


def test_twins_are_two_lines_and_nothing_of_the_mother_is_typed_twice(
    form: Form, ward: Ward
) -> None:
    type_birth(form)
    (first,) = form.entry.look("newborns")
    first.weight_g, first.sex, first.outcome = 3100, Sex.FEMALE, BirthOutcome.LIVE
    form.banner.show_entry(form.entry)
    assert "centile" in form.banner._facts.text()
    assert "baby 1" not in form.banner._facts.text()
    press(Qt.Key.Key_F8)
    assert at() == "born_at"
    assert [b.birth_rank for b in form.entry.look("newborns")] == [1, 2]
    first.weight_g, first.sex, first.outcome = 3100, Sex.FEMALE, BirthOutcome.LIVE
    form.banner.show_entry(form.entry)
    assert "baby 1: " in form.banner._facts.text()
    press(Qt.Key.Key_F9)
    birth = ask(lambda: ward.full("delivery", form.entry.id))
    assert len(birth.newborns) == 2
    assert ask(lambda: ward.count(Query("woman"))) == 1


def test_a_stillborn_is_not_asked_for_what_does_not_apply(form: Form) -> None:
    editors = {e.field.name: e for e in form.sheet.of_line(1)}
    editors["outcome"].setText("1")
    form.refresh()
    assert not editors["breastfed_within_1h"].isHidden()
    editors["outcome"].setText("2")
    form.refresh()
    assert editors["breastfed_within_1h"].isHidden()
    assert not editors["weight_g"].isHidden()


@pytest.mark.parametrize(
    ("name", "typed", "state"),
    [
        ("delivered_at", "31/02/2026", "wrong"),
        ("delivered_at", "tomorrow", "wrong"),
        ("delivered_at", "26/11/2026 1130", "wrong"),
        ("ga_weeks", "99", "wrong"),
        ("ga_weeks", "26", "unsure"),
        ("blood_loss_ml", "1800", "unsure"),
        ("blood_loss_ml", "abc", "wrong"),
    ],
)
def test_what_is_wrong_or_unlikely_stays_as_typed_and_is_marked(
    form: Form, name: str, typed: str, state: str
) -> None:
    editor = next(e for e in form.editors.values() if e.field.name == name)
    editor.setText(typed)
    form.refresh()
    assert editor.text() == typed
    assert editor.property("state") == state
    assert editor.words


def test_an_unlikely_value_is_confirmed_with_one_key_on_the_field(form: Form) -> None:
    editor = next(e for e in form.editors.values() if e.field.name == "blood_loss_ml")
    editor.setText("1800")
    editor.setFocus()
    form.refresh()
    press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert editor.property("state") != "unsure"
    assert form.entry.confirmed == {"blood_loss_ml": "1800"}


def test_an_unreadable_value_keeps_the_entry_and_the_draft(form: Form, ward: Ward) -> None:
    type_birth(form)
    editor = next(e for e in form.editors.values() if e.field.name == "blood_loss_ml")
    editor.setText("beaucoup")
    press(Qt.Key.Key_F9)
    assert ask(lambda: ward.count(Query("delivery"))) == 1
    (draft,) = ask(ward.drafts)
    assert "beaucoup" in draft.state["texts"].values()
    assert editor.text() == "beaucoup"
    assert at() == "blood_loss_ml"


@contextmanager
def slow_saving(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While this lasts the database has not begun to save; then it does."""
    gate, keep = threading.Event(), ward.keep

    def late(*kept: Any, **told: Any) -> Any:
        gate.wait(10)
        return keep(*kept, **told)

    monkeypatch.setattr(ward, "keep", late)
    yield
    gate.set()
    jobs.wait_idle()


def test_a_draft_that_comes_due_during_a_save_does_not_outlive_it(
    form: Form, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("23")
    with slow_saving(ward, monkeypatch):
        form.save()
        form.keep_draft()
    assert ask(ward.drafts) == []


def test_a_draft_that_comes_due_during_a_save_that_fails_is_kept(
    form: Form, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("23")
    with slow_saving(ward, monkeypatch):
        monkeypatch.setattr(
            discretion, "may_write", lambda _ward, _entry: ward.allow(Right.SEE_HIV)
        )
        ward.account.role = Role.NURSE
        form.save()
        form.keep_draft()
    assert len(ask(ward.drafts)) == 1


def test_what_is_typed_during_a_save_is_not_taken_for_kept(
    form: Form, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_birth(form)
    kept: list[Any] = []
    form.kept.connect(kept.append)
    note = next(e for e in form.editors.values() if e.field.name == "note")
    with slow_saving(ward, monkeypatch):
        form.save()
        note.setText("calme")
    assert kept == []
    assert form._dirty
    form.save()
    jobs.wait_idle()
    assert len(kept) == 1
    rows = [*ask(lambda: ward.all("delivery")), *ask(lambda: ward.all("newborn"))]
    assert "calme" in {row.note for row in rows}


def test_a_draft_is_offered_again_exactly_as_it_was_typed(
    form: Form, ward: Ward, qapp: QApplication
) -> None:
    type_birth(form)
    wrong = next(e for e in form.editors.values() if e.field.name == "delivered_at")
    wrong.setFocus()
    wrong.setText("31/02/2026")
    form._dirty = True
    form.keep_draft()
    jobs.wait_idle()
    (draft,) = ask(ward.drafts)
    assert isinstance(draft, Draft)
    entry = ask(lambda: ward.reopen(draft))
    again = Form(ward, entry, draft)
    again.resize(1366, 690)
    again.show()
    qapp.processEvents()
    assert again.entry.id == form.entry.id
    assert again.texts() == form.texts()
    again.first()
    assert at() == "delivered_at"
    again._dirty = False
    again.close()


def test_the_wheel_changes_nothing(form: Form) -> None:
    for editor in form.editors.values():
        before = editor.text()
        here, none = QPointF(5, 5), QPoint(0, 0)
        wheel = QWheelEvent(
            here,
            here,
            none,
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(editor, wheel)
        assert editor.text() == before


def test_the_top_row_of_a_french_keyboard_types_digits(form: Form) -> None:
    editor = next(e for e in form.editors.values() if e.field.name == "ga_weeks")
    editor.setFocus()
    for letter in '"ç':
        QApplication.sendEvent(
            editor,
            QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter),
        )
    assert editor.text() == "39"


def test_escape_takes_back_what_was_in_the_field_and_never_drops_the_form(form: Form) -> None:
    editor = next(e for e in form.editors.values() if e.field.name == "ga_weeks")
    editor.setText("39")
    editor.clearFocus()
    editor.setFocus()
    QTest.keyClicks(editor, "41")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == "39"
    assert form.isVisible()


def test_five_hundred_pasted_cells_stay_bounded(form: Form) -> None:
    editor = next(e for e in form.editors.values() if e.field.name == "kin_name")
    editor.setText("\t".join(["cellule"] * 500))
    form.refresh()
    assert len(editor.text()) <= editor.maxLength()
    assert editor.property("state") in {"", "wrong"}


def test_a_normal_delivery_needs_no_scrolling(form: Form) -> None:
    page = form.sheet.currentWidget()
    assert page.verticalScrollBar().maximum() == 0  # type: ignore[attr-defined]
    assert page.horizontalScrollBar().maximum() == 0  # type: ignore[attr-defined]


def test_every_field_says_its_name_aloud(form: Form) -> None:
    for editor in form.editors.values():
        assert editor.accessibleName()


def named(form: Form, name: str) -> Editor:
    """The editor of a field, by its name; the first baby's."""
    return next(e for e in form.editors.values() if e.field.name == name)


@pytest.fixture
def again(form: Form, ward: Ward) -> Iterator[Form]:
    """The form of a birth already kept, with its weight and no length."""
    type_birth(form)
    named(form, "weight_g").setText("3100")
    press(Qt.Key.Key_F9)
    page = Form(ward, ask(lambda: ward.full("delivery", form.entry.id)))
    page.show()
    yield page
    page._dirty = False
    page.close()


def saved(form: Form) -> list[Any]:
    """What saving the form kept, if it did."""
    done: list[Any] = []
    form.kept.connect(done.append)
    form.save()
    jobs.wait_idle()
    return done


def test_an_answer_replaced_later_asks_why_and_keeps_both(again: Form, ward: Ward) -> None:
    named(again, "weight_g").setText("3350")
    done = saved(again)
    assert done == []
    assert again._why.isVisible()
    assert "Birth weight" in again._why.words.text()
    again._why.line.setText(" ")
    again._why.answer()
    assert "Say why in at least" in again._why.words.text()
    again._why.line.setText("2")
    again._why.answer()
    jobs.wait_idle()
    assert len(done) == 1
    (baby,) = again.entry.look("newborns")
    changes = ask(lambda: ward.history(baby))
    told = [(c.field, c.old, c.new, c.reason) for c in changes]
    assert ("Birth weight", "3100", "3350", "misread or misheard") in told


def test_filling_what_was_empty_asks_nothing(again: Form) -> None:
    named(again, "length_cm").setText("49")
    assert len(saved(again)) == 1


def test_two_babies_of_one_rank_and_a_second_birth_are_asked_about_once_and_never_refused(
    form: Form, ward: Ward
) -> None:
    type_birth(form)
    form.add_line()
    rank = next(e for e in form.sheet.of_line(2) if e.field.name == "birth_rank")
    rank.setText("1")
    assert saved(form) == []
    assert "Another entry has the same “Delivery, Birth order”" in form._where.words.text()
    assert "1 keeps both" in form._where.words.text()
    assert ask(lambda: ward.count(Query("newborn"))) == 0
    QTest.keyClick(form._where.line, Qt.Key.Key_Escape)
    assert len(ask(ward.drafts)) == 1, "nothing typed is lost by looking again"
    assert saved(form) == []
    QTest.keyClick(form._where.line, Qt.Key.Key_1)
    jobs.wait_idle()
    assert ask(lambda: ward.count(Query("newborn"))) == 2
    kept = Form(ward, ask(lambda: ward.full("delivery", form.entry.id)))
    named(kept, "length_cm").setText("49")
    assert len(saved(kept)) == 1, "what was said once is not asked again"
    kept.close()

    second = Delivery(pregnancy=ask(lambda: ward.get("pregnancy", form.entry.pregnancy.id)))  # type: ignore[attr-defined]
    twice = Form(ward, second)
    named(twice, "delivered_at").setText("25/11/2026 0500")
    assert saved(twice) == []
    assert "Another entry has the same “Pregnancy”: Delivery n° 1" in twice._where.words.text()
    assert "Coulibaly" not in twice._where.words.text()
    QTest.keyClick(twice._where.line, Qt.Key.Key_1)
    jobs.wait_idle()
    assert ask(lambda: ward.count(Query("delivery"))) == 2
    twice.close()


def test_the_babies_of_twins_are_walked_through_by_one_key(form: Form) -> None:
    form.add_line()
    assert form.line == 2
    press(Qt.Key.Key_F8, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert form.line == 1
    assert form.foot.line_word.text() == "Baby 1 of 2"
    press(Qt.Key.Key_F8)
    assert form.line == 2
    assert len(form.entry.look("newborns")) == 2


def test_enter_goes_from_one_baby_to_the_next_and_shift_enter_back(form: Form) -> None:
    form.add_line()
    first = next(e for e in form.sheet.of_line(2) if not e.isHidden())
    first.setFocus()
    press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert form.line == 1
    press(Qt.Key.Key_Return)
    assert form.line == 2
    assert focused() is first


def test_fields_that_come_never_take_the_focus_away(form: Form) -> None:
    editor = named(form, "given_name")
    editor.setFocus()
    before = [e for e in form.editors.values() if not e.isHidden()]
    named(form, "mode").setText("4")
    form.refresh()
    QApplication.processEvents()
    assert [e for e in form.editors.values() if not e.isHidden()] != before
    assert focused() is editor


@pytest.mark.parametrize(
    ("heights", "columns", "room", "told"),
    [
        ([100, 100, 100], 2, 250, [0, 0, 1]),  # as few columns as the room allows
        ([100, 100, 100], 3, 280, [0, 0, 1]),  # with room for a field to come
        ([100, 100, 100], 3, 250, [0, 1, 2]),  # where there are columns enough
        ([100, 100, 100], 2, 50, [0, 0, 1]),  # too low: the lowest that fits
        ([300, 100], 4, 120, [0, 1]),
        ([], 3, 100, []),
    ],
)
def test_blocks_keep_their_order_in_as_few_columns_as_fit(
    heights: list[int], columns: int, room: int, told: list[int]
) -> None:
    assert places(heights, columns, room) == told


def test_what_was_understood_is_said_in_full_on_leaving_and_what_is_wrong_stays(
    form: Form,
) -> None:
    typed = {"delivered_at": "25/11 0340", "ga_method": "1", "labour_onset": "99", "ga_weeks": "?"}
    for name, text in typed.items():
        editor = named(form, name)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)
        press(Qt.Key.Key_Return)
    assert named(form, "delivered_at").text() == "25/11/2026 03:40"
    assert named(form, "ga_method").text() == "Last menstrual period"
    assert named(form, "labour_onset").text() == "99"
    assert named(form, "labour_onset").property("state") == "wrong"
    assert named(form, "ga_weeks").text() == "?"


def test_the_banner_says_no_robson_group_before_there_is_one(form: Form) -> None:
    assert "Unclassified" not in form.banner._facts.text()


def test_a_field_that_comes_does_not_throw_the_page_about(form: Form) -> None:
    form.resize(1366, 710)
    QApplication.processEvents()
    named(form, "labour_onset").setFocus()
    before = named(form, "delivered_at").mapTo(form, QPoint(0, 0)).x()
    write("spont")
    write("31/02")
    assert named(form, "labour_duration_h").isVisible()
    QApplication.processEvents()
    assert named(form, "delivered_at").mapTo(form, QPoint(0, 0)).x() == before


def test_a_column_is_left_only_when_its_blocks_no_longer_fit() -> None:
    assert fits([100, 100, 100], [0, 0, 1], 400)
    assert not fits([100, 100, 100], [0, 0, 0], 300)


def test_a_name_that_is_not_on_the_list_is_told_in_words(form: Form) -> None:
    attendant = named(form, "attendant")
    attendant.setFocus()
    jobs.wait_idle()
    write("zz")
    jobs.wait_idle()
    with pytest.raises(Unreadable, match="Nothing in the list “Staff” begins so"):
        attendant.read()


def test_what_is_wrong_after_a_save_is_told_of_the_field_that_has_the_focus(form: Form) -> None:
    type_birth(form)
    named(form, "term").setText("preterm")
    named(form, "weight_g").setText("9500")
    press(Qt.Key.Key_F9)
    assert form.entry.version is not None
    assert at() == "weight_g"
    told = form.foot.word.text()
    assert told.startswith("The rest is kept. Correct what is marked ×: Birth weight")


def test_a_list_that_comes_later_does_not_hide_what_the_save_said(form: Form) -> None:
    type_birth(form)
    named(form, "term").setText("preterm")
    attendant = named(form, "attendant")
    attendant.setFocus()
    write("zz")
    press(Qt.Key.Key_F9)
    assert at() == "attendant"
    jobs.wait_idle()
    assert form.foot.word.text().startswith("The rest is kept. Correct what is marked ×")


def told(entry: Any) -> dict[str, str]:
    """What an entry says, without its number and what it is linked to within the birth."""
    within = {"serial_no", "woman", "pregnancy", "admission", "delivery"}
    return {name: one for name, one in plain_values(entry).items() if name not in within}


def test_a_birth_typed_by_keys_is_the_same_record_as_one_imported(
    form: Form, ward: Ward, tmp_path: Path
) -> None:
    type_birth(form)
    next(e for e in form.sheet.of_line(1) if not e.isHidden()).setFocus()
    type_through(BABY)
    press(Qt.Key.Key_F9)
    typed = ask(lambda: ward.full("delivery", form.entry.id))
    rows = paper_rows(village=typed.pregnancy.woman.village.id, midwife=typed.attendant.id)
    places = []
    for register, row in rows.items():
        place = tmp_path / f"{register}.csv"
        place.write_text(";".join(row) + "\n" + ";".join(row.values()) + "\n", "utf-8")
        places.append((register, place))
    intakes = ask(lambda: import_files(ward, places))
    assert [(one.added, one.refused) for one in intakes] == [(1, [])] * len(places)
    births = ask(lambda: ward.page(Query("delivery"))).rows
    imported = next(one for one in births if one.source_id == "A1")
    imported = ask(lambda: ward.full("delivery", imported.id))
    for one in ("pregnancy.woman", "pregnancy", "admission"):
        assert told(attrgetter(one)(imported)) == told(attrgetter(one)(typed))
    assert told(imported) == told(typed)
    assert told(imported.newborns[0]) == told(typed.newborns[0])


def paper_rows(village: str, midwife: str) -> dict[str, dict[str, str]]:
    """The birth that `type_birth` and `BABY` type, as an IT helper's files hold it."""
    return {
        "newborn": {
            "source_id": "N1",
            "delivery": "A1",
            "birth_rank": "1",
            "seen_by": midwife,
            "born_at": "25/11/2026 03:40",
            "outcome": "Vivant",
            "sex": "Féminin",
            "presentation": "vertex",
            "mode": "vaginal",
            "weight_g": "3100",
            "length_cm": "49",
            "head_cm": "34",
            "apgar_1": "0",
            "apgar_5": "9",
            "discharge_state": "still_in",
        },
        "delivery": {
            "source_id": "A1",
            "pregnancy": "G1",
            "admission": "S1",
            "place": "facility",
            "delivered_at": "2026-11-25T03:40",
            "ga_weeks": "39",
            "ga_extra_days": "2",
            "ga_method": "DDR",
            "term": "term",
            "labour_onset": "Spontané",
            "labour_duration_h": "8,5",
            "monitoring_tool": "partograph",
            "attendant": midwife,
            "attendant_qualification": "midwife",
            "amtsl": "Oui",
            "uterotonic": "Ocytocine",
            "uterotonic_within_1min": "yes",
            "placenta_complete": "Oui",
            "blood_loss_ml": "250",
            "pph": "Non",
            "blood_loss_method": "estimated",
            "seen_by": midwife,
        },
        "woman": {
            "source_id": "F1",
            "family_name": "Coulibaly",
            "given_name": "Jɛnɛba",
            "born_on": "27/05/2003",
            "birth_precision": "age_declared",
            "declared_age_years": "23",
            "age_declared_on": "26/11/2026",
            "village": village,
            "phone_1": "76 12 34 56",
            "phone_1_owner": "herself",
            "kin_name": "Moussa Diarra",
        },
        "admission": {
            "source_id": "S1",
            "pregnancy": "G1",
            "subject": "woman",
            "reason": "labour",
            "admitted_at": "25/11/2026 01:00",
        },
        "pregnancy": {
            "source_id": "G1",
            "woman": "F1",
            "gravidity": "2",
            "parity": "1",
            "previous_caesareans": "0",
        },
    }
