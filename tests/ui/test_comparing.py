"""Two people on one entry: both versions side by side, chosen by keys, and nothing lost."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget

from maternity import clock
from maternity.db.saving import Stamp, keep
from maternity.db.versions import versions
from maternity.ui.comparing import Comparing
from maternity.ui.form import Form
from maternity.ui.window import Window
from maternity.ward import Query
from tests.ui.desk import ask, press, settle, write

Key = Qt.Key


def a_woman_open(window: Window) -> tuple[Any, Form]:
    """A woman's entry in its form."""
    woman = ask(lambda: window.ward.page(Query("woman")).rows[0])
    window.open_entry(woman)
    settle()
    form = window.trail.current
    assert isinstance(form, Form)
    return woman, form


def another_saves(window: Window, woman: Any, who: str = "Mme Diarra", **answers: Any) -> None:
    """Another computer saves another version meanwhile."""

    def save() -> None:
        theirs: Any = window.ward.book.get("woman", woman.id)
        for name, value in answers.items():
            setattr(theirs, name, value)
        keep(window.ward.book, [theirs], Stamp(who, clock.now(), "apprise d’elle"))

    ask(save)


def read(table: QTableWidget) -> list[list[str]]:
    """What can be read in a table."""
    cells = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[cell.text() if cell is not None else "" for cell in row] for row in cells]


def type_in(form: Form, name: str, text: str) -> None:
    """Replace what stands in a field."""
    editor = next(one for one in form.editors.values() if one.field.name == name)
    editor.setFocus()
    editor.selectAll()
    write(text)
    form.refresh()


def test_the_second_to_save_sees_both_versions_and_chooses_by_keys(window: Window) -> None:
    woman, form = a_woman_open(window)
    type_in(form, "given_name", "Fatoumata")
    type_in(form, "phone_1", "70112233")
    another_saves(window, woman, phone_1="+22379998877", kin_name="Moussa")
    press(Key.Key_F9)
    write("1")
    press(Key.Key_Return)
    strip = form.findChild(Comparing)
    assert isinstance(strip, Comparing), form.foot.word.text()
    told = {row[0]: row[1:] for row in read(strip.table)}
    assert told["Given name"] == [f"○ {woman.given_name}", "● Fatoumata"]
    assert told["Phone"] == ["○ 79 99 88 77", "○ 70 11 22 33"]  # nobody chooses for her
    press(Key.Key_F9)
    assert "choose one of the two" in strip.word.text()
    press(Key.Key_Left)
    press(Key.Key_Space)
    press(Key.Key_F9)
    kept: Any = ask(lambda: window.ward.get("woman", woman.id))
    assert kept.phone_1 == "+22379998877"
    assert kept.given_name == "Fatoumata"
    assert kept.kin_name == "Moussa"
    rows_kept = ask(lambda: versions(window.ward.book, woman.id))
    assert [row.who for row in rows_kept][:2] == [window.ward.account.name, "Mme Diarra"]
    # what she saved herself meanwhile is no other person's: nothing is asked
    _woman, form = a_woman_open(window)
    type_in(form, "given_name", "Fatim")
    another_saves(window, kept, window.ward.account.name or "", kin_name="Issa")
    press(Key.Key_F9)
    write("1")
    press(Key.Key_Return)
    again: Any = ask(lambda: window.ward.get("woman", woman.id))
    assert (again.given_name, again.kin_name) == ("Fatim", "Issa")
    # but the same answer written twice under one name, in two windows, is never lost in silence
    _woman, form = a_woman_open(window)
    type_in(form, "given_name", "Fatimata")
    another_saves(window, again, window.ward.account.name or "", given_name="Fanta")
    press(Key.Key_F9)
    write("1")
    press(Key.Key_Return)
    strip = form.findChild(Comparing)
    assert isinstance(strip, Comparing), form.foot.word.text()
    assert read(strip.table) == [["Given name", "○ Fanta", "○ Fatimata"]]
