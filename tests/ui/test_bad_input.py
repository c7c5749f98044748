"""Bad input by keys: it is answered in clear words, kept as typed, and nothing else is harmed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity import reading
from maternity.records import Record
from maternity.registers.woman import Woman
from maternity.ui.choosing import everything
from maternity.ui.editors import Editor
from maternity.ui.form import Form
from maternity.ui.window import Window
from maternity.ward import Query
from tests.ui import desk
from tests.ui.desk import control, press

Key = Qt.Key


def new_woman(window: Window) -> Form:
    """The form of a birth of a woman who is new."""
    press(Key.Key_F7)
    desk.write("Zerbo Aissa")
    desk.enter()
    form = window.trail.current
    assert isinstance(form, Form)
    return form


def editor_of(form: Form, name: str) -> Editor:
    """The field of a name, with the focus."""
    found = next(one for key, one in form.editors.items() if key.endswith(f".{name}"))
    form.sheet.bring(found)
    found.setFocus()
    return found


def paste(editor: Editor, text: str) -> None:
    """Paste a text over what stands there, and go on."""
    clipboard = QApplication.clipboard()
    clipboard.setText(text)
    editor.selectAll()
    control(Key.Key_V)
    desk.enter()


def kept(window: Window, form: Form, register: str) -> Record:
    """The entry after the save."""
    press(Key.Key_F9)
    entry: Record = form.entry
    if register == "woman":
        entry = entry.look("pregnancy").woman
    identity = entry.id
    return desk.ask(lambda: window.ward.get(register, identity))  # type: ignore[no-any-return]


def test_500_cells_pasted_into_one_figure_are_refused_in_words(window: Window) -> None:
    form = new_woman(window)
    cells = "\n".join("\t".join(str(at) for at in range(10)) for _row in range(50))
    weight = editor_of(form, "weight_g")
    paste(weight, cells)
    press(Key.Key_F9)
    assert weight.property("state") == "wrong"
    assert weight.words
    assert form.isVisible()
    assert QApplication.focusWidget() is weight


def test_ten_thousand_letters_are_told_to_be_too_many_and_never_cut_in_silence(
    window: Window,
) -> None:
    form = new_woman(window)
    name = editor_of(form, "kin_name")
    paste(name, "a" * 10_000)
    press(Key.Key_F9)
    assert name.property("state") == "wrong"
    assert name.words.endswith("Shorten this text: it has 10000 characters, 200 are kept.")
    assert QApplication.focusWidget() is name
    paste(name, "\t".join(f"cell {at}" for at in range(500)))
    press(Key.Key_F9)
    assert "200 are kept" in name.words
    paste(name, "Diarra Moussa")
    woman = kept(window, form, "woman")
    assert woman.plain("kin_name") == "Diarra Moussa"


def test_marks_of_direction_and_control_characters_are_no_part_of_a_name(window: Window) -> None:
    form = new_woman(window)
    paste(editor_of(form, "kin_name"), "\u202eDiarra\u200f\x07 Moussa\u2066")
    woman = kept(window, form, "woman")
    assert woman.plain("kin_name") == "Diarra Moussa"


def test_a_leading_equals_sign_stays_words_and_runs_nowhere(window: Window) -> None:
    form = new_woman(window)
    paste(editor_of(form, "file_no"), "=1+2")
    woman = kept(window, form, "woman")
    assert woman.plain("file_no") == "=1+2"


def answers(window: Window, typed: str) -> list[str]:
    """What is offered when this is typed, or scanned, to find a woman."""
    press(Key.Key_F3)
    desk.write(typed)
    desk.enter()
    finder = window.trail.current
    found = [finder.answers.item(at).text() for at in range(finder.answers.count())]  # type: ignore[union-attr]
    assert type(finder).__name__ == "Finder"
    press(Key.Key_Escape)
    return found


def test_a_scan_that_finds_nobody_says_why_and_makes_no_woman_of_it(window: Window) -> None:
    code = reading.code_of("woman", Woman().id)
    assert "another one" in answers(window, code)[0]
    assert answers(window, code[:-1]) == answers(window, "АВСДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯАБВГДЕЖ")
    (words,) = answers(window, code[:-1])
    assert "Scan once more" in words


def test_a_number_scanned_on_another_keyboard_is_read_as_its_figures(window: Window) -> None:
    woman = desk.ask(lambda: window.ward.page(Query("woman", limit=1))).rows[0]

    def number() -> None:
        whole: Any = window.ward.full("woman", woman.id)
        whole.file_no = "90271845"
        window.ward.keep(whole, reason="numéro du carnet")

    desk.ask(number)
    for typed, finds in (("90271845", True), ("çàéè&_'(", True), ("çàéè&_''", False)):
        found = desk.ask(lambda typed=typed: window.ward.find(typed))
        assert (woman in [one.woman for one in found]) is finds, typed


def test_a_death_by_mistake_is_cancelled_and_both_stand_in_the_history(window: Window) -> None:
    ward = window.ward
    rows = desk.ask(lambda: ward.page(Query("delivery", limit=5))).rows

    def die() -> Record:
        death = ward.begin("maternal_death", rows[0])
        ward.keep(death)
        ward.void(death, "written for another woman")
        return ward.get("maternal_death", death.id)

    death = desk.ask(die)
    assert death.voided_at is not None
    events = [one.event for one in desk.ask(lambda: ward.history(death))]
    assert events[0] == "void"
    assert "create" in events


def test_a_baby_of_the_wrong_mother_is_put_right_by_keys_alone(window: Window) -> None:
    ward = window.ward
    births: Any = desk.ask(lambda: ward.page(Query("delivery", limit=40))).rows
    wrong = births[0]
    whole: Any = desk.ask(lambda: ward.full("delivery", wrong.id))
    baby = whole.babies[0]
    born = wrong.delivered_at.day
    right = next(one for one in births[1:] if abs(one.delivered_at.day - born).days < 20)
    window.act("registers")
    desk.settle()
    window.list_register("newborn")
    desk.settle()
    page: Any = window.trail.current
    page.show_period(everything())
    desk.settle()
    row = next(at for at in range(page.model.rowCount()) if page.model.entry(at) == baby)
    page.table.setFocus()
    page.table.selectRow(row)
    control(Key.Key_M)
    assert "Whose is" in page.ask.words.text()
    desk.write(f"{right.serial_no}/{right.serial_year}")
    desk.enter()
    assert right.woman.title() in page.ask.words.text()
    desk.write("written in the wrong line")
    desk.enter()
    assert "Moved" in window.status.said.text()
    moved: Any = desk.ask(lambda: ward.full("newborn", baby.id))
    assert moved.delivery == right
    reasons = {one.reason for one in desk.ask(lambda: ward.history(moved))}
    assert "written in the wrong line" in reasons
