"""What is seen in labour at one moment: the rows of the WHO Labour Care Guide.

A second fetus has an observation of its own at the same moment, with the rows of the baby alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity.clinical import hearts, labour
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    code,
    decimal,
    link,
    moment,
    number,
    person,
    text,
    yes_no,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, Strength, derived, register, rule
from maternity.registers.antenatal_lists import UrineGrade
from maternity.registers.labour_lists import (
    AcetoneGrade,
    AmnioticFluid,
    Deceleration,
    FetalPosition,
    Grade03,
    LcgAnswer,
    Posture,
)
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.labour_care import LabourCare
    from maternity.registers.staff_member import StaffMember


SUPPORT, BABY = N_("Supportive care"), N_("Baby")
WOMAN, PROGRESS = N_("Woman"), N_("Labour progress")
MEDICATION, DECISION = N_("Medication"), N_("Shared decision-making")

OF_THE_FETUS = (
    *("fhr_bpm", "fhr_deceleration", "amniotic_fluid", "fetal_position", "caput", "moulding"),
)
"""The rows that each fetus has for itself."""


@register(N_("Labour observations"), one=N_("Labour observation"), dated="observed_at")
class LabourObservation(Record):
    """One column of the guide."""

    labour_care: LabourCare | None = link(
        N_("Labour"), "labour_care", back="observations", required=True, listed=True
    )
    observed_at: Moment | None = moment(
        N_("Time"),
        required=True,
        low="labour_care.started_at",
        high="now",
        listed=True,
        under=N_("Time"),
    )
    fetus: int | None = number(
        N_("Fetus"),
        low=1,
        high=6,
        under=N_("Time"),
        help=N_("Empty for a single fetus; 2 for the rows of the second one at the same moment."),
    )
    companion: LcgAnswer | None = choice(
        N_("Companion"), LcgAnswer, under=SUPPORT, help=N_("Alert: No.")
    )
    pain_relief: LcgAnswer | None = choice(
        N_("Pain relief"), LcgAnswer, under=SUPPORT, help=N_("Alert: No.")
    )
    oral_fluid: LcgAnswer | None = choice(
        N_("Oral fluid"), LcgAnswer, under=SUPPORT, help=N_("Alert: No.")
    )
    posture: Posture | None = choice(
        N_("Posture"), Posture, under=SUPPORT, help=N_("Alert: supine.")
    )
    fhr_bpm: int | None = number(
        N_("Baseline fetal heart rate"),
        low=30,
        high=260,
        ask_low=90,
        ask_high=190,
        unit="/min",
        gaps=(Gap.NOT_DONE,),
        listed=True,
        under=BABY,
        help=N_("Alert: < 110 or ≥ 160."),
    )
    fhr_deceleration: Deceleration | None = choice(
        N_("Deceleration"), Deceleration, under=BABY, help=N_("Alert: late.")
    )
    amniotic_fluid: AmnioticFluid | None = choice(
        N_("Amniotic fluid"), AmnioticFluid, under=BABY, help=N_("Alert: M+++ or blood-stained.")
    )
    fetal_position: FetalPosition | None = choice(
        N_("Fetal position"),
        FetalPosition,
        under=BABY,
        help=N_("Alert: posterior or transverse."),
    )
    caput: Grade03 | None = choice(N_("Caput"), Grade03, under=BABY, help=N_("Alert: +++."))
    moulding: Grade03 | None = choice(N_("Moulding"), Grade03, under=BABY, help=N_("Alert: +++."))
    pulse_bpm: int | None = number(
        N_("Pulse"),
        low=20,
        high=250,
        ask_low=40,
        ask_high=150,
        unit="/min",
        gaps=(Gap.NOT_DONE,),
        under=WOMAN,
        help=N_("Alert: < 60 or ≥ 120."),
    )
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure"),
        low=40,
        high=300,
        ask_low=70,
        ask_high=180,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=WOMAN,
        help=N_("Alert: < 80 or ≥ 140."),
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure"),
        low=20,
        high=200,
        ask_low=30,
        ask_high=120,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=WOMAN,
        help=N_("Alert: ≥ 90."),
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature"),
        low=30,
        high=43,
        ask_low=34,
        ask_high=40,
        unit="°C",
        gaps=(Gap.NOT_DONE,),
        under=WOMAN,
        help=N_("Alert: < 35.0 or ≥ 37.5."),
    )
    urine_protein: UrineGrade | None = choice(
        N_("Urine protein"), UrineGrade, under=WOMAN, help=N_("Alert: ++ and above.")
    )
    urine_acetone: AcetoneGrade | None = choice(
        N_("Urine acetone"), AcetoneGrade, under=WOMAN, help=N_("Alert: ++ and above.")
    )
    contractions_per_10min: int | None = number(
        N_("Contractions per 10 min"),
        low=0,
        high=12,
        ask_high=7,
        unit="/10 min",
        gaps=(Gap.NOT_DONE,),
        under=PROGRESS,
        help=N_("Alert: ≤ 2 or > 5."),
    )
    contraction_duration_s: int | None = number(
        N_("Contraction duration"),
        low=0,
        high=180,
        ask_low=10,
        ask_high=90,
        unit="s",
        gaps=(Gap.NOT_DONE,),
        under=PROGRESS,
        help=N_("Alert: < 20 or > 60."),
    )
    dilatation_cm: int | None = number(
        N_("Cervical dilatation"),
        low=0,
        high=10,
        unit="cm",
        gaps=(Gap.NOT_DONE,),
        listed=True,
        under=PROGRESS,
        help=N_(
            "Alert if the same value lasts: 5 cm ≥ 6 h, 6 cm ≥ 5 h, 7 cm ≥ 3 h, "
            "8 cm ≥ 2 h 30, 9 cm ≥ 2 h."
        ),
    )
    pushing: Answer | None = yes_no(
        N_("Pushing"),
        when="labour_observation.dilatation_cm == 10",
        under=PROGRESS,
        help=N_("Alert in the second stage: ≥ 3 h for a nullipara, ≥ 2 h for a multipara."),
    )
    descent_fifths: int | None = number(
        N_("Descent (fifths)"),
        low=0,
        high=5,
        unit="/5",
        gaps=(Gap.NOT_DONE,),
        under=PROGRESS,
        help=N_("5/5 to 0/5 above the brim."),
    )
    oxytocin_iu_per_l: Decimal | None = decimal(
        N_("Oxytocin"),
        low=0,
        high=60,
        ask_high=20,
        unit="IU/L",
        under=MEDICATION,
        help=N_("IU per litre; 0 = none."),
    )
    oxytocin_drops_per_min: int | None = number(
        N_("Drops per minute"),
        when="labour_observation.oxytocin_iu_per_l > 0",
        low=0,
        high=120,
        ask_high=60,
        unit="drops/min",
        under=MEDICATION,
    )
    medicine: str | None = text(N_("Medicine"), under=MEDICATION, help=N_("Name, dose, route."))
    iv_fluids: Answer | None = yes_no(N_("IV fluids"), under=MEDICATION)
    assessment: str | None = text(N_("Assessment"), under=DECISION)
    plan: str | None = text(N_("Plan"), under=DECISION)
    observed_by: StaffMember | None = person(
        N_("Initials"), required=True, listed=True, under=DECISION
    )

    @property
    def at(self) -> datetime | None:
        """When it was seen; None while the hour is not known."""
        return self.observed_at.exact if self.observed_at is not None else None

    @property
    def values(self) -> dict[str, object]:
        """The rows of the guide as the clinical rules take them; what is impossible is left out."""
        found: dict[str, object] = {}
        for row in labour.ROWS:
            value = self.believed(row.name)
            found[row.name] = code(value) if isinstance(value, Options) else value
        return found

    @property
    def alerts(self) -> tuple[labour.Alert, ...]:
        """The values that crossed a bound of the guide, in its order."""
        return labour.alerts(self.values)

    @derived(N_("Alerts"), listed=True)
    def alert_count(self) -> int | None:
        """How many values crossed a bound of the guide."""
        return len(self.alerts)

    @derived(N_("Noted later"), unit="min")
    def noted_after_min(self) -> int | None:
        """Minutes from the observation to its entry; None while either is not known."""
        if self.at is None or self.created_at is None or self.source_id is not None:
            return None
        return max(0, int((self.created_at - self.at).total_seconds()) // 60)

    @property
    def retrospective(self) -> bool:
        """Whether it was noted so late that it is no longer watching."""
        return (self.noted_after_min or 0) >= RETROSPECTIVE_MINUTES

    @rule
    def pressures_fit(self) -> Iterator[Problem]:
        """The lower pressure is below the upper one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)

    @rule
    def contractions_have_a_duration(self) -> Iterator[Problem]:
        """Contractions that were counted also last."""
        if self.contractions_per_10min and not self.answered("contraction_duration_s"):
            yield Problem(
                "contraction_duration_s",
                _("Contractions were counted without their duration. Enter it, or “not done”."),
                Strength.MISSING,
            )

    @rule
    def seen_in_the_second_stage(self) -> Iterator[Problem]:
        """Pushing goes with full dilatation alone."""
        if self.pushing is Answer.YES and self.dilatation_cm not in {None, labour.FULL_CM}:
            yield Problem(
                "pushing", _("Pushing goes with 10 cm. Check the dilatation or the pushing.")
            )

    @rule
    def cervix_goes_on(self) -> Iterator[Problem]:
        """A smaller dilatation than one before is kept and asked about."""
        cm, at = self.dilatation_cm, self.at
        if cm is None or at is None or self.labour_care is None:
            return
        before = [seen for when, seen in self.labour_care.examinations if when < at]
        if before and cm < max(before):
            words = _("The cervix was at {before} cm before. Check it, or confirm.")
            yield Problem("dilatation_cm", words.format(before=max(before)), Strength.ASKS)

    @rule
    def fetus_is_expected(self) -> Iterator[Problem]:
        """A second fetus is one that is known."""
        pregnancy = self.labour_care.pregnancy if self.labour_care else None
        expected = pregnancy.believed("fetuses_expected") if pregnancy else None
        if self.fetus and expected and self.fetus > expected:
            words = _("Fetus {fetus} is noted, but {count} expected. Check the number of fetuses.")
            yield Problem("fetus", words.format(fetus=self.fetus, count=expected))

    @rule
    def heart_of_this_fetus(self) -> Iterator[Problem]:
        """One heart heard twice, or the two exchanged, is asked about."""
        rate, at, care = self.believed("fhr_bpm"), self.at, self.labour_care
        if rate is None or at is None or care is None:
            return
        seen = [
            hearts.Heard(one.fetus or 1, one.at, value)
            for one in care.noted
            if one.at is not None and (value := one.believed("fhr_bpm")) is not None
        ]
        found = hearts.doubtful(hearts.Heard(self.fetus or 1, at, rate), seen)
        if found is hearts.Doubt.SAME:
            words = _("Both fetuses have the same heart rate at this time. Is it one heart twice?")
            yield Problem("fhr_bpm", words, Strength.ASKS)
        elif found is hearts.Doubt.EXCHANGED:
            words = _("This rate is like the other fetus's before. Check which baby it is.")
            yield Problem("fhr_bpm", words, Strength.ASKS)


RETROSPECTIVE_MINUTES = 60
"""Noted so many minutes after it was seen (our choice: a column of the guide)."""
