"""One woman on one page: what is due to her, and her story a pregnancy at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from maternity.people import Role
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.woman import Woman
from maternity.ui.form import Form
from maternity.ui.history_page import HistoryPage
from maternity.ui.merge_page import MergePage
from maternity.ui.parting_page import PartingPage
from maternity.ui.window import Window
from maternity.ui.woman_page import WomanPage
from maternity.ward import Query
from maternity.ward.due import Kind
from tests.ui import desk
from tests.ui.desk import ask, press, settle

Key = Qt.Key


def page_of(window: Window, woman: Any) -> WomanPage:
    """Her page."""
    window.show_deeper("woman", woman)
    settle()
    page = window.trail.current
    assert isinstance(page, WomanPage)
    return page


def some_birth(window: Window) -> Any:
    return ask(lambda: window.ward.page(Query("delivery", limit=1)).rows[0])


def lines_of(page: WomanPage) -> list[str]:
    return [page.events.lines.item(at).text() for at in range(page.events.lines.count())]


def test_her_pregnancy_heads_her_stay_birth_and_baby(window: Window) -> None:
    birth = some_birth(window)
    shown = lines_of(page_of(window, birth.woman))
    assert shown[0].startswith("Pregnancy G")
    for kind in ("Stay n°", "Delivery n°", "Newborn n°"):
        assert any(kind in words for words in shown[1:])


def test_the_first_event_can_be_opened_at_once_and_the_pregnancy_above_it(window: Window) -> None:
    page = page_of(window, some_birth(window).woman)
    first = page.events.lines.current()
    press(Key.Key_Return)
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.entry == first.entry
    press(Key.Key_Escape)
    press(Key.Key_Up)
    press(Key.Key_Return)
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.entry.register.name == "pregnancy"


def test_what_is_due_to_her_stands_above_her_story(window: Window) -> None:
    window.act("to_do")
    settle()
    to_do: Any = window.trail.current
    one = next(found for found in to_do.now.due if found.kind is Kind.TERM)
    words = desk.words_of(page_of(window, one.woman))
    assert one.words in words


def test_a_correction_leads_to_the_history_of_its_entry(window: Window) -> None:
    birth = some_birth(window)
    ask(lambda: correct(window, birth.id))
    page = page_of(window, birth.woman)
    at = next(n for n, words in enumerate(lines_of(page)) if "correction: Delivery" in words)
    assert "→ 300" in lines_of(page)[at]
    page.events.lines.setCurrentRow(at)
    press(Key.Key_Return)
    assert isinstance(window.trail.current, HistoryPage)


def correct(window: Window, identity: str) -> None:
    birth: Any = window.ward.full("delivery", identity)
    birth.blood_loss_ml = 300
    window.ward.keep(birth, reason="balance mal lue")


def test_a_woman_entered_twice_is_made_one_and_parted_again_by_keys(window: Window) -> None:
    first, other = ask(lambda: entered_twice(window))
    page = page_of(window, first)
    desk.control(Key.Key_D)
    merging: Any = window.trail.current
    assert isinstance(merging, MergePage)
    assert merging.finder.answers.count() == 1
    desk.enter()
    assert "Pregnancies 1" in desk.words_of(merging)
    press(Key.Key_F9)
    assert not merging.ask.isVisible()
    while merging.sides.undecided() is not None:
        press(Key.Key_Space)
    press(Key.Key_F9)
    desk.write("1")
    desk.enter()
    assert "Moussa Keïta agrees" in merging.ask.words.text()
    desk.write("lampe tambour natte pirogue")
    desk.enter()
    assert window.trail.current is page
    assert f"Also entered as “{other.title()}" in desk.words_of(page)
    assert ask(lambda: [one.woman for one in window.ward.find("B-77")]) == [first]
    page_of(window, other)
    shown: Any = window.trail.current
    assert shown.subject == first
    desk.control(Key.Key_R)
    parting: Any = window.trail.current
    assert isinstance(parting, PartingPage)
    assert "1 entry goes back" in desk.words_of(parting)
    press(Key.Key_F9)
    desk.write("2")
    desk.enter()
    assert "Moussa Keïta agrees" in parting.ask.words.text()
    desk.write("lampe tambour natte pirogue")
    desk.enter()
    assert ask(lambda: [one.woman for one in window.ward.find("B-77")]) == [other]


def entered_twice(window: Window) -> tuple[Any, Any]:
    """A woman of the register, and a second entry of her with a pregnancy."""
    ward = window.ward
    ward.add_person("Moussa Keïta", Role.MIDWIFE, "lampe tambour natte pirogue")
    first: Any = ward.page(Query("delivery", limit=1)).rows[0].woman
    doubled = first.family_name + first.family_name[-1]
    other = Woman(family_name=doubled, given_name=first.given_name, file_no="B-77")
    ward.keep(other, Pregnancy(woman=other))
    return first, other
