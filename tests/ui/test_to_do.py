"""The list of what is due: late, now, this week; one key writes what was done."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from maternity.registers.recall import Recall, RecallOutcome
from maternity.ui.form import Form
from maternity.ui.preview import Preview
from maternity.ui.to_do_page import ToDoPage
from maternity.ui.window import Window
from maternity.ui.woman_page import WomanPage
from maternity.ward.due import Due, Kind, When
from tests.ui import desk
from tests.ui.desk import press, settle

Key = Qt.Key


def to_do(window: Window) -> ToDoPage:
    """The page of what is due."""
    window.act("to_do")
    settle()
    page = window.trail.current
    assert isinstance(page, ToDoPage)
    return page


def stand_on(page: ToDoPage, kind: Kind) -> Due:
    """Put the focus on the first line of a kind."""
    for card in page.due.values():
        for at in range(card.lines.count()):
            card.lines.setCurrentRow(at)
            one = card.lines.current()
            if one is not None and one.kind is kind:
                card.lines.setFocus()
                return one  # type: ignore[no-any-return]
    raise AssertionError(kind)


def test_what_is_late_due_and_soon_stands_in_three_lists(window: Window) -> None:
    page = to_do(window)
    for when in When:
        assert page.due[when].lines.count() >= 1
        assert page.due[when].lines.current().when is when
    late = page.due[When.LATE].lines.item(0).text()
    assert "late by" in late
    assert "(herself)" in "".join(
        page.due[When.TODAY].lines.item(at).text()
        for at in range(page.due[When.TODAY].lines.count())
    )


WRITTEN_IN = {
    Kind.CONTACT: "postnatal_visit",
    Kind.DOSES: "birth_dose",
    Kind.FEEDBACK: "referral",
}


def test_enter_opens_the_entry_in_which_what_was_done_is_written(
    window: Window, subtests: pytest.Subtests
) -> None:
    for kind, register in WRITTEN_IN.items():
        with subtests.test(kind=kind):
            one = stand_on(to_do(window), kind)
            press(Key.Key_Return)
            form: Any = window.trail.current
            assert isinstance(form, Form)
            assert form.entry.register.name == register
            assert form.banner.woman == one.woman
            if kind is Kind.DOSES:
                assert form.entry.newborn == one.about  # type: ignore[attr-defined]
                assert form.entry.vaccine.words in one.words  # type: ignore[attr-defined]
            if kind is Kind.FEEDBACK:
                assert form.entry == one.about
            form.leave()
            settle()


def test_enter_on_a_woman_past_term_opens_her_page_and_so_does_a_letter(window: Window) -> None:
    one = stand_on(to_do(window), Kind.TERM)
    press(Key.Key_Return)
    page = window.trail.current
    assert isinstance(page, WomanPage)
    assert page.subject == one.woman
    press(Key.Key_Escape)
    one = stand_on(to_do(window), Kind.CONTACT)
    press(Key.Key_F)
    page = window.trail.current
    assert isinstance(page, WomanPage)
    assert page.subject == one.woman


def test_a_dose_once_written_is_no_longer_due(window: Window) -> None:
    page = to_do(window)
    one = stand_on(page, Kind.DOSES)
    press(Key.Key_Return)
    form: Any = window.trail.current
    given = form.entry.vaccine.words
    desk.write("h")
    press(Key.Key_F9)
    settle()
    again = [
        found.words
        for found in to_do(window).now.due
        if found.kind is Kind.DOSES and found.about == one.about
    ]
    assert all(given not in words for words in again)


def test_the_sheets_of_the_villages_are_previewed(window: Window) -> None:
    to_do(window)
    press(Key.Key_F12)
    assert isinstance(window.trail.current, Preview)


def test_names_are_hidden_from_visitors(window: Window) -> None:
    page = to_do(window)
    name = page.due[When.TODAY].lines.current().woman.title()
    press(Key.Key_F11)
    shown = [page.due[When.TODAY].lines.item(at).text() for at in range(3)]
    assert all(name not in words for words in shown)


def test_the_outcome_of_a_call_is_noted_by_keys_and_told_on_the_line(window: Window) -> None:
    one = stand_on(to_do(window), Kind.CONTACT)
    press(Key.Key_A)
    form: Any = window.trail.current
    assert isinstance(form, Form)
    assert form.entry.register.name == "recall"
    assert form.banner.woman == one.woman
    assert isinstance(form.entry, Recall)
    form.entry.outcome = RecallOutcome.NOT_REACHED
    desk.ask(lambda: window.ward.keep(form.entry))
    press(Key.Key_Escape)
    page = to_do(window)
    texts = [
        card.lines.item(at).text() for card in page.due.values() for at in range(card.lines.count())
    ]
    assert any("not reached" in text for text in texts)
