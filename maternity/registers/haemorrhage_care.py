"""The sheet of a haemorrhage after birth: the measured loss, and the hour of each step.

The steps are those of the first-response bundle: massage, oxytocic, tranexamic acid, fluids,
examination, and escalation where bleeding goes on (WHO 2023; E-MOTIVE, NEJM 2023; clinical rules,
parts 9 and 16.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

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
    union,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, Strength, derived, register, rule
from maternity.registers.delivery import BloodLossMethod
from maternity.registers.lists import MaternalAct, MaternalComplication
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.delivery import Delivery
    from maternity.registers.staff_member import StaffMember

FOUND, RESPONSE, AFTER = N_("Bleeding"), N_("First response"), N_("Afterwards")


class HaemorrhageCause(Options):
    """Why she bleeds."""

    ATONY = "atony", N_("Uterine atony")
    RETAINED = "retained", N_("Retained placenta or products")
    TEAR = "tear", N_("Tear of the genital tract")
    RUPTURE = "rupture", N_("Uterine rupture")
    INVERSION = "inversion", N_("Uterine inversion")
    CLOTTING = "clotting", N_("Clotting disorder")
    NOT_FOUND = "not_found", N_("No cause found")


class TreatmentUterotonic(Options):
    """The oxytocic given against the bleeding."""

    OXYTOCIN = "oxytocin", N_("Oxytocin")
    MISOPROSTOL = "misoprostol", N_("Misoprostol")
    ERGOMETRINE = "ergometrine", N_("Ergometrine")
    OTHER = "other", N_("Other")


class SheetOutcome(Options):
    """How an emergency ended."""

    CONTROLLED = "controlled", N_("Under control")
    REFERRED = "referred", N_("Referred or evacuated")
    DIED = "died", N_("Died")


STEPS = ("massage_at", "oxytocic_at", "tranexamic_at", "fluids_at", "examined_at")
"""The five steps of the bundle."""
FROM_BIRTH, FROM_FOUND = "delivery.delivered_at", "haemorrhage_care.found_at"

COMPLICATION_OF = {
    HaemorrhageCause.RETAINED: MaternalComplication.RETAINED_PLACENTA,
    HaemorrhageCause.TEAR: MaternalComplication.SEVERE_TEAR,
    HaemorrhageCause.RUPTURE: MaternalComplication.UTERINE_RUPTURE,
    HaemorrhageCause.INVERSION: MaternalComplication.UTERINE_INVERSION,
}


@register(
    N_("Haemorrhage sheets"),
    one=N_("Haemorrhage sheet"),
    dated="found_at",
    ends="stopped_at",
    tells={
        "delivery.blood_loss_ml": "most_lost_ml",
        "delivery.blood_loss_method": "loss_method",
        "delivery.pph": "is_haemorrhage",
    },
)
class HaemorrhageCare(Record):
    """Bleeding after a birth, and what was done about it, each at its hour."""

    delivery: Delivery | None = link(
        N_("Delivery"), "delivery", back="haemorrhage_cares", required=True, listed=True
    )
    found_at: Moment | None = moment(
        N_("Bleeding found at"),
        required=True,
        low=FROM_BIRTH,
        high="now",
        ask_high="delivery.delivered_at + 42 d",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=FOUND,
    )
    loss_ml: int | None = number(
        N_("Loss measured when found"),
        low=0,
        high=6000,
        ask_low=100,
        ask_high=3000,
        unit="ml",
        listed=True,
        under=FOUND,
        help=N_("With the drape or by weight. From 500 ml, or from 300 ml with a sign: act."),
    )
    loss_method: BloodLossMethod | None = choice(
        N_("How measured"),
        BloodLossMethod,
        when="haemorrhage_care.loss_ml is set",
        proposed="measured",
        under=FOUND,
    )
    pulse_bpm: int | None = number(
        N_("Pulse"),
        low=20,
        high=250,
        ask_low=50,
        ask_high=150,
        unit="/min",
        under=FOUND,
    )
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure"),
        low=40,
        high=300,
        ask_low=70,
        ask_high=180,
        unit="mmHg",
        under=FOUND,
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure"),
        low=20,
        high=200,
        ask_low=35,
        ask_high=120,
        unit="mmHg",
        under=FOUND,
    )
    called_at: Moment | None = moment(
        N_("Help called at"), low=FROM_BIRTH, high="now", after="found_at", under=RESPONSE
    )
    massage_at: Moment | None = moment(
        N_("Uterine massage at"), low=FROM_BIRTH, high="now", after="found_at", under=RESPONSE
    )
    oxytocic_at: Moment | None = moment(
        N_("Oxytocic given at"), low=FROM_BIRTH, high="now", after="found_at", under=RESPONSE
    )
    oxytocic: TreatmentUterotonic | None = choice(
        N_("Which oxytocic"),
        TreatmentUterotonic,
        required="haemorrhage_care.oxytocic_at is set",
        when="haemorrhage_care.oxytocic_at is set",
        carried=True,
        under=RESPONSE,
    )
    tranexamic_at: Moment | None = moment(
        N_("Tranexamic acid at"),
        low=FROM_BIRTH,
        high="now",
        ask_high="delivery.delivered_at + 3 h",
        after="found_at",
        under=RESPONSE,
        help=N_("Within 3 hours of the birth."),
    )
    fluids_at: Moment | None = moment(
        N_("Intravenous fluids at"), low=FROM_BIRTH, high="now", after="found_at", under=RESPONSE
    )
    examined_at: Moment | None = moment(
        N_("Examined for the cause at"),
        low=FROM_BIRTH,
        high="now",
        after="found_at",
        under=RESPONSE,
        help=N_("Bladder, uterus, placenta, genital tract."),
    )
    causes: tuple[HaemorrhageCause, ...] | None = choices(
        N_("Cause found"), HaemorrhageCause, listed=True, under=RESPONSE
    )
    escalated_at: Moment | None = moment(
        N_("Escalated at"),
        low=FROM_FOUND,
        high="now",
        after="found_at",
        under=RESPONSE,
        help=N_("Bleeding that goes on after 15 minutes: call the physician or refer."),
    )
    tranexamic_again_at: Moment | None = moment(
        N_("Tranexamic acid again at"),
        when="haemorrhage_care.tranexamic_at is set",
        low="haemorrhage_care.tranexamic_at",
        high="now",
        aside=True,
        under=AFTER,
        help=N_("If she still bleeds 30 minutes after the first, or again within 24 hours."),
    )
    acts: tuple[MaternalAct, ...] | None = choices(
        N_("Further acts"), MaternalAct, under=AFTER, help=N_("Balloon, transfusion, surgery …")
    )
    stopped_at: Moment | None = moment(
        N_("Bleeding stopped at"), low=FROM_FOUND, high="now", after="found_at", under=AFTER
    )
    total_loss_ml: int | None = number(
        N_("Loss in all"),
        low=0,
        high=6000,
        ask_high=3000,
        unit="ml",
        listed=True,
        under=AFTER,
    )
    outcome: SheetOutcome | None = choice(
        N_("How it ended"), SheetOutcome, required=True, listed=True, under=AFTER
    )
    led_by: StaffMember | None = person(N_("Led by"), required=True, carried=True, under=AFTER)
    note: str | None = long_text(N_("Notes"), aside=True, under=AFTER)

    @property
    def most_lost_ml(self) -> int | None:
        """The larger of the losses that were measured, for the delivery."""
        known = [one for one in map(self.believed, ("loss_ml", "total_loss_ml")) if one is not None]
        return max(known, default=None)

    @property
    def is_haemorrhage(self) -> Answer | None:
        """Whether it counts as one: from 500 ml; with no loss measured, by the sheet itself."""
        from maternity.clinical import bleeding  # noqa: PLC0415 - in an emergency

        return Answer.of(bleeding.is_haemorrhage(self.most_lost_ml, ticked=None) is not False)

    @derived(N_("Steps of the bundle"))
    def steps_done(self) -> int:
        """How many of the five steps were made."""
        return sum(getattr(self, name) is not None for name in STEPS)

    @derived(N_("Whole bundle after"), unit="min", listed=True)
    def bundle_min(self) -> int | None:
        """Minutes from the finding to the last of the five steps; None until all are made."""
        made = [at.exact if at is not None else None for at in map(self._at, STEPS)]
        found = self.found_at.exact if self.found_at is not None else None
        if found is None or any(at is None for at in made):
            return None
        last = max(at for at in made if at is not None)
        return max(0, int((last - found).total_seconds()) // 60)

    def _at(self, name: str) -> Moment | None:
        found: Moment | None = getattr(self, name)
        return found

    @derived(N_("Shock index"))
    def shock_index(self) -> Decimal | None:
        """Pulse over systolic pressure, two decimals (Nathan 2015; clinical rules, part 9)."""
        from maternity.clinical import bleeding  # noqa: PLC0415 - in an emergency

        pulse, systolic = self.believed("pulse_bpm"), self.believed("bp_systolic_mmhg")
        found = bleeding.shock_index(pulse, systolic)
        return None if found is None else Decimal(str(round(found, 2)))

    @derived(N_("Complications"), options=MaternalComplication)
    def complications(self) -> tuple[MaternalComplication, ...]:
        """The haemorrhage and its cause, as the return counts them."""
        found = [COMPLICATION_OF[one] for one in self.causes or () if one in COMPLICATION_OF]
        if self.is_haemorrhage is Answer.YES:
            found.insert(0, MaternalComplication.POSTPARTUM_HAEMORRHAGE)
        return tuple(found)

    @derived(N_("Acts"), options=MaternalAct)
    def all_acts(self) -> tuple[MaternalAct, ...]:
        """The acts of the bundle and those beyond it, as the return counts them."""
        made = []
        if self.oxytocic_at is not None:
            made.append(MaternalAct.UTEROTONIC_TREATMENT)
        if self.tranexamic_at is not None:
            made.append(MaternalAct.TRANEXAMIC_ACID)
        return union((tuple(made), self.acts))

    @rule
    def diastolic_below_systolic(self) -> Iterator[Problem]:
        """The lower figure of a blood pressure is the lower one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)

    @rule
    def loss_grows(self) -> Iterator[Problem]:
        """What she lost in all is not less than what was measured first."""
        first, whole = self.loss_ml, self.total_loss_ml
        if first is not None and whole is not None and whole < first:
            yield Problem("total_loss_ml", _("The loss in all is below the first. Check both."))

    @rule
    def bundle_is_whole(self) -> Iterator[Problem]:
        """A step without its hour is asked about once the bleeding stopped: it may be undone."""
        if self.stopped_at is None:
            return
        fields = self.register.fields
        left = [fields[name].words for name in STEPS if getattr(self, name) is None]
        if left:
            words = _("Steps without an hour: {steps}. Write them, or confirm they were not made.")
            yield Problem("stopped_at", words.format(steps=", ".join(left)), Strength.ASKS)
