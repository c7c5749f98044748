"""Leaving: the mother and each baby are asked about apart, and a death is written next."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from maternity.registers.newborn import Newborn
from maternity.ui.form import Form
from maternity.ui.home_page import HomePage
from maternity.ui.leaving_form import LeavingForm
from maternity.ui.window import Window
from maternity.ward.board import Group, Place
from tests.ui import desk
from tests.ui.desk import ask, press, settle

Key = Qt.Key


@pytest.fixture
def twins(window: Window) -> Place:
    """The card of a mother with her twins, under the focus."""
    page = window.trail.current
    assert isinstance(page, HomePage)
    birth = page.columns[Group.DELIVERED].lines.current().birth

    def second() -> None:
        first: Any = window.ward.full("newborn", birth.babies[0].id)
        other = Newborn(
            delivery=first.delivery, birth_rank=2, born_at=first.born_at, outcome=first.outcome
        )
        window.ward.keep(other)

    if len(birth.babies) == 1:
        ask(second)
    return on_the_card(window)


def on_the_card(window: Window) -> Place:
    window.act("home")
    settle()
    page = window.trail.current
    assert isinstance(page, HomePage)
    lines = page.columns[Group.DELIVERED].lines
    lines.setFocus()
    place = lines.current()
    assert isinstance(place, Place)
    return place


def answer(form: Any, entry: Any, name: str, typed: str) -> None:
    """Type into the field of an entry."""
    editor = form.editors[f"{entry.id}.{name}"]
    form.sheet.bring(editor)
    editor.setFocus()
    editor.selectAll()
    desk.write(typed)
    press(Key.Key_Return)


def open_form(window: Window) -> Any:
    form = window.trail.current
    assert isinstance(form, LeavingForm)
    return form


def test_the_mother_and_each_twin_have_their_own_questions(window: Window, twins: Place) -> None:
    press(Key.Key_D)
    form = open_form(window)
    headings = [block.heading.text() for block in form.sheet._blocks.values()]
    assert headings[0] == "The mother"
    assert [words[:6] for words in headings[1:]] == ["Baby 1", "Baby 2"]
    assert all(one.isVisible() for one in form.sheet.order() if not one.isHidden())
    assert form.entry == twins.stay


def test_the_mother_leaves_with_one_twin_and_the_other_keeps_its_card(
    window: Window, twins: Place
) -> None:
    assert len(twins.babies) == 2
    press(Key.Key_D)
    form = open_form(window)
    first, second = form.who.babies
    answer(form, form.who.stay, "discharged_at", "26/11 9:30")
    answer(form, form.who.stay, "outcome", "1")
    answer(form, first, "discharge_state", "1")
    answer(form, second, "discharge_state", "6")
    press(Key.Key_F9)
    settle()
    place = on_the_card(window)
    assert (place.mother, place.babies) == (False, (second,))
    press(Key.Key_D)
    form = open_form(window)
    assert form.entry == second
    answer(form, second, "discharge_state", "1")
    press(Key.Key_F9)
    settle()
    page: Any = window.trail.current
    assert page.columns[Group.DELIVERED].lines.current() is None


def test_the_death_of_one_twin_is_asked_for_by_a_key_and_written_next(
    window: Window, twins: Place
) -> None:
    press(Key.Key_X)
    desk.write("2")
    press(Key.Key_Return)
    form = open_form(window)
    assert form.entry.birth_rank == 2
    press(Key.Key_F9)
    settle()
    after: Any = window.trail.current
    assert isinstance(after, Form)
    assert after.entry.register.name == "perinatal_death"
    assert after.entry.look("newborn") == form.entry
    place = on_the_card(window)
    assert place.mother
    assert [baby.birth_rank for baby in place.babies] == [1]
    assert twins.stay == place.stay


def test_the_death_of_the_mother_leads_to_her_own_entry(window: Window, twins: Place) -> None:
    press(Key.Key_X)
    desk.write("0")
    press(Key.Key_Return)
    form = open_form(window)
    assert form.who.stay.plain("outcome") == "died"
    press(Key.Key_F9)
    settle()
    after: Any = window.trail.current
    assert after.entry.register.name == "maternal_death"
    assert after.entry.admission == twins.stay
    assert after.entry.pregnancy == twins.stay.pregnancy


def test_a_twin_may_have_a_stay_of_its_own(window: Window, twins: Place) -> None:
    press(Key.Key_E)
    desk.write("2")
    press(Key.Key_Return)
    form: Any = window.trail.current
    assert form.entry.register.name == "admission"
    assert form.entry.plain("subject") == "newborn"
    assert form.entry.newborn == twins.babies[1]


def test_a_discharge_that_was_left_is_taken_up_in_the_same_form(
    window: Window, twins: Place
) -> None:
    press(Key.Key_D)
    form = open_form(window)
    answer(form, form.who.babies[1], "discharge_state", "6")
    typed = form.editors[f"{form.who.babies[1].id}.discharge_state"].text()
    press(Key.Key_Escape)
    settle()
    page: Any = window.trail.current
    page.drafts.lines.setFocus()
    press(Key.Key_Return)
    again = open_form(window)
    assert again.entry == twins.stay
    editor = again.editors[f"{again.who.babies[1].id}.discharge_state"]
    assert editor.text() == typed != ""
