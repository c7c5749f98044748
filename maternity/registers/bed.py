"""The beds of the ward."""

from __future__ import annotations

from maternity.fields import Answer, Options, choice, text, yes_no
from maternity.i18n import N_
from maternity.records import Record, register


class BedPurpose(Options):
    """What the bed is for."""

    LABOUR = "labour", N_("Labour")
    DELIVERY = "delivery", N_("Delivery")
    ANTENATAL = "antenatal", N_("Antenatal")
    POSTNATAL = "postnatal", N_("Postnatal")
    SURGERY = "surgery", N_("After surgery")
    KANGAROO = "kangaroo", N_("Kangaroo mother care")
    NEWBORN = "newborn", N_("Newborn unit")


@register(N_("Beds"), one=N_("Bed"), setup=True, sorted_by="code")
class Bed(Record):
    """A bed, still used or withdrawn."""

    code: str | None = text(
        N_("Bed"),
        required=True,
        listed=True,
        sought=True,
        help=N_("Short name as read on the wall: « 4 », « SO-2 »."),
    )
    room: str | None = text(N_("Room"), listed=True)
    purpose: BedPurpose | None = choice(N_("Purpose"), BedPurpose, required=True, listed=True)
    in_use: Answer | None = yes_no(
        N_("In use"),
        required=True,
        listed=True,
        help=N_("No: the bed is withdrawn; its past stays are kept."),
    )

    def title(self) -> str:
        """The name on the wall."""
        return self.code or ""
