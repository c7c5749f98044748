"""The stays: of a woman or of a newborn, from entry to discharge (« hospitalisés »)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity.clinical import dating
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    choices,
    day,
    decimal,
    diagnosis,
    link,
    long_text,
    moment,
    number,
    person,
    serial,
    text,
    union,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, derived, linked_by, register, rule, standing
from maternity.registers.early_warning import EarlyWarning, early_warning
from maternity.registers.lists import (
    DischargeOutcome,
    MaternalAct,
    MaternalComplication,
    MorbidityAge,
    NewbornAct,
    NewbornComplication,
    Sex,
)
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.abortion_care import AbortionCare
    from maternity.registers.bed_transfer import BedTransfer
    from maternity.registers.delivery import Delivery
    from maternity.registers.eclampsia_care import EclampsiaCare
    from maternity.registers.facility import Facility
    from maternity.registers.haemorrhage_care import HaemorrhageCare
    from maternity.registers.labour_care import LabourCare
    from maternity.registers.maternal_death import MaternalDeath
    from maternity.registers.newborn import Newborn
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.referral import Referral
    from maternity.registers.staff_member import StaffMember


class AdmissionSubject(Options):
    """Who is admitted."""

    WOMAN = "woman", N_("The woman")
    NEWBORN = "newborn", N_("The newborn")


class Ward(Options):
    """The ward of the stay."""

    MATERNITY = "maternity", N_("Maternity")
    NEWBORN_UNIT = "newborn_unit", N_("Newborn unit")
    SURGERY = "surgery", N_("Surgery")
    INTENSIVE_CARE = "intensive_care", N_("Intensive care")
    OTHER = "other", N_("Other")


class AdmissionReason(Options, local=N_("Reasons for admission")):
    """Why she was admitted."""

    LABOUR = "labour", N_("In labour")
    PLANNED_CAESAREAN = "planned_caesarean", N_("Planned caesarean")
    PREGNANCY_COMPLICATION = "pregnancy_complication", N_("Pregnancy complication")
    ABORTION = "abortion", N_("Abortion or threat")
    ECTOPIC = "ectopic", N_("Suspected ectopic")
    AFTER_BIRTH_ELSEWHERE = "after_birth_elsewhere", N_("Born before arrival")
    POSTPARTUM_COMPLICATION = "postpartum_complication", N_("Postpartum complication")
    NEWBORN_ILLNESS = "newborn_illness", N_("Ill newborn")
    SMALL_NEWBORN = "small_newborn", N_("Small newborn")
    OTHER = "other", N_("Other")


class ArrivalMode(Options):
    """How she came."""

    BY_HERSELF = "by_herself", N_("Came by herself")
    REFERRED = "referred", N_("Referred")
    EVACUATED = "evacuated", N_("Evacuated")
    TRANSFERRED_IN = "transferred_in", N_("Transferred from another ward")
    BORN_HERE = "born_here", N_("Born here")
    UNKNOWN = "unknown", N_("Unknown")


class Consciousness(Options):
    """How awake she is (AVPU)."""

    ALERT = "alert", N_("Alert")
    VOICE = "voice", N_("Responds to voice")
    PAIN = "pain", N_("Responds to pain")
    UNRESPONSIVE = "unresponsive", N_("Unresponsive")
    NOT_ASSESSED = "not_assessed", N_("Not assessed")


class FetalHeartOnArrival(Options):
    """The fetal heart on arrival."""

    HEARD = "heard", N_("Heard")
    NOT_HEARD = "not_heard", N_("Not heard")
    NOT_CHECKED = "not_checked", N_("Not checked")


SIGNS = (
    *("bp_systolic_mmhg", "bp_diastolic_mmhg", "pulse_bpm", "temperature_c"),
    "respiratory_rate_min",
)
"""The signs on arrival that the early warning reads."""
SHEETS = ("eclampsia_cares", "deliveries.haemorrhage_cares")
"""The emergency sheets of a stay."""


@register(
    N_("Stays"),
    one=N_("Stay"),
    dated="admitted_at",
    alongside=("pregnancy.gravidity", "pregnancy.parity", "pregnancy.lmp_on"),
)
class Admission(Record):
    """A stay in the ward."""

    serial_no: int | None = serial(
        N_("Serial number"),
        paper="hospitalises 1",
        listed=True,
        help=N_("Yearly serial number in the inpatient register."),
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"),
        "pregnancy",
        back="admissions",
        required=True,
        listed=True,
        help=N_("For a newborn: the mother's pregnancy."),
    )
    subject: AdmissionSubject | None = choice(
        N_("Who is admitted"), AdmissionSubject, required=True, under=N_("Entry")
    )
    newborn: Newborn | None = link(
        N_("Newborn"),
        "newborn",
        back="stays",
        required="admission.subject == newborn",
        when="admission.subject == newborn",
        alters=True,
        under=N_("Entry"),
    )
    ward_no: str | None = text(
        N_("Ward book number"),
        paper="hospitalises 2",
        under=N_("Entry"),
        help=N_("Number in the paper book, if it is still in use."),
    )
    admitted_at: Moment | None = moment(
        N_("Admitted at"),
        required=True,
        low="today - 5 y",
        high="now",
        ask_low="now - 31 d",
        gaps=(Gap.UNKNOWN,),
        paper="hospitalises 3;accouchement 2",
        listed=True,
        under=N_("Entry"),
    )
    ward: Ward | None = choice(
        N_("Ward"),
        Ward,
        required=True,
        paper="hospitalises 7",
        under=N_("Entry"),
        help=N_("Maternity or Neonatology."),
    )
    reason: AdmissionReason | None = choice(
        N_("Reason for admission"), AdmissionReason, required=True, listed=True, under=N_("Entry")
    )
    arrival_mode: ArrivalMode | None = choice(
        N_("How she came"),
        ArrivalMode,
        required=True,
        paper="hospitalises 8",
        listed=True,
        under=N_("Entry"),
        help=N_("Referred = not urgent; evacuated = emergency."),
    )
    from_facility: Facility | None = link(
        N_("From facility"),
        "facility",
        required="admission.arrival_mode in {referred|evacuated}",
        when="admission.arrival_mode in {referred|evacuated}",
        gaps=(Gap.UNKNOWN,),
        paper="hospitalises 8",
        under=N_("Entry"),
        help=N_("Creates the « incoming referral » line."),
    )
    symptoms_began_at: Moment | None = moment(
        N_("Symptoms began"),
        when=(
            "admission.reason in {pregnancy_complication|abortion|ectopic"
            "|postpartum_complication|newborn_illness}"
        ),
        low="admission.admitted_at - 60 d",
        high="admission.admitted_at",
        gaps=(Gap.UNKNOWN,),
        under=N_("Entry"),
        help=N_("Used to work out the delays when there is a complication."),
    )
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure on arrival"),
        required="admission.subject == woman",
        when="admission.subject == woman",
        low=40,
        high=300,
        ask_low=80,
        ask_high=160,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=N_("On arrival"),
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure on arrival"),
        required="admission.bp_systolic_mmhg is set",
        when="admission.subject == woman",
        low=20,
        high=200,
        ask_low=40,
        ask_high=110,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=N_("On arrival"),
    )
    pulse_bpm: int | None = number(
        N_("Pulse on arrival"),
        when="admission.subject == woman",
        low=20,
        high=250,
        ask_low=50,
        ask_high=130,
        unit="/min",
        gaps=(Gap.NOT_DONE,),
        under=N_("On arrival"),
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature on arrival"),
        low=25,
        high=43,
        ask_low=35,
        ask_high=39,
        unit="°C",
        gaps=(Gap.NOT_DONE,),
        under=N_("On arrival"),
    )
    respiratory_rate_min: int | None = number(
        N_("Respiratory rate"),
        low=2,
        high=150,
        ask_low=10,
        ask_high=70,
        unit="/min",
        gaps=(Gap.NOT_DONE,),
        under=N_("On arrival"),
    )
    consciousness: Consciousness | None = choice(
        N_("Consciousness"),
        Consciousness,
        when="admission.subject == woman",
        under=N_("On arrival"),
    )
    fetal_heart: FetalHeartOnArrival | None = choice(
        N_("Fetal heart on arrival"),
        FetalHeartOnArrival,
        required="admission.reason in {labour|planned_caesarean}",
        when=(
            "admission.subject == woman and admission.reason in "
            "{labour|planned_caesarean|pregnancy_complication}"
        ),
        under=N_("On arrival"),
        help=N_("Separates a stillbirth that occurred before arrival from one that occurred here."),
    )
    entry_diagnoses: tuple[str, ...] | None = diagnosis(
        N_("Diagnosis on entry"), under=N_("During the stay")
    )
    complications: tuple[MaternalComplication, ...] | None = choices(
        N_("Mother's complications"),
        MaternalComplication,
        required=(
            "admission.subject == woman and admission.reason not in "
            "{labour|planned_caesarean|after_birth_elsewhere}"
        ),
        when="admission.subject == woman",
        under=N_("During the stay"),
        help=N_(
            "All those of the stay, except those noted at delivery. « None » can be ticked too."
        ),
    )
    newborn_complications: tuple[NewbornComplication, ...] | None = choices(
        N_("Newborn's complications"),
        NewbornComplication,
        required="admission.subject == newborn",
        when="admission.subject == newborn",
        under=N_("During the stay"),
    )
    acts: tuple[MaternalAct, ...] | None = choices(
        N_("Acts for the mother"),
        MaternalAct,
        when="admission.subject == woman",
        under=N_("During the stay"),
        help=N_("Other than at delivery. Each act counts towards the EmONC signal functions."),
    )
    newborn_acts: tuple[NewbornAct, ...] | None = choices(
        N_("Acts for the newborn"),
        NewbornAct,
        when="admission.subject == newborn",
        under=N_("During the stay"),
    )
    treatment: str | None = long_text(N_("Treatment given"), under=N_("During the stay"))
    discharged_at: Moment | None = moment(
        N_("Discharged at"),
        required=True,
        low="admission.admitted_at",
        high="now",
        ask_high="admission.admitted_at + 30 d",
        gaps=(Gap.UNKNOWN,),
        paper="hospitalises 11",
        listed=True,
        under=N_("Leaving"),
        help=N_("Empty = still in hospital."),
    )
    diagnoses: tuple[str, ...] | None = diagnosis(
        N_("Discharge diagnosis"),
        required=True,
        paper="hospitalises 13",
        under=N_("Leaving"),
        help=N_(
            "The main one first. Suggested after a simple delivery: « Normal "
            "delivery » or « Caesarean »."
        ),
    )
    outcome: DischargeOutcome | None = choice(
        N_("Outcome"),
        DischargeOutcome,
        required=True,
        paper="hospitalises 14",
        listed=True,
        under=N_("Leaving"),
    )
    next_visit_on: date | None = day(
        N_("Postnatal appointment"),
        when="admission.outcome == medical_discharge",
        ahead=True,
        low="admission.discharged_at",
        high="admission.discharged_at + 60 d",
        under=N_("Leaving"),
    )
    seen_by: StaffMember | None = person(
        N_("Received by"), required=True, under=N_("During the stay")
    )
    discharged_by: StaffMember | None = person(N_("Discharged by"), under=N_("Leaving"))
    note: str | None = long_text(N_("Notes"), under=N_("During the stay"))
    deliveries: list[Delivery] = linked_by("admission")
    referrals: list[Referral] = linked_by("admission")
    bed_transfers: list[BedTransfer] = linked_by("admission")
    maternal_deaths: list[MaternalDeath] = linked_by("admission")
    labour_cares: list[LabourCare] = linked_by("admission")
    eclampsia_cares: list[EclampsiaCare] = linked_by("admission")
    abortion_cares: list[AbortionCare] = linked_by("admission")

    @derived(N_("Age"), unit="years", paper="hospitalises 5", listed=True)
    def age_years(self) -> int | None:
        """Completed years of the woman on the day of entry; 0 for a newborn."""
        if self.subject is AdmissionSubject.NEWBORN:
            return 0
        woman = self.pregnancy.woman if self.pregnancy else None
        return woman.age_on(self.admitted_at.day) if woman and self.admitted_at else None

    @derived(N_("Who lies here"), sensitive="personal")
    def patient(self) -> str | None:
        """The woman's name; of a newborn its own, or « NN de » its mother."""
        if self.subject is AdmissionSubject.NEWBORN and self.newborn is not None:
            return self.newborn.title()
        woman = self.pregnancy.woman if self.pregnancy else None
        return woman.title() if woman else None

    @derived(N_("Age as the book has it"))
    def age_told(self) -> str | None:
        """Years of a woman, days of a newborn on the day of entry."""
        if self.subject is not AdmissionSubject.NEWBORN:
            return None if self.age_years is None else str(self.age_years)
        born = self.newborn.born_at if self.newborn else None
        if born is None or self.admitted_at is None:
            return None
        return _("{count} d").format(count=(self.admitted_at.day - born.day).days)

    @derived(N_("Early warning on arrival"), options=EarlyWarning)
    def early_warning(self) -> EarlyWarning | None:
        """Of the signs on arrival; in labour the guide of the labour rules instead."""
        if self.subject is AdmissionSubject.NEWBORN or self.reason is AdmissionReason.LABOUR:
            return None
        signs = {name: self.believed(name) for name in SIGNS}
        return early_warning(consciousness=self.consciousness, **signs)

    @derived(N_("Age band of morbidity"), options=MorbidityAge)
    def age6(self) -> MorbidityAge | None:
        """The band of the return's table of morbidity."""
        return MorbidityAge.of(self.age_years)

    @derived(N_("Sex"), options=Sex, paper="hospitalises 6")
    def sex(self) -> Sex | None:
        """The woman's, or the newborn's own."""
        if self.subject is AdmissionSubject.WOMAN:
            return Sex.FEMALE
        return self.newborn.sex if self.newborn else None

    @derived(
        N_("All complications of the stay"),
        options=MaternalComplication,
        needs=("deliveries", "abortion_cares", "referrals", *SHEETS),
    )
    def all_complications(self) -> tuple[MaternalComplication, ...]:
        """Those of the stay, its delivery, abortion, referral and emergency sheets, each once."""
        return union(
            (
                self.complications,
                *(birth.complications for birth in standing(self.deliveries)),
                *(care.stay_complications for care in standing(self.abortion_cares)),
                *(sent.complications for sent in standing(self.referrals)),
                *(sheet.complications for sheet in self._sheets),
            )
        )

    @derived(
        N_("All acts of the stay"),
        options=MaternalAct,
        needs=("deliveries", "abortion_cares", "eclampsia_cares.doses", *SHEETS),
    )
    def all_acts(self) -> tuple[MaternalAct, ...]:
        """Those of the stay, its delivery, its abortion and its emergency sheets, each once."""
        births = (birth.acts for birth in standing(self.deliveries))
        cares = (care.acts for care in standing(self.abortion_cares))
        return union((self.acts, *births, *cares, *(sheet.all_acts for sheet in self._sheets)))

    @property
    def _sheets(self) -> list[EclampsiaCare | HaemorrhageCare]:
        """The emergency sheets of the stay that are not cancelled."""
        found: list[EclampsiaCare | HaemorrhageCare] = [*self.eclampsia_cares]
        for birth in standing(self.deliveries):
            found += birth.haemorrhage_cares
        return standing(found)

    @derived(
        N_("Life-threatening condition"),
        needs=("deliveries", "abortion_cares", "referrals", "eclampsia_cares.doses", *SHEETS),
    )
    def life_threatening(self) -> Answer | None:
        """Whether a condition of the near-miss list is written (clinical rules, part 20).

        None while nothing is written of complications, acts or blood loss.
        """
        from maternity.clinical import bleeding, nearmiss  # noqa: PLC0415 - for a list of them

        complications, acts = self.all_complications, self.all_acts
        births = standing(self.deliveries)
        losses = [birth.believed("blood_loss_ml") for birth in births]
        losses += [one.most_lost_ml for b in births for one in standing(b.haemorrhage_cares)]
        known = [loss for loss in losses if loss is not None]
        if not (complications or acts or known):
            return None
        severe = any(loss >= bleeding.SEVERE_ML for loss in known)
        found = {str(one.value) for one in (*complications, *acts)}
        return Answer.of(severe or bool(found & nearmiss.LIFE_THREATENING))

    @derived(
        N_("Date that counts"),
        needs=("deliveries", "abortion_cares"),
        dated_by=("admitted_at", "deliveries.delivered_at", "abortion_cares.treated_at"),
        kind="moment",
    )
    def main_event_at(self) -> Moment | None:
        """The delivery of this stay if there is one, else its abortion, otherwise the entry."""
        births = [birth.delivered_at for birth in standing(self.deliveries)]
        cares = [care.treated_at for care in standing(self.abortion_cares)]
        return next((moment for moment in (*births, *cares) if moment), self.admitted_at)

    @derived(N_("Length of stay"), unit="days", paper="hospitalises 12", listed=True)
    def stay_days(self) -> int | None:
        """Completed days, printed as at least 1; None while she is still here."""
        if self.admitted_at is None or self.discharged_at is None:
            return None
        return dating.stay_days(self.admitted_at.clinical, self.discharged_at.clinical)

    @rule
    def diastolic_below_systolic(self) -> Iterator[Problem]:
        """The lower figure of a blood pressure is the lower one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)
