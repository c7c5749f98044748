"""Which fetus a heart rate is of, where there are several (our choice, to be confirmed: mark K).

The usual fault with twins is one heart heard twice, or the two written in each other's row. Both
are asked about and never corrected: the rates may be right. Rates are beats a minute (30 to 260).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from maternity.clinical.limits import check

NEAR, FAR = 3, 15
"""Beats a minute: so near to the other fetus's last rate and so far from its own is doubtful."""
WITHIN = timedelta(hours=2)
"""How old a last rate may be to be compared with."""


@dataclass(frozen=True)
class Heard:
    """A heart rate: of which fetus (1 is the first), when, beats a minute."""

    fetus: int
    at: datetime
    bpm: int


class Doubt(Enum):
    """Why a rate may be another fetus's."""

    SAME = "same"
    EXCHANGED = "exchanged"


def doubtful(heard: Heard, seen: Iterable[Heard]) -> Doubt | None:
    """Why a rate may not be this fetus's, by the others heard in the same labour; None if it may.

    SAME: another fetus has the same rate at the same moment. EXCHANGED: the rate is within 3 of
    another fetus's last one and 15 or more from this one's own last. Raises ValueError out of
    range.
    """
    check(fhr_bpm=heard.bpm)
    known = list(seen)
    others = [one for one in known if one.fetus != heard.fetus]
    if any(one.at == heard.at and one.bpm == heard.bpm for one in others):
        return Doubt.SAME
    own = _last([one for one in known if one.fetus == heard.fetus], heard.at)
    if own is None or abs(own.bpm - heard.bpm) < FAR:
        return None
    for fetus in {one.fetus for one in others}:
        last = _last([one for one in others if one.fetus == fetus], heard.at)
        if last is not None and abs(last.bpm - heard.bpm) <= NEAR:
            return Doubt.EXCHANGED
    return None


def _last(heard: list[Heard], before: datetime) -> Heard | None:
    earlier = [one for one in heard if timedelta(0) < before - one.at <= WITHIN]
    return max(earlier, key=lambda one: one.at, default=None)
