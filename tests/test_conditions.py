"""Conditions: what is not known is neither true nor false, and bad spelling is said."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from maternity.conditions import Misspelt, above, below, limit, parse
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.registers.delivery import BirthPlace

VALUES: dict[str, object] = {
    "place": BirthPlace.FACILITY,
    "weight_g": 2499,
    "amtsl": Answer.YES,
    "pph": Answer.UNKNOWN,
    "codes": ("O14.1", "D62"),
    "empty": None,
    "none": (),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("place == facility", True),
        ("place != facility", False),
        ("place in {home|facility}", True),
        ("place not in {home|on_the_way}", True),
        ("weight_g < 2500", True),
        ("weight_g >= 2499", True),
        ("weight_g > 2499", False),
        ("empty < 2500", None),
        ("not empty < 2500", None),
        ("pph == yes", None),
        ("not pph == yes", None),
        ("pph is set", True),
        ("empty is empty", True),
        ("none is empty", True),
        ("empty is set", False),
        ("empty == yes and place == home", False),
        ("empty == yes and place == facility", None),
        ("empty == yes or place == facility", True),
        ("(empty == yes or place == home) and amtsl == yes", None),
        ("codes has icd {O10-O16}", True),
        ("codes has icd {O72}", False),
        ("codes has {D62}", True),
        ("", True),
    ],
)
def test_a_condition_has_three_answers(text: str, expected: bool | None) -> None:
    assert parse(text).judge(VALUES.get) is expected


@pytest.mark.parametrize(
    "text",
    ["place =", "place == ", "(place == home", "weight_g < heavy", "place ==home extra", "§"],
)
def test_a_condition_that_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(Misspelt):
        parse(text)


def test_limits_move_days_hours_and_years() -> None:
    born = {"born": Moment(date(2026, 10, 15), time(3, 40)), "today": date(2024, 2, 29)}
    assert limit("born + 30 min").at(born.get) == datetime(2026, 10, 15, 4, 10)
    assert limit("born + 7 d").at(born.get) == datetime(2026, 10, 22, 3, 40)
    assert limit("today - 1 y").at(born.get) == date(2023, 3, 1)
    assert limit("2500").at(born.get) == Decimal(2500)
    assert limit("unheard_of + 2 h").at(born.get) is None


def test_a_limit_on_an_unknown_hour_is_kept_by_day() -> None:
    day_only = {"born": Moment(date(2026, 10, 15))}
    bound = limit("born + 2 h").at(day_only.get)
    assert not above(Moment(date(2026, 10, 16)), bound)
    assert above(Moment(date(2026, 10, 17)), bound)
    assert below(Moment(date(2026, 10, 14)), limit("born").at(day_only.get))
