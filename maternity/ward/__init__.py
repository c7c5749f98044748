"""What the ward does: write, close, void, find, report, export. Screens and commands ask here.

Every public act asks first whether the person may; every act that changes something is one
transaction with its history. Names are loaded when first asked for: the sign-in screen needs the
door alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maternity.db.book import Page as Page
    from maternity.db.book import Query as Query
    from maternity.db.drafts import Draft as Draft
    from maternity.db.query import ORDER as ORDER
    from maternity.db.query import can_sort as can_sort
    from maternity.db.query import in_turn as in_turn
    from maternity.db.saving import Kept as Kept
    from maternity.ward.care import Found as Found
    from maternity.ward.door import exists as exists
    from maternity.ward.door import people_of as people_of
    from maternity.ward.entries import Change as Change
    from maternity.ward.opening import create_ward as create_ward
    from maternity.ward.opening import open_ward as open_ward
    from maternity.ward.opening import recover_ward as recover_ward
    from maternity.ward.reasons import check_reason as check_reason
    from maternity.ward.ward import Ward as Ward

_WHERE = {
    "Page": "maternity.db.book",
    "Query": "maternity.db.book",
    "Draft": "maternity.db.drafts",
    "ORDER": "maternity.db.query",
    "can_sort": "maternity.db.query",
    "in_turn": "maternity.db.query",
    "Kept": "maternity.db.saving",
    "Found": "maternity.ward.care",
    "exists": "maternity.ward.door",
    "people_of": "maternity.ward.door",
    "Change": "maternity.ward.entries",
    "check_reason": "maternity.ward.reasons",
    "create_ward": "maternity.ward.opening",
    "open_ward": "maternity.ward.opening",
    "recover_ward": "maternity.ward.opening",
    "Ward": "maternity.ward.ward",
}
"""Name -> the module it stands in."""


def __getattr__(name: str) -> Any:
    """The name, loaded from where it stands."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found
