"""What the register keeps of its people beside their accounts: PINs, and what they are told.

A PIN's envelope stands only here, inside the encrypted register, never beside it; on a server it
is sealed under the data key.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from maternity import clock
from maternity.db import envelopes
from maternity.db.book import Book
from maternity.db.faults import damaged, explained
from maternity.db.keys import Slot, slot_of
from maternity.db.tables import metadata, notice, secret
from maternity.records import new_id


@dataclass(frozen=True)
class Notice:
    """Something a person asks or is told: a proposal, a glass broken, a correction, an account."""

    id: str
    at: datetime
    who: str
    kind: str
    told_to: str | None
    register: str | None
    entry: str | None
    reason: str | None
    until: datetime | None
    settled_at: datetime | None
    settled_by: str | None


class Given(IntEnum):
    """Who knows a person's passphrase beside her, as `secret.temporary` keeps it."""

    HERS = 0
    """Nobody: she chose it herself."""
    BY_CARER = 1
    """Who cares here gave it, or the sealed envelope: it is to be changed."""
    BY_OTHER = 2
    """One who may not read care gave it: with it he must not pass for her."""


def pins(book: Book) -> dict[str, Slot]:
    """The envelopes that PINs open, by the name of their person; only of who may sign in."""
    account = metadata.tables["account"]
    asked = select(account.c.name, secret.c.pin).join(account, account.c.id == secret.c.account)
    asked = asked.where(secret.c.pin.is_not(None), account.c.active == "yes")
    with explained(), book.engine.connect() as connection:
        found = connection.execute(asked).all()
        return {name: slot_of(pin_read(connection, told)) for name, told in found}


def pin_read(connection: Connection, stored: dict[str, Any]) -> dict[str, Any]:
    """The envelope of a PIN as it was made, from how it is stored."""
    if SEALED not in stored:
        return stored
    raw = envelopes.unseal(_data_key(connection), bytes.fromhex(stored[SEALED]), "PIN")
    if raw is None:
        raise damaged()
    found: dict[str, Any] = json.loads(raw)
    return found


def pin_stored(connection: Connection, envelope: dict[str, Any]) -> dict[str, Any]:
    """How the envelope of a PIN is stored: on a server, whose disk is not ours, sealed."""
    if connection.dialect.name == "sqlite" or not _data_key(connection):
        return envelope
    raw = json.dumps(envelope).encode()
    return {SEALED: envelopes.seal(_data_key(connection), raw, "PIN").hex()}


SEALED = "under_data_key"


def _data_key(connection: Connection) -> bytes:
    return connection.get_execution_options().get("data_key") or b""


def is_temporary(book: Book, account: str) -> bool:
    """Whether the person's passphrase was given by another and must be changed first."""
    return given(book, account) is not Given.HERS


def given(book: Book, account: str) -> Given:
    """Whether the person's passphrase was given by another, and by whom."""
    asked = select(secret.c.temporary).where(secret.c.account == account)
    with explained(), book.engine.connect() as connection:
        return Given(connection.scalar(asked) or 0)


def write_secret(
    book: Book, account: str, *, pin: Slot | None = None, by: Given = Given.HERS
) -> None:
    """Keep a person's PIN, or none, and by whom her passphrase was given, if it must be changed."""
    row: dict[str, Any] = {"account": account, "pin": None}
    row |= {"temporary": int(by), "set_at": clock.now()}
    with explained(), book.engine.begin() as connection:
        if pin is not None:
            row["pin"] = pin_stored(connection, asdict(pin))
        connection.execute(delete(secret).where(secret.c.account == account))
        connection.execute(insert(secret), row)


def tell(book: Book, kind: str, who: str, **facts: Any) -> str:
    """Keep a notice; its identity."""
    row = {"id": new_id(), "at": clock.now(), "who": who, "kind": kind, **facts}
    with explained(), book.engine.begin() as connection:
        connection.execute(insert(notice), row)
    return str(row["id"])


def notices(book: Book, kind: str = "", *, all_of_them: bool = False) -> list[Notice]:
    """The notices of a kind, the newest first; those settled only if asked for."""
    asked = select(notice).order_by(notice.c.at.desc(), notice.c.id.desc())
    asked = asked.where(notice.c.kind == kind) if kind else asked
    asked = asked if all_of_them else asked.where(notice.c.settled_at.is_(None))
    with explained(), book.engine.connect() as connection:
        return [Notice(**row) for row in connection.execute(asked).mappings()]


def settle(book: Book, identity: str, who: str) -> None:
    """Mark a notice as read or decided."""
    settled = {"settled_at": clock.now(), "settled_by": who}
    with explained(), book.engine.begin() as connection:
        connection.execute(update(notice).where(notice.c.id == identity).values(**settled))
