"""A register made again from a copy: into a new file, proven, compared, and only then swapped in.

The register that was there is kept under its own name. Whatever stops the work before the swap
leaves it untouched (reference: safety, part 12).
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, select, text

from maternity import files
from maternity.db import backup, container, copied_trail, keys, migrate, own_files, succession
from maternity.db.backup import nothing, prove
from maternity.db.container import Container, Step
from maternity.db.engine import BOOK_NAME, keyed, make_empty, open_file
from maternity.db.facts import right_book
from maternity.db.faults import explained
from maternity.db.tables import history
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

NEW = succession.FROM_A_COPY
"""The register made from the copy, until it takes its place."""
KEYS_OF_KEPT = ".cle"
"""The ending of the key file of a register that was kept under another name."""
TRIAL = "essai"
"""The folder of a trial, beside the register."""


@dataclass(frozen=True)
class Later:
    """A change the register has and the copy has not: it is to be typed again from paper."""

    at: str
    who: str
    register: str
    entry: str
    event: str


@dataclass(frozen=True)
class Prepared:
    """A register made from a copy, proven and waiting to be swapped in."""

    container: Container
    folder: Path
    data_key: bytes = field(repr=False)
    later: list[Later]
    """What the register in the folder has beyond the copy, oldest first."""
    readable: bool
    """Whether there was a register in the folder that could be read and compared."""
    same: bool
    """Whether the folder holds the key file of this register already."""
    sound: bool
    """Whether the audit trail of the copy agrees with itself."""
    own_files: dict[str, bytes] = field(default_factory=dict, repr=False)
    """The district's files that the copy carries."""
    other_keys: bool = False
    """Whether this register has had a new key since: the copy brings back the former secrets."""


def prepare(found: Container, data_key: bytes, folder: Path, step: Step = nothing) -> Prepared:
    """Make the register of a copy beside the one of a folder, and compare the two."""
    own_key = found.own_key(data_key)
    held = found.own_files(own_key)
    same = _same_register(folder, found)
    with files.explained():
        folder.mkdir(parents=True, exist_ok=True)
    backup.room(folder, found.header.size * 2)
    _make(found, own_key, data_key, folder / NEW, step)
    sound = copied_trail.agrees(folder / NEW, data_key, data_key, found.header.audit_head)
    later = _later(folder / BOOK_NAME, data_key, found) if same else None
    readable, later = later is not None, later or []
    return Prepared(
        *(found, folder, data_key, later, readable, same, sound, held),
        other_keys=same and not keys.fits(keys.read(folder), data_key),
    )


def finish(done: Prepared) -> Path | None:
    """Swap the register in; the one that was there is kept under the name that is answered."""
    folder, header = done.folder, done.container.header
    new, place = folder / NEW, folder / BOOK_NAME
    kept = _keep_old(place, header.sequence)
    own_files.lay(folder, done.own_files, f".avant_restauration_seq{header.sequence}")
    if done.other_keys:
        _bring_back_keys(done, kept)
        return kept
    with files.explained():
        if not done.same:
            files.replace(folder / keys.NAME, done.container.key_file(done.data_key), private=True)
        _drop_journal(new)
        _drop_journal(place)
        new.replace(place)
        files.flush_folder(folder)
    return kept


def _bring_back_keys(done: Prepared, kept: Path | None) -> None:
    """Swap the register in with the keys of its time; those of the former stay beside it."""
    folder, then = done.folder, keys.from_bytes(done.container.key_file(done.data_key))
    if kept is not None:
        files.replace(
            kept.with_suffix(KEYS_OF_KEPT), keys.as_bytes(keys.read(folder)), private=True
        )
    succession.swap(folder, folder / NEW, then)
    succession.settled(folder, then, done.data_key)


def abandon(done: Prepared) -> None:
    """Let the register made from the copy go; nothing else was touched."""
    with files.explained():
        for left in (done.folder / f"{NEW}-journal", done.folder / NEW):
            left.unlink(missing_ok=True)


def trial(found: Container, data_key: bytes, folder: Path, step: Step = nothing) -> dict[str, int]:
    """Restore a copy to a scratch place, open it as a register and count; nothing stays.

    The rows of each table, which are those the copy promises.
    """
    own_key = found.own_key(data_key)
    backup.room(folder, found.header.size * 2)
    scratch = folder / TRIAL
    with files.explained():
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
    try:
        key = secrets.token_bytes(32)
        _make(found, own_key, key, scratch / BOOK_NAME, step)
        own_files.lay(scratch, found.own_files(own_key), files.UNFINISHED)
        copied_trail.prove(scratch / BOOK_NAME, key, data_key, found.header.audit_head)
        engine = open_file(scratch / BOOK_NAME, key)
        try:
            right_book(engine, found.header.register)
            with explained(), engine.connect() as connection:
                rows = backup.counts(connection.connection.dbapi_connection)
                last = connection.exec_driver_sql("SELECT max(seq) FROM history").scalar() or 0
            if rows != found.header.rows or last != found.header.generation:
                raise Unavailable(
                    _("The copy does not hold what it promises."), advice=_("Make another copy.")
                )
        finally:
            engine.dispose()
        return rows
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def role_in(place: Path, key: bytes, person: str) -> str | None:
    """The role of a person of a register file; None if she has none there, or has left."""
    engine = open_file(place, key)
    try:
        return role_of(engine, person)
    finally:
        engine.dispose()


def named_with(place: Path, key: bytes, role: str) -> dict[str, bool]:
    """Who has a role in a register file and has not left; nobody if it is unreadable.

    Of each, whether her passphrase is her own: one that was given to her proves nobody.
    """
    if not place.exists():
        return {}
    try:
        engine = open_file(place, key)
    except (Refused, Unavailable):
        return {}
    try:
        return of_role(engine, role)
    except Unavailable:
        return {}
    finally:
        engine.dispose()


def of_role(engine: Engine, role: str) -> dict[str, bool]:
    """The same of an open register, whatever its form; unavailable if it is unreadable."""
    with explained(), engine.connect() as connection:
        told = {"role": role}
        names = list(connection.scalars(text(WITH_ROLE), told))
        given = set(connection.scalars(text(GIVEN), told)) if _has_secrets(connection) else ()
        return {str(one): one not in given for one in names}


WITH_ROLE = "SELECT name FROM account WHERE role = :role AND active <> 'no'"
GIVEN = (
    "SELECT name FROM account JOIN secret ON secret.account = account.id"
    " WHERE role = :role AND temporary <> 0"
)


def _has_secrets(connection: Connection) -> bool:
    """Whether a register is new enough to know of passphrases that were given."""
    return "secret" in inspect(connection).get_table_names()


def role_of(engine: Engine, person: str) -> str | None:
    """The same of an open register, whatever its form."""
    with explained(), engine.connect() as connection:
        asked = text("SELECT role FROM account WHERE name = :name AND active <> 'no'")
        found = connection.scalar(asked, {"name": person})
        return None if found is None else str(found)


def _make(found: Container, own_key: bytes, key: bytes, place: Path, step: Step) -> None:
    """The register of a copy under a key of choice in a new file, proven."""
    payload = place.with_name(f"{place.name}{succession.TAKEN_OUT}")
    for left in (payload, place, place.with_name(f"{place.name}-journal")):
        with files.explained():
            left.unlink(missing_ok=True)
    try:
        container.take_out(found, payload, step)
        with explained(), files.explained():
            make_empty(place)
            with closing(keyed(payload, own_key)) as source, closing(keyed(place, key)) as target:
                source.backup(target, pages=backup.PAGES_AT_ONCE)
            backup.flush(place)
            prove(place, key, found.header.rows)
    except BaseException:
        with suppress(OSError):
            place.unlink(missing_ok=True)
        raise
    finally:
        with suppress(OSError):
            payload.unlink(missing_ok=True)
    _known(place, key, found)


def _known(place: Path, key: bytes, found: Container) -> None:
    """Refuse a form this program does not know, and one whose triggers or views are not ours."""
    if found.header.schema not in migrate.known_revisions():
        raise Unavailable(
            _("This copy was written by a newer version of the program."),
            advice=_("Install the newer version. The copy has not been touched."),
        )
    with explained(), closing(keyed(place, key)) as raw:
        views = raw.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'").fetchone()[0]
    if views:
        raise Unavailable(
            _("This copy holds what no register of ours has."),
            advice=_("Do not use it. Take another copy."),
        )


def _same_register(folder: Path, found: Container) -> bool:
    """Whether the folder's key file is that of the copy; refused if it is another register's."""
    there = [folder / f"{keys.NAME}{ending}" for ending in ("", ".1", ".2")]
    if not any(one.exists() for one in there):
        return False
    try:
        key_file = keys.read(folder)
    except Unavailable:
        return False  # none of them can be read: the copy's own takes their place
    if key_file.register != found.header.register:
        raise Refused(
            _("This folder holds another register than that of the copy. Choose another folder.")
        )
    return True


def _later(place: Path, data_key: bytes, found: Container) -> list[Later] | None:
    """The changes after the copy; None where the register cannot be read at all."""
    if not place.exists():
        return None
    try:
        engine = open_file(place, data_key)
    except (Refused, Unavailable):
        return None
    try:
        with explained(), engine.connect() as connection:
            rows = connection.execute(
                select(history)
                .where(history.c.seq > found.header.generation)
                .order_by(history.c.seq)
            ).mappings()
            return [_told(row) for row in rows]
    except Unavailable:
        return None
    finally:
        engine.dispose()


def _told(row: Any) -> Later:
    at = row["at"].isoformat(sep=" ", timespec="minutes")
    return Later(at, row["who"], row["register"], row["entry"], row["event"])


def _keep_old(place: Path, number: int) -> Path | None:
    """A copy of the register file and its journal as they are, under a name of their own."""
    if not place.exists():
        return None
    stem = f"registre_avant_restauration_seq{number}"
    kept = place.with_name(f"{stem}.db")
    again = 1
    while kept.exists():
        again += 1
        kept = place.with_name(f"{stem}_{again}.db")
    for ending in ("-journal", ""):
        old = place.with_name(f"{place.name}{ending}")
        if old.exists() and (not ending or old.stat().st_size):
            _duplicate(old, kept.with_name(f"{kept.name}{ending}"))
    return kept


def _duplicate(old: Path, new: Path) -> None:
    """The bytes of a file under another name, on the disk before the call ends."""
    part = files.beside(new)
    with files.explained(), old.open("rb") as source, part.open("wb") as target:
        while block := source.read(container.BLOCK):
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    files.settle(new)


def _drop_journal(place: Path) -> None:
    """A journal of the old register must never be played into the new one."""
    place.with_name(f"{place.name}-journal").unlink(missing_ok=True)
    files.flush_folder(place.parent)
