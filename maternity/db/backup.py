"""Copies of the open register: made in steps, written beside, read back, and only then called so.

One encrypted snapshot is taken by the database's own backup call, proven, and written to each place
asked for. A file gets its name when all of it was read back; `.part` files are nobody's copy.
Rotation goes by the number of the copy and never by its date, which a dead battery may have set
(reference: safety, part 12).
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

import maternity
from maternity import clock, files
from maternity.db import audit, container, copied_trail, migrate, own_files
from maternity.db.container import Container, Contents, Header, Step
from maternity.db.engine import KEY_BYTES, backend_of, broken, keyed, make_empty
from maternity.db.faults import explained
from maternity.db.keys import NAME as KEY_FILE
from maternity.db.keys import KeyFile
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

SCRATCH = "copie.db"
PAGES = ("quick_check", "cipher_integrity_check")
"""What each page of a copy is asked; its links are those of the register it was made from."""
PAGES_AT_ONCE = 1000
CACHE_KB = 65_536
SPARE = 50 * 1024 * 1024
"""Bytes that stay free beside a copy: the next saves come first."""
LAST, DAYS, WEEKS, MONTHS = 10, 7, 5, 24
NEWER = 3
"""So many newer copies must stand before one is removed."""


@dataclass(frozen=True)
class Source:
    """What a copy is made of: the open register, its keys, and what is to be said of it."""

    engine: Engine
    folder: Path
    key_file: KeyFile
    data_key: bytes
    clock_ok: bool = True
    audit_head: str = ""
    pinned: str = ""


def nothing(_done: int, _of: int) -> None:
    """Nobody watches."""


def make(source: Source, places: list[Path], number: int, step: Step = nothing) -> list[Container]:
    """Write a proven copy to each place; the first place that fails stops with its reason.

    Its header says whether the audit trail inside agrees: one that does not is a copy all the same,
    since there may be no other, and is never called verified.
    """
    scratch = source.folder / SCRATCH
    own_key = secrets.token_bytes(KEY_BYTES)
    room(source.folder, _size(source.engine))
    with _swept(scratch):
        rows, schema, generation = snapshot(source.engine, scratch, own_key, step)
        sound = copied_trail.agrees(scratch, own_key, source.data_key, source.audit_head)
        with files.explained():
            size = scratch.stat().st_size
            key_file = (source.folder / KEY_FILE).read_bytes()
        beside = own_files.sealed(own_key, own_files.gathered(source.folder))
        header = Header(
            register=source.key_file.register,
            sequence=number,
            schema=schema,
            program=maternity.__version__,
            made_at=container.utc(clock.now()),
            clock_ok=source.clock_ok,
            generation=generation,
            rows=rows,
            audit_head=source.audit_head,
            pinned=source.pinned,
            size=size,
            digest=container.digest_of(scratch, beside),
            sound=sound,
            beside=len(beside),
            **container.secrets_of(source.data_key, own_key, key_file, source.key_file),
        )
        held = Contents(scratch, beside)
        return [_put(place, header, own_key, held, step) for place in places]


def snapshot(
    engine: Engine, place: Path, own_key: bytes, step: Step
) -> tuple[dict[str, int], str, int]:
    """The open register under another key in a new file, proven: its rows, schema and last change.

    Nothing else is written meanwhile: the register has one connection, which is here. Of a server
    it is one moment's picture, while the other computers go on writing.
    """
    if engine.dialect.name != "sqlite":
        return _of_server(engine, place, own_key, step)
    with explained(), files.explained():
        make_empty(place)
        with closing(keyed(place, own_key)) as copy, engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.backup(
                copy,
                pages=PAGES_AT_ONCE,
                progress=lambda _status, left, of: step(of - left, of),
            )
            rows, schema = counts(raw), migrate.revision(connection) or ""
            last = connection.exec_driver_sql("SELECT max(seq) FROM history").scalar() or 0
        flush(place)
        prove(place, own_key, rows)
    return rows, schema, int(last)


def _of_server(
    engine: Engine, place: Path, own_key: bytes, step: Step
) -> tuple[dict[str, int], str, int]:
    from maternity.db import carrying  # noqa: PLC0415 - where there is a server alone

    with explained(), files.explained(), engine.connect() as connection:
        still = connection.execution_options(isolation_level="REPEATABLE READ")
        with still.begin():
            held = carrying.into_file(still, place, own_key, step)
            schema = migrate.revision(still) or ""
            last = still.exec_driver_sql("SELECT max(seq) FROM history").scalar() or 0
    with explained(), closing(keyed(place, own_key)) as copy:
        rows = counts(copy)
    if any(rows[name] != count for name, (count, _hash) in held.items() if name != "book_fact"):
        raise _not_proven()
    flush(place)
    prove(place, own_key, rows)
    return rows, schema, int(last)


def flush(place: Path) -> None:
    """Have a file on the disk itself."""
    with files.explained(), place.open("rb+") as stream:
        os.fsync(stream.fileno())


def prove(place: Path, key: bytes, rows: dict[str, int]) -> None:
    """Open a register file anew: every page, every link, as many rows as there should be."""
    with explained(), closing(keyed(place, key)) as copy:
        copy.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        if broken(copy, PAGES) or counts(copy) != rows:
            raise _not_proven()


def _not_proven() -> Unavailable:
    return Unavailable(
        _("The copy of the register could not be proven."),
        advice=_("Try again, or choose another disk."),
    )


def counts(raw: Any) -> dict[str, int]:
    """How many rows each table has."""
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our names
        for (name,) in tables
    }


def room(place: Path, size: int) -> None:
    """Refuse a place that cannot hold a file of this size, before anything is written."""
    if size > files.largest_file(place):
        raise Refused(_("This stick cannot hold so large a file. Take one formatted as exFAT."))
    if files.free_space(place) < size + SPARE:
        raise Unavailable(
            _("There is not enough room for a copy in {place}.").format(place=place),
            advice=_("Free some space there, or choose another place. No copy was begun."),
        )


def folder_of(place: Path, register: str) -> Path:
    """Where the copies of a register lie within a place; those of others stay apart."""
    return place / register[:8]


def copies_in(place: Path, register: str) -> list[Container]:
    """The copies of this register in a place, newest first; other files are passed over."""
    folder = folder_of(place, register)
    found = []
    with files.explained():
        there = sorted(folder.glob(f"*{container.ENDING}")) if folder.is_dir() else []
    for path in there:
        with suppress(Refused, Unavailable):
            one = container.read(path)
            if one.header.register == register:
                found.append(one)
    return sorted(found, key=lambda one: one.header.sequence, reverse=True)


def newest(place: Path, register: str, data_key: bytes) -> Container | None:
    """The newest copy of this register in a place, ours and whole; older ones stay unread."""
    folder = folder_of(place, register)
    with files.explained():
        there = folder.glob(f"*{container.ENDING}") if folder.is_dir() else ()
        names = sorted(there, reverse=True)
    for path in names:
        with suppress(Refused, Unavailable):
            one = container.read(path)
            if one.header.register == register and proven([one], data_key):
                return one
    return None


def proven(found: list[Container], data_key: bytes) -> list[Container]:
    """Those whose header our key proves and whose length is right."""
    good = []
    for one in found:
        with suppress(Refused, Unavailable):
            one.own_key(data_key)
            if one.whole:
                good.append(one)
    return good


def rotate(place: Path, register: str, data_key: bytes) -> list[Path]:
    """Remove what no rule keeps; which files went.

    Nothing is removed while the clock is in doubt, nor what our own key does not prove. Copies
    whose trail was altered count for no other: the newest of them stays, and those pinned.
    """
    there = proven(copies_in(place, register), data_key)
    if not there or not there[0].header.clock_ok:
        return []
    sound = [one for one in there if one.header.sound]
    altered = [one for one in there if not one.header.sound and not one.header.pinned]
    keep = kept([one.header for one in sound])
    over = [one for one in sound[NEWER:] if one.header.sequence not in keep] + altered[1:]
    for one in over:
        with files.explained():
            one.path.unlink()
    return [one.path for one in over]


def kept(newest_first: list[Header]) -> set[int]:
    """The numbers of the copies that stay; days, weeks and months only add to the last ten."""
    stay = {one.sequence for one in newest_first[:LAST]}
    stay |= {one.sequence for one in newest_first if one.pinned}
    for most, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        first: dict[str, int] = {}
        for one in newest_first:
            first.setdefault(one.day.strftime(period), one.sequence)
        stay |= set(list(first.values())[:most])
    return stay


FARTHEST = timedelta(days=400)


def clock_is_sane(engine: Engine) -> bool:
    """Whether the clock stands where the last change lets one expect it."""
    with explained(), engine.connect() as connection:
        said = connection.exec_driver_sql("SELECT at FROM history ORDER BY seq DESC LIMIT 1")
        last = said.scalar()
    if last is None:
        return True
    at = datetime.fromisoformat(last) if isinstance(last, str) else last
    passed = clock.now() - at
    return -timedelta(hours=1) <= passed <= FARTHEST


def as_it_stands(source: Source) -> Source:
    """The same with what is to be said of a register that nobody is at: its clock and its trail."""
    with explained(), source.engine.connect() as connection:
        head = str(audit.head(connection))
    return replace(source, clock_ok=clock_is_sane(source.engine), audit_head=head)


def _put(place: Path, header: Header, own_key: bytes, held: Contents, step: Step) -> Container:
    if not place.is_dir():
        raise files.explain(OSError(errno.ENODEV, ""))
    room(place, header.size + header.beside)
    with files.explained():
        folder = folder_of(place, header.register)
        folder.mkdir(exist_ok=True)
    while (folder / header.name).exists():
        header = replace(header, sequence=header.sequence + 1)
    path = folder / header.name
    part = files.beside(path)
    with files.explained(), _swept(part):
        with part.open("wb") as stream:
            container.write(stream, header, own_key, held, step)
            stream.flush()
            os.fsync(stream.fileno())
        container.digest(container.read(part), step)
        files.settle(path)
    return container.read(path)


def _size(engine: Engine) -> int:
    with explained(), engine.connect() as connection:
        return backend_of(engine).size(connection)


@contextmanager
def _swept(part: Path) -> Iterator[None]:
    """Leave no scratch file behind, whatever happens; nor one of a cut before."""
    places = (part, part.with_name(f"{part.name}-journal"))
    for left in places:
        with files.explained():
            left.unlink(missing_ok=True)
    try:
        yield
    finally:
        for left in places:
            with suppress(OSError):
                left.unlink(missing_ok=True)
