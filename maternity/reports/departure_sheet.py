"""The sheet of a person who leaves: her access ended, what she held returned, her secrecy kept on.

What the register knows of her account is filled in; what only people know is ticked by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from maternity.i18n import N_, _
from maternity.people import Account, Role
from maternity.reports.leaf import TO_FILL, Boxes, Facts, Grid, Leaf, Lines, Note

TITLE = N_("Departure of a person")


@dataclass(frozen=True)
class Leaver:
    """Her account, and what the journal tells of it; None where it tells nothing."""

    account: Account
    made_at: datetime | None
    last_here: datetime | None
    ended_at: datetime | None
    ended_by: str = ""
    has_pin: bool = False

    @property
    def may_sign_in(self) -> bool:
        """Whether her access still has to be ended."""
        return self.ended_at is None


OPEN = N_(
    "Her account still opens the register. End her access today: “People and passphrases”, her"
    " name, “End her access”. Then print this sheet again."
)
CLOSED = N_("Her access is ended. Her name stays in the history of what she wrote.")

RETURNED = (
    N_("Access ended in the register"),
    N_("Account of Windows or of the server closed, if she had one of her own"),
    N_("Stick or disk with copies returned: how many, which numbers"),
    N_("Keys of the ward, of the cupboard and of the computer returned"),
    N_("Sealed envelope with the recovery code handed to somebody else, its seal whole"),
    N_("Secrets that she knew changed: passphrase of Windows, recovery code if she has seen it"),
    N_("Papers, lists and copies with names returned or destroyed"),
    N_("Photographs and messages with names on her own telephone deleted"),
    N_("Her drafts and her entries to complete handed over to a colleague"),
    N_("Paper books and this month's return handed over"),
)
SECRECY = N_(
    "What she learned of the women stays secret after she has left: professional secrecy has no"
    " end."
)


def leaves(one: Leaver) -> list[Leaf]:
    """The sheet of this person."""
    known = (
        (_("Name"), one.account.name or ""),
        (_("Role"), one.account.shown("role")),
        (_("Account made on"), _when(one.made_at)),
        (_("Signed in last on"), _when(one.last_here) if one.last_here else _("never")),
        (_("Access ended on"), _when(one.ended_at)),
        (_("Ended by"), one.ended_by or TO_FILL),
        (_("PIN"), _("kept in the register") if one.has_pin else _("none")),
        (_("Last day at work"), TO_FILL),
    )
    done = f"{one.ended_at:%d/%m/%Y %H:%M}" if one.ended_at is not None else ""
    first, *rest = RETURNED
    rows = ((_(first), done, one.ended_by), *((_(words), "", "") for words in rest))
    parts = (
        Note(_(OPEN if one.may_sign_in else CLOSED), strong=True),
        Facts(_("Who leaves"), known),
        Grid(
            _("What is done and returned"),
            (_("What"), _("Day"), _("Seen by (name)")),
            rows,
            (5, 1.6, 2.2),
            tall=True,
        ),
        Note(_(SECRECY), strong=True),
        Lines(_("Remarks"), 3),
        Boxes((_("The person who leaves"), Role.HEAD.words, Role.TECHNICIAN.words)),
    )
    return [Leaf(_(TITLE), parts, one.account.name or "")]


def _when(at: datetime | None) -> str:
    return f"{at:%d/%m/%Y %H:%M}" if at is not None else TO_FILL
