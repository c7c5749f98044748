"""What a training register shows of today: beds, women in labour or past term, doses, news."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from maternity.moments import Moment
from maternity.records import Record
from maternity.registers import admission as stays
from maternity.registers import lists
from maternity.registers.bed import Bed
from maternity.registers.bed_transfer import BedTransfer
from maternity.registers.birth_dose import BirthDose, BirthVaccine, CountedBy
from maternity.registers.newborn import BirthOutcome, Newborn, NewbornDischarge
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.referral import Referral
from maternity.registers.staff_member import StaffMember

GIVEN = ((BirthVaccine.HEPB0, 0.8, 0), (BirthVaccine.BCG, 0.9, 7), (BirthVaccine.OPV0, 0.9, 7))
"""Each dose of birth, the share of babies who have it, and within how many days."""
IN_LABOUR, WAITING, PAST_TERM = (2, 5), (9, 30), (283, 288, 296)
"""Hours since the entry of those in labour and of those who wait; days of those past term."""


class Today:
    """Invents by its own dice what is so now."""

    def __init__(self, dice: Random, now: datetime, staff: list[StaffMember]) -> None:
        self.dice, self.now, self.staff = dice, now, staff

    def after(self, entries: list[Record], beds: list[Bed]) -> list[Record]:
        """What followed these births: doses, beds of who is still here, news of who was sent."""
        found: list[Record] = []
        for entry in entries:
            if isinstance(entry, Newborn):
                found += self._doses(entry)
            elif isinstance(entry, Referral) and self.dice.random() < 0.5:
                self._news(entry)
            elif isinstance(entry, stays.Admission) and entry.discharged_at is None and beds:
                found.append(in_bed(entry, beds.pop(0)))
        for entry in entries:
            if isinstance(entry, Newborn):
                _still_here(entry)
        return found

    def _doses(self, baby: Newborn) -> list[Record]:
        born = baby.born_at.exact if baby.born_at else None
        if born is None or baby.outcome is not BirthOutcome.LIVE:
            return []
        found: list[Record] = []
        for vaccine, share, days in GIVEN:
            at = born + timedelta(days=self.dice.randrange(days + 1), hours=2)
            if at <= self.now and self.dice.random() < share:
                found.append(
                    BirthDose(
                        newborn=baby,
                        vaccine=vaccine,
                        given_at=Moment.at(at),
                        counted_by=CountedBy.MATERNITY,
                        given_by=self.dice.choice(self.staff),
                    )
                )
        return found

    def _news(self, sent: Referral) -> None:
        if sent.decided_at is not None and (self.now.date() - sent.decided_at.day).days > 3:
            sent.counter_referral_on = sent.decided_at.day + timedelta(days=3)
            sent.outcome = lists.DischargeOutcome.MEDICAL_DISCHARGE

    def pregnant(self, pregnancy: Pregnancy, *, days: int) -> Pregnancy:
        """A pregnancy of so many days today."""
        pregnancy.lmp_on = self.now.date() - timedelta(days=days)
        pregnancy.lmp_precision = lists.DatePrecision.EXACT
        return pregnancy

    def entered(self, pregnancy: Pregnancy, *, hours: int, labour: bool) -> stays.Admission:
        """A woman who came in so many hours ago."""
        reason = stays.AdmissionReason
        return stays.Admission(
            pregnancy=pregnancy,
            subject=stays.AdmissionSubject.WOMAN,
            admitted_at=Moment.at(self.now - timedelta(hours=hours)),
            ward=stays.Ward.MATERNITY,
            reason=reason.LABOUR if labour else reason.PREGNANCY_COMPLICATION,
            arrival_mode=stays.ArrivalMode.BY_HERSELF,
            bp_systolic_mmhg=self.dice.randrange(100, 140) if labour else 150,
            bp_diastolic_mmhg=self.dice.randrange(55, 90) if labour else 95,
            fetal_heart=stays.FetalHeartOnArrival.HEARD,
            complications=None if labour else (lists.MaternalComplication.PRE_ECLAMPSIA_MILD,),
            seen_by=self.dice.choice(self.staff),
        )


def in_bed(stay: stays.Admission, bed: Bed) -> BedTransfer:
    """The first bed of a stay."""
    return BedTransfer(admission=stay, bed=bed, moved_at=stay.admitted_at)


def _still_here(baby: Newborn) -> None:
    """A baby whose mother is in the ward has not left either."""
    stay = baby.delivery.admission if baby.delivery else None
    here = stay is not None and stay.discharged_at is None
    if here and baby.discharge_state is NewbornDischarge.WELL:
        baby.discharge_state, baby.discharged_at = None, None
