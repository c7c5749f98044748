"""The envelopes of the data key inside a copy: without names, and read before anything proves them.

A copy lies on a stick, where anybody may have written: what an envelope asks of the computer is
bounded before it is opened.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any

from maternity.db.keys import (
    DEAREST,
    Slot,
    damaged,
    opened_by_code,
    opened_by_passphrase,
    slot_of,
)

LENGTHS = [16, 12]
"""The bytes of a salt and of a nonce."""


def nameless(slot: Slot) -> dict[str, Any]:
    """An envelope as it stands in a copy: without the name, which a copy never shows."""
    told = asdict(slot)
    del told["name"]
    return told


def open_nameless(told: dict[str, Any], person: str, passphrase: str) -> bytes:
    """The data key from an envelope of a copy; refused if it is not this person's."""
    return opened_by_passphrase(_bounded({**told, "name": person}), passphrase)


def open_recovery(told: dict[str, Any], code: str) -> bytes:
    """The data key from the recovery envelope of a copy."""
    return opened_by_code(_bounded({**told, "name": ""}), code)


def _bounded(told: dict[str, Any]) -> Slot:
    """An envelope whose form and cost are possible: nothing has proven it yet."""
    try:
        slot = slot_of(told)
        lengths = [len(base64.b64decode(one, validate=True)) for one in (slot.salt, slot.nonce)]
        base64.b64decode(slot.sealed, validate=True)
        asked, most = asdict(slot.cost), asdict(DEAREST)
        possible = lengths == LENGTHS and all(0 < asked[one] <= most[one] for one in most)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged() from error
    if not possible or asked["memory"] < 8 * asked["lanes"]:
        raise damaged()
    return slot
