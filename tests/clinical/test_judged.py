"""Judgements and limits: one sign is enough, all must be known, ranges are named."""

from __future__ import annotations

import pytest

from maternity.clinical.judged import Judged, any_of
from maternity.clinical.limits import LIMITS, check, check_code


def test_one_sign_is_enough_and_the_missing_are_still_named() -> None:
    assert any_of(a=True, b=None, c=False) == Judged(value=True, needs=("b",), why=("a",))


def test_no_needs_every_sign() -> None:
    assert any_of(a=False, b=False) == Judged(value=False)
    assert any_of(a=False, b=None) == Judged(None, ("b",))


@pytest.mark.parametrize("name", LIMITS)
def test_both_ends_of_a_range_belong_to_it(name: str) -> None:
    low, high, unit = LIMITS[name]
    check(**{name: low})
    check(**{name: high})
    check(**{name: None})
    for value in (low - 1, high + 1, float("nan")):
        with pytest.raises(ValueError, match=f"{name} must be from {low} to {high}") as told:
            check(**{name: value})
        assert str(told.value).endswith(unit)


def test_a_refusal_never_repeats_the_value() -> None:
    with pytest.raises(ValueError, match="weight_g") as told:
        check(weight_g=98765)
    assert "98765" not in str(told.value)


def test_a_code_that_does_not_exist_is_named_with_those_that_do() -> None:
    check_code("posture", None, frozenset({"mobile"}))
    with pytest.raises(ValueError, match="posture must be one of mobile, supine"):
        check_code("posture", "standing", frozenset({"supine", "mobile"}))
