"""Postnatal contacts: which window a visit falls in (clinical rules, part 15; WHO 2022)."""

from __future__ import annotations

from enum import Enum


class Contact(Enum):
    """The windows of the postnatal register."""

    BEFORE_24H = "before_24h"
    DAY_2_3 = "day_2_3"
    DAY_4_6 = "day_4_6"
    DAY_7_14 = "day_7_14"
    WEEK_3_5 = "week_3_5"
    WEEK_6 = "week_6"
    LATER = "later"
    UNKNOWN = "unknown"


_WINDOWS = (
    (25, Contact.BEFORE_24H),
    (4 * 24, Contact.DAY_2_3),
    (7 * 24, Contact.DAY_4_6),
    (15 * 24, Contact.DAY_7_14),
    (42 * 24, Contact.WEEK_3_5),
    (57 * 24, Contact.WEEK_6),
)


def contact(hours: int | None) -> Contact:
    """The window of a visit so many completed hours after the birth."""
    if hours is None or hours < 0:
        return Contact.UNKNOWN
    return next((window for bound, window in _WINDOWS if hours < bound), Contact.LATER)
