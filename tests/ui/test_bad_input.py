"""Bad input by keys: it is answered in clear words, kept as typed, and nothing else is harmed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity.records import Record
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


def test_ten_thousand_letters_do_not_go_into_a_name(window: Window) -> None:
    form = new_woman(window)
    name = editor_of(form, "kin_name")
    paste(name, "a" * 10_000)
    assert len(name.text()) <= 200
    woman = kept(window, form, "woman")
    assert len(woman.plain("kin_name")) <= 200


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


def test_a_scanner_of_another_keyboard_finds_nobody_and_offers_a_new_woman(window: Window) -> None:
    press(Key.Key_F3)
    desk.write("&é\"'(§è!çà")
    desk.settle()
    finder = window.trail.current
    assert finder is not None
    assert type(finder).__name__ == "Finder"
    press(Key.Key_Escape)


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
