"""A register taken from its file to a server, and back: never two of them that may be written.

To the server: a verified copy first; the file says that it goes, then every row is carried in one
transaction and compared (rows, a hash a table, the head of the trail), then this computer is told
where the register is, and the file is put aside under another name. Back: the same, while the
server's register is held still. Whatever is cut off is finished by the same command, once more.
The responsable or the administrator of the ward may (reference: safety, part 9); the owner of the
server's tables gives the password of that role beside.
"""

from __future__ import annotations

import platform
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock, files
from maternity.db import audit, carrying, keys, migrate, moved, served, served_files
from maternity.db import engine as engines
from maternity.db.backup import nothing
from maternity.db.container import Step
from maternity.db.faults import explained
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.ward import recording
from maternity.ward.copies import copy_to, here
from maternity.ward.place import on_server
from maternity.ward.proving import check_proven

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from maternity.ward.ward import Ward

ASIDE = "registre_deplace"


@dataclass(frozen=True)
class Moved:
    """What was carried, as both sides hold it."""

    where: str
    tables: carrying.Tally
    head: str
    kept: str
    """The name under which the former file or the former address stays in the folder."""

    @property
    def rows(self) -> int:
        """How many rows in all."""
        return sum(count for count, _hash in self.tables.values())


def to_server(
    ward: Ward, address: str, password: str, user: str, own: str, step: Step = nothing
) -> Moved:
    """Take the register of a folder to an empty database; the ward is closed when it is done.

    `address` names the owner of the tables, `password` is the owner's; `user` and `own` are the
    role of this computer and its password.
    """
    folder, key_file, key = _allowed(ward)
    if on_server(folder):
        raise Refused(_("The register of this folder is on a server already."))
    server, authority = served.parsed(address)
    served.keep_authority(folder, authority)
    mine = replace(server, user=user, register=key_file.register)
    with ExitStack() as undo:
        target = served.connected(server.url(folder, server.user, password), key, builds=True)
        undo.callback(target.dispose)
        _may_open(mine, folder, own)
        if migrate.state(target) is migrate.State.EMPTY:
            tally = _carry_there(ward, target, mine.where, step)
        else:
            tally = _arrived(ward, target, key_file.register)
        if served.keys_there(target) is None:
            served.put_keys(target, key_file, None)
        served_files.bring(target, folder, key, adds=True)
        mine = replace(mine, door=served.door_of(target))
        done = _done(mine.where, tally, target, "")
        ward.close()
    served.write(folder, mine, own, key)
    return replace(done, kept=_put_aside(folder / engines.BOOK_NAME))


def _carry_there(ward: Ward, target: Engine, where: str, step: Step) -> carrying.Tally:
    source = ward.book.engine
    if not moved.mark_of(source):
        copy_to(ward, [here(ward)], pinned="move")
        recording.record(ward, "moved", where=where)
    with explained(), source.begin() as connection:
        told = moved.mark(connection, where, clock.now())
    try:
        tally = carrying.to_server(source, target, step)
    except BaseException:
        with explained(), source.begin() as connection:
            moved.unmark(connection)
        raise
    audit.seat(source).moved = told
    return tally


def _arrived(ward: Ward, target: Engine, register: str) -> carrying.Tally:
    """What a move that was cut off had carried; refused if the database holds anything else."""
    full = Refused(_("The database on the server is not empty. Take an empty one."))
    with explained(), target.connect() as there:
        if migrate.revision(there) != migrate.HEAD or not moved.mark_of(ward.book.engine):
            raise full
        held = carrying.tally(there)
    same = ward.fact("register") == register
    with explained(), ward.book.engine.connect() as source:
        if not same or carrying.tally(source) != held:
            raise full
    return held


def _may_open(mine: served.Server, folder: Path, own: str) -> None:
    """The role of this computer must be let in before anything is carried."""
    engine = engines.open_url(
        mine.url(folder, mine.user, own).render_as_string(hide_password=False)
    )
    engine.dispose()


def to_file(ward: Ward, step: Step = nothing) -> Moved:
    """Take the register from the server into the folder of this computer; the ward is closed."""
    folder, _key_file, key = _allowed(ward)
    if not on_server(folder):
        raise Refused(_("The register of this folder is in its file already."))
    place = folder / engines.BOOK_NAME
    part = files.beside(place)
    engine, where = ward.book.engine, f"{platform.node()}:{folder}"
    if not moved.mark_of(engine):
        copy_to(ward, [here(ward)], pinned="move")
        recording.record(ward, "moved", where=where)
    with files.explained():
        part.unlink(missing_ok=True)
    with explained(), engine.connect() as connection:
        still = connection.execution_options(isolation_level="REPEATABLE READ")
        with still.begin():
            engines.backend_of(engine).still(still)
            tally = carrying.into_file(still, part, key, step)
            done = _done(where, tally, None, "", head=carrying.head_of(still))
            _put_aside(place)
            files.settle(place)
            moved.mark(still, where, clock.now())
    ward.close()
    with files.explained():
        (folder / served.NAME).replace(folder / f"{served.NAME}.ancien")
        files.flush_folder(folder)
    return replace(done, kept=f"{served.NAME}.ancien")


def _done(
    where: str,
    tally: carrying.Tally,
    engine: Engine | None,
    kept: str,
    head: tuple[int, str] | None = None,
) -> Moved:
    if engine is not None:
        with explained(), engine.connect() as connection:
            head = carrying.head_of(connection)
    seq, signs = head or (0, "")
    return Moved(where, tally, f"{seq}-{signs[: audit.SHOWN]}", kept)


def _allowed(ward: Ward) -> tuple[Path, keys.KeyFile, bytes]:
    ward.allow(Right.RESTORE)
    ward.allow(Right.BACK_UP)
    check_proven(ward)
    if ward.secrets is None or ward.folder is None:
        raise Refused(_("A register is moved where its file lies."))
    return ward.folder, *ward.secrets


def _put_aside(place: Path) -> str:
    """Give the former register file another name, with its mark in it; the name."""
    if not place.exists():
        return ""
    number, kept = 1, place.with_name(f"{ASIDE}.db")
    while kept.exists():
        number += 1
        kept = place.with_name(f"{ASIDE}_{number}.db")
    with files.explained():
        place.replace(kept)
        place.with_name(f"{place.name}-journal").unlink(missing_ok=True)
        files.flush_folder(place.parent)
    return kept.name
