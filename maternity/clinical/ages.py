"""Age bands of the monthly return: 10-14, 15-19, 20-24, 25 and over."""

from __future__ import annotations

UNKNOWN = "unknown"
BANDS = ((15, "a10_14"), (20, "a15_19"), (25, "a20_24"))
"""Each band with the first completed year above it; under 10 goes to 10-14."""


def band(years: int | None) -> str:
    """The code of the band of an age in completed years; « unknown » when it is not known."""
    if years is None:
        return UNKNOWN
    return next((code for above, code in BANDS if years < above), "a25_plus")
