"""Birth-weight classes and bands, and the ICD-10 codes of size and length of gestation (part 6).

Whole grams (300 to 7000), the first weight after birth. Not weighed is a band of its own.
Sources: WHO, ICD-10 (2010 edition, note at P07: weight has priority over gestation).
"""

from __future__ import annotations

from enum import Enum

from maternity.clinical.limits import check

LOW_G = 2500
VERY_LOW_G = 1500
EXTREMELY_LOW_G = 1000
LARGE_G = 4000


class Band(Enum):
    """Bands for lists; every baby is in exactly one."""

    EXTREMELY_LOW = "extremely_low"
    VERY_LOW = "very_low"
    LOW = "low"
    USUAL = "usual"
    LARGE = "macrosomia"
    NOT_WEIGHED = "not_weighed"


_BANDS = (
    (EXTREMELY_LOW_G, Band.EXTREMELY_LOW),
    (VERY_LOW_G, Band.VERY_LOW),
    (LOW_G, Band.LOW),
    (LARGE_G, Band.USUAL),
)


def band(weight_g: int | None) -> Band:
    """Under 1000, 1500, 2500, 4000 g, from 4000 g, or not weighed."""
    check(weight_g=weight_g)
    if weight_g is None:
        return Band.NOT_WEIGHED
    return next((found for above, found in _BANDS if weight_g < above), Band.LARGE)


def is_low(weight_g: int | None) -> bool | None:
    """Under 2500 g; contains the very low and the extremely low."""
    check(weight_g=weight_g)
    return None if weight_g is None else weight_g < LOW_G


def icd10(weight_g: int | None, ga_days: int | None) -> str | None:
    """The ICD-10 code of low or high weight, else of short or long gestation; None for neither."""
    check(weight_g=weight_g, ga_days=ga_days)
    if weight_g is not None:
        if weight_g < LOW_G:
            return "P07.0" if weight_g < EXTREMELY_LOW_G else "P07.1"
        if weight_g >= 4500:
            return "P08.0"
    if ga_days is None:
        return None
    if ga_days < 259:
        return "P07.2" if ga_days < 196 else "P07.3"
    return "P08.2" if ga_days >= 294 else None
