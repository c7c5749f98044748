"""The beds of a stay, one line for each move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.fields import link, moment
from maternity.i18n import N_
from maternity.moments import Moment
from maternity.records import Record, register

if TYPE_CHECKING:
    from maternity.registers.admission import Admission
    from maternity.registers.bed import Bed


@register(N_("Bed moves"), one=N_("Bed move"), dated="moved_at")
class BedTransfer(Record):
    """A move into a bed."""

    admission: Admission | None = link(
        N_("Stay"), "admission", back="bed_transfers", required=True, listed=True
    )
    bed: Bed | None = link(N_("Bed"), "bed", required=True, listed=True)
    moved_at: Moment | None = moment(
        N_("Moved in at"),
        required=True,
        low="admission.admitted_at",
        high="now",
        listed=True,
        help=N_("The first line is the admission; the last is the current bed."),
    )
