"""How a book is opened: one row for each backend; everything specific to one stands here.

An encrypted SQLite file (SQLCipher) for one computer, PostgreSQL for several. Every pragma is set
and read back; a wrong or damaged file is refused with nothing written, and never leads to a new
register (reference: safety, parts 5 and 6; stack, traps).
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import StaticPool

from maternity import files
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

BOOK_NAME = "registre.db"
APPLICATION_ID = 0x4D415445  # "MATE"
OLDEST_SQLITE = (3, 51, 3)
PLAIN_HEADER = b"SQLite format 3\0"

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


@dataclass(frozen=True)
class Backend:
    """What generic code may know of a backend."""

    scheme: str
    open: Callable[[str, bytes | None], Engine]
    check: Callable[[Connection], list[str]]
    most_variables: int


def open_file(path: Path, key: bytes, *, new: bool = False) -> Engine:
    """Open the encrypted book, or make an empty one; nothing is written to a wrong file."""
    if not new:
        _look_before(path)
    with explained():
        engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: _connected(path, key, new=new),
            poolclass=StaticPool,
        )
        event.listen(engine, "begin", _begin_immediate)
        engine.connect().close()
    return engine


def open_url(url: str) -> Engine:
    """Open a book on a server, by the row of its scheme."""
    scheme = url.partition(":")[0]
    if scheme not in BACKENDS:
        raise Refused(_("This address names no known kind of register: {url}").format(url=scheme))
    return BACKENDS[scheme].open(url, None)


def _look_before(path: Path) -> None:
    with files.explained():
        if not path.exists():
            raise Unavailable(
                _("The register file is missing from its folder."),
                advice=_("Restore a copy; do not make a new register over this one."),
            )
        size = path.stat().st_size
        with path.open("rb") as stream:
            header = stream.read(len(PLAIN_HEADER))
    if size == 0:
        raise Unavailable(
            _("The register file is empty: its content has been lost."),
            advice=_("Restore a copy; do not make a new register over this one."),
        )
    if header == PLAIN_HEADER:
        raise Unavailable(
            _("This file is not a register of the maternity: it is not encrypted."),
            advice=_("Choose the folder of the register, or restore a copy."),
        )


def _connected(path: Path, key: bytes, *, new: bool) -> Any:
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise Unavailable(_("This version of SQLite can lose data. Install the program again."))
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
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


def _identify(connection: Any) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        if "not a database" not in str(error) and "malformed" not in str(error):
            raise
        raise damaged() from error
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise Unavailable(
            _("This file is not a register of the maternity."),
            advice=_("Choose the folder of the register, or restore a copy."),
        )


def damaged() -> Unavailable:
    """The register file is damaged: restore or salvage, never start anew."""
    return Unavailable(
        _("The register file is damaged, or it is not the one of this key file."),
        advice=_("Restore a copy; do not make a new register over this one."),
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


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check_sqlite(connection: Connection) -> list[str]:
    found: list[str] = []
    for pragma, fine in (("quick_check", "ok"), ("cipher_integrity_check", None)):
        rows = connection.exec_driver_sql(f"PRAGMA {pragma}").fetchall()
        found += [f"{pragma}: {row[0]}" for row in rows if row[0] != fine]
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return found + [f"foreign_key_check: {row[0]}" for row in rows]


SERVER_SETTINGS = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def _open_postgresql(url: str, _key: bytes | None) -> Engine:
    with explained():
        engine = create_engine(url, pool_size=1, max_overflow=0, isolation_level="READ COMMITTED")
        with engine.connect() as connection:
            for name, expected in SERVER_SETTINGS.items():
                found = connection.exec_driver_sql(f"SHOW {name}").scalar_one()
                if found != expected:
                    engine.dispose()
                    raise Unavailable(
                        _("The server is not set up safely: {name}.").format(name=name),
                        advice=_("Ask the administrator of the server to set it to “on”."),
                    )
    return engine


def _check_postgresql(_connection: Connection) -> list[str]:
    return []  # the server checks its pages and its foreign keys itself


def _open_sqlcipher(url: str, key: bytes | None) -> Engine:
    return open_file(Path(url.partition(":///")[2]), key or b"")


BACKENDS: dict[str, Backend] = {
    "sqlite+sqlcipher": Backend("sqlite+sqlcipher", _open_sqlcipher, _check_sqlite, 32_000),
    "postgresql+psycopg": Backend(
        "postgresql+psycopg", _open_postgresql, _check_postgresql, 30_000
    ),
}


def backend_of(engine: Engine) -> Backend:
    """The row of an engine that is open."""
    sqlite = engine.dialect.name == "sqlite"
    return BACKENDS["sqlite+sqlcipher" if sqlite else "postgresql+psycopg"]


@contextmanager
def explained() -> Iterator[None]:
    """Turn the database's faults into sentences; anything unknown stays our bug."""
    try:
        yield
    except exc.DBAPIError as error:
        told = sentence_of(error.orig)
        if told is None:
            raise
        raise told from error
    except sqlcipher.DatabaseError as error:
        told = sentence_of(error)
        if told is None:
            raise
        raise told from error


def _server_away() -> Unavailable:
    return Unavailable(
        _("The server does not answer. What you typed is kept on the screen."),
        advice=_("Check the network cable and try again."),
    )


def _open_elsewhere() -> Refused:
    return Refused(
        _("This register is already open on this computer. Use the window that is open.")
    )


MEANINGS: tuple[tuple[str, Callable[[], Refused | Unavailable]], ...] = (
    ("disk is full", lambda: files.explain(OSError(errno.ENOSPC, ""))),
    ("readonly", lambda: files.explain(OSError(errno.EROFS, ""))),
    ("locked", _open_elsewhere),
    ("not a database", damaged),
    ("malformed", damaged),
    ("disk i/o", lambda: files.explain(OSError(errno.EIO, ""))),
    ("unable to open", lambda: files.explain(OSError(errno.EACCES, ""))),
    ("connection", _server_away),
    ("server closed", _server_away),
)
"""What the drivers say, and what it means to a person."""


def sentence_of(error: BaseException | None) -> Refused | Unavailable | None:
    """What a fault of the driver means to a person; None if it is our own bug."""
    text = str(error).lower()
    return next((meaning() for words, meaning in MEANINGS if words in text), None)
