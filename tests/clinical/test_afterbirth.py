"""The first hours after a birth: each edge from both sides."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from maternity.clinical.afterbirth import pressure_due, watched_until

BORN = datetime(2026, 11, 26, 8, 0)


def after(minutes: int) -> datetime:
    return BORN + timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "still"), [(-1, False), (0, True), (119, True), (120, False)])
def test_the_close_watch_lasts_two_hours(minutes: int, still: bool) -> None:
    assert (watched_until(BORN, after(minutes)) == after(120)) is still


def test_the_pressure_is_due_at_once_and_again_within_six_hours() -> None:
    assert pressure_due(BORN, [], after(0)) == BORN
    assert pressure_due(BORN, [after(10)], after(11)) == after(360)
    assert pressure_due(BORN, [after(10), after(200)], after(201)) is None
    assert pressure_due(BORN, [after(-60)], after(30)) == BORN, "one before the birth is none"


def test_after_a_day_it_is_called_for_no_more() -> None:
    assert pressure_due(BORN, [], after(24 * 60 - 1)) == BORN
    assert pressure_due(BORN, [], after(24 * 60)) is None
