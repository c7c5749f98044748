"""Each dose of magnesium sulfate, with the signs looked at before it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity.fields import (
    Answer,
    Options,
    choice,
    decimal,
    link,
    moment,
    number,
    person,
    yes_no,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, Strength, register, rule

if TYPE_CHECKING:
    from maternity.registers.eclampsia_care import EclampsiaCare
    from maternity.registers.staff_member import StaffMember

DOSE = N_("Dose")


class MagnesiumKind(Options):
    """Which dose it is."""

    LOADING_IV = "loading_iv", N_("Loading dose into a vein")
    LOADING_IM = "loading_im", N_("Loading dose into the muscle")
    MAINTENANCE = "maintenance", N_("Maintenance dose into the muscle")
    INFUSION = "infusion", N_("Drip begun")
    AFTER_A_FIT = "after_a_fit", N_("Dose after a new fit")


@register(N_("Magnesium doses"), one=N_("Magnesium dose"), dated="given_at")
class MagnesiumDose(Record):
    """A dose given, and what was checked before it."""

    eclampsia_care: EclampsiaCare | None = link(
        N_("Eclampsia sheet"), "eclampsia_care", back="doses", required=True, listed=True
    )
    given_at: Moment | None = moment(
        N_("Given at"),
        required=True,
        low="eclampsia_care.found_at - 24 h",
        high="now",
        listed=True,
        under=DOSE,
    )
    kind: MagnesiumKind | None = choice(
        N_("Which dose"), MagnesiumKind, required=True, listed=True, under=DOSE
    )
    grams: Decimal | None = decimal(
        N_("Amount"),
        low=0.5,
        high=20,
        ask_low=1,
        ask_high=14,
        unit="g",
        listed=True,
        under=DOSE,
        help=N_("In grams, both sides together. The program proposes no dose."),
    )
    reflexes: Answer | None = yes_no(N_("Knee reflexes present"), under=DOSE)
    respiratory_rate_min: int | None = number(
        N_("Respiratory rate"),
        low=2,
        high=150,
        ask_low=10,
        ask_high=40,
        unit="/min",
        under=DOSE,
    )
    urine_ml_h: int | None = number(
        N_("Urine"),
        low=0,
        high=1000,
        ask_high=500,
        unit="ml/h",
        under=DOSE,
    )
    given_by: StaffMember | None = person(N_("Given by"), required=True, carried=True, under=DOSE)

    @rule
    def signs_before_the_dose(self) -> Iterator[Problem]:
        """A dose in spite of a sign that forbids it is asked about (clinical rules, 16.5)."""
        from maternity.clinical import emergency  # noqa: PLC0415 - in an emergency

        found = emergency.hold_magnesium(
            reflexes=None if self.reflexes is None else self.reflexes is Answer.YES,
            breathing_min=self.believed("respiratory_rate_min"),
            urine_ml_h=self.believed("urine_ml_h"),
        )
        if found.value and self.given_at is not None:
            names = ", ".join(self.register.fields[name].words for name in found.why)
            words = _("A sign speaks against this dose: {fields}. Check it, or confirm.")
            yield Problem(found.why[0], words.format(fields=names), Strength.ASKS)
