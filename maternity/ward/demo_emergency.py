"""Emergencies of a training register: a bleeding that was stopped, a baby that was ventilated."""

from __future__ import annotations

from datetime import timedelta

from maternity.fields import Answer
from maternity.moments import Moment
from maternity.records import Record
from maternity.registers.delivery import BloodLossMethod, Delivery
from maternity.registers.haemorrhage_care import (
    HaemorrhageCare,
    HaemorrhageCause,
    SheetOutcome,
    TreatmentUterotonic,
)
from maternity.registers.lists import MaternalComplication
from maternity.registers.newborn import BirthOutcome, Newborn, ResuscitationStep
from maternity.registers.resuscitation import Resuscitation, ResuscitationOutcome
from maternity.registers.staff_member import StaffMember

LOST_ML = 750
SIGNS_1, SIGNS_5 = (0, 1, 1, 1, 0), (1, 2, 2, 2, 1)
SIGNS = ("colour", "heart", "reflex", "tone", "breathing")


def bleeding(birth: Delivery, who: StaffMember) -> list[Record]:
    """The sheet of a haemorrhage by atony, its bundle given in time."""
    born = birth.delivered_at.exact if birth.delivered_at is not None else None
    if born is None:
        return []
    birth.blood_loss_ml, birth.blood_loss_method = LOST_ML, BloodLossMethod.MEASURED
    birth.pph = Answer.YES
    birth.complications = (MaternalComplication.POSTPARTUM_HAEMORRHAGE,)

    def after(minutes: int) -> Moment:
        return Moment.at(born + timedelta(minutes=minutes))

    return [
        HaemorrhageCare(
            delivery=birth,
            found_at=after(12),
            loss_ml=600,
            loss_method=BloodLossMethod.MEASURED,
            pulse_bpm=112,
            bp_systolic_mmhg=100,
            bp_diastolic_mmhg=60,
            called_at=after(12),
            massage_at=after(13),
            oxytocic_at=after(14),
            oxytocic=TreatmentUterotonic.OXYTOCIN,
            tranexamic_at=after(17),
            fluids_at=after(18),
            examined_at=after(20),
            causes=(HaemorrhageCause.ATONY,),
            stopped_at=after(34),
            total_loss_ml=LOST_ML,
            outcome=SheetOutcome.CONTROLLED,
            led_by=who,
        )
    ]


def ventilated(baby: Newborn, who: StaffMember) -> list[Record]:
    """The sheet of a baby that breathed after the bag and mask."""
    born = baby.born_at.exact if baby.born_at is not None else None
    if born is None or baby.outcome is not BirthOutcome.LIVE:
        return []
    baby.resuscitated = Answer.YES
    baby.resuscitation_steps = (ResuscitationStep.STIMULATION, ResuscitationStep.BAG_MASK)
    baby.apgar_1, baby.apgar_5 = sum(SIGNS_1), sum(SIGNS_5)
    sheet = Resuscitation(
        newborn=baby,
        began_at=Moment.at(born),
        stimulated_at=Moment.at(born),
        ventilated_at=Moment.at(born + timedelta(minutes=1)),
        stopped_at=Moment.at(born + timedelta(minutes=4)),
        outcome=ResuscitationOutcome.BREATHES,
        led_by=who,
    )
    for name, first, fifth in zip(SIGNS, SIGNS_1, SIGNS_5, strict=True):
        setattr(sheet, f"{name}_1", first)
        setattr(sheet, f"{name}_5", fifth)
    return [sheet]
