"""The ward now: who is here and how she stands, which contacts are due, what waits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from maternity.clinical.followup import Contact
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.registers.admission import Admission, AdmissionReason
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.ui.form import Form
from maternity.ui.home_page import HomePage
from maternity.ui.status import month_words
from maternity.ui.ward_now import When, contacts, group_of
from maternity.ui.window import Window
from tests.ui import desk
from tests.ui.desk import ask, press, settle
from tests.ward_fixtures import NOW, a_birth

Key = Qt.Key


def due(days: int, *visits: int, hour: int | None = 10) -> dict[Contact, When]:
    """What is due for a birth so many days ago, with visits on these days after it."""
    born = NOW.date() - timedelta(days=days)
    birth = a_birth(born, hour=hour).delivery
    for after in visits:
        seen = Moment(born + timedelta(days=after), time(11))
        PostnatalVisit(delivery=birth, seen_at=seen, mother_seen=Answer.YES)
    return {one.contact: one.when for one in contacts(birth, NOW)}


@pytest.mark.parametrize(
    ("days", "visits", "found"),
    [
        (
            0,
            (),
            {
                Contact.BEFORE_24H: When.TODAY,
                Contact.DAY_2_3: When.SOON,
                Contact.DAY_7_14: When.SOON,
            },
        ),
        (2, (0,), {Contact.DAY_2_3: When.TODAY, Contact.DAY_7_14: When.SOON}),
        (5, (0,), {Contact.DAY_2_3: When.LATE, Contact.DAY_7_14: When.SOON}),
        (5, (0, 2), {Contact.DAY_7_14: When.SOON}),
        (9, (0, 2), {Contact.DAY_7_14: When.TODAY}),
        (9, (0, 2, 8), {}),
        (20, (8,), {}),
        (42, (0, 2, 8), {Contact.WEEK_6: When.TODAY}),
    ],
)
def test_the_contacts_due_follow_the_calendar(
    days: int, visits: tuple[int, ...], found: dict[Contact, When]
) -> None:
    assert due(days, *visits) == found


def test_a_birth_whose_hour_is_unknown_has_its_contacts_by_days() -> None:
    assert Contact.DAY_2_3 in due(2, hour=None)


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
    assert "delivered" in page.here.lines.item(1).text()


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
    assert "Delivery" in window.trail.current.events.lines.item(0).text()  # type: ignore[union-attr]


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


def test_the_list_of_things_to_do_has_what_is_late_due_and_soon(window: Window) -> None:
    window.act("to_do")
    settle()
    page: Any = window.trail.current
    counts = {when: page.due[when].lines.count() for when in When}
    assert all(count >= 1 for count in counts.values())
    words = page.due[When.TODAY].lines.item(0).text()
    assert "postnatal" in words
