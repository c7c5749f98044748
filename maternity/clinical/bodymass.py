"""The body mass index of a woman, and the class of an adult's.

Kilograms by the square of metres. The classes are those of an adult who is not pregnant: the weight
of the pregnancy itself moves a woman from one to the next, so that a class is only told while the
weight can still stand for the one before it, to the end of the first trimester.
Sources: WHO, Obesity: preventing and managing the global epidemic, Technical Report Series 894,
2000, table 2.1 (classes); WHO, Recommendations on antenatal care for a positive pregnancy
experience, 2016, A.1.1 (classes of the weight before pregnancy, first contact up to 12 weeks); WHO
growth reference for 5 to 19 years, 2007 (the young have references of their own age).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from maternity.clinical.limits import check

ADULT_YEARS = 20
"""From this completed year on the classes hold."""
EARLY_WEEKS = 12
"""The last completed week of amenorrhoea whose weight is told by class."""
UNDERWEIGHT, OVERWEIGHT, OBESE = Decimal("18.5"), Decimal(25), Decimal(30)
"""Kilograms by square metre: below the first, from the second, from the third on."""


class Class(Enum):
    """The four classes of an adult's index."""

    UNDERWEIGHT = "underweight"
    NORMAL = "normal"
    OVERWEIGHT = "overweight"
    OBESE = "obese"


def index(weight_kg: Decimal | None, height_cm: Decimal | None) -> Decimal | None:
    """Kilograms by square metre, to one decimal; None unless both are known."""
    check(weight_kg=weight_kg, height_cm=height_cm)
    if weight_kg is None or height_cm is None:
        return None
    found = Decimal(weight_kg) * 10_000 / (Decimal(height_cm) * Decimal(height_cm))
    return found.quantize(Decimal("0.1"), ROUND_HALF_UP)


def adult_class(index: Decimal | None, years: int | None, weeks: int | None) -> Class | None:
    """The class of an index as printed, of an adult, early in pregnancy; None for every other."""
    check(years=years, ga_weeks=weeks)
    if index is None or years is None or weeks is None:
        return None
    if years < ADULT_YEARS or weeks > EARLY_WEEKS:
        return None
    if index < UNDERWEIGHT:
        return Class.UNDERWEIGHT
    if index < OVERWEIGHT:
        return Class.NORMAL
    return Class.OVERWEIGHT if index < OBESE else Class.OBESE
