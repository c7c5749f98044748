"""The register of post-abortion care (SAA): one line for each treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.clinical import ages
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    choices,
    link,
    long_text,
    moment,
    number,
    person,
    serial,
    yes_no_unknown,
)
from maternity.i18n import N_
from maternity.moments import Moment
from maternity.records import Record, derived, register
from maternity.registers.lists import AgeBand, MaternalAct, MaternalComplication

if TYPE_CHECKING:
    from maternity.registers.admission import Admission
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember


class AbortionType(Options):
    """How it came about."""

    SPONTANEOUS = "spontaneous", N_("Spontaneous")
    INDUCED = "induced", N_("Induced")
    THERAPEUTIC = "therapeutic", N_("Therapeutic")
    MOLAR = "molar", N_("Molar")
    UNKNOWN = "unknown", N_("Not stated")


class AbortionStage(Options):
    """How far it is."""

    THREATENED = "threatened", N_("Threatened")
    INCOMPLETE = "incomplete", N_("Incomplete")
    COMPLETE = "complete", N_("Complete")
    MISSED = "missed", N_("Missed")
    SEPTIC = "septic", N_("Septic")


class EvacuationMethod(Options):
    """How the womb was emptied."""

    MVA = "mva", N_("Manual vacuum aspiration")
    CURETTAGE = "curettage", N_("Curettage")
    DIGITAL = "digital", N_("Digital evacuation")
    MEDICAL = "medical", N_("Medical (misoprostol)")
    NONE = "none", N_("None")


class AbortionComplication(Options):
    """Complications of an abortion."""

    NONE = "none", N_("None")
    HAEMORRHAGE = "haemorrhage", N_("Haemorrhage")
    INFECTION = "infection", N_("Infection")
    PERFORATION = "perforation", N_("Perforation")
    SHOCK = "shock", N_("Shock")
    ANAEMIA = "anaemia", N_("Anaemia")
    OTHER = "other", N_("Other")


@register(
    N_("Post-abortion care"),
    one=N_("Post-abortion care"),
    dated="treated_at",
    alongside=("pregnancy.gravidity", "pregnancy.parity", "pregnancy.lmp_on"),
)
class AbortionCare(Record):
    """The care of a woman whose pregnancy ends, or threatens to end, before 28 weeks."""

    serial_no: int | None = serial(
        N_("Serial number"),
        listed=True,
        help=N_("Yearly serial number in the register of post-abortion care."),
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="abortion_cares", required=True, listed=True
    )
    admission: Admission | None = link(
        N_("Stay"),
        "admission",
        back="abortion_cares",
        under=N_("Abortion"),
        help=N_("Empty if she is treated without a stay."),
    )
    treated_at: Moment | None = moment(
        N_("Treated at"),
        required=True,
        low="today - 5 y",
        high="now",
        ask_low="now - 31 d",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("Abortion"),
    )
    ga_weeks: int | None = number(
        N_("Gestational age"),
        required=True,
        low=3,
        high=27,
        ask_low=4,
        ask_high=24,
        unit="weeks",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("Abortion"),
        help=N_("Below 28 weeks; from there on it is a delivery."),
    )
    abortion_type: AbortionType | None = choice(
        N_("Type of abortion"),
        AbortionType,
        required=True,
        sensitive="personal",
        paper="accouchement 13",
        under=N_("Abortion"),
        help=N_("Sensitive: hidden on prints by default."),
    )
    stage: AbortionStage | None = choice(
        N_("Stage"), AbortionStage, required=True, listed=True, under=N_("Abortion")
    )
    evacuation_method: EvacuationMethod | None = choice(
        N_("Evacuation method"),
        EvacuationMethod,
        required=True,
        sensitive="personal",
        paper="accouchement 14",
        under=N_("Treatment"),
    )
    complications: tuple[AbortionComplication, ...] | None = choices(
        N_("Complications"), AbortionComplication, required=True, under=N_("Treatment")
    )
    acts: tuple[MaternalAct, ...] | None = choices(N_("Acts"), MaternalAct, under=N_("Treatment"))
    counselled_before: Answer | None = yes_no_unknown(
        N_("Counselling before"), under=N_("Follow-up")
    )
    counselled_after: Answer | None = yes_no_unknown(
        N_("Family planning counselling after"), under=N_("Follow-up")
    )
    seen_by: StaffMember | None = person(
        N_("Treated by"), required=True, listed=True, under=N_("Follow-up")
    )
    note: str | None = long_text(N_("Notes"), under=N_("Follow-up"))

    @property
    def ends_the_pregnancy(self) -> bool:
        """A threatened abortion leaves the pregnancy open; any other ends it."""
        return self.voided_at is None and self.stage is not AbortionStage.THREATENED

    @property
    def stay_complications(self) -> tuple[MaternalComplication, ...]:
        """What its complications are to the stay: a complication of abortion, or none."""
        if not self.complications:
            return ()
        if set(self.complications) == {AbortionComplication.NONE}:
            return (MaternalComplication.NONE,)
        return (MaternalComplication.ABORTION_COMPLICATION,)

    @derived(N_("Age"), unit="years", listed=True)
    def mother_age_years(self) -> int | None:
        """Completed years on the day of the treatment."""
        woman = self.pregnancy.woman if self.pregnancy else None
        return woman.age_on(self.treated_at.day) if woman and self.treated_at else None

    @derived(N_("Age band"), options=AgeBand)
    def age_band(self) -> AgeBand:
        """The band of the return; under 10 goes to 10-14."""
        return AgeBand.coded(ages.band(self.mother_age_years))
