"""Age bands of the monthly return, the woman's in years and the child's in months."""

from __future__ import annotations

from maternity.clinical.limits import check

UNKNOWN = "unknown"
BANDS = ((15, "a10_14"), (20, "a15_19"), (25, "a20_24"))
"""Each band with the first completed year above it; under 10 goes to 10-14."""
MONTHS = ((12, "m0_11"), (24, "m12_23"))
"""Each band with the first completed month above it."""

MORBIDITY = ((1, "m0_11"), (5, "y1_4"), (15, "y5_14"), (45, "y15_44"), (60, "y45_59"))
"""Each band of the table of morbidity with the first completed year above it."""


def band(years: int | None) -> str:
    """The code of the band of an age in completed years; "unknown" when it is not known."""
    check(years=years)
    if years is None:
        return UNKNOWN
    return next((code for above, code in BANDS if years < above), "a25_plus")


def morbidity_band(years: int | None) -> str | None:
    """The code of the band of the table of morbidity; None when the age is not known."""
    check(years=years)
    if years is None:
        return None
    return next((code for above, code in MORBIDITY if years < above), "y60_plus")


def months_band(months: int | None) -> str | None:
    """The code of the band of an age in completed months; None if not known or before birth."""
    if months is None or months < 0:
        return None
    return next((code for above, code in MONTHS if months < above), "m24_plus")
