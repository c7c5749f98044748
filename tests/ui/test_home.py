"""The ward now: who is here and how she stands, which contacts are due, what waits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt

from maternity.registers.admission import Admission, AdmissionReason
from maternity.ui.form import Form
from maternity.ui.home_page import HomePage
from maternity.ui.status import month_words
from maternity.ui.ward_now import group_of
from maternity.ui.window import Window
from tests.ui import desk
from tests.ui.desk import ask, press, settle
from tests.ward_fixtures import a_birth

Key = Qt.Key


def test_a_woman_stands_with_those_in_labour_until_she_has_delivered() -> None:
    stay = Admission(reason=AdmissionReason.LABOUR)
    assert group_of(stay) == "labour"
    birth = a_birth().delivery
    birth.admission = stay
    assert group_of(stay) == "delivered"
    birth.voided_at = datetime(2026, 11, 26)
    assert group_of(stay) == "labour"
    assert group_of(Admission(reason=AdmissionReason.PREGNANCY_COMPLICATION)) == "waiting"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 5), "October 2026 to hand in by 05/11"),
        (date(2026, 11, 6), "November 2026 to hand in by 05/12"),
        (date(2026, 12, 31), "December 2026 to hand in by 05/01"),
        (date(2026, 1, 3), "December 2025 to hand in by 05/01"),
    ],
)
def test_the_month_to_hand_in_is_always_told(today: date, words: str) -> None:
    assert month_words(today, 5) == words


def home(window: Window) -> HomePage:
    """The first page."""
    page = window.trail.current
    assert isinstance(page, HomePage)
    return page


def test_the_first_page_shows_the_women_of_the_ward_with_their_babies(window: Window) -> None:
    page = home(window)
    here = ask(window.ward.in_ward)
    assert page.here.head.text() == f"In the ward · {len(here)}"
    first = page.here.lines.current()
    assert first in here
    shown = [page.here.lines.item(at).text() for at in range(page.here.lines.count())]
    assert any("delivered" in words for words in shown)


def test_letters_act_on_the_woman_one_stands_on(window: Window) -> None:
    stay = home(window).here.lines.current()
    press(Key.Key_D)
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.entry == stay
    press(Key.Key_Escape)
    press(Key.Key_R)
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.entry.register.name == "referral"
    assert form.banner.woman == stay.pregnancy.woman


def test_enter_opens_the_page_of_the_woman(window: Window) -> None:
    woman = home(window).here.lines.current().pregnancy.woman
    press(Key.Key_Return)
    assert getattr(window.trail.current, "title", "") == woman.title()
    assert "Stay" in window.trail.current.events.lines.item(1).text()  # type: ignore[union-attr]


def test_what_set_up_still_lacks_is_told_and_leads_there(window: Window) -> None:
    page = home(window)
    assert "Still to set up" not in desk.words_of(page)
    villages: Any = ask(lambda: window.ward.all("village"))
    for one in villages:
        ask(
            lambda one=one: window.ward.void(
                window.ward.full("village", one.id), "Essai", with_children=True
            )
        )
    press(Key.Key_F5)
    settle()
    assert "Still to set up: Villages" in desk.words_of(page)
