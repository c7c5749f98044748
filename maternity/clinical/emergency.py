"""What is due by the clock in an emergency (clinical rules, part 16.5): moments, never a dose.

Bleeding after birth: the first-response bundle (massage, oxytocic, tranexamic acid, fluids,
examination) at once, escalation 15 minutes after it was found. Severe pre-eclampsia and eclampsia:
magnesium sulfate by injection every 4 hours until 24 hours after the birth or the last fit.
Newborn: ventilation within a minute of the birth.
Sources: WHO recommendations on the assessment of postpartum blood loss and use of a treatment
bundle, 2023, and Gallos et al., E-MOTIVE, NEJM 2023;389:11-21; WHO, Managing complications in
pregnancy and childbirth, 2017 (magnesium); WHO, Guidelines on basic newborn resuscitation, 2012.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from maternity.clinical.judged import Judged, any_of
from maternity.clinical.limits import check

ESCALATE_AFTER = timedelta(minutes=15)
TRANEXAMIC_WITHIN = timedelta(hours=3)
TRANEXAMIC_AGAIN = timedelta(minutes=30)
MAGNESIUM_EVERY = timedelta(hours=4)
MAGNESIUM_FOR = timedelta(hours=24)
LEAST_BREATHING, LEAST_URINE = 16, 30
"""Breaths a minute and ml of urine an hour before each dose of magnesium sulfate (mark K)."""


def escalate_by(found_at: datetime) -> datetime:
    """When bleeding that goes on is escalated at the latest: 15 minutes after it was found."""
    return found_at + ESCALATE_AFTER


def tranexamic_in_time(born_at: datetime, given_at: datetime) -> bool:
    """Whether tranexamic acid was given at most 3 hours after the birth; 3 h 00 is in time."""
    return given_at - born_at <= TRANEXAMIC_WITHIN


def tranexamic_again_from(given_at: datetime) -> datetime:
    """From when tranexamic acid may be given again if she still bleeds: 30 minutes later."""
    return given_at + TRANEXAMIC_AGAIN


def magnesium_until(born_at: datetime | None, last_fit_at: datetime | None) -> datetime | None:
    """The end of the treatment: 24 hours after the birth or the last fit, whichever is later.

    None before the birth: then it goes on.
    """
    if born_at is None:
        return None
    return max(one for one in (born_at, last_fit_at) if one is not None) + MAGNESIUM_FOR


def next_magnesium(
    doses: Iterable[datetime], *, born_at: datetime | None, last_fit_at: datetime | None
) -> datetime | None:
    """When the next injection is due: 4 hours after the last dose.

    None while no dose was given, and once the treatment is over: a dose due exactly at its end
    is still given.
    """
    given = max(doses, default=None)
    if given is None:
        return None
    due, until = given + MAGNESIUM_EVERY, magnesium_until(born_at, last_fit_at)
    return None if until is not None and due > until else due


def hold_magnesium(
    *, reflexes: bool | None, breathing_min: int | None, urine_ml_h: int | None
) -> Judged[bool]:
    """Whether a sign forbids the dose: no reflexes, breathing < 16 a minute, urine < 30 ml/h.

    One sign is enough; all three must be known for no. Breathing a minute from 2 to 150.
    """
    check(respiratory_rate_min=breathing_min)
    return any_of(
        reflexes=None if reflexes is None else not reflexes,
        respiratory_rate_min=None if breathing_min is None else breathing_min < LEAST_BREATHING,
        urine_ml_h=None if urine_ml_h is None else urine_ml_h < LEAST_URINE,
    )
