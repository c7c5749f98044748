"""A register under a new data key in a new file beside the old one: every row, and a proven trail.

Nothing in it can be opened with what opened the old one: people's envelopes are made anew, PINs
go, and the pair of keys for entries of the door is another. The trail goes on in the same chain: a
last row under the former key of the chain closes it, a first one under the new key begins there
(reference: safety, part 7). The old file is only read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, text

from maternity import clock, files
from maternity.db import audit as trail
from maternity.db import backup, earlier_keys, keys, seal, succession
from maternity.db.audit import Event
from maternity.db.backup import nothing
from maternity.db.engine import BOOK_NAME, backend_of, open_file
from maternity.db.facts import right_book
from maternity.db.faults import explained
from maternity.db.keys import KeyFile
from maternity.db.people import Given
from maternity.db.tables import audit, book_fact, notice, secret
from maternity.db.watching import Step
from maternity.errors import Unavailable
from maternity.i18n import _
from maternity.records import new_id


@dataclass(frozen=True)
class Handed:
    """What the new file says that the old one does not."""

    actor: trail.Actor
    closing: Iterable[Event]
    """The last events under the former key of the chain."""
    opening: Iterable[Event]
    """The first events under the new one."""
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)
    temporary: Iterable[str] = ()
    """The people whose passphrase was given to them: they choose their own first."""
    by: Given = Given.BY_CARER
    """Who knows those passphrases."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What the head reads of it, where it was not she: the kind of notice, who, and why."""


@dataclass(frozen=True)
class Made:
    """A register under a new key, proven, that waits to take its place."""

    folder: Path
    after: KeyFile
    key: bytes = field(repr=False)
    code: str = field(repr=False)
    sound: bool
    """Whether the trail agrees with itself, as that of the old file did or did not."""


def make(
    engine: Engine,
    folder: Path,
    passphrases: dict[str, str],
    handed: Handed,
    step: Step = nothing,
) -> Made:
    """Write every row of an open register to a new file under a new key, and prove it."""
    place = folder / succession.NEW
    succession.sweep(folder)
    with explained(), engine.connect() as connection:
        backup.room(folder, backend_of(engine).size(connection) * 2)
        breaks = seal.verify(connection)
        old_key: bytes = connection.get_execution_options()["data_key"]
        register = connection.scalar(text("SELECT value FROM book_fact WHERE name = 'register'"))
    after, key, code = keys.made_for(str(register), passphrases)
    try:
        rows, _schema, _last = backup.snapshot(engine, place, key, step)
        new = open_file(place, key)
        try:
            told = _hand_over(new, old_key, key, handed)
            with explained(), new.connect() as connection:
                held = backup.counts(connection.connection.dbapi_connection)
                _prove(seal.verify(connection) == breaks, rows, held, told)
        finally:
            new.dispose()
        backup.flush(place)
        backup.prove(place, key, held)
    except BaseException:
        succession.sweep(folder)
        raise
    return Made(folder, after, key, code, sound=not breaks)


CHANGED = (audit.name, book_fact.name, notice.name, secret.name)
"""The tables whose rows the hand-over adds to or replaces."""


def _prove(same: bool, before: dict[str, int], after: dict[str, int], told: int) -> None:
    """Refuse a file whose trail or rows are not those of the old one and what was added."""
    added = after[audit.name] - before[audit.name]
    if not same or added != told or _others(after) != _others(before):
        raise _not_proven()


def _others(rows: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in rows.items() if name not in CHANGED}


def _hand_over(engine: Engine, old_key: bytes, key: bytes, handed: Handed) -> int:
    """Have the new file go on where the old one ended; how many events were added."""
    at, closing, opening = trail.seat(engine), list(handed.closing), list(handed.opening)
    at.actor = handed.actor
    with explained(), engine.begin() as connection:
        at.key = keys.derived(old_key, "audit")
        last = trail.record_all(connection, closing)
        earlier_keys.keep(connection, last.seq, at.key)
        at.key = keys.derived(key, "audit")
        trail.record_all(connection, opening)
        for name, value in handed.facts.items():
            connection.execute(delete(book_fact).where(book_fact.c.name == name))
            connection.execute(insert(book_fact).values(name=name, value=value))
        _forget_secrets(connection, set(handed.temporary), handed.by)
        if handed.told:
            row = {"id": new_id(), "at": clock.now(), **handed.told}
            connection.execute(insert(notice), row)
    return len(closing) + len(opening)


def _forget_secrets(connection: Connection, temporary: set[str], by: Given) -> None:
    """No PIN holds any more: each held the former data key."""
    connection.execute(delete(secret))
    accounts = connection.execute(text("SELECT id, name FROM account")).all()
    rows: list[dict[str, Any]] = [
        {"account": one.id, "pin": None, "temporary": int(by), "set_at": clock.now()}
        for one in accounts
        if one.name in temporary
    ]
    if rows:
        connection.execute(insert(secret), rows)


def swap(made: Made) -> None:
    """Put the new file in place of the old one, prove it there, and let go of the old keys.

    Cut off before the file has its name the old secrets open the register, afterwards the new ones.
    """
    folder = made.folder
    if not succession.is_swapped(folder, made.after):
        try:
            succession.swap(folder, folder / succession.NEW, made.after)
        except Unavailable:
            if not succession.is_swapped(folder, made.after):
                raise
    engine = open_file(folder / BOOK_NAME, made.key)
    try:
        right_book(engine, made.after.register)
    finally:
        engine.dispose()
    with suppress(Unavailable):  # a full disk: the next who opens the register does it
        succession.settled(folder, made.after, made.key)


def abandon(made: Made) -> None:
    """Let the new file go; the old one was only read."""
    with files.explained():
        succession.sweep(made.folder)


def _not_proven() -> Unavailable:
    return Unavailable(
        _("The register under its new key could not be proven."),
        advice=_("Nothing was changed: the register in place opens as before. Try again."),
    )
