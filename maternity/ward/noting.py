"""What is worth a line in the journal, by a name that stays: one place for every such event.

The names of events are kept for good; the facts beside them are names, identities and numbers,
never a clinical value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from maternity.ward.recording import hear

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Listener = Callable[[str, dict[str, Any]], None]
"""Hears an event: its name, and the facts beside it."""

EVENTS = frozenset(
    {
        "sign_in",
        "sign_in_failed",
        "lock",
        "unlock",
        "switch",
        "break_glass",
        "view_sensitive",
        "person_added",
        "person_disabled",
        "secret_reset",
        "secret_changed",
        "recovery_used",
        "void_proposed",
        "rectified",
        "refused",
    }
)
"""Every event noted here."""


def note(ward: Ward, event: str, **facts: str | int) -> None:
    """Note an event of the person at work; the names of events are those of EVENTS."""
    if event not in EVENTS:
        raise KeyError(event)
    hear(ward, event, facts)
    for listener in ward.listeners:
        listener(event, facts)
