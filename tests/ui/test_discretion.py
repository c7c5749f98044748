"""What HIV rules on the screen: masked, shown for a while, and of closed files for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from maternity.db import journal
from maternity.db.journal import Asked
from maternity.errors import Refused
from maternity.people import Role
from maternity.registers.hiv_care import HivCare, HivResult
from maternity.ui.glass_page import GlassPage
from maternity.ui.to_do_page import ToDoPage
from maternity.ui.window import Window
from maternity.ward import Query
from maternity.ward.journal import history_pages
from maternity.ward.noticing import propose_void
from tests.ui.conftest import PASSPHRASE, opened
from tests.ui.desk import ask, control, enter, press, settle, words_of, write
from tests.ward_fixtures import a_birth

Key = Qt.Key
MIDWIFE, HERS = "Keïta Oumou", "lampe natte pilon sorgho"
LONG_AGO = date(2025, 1, 10)


@pytest.fixture
def midwife(folder: Path, dressed: QApplication) -> Iterator[Window]:
    """The window of a midwife; a closed file of HIV was written by the head."""
    head = opened(folder, "Formation", PASSPHRASE)
    old = a_birth(LONG_AGO, name="Ancienne")
    old.pregnancy.lmp_on = date(2024, 4, 10)
    contact = HivCare(pregnancy=old.pregnancy, seen_on=LONG_AGO, result=HivResult.POSITIVE)
    ask(lambda: head.keep(*old.all, contact))
    ask(lambda: head.add_person(MIDWIFE, Role.MIDWIFE, HERS))
    ask(head.close)
    shown = Window(opened(folder, MIDWIFE, HERS))
    shown.resize(1366, 728)
    shown.show()
    shown.activateWindow()
    dressed.processEvents()
    settle()
    yield shown
    shown.close()
    shown.deleteLater()


def noted(window: Window) -> list[str]:
    """The protected answers read and the glass broken, as the trail has them, the oldest first."""
    kinds = Asked(events=("view_sensitive", "break_glass"))
    rows = ask(lambda: journal.events(window.ward.book.engine, kinds))
    return [row.event for row in reversed(rows)]


def a_contact(window: Window) -> HivCare:
    """A contact of a woman who is pregnant, kept by the person at the window."""
    woman = a_birth(name="Actuelle")
    contact = HivCare(pregnancy=woman.pregnancy, seen_on=date(2026, 11, 20))
    contact.result = HivResult.POSITIVE
    ask(lambda: window.ward.keep(woman.woman, woman.pregnancy, contact))
    return contact


def refused(work: Callable[[], object]) -> str:
    """The words with which the ward refuses this."""

    def told() -> str:
        with pytest.raises(Refused) as one:
            work()
        return one.value.words

    return str(ask(told))


def result_of(form: Any) -> QLineEdit:
    """The field of the result."""
    found = next(e for e in form.editors.values() if e.field.name == "result")
    assert isinstance(found, QLineEdit)
    return found


def test_a_result_is_masked_and_shown_for_a_while_and_each_view_is_noted(midwife: Window) -> None:
    contact, before = a_contact(midwife), noted(midwife)
    midwife.open_entry(contact)
    settle()
    form: Any = midwife.trail.current
    field = result_of(form)
    assert field.text()
    assert field.displayText() != field.text()
    field.setFocus()
    settle()
    assert field.text() not in words_of(midwife)
    assert noted(midwife) == [*before, "view_sensitive"]
    control(Key.Key_R)
    assert field.displayText() == field.text()
    assert noted(midwife) == [*before, "view_sensitive", "view_sensitive"]
    form._masks.timer.timeout.emit()
    assert field.displayText() != field.text()
    assert form._masks.timer.interval() == 20_000


def test_a_list_masks_what_hiv_rules_whatever_columns_are_chosen(midwife: Window) -> None:
    a_contact(midwife)
    midwife.list_register("hiv_care")
    settle()
    page: Any = midwife.trail.current
    page.show_columns(["result", "known_status"])
    settle()
    cells = [
        page.model.index(row, at).data()
        for row in range(page.model.rowCount())
        for at in range(page.model.columnCount())
    ]
    assert "•••" in cells
    assert HivResult.POSITIVE.words not in cells


def test_a_closed_file_opens_for_a_reason_and_the_head_is_told(
    midwife: Window, folder: Path
) -> None:
    before = noted(midwife)
    closed = ask(lambda: midwife.ward.book.page(Query("hiv_care"))).rows
    old = next(one for one in closed if one.seen_on == LONG_AGO)
    midwife.open_entry(old)
    settle()
    page = midwife.trail.current
    assert isinstance(page, GlassPage)
    assert "closed" in refused(lambda: midwife.ward.history(old)), "nor does its history tell it"
    assert noted(midwife) == before
    write("ok")
    enter()
    assert isinstance(midwife.trail.current, GlassPage)
    page.ask.line.setText("revue de décès périnatal")
    enter()
    form: Any = midwife.trail.current
    assert result_of(form).text()
    assert noted(midwife)[-2:] == ["break_glass", "view_sensitive"]
    assert "Positive" in {one.new for one in ask(lambda: midwife.ward.history(old))}
    assert noted(midwife)[-2:] == ["view_sensitive", "view_sensitive"]
    assert "never printed" in refused(lambda: history_pages(midwife.ward, old))
    asked = Asked(events=("break_glass",))
    (broken,) = ask(lambda: journal.events(midwife.ward.book.engine, asked))
    assert broken.reason == "revue de décès périnatal"  # still there once the notice is read
    field = next(e for e in form.editors.values() if e.field.name == "note")
    field.setText("changé")
    form.save(reason="essai de saisie")
    settle()
    assert "not changed" in form.foot.word.text()
    midwife.close()
    settle()
    head = Window(opened(folder, "Formation", PASSPHRASE))
    head.show()
    head.act("to_do")
    settle()
    todo = head.trail.current
    assert isinstance(todo, ToDoPage)
    assert todo.notices.isVisible()
    row = todo.notices.lines.current()
    assert (row.kind, row.reason) == ("break_glass", "revue de décès périnatal")
    todo.notices.lines.setFocus()
    press(Key.Key_Delete)
    settle()
    assert not todo.notices.isVisible()
    head.close()


def test_a_matron_is_asked_for_no_reason_and_opens_nothing(matron: Window) -> None:
    matron.open_entry(HivCare())
    settle()
    assert not isinstance(matron.trail.current, GlassPage)
    assert "role does not allow" in matron.status.said.text()


def test_a_matron_notes_that_a_test_was_done_and_sees_no_more(matron: Window) -> None:
    birth = a_birth(name="Konaté")
    ask(lambda: matron.ward.keep(birth.woman, birth.pregnancy))
    matron.show_deeper("woman", birth.woman)
    settle()
    page: Any = matron.trail.current
    assert (page.test.text(), page.test.isEnabled()) == ("HIV test done", True)
    page.test.setFocus()
    press(Key.Key_Space)
    assert (page.test.text(), page.test.isEnabled()) == ("✓ HIV test done", False)
    assert "transmission" not in words_of(page)


def test_a_midwife_proposes_a_cancelling_from_the_list(midwife: Window) -> None:
    midwife.list_register("woman")
    settle()
    page: Any = midwife.trail.current
    page.void()
    settle()
    assert "The head of the maternity decides" in page.ask.words.text()
    page.ask.line.setText("écrite deux fois")
    page.ask.answer()
    settle()
    assert "Proposed" in midwife.status.said.text()
    entry = page.current()
    assert entry.voided_at is None
    answer: list[Any] = []
    from maternity.ui import jobs

    again = partial(propose_void, midwife.ward, entry, "écrite deux fois")
    jobs.run(again, answer.append, answer.append)
    settle()
    assert "already" in answer[0].words
