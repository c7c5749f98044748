"""Apgar: the sum of five signs, the flag at 5 minutes, the codes."""

from __future__ import annotations

from typing import Any

import pytest

from maternity.clinical import apgar
from maternity.clinical.apgar import Band
from maternity.clinical.judged import Judged

SIGNS: dict[str, Any] = {"colour": 1, "heart_rate": 2, "reflex": 2, "tone": 1, "breathing": 2}


@pytest.mark.parametrize(("rate", "sign"), [(0, 0), (1, 1), (99, 1), (100, 2), (160, 2)])
def test_the_heart_counts_2_from_100(rate: int, sign: int) -> None:
    assert apgar.heart_rate_sign(rate) == sign


def test_a_heart_rate_is_not_negative() -> None:
    with pytest.raises(ValueError, match="0 or above"):
        apgar.heart_rate_sign(-1)


def test_the_total_needs_all_five_signs() -> None:
    assert apgar.total(**SIGNS) == Judged(8)
    assert apgar.total(**dict.fromkeys(SIGNS, 0)) == Judged(0)
    assert apgar.total(**(SIGNS | {"tone": None})) == Judged(None, ("tone",))
    with pytest.raises(ValueError, match="from 0 to 2"):
        apgar.total(**(SIGNS | {"tone": 3}))


def test_the_sum_and_the_typed_total_must_agree() -> None:
    assert apgar.agrees(Judged(8), 8) is True
    assert apgar.agrees(Judged(8), 7) is False
    assert apgar.agrees(Judged(None, ("tone",)), 7) is None
    assert apgar.agrees(Judged(8), None) is None


@pytest.mark.parametrize(
    ("score", "band", "flag", "icd10", "icd11"),
    [
        (0, Band.LOW, True, "P21.0", "KD30.0"),
        (3, Band.LOW, True, "P21.0", "KD30.0"),
        (4, Band.MIDDLE, True, "P21.1", "KD30.1"),
        (6, Band.MIDDLE, True, "P21.1", "KD30.1"),
        (7, Band.GOOD, False, "P21.1", None),
        (8, Band.GOOD, False, None, None),
        (10, Band.GOOD, False, None, None),
        (None, None, None, None, None),
    ],
)
def test_bands_flag_and_codes_begin_where_printed(
    score: int | None,
    band: Band | None,
    flag: bool | None,
    icd10: str | None,
    icd11: str | None,
) -> None:
    assert apgar.band(score) is band
    assert apgar.flagged(score) is flag
    assert apgar.icd10(score) == icd10
    assert apgar.icd11(score) == icd11


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_lies_between_0_and_10(score: int) -> None:
    for rule in (apgar.band, apgar.flagged, apgar.icd10, apgar.icd11):
        with pytest.raises(ValueError, match="from 0 to 10"):
            rule(score)
