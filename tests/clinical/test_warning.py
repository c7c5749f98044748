"""Early warning: each sign at its ends, and no woman well by what was not measured."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from maternity.clinical.limits import LIMITS
from maternity.clinical.warning import SIGNS, Colour, Warned, warn

WELL: dict[str, Any] = {
    "respiratory_rate_min": 16,
    "saturation": 98,
    "temperature_c": Decimal("36.8"),
    "bp_systolic_mmhg": 118,
    "bp_diastolic_mmhg": 74,
    "pulse_bpm": 84,
    "pain": 0,
    "consciousness": "alert",
}
R, Y, U = Colour.RED, Colour.YELLOW, Colour.USUAL


@pytest.mark.parametrize(
    ("sign", "values"),
    [
        ("respiratory_rate_min", [(9, R), (10, U), (20, U), (21, Y), (30, Y), (31, R)]),
        ("saturation", [(94, R), (95, U), (100, U)]),
        (
            "temperature_c",
            [("34.9", R), ("35.0", Y), ("35.9", Y), ("36.0", U), ("38.0", U), ("38.1", R)],
        ),
        (
            "bp_systolic_mmhg",
            [(89, R), (90, Y), (100, Y), (101, U), (149, U), (150, Y), (160, Y), (161, R)],
        ),
        ("bp_diastolic_mmhg", [(89, U), (90, Y), (100, Y), (101, R)]),
        (
            "pulse_bpm",
            [(39, R), (40, Y), (50, Y), (51, U), (99, U), (100, Y), (120, Y), (121, R)],
        ),
        ("pain", [(0, U), (1, U), (2, Y), (3, Y)]),
    ],
)
def test_both_ends_of_a_range_belong_to_it(
    sign: str, values: list[tuple[int | str, Colour]]
) -> None:
    for value, colour in values:
        found = warn(**(WELL | {sign: Decimal(value)}))
        assert found.red == ((sign,) if colour is R else ())
        assert found.yellow == ((sign,) if colour is Y else ())
        assert found.trigger is (colour is R)


@pytest.mark.parametrize(
    ("response", "red", "yellow"),
    [("alert", 0, 0), ("voice", 0, 1), ("pain", 1, 0), ("unresponsive", 1, 0)],
)
def test_her_response_is_a_sign(response: str, red: int, yellow: int) -> None:
    found = warn(**(WELL | {"consciousness": response}))
    assert (len(found.red), len(found.yellow)) == (red, yellow)


def test_a_well_woman_does_not_trigger() -> None:
    assert warn(**WELL) == Warned(trigger=False, red=(), yellow=(), missing=())


def test_one_red_or_two_yellow_trigger() -> None:
    assert warn(**(WELL | {"pulse_bpm": 110})).trigger is False
    assert warn(**(WELL | {"pulse_bpm": 110, "respiratory_rate_min": 24})).trigger is True
    assert warn(**(WELL | {"pulse_bpm": 130})).trigger is True


@pytest.mark.parametrize("sign", [*SIGNS, "consciousness"])
def test_a_missing_sign_is_named_and_never_well(sign: str) -> None:
    assert warn(**(WELL | {sign: None})) == Warned(None, (), (), (sign,))


def test_a_trigger_already_reached_stands() -> None:
    found = warn(pulse_bpm=130)
    assert found.trigger is True
    assert len(found.missing) == len(SIGNS)
    assert warn(consciousness="not_assessed").trigger is None


def test_what_the_register_keeps_out_is_our_bug() -> None:
    with pytest.raises(ValueError, match="pulse_bpm must be from 20 to 250"):
        warn(pulse_bpm=300)
    with pytest.raises(ValueError, match="signs must be among"):
        warn(mood=3)
    with pytest.raises(ValueError, match="consciousness must be one of"):
        warn(consciousness="asleep")


def test_every_value_has_one_colour() -> None:
    for name, bounds in SIGNS.items():
        low, high, _unit = LIMITS[name]
        colours = [bounds.colour(value) for value in range(low, high + 1)]
        assert U in colours
