"""The staff: who attends, and whether she counts as skilled."""

from __future__ import annotations

from maternity import settings
from maternity.fields import Answer, choice, text, yes_no
from maternity.i18n import N_
from maternity.records import Record, register
from maternity.registers.lists import Qualification


@register(N_("Staff"), one=N_("Staff member"), setup=True, sorted_by="family_name")
class StaffMember(Record):
    """Someone of the staff, still here or gone."""

    family_name: str | None = text(
        N_("Family name"),
        required=True,
        sensitive="personal",
        sought=True,
        listed=True,
        name_like=True,
    )
    given_name: str | None = text(
        N_("Given name"),
        required=True,
        sensitive="personal",
        sought=True,
        listed=True,
        name_like=True,
    )
    initials: str | None = text(
        N_("Initials"), listed=True, help=N_("2 to 4 letters, as on the WHO labour care guide.")
    )
    qualification: Qualification | None = choice(
        N_("Qualification"),
        Qualification,
        required=True,
        listed=True,
        help=N_(
            "Decides the lines « skilled staff » and « matron / trained "
            "traditional birth attendant (ATRS) »."
        ),
    )
    skilled: Answer | None = yes_no(
        N_("Skilled attendant"),
        follows="skilled_by_qualification",
        required=True,
        listed=True,
        help=N_(
            "Suggested: Yes for a doctor, midwife or obstetric nurse. For a nurse, "
            "to be confirmed by the district."
        ),
    )
    phone: str | None = text(
        N_("Phone"),
        phone=True,
        sensitive="personal",
        help=N_("Reused as the phone number of the person notifying a death."),
    )
    active: Answer | None = yes_no(
        N_("Active"),
        required=True,
        listed=True,
        help=N_("No: this person is no longer offered in the lists, but past acts are kept."),
    )

    @property
    def skilled_by_qualification(self) -> Answer | None:
        """What the page proposes (setting `nurse_is_skilled`); the flag on the file decides."""
        if self.qualification is None:
            return None
        nurse = settings.current().chosen("nurse_is_skilled") == "yes"
        known = {Qualification.PHYSICIAN, Qualification.MIDWIFE, Qualification.OBSTETRIC_NURSE}
        return Answer.of(self.qualification in (known | {Qualification.NURSE} if nurse else known))

    def title(self) -> str:
        """Family name and given name."""
        return " ".join(part for part in (self.family_name, self.given_name) if part)
