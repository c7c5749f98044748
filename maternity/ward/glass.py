"""Breaking the glass: a midwife reads a closed file for a reason, for three hours.

The head of the maternity is told. What is current is open to her: the contacts of a woman whose
pregnancy goes on or who is in the ward, and what she wrote herself (reference: safety, parts 3
and 9).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from maternity import clock
from maternity.db import people
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import OWN_HOURS, Right
from maternity.records import Record
from maternity.ward import care
from maternity.ward.discretion import woman_of
from maternity.ward.reasons import check_reason

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

GLASS_HOURS = 3
BEHIND_GLASS = "glass"
"""The field of a refusal that a broken glass would lift."""
KIND = "break_glass"


def break_glass(ward: Ward, entry: Record, reason: str) -> None:
    """Open a woman's closed files to be read, for a reason that the head is told."""
    ward.allow(Right.BREAK_GLASS)
    woman = woman_of(entry)
    if woman is None:
        raise Refused(_("This entry is about no woman: there is nothing to open."))
    why = check_reason(reason)
    until = clock.now() + timedelta(hours=GLASS_HOURS)
    about = {"register": "woman", "entry": woman.id, "reason": why, "until": until}
    people.tell(ward.book, KIND, ward.account.name or "", **about)
    ward.note("break_glass", register="woman", entry=woman.id, reason=why)


def check_glass(ward: Ward, entry: Record, *, writing: bool = False) -> None:
    """Refuse a closed file of HIV to who must give a reason first; writing is never opened so."""
    if not ward.account.may(Right.BREAK_GLASS) or is_current(ward, entry):
        return
    if writing:
        raise Refused(_("This file is closed: it can be read for a reason, and not changed."))
    if not is_broken(ward, entry):
        raise Refused(
            _(
                "This file is closed. Say why you must read it: it opens for {count} hours, and"
                " the head of the maternity is told."
            ).format(count=GLASS_HOURS),
            field=BEHIND_GLASS,
        )


def is_broken(ward: Ward, entry: Record) -> bool:
    """Whether she gave a reason for this woman's files within three hours."""
    woman, now = woman_of(entry), clock.now()
    return woman is not None and any(
        one.entry == woman.id
        and one.who == ward.account.name
        and one.until is not None
        and one.at <= now < one.until
        for one in people.notices(ward.book, KIND, all_of_them=True)
    )


def is_current(ward: Ward, entry: Record) -> bool:
    """Whether the file is in use: she is pregnant or in the ward, or it was just written."""
    now = clock.now()
    own = timedelta(hours=OWN_HOURS)
    if entry.version is None:
        return True
    if entry.created_by == ward.account.name and entry.created_at and now - entry.created_at < own:
        return True
    pregnancy: Any = entry.look("pregnancy")
    if pregnancy is None:
        return False
    whole: Any = ward.book.full("pregnancy", pregnancy.id)
    here = any(
        stay.discharged_at is None and stay.gap("discharged_at") is None
        for stay in whole.admissions
        if stay.voided_at is None
    )
    return here or care.open_pregnancy(ward.book, whole.woman, now.date()) == whole
