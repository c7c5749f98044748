"""The older partograph: on a line is not past it."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from maternity.clinical import partograph
from maternity.clinical.partograph import Place

START = datetime(2026, 11, 1, 8, 0)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_the_lines_rise_a_centimetre_an_hour_up_to_10() -> None:
    assert partograph.alert_line(4, Fraction(0)) == 4
    assert partograph.alert_line(4, Fraction(3, 2)) == Fraction(11, 2)
    assert partograph.alert_line(4, Fraction(6)) == 10
    assert partograph.alert_line(4, Fraction(9)) == 10
    assert partograph.action_line(4, Fraction(39, 10)) is None
    assert partograph.action_line(4, Fraction(4)) == 4
    assert partograph.action_line(4, Fraction(9)) == 9


@pytest.mark.parametrize(("cm", "hours"), [(3, 0), (4, -1)])
def test_a_line_begins_at_4_cm_and_at_0_hours(cm: int, hours: int) -> None:
    with pytest.raises(ValueError, match="begins at 4 cm"):
        partograph.alert_line(cm, Fraction(hours))


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([], None),
        ([(START, 3)], Place.LATENT),
        ([(START, 4)], Place.LEFT_OF_ALERT),
        ([(START, 4), (START + 2 * HOUR, 6)], Place.LEFT_OF_ALERT),
        ([(START, 4), (START + 2 * HOUR + MINUTE, 6)], Place.PAST_ALERT),
        ([(START, 4), (START + 6 * HOUR, 6)], Place.PAST_ALERT),
        ([(START, 4), (START + 6 * HOUR + MINUTE, 6)], Place.PAST_ACTION),
        ([(START, 2), (START + 8 * HOUR, 5), (START + 9 * HOUR, 6)], Place.LEFT_OF_ALERT),
        ([(START + 2 * HOUR, 6), (START, 4)], Place.LEFT_OF_ALERT),
        ([(START, 4), (START + 12 * HOUR, 10)], Place.LEFT_OF_ALERT),
    ],
)
def test_an_examination_lies_left_of_a_line_or_past_it(
    seen: list[tuple[datetime, int]], expected: Place | None
) -> None:
    assert partograph.place(seen) is expected


def test_11_cm_are_our_bug() -> None:
    with pytest.raises(ValueError, match="from 0 to 10 cm"):
        partograph.place([(START, 11)])
