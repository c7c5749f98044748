"""Maternal early warning by one set of observations (clinical rules, part 11; MEOWS).

Trigger: at least one red or at least two yellow signs. Both ends of a printed range belong to it.
Missing signs never make a woman well. Not used in active labour, where the labour guide rules.
Source: Singh et al. 2012.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from maternity.clinical.limits import Number, check, check_code

ENOUGH_YELLOW = 2
RESPONSES = frozenset({"alert", "voice", "pain", "unresponsive", "not_assessed"})
RESPONSE = "consciousness"


class Colour(Enum):
    """How far one sign is from usual."""

    USUAL = "usual"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True)
class Bounds:
    """Red under `below` or over `above`; else yellow in a range, ends included, or under a bound.

    None: no such bound.
    """

    below: int | None = None
    above: int | None = None
    yellow: tuple[tuple[int, int], ...] = ()
    yellow_under: int | None = None

    def colour(self, value: Number) -> Colour:
        """The colour of a value."""
        if self.below is not None and value < self.below:
            return Colour.RED
        if self.above is not None and value > self.above:
            return Colour.RED
        if any(low <= value <= high for low, high in self.yellow):
            return Colour.YELLOW
        if self.yellow_under is not None and value < self.yellow_under:
            return Colour.YELLOW
        return Colour.USUAL


SIGNS = {
    "respiratory_rate_min": Bounds(10, 30, ((21, 30),)),
    "saturation": Bounds(95),
    "temperature_c": Bounds(35, 38, yellow_under=36),
    "bp_systolic_mmhg": Bounds(90, 160, ((90, 100), (150, 160))),
    "bp_diastolic_mmhg": Bounds(None, 100, ((90, 100),)),
    "pulse_bpm": Bounds(40, 120, ((40, 50), (100, 120))),
    "pain": Bounds(yellow=((2, 3),)),
}
"""Breathing and pulse a minute, saturation in %, degrees Celsius, mmHg, pain 0 to 3."""
_RESPONSE = {
    "alert": Colour.USUAL,
    "voice": Colour.YELLOW,
    "pain": Colour.RED,
    "unresponsive": Colour.RED,
}


@dataclass(frozen=True)
class Warned:
    """Whether the trigger is reached (None: not complete), and the names of the signs."""

    trigger: bool | None
    red: tuple[str, ...]
    yellow: tuple[str, ...]
    missing: tuple[str, ...]


def warn(*, consciousness: str | None = None, **signs: Number | None) -> Warned:
    """The early warning of one set of observations; signs by the names in SIGNS."""
    check_code(RESPONSE, consciousness, RESPONSES)
    unknown = signs.keys() - SIGNS.keys()
    if unknown:
        raise ValueError(f"signs must be among {', '.join(SIGNS)}")
    check(**signs)
    colours: dict[str, Colour | None] = {name: _colour(name, signs.get(name)) for name in SIGNS}
    colours[RESPONSE] = _RESPONSE.get(consciousness) if consciousness else None
    red, yellow, missing = (_named(colours, c) for c in (Colour.RED, Colour.YELLOW, None))
    if red or len(yellow) >= ENOUGH_YELLOW:
        return Warned(True, red, yellow, missing)
    return Warned(None if missing else False, red, yellow, missing)


def _colour(name: str, value: Number | None) -> Colour | None:
    return None if value is None else SIGNS[name].colour(value)


def _named(colours: dict[str, Colour | None], wanted: Colour | None) -> tuple[str, ...]:
    return tuple(name for name, colour in colours.items() if colour is wanted)
