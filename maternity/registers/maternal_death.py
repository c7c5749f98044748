"""Deaths of women in pregnancy or after it: notification and review, without names or blame."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.clinical import ages, deaths
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    code,
    day,
    diagnosis,
    link,
    long_text,
    number,
    person,
    serial,
    text,
    yes_no_unknown,
)
from maternity.fields import (
    moment as hour_of,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
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
from maternity.registers.lists import (
    AgeBand,
    DeathPlace,
    MaternalComplication,
    MorbidityAge,
    Sex,
)

if TYPE_CHECKING:
    from maternity.clinical import causes
    from maternity.clinical.judged import Judged
    from maternity.registers.admission import Admission
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember
    from maternity.registers.woman import Woman


class MaternalDeathMoment(Options):
    """When in the pregnancy."""

    PREGNANCY = "pregnancy", N_("During pregnancy")
    DELIVERY = "delivery", N_("During labour or delivery")
    AFTER = "after", N_("After delivery")
    AFTER_ABORTION = "after_abortion", N_("After abortion or ectopic pregnancy")
    UNKNOWN = "unknown", N_("Unknown")


class PregnancyEnd(Options):
    """How the pregnancy ended."""

    UNDELIVERED = "undelivered", N_("Undelivered")
    LIVE_BIRTH = "live_birth", N_("Live birth")
    STILLBIRTH = "stillbirth", N_("Stillbirth")
    ABORTION = "abortion", N_("Abortion")
    ECTOPIC = "ectopic", N_("Ectopic pregnancy")
    UNKNOWN = "unknown", N_("Unknown")


class MaternalCauseGroup(Options):
    """The ICD-MM groups."""

    ABORTIVE = "abortive", N_("1 Abortive outcome")
    HYPERTENSION = "hypertension", N_("2 Hypertensive disorders")
    HAEMORRHAGE = "haemorrhage", N_("3 Obstetric haemorrhage")
    INFECTION = "infection", N_("4 Pregnancy-related infection")
    OTHER_OBSTETRIC = "other_obstetric", N_("5 Other obstetric complication")
    UNANTICIPATED = "unanticipated", N_("6 Unanticipated complication of management")
    INDIRECT = "indirect", N_("7 Non-obstetric complication")
    UNDETERMINED = "undetermined", N_("8 Unknown or undetermined")
    COINCIDENTAL = "coincidental", N_("9 Coincidental")


class DeathClass(Options):
    """The class of the death."""

    MATERNAL = "maternal", N_("Maternal death")
    LATE_MATERNAL = "late_maternal", N_("Late maternal death")
    COINCIDENTAL = "coincidental", N_("Coincidental")
    UNCLASSIFIED = "unclassified", N_("To be classified")


@register(N_("Maternal deaths"), one=N_("Maternal death"), dated="died_at")
class MaternalDeath(Record):
    """The death of a woman."""

    serial_no: int | None = serial(
        N_("Serial number"),
        sensitive="death",
        listed=True,
        help=N_("Yearly serial number of notified maternal deaths."),
    )
    woman: Woman | None = link(
        N_("Woman"),
        "woman",
        back="maternal_deaths",
        required=True,
        sensitive="death",
        listed=True,
        under=N_("Death"),
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"),
        "pregnancy",
        back="maternal_deaths",
        required=True,
        sensitive="death",
        under=N_("Death"),
    )
    admission: Admission | None = link(
        N_("Stay"), "admission", back="maternal_deaths", sensitive="death", under=N_("Death")
    )
    died_at: Moment | None = hour_of(
        N_("Died at"),
        required=True,
        low="today - 5 y",
        high="now",
        gaps=(Gap.UNKNOWN,),
        sensitive="death",
        listed=True,
        under=N_("Death"),
    )
    place: DeathPlace | None = choice(
        N_("Place of death"),
        DeathPlace,
        required=True,
        sensitive="death",
        listed=True,
        under=N_("Death"),
    )
    moment: MaternalDeathMoment | None = choice(
        N_("When"),
        MaternalDeathMoment,
        required=True,
        sensitive="death",
        paper="accouchement 33",
        listed=True,
        under=N_("Death"),
    )
    ga_weeks: int | None = number(
        N_("Gestational age"),
        when="maternal_death.moment in {pregnancy|delivery}",
        low=1,
        high=45,
        unit="weeks",
        gaps=(Gap.UNKNOWN,),
        sensitive="death",
        under=N_("Death"),
        help=N_("If pregnant at the time of death."),
    )
    pregnancy_end: PregnancyEnd | None = choice(
        N_("Pregnancy outcome"), PregnancyEnd, required=True, sensitive="death", under=N_("Death")
    )
    cause_text: str | None = long_text(
        N_("Causes of maternal death"),
        required=True,
        sensitive="death",
        paper="accouchement 34",
        under=N_("Causes"),
        help=N_("What happened, in order."),
    )
    underlying_cause: tuple[str, ...] | None = diagnosis(
        N_("Underlying cause"),
        required=True,
        gaps=(Gap.UNKNOWN,),
        sensitive="death",
        under=N_("Causes"),
        help=N_("The event that started the chain, not the cardiac arrest."),
    )
    contributing_causes: tuple[str, ...] | None = diagnosis(
        N_("Contributing causes"),
        sensitive="death",
        under=N_("Causes"),
        help=N_("Several may apply."),
    )
    cause_group: MaternalCauseGroup | None = choice(
        N_("Cause group"),
        MaternalCauseGroup,
        required=True,
        sensitive="death",
        under=N_("Causes"),
        follows="group_by_cause",
        help=N_("Suggested from the underlying cause."),
    )
    main_complication: MaternalComplication | None = choice(
        N_("Main complication"),
        MaternalComplication,
        required=True,
        sensitive="death",
        under=N_("Causes"),
    )
    referred_in: Answer | None = yes_no_unknown(
        N_("Referred in"), sensitive="death", under=N_("Death"), help=N_("Taken from the stay.")
    )
    autopsy: Answer | None = yes_no_unknown(N_("Autopsy"), sensitive="death", under=N_("Causes"))
    notified_at: Moment | None = hour_of(
        N_("Notified at"),
        low="maternal_death.died_at",
        high="now",
        ask_high="maternal_death.died_at + 24 h",
        sensitive="death",
        under=N_("Notification"),
        help=N_(
            "Time limit recommended by WHO: 24 h in a facility, 48 h in the "
            "community (to be confirmed for Mali)."
        ),
    )
    notified_by: StaffMember | None = person(
        N_("Notified by"),
        required="maternal_death.notified_at is set",
        sensitive="death",
        under=N_("Notification"),
    )
    notified_to: str | None = text(
        N_("Notified to"),
        sensitive="death",
        under=N_("Notification"),
        help=N_("The recipient's position, not the name."),
    )
    reviewed_on: date | None = day(
        N_("Reviewed on"),
        low="maternal_death.died_at",
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

    @derived(N_("In the facility"), sensitive="death")
    def in_facility(self) -> Answer | None:
        """Whether she died here."""
        if self.place in {None, DeathPlace.UNKNOWN}:
            return None
        return Answer.of(self.place is DeathPlace.FACILITY)

    @derived(
        N_("Days after the end of pregnancy"), needs=("pregnancy.deliveries",), sensitive="death"
    )
    def days_after_end(self) -> int | None:
        """Days from the end of the pregnancy to the death, by date."""
        end = self.pregnancy.delivery if self.pregnancy else None
        if end is None or end.delivered_at is None or self.died_at is None:
            return None
        return (self.died_at.day - end.delivered_at.day).days

    @derived(N_("Age at death"), unit="years", sensitive="death")
    def mother_age_years(self) -> int | None:
        """Completed years on the day of the death."""
        return self.woman.age_on(self.died_at.day) if self.woman and self.died_at else None

    @derived(N_("Age band"), options=AgeBand, sensitive="death")
    def age_band(self) -> AgeBand:
        """The band of the return."""
        return AgeBand.coded(ages.band(self.mother_age_years))

    @derived(N_("Age band of morbidity"), options=MorbidityAge, sensitive="death")
    def age6(self) -> MorbidityAge | None:
        """The band of the return's table of morbidity."""
        return MorbidityAge.of(self.mother_age_years)

    @derived(N_("Sex"), options=Sex, sensitive="death")
    def sex(self) -> Sex:
        """The woman's."""
        return Sex.FEMALE

    @derived(
        N_("Class of death"),
        options=DeathClass,
        needs=("pregnancy.deliveries",),
        sensitive="death",
        listed=True,
    )
    def death_class(self) -> DeathClass:
        """Maternal to day 42, late after it, coincidental by its cause (clinical rules, 8.4)."""
        return DeathClass.coded(
            deaths.maternal_class(
                died=self.died_at is not None,
                cause_group=code(self.cause_group),
                days_after_end=self.days_after_end,
                over_a_year=self._window is deaths.Window.AFTER_A_YEAR,
            ).value
        )

    @property
    def group_by_cause(self) -> MaternalCauseGroup | None:
        """The group of the underlying cause in ICD-MM, for the form to propose (WHO 2012)."""
        found = self._group().value
        return MaternalCauseGroup.coded(found.value) if found is not None else None

    def _group(self) -> Judged[causes.MaternalGroup]:
        from maternity.clinical import causes  # noqa: PLC0415 - where a death is written

        return causes.maternal_group(next(iter(codes(self.underlying_cause)), None))

    @rule
    def group_fits_the_cause(self) -> Iterator[Problem]:
        """The group chosen and the code's should be the same; a contributory code is asked."""
        found = self._group()
        if "contributory" in found.why:
            words = _("By ICD-MM this contributes to a death. What complication killed her?")
            yield Problem("underlying_cause", words, Strength.ASKS)
        proposed = self.group_by_cause
        if proposed is not None and self.cause_group not in {None, proposed}:
            words = _(
                "By ICD-MM the underlying cause is of group “{group}”. Check both, or confirm."
            )
            yield Problem("cause_group", words.format(group=proposed.words), Strength.ASKS)

    @property
    def _window(self) -> deaths.Window | None:
        end = self.pregnancy.delivery if self.pregnancy else None
        if end is None or end.delivered_at is None or self.died_at is None:
            return None
        return deaths.window(end.delivered_at.day, self.died_at.day)

    @derived(N_("Notified in time"), sensitive="death")
    def notified_in_time(self) -> Answer | None:
        """Within 24 hours in a facility, 48 in the community; None while it is not notified."""
        return death_notice.in_time(self.died_at, self.notified_at, in_facility=self.in_facility)

    @rule
    def same_woman(self) -> Iterator[Problem]:
        """The pregnancy is hers."""
        if self.pregnancy and self.woman and self.pregnancy.woman != self.woman:
            yield Problem("pregnancy", _("This pregnancy is another woman's. Choose hers."))
