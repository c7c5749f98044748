"""The vaccines given at birth: BCG, hepatitis B, polio 0; the real date, nothing presumed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from maternity import settings
from maternity.clinical import ages, dating
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    link,
    moment,
    person,
    text,
    yes_no_unknown,
)
from maternity.i18n import N_
from maternity.moments import Moment
from maternity.records import Record, derived, register
from maternity.registers.lists import Sex, Strategy

if TYPE_CHECKING:
    from maternity.registers.newborn import Newborn
    from maternity.registers.staff_member import StaffMember


class BirthVaccine(Options):
    """The vaccines of birth."""

    BCG = "bcg", N_("BCG")
    HEPB0 = "hepb0", N_("Hepatitis B birth dose")
    OPV0 = "opv0", N_("OPV0")


class CountedBy(Options):
    """Who counts the dose."""

    MATERNITY = "maternity", N_("Maternity")
    EPI = "epi", N_("EPI unit")


class AgeMonthsBand(Options):
    """The age bands of vaccination."""

    M0_11 = "m0_11", N_("0-11 months")
    M12_23 = "m12_23", N_("12-23 months")
    M24_PLUS = "m24_plus", N_("24 months and over")


@register(N_("Birth doses"), one=N_("Birth dose"), dated="given_at")
class BirthDose(Record):
    """A dose given to a baby."""

    newborn: Newborn | None = link(
        N_("Newborn"), "newborn", back="birth_doses", required=True, listed=True
    )
    vaccine: BirthVaccine | None = choice(N_("Vaccine"), BirthVaccine, required=True)
    given_at: Moment | None = moment(
        N_("Given at"),
        required=True,
        low="newborn.born_at",
        high="now",
        ask_high="newborn.born_at + 60 d",
        gaps=(Gap.UNKNOWN,),
        help=N_(
            "The true date: often on the 7th day for BCG and OPV-0. Hepatitis B: "
            "within 24 h if possible."
        ),
    )
    strategy: Strategy | None = choice(N_("Strategy"), Strategy)
    lot_no: str | None = text(N_("Lot number"))
    counted_by: CountedBy | None = choice(
        N_("Counted by"),
        CountedBy,
        required=True,
        follows="usually_counted_by",
        help=N_("Avoids counting twice with the immunisation (EPI) unit."),
    )
    adverse_event: Answer | None = yes_no_unknown(N_("Adverse event"))
    adverse_event_note: str | None = text(
        N_("Adverse event (specify)"),
        required="birth_dose.adverse_event == yes",
        when="birth_dose.adverse_event == yes",
    )
    given_by: StaffMember | None = person(N_("Given by"), required=True)

    @property
    def usually_counted_by(self) -> CountedBy:
        """Who counts the doses of birth here, for the form to propose."""
        return CountedBy.coded(settings.current().chosen("birth_doses_counted_by"))

    @derived(N_("Age band"), options=AgeMonthsBand)
    def age_band(self) -> AgeMonthsBand | None:
        """Completed months from the birth to the dose, in the bands of the return."""
        born = self.newborn.born_at if self.newborn else None
        if born is None or self.given_at is None:
            return None
        found = ages.months_band(dating.completed_months(born.day, self.given_at.day))
        return AgeMonthsBand.coded(found) if found else None

    @derived(N_("Sex"), options=Sex)
    def sex(self) -> Sex | None:
        """The baby's."""
        return self.newborn.sex if self.newborn else None

    def is_bcg_by(self, day: date) -> bool:
        """Whether this is a BCG dose given on or before the day."""
        given = self.given_at.day if self.given_at else None
        return self.vaccine is BirthVaccine.BCG and given is not None and given <= day
