"""Labours of a training register: one that goes on with an alert answered, twins, and one over."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from maternity.fields import Answer
from maternity.moments import Moment
from maternity.records import Record
from maternity.registers.admission import Admission
from maternity.registers.delivery import Delivery
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_lists import (
    AmnioticFluid,
    Deceleration,
    FetalPosition,
    Grade03,
    LcgAnswer,
    Membranes,
    Posture,
)
from maternity.registers.labour_observation import LabourObservation
from maternity.registers.lists import LabourOnset
from maternity.registers.staff_member import StaffMember

EVERY = 30
"""Minutes from one column to the next."""
HEARTS = (138, 142, 136, 148, 165, 144, 140, 139, 146, 141, 137, 143)
"""Heart rates of the baby; one is beyond the threshold and answered in the next column."""
ALERTED = 160


def labour(
    stay: Admission, *, until: datetime, who: StaffMember, opened_cm: int = 5
) -> list[Record]:
    """A labour from the entry of a stay until a moment, a column each half hour."""
    began = stay.admitted_at.exact if stay.admitted_at is not None else None
    pregnancy = stay.pregnancy
    if began is None or pregnancy is None:
        return []
    care = LabourCare(
        pregnancy=pregnancy,
        admission=stay,
        onset=LabourOnset.SPONTANEOUS,
        started_at=Moment.at(began - timedelta(hours=3)),
        active_phase_at=Moment.at(began),
        membranes=Membranes.RUPTURED_SPONTANEOUS,
        membranes_ruptured_at=Moment.at(began + timedelta(minutes=40)),
        risk_factors=None,
    )
    found: list[Record] = [care]
    steps = int((until - began).total_seconds()) // (60 * EVERY)
    for at in range(steps + 1):
        when = began + timedelta(minutes=EVERY * at)
        found.append(_column(care, when, at, opened_cm, who))
        if (pregnancy.fetuses_expected or 1) > 1:
            found.append(_second(care, when, at, who))
    return found


def over(birth: Delivery, who: StaffMember) -> list[Record]:
    """The labour of a birth that was: its whole guide, to full dilatation and pushing."""
    stay, born = birth.admission, birth.delivered_at.exact if birth.delivered_at else None
    if stay is None or born is None:
        return []
    found = labour(stay, until=born - timedelta(minutes=20), who=who)
    cares = [one for one in found if isinstance(one, LabourCare)]
    for care in cares:
        began = care.active_phase_at.exact if care.active_phase_at else None
        full = max(born - timedelta(minutes=25), began or born)
        care.full_dilatation_at = care.pushing_started_at = Moment.at(full)
        found.append(
            LabourObservation(
                labour_care=care,
                observed_at=Moment.at(full),
                dilatation_cm=10,
                descent_fifths=0,
                pushing=Answer.YES,
                fhr_bpm=HEARTS[0],
                observed_by=who,
            )
        )
    return found


def _column(
    care: LabourCare, when: datetime, at: int, opened_cm: int, who: StaffMember
) -> LabourObservation:
    rate = HEARTS[at % len(HEARTS)]
    one = LabourObservation(
        labour_care=care,
        observed_at=Moment.at(when),
        fhr_bpm=rate,
        fhr_deceleration=Deceleration.NONE,
        contractions_per_10min=min(3 + at // 4, 5),
        contraction_duration_s=min(30 + 5 * (at // 2), 55),
        observed_by=who,
    )
    if at % 2 == 0:
        one.companion, one.pain_relief = LcgAnswer.YES, LcgAnswer.YES
        one.oral_fluid, one.posture = LcgAnswer.YES, Posture.MOBILE
    if at % 8 == 0:
        one.dilatation_cm = min(opened_cm + 3 * (at // 8), 9)
        one.descent_fifths = max(4 - at // 8, 1)
        one.amniotic_fluid = AmnioticFluid.CLEAR
        one.fetal_position, one.caput, one.moulding = FetalPosition.ANTERIOR, *_NO_MOULDING
        one.pulse_bpm, one.bp_systolic_mmhg, one.bp_diastolic_mmhg = 84 + at, 118, 74
        one.temperature_c = Decimal("36.8")
    if at and HEARTS[(at - 1) % len(HEARTS)] >= ALERTED:
        one.assessment, one.plan = "RCF 165, mère sur le dos", "Côté gauche, revoir à 30 min"
    return one


_NO_MOULDING = (Grade03.NONE, Grade03.NONE)


def _second(care: LabourCare, when: datetime, at: int, who: StaffMember) -> LabourObservation:
    """The second fetus has its own heart."""
    return LabourObservation(
        labour_care=care,
        observed_at=Moment.at(when),
        fetus=2,
        fhr_bpm=HEARTS[(at + 7) % len(HEARTS)] - 6,
        fhr_deceleration=Deceleration.NONE,
        observed_by=who,
    )
