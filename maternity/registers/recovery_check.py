"""The timed checks after a birth: mother and babies every 15 minutes for 2 hours, then as needed.

They are no postnatal contacts: the return counts none of them (clinical rules, part 13.6).
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
    decimal,
    link,
    moment,
    number,
    person,
    text,
    yes_no,
)
from maternity.i18n import N_
from maternity.moments import Moment
from maternity.records import Problem, Record, derived, register, rule
from maternity.registers.early_warning import EarlyWarning, early_warning
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.delivery import Delivery
    from maternity.registers.staff_member import StaffMember

MOTHER, BABIES = N_("Mother"), N_("Babies")


class Uterus(Options):
    """How the uterus feels."""

    FIRM = "firm", N_("Firm")
    SOFT = "soft", N_("Soft")


class Bleeding(Options):
    """How much she bleeds."""

    NORMAL = "normal", N_("Normal")
    HEAVY = "heavy", N_("Heavy")


@register(N_("Checks after birth"), one=N_("Check after birth"), dated="checked_at")
class RecoveryCheck(Record):
    """One look at the mother and her babies in the first hours."""

    delivery: Delivery | None = link(
        N_("Delivery"), "delivery", back="recovery_checks", required=True, listed=True
    )
    checked_at: Moment | None = moment(
        N_("Checked at"), required=True, low="delivery.delivered_at", high="now", listed=True
    )
    uterus: Uterus | None = choice(N_("Uterus"), Uterus, required=True, listed=True, under=MOTHER)
    bleeding: Bleeding | None = choice(
        N_("Bleeding"), Bleeding, required=True, listed=True, under=MOTHER
    )
    pulse_bpm: int | None = number(
        N_("Pulse"),
        low=30,
        high=220,
        ask_low=50,
        ask_high=120,
        unit="/min",
        gaps=(Gap.NOT_DONE,),
        listed=True,
        under=MOTHER,
    )
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure"),
        low=40,
        high=300,
        ask_low=80,
        ask_high=160,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=MOTHER,
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure"),
        required="recovery_check.bp_systolic_mmhg is set",
        low=20,
        high=200,
        ask_low=40,
        ask_high=110,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=MOTHER,
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature"),
        low=30,
        high=43,
        ask_low=35,
        ask_high=40,
        unit="°C",
        gaps=(Gap.NOT_DONE,),
        under=MOTHER,
    )
    urine_passed: Answer | None = yes_no(N_("Urine passed"), under=MOTHER)
    breathing_well: Answer | None = yes_no(N_("Every baby breathes well"), under=BABIES)
    warm: Answer | None = yes_no(N_("Every baby is warm"), under=BABIES)
    sucking: Answer | None = yes_no(N_("Every baby sucks"), under=BABIES)
    checked_by: StaffMember | None = person(
        N_("Checked by"), required=True, carried=True, listed=True, under=BABIES
    )
    note: str | None = text(
        N_("Notes"),
        required="recovery_check.breathing_well == no or recovery_check.warm == no",
        help=N_("Which baby, and what was done."),
        under=BABIES,
    )

    @derived(N_("Early warning"), options=EarlyWarning)
    def early_warning(self) -> EarlyWarning | None:
        """Of the mother's signs (clinical rules, part 11)."""
        names = ("bp_systolic_mmhg", "bp_diastolic_mmhg", "pulse_bpm", "temperature_c")
        return early_warning(**{name: self.believed(name) for name in names})

    @rule
    def diastolic_below_systolic(self) -> Iterator[Problem]:
        """The lower figure of a blood pressure is the lower one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)
