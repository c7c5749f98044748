"""The sheet of eclampsia and severe pre-eclampsia: fits, pressure, each dose, the next due one.

Magnesium sulfate goes on until 24 hours after the birth or the last fit (WHO, Managing
complications in pregnancy and childbirth, 2017; clinical rules, part 16.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from maternity.fields import Gap, Options, choice, link, long_text, moment, number, person, text
from maternity.i18n import N_
from maternity.moments import Moment
from maternity.records import Problem, Record, derived, linked_by, register, rule
from maternity.registers.haemorrhage_care import SheetOutcome
from maternity.registers.lists import MaternalAct, MaternalComplication
from maternity.registers.magnesium_dose import MagnesiumKind
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.admission import Admission
    from maternity.registers.magnesium_dose import MagnesiumDose
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember

FOUND, TREATED, AFTER = N_("Eclampsia"), N_("Treatment"), N_("Afterwards")


class EclampsiaKind(Options):
    """What is treated."""

    ECLAMPSIA = "eclampsia", N_("Eclampsia (fits)")
    SEVERE_PRE_ECLAMPSIA = "severe_pre_eclampsia", N_("Severe pre-eclampsia, no fit")


COMPLICATION_OF = {
    EclampsiaKind.ECLAMPSIA: MaternalComplication.ECLAMPSIA,
    EclampsiaKind.SEVERE_PRE_ECLAMPSIA: MaternalComplication.PRE_ECLAMPSIA_SEVERE,
}


@register(
    N_("Eclampsia sheets"),
    one=N_("Eclampsia sheet"),
    dated="found_at",
    ends="stopped_at",
    lines=("doses",),
)
class EclampsiaCare(Record):
    """Fits or severe pre-eclampsia, and what was done about it, each at its hour."""

    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="eclampsia_cares", required=True, listed=True
    )
    admission: Admission | None = link(N_("Stay"), "admission", back="eclampsia_cares", under=FOUND)
    found_at: Moment | None = moment(
        N_("Found at"),
        required=True,
        low="today - 5 y",
        high="now",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=FOUND,
    )
    kind: EclampsiaKind | None = choice(
        N_("What is treated"), EclampsiaKind, required=True, listed=True, under=FOUND
    )
    fits: int | None = number(
        N_("Fits so far"),
        when="eclampsia_care.kind == eclampsia",
        low=1,
        high=50,
        ask_high=10,
        unit="",
        gaps=(Gap.UNKNOWN,),
        under=FOUND,
    )
    last_fit_at: Moment | None = moment(
        N_("Last fit at"),
        required="eclampsia_care.kind == eclampsia",
        when="eclampsia_care.kind == eclampsia",
        low="eclampsia_care.found_at - 7 d",
        high="now",
        gaps=(Gap.UNKNOWN,),
        under=FOUND,
    )
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure"),
        low=40,
        high=300,
        ask_low=100,
        ask_high=220,
        unit="mmHg",
        under=FOUND,
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure"),
        low=20,
        high=200,
        ask_low=60,
        ask_high=140,
        unit="mmHg",
        under=FOUND,
    )
    called_at: Moment | None = moment(
        N_("Help called at"), low="eclampsia_care.found_at", high="now", under=TREATED
    )
    airway_at: Moment | None = moment(
        N_("On her side, airway free, at"),
        low="eclampsia_care.found_at",
        high="now",
        under=TREATED,
    )
    antihypertensive_at: Moment | None = moment(
        N_("Antihypertensive at"), low="eclampsia_care.found_at - 24 h", high="now", under=TREATED
    )
    antihypertensive: str | None = text(
        N_("Which antihypertensive"),
        when="eclampsia_care.antihypertensive_at is set",
        carried=True,
        under=TREATED,
    )
    stopped_at: Moment | None = moment(
        N_("Treatment ended at"),
        low="eclampsia_care.found_at",
        high="now",
        under=AFTER,
        help=N_("24 hours after the birth or the last fit."),
    )
    outcome: SheetOutcome | None = choice(
        N_("How it ended"), SheetOutcome, required=True, listed=True, under=AFTER
    )
    led_by: StaffMember | None = person(N_("Led by"), required=True, carried=True, under=AFTER)
    note: str | None = long_text(N_("Notes"), aside=True, under=AFTER)
    doses: list[MagnesiumDose] = linked_by("eclampsia_care")

    @property
    def given(self) -> list[MagnesiumDose]:
        """The doses that are not cancelled and have their hour, in order of time."""
        alive = (one for one in self.doses if one.voided_at is None and one.given_at is not None)
        return sorted(alive, key=lambda one: (str(one.given_at), one.id))

    @derived(
        N_("Next dose due at"), needs=("doses", "pregnancy.deliveries"), kind="moment", listed=True
    )
    def next_dose_at(self) -> Moment | None:
        """Four hours after the last injection, until the treatment is over or a drip runs."""
        if self.stopped_at is not None or self.voided_at is not None:
            return None
        if any(one.kind is MagnesiumKind.INFUSION for one in self.given):
            return None
        from maternity.clinical import emergency  # noqa: PLC0415 - in an emergency

        due = emergency.next_magnesium(
            (at for one in self.given if (at := _exact(one.given_at)) is not None),
            born_at=self._born_at,
            last_fit_at=_exact(self.last_fit_at),
        )
        return None if due is None else Moment.at(due)

    @derived(N_("Treatment until"), needs=("pregnancy.deliveries",), kind="moment")
    def treated_until(self) -> Moment | None:
        """24 hours after the birth or the last fit; None before the birth."""
        from maternity.clinical import emergency  # noqa: PLC0415 - in an emergency

        until = emergency.magnesium_until(self._born_at, _exact(self.last_fit_at))
        return None if until is None else Moment.at(until)

    @property
    def _born_at(self) -> datetime | None:
        birth = self.pregnancy.delivery if self.pregnancy else None
        return _exact(birth.delivered_at) if birth is not None else None

    @derived(N_("Complications"), options=MaternalComplication)
    def complications(self) -> tuple[MaternalComplication, ...]:
        """What is treated, as the return counts it."""
        return (COMPLICATION_OF[self.kind],) if self.kind is not None else ()

    @derived(N_("Acts"), options=MaternalAct, needs=("doses",))
    def all_acts(self) -> tuple[MaternalAct, ...]:
        """Magnesium sulfate and what lowers the pressure, as the return counts them."""
        made = []
        loading = {MagnesiumKind.LOADING_IV, MagnesiumKind.LOADING_IM}
        if any(one.kind in loading for one in self.given):
            made.append(MaternalAct.MAGNESIUM_SULFATE)
        if self.antihypertensive_at is not None:
            made.append(MaternalAct.ANTIHYPERTENSIVE)
        return tuple(made)

    @rule
    def diastolic_below_systolic(self) -> Iterator[Problem]:
        """The lower figure of a blood pressure is the lower one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)


def _exact(at: Moment | None) -> datetime | None:
    return at.exact if at is not None else None
