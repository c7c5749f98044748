"""The yearly trial of the recovery code: both envelopes are opened before the day one is needed.

A sheet that was lost, misread or belongs to another register shows then. The code typed opens the
envelope of the key file and nothing else; it is kept nowhere (reference: safety, parts 3 and 7).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db import keys
from maternity.db.facts import change_fact
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.ward import place, recording

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

FACT = "recovery_tried"
SEALED = "recovery_sealed_at"
"""The fact that says when the code was replaced; without it the register has its first one."""
EVERY = timedelta(days=365)


class Envelope(Enum):
    """Where a sheet with the code lies."""

    HEAD = "head"
    DISTRICT = "district"


@dataclass(frozen=True)
class Trial:
    """An envelope, when its code was tried last with success, and whether it is time again."""

    envelope: Envelope
    at: datetime | None
    due: bool


def trials(ward: Ward) -> list[Trial]:
    """Both envelopes; none for an exercise, which nobody has to recover."""
    if ward.secrets is None or ward.training:
        return []
    known, made = _known(ward, ward.fact(FACT)), ward.fact(SEALED) or ward.fact("made_at")
    found = []
    for one in Envelope:
        at = datetime.fromisoformat(known[one.value]) if one.value in known else None
        since = at or (datetime.fromisoformat(made) if made else None)
        found.append(Trial(one, at, since is None or abs(clock.now() - since) > EVERY))
    return found


def sealed_now() -> dict[str, str]:
    """The fact for a register whose code is replaced: two groups of the new one are typed back."""
    return {SEALED: clock.now().isoformat()}


def try_code(ward: Ward, envelope: Envelope, code: str) -> None:
    """Refuse a code that does not open this register; the day of one that does is kept."""
    ward.allow(Right.MANAGE_PEOPLE)
    place.newest_keys(ward)
    if ward.secrets is None:
        raise Refused(_("People are managed where the register lies."))
    key_file, _key = ward.secrets
    try:
        keys.unlock_by_code(key_file, code)
    except Refused:
        recording.record(ward, "recovery_tried", outcome="failed", envelope=envelope.value)
        raise
    tried = {"code": key_file.recovery.salt, envelope.value: clock.now().isoformat()}
    change_fact(ward.book.engine, FACT, lambda told: json.dumps(_known(ward, told) | tried))
    recording.record(ward, "recovery_tried", envelope=envelope.value)


def _known(ward: Ward, told: str) -> dict[str, str]:
    """When the code of now was tried; one that was replaced counts for nothing."""
    known: dict[str, str] = json.loads(told or "{}")
    of_now = ward.secrets is not None and known.get("code") == ward.secrets[0].recovery.salt
    return known if of_now else {}
