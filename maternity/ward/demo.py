"""A training register: invented women and births, the same for the same seed.

Names are common ones put together by chance; nothing here comes from a real person. Shares of
stillbirths, caesareans and visits follow what is published for Mali (reference: mali, part 14).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from maternity import clock
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.records import Record, Strength
from maternity.registers import admission as stays
from maternity.registers import delivery as births
from maternity.registers import lists
from maternity.registers import newborn as babies
from maternity.registers import newborn_check as checks
from maternity.registers import perinatal_death as deaths
from maternity.registers import postnatal_visit as visits
from maternity.registers import referral as referrals
from maternity.registers import village as villages
from maternity.registers import woman as women
from maternity.registers.bed import Bed, BedPurpose
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.staff_member import StaffMember
from maternity.ward import demo_emergency as emergencies
from maternity.ward import demo_labour as labours
from maternity.ward.demo_clinic import Clinic
from maternity.ward.demo_now import IN_LABOUR, PAST_TERM, WAITING, Today, in_bed
from maternity.ward.opening import create_ward
from maternity.ward.ward import Ward

FAMILIES = (
    *("Traoré", "Coulibaly", "Diarra", "Keïta", "Konaté", "Koné", "Dembélé", "Sidibé", "Diallo"),
    *("Touré", "Cissé", "Maïga", "Camara", "Sangaré", "Doumbia", "Samaké", "Sissoko", "Kanté"),
)
GIVEN = (
    *("Aminata", "Fatoumata", "Mariam", "Djénéba", "Kadiatou", "Awa", "Oumou", "Rokia", "Assitan"),
    *("Bintou", "Sitan", "Nana", "Hawa", "Ramata", "Salimata", "Kadidia", "Ɲaɲa", "Jɛnɛba"),
)
MEN = ("Moussa", "Amadou", "Oumar", "Ibrahim", "Seydou", "Bakary", "Adama", "Modibo", "Issa")
PLACES = (
    *(("Kalabancoro", True), ("Sikoro", True), ("Niamana", True), ("Kabala", True)),
    *(("Missala", True), ("Tiébani", True), ("Baguinéda", False), ("Sanankoroba", False)),
)
NAME = "Formation"
DAYS = 92
BEDS = 14
WORDS = (
    *("manguier", "calebasse", "pirogue", "tambour", "karité", "baobab", "fleuve", "mil"),
    *("tabouret", "panier", "termitière", "chameau", "hirondelle", "gombo", "sable", "étoile"),
    *("marché", "natte", "pilon", "colline", "perdrix", "néré", "lampe", "semence"),
)


def new_passphrase() -> str:
    """Four words by chance."""
    return " ".join(secrets.choice(WORDS) for _at in range(4))


def make_demo(
    folder: Path,
    deliveries: int,
    seed: int,
    *,
    passphrase: str,
    progress: Callable[[int, int], None] | None = None,
) -> Ward:
    """A training register with so many deliveries, open and signed in."""
    ward, _code = create_ward(
        folder,
        facility="CSCom d'exercice",
        level="cscom",
        area="Kalabancoro",
        admin=NAME,
        passphrase=passphrase,
        training=True,
    )
    with ExitStack() as undo:
        undo.callback(ward.close)
        maker = _Maker(Random(seed), clock.now())  # noqa: S311 - invented data, no secret
        ward.book_in(maker.setting())
        today = Today(Random(seed + 1), clock.now(), maker.staff)  # noqa: S311 - invented too
        clinic = Clinic(Random(seed + 2), clock.now(), maker.staff)  # noqa: S311 - invented too
        beds = list(maker.beds)
        for done in range(0, deliveries, STEP):
            entries: list[Record] = []
            for at in range(done, min(done + STEP, deliveries)):
                entries += maker.case(at, deliveries)
            ward.book_in([*entries, *today.after(entries, beds), *clinic.around(entries)])
            if progress is not None:
                progress(min(done + STEP, deliveries), deliveries)
        ward.book_in(maker.waiting(today, beds))
        undo.pop_all()
    return ward


STEP = 50
"""Deliveries kept at a time."""


class _Maker:
    """Invents, one after the other, by its own dice."""

    def __init__(self, dice: Random, now: datetime) -> None:
        self.dice, self.now = dice, now
        self.villages: list[villages.Village] = []
        self.staff: list[StaffMember] = []
        self.beds: list[Bed] = []

    def setting(self) -> list[Record]:
        """Villages, staff and beds."""
        self.villages = [
            villages.Village(
                name=name,
                kind=villages.VillageKind.VILLAGE,
                in_catchment=Answer.YES if inside else Answer.NO,
                health_area=None if inside else name,
                district=None if inside else "Kati",
            )
            for name, inside in PLACES
        ]
        kinds = (
            (lists.Qualification.MIDWIFE, Answer.YES),
            (lists.Qualification.OBSTETRIC_NURSE, Answer.YES),
            (lists.Qualification.MATRON, Answer.NO),
            (lists.Qualification.MATRON, Answer.NO),
        )
        self.staff = [
            StaffMember(
                family_name=self.dice.choice(FAMILIES),
                given_name=self.dice.choice(GIVEN),
                qualification=kind,
                skilled=skilled,
                active=Answer.YES,
            )
            for kind, skilled in kinds
        ]
        self.beds = [
            Bed(code=str(at), purpose=BedPurpose.POSTNATAL, in_use=Answer.YES)
            for at in range(1, BEDS + 1)
        ]
        return [*self.villages, *self.staff, *self.beds]

    def chance(self, share: float) -> bool:
        """True for this share of the throws."""
        return self.dice.random() < share

    def yes(self, share: float) -> Answer:
        """Yes for this share, otherwise no."""
        return Answer.YES if self.chance(share) else Answer.NO

    def case(self, at: int, of: int) -> list[Record]:
        """A woman, her stay, her delivery, her babies and what followed."""
        born = self.now - timedelta(days=DAYS * (of - at) / of, minutes=self.dice.randrange(600))
        woman = self.woman(born)
        first = self.chance(0.25)
        parity = 0 if first else self.dice.randrange(1, 8)
        pregnancy = Pregnancy(
            woman=woman,
            gravidity=parity + 1,
            parity=parity,
            previous_caesareans=0 if first or self.chance(0.95) else 1,
            living_children=parity,
        )
        stay = self.stay(pregnancy, born)
        birth = self.birth(pregnancy, stay, born)
        twins = 2 if self.chance(0.02) else 1
        children = [self.baby(birth, rank) for rank in range(1, twins + 1)]
        found: list[Record] = [woman, pregnancy, stay, birth, *children]
        for child in children:
            found += self.death(child)
        if self.chance(0.6) and born < self.now - timedelta(days=3):
            found += self.visit(birth, children)
        if self.chance(0.04):
            found.append(self.sent(pregnancy, stay, born))
        if at == of - 1:
            found += labours.over(birth, self.staff[0])
        if at == of - 2:
            found += emergencies.bleeding(birth, self.staff[0])
            found += emergencies.ventilated(children[0], self.staff[0])
        for entry in found:
            for problem in entry.problems():
                if problem.strength is Strength.ASKS:
                    entry.confirm(problem.field)
        return found

    def waiting(self, today: Today, beds: list[Bed]) -> list[Record]:
        """Women in labour, women who wait in a bed, and women past their term at home."""
        found: list[Record] = []
        for hours in (*IN_LABOUR, *WAITING):
            labour = hours in IN_LABOUR
            pregnancy = self.expecting(today, days=276 if labour else 238)
            stay = today.entered(pregnancy, hours=hours, labour=labour)
            found += [pregnancy.woman, pregnancy, stay] if pregnancy.woman else []
            found += [in_bed(stay, beds.pop(0))] if beds else []
            if labour:
                pregnancy.fetuses_expected = 2 if hours == IN_LABOUR[0] else 1
                found += labours.labour(stay, until=self.now, who=self.staff[0])
        for days in PAST_TERM:
            pregnancy = self.expecting(today, days=days)
            found += [pregnancy.woman, pregnancy] if pregnancy.woman else []
        return found

    def expecting(self, today: Today, *, days: int) -> Pregnancy:
        """The pregnancy, so many days old, of a woman who has not delivered."""
        parity = self.dice.randrange(6)
        made = Pregnancy(
            woman=self.woman(self.now),
            gravidity=parity + 1,
            parity=parity,
            previous_caesareans=0,
            living_children=parity,
        )
        return today.pregnant(made, days=days)

    def woman(self, on: datetime) -> women.Woman:
        """Somebody with a common name."""
        known = self.chance(0.97)
        return women.Woman(
            family_name=self.dice.choice(FAMILIES),
            given_name=self.dice.choice(GIVEN),
            declared_age_years=self.dice.choice((15, 17, 18, 19, *range(20, 42)))
            if known
            else None,
            age_declared_on=on.date() if known else None,
            birth_precision=lists.DatePrecision.AGE_DECLARED if known else None,
            village=self.dice.choice(self.villages) if self.chance(0.97) else None,
            phone_1=f"+2237{self.dice.randrange(10**7):07d}" if self.chance(0.6) else None,
            phone_1_owner=women.PhoneOwner.HERSELF,
            kin_name=f"{self.dice.choice(MEN)} {self.dice.choice(FAMILIES)}",
            marital_status=women.MaritalStatus.MARRIED,
            occupation=women.Occupation.HOUSEWIFE,
        )

    def stay(self, pregnancy: Pregnancy, born: datetime) -> stays.Admission:
        """The stay of a birth."""
        left = born + timedelta(hours=self.dice.randrange(12, 60))
        home = left < self.now
        return stays.Admission(
            pregnancy=pregnancy,
            subject=stays.AdmissionSubject.WOMAN,
            admitted_at=Moment.at(born - timedelta(hours=self.dice.randrange(1, 12))),
            ward=stays.Ward.MATERNITY,
            reason=stays.AdmissionReason.LABOUR,
            arrival_mode=stays.ArrivalMode.BY_HERSELF,
            bp_systolic_mmhg=self.dice.randrange(100, 140),
            bp_diastolic_mmhg=self.dice.randrange(55, 90),
            fetal_heart=stays.FetalHeartOnArrival.HEARD,
            discharged_at=Moment.at(left) if home else None,
            diagnoses=("Accouchement eutocique",) if home else None,
            outcome=lists.DischargeOutcome.MEDICAL_DISCHARGE if home else None,
            seen_by=self.dice.choice(self.staff),
        )

    def birth(self, pregnancy: Pregnancy, stay: stays.Admission, born: datetime) -> births.Delivery:
        """A delivery, nearly always at the centre."""
        attendant = self.dice.choice(self.staff)
        here = self.chance(0.95)
        weeks = self.dice.choices((33, 35, 37, 38, 39, 40, 41), (2, 4, 10, 22, 32, 24, 6))[0]
        return births.Delivery(
            pregnancy=pregnancy,
            admission=stay,
            place=births.BirthPlace.FACILITY if here else births.BirthPlace.HOME,
            delivered_at=Moment.at(born),
            ga_weeks=weeks,
            ga_extra_days=self.dice.randrange(7),
            ga_method=lists.DatingMethod.LMP,
            term=births.Term.PRETERM if weeks < 37 else births.Term.TERM,
            labour_onset=lists.LabourOnset.SPONTANEOUS if here else None,
            labour_duration_h=Decimal(self.dice.randrange(4, 30)) / 2,
            monitoring_tool=births.MonitoringTool.PARTOGRAPH if here else None,
            attendant=attendant if here else None,
            attendant_qualification=attendant.qualification
            if here
            else lists.Qualification.RELATIVE,
            amtsl=self.yes(0.95),
            uterotonic=births.Uterotonic.OXYTOCIN,
            placenta_complete=self.yes(0.98),
            blood_loss_ml=self.dice.randrange(100, 400),
            blood_loss_method=births.BloodLossMethod.ESTIMATED,
            pph=Answer.NO,
            episiotomy=self.yes(0.1),
            perineal_tear=births.PerinealTear.NONE,
            complications=(lists.MaternalComplication.NONE,),
            iron_folate_given=self.yes(0.9),
            deworming_given=self.yes(0.7),
            seen_by=attendant,
        )

    def baby(self, birth: births.Delivery, rank: int) -> babies.Newborn:
        """A baby, nearly always born alive."""
        live = not self.chance(0.023)
        here = birth.place is births.BirthPlace.FACILITY
        given = self.yes(0.95) if live else None
        declared = live and self.chance(0.8)
        day = birth.delivered_at.day if birth.delivered_at else self.now.date()
        return babies.Newborn(
            delivery=birth,
            birth_rank=rank,
            born_at=birth.delivered_at,
            outcome=babies.BirthOutcome.LIVE if live else babies.BirthOutcome.FRESH_STILLBIRTH,
            sex=self.dice.choice((lists.Sex.FEMALE, lists.Sex.MALE)),
            presentation=lists.Presentation.VERTEX,
            mode=lists.BirthMode.VAGINAL,
            weight_g=int(self.dice.gauss(3000, 420)) // 50 * 50 or 3000,
            length_cm=Decimal(self.dice.randrange(45, 53)),
            head_cm=Decimal(self.dice.randrange(31, 37)),
            apgar_1=self.dice.randrange(6, 10) if live else None,
            apgar_5=self.dice.randrange(8, 11) if live else None,
            resuscitated=self.yes(0.05) if live else None,
            breastfed_within_1h=given,
            kangaroo_care=self.yes(0.05) if live else None,
            tetracycline=given,
            chlorhexidine=given,
            vitamin_k1=given,
            complications=(lists.NewbornComplication.NONE,) if live else None,
            declaration=_declaration(declared=declared) if live else None,
            declared_on=day if declared else None,
            discharge_state=babies.NewbornDischarge.WELL if live and here else None,
            seen_by=birth.seen_by,
        )

    def death(self, child: babies.Newborn) -> list[Record]:
        """The death of a stillborn, or rarely of a newborn."""
        born = child.born_at.exact if child.born_at else None
        if born is None or child.outcome is babies.BirthOutcome.LIVE:
            return []
        return [
            deaths.PerinatalDeath(
                newborn=child,
                kind=deaths.PerinatalDeathKind.INTRAPARTUM,
                place=lists.DeathPlace.FACILITY,
                cause_text="Souffrance fœtale",
            )
        ]

    def visit(self, birth: births.Delivery, children: list[babies.Newborn]) -> list[Record]:
        """A visit after some days, with a line for each living baby."""
        if birth.delivered_at is None:
            return []
        day = birth.delivered_at.day + timedelta(days=self.dice.choice((1, 2, 7, 8)))
        seen = visits.PostnatalVisit(
            pregnancy=birth.pregnancy,
            delivery=birth,
            seen_at=Moment(min(day, self.now.date()), time(9, 30)),
            mother_seen=Answer.YES,
            bp_systolic_mmhg=self.dice.randrange(100, 140),
            bp_diastolic_mmhg=self.dice.randrange(55, 90),
            iron_folate_given=self.yes(0.8),
            deworming_given=self.yes(0.5),
            seen_by=self.dice.choice(self.staff),
        )
        lines: list[Record] = [
            checks.NewbornCheck(
                postnatal_visit=seen,
                newborn=child,
                state=checks.NewbornState.WELL,
                danger_signs=(checks.NewbornDangerSign.NONE,),
            )
            for child in children
            if child.outcome is babies.BirthOutcome.LIVE
        ]
        return [seen, *lines]

    def sent(
        self, pregnancy: Pregnancy, stay: stays.Admission, born: datetime
    ) -> referrals.Referral:
        """A woman sent on."""
        return referrals.Referral(
            pregnancy=pregnancy,
            admission=stay,
            direction=referrals.ReferralDirection.OUT,
            kind=self.dice.choice(tuple(referrals.ReferralKind)),
            stage=referrals.ReferralStage.POSTPARTUM,
            activity=referrals.ReferralActivity.PREGNANCY_DELIVERY,
            decided_at=Moment.at(born + timedelta(hours=2)),
            reason="Hypertension du post-partum",
            decided_by=self.dice.choice(self.staff),
        )


def _declaration(*, declared: bool) -> babies.Declaration:
    return babies.Declaration.DECLARED if declared else babies.Declaration.NOT_YET
