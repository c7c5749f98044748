"""The window asks about a clock that cannot be right, and goes on working."""

from __future__ import annotations

from datetime import datetime

from maternity import clock
from maternity.ui.clock_strip import ClockStrip
from maternity.ui.window import Window
from tests.ui.desk import settle
from tests.ward_fixtures import FixedClock


def strip(window: Window) -> ClockStrip:
    """The strip of the window."""
    found = window.findChild(ClockStrip)
    assert isinstance(found, ClockStrip)
    return found


def test_a_right_clock_is_not_spoken_of(window: Window) -> None:
    settle()
    assert not strip(window).isVisible()


def test_the_date_is_asked_about_and_the_answer_counts(window: Window) -> None:
    asked = strip(window)
    with clock.use(FixedClock(datetime(2099, 3, 1, 8))):
        asked.look()
        settle()
        assert asked.isVisible()
        assert "01/03/2099" in asked.words.text()
        asked.wrong.click()
        assert "go on with your work" in asked.words.text()
        asked.right.click()
        settle()
        assert not asked.isVisible()


def test_a_clock_that_was_set_right_is_no_longer_asked_about(window: Window) -> None:
    asked = strip(window)
    with clock.use(FixedClock(datetime(2000, 1, 1))):
        asked.look()
        settle()
        assert asked.isVisible()
    asked.look()
    settle()
    assert not asked.isVisible()
