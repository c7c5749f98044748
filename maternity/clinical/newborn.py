"""The newborn: danger signs, small babies, first care and risk of infection (part 12).

Weights in grams, gestation in days, temperature in degrees Celsius, breathing a minute. One sign
is enough for "danger"; all must be asked for "none found". Sources: WHO postnatal digital
adaptation kit 2025; WHO 2022 (kangaroo care); Pocket Book of Hospital Care for Children 2013.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum

from maternity.clinical.judged import Judged, any_of
from maternity.clinical.limits import Number, check, check_code

COLD_C, USUAL_C, FEVER_C = Decimal("35.5"), Decimal("36.5"), Decimal("37.5")
FAST_BREATHING = 60
LONG_RUPTURE = timedelta(hours=18)
MOTHERS_FEVER_C = Decimal("37.8")
ASKED = ("not_feeding", "convulsions", "chest_indrawing", "no_movement", "jaundice")
"""Signs a person looks for, beside breathing and temperature."""
TICKS = frozenset({*ASKED, "fast_breathing", "fever", "cold", "none"})


class Warmth(Enum):
    """Bands of a newborn's temperature."""

    COLD = "cold"
    MILD_HYPOTHERMIA = "mild_hypothermia"
    USUAL = "usual"
    FEVER = "fever"


def warmth(temperature_c: Number | None) -> Warmth | None:
    """Under 35.5 cold, under 36.5 mild hypothermia, to 37.5 usual, above fever."""
    check(temperature_c=temperature_c)
    if temperature_c is None:
        return None
    value = Decimal(str(temperature_c))
    if value > FEVER_C:
        return Warmth.FEVER
    if value < COLD_C:
        return Warmth.COLD
    return Warmth.MILD_HYPOTHERMIA if value < USUAL_C else Warmth.USUAL


def danger(
    ticked: frozenset[str] | None,
    *,
    temperature_c: Number | None = None,
    respiratory_rate_min: int | None = None,
) -> Judged[bool]:
    """Whether a danger sign is there: refer. `ticked` None or empty: nobody looked.

    A tick stands beside a measure that says usual; a sign not measured is "no" when somebody
    looked and did not tick it.
    """
    check(respiratory_rate_min=respiratory_rate_min)
    there = ticked or frozenset()
    for code in there:
        check_code("danger_signs", code, TICKS)
    warm = warmth(temperature_c)
    fast = None if respiratory_rate_min is None else respiratory_rate_min >= FAST_BREATHING
    measured: dict[str, bool | None] = {
        **dict.fromkeys(ASKED),
        "fast_breathing": fast,
        "fever": None if warm is None else warm is Warmth.FEVER,
        "cold": None if warm is None else warm is Warmth.COLD,
    }
    unmeasured = False if there else None
    return any_of(
        **{
            name: True if name in there else (unmeasured if sign is None else sign)
            for name, sign in measured.items()
        }
    )


def needs_referral(weight_g: int | None, ga_days: int | None) -> Judged[bool]:
    """A small baby to refer: under 1500 g or under 32+0; one known criterion is enough."""
    check(weight_g=weight_g, ga_days=ga_days)
    return any_of(
        weight_g=None if weight_g is None else weight_g < 1500,
        ga_days=None if ga_days is None else ga_days < 224,
    )


def kangaroo(weight_g: int | None, ga_days: int | None) -> Judged[bool]:
    """Kangaroo care at once: under 2500 g or under 37+0 (WHO 2022); one criterion is enough."""
    check(weight_g=weight_g, ga_days=ga_days)
    return any_of(
        weight_g=None if weight_g is None else weight_g < 2500,
        ga_days=None if ga_days is None else ga_days < 259,
    )


def early_breastfeed(born_at: date | None, fed_at: date | None) -> bool | None:
    """Whether the first feed came within 60 minutes; both hours must be known."""
    since = _exact(born_at, fed_at)
    return None if since is None else since <= timedelta(minutes=60)


def early_bath(born_at: date | None, bathed_at: date | None) -> bool | None:
    """Whether the first bath came before 24 hours: too early; by date when an hour is unknown."""
    if born_at is None or bathed_at is None:
        return None
    since = _exact(born_at, bathed_at)
    if since is None:
        return _day(born_at) == _day(bathed_at)
    return since < timedelta(hours=24)


def early_clamp(seconds: int | None) -> bool | None:
    """Whether the cord was clamped before 1 minute: too early."""
    if seconds is not None and seconds < 0:
        raise ValueError("seconds must be 0 or above")
    return None if seconds is None else seconds < 60


def infection_risk(
    *,
    ruptured_at: date | None,
    born_at: date | None,
    mothers_temperature_c: Number | None,
    foul_discharge: bool | None,
) -> Judged[bool]:
    """Membranes open for more than 18 h, fever of the mother in labour, or foul discharge."""
    check(temperature_c=mothers_temperature_c)
    open_for = _exact(ruptured_at, born_at)
    hot = None
    if mothers_temperature_c is not None:
        hot = Decimal(str(mothers_temperature_c)) >= MOTHERS_FEVER_C
    return any_of(
        membranes_ruptured_at=None if open_for is None else open_for > LONG_RUPTURE,
        temperature_c=hot,
        foul_discharge=foul_discharge,
    )


def _exact(begun: date | None, ended: date | None) -> timedelta | None:
    """The time between, None unless both hours are known and in order."""
    if not isinstance(begun, datetime) or not isinstance(ended, datetime) or ended < begun:
        return None
    return ended - begun


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when
