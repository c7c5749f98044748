"""Birth weight: each band from both sides, and the codes that follow."""

from __future__ import annotations

import pytest

from maternity.clinical import weight
from maternity.clinical.weight import Band


@pytest.mark.parametrize(
    ("weight_g", "band", "low"),
    [
        (300, Band.EXTREMELY_LOW, True),
        (999, Band.EXTREMELY_LOW, True),
        (1000, Band.VERY_LOW, True),
        (1499, Band.VERY_LOW, True),
        (1500, Band.LOW, True),
        (2499, Band.LOW, True),
        (2500, Band.USUAL, False),
        (3999, Band.USUAL, False),
        (4000, Band.LARGE, False),
        (7000, Band.LARGE, False),
        (None, Band.NOT_WEIGHED, None),
    ],
)
def test_a_band_begins_with_its_first_gram(
    weight_g: int | None, band: Band, low: bool | None
) -> None:
    assert weight.band(weight_g) is band
    assert weight.is_low(weight_g) is low


def test_bands_follow_each_other() -> None:
    order = [list(Band).index(weight.band(grams)) for grams in range(300, 7001)]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("weight_g", "ga_days", "code"),
    [
        (999, None, "P07.0"),
        (1000, 200, "P07.1"),
        (2499, 280, "P07.1"),
        (2500, None, None),
        (2500, 195, "P07.2"),
        (2500, 196, "P07.3"),
        (2500, 258, "P07.3"),
        (2500, 259, None),
        (3000, 293, None),
        (3000, 294, "P08.2"),
        (4499, 300, "P08.2"),
        (4500, 300, "P08.0"),
        (None, 195, "P07.2"),
        (None, None, None),
    ],
)
def test_weight_has_priority_over_gestation(
    weight_g: int | None, ga_days: int | None, code: str | None
) -> None:
    assert weight.icd10(weight_g, ga_days) == code


@pytest.mark.parametrize("grams", [299, 7001])
def test_an_impossible_weight_names_the_range(grams: int) -> None:
    for rule in (weight.band, weight.is_low):
        with pytest.raises(ValueError, match="from 300 to 7000 g"):
            rule(grams)
