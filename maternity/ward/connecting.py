"""Another computer brought to the register on a server; and the upgrade by its owner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from maternity import chosen, files
from maternity.db import engine as engines
from maternity.db import keys, migrate, restore, served
from maternity.db.facts import right_book
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.people import RIGHTS, Right, Role
from maternity.ward import discretion
from maternity.ward.door import exists
from maternity.ward.opening import open_ward
from maternity.ward.tries import Tries


def connect(folder: Path, address: str, password: str, name: str, passphrase: str) -> str:
    """Keep in an empty folder what opens the register on the server; where it is, in words.

    The address names the role of this computer. Only who may restore a register may.
    """
    if exists(folder) and not served.is_there(folder):
        raise Refused(_("There is already a register in this folder. Choose another folder."))
    server, authority = served.parsed(address)
    chosen.make_folder(folder)
    files.fit_for_register(folder)
    served.keep_authority(folder, authority)
    engine = engines.open_url(
        server.url(folder, server.user, password).render_as_string(hide_password=False)
    )
    try:
        told = served.keys_there(engine) if migrate.state(engine) is not EMPTY else None
        if told is None:
            raise Refused(_("There is no register at this address yet: move one there first."))
        door = served.door_of(engine)
        key_file, key = _unlocked(folder, told, name, passphrase)
        right_book(engine, key_file.register)
    finally:
        engine.dispose()
    whole = replace(server, register=key_file.register, door=door)
    served.write(folder, whole, password, key)
    _may_connect(folder, name, passphrase)
    return whole.where


EMPTY = migrate.State.EMPTY


def _unlocked(folder: Path, told: str, name: str, passphrase: str) -> tuple[keys.KeyFile, bytes]:
    """The server's key file, laid here, and the data key; a wrong passphrase leaves no key file."""
    place = folder / keys.NAME
    new = not place.exists()
    files.replace(place, told.encode(), private=True)
    try:
        key_file = keys.read(folder)
        Tries(folder, key_file.register).begin(name)
        key = keys.unlock(key_file, name, passphrase)
        Tries(folder, key_file.register).succeed(name)
    except (Refused, Unavailable):
        if new:  # else the next try would find a register here already
            with files.explained():
                place.unlink(missing_ok=True)
        raise
    return key_file, key


def _may_connect(folder: Path, name: str, passphrase: str) -> None:
    """Her role must allow it; otherwise nothing stays."""
    try:
        ward = open_ward(folder, name, passphrase)
        try:
            ward.allow(Right.RESTORE)
        finally:
            ward.close()
    except (Refused, Unavailable):
        with files.explained():
            for left in (served.NAME, keys.NAME, served.AUTHORITY):
                (folder / left).unlink(missing_ok=True)
        raise


def upgrade(folder: Path, user: str, password: str, name: str, passphrase: str) -> str:
    """Bring the register on the server to this program's form, as the owner of its tables.

    A verified copy is made first, on this computer; the revision that it is at now.
    """
    from maternity.db.backup import Source  # noqa: PLC0415 - after an update alone
    from maternity.ward.copies import before_migration  # noqa: PLC0415

    server = served.read(folder)
    served.bring_keys(folder)
    key_file = keys.read(folder)
    Tries(folder, key_file.register).begin(name)
    key = keys.unlock(key_file, name, passphrase)
    Tries(folder, key_file.register).succeed(name)
    engine = served.connected(server.url(folder, user, password), key, builds=True)
    try:
        right_book(engine, key_file.register)
        role = restore.role_of(engine, name)
        if role is None or Right.RESTORE not in RIGHTS[Role.coded(role)]:
            raise discretion.refused()
        if migrate.state(engine) is migrate.State.OLDER:
            before_migration(Source(engine, folder, key_file, key))
        migrate.upgrade(engine)
    finally:
        engine.dispose()
    return migrate.HEAD
