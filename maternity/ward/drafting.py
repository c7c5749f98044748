"""Drafts of the forms: in the register within seconds; on this computer while the server is away.

What was kept here goes into the register as soon as the server answers, and is offered like any
other draft. It is no second register: nothing can be looked up, counted or closed in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db import drafts as stored
from maternity.db.drafts import Draft
from maternity.errors import Unavailable
from maternity.people import Right, Role
from maternity.records import named
from maternity.ward import discretion
from maternity.ward.place import on_server

if TYPE_CHECKING:
    from pathlib import Path

    from maternity.ward.ward import Ward


def keep_draft(ward: Ward, draft: Draft) -> None:
    """Keep what a form holds before it is kept."""
    ward.allow(discretion.right_for(ward.account.role, named(draft.register), Right.WRITE))
    name = ward.account.name or ""
    try:
        stored.keep_draft(ward.book, draft, name)
    except Unavailable:
        here = _here(ward)
        if here is None:
            raise
        from maternity.db import local_drafts  # noqa: PLC0415 - where a server went away

        local_drafts.keep(*here, replace(draft, who=name, at=clock.now()))
        ward.away = True
    else:
        settled(ward, draft.form)


def drafts(ward: Ward) -> list[Draft]:
    """The drafts that wait, the newest first; those of this computer while the server is away.

    The technical administrator is given her own of the lists of the set-up, and no others.
    """
    ward.allow(Right.SET_UP if ward.account.role is Role.TECHNICIAN else Right.READ)
    kept_here = _kept_here(ward)
    try:
        _bring_in(ward, kept_here)
        found = stored.drafts(ward.book)
    except Unavailable:
        if _here(ward) is None:
            raise
        ward.away = True
        found = kept_here
    else:
        ward.away = False
    return [one for one in found if discretion.may_take_up(ward, one)]


def give_up(ward: Ward, draft: Draft) -> None:
    """Let a draft go that will not be finished; a colleague's only by who corrects others."""
    ward.allow(discretion.right_for(ward.account.role, named(draft.register), Right.WRITE))
    for one in stored.drafts(ward.book):
        if one.form == draft.form and one.who != ward.account.name:
            ward.allow(Right.CORRECT_OTHERS)
    stored.drop_draft(ward.book, draft.form)
    settled(ward, draft.form)


def settled(ward: Ward, form: str) -> None:
    """The form is in the register: what this computer kept of it is not needed any more."""
    here = _here(ward)
    if form and here is not None:
        from maternity.db import local_drafts  # noqa: PLC0415

        local_drafts.drop(here[0], form)


def waiting_now(ward: Ward) -> tuple[int, bool]:
    """How many drafts wait, and whether the server is away."""
    return len(drafts(ward)), ward.away


def _bring_in(ward: Ward, kept_here: list[Draft]) -> None:
    for one in kept_here:
        stored.keep_draft(ward.book, one, one.who)
        settled(ward, one.form)


def _kept_here(ward: Ward) -> list[Draft]:
    here = _here(ward)
    if here is None:
        return []
    from maternity.db import local_drafts  # noqa: PLC0415

    return local_drafts.waiting(*here)


def _here(ward: Ward) -> tuple[Path, bytes] | None:
    """The folder and the key of a register on a server; None for one in a file."""
    if ward.folder is None or ward.secrets is None or not on_server(ward.folder):
        return None
    return ward.folder, ward.secrets[1]
