"""How a book is opened: one row for each backend; everything specific to one stands here.

An encrypted SQLite file (SQLCipher) for one computer, PostgreSQL for several. Every pragma is set
and read back; a wrong or damaged file is refused with nothing written, and never leads to a new
register (reference: safety, parts 5 and 6; stack, traps).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from maternity import files
from maternity.db import book_file, in_place, rollback_journal
from maternity.db.faults import explained
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

BOOK_NAME = book_file.BOOK_NAME
APPLICATION_ID = 0x4D415445  # "MATE"
OLDEST_SQLITE = (3, 51, 3)
PLAIN_HEADER = b"SQLite format 3\0"
KEY_BYTES = 32
WAIT_SECONDS = 1

PRAGMAS: dict[str, tuple[str, Any]] = {
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("EXTRA", 3),
    "foreign_keys": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
    "recursive_triggers": ("ON", 1),
    "cache_size": ("-65536", -65536),
}
"""What is set, and what must be read back."""

SERVER_SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "server_encoding": "UTF8",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "5min",
}
"""What a server must answer at every connection."""

OURS = ("lock_timeout", "idle_in_transaction_session_timeout")
"""Those of them that each connection sets for itself."""

PATIENCE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
}
"""A server that is away is noticed in seconds, also in the middle of a save."""

UPGRADING = 0x4D415445
"""The number of the lock under which one computer at a time upgrades a server's book."""


@dataclass(frozen=True)
class Backend:
    """What generic code may know of a backend."""

    scheme: str
    open: Callable[[str, bytes | None], Engine]
    most_variables: int
    size: Callable[[Connection], int]
    """Bytes of the book."""
    quick_check: Callable[[Connection], list[str]]
    """What is damaged, looked for at every opening."""
    check: Callable[[Connection], list[str]]
    """What is damaged, looked for whole."""
    orphans: Callable[[Connection], list[str]]
    """Rows that point to nothing."""
    free: Callable[[Connection, bool], None]
    """Let tables be rebuilt, outside a transaction; links are guarded again afterwards."""
    hold: Callable[[Connection], None]
    """Wait, inside a transaction, until no other computer upgrades this book."""
    still: Callable[[Connection], None]
    """Let nobody else write until the transaction ends."""


def open_file(path: Path, key: bytes, *, new: bool = False, consulting: bool = False) -> Engine:
    """Open the encrypted book, or make an empty one; nothing is written to a wrong file.

    To consult only: the file is not locked, and any attempt to write in it is refused.
    """
    if new:
        make_empty(path)
    else:
        _look_before(path)
        if not consulting:
            rollback_journal.set_foreign_aside(path, key)
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=partial(_consulted, path, key)
        if consulting
        else partial(_connected, path, key, new),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin if consulting else _begin_immediate)
    engine.update_execution_options(data_key=key, consulting=consulting, **in_place.marked(path))
    with explained():
        engine.connect().close()
    return engine


def open_url(url: str) -> Engine:
    """Open a book on a server, by the row of its scheme."""
    scheme = url.partition(":")[0]
    if scheme not in BACKENDS:
        raise Refused(_("This address names no known kind of register: {url}").format(url=scheme))
    return BACKENDS[scheme].open(url, None)


def make_empty(path: Path) -> None:
    """An empty file of its owner alone, where there is none yet."""
    with files.explained():
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise Refused(
                _("There is already a register in this folder. Choose another folder.")
            ) from error
        os.close(handle)


def _look_before(path: Path) -> None:
    with files.explained():
        if not path.exists():
            raise Unavailable(_("The register file is missing from its folder."), advice=_restore())
        about = path.stat()
        with path.open("rb") as stream:
            header = stream.read(len(PLAIN_HEADER))
    if path.is_symlink() or about.st_nlink > 1:
        raise Unavailable(
            _("The register file has two names. Two programs could write it at once."),
            advice=_("Keep it under one name, in its own folder."),
        )
    if about.st_size == 0:
        raise Unavailable(
            _("The register file is empty: its content has been lost."), advice=_restore()
        )
    if header == PLAIN_HEADER:
        raise Unavailable(
            _("This file is not a register of the maternity: it is not encrypted."),
            advice=_("Choose the folder of the register, or restore a copy."),
        )


def _restore() -> str:
    return _("Restore a copy; do not make a new register over this one.")


def _consulted(path: Path, key: bytes) -> Any:
    connection = keyed(path, key, mode="ro")
    try:
        _identify(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.set_authorizer(_authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path, key: bytes, new: bool) -> Any:
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise Unavailable(_("This version of SQLite can lose data. Install the program again."))
    connection = keyed(path, key)
    try:
        if new:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _identify(connection)
        _set_pragmas(connection)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # the exclusive lock is kept from here on
        connection.set_authorizer(_authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def keyed(path: Path, key: bytes, *, mode: str = "rw") -> Any:
    """A connection to a file that is there, of this thread alone, under the key."""
    if len(key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    connection = sqlcipher.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=WAIT_SECONDS,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _identify(connection: Any) -> None:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise Unavailable(
            _("This file is not a register of the maternity."),
            advice=_("Choose the folder of the register, or restore a copy."),
        )


def _set_pragmas(connection: Any) -> None:
    for name, (wanted, expected) in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            raise Unavailable(
                _("The register cannot be opened safely here: {name}.").format(name=name),
                advice=_("Move the register to this computer's own disk."),
            )


def _authorize(action: int, *_rest: Any) -> int:
    denied = action in {sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH}
    return int(sqlcipher.SQLITE_DENY if denied else sqlcipher.SQLITE_OK)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


QUICK = ("quick_check",)
CHECK_CACHE_KB = 4096
WHOLE = ("quick_check", "cipher_integrity_check", "foreign_key_check")
LINKS = ("foreign_key_check",)
DAMAGE = (sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB)
SIZES = ("count", "size")


def broken(raw: Any, checks: tuple[str, ...]) -> list[str]:
    """Every row of the answers but « ok »; a check that stops is itself an answer."""
    found = []
    for name in checks:
        try:
            rows = raw.execute(f"PRAGMA {name}").fetchall()
        except sqlcipher.DatabaseError as error:
            if error.sqlite_errorcode not in DAMAGE:
                raise
            rows = [(error,)]
        found += [f"{name}: {row[0]}" for row in rows if row[0] != "ok"]
    return found


def _in_file(checks: tuple[str, ...]) -> Callable[[Connection], list[str]]:
    return lambda connection: broken(connection.connection.dbapi_connection, checks)


def _quick_check(connection: Connection) -> list[str]:
    """Every page is read once: keeping each would fill the memory before anything is asked for."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA cache_size = -{CHECK_CACHE_KB}")
    try:
        return broken(raw, QUICK)
    finally:
        raw.execute(f"PRAGMA cache_size = {PRAGMAS['cache_size'][0]}")


def _file_size(connection: Connection) -> int:
    told = [connection.exec_driver_sql(f"PRAGMA page_{of}").scalar_one() for of in SIZES]
    return int(told[0]) * int(told[1])  # SQLCipher tells the size of a page as text


def _free_file(connection: Connection, free: bool) -> None:
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA foreign_keys = {'OFF' if free else 'ON'}")
    (found,) = raw.execute("PRAGMA foreign_keys").fetchone()
    if found == free:
        raise RuntimeError("foreign keys are switched outside a transaction")


def _open_sqlcipher(url: str, key: bytes | None) -> Engine:
    if key is None:
        raise Refused(_("A register file is opened by its folder and a passphrase."))
    return open_file(Path(url.partition(":///")[2]), key)


def _open_postgresql(url: str, _key: bytes | None) -> Engine:
    engine = create_engine(
        url,
        pool_size=1,
        max_overflow=0,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        connect_args=PATIENCE,
    )
    event.listen(engine, "connect", _prove_server)
    with explained():
        engine.connect().close()
    return engine


def _prove_server(raw: Any, _record: Any) -> None:
    """Set what is ours to set, then read everything back."""
    for name in OURS:
        raw.execute(f"SET {name} = '{SERVER_SETTINGS[name]}'")
    found = {name: raw.execute(f"SHOW {name}").fetchone()[0] for name in SERVER_SETTINGS}
    raw.commit()
    for name, expected in SERVER_SETTINGS.items():
        if found[name] != expected:
            raw.close()
            raise Unavailable(
                _("The server is not set up safely: {name}.").format(name=name),
                advice=_("Ask the administrator of the server: it must be “{value}”.").format(
                    value=expected
                ),
            )


def _nothing_broken(_connection: Connection) -> list[str]:
    return []  # the server checks its pages and its links itself


def _server_size(connection: Connection) -> int:
    asked = "SELECT pg_database_size(current_database())"
    return int(connection.exec_driver_sql(asked).scalar_one())


def _nothing_to_free(_connection: Connection, _free: bool) -> None:
    """PostgreSQL changes its tables in place."""


def _nobody_to_wait_for(_connection: Connection) -> None:
    """A file has one program, which holds it."""


def _hold_server(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")  # an upgrade may take minutes
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADING})")


def _still_server(connection: Connection) -> None:
    """Nothing is read before it: what follows sees all that was written until now."""
    connection.exec_driver_sql("LOCK TABLE book_fact IN EXCLUSIVE MODE")


BACKENDS: dict[str, Backend] = {
    "sqlite+sqlcipher": Backend(
        "sqlite+sqlcipher",
        open=_open_sqlcipher,
        most_variables=32_000,
        size=_file_size,
        quick_check=_quick_check,
        check=_in_file(WHOLE),
        orphans=_in_file(LINKS),
        free=_free_file,
        hold=_nobody_to_wait_for,
        still=_nobody_to_wait_for,
    ),
    "postgresql+psycopg": Backend(
        "postgresql+psycopg",
        open=_open_postgresql,
        most_variables=30_000,
        size=_server_size,
        quick_check=_nothing_broken,
        check=_nothing_broken,
        orphans=_nothing_broken,
        free=_nothing_to_free,
        hold=_hold_server,
        still=_still_server,
    ),
}


def backend_of(engine: Engine) -> Backend:
    """The row of an engine that is open."""
    sqlite = engine.dialect.name == "sqlite"
    return BACKENDS["sqlite+sqlcipher" if sqlite else "postgresql+psycopg"]
