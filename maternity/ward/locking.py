"""A locked register: closed, its data key dropped; a PIN opens it while the program lives.

What is kept meanwhile are envelopes that only a PIN opens, in memory alone: ending the program
brings the passphrase back (reference: safety, parts 7 and 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db.keys import Slot
from maternity.errors import Refused
from maternity.i18n import _
from maternity.ward.tries import Tries

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

PIN_HOURS = 12
"""After so long since a passphrase was typed, it is asked for again."""


@dataclass(frozen=True)
class Locked:
    """What is left of an open register: whose it was, and the envelopes of PINs."""

    folder: Path
    register: str
    person: str
    slots: dict[str, Slot]
    since: float
    """When a passphrase was typed last, by the steady clock."""

    def takes_pin(self, name: str) -> bool:
        """Whether this person's PIN opens the register now."""
        known = name in self.slots and not is_over(self.since)
        return known and Tries(self.folder, self.register).pins_left(name) > 0

    def pins_left(self, name: str) -> int:
        """How many wrong PINs are left before the passphrase is asked for."""
        return Tries(self.folder, self.register).pins_left(name)

    def slot(self, name: str) -> Slot:
        """The envelope of a person's PIN; refused where only the passphrase opens."""
        if name not in self.slots or is_over(self.since):
            raise Refused(_("Type the passphrase: the PIN does not open the register now."))
        return self.slots[name]


def is_over(since: float) -> bool:
    """Whether a passphrase must be typed again, so long after the last one."""
    return clock.steady() - since >= PIN_HOURS * 3600


def lock(ward: Ward) -> Locked | None:
    """What remains of a register that is about to be closed; None where no PIN can open it."""
    ward.note("lock")
    if ward.folder is None or ward.secrets is None or ward.must_change:
        return None
    key_file, _key = ward.secrets
    named = set(key_file.names())
    slots = {name: slot for name, slot in ward.pins.items() if name in named}
    person = ward.account.name or ""
    return Locked(ward.folder, key_file.register, person, slots, ward.passphrase_at)
