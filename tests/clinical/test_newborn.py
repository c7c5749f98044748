"""The newborn: danger signs, small babies, first care."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from maternity.clinical import newborn
from maternity.clinical.newborn import ASKED, Warmth

BORN = datetime(2026, 11, 1, 10, 0)
MINUTE = timedelta(minutes=1)
NONE_SEEN = frozenset({"none"})
WARM = Decimal("36.8")


@pytest.mark.parametrize(
    ("celsius", "expected", "sign"),
    [
        ("35.4", Warmth.COLD, ("cold",)),
        ("35.5", Warmth.MILD_HYPOTHERMIA, ()),
        ("36.4", Warmth.MILD_HYPOTHERMIA, ()),
        ("36.5", Warmth.USUAL, ()),
        ("37.5", Warmth.USUAL, ()),
        ("37.6", Warmth.FEVER, ("fever",)),
    ],
)
def test_a_band_of_warmth_begins_where_printed(
    celsius: str, expected: Warmth, sign: tuple[str, ...]
) -> None:
    assert newborn.warmth(Decimal(celsius)) is expected
    found = newborn.danger(NONE_SEEN, temperature_c=Decimal(celsius), respiratory_rate_min=40)
    assert found.why == sign
    assert found.value is bool(sign)


def test_a_temperature_not_taken_has_no_band() -> None:
    assert newborn.warmth(None) is None
    with pytest.raises(ValueError, match="from 25 to 43"):
        newborn.warmth(Decimal("43.1"))


@pytest.mark.parametrize(("breaths", "expected"), [(59, False), (60, True)])
def test_breathing_is_fast_from_60(breaths: int, expected: bool) -> None:
    found = newborn.danger(NONE_SEEN, temperature_c=WARM, respiratory_rate_min=breaths)
    assert found.value is expected


@pytest.mark.parametrize("sign", [*ASKED, "fast_breathing", "fever", "cold"])
def test_one_ticked_sign_is_enough_even_beside_a_usual_measure(sign: str) -> None:
    found = newborn.danger(frozenset({sign}), temperature_c=WARM, respiratory_rate_min=40)
    assert found.value is True
    assert found.why == (sign,)


def test_none_seen_is_an_answer_and_nothing_asked_is_not() -> None:
    assert newborn.danger(NONE_SEEN).value is False
    for nobody_looked in (None, frozenset[str]()):
        found = newborn.danger(nobody_looked, temperature_c=WARM, respiratory_rate_min=40)
        assert found.value is None
        assert found.needs == ASKED
    assert newborn.danger(None, respiratory_rate_min=70).value is True


def test_a_sign_that_does_not_exist_is_our_bug() -> None:
    with pytest.raises(ValueError, match="danger_signs must be one of"):
        newborn.danger(frozenset({"sleepy"}))


@pytest.mark.parametrize(
    ("weight_g", "ga_days", "refer", "kangaroo"),
    [
        (1499, 280, True, True),
        (1500, 280, False, True),
        (2499, 280, False, True),
        (2500, 259, False, False),
        (3000, 223, True, True),
        (3000, 224, False, True),
        (3000, 258, False, True),
        (1400, None, True, True),
        (3000, None, None, None),
        (None, 258, None, True),
        (None, 200, True, True),
        (None, None, None, None),
    ],
)
def test_one_known_criterion_is_enough_for_a_small_baby(
    weight_g: int | None, ga_days: int | None, refer: bool | None, kangaroo: bool | None
) -> None:
    assert newborn.needs_referral(weight_g, ga_days).value is refer
    assert newborn.kangaroo(weight_g, ga_days).value is kangaroo


@pytest.mark.parametrize(
    ("fed_at", "expected"),
    [
        (BORN + 60 * MINUTE, True),
        (BORN + 61 * MINUTE, False),
        (BORN, True),
        (BORN - MINUTE, None),
        (date(2026, 11, 1), None),
        (None, None),
    ],
)
def test_a_feed_within_60_minutes_is_early(fed_at: date | None, expected: bool | None) -> None:
    assert newborn.early_breastfeed(BORN, fed_at) is expected


@pytest.mark.parametrize(
    ("bathed_at", "expected"),
    [
        (BORN + timedelta(hours=24), False),
        (BORN + timedelta(hours=24) - MINUTE, True),
        (date(2026, 11, 1), True),
        (date(2026, 11, 2), False),
        (None, None),
    ],
)
def test_a_bath_before_24_hours_is_too_early(bathed_at: date | None, expected: bool | None) -> None:
    assert newborn.early_bath(BORN, bathed_at) is expected


@pytest.mark.parametrize(("seconds", "expected"), [(59, True), (60, False), (None, None)])
def test_the_cord_waits_a_minute(seconds: int | None, expected: bool | None) -> None:
    assert newborn.early_clamp(seconds) is expected
    with pytest.raises(ValueError, match="0 or above"):
        newborn.early_clamp(-1)


CALM: dict[str, Any] = {
    "ruptured_at": BORN - timedelta(hours=18),
    "born_at": BORN,
    "mothers_temperature_c": Decimal("37.7"),
    "foul_discharge": False,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, False),
        ({"ruptured_at": BORN - timedelta(hours=18, minutes=1)}, True),
        ({"mothers_temperature_c": Decimal("37.8")}, True),
        ({"foul_discharge": True}, True),
        ({"ruptured_at": date(2026, 10, 30)}, None),
        ({"mothers_temperature_c": None}, None),
    ],
)
def test_18_hours_are_not_yet_a_risk_and_a_minute_more_is(
    change: dict[str, Any], expected: bool | None
) -> None:
    assert newborn.infection_risk(**(CALM | change)).value is expected
