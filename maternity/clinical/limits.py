"""The bounds of single values: what the register lets through, and nothing beyond.

A value outside them was stopped at the form, so here it is our bug, never an answer. The numbers
are `hard_low` and `hard_high` of the data dictionary, and the possible ones where it has no such
field. Names are the dictionary's, with the unit that they carry.
"""

from __future__ import annotations

from decimal import Decimal

Number = int | float | Decimal

LIMITS: dict[str, tuple[int, int, str]] = {
    "apgar": (0, 10, ""),
    "apgar_sign": (0, 2, ""),
    "blood_loss_ml": (0, 6000, "ml"),
    "bp_diastolic_mmhg": (20, 200, "mmHg"),
    "bp_systolic_mmhg": (40, 300, "mmHg"),
    "contraction_duration_s": (0, 180, "s"),
    "contractions_per_10min": (0, 12, "in 10 min"),
    "descent_fifths": (0, 5, "fifths"),
    "dilatation_cm": (0, 10, "cm"),
    "fetuses": (1, 10, ""),
    "fhr_bpm": (30, 260, "a minute"),
    "ga_days": (0, 321, "days"),
    "ga_extra_days": (0, 6, "days"),
    "ga_weeks": (0, 45, "weeks"),
    "head_cm": (15, 50, "cm"),
    "height_cm": (90, 210, "cm"),
    "length_cm": (20, 65, "cm"),
    "pain": (0, 3, ""),
    "parity": (0, 19, ""),
    "previous_caesareans": (0, 8, ""),
    "pulse_bpm": (20, 250, "a minute"),
    "respiratory_rate_min": (2, 150, "a minute"),
    "saturation": (0, 100, "%"),
    "scan_age_days": (35, 300, "days"),
    "temperature_c": (25, 43, "degrees C"),
    "weight_g": (300, 7000, "g"),
    "weight_kg": (25, 200, "kg"),
    "weight_later_g": (300, 9000, "g"),
    "years": (0, 120, "years"),
}


def check(**values: Number | None) -> None:
    """Raise ValueError, naming the range and never the value, for the first that is outside it."""
    for name, value in values.items():
        low, high, unit = LIMITS[name]
        if value is not None and not low <= value <= high:
            raise ValueError(f"{name} must be from {low} to {high} {unit}".rstrip())


def check_code(name: str, code: str | None, codes: frozenset[str]) -> None:
    """Raise ValueError, naming the codes there are, for a code that is not one of them."""
    if code is not None and code not in codes:
        raise ValueError(f"{name} must be one of {', '.join(sorted(codes))}")
