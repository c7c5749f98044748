"""Blood loss after birth: postpartum haemorrhage and the shock index (clinical rules, part 9).

Loss in whole ml within 24 hours of birth, pulse a minute, pressures in mmHg, all of one set of
observations. None means "not measured"; an answer that hangs on it is None, never False.
Sources: WHO 2018 (500 and 1000 ml); WHO, FIGO and ICM 2025 (300 ml with an abnormal sign); Nathan
et al. 2015 and 2016 (shock index).
"""

from __future__ import annotations

from enum import Enum

from maternity.clinical.judged import Judged, any_of
from maternity.clinical.limits import check

HAEMORRHAGE_ML = 500
SEVERE_ML = 1000
WATCH_ML = 300


class Loss(Enum):
    """How much blood was lost within 24 hours of the birth."""

    USUAL = "usual"
    HAEMORRHAGE = "pph"
    SEVERE = "severe_pph"


class Shock(Enum):
    """What the shock index says."""

    USUAL = "usual"
    CONCERN = "concern"
    VERY_HIGH = "very_high"


def loss(blood_loss_ml: int | None, *, haemorrhage_ml: int = HAEMORRHAGE_ML) -> Loss | None:
    """The class of a loss; each bound belongs to the worse class, the first is a setting."""
    check(blood_loss_ml=blood_loss_ml)
    if blood_loss_ml is None:
        return None
    if blood_loss_ml >= SEVERE_ML:
        return Loss.SEVERE
    return Loss.HAEMORRHAGE if blood_loss_ml >= haemorrhage_ml else Loss.USUAL


def is_haemorrhage(
    blood_loss_ml: int | None, *, ticked: bool | None, haemorrhage_ml: int = HAEMORRHAGE_ML
) -> bool | None:
    """Whether it counts as a haemorrhage: by the loss, or by the diagnosis, which stands alone."""
    found = loss(blood_loss_ml, haemorrhage_ml=haemorrhage_ml)
    if ticked or found is None:
        return ticked
    return found is not Loss.USUAL


def shock_index(pulse: int | None, systolic: int | None) -> float | None:
    """Pulse over systolic pressure, not rounded: compare first, round only to show."""
    check(pulse_bpm=pulse, bp_systolic_mmhg=systolic)
    return None if pulse is None or systolic is None else pulse / systolic


def shock(pulse: int | None, systolic: int | None) -> Shock | None:
    """Concern from 0.9, very high risk from 1.7, compared in whole numbers."""
    check(pulse_bpm=pulse, bp_systolic_mmhg=systolic)
    if pulse is None or systolic is None:
        return None
    if 10 * pulse >= 17 * systolic:
        return Shock.VERY_HIGH
    return Shock.CONCERN if 10 * pulse >= 9 * systolic else Shock.USUAL


def abnormal_sign(pulse: int | None, systolic: int | None, diastolic: int | None) -> Judged[bool]:
    """Whether a sign of shock is there: pulse > 100, index > 1, systolic < 100, diastolic < 60."""
    check(pulse_bpm=pulse, bp_systolic_mmhg=systolic, bp_diastolic_mmhg=diastolic)
    return any_of(
        pulse_bpm=None if pulse is None else pulse > 100,
        shock_index=None if pulse is None or systolic is None else pulse > systolic,
        bp_systolic_mmhg=None if systolic is None else systolic < 100,
        bp_diastolic_mmhg=None if diastolic is None else diastolic < 60,
    )


def must_act(
    blood_loss_ml: int | None, pulse: int | None, systolic: int | None, diastolic: int | None
) -> Judged[bool]:
    """Whether the 2025 rule asks for the first-response bundle now.

    At 500 ml and above always; from 300 ml with an abnormal sign; below 300 ml never.
    """
    check(blood_loss_ml=blood_loss_ml)
    signs = abnormal_sign(pulse, systolic, diastolic)
    if blood_loss_ml is None:
        return Judged(None, ("blood_loss_ml",))
    if blood_loss_ml >= HAEMORRHAGE_ML:
        return Judged(value=True, why=("blood_loss_ml",))
    return signs if blood_loss_ml >= WATCH_ML else Judged(value=False)
