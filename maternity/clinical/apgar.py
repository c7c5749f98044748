"""The Apgar score at 1, 5 and 10 minutes (clinical rules, part 7).

Each of five signs 0, 1 or 2; the total 0 to 10. Not asked for a stillbirth. Sources: MSD Manual;
ICD-10 P21 by the first minute, ICD-11 KD30 by the fifth.
"""

from __future__ import annotations

from enum import Enum

from maternity.clinical.judged import Judged
from maternity.clinical.limits import check

FLAG_BELOW = 7


class Band(Enum):
    """Bands of the total."""

    LOW = "0_3"
    MIDDLE = "4_6"
    GOOD = "7_10"


def heart_rate_sign(rate: int) -> int:
    """0 for none, 1 under 100 a minute, 2 from 100."""
    if rate < 0:
        raise ValueError("heart rate must be 0 or above")
    if rate == 0:
        return 0
    return 1 if rate < 100 else 2


def total(
    *,
    colour: int | None,
    heart_rate: int | None,
    reflex: int | None,
    tone: int | None,
    breathing: int | None,
) -> Judged[int]:
    """The sum, only when all five signs are known."""
    signs = {"colour": colour, "heart_rate": heart_rate, "reflex": reflex}
    signs |= {"tone": tone, "breathing": breathing}
    for sign in signs.values():
        check(apgar_sign=sign)
    known = [sign for sign in signs.values() if sign is not None]
    if len(known) < len(signs):
        return Judged(None, tuple(name for name, sign in signs.items() if sign is None))
    return Judged(sum(known))


def agrees(signs: Judged[int], typed: int | None) -> bool | None:
    """Whether the sum of the signs is the total typed; None while one of them is missing."""
    check(apgar=typed)
    return None if signs.value is None or typed is None else signs.value == typed


def band(score: int | None) -> Band | None:
    """0 to 3, 4 to 6, 7 to 10."""
    check(apgar=score)
    if score is None:
        return None
    if score <= 3:
        return Band.LOW
    return Band.MIDDLE if score < FLAG_BELOW else Band.GOOD


def flagged(at_5_min: int | None) -> bool | None:
    """Under 7 at 5 minutes: the score at 10 minutes is asked for."""
    check(apgar=at_5_min)
    return None if at_5_min is None else at_5_min < FLAG_BELOW


def icd10(at_1_min: int | None) -> str | None:
    """Birth asphyxia by the first minute: P21.0 to 3, P21.1 to 7, none above."""
    check(apgar=at_1_min)
    if at_1_min is None or at_1_min > 7:
        return None
    return "P21.0" if at_1_min <= 3 else "P21.1"


def icd11(at_5_min: int | None) -> str | None:
    """Birth depression by the fifth minute: KD30.0 to 3, KD30.1 to 6, none above."""
    check(apgar=at_5_min)
    if at_5_min is None or at_5_min >= FLAG_BELOW:
        return None
    return "KD30.0" if at_5_min <= 3 else "KD30.1"
