"""Proving once more who is at the screen, before the acts that the reference names.

A name list leaves the ward, accounts change: the PIN or the passphrase is typed again, and holds
for a minute. The secret that opened the register counts as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity import clock
from maternity.db import keys
from maternity.db.guessing import PIN_DIGITS
from maternity.errors import Refused
from maternity.i18n import _
from maternity.ward.tries import Tries

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

PROOF_S = 60
NEEDS_PROOF = "proof"
"""The field of a refusal that asks for the PIN or the passphrase."""


def is_proven(ward: Ward) -> bool:
    """Whether she proved within the minute that it is she."""
    return ward.secrets is None or 0 <= clock.steady() - ward.proved_at <= PROOF_S


def check_proven(ward: Ward) -> None:
    """Refuse an act until she has proved once more that it is she."""
    if not is_proven(ward):
        raise Refused(_("Type your PIN or your passphrase once more for this."), field=NEEDS_PROOF)


def check_secret(ward: Ward, name: str, secret: str) -> None:
    """Refuse what is neither the PIN nor the passphrase of that person; each try counts."""
    if ward.secrets is None or ward.folder is None:
        return
    key_file, _key = ward.secrets
    tries = Tries(ward.folder, key_file.register)
    pin = secret.isdigit() and len(secret) == PIN_DIGITS and name in ward.pins
    tries.begin(name, pin=pin)
    try:
        if pin:
            keys.unlock_by_pin(key_file, ward.pins[name], secret)
        else:
            keys.unlock(key_file, name, secret)
    except Refused as wrong:
        ward.note("proof_failed", person=name)
        tries.untold([name])  # it stands on the trail now: the next sign-in tells it no more
        words = _("This is neither the PIN nor the passphrase of {name}. Type it again.")
        raise Refused(words.format(name=name), field=wrong.field) from wrong
    tries.succeed(name)


def prove(ward: Ward, secret: str) -> None:
    """Prove by PIN or passphrase that the person at the screen is the one signed in."""
    if ward.secrets is None or ward.folder is None:
        return
    check_secret(ward, ward.account.name or "", secret)
    ward.proved_at = clock.steady()
