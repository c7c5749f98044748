"""Finding a woman: the last ones seen, and whether she is known already, by keys alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from maternity import clock
from maternity.registers.woman import Woman
from maternity.ui.form import Form
from maternity.ui.window import Window
from maternity.ward import Query
from tests.ui import desk
from tests.ui.desk import press

Key = Qt.Key


def test_the_last_women_seen_are_offered_and_enter_still_makes_a_new_one(window: Window) -> None:
    ward = window.ward
    newest: Any = desk.ask(lambda: ward.page(Query("delivery", limit=1))).rows[0]
    press(Key.Key_F3)
    finder: Any = window.trail.current
    rows = [finder.answers.item(at).text() for at in range(finder.answers.count())]
    assert 3 < len(rows) <= 9
    assert any(row.startswith(newest.woman.title()) for row in rows)
    assert rows[-1] == "+ New woman"
    assert finder.answers.currentRow() == len(rows) - 1
    press(Key.Key_Up)
    desk.enter()
    assert type(window.trail.current).__name__ == "WomanPage"


def likely(window: Window) -> Form:
    """The form of a birth of a woman who is very like one of the register."""
    village: Any = desk.ask(lambda: window.ward.all("village"))[0]
    known = Woman(family_name="Zerbo", given_name="Aïssa", village=village, declared_age_years=24)
    known.age_declared_on = clock.today()
    desk.ask(lambda: window.ward.keep(known))
    press(Key.Key_F7)
    desk.write("Zerbo Aissa")
    QTest.qWait(200)  # until the finder has looked
    desk.settle()
    press(Key.Key_Down)
    desk.enter()
    form = window.trail.current
    assert isinstance(form, Form)
    desk.write("25")
    desk.enter()
    desk.write(village.title()[:6])
    desk.enter()
    desk.settle()
    assert form._same.isVisible()
    assert "24 years" in " ".join(button.text() for button in form._same._buttons)
    return form


def test_a_woman_who_is_likely_known_is_told_beside_and_taken_by_one_key(window: Window) -> None:
    form = likely(window)
    press(Key.Key_M, Qt.KeyboardModifier.AltModifier)
    desk.settle()
    other = window.trail.current
    assert isinstance(other, Form)
    assert other is not form
    woman: Any = other.entry.look("woman")
    assert (woman.given_name, woman.version) == ("Aïssa", 1)


def test_another_woman_of_the_same_name_stays_another(window: Window) -> None:
    form = likely(window)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert not form._same.isVisible()
    assert window.trail.current is form
