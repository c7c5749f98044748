"""What is typed more than 24 hours after it happened is marked, in lists and on the form."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from maternity.db.book import Query
from maternity.moments import Moment
from maternity.registers.village import Village
from maternity.ui.table import late_words, state_words
from maternity.ui.window import Window
from tests.ui.desk import ask, settle
from tests.ward_fixtures import NOW, a_birth, moment


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=2), ""),
        (timedelta(hours=24), ""),
        (timedelta(hours=25), "typed late (25 h)"),
        (timedelta(hours=48), "typed late (2 days)"),
        (timedelta(days=10), "typed late (10 days)"),
    ],
)
def test_late_is_more_than_24_hours_after_the_event(ago: timedelta, words: str) -> None:
    birth = a_birth().delivery
    birth.delivered_at, birth.created_at = Moment.at(NOW - ago), NOW
    assert late_words(birth) == words
    assert state_words(birth).endswith(words)


@pytest.mark.parametrize(("days", "late"), [(1, False), (2, True)])
def test_an_unknown_hour_counts_from_the_end_of_its_day(days: int, late: bool) -> None:
    birth = a_birth().delivery
    birth.created_at = datetime(2026, 11, 26, 0, 30)
    birth.delivered_at = moment(birth.created_at.date() - timedelta(days=days))
    assert bool(late_words(birth)) is late


def test_a_row_of_a_file_and_a_setting_are_never_typed_late() -> None:
    birth = a_birth().delivery
    assert late_words(birth)
    birth.source_id = "2026-1"
    assert late_words(birth) == ""
    assert late_words(Village(name="Sikoro")) == ""


def test_the_list_and_the_form_say_how_late_an_entry_was_typed(window: Window) -> None:
    birth = a_birth(NOW.date() - timedelta(days=3))
    ask(lambda: window.ward.keep(*birth.all))
    window.list_register("delivery")
    settle()
    model = window.trail.current.model  # type: ignore[union-attr]
    states = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert sum("typed late (3 days)" in words for words in states) == 1
    window.open_entry(birth.delivery)
    settle()
    banner = window.trail.current.banner  # type: ignore[union-attr]
    assert "typed late (3 days)" in " ".join(one.text() for one in banner.findChildren(QLabel))


def test_the_number_of_the_blank_sheet_stands_with_how_late_it_was_typed(window: Window) -> None:
    birth = a_birth(NOW.date() - timedelta(days=3))
    birth.delivery.sheet_no, birth.delivery.to_check = "214", "le poids"
    ask(lambda: window.ward.keep(*birth.all))
    (found,) = ask(lambda: window.ward.page(Query("delivery", state="to_check"))).rows
    assert found == birth.delivery
    assert late_words(found) == "typed late (3 days), blank sheet 214"
    assert state_words(found).endswith("? to check: le poids")
    assert ask(lambda: window.ward.page(Query("village", state="to_check"))).rows == []
