"""What people of the ward are told of each other: proposals, corrections, files opened, accounts.

The head sees what was proposed and what was opened; the first author sees who corrected her entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.db import people
from maternity.db.people import Notice
from maternity.errors import Refused
from maternity.i18n import N_, _
from maternity.people import Right
from maternity.records import Record
from maternity.ward.discretion import refused
from maternity.ward.reasons import check_reason

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

__all__ = ["Notice", "notices", "propose_void", "settle", "settle_proposals", "told"]

PROPOSED = "void_proposed"
PROPOSALS = (PROPOSED, "merge_proposed")
WORDS = {
    PROPOSED: N_("{who} proposes to cancel an entry: {reason}"),
    "merge_proposed": N_("{who} proposes to make two entries of a woman one: {reason}"),
    "rectified": N_("{who} corrected an entry of yours: {reason}"),
    "break_glass": N_("{who} opened the closed files of a woman: {reason}"),
    "person_added": N_("{who} made an account for {reason}"),
    "person_disabled": N_("{who} ended the access of {reason}"),
    "secret_reset": N_("{who} gave {reason} a passphrase to be changed"),
    "emergency_damaged": N_(
        "An emergency entry begun at the door cannot be opened: ask who was on duty and write it"
        " again. Nothing is deleted (file {reason})."
    ),
    "new_key_by_code": N_("The register was given a new key with the recovery code: {reason}"),
}
"""A kind of notice, and how it is told."""


def propose_void(ward: Ward, entry: Record, reason: str) -> None:
    """Ask the head to cancel an entry; it stays as it is until she does."""
    ward.allow(Right.PROPOSE_VOID)
    ward.hanging_on(entry)
    why = check_reason(reason)
    if any(one.entry == entry.id for one in people.notices(ward.book, PROPOSED)):
        raise Refused(_("It is proposed already. The head of the maternity decides."))
    about = {"register": entry.register.name, "entry": entry.id, "reason": why}
    people.tell(ward.book, PROPOSED, ward.account.name or "", **about)
    ward.note("void_proposed", register=entry.register.name, entry=entry.id, reason=why)


def notices(ward: Ward) -> list[Notice]:
    """What waits to be read by the person at work, the newest first."""
    ward.allow(Right.READ)
    return [one for one in people.notices(ward.book) if _for(ward, one)]


def told(one: Notice) -> str:
    """A notice in a sentence."""
    return _(WORDS[one.kind]).format(who=one.who, reason=one.reason or "")


def settle(ward: Ward, one: Notice) -> None:
    """Mark a notice as read, or a proposal as decided."""
    ward.allow(Right.READ)
    if not _for(ward, one):
        raise refused()
    people.settle(ward.book, one.id, ward.account.name or "")


def settle_proposals(ward: Ward, entries: list[Record]) -> None:
    """The entries were cancelled: nothing is proposed of them any more."""
    ids = {entry.id for entry in entries}
    for one in people.notices(ward.book):
        if one.entry in ids and one.kind in PROPOSALS:
            people.settle(ward.book, one.id, ward.account.name or "")


def _for(ward: Ward, one: Notice) -> bool:
    if one.told_to is not None:
        return one.told_to == ward.account.name
    return ward.account.may(Right.VOID)
