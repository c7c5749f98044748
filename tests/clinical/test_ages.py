"""Age bands cover every age once."""

from __future__ import annotations

import pytest

from maternity.clinical import ages


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (None, "unknown"),
        (0, "a10_14"),
        (9, "a10_14"),
        (14, "a10_14"),
        (15, "a15_19"),
        (19, "a15_19"),
        (20, "a20_24"),
        (24, "a20_24"),
        (25, "a25_plus"),
        (120, "a25_plus"),
    ],
)
def test_a_band_begins_with_its_first_year(years: int | None, expected: str) -> None:
    assert ages.band(years) == expected


def test_bands_cover_the_years_in_order() -> None:
    codes = ["a10_14", "a15_19", "a20_24", "a25_plus"]
    order = [codes.index(ages.band(years)) for years in range(121)]
    assert order == sorted(order)


def test_an_age_before_birth_is_our_bug() -> None:
    with pytest.raises(ValueError, match="from 0 to 120 years"):
        ages.band(-1)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (None, None),
        (-1, None),
        (0, "m0_11"),
        (11, "m0_11"),
        (12, "m12_23"),
        (23, "m12_23"),
        (24, "m24_plus"),
    ],
)
def test_a_childs_band_begins_with_its_first_month(
    months: int | None, expected: str | None
) -> None:
    assert ages.months_band(months) == expected
