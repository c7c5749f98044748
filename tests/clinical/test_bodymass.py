"""The body mass index: each class from both sides, and when none is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maternity.clinical import bodymass
from maternity.clinical.bodymass import Class


@pytest.mark.parametrize(
    ("weight_kg", "height_cm", "index"),
    [
        ("70", "175", "22.9"),
        ("58", "158", "23.2"),
        ("25", "210", "5.7"),
        ("200", "90", "246.9"),
        ("50.45", "100", "50.5"),
        (None, "158", None),
        ("58", None, None),
        (None, None, None),
    ],
)
def test_the_index_is_kilograms_by_square_metre(
    weight_kg: str | None, height_cm: str | None, index: str | None
) -> None:
    known = [Decimal(one) if one else None for one in (weight_kg, height_cm, index)]
    assert bodymass.index(known[0], known[1]) == known[2]


@pytest.mark.parametrize(
    ("index", "found"),
    [
        ("18.4", Class.UNDERWEIGHT),
        ("18.5", Class.NORMAL),
        ("24.9", Class.NORMAL),
        ("25.0", Class.OVERWEIGHT),
        ("29.9", Class.OVERWEIGHT),
        ("30.0", Class.OBESE),
    ],
)
def test_a_class_begins_with_its_first_tenth(index: str, found: Class) -> None:
    assert bodymass.adult_class(Decimal(index), 20, 12) is found


@pytest.mark.parametrize(
    ("index", "years", "weeks"),
    [("22.9", 19, 10), ("22.9", 30, 13), ("22.9", None, 10), ("22.9", 30, None), (None, 30, 10)],
)
def test_no_class_is_told_of_the_young_or_later_in_pregnancy(
    index: str | None, years: int | None, weeks: int | None
) -> None:
    known = Decimal(index) if index else None
    assert bodymass.adult_class(known, years, weeks) is None


def test_what_cannot_be_is_our_bug() -> None:
    with pytest.raises(ValueError, match="from 25 to 200 kg"):
        bodymass.index(Decimal(24), Decimal(160))
