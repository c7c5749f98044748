"""Stillbirths and deaths of newborns: notification and review, without names or blame."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.clinical import dating, deaths
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    code,
    day,
    diagnosis,
    link,
    moment,
    person,
    serial,
    text,
)
from maternity.i18n import N_, _
from maternity.moments import Moment, order
from maternity.reading.diagnosis import codes
from maternity.records import Problem, Record, Strength, derived, register, rule
from maternity.registers import death_notice
from maternity.registers.death_review import (
    DELAY_1,
    DELAY_2,
    DELAY_3,
    FACTORS_ADMINISTRATION,
    FACTORS_FAMILY,
    FACTORS_PROVIDER,
    RECOMMENDATIONS,
)
from maternity.registers.delivery import BirthPlace
from maternity.registers.lists import DeathPlace, MorbidityAge, Sex
from maternity.registers.newborn import BirthOutcome, NewbornDischarge

if TYPE_CHECKING:
    from maternity.registers.delivery import Delivery
    from maternity.registers.newborn import Newborn
    from maternity.registers.staff_member import StaffMember


class PerinatalDeathKind(Options):
    """Before or after birth."""

    ANTEPARTUM = "antepartum", N_("Antepartum stillbirth")
    INTRAPARTUM = "intrapartum", N_("Intrapartum stillbirth")
    STILLBIRTH_UNKNOWN = "stillbirth_unknown", N_("Stillbirth, timing unknown")
    NEONATAL = "neonatal", N_("Neonatal death")


class IcdPmGroup(Options):
    """The ICD-PM groups."""

    A1 = "a1", N_("A1 Congenital")
    A2 = "a2", N_("A2 Infection")
    A3 = "a3", N_("A3 Antepartum hypoxia")
    A4 = "a4", N_("A4 Other")
    A5 = "a5", N_("A5 Growth or gestation")
    A6 = "a6", N_("A6 Unspecified")
    I1 = "i1", N_("I1 Congenital")
    I2 = "i2", N_("I2 Birth trauma")
    I3 = "i3", N_("I3 Acute intrapartum event")
    I4 = "i4", N_("I4 Infection")
    I5 = "i5", N_("I5 Other")
    I6 = "i6", N_("I6 Growth or prematurity")
    I7 = "i7", N_("I7 Unspecified")
    N1 = "n1", N_("N1 Congenital")
    N2 = "n2", N_("N2 Growth or gestation")
    N3 = "n3", N_("N3 Birth trauma")
    N4 = "n4", N_("N4 Intrapartum complications")
    N5 = "n5", N_("N5 Convulsions, cerebral")
    N6 = "n6", N_("N6 Infection")
    N7 = "n7", N_("N7 Respiratory, cardiovascular")
    N8 = "n8", N_("N8 Other")
    N9 = "n9", N_("N9 Low birth weight, prematurity")
    N10 = "n10", N_("N10 Miscellaneous")
    N11 = "n11", N_("N11 Unspecified")


class NeonatalCauseGroup(Options):
    """The cause groups of newborn deaths."""

    PRETERM = "preterm", N_("Preterm complications")
    INTRAPARTUM = "intrapartum", N_("Intrapartum-related")
    SEPSIS = "sepsis", N_("Sepsis or meningitis")
    CONGENITAL = "congenital", N_("Congenital")
    TETANUS = "tetanus", N_("Tetanus")
    PNEUMONIA = "pneumonia", N_("Pneumonia")
    DIARRHOEA = "diarrhoea", N_("Diarrhoea")
    OTHER = "other", N_("Other")
    UNCLASSIFIED = "unclassified", N_("Unclassified")


class MaternalConditionPm(Options):
    """The state of the mother (M1 to M5)."""

    M1 = "m1", N_("M1 Placenta, cord, membranes")
    M2 = "m2", N_("M2 Complications of pregnancy")
    M3 = "m3", N_("M3 Labour and delivery")
    M4 = "m4", N_("M4 Medical or surgical condition")
    M5 = "m5", N_("M5 No maternal condition")


class NeonatalAgeBand(Options):
    """How old the baby was."""

    H0_23 = "h0_23", N_("Under 24 hours")
    D1_6 = "d1_6", N_("Days 1-6")
    D7_27 = "d7_27", N_("Days 7-27")
    D28_PLUS = "d28_plus", N_("28 days and over")
    UNKNOWN = "unknown", N_("Unknown")


@register(N_("Perinatal deaths"), one=N_("Perinatal death"), dated="died_at")
class PerinatalDeath(Record):
    """The death of a baby before or after birth."""

    serial_no: int | None = serial(
        N_("Serial number"),
        sensitive="death",
        listed=True,
        help=N_("Yearly serial number of notified perinatal deaths."),
    )
    newborn: Newborn | None = link(
        N_("Newborn"),
        "newborn",
        back="perinatal_deaths",
        required=True,
        sensitive="death",
        listed=True,
        under=N_("Death"),
    )
    kind: PerinatalDeathKind | None = choice(
        N_("Type of death"),
        PerinatalDeathKind,
        required=True,
        sensitive="death",
        listed=True,
        under=N_("Death"),
        follows="kind_by_outcome",
        help=N_("Suggested: before labour if macerated, during labour if fresh."),
    )
    died_at: Moment | None = moment(
        N_("Died at"),
        required="perinatal_death.kind == neonatal",
        when="perinatal_death.kind == neonatal",
        low="newborn.born_at",
        high="now",
        gaps=(Gap.UNKNOWN,),
        sensitive="death",
        listed=True,
        under=N_("Death"),
        help=N_("Stillbirth: may be unknown."),
    )
    place: DeathPlace | None = choice(
        N_("Place of death"),
        DeathPlace,
        required=True,
        sensitive="death",
        listed=True,
        under=N_("Death"),
    )
    cause_text: str | None = text(
        N_("Causes of death"),
        required=True,
        sensitive="death",
        paper="accouchement 32",
        under=N_("Causes"),
    )
    main_cause: tuple[str, ...] | None = diagnosis(
        N_("Main cause"), required=True, gaps=(Gap.UNKNOWN,), sensitive="death", under=N_("Causes")
    )
    icd_pm_group: IcdPmGroup | None = choice(
        N_("ICD-PM group"),
        IcdPmGroup,
        required=True,
        sensitive="death",
        under=N_("Causes"),
        follows="group_by_cause",
        help=N_("Suggested from the timing and the cause."),
    )
    neonatal_cause: NeonatalCauseGroup | None = choice(
        N_("Neonatal cause group"),
        NeonatalCauseGroup,
        required="perinatal_death.kind == neonatal",
        when="perinatal_death.kind == neonatal",
        sensitive="death",
        under=N_("Causes"),
    )
    maternal_condition: MaternalConditionPm | None = choice(
        N_("Maternal condition"),
        MaternalConditionPm,
        required=True,
        sensitive="death",
        under=N_("Causes"),
        help=N_("Healthy mother: M5."),
    )
    notified_at: Moment | None = moment(
        N_("Notified at"),
        low="newborn.born_at",
        high="now",
        sensitive="death",
        under=N_("Notification"),
    )
    notified_by: StaffMember | None = person(
        N_("Notified by"),
        required="perinatal_death.notified_at is set",
        sensitive="death",
        under=N_("Notification"),
    )
    reviewed_on: date | None = day(
        N_("Reviewed on"),
        low="newborn.born_at",
        high="today",
        sensitive="death",
        under=N_("Notification"),
    )
    delay_1: Answer | None = DELAY_1
    delay_2: Answer | None = DELAY_2
    delay_3: Answer | None = DELAY_3
    factors_family: str | None = FACTORS_FAMILY
    factors_administration: str | None = FACTORS_ADMINISTRATION
    factors_provider: str | None = FACTORS_PROVIDER
    recommendations: str | None = RECOMMENDATIONS

    @property
    def delivery(self) -> Delivery | None:
        """The delivery the baby was born of."""
        return self.newborn.delivery if self.newborn else None

    @property
    def kind_by_outcome(self) -> PerinatalDeathKind | None:
        """Before labour if macerated, during it if fresh, neonatal if born alive."""
        from maternity.clinical import causes  # noqa: PLC0415 - where a death is written

        outcome = self.newborn.outcome if self.newborn else None
        when = causes.timing(code(outcome))
        return PerinatalDeathKind.coded(when.value) if when is not None else None

    @property
    def group_by_cause(self) -> IcdPmGroup | None:
        """The group of the main cause in its timing in ICD-PM, for the form to propose."""
        from maternity.clinical import causes  # noqa: PLC0415 - where a death is written

        known = {one.value for one in causes.Timing}
        timing = code(self.kind)
        when = causes.Timing(timing) if timing in known else None
        found = causes.perinatal_group(next(iter(codes(self.main_cause)), None), when).value
        return IcdPmGroup.coded(found) if found is not None else None

    @rule
    def group_fits_the_cause(self) -> Iterator[Problem]:
        """The group chosen and that of the code in its timing should be the same (WHO 2016)."""
        proposed = self.group_by_cause
        if proposed is not None and self.icd_pm_group not in {None, proposed}:
            words = _("By ICD-PM the main cause is of group “{group}”. Check both, or confirm.")
            yield Problem("icd_pm_group", words.format(group=proposed.words), Strength.ASKS)

    @derived(N_("In the facility"), sensitive="death")
    def in_facility(self) -> Answer | None:
        """Whether the baby died here; a stillborn, whether the delivery was here."""
        if self.kind in STILLBIRTHS:
            place = self.delivery.place if self.delivery else None
            return None if place is None else Answer.of(place is BirthPlace.FACILITY)
        if self.place in {None, DeathPlace.UNKNOWN}:
            return None
        return Answer.of(self.place is DeathPlace.FACILITY)

    @derived(N_("Age at death"), unit="h", sensitive="death")
    def age_hours(self) -> int | None:
        """Completed hours when both hours are known, otherwise days by date times 24."""
        born = self.newborn.born_at if self.newborn else None
        if born is None or self.died_at is None:
            return None
        hours = dating.hours_between(born.clinical, self.died_at.clinical)
        return hours if hours >= 0 else None

    @derived(
        N_("Age band at death"),
        options=NeonatalAgeBand,
        paper="accouchement 31",
        sensitive="death",
        listed=True,
    )
    def age_band(self) -> NeonatalAgeBand:
        """Under 24 hours, before day 7, before day 28, later (clinical rules, 8.2)."""
        return NeonatalAgeBand.coded(deaths.neonatal_band(self.age_hours).value)

    @derived(N_("Age band of morbidity"), options=MorbidityAge, sensitive="death")
    def age6(self) -> MorbidityAge:
        """The band of the return's table of morbidity: under a year."""
        return MorbidityAge.M0_11

    @derived(N_("Sex"), options=Sex, sensitive="death")
    def sex(self) -> Sex | None:
        """The baby's."""
        return self.newborn.sex if self.newborn else None

    @derived(N_("Perinatal"), sensitive="death")
    def is_perinatal(self) -> Answer | None:
        """A stillbirth from 22 weeks or 500 g, or a death before day 7."""
        if self.kind is None or self.newborn is None:
            return None
        weeks = self.delivery.believed("ga_weeks") if self.delivery else None
        return Answer.of(
            deaths.is_perinatal(
                stillborn=self.kind in STILLBIRTHS,
                weight_g=self.newborn.believed("weight_g"),
                weeks=weeks,
                age_hours=self.age_hours,
            )
        )

    @derived(N_("Before discharge"), sensitive="death")
    def before_discharge(self) -> Answer | None:
        """Whether the baby died before leaving the ward."""
        baby = self.newborn
        if baby is None:
            return None
        if baby.discharge_state is NewbornDischarge.DIED:
            return Answer.YES
        if baby.discharged_at is None or self.died_at is None:
            return None
        return Answer.of(order(self.died_at, baby.discharged_at) <= 0)

    @property
    def known_at(self) -> Moment | None:
        """When it happened: the death, or of a stillborn the birth."""
        if self.kind in STILLBIRTHS:
            return self.newborn.born_at if self.newborn else None
        return self.died_at

    @derived(N_("Notified in time"), sensitive="death")
    def notified_in_time(self) -> Answer | None:
        """Within 24 hours in a facility, 48 in the community; None while it is not notified."""
        return death_notice.in_time(self.known_at, self.notified_at, in_facility=self.in_facility)

    @rule
    def kind_fits_outcome(self) -> Iterator[Problem]:
        """A stillborn has no neonatal death, a live baby no stillbirth."""
        outcome = self.newborn.outcome if self.newborn else None
        if outcome is None or self.kind is None:
            return
        if (self.kind in STILLBIRTHS) is (outcome is BirthOutcome.LIVE):
            yield Problem(
                "kind",
                _("The type of death does not fit the baby's outcome. Check both."),
            )


STILLBIRTHS = frozenset(
    {
        PerinatalDeathKind.ANTEPARTUM,
        PerinatalDeathKind.INTRAPARTUM,
        PerinatalDeathKind.STILLBIRTH_UNKNOWN,
    }
)
"""The types of death before birth."""
