"""What the databases' drivers say when they fail, and what it means to a person.

One table of codes for each driver, by number and not by words: a driver's sentence may hold what
somebody typed. A code that stands in no table is our own bug and is raised unchanged.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import exc

from maternity import files
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

if TYPE_CHECKING:
    import psycopg

Told = Refused | Unavailable


@contextmanager
def explained() -> Iterator[None]:
    """Turn the database's faults into sentences; anything unknown stays our bug."""
    try:
        yield
    except (exc.DBAPIError, sqlcipher.DatabaseError, *_of_psycopg("Error")) as error:
        told = sentence_of(error.orig if isinstance(error, exc.DBAPIError) else error)
        if told is None:
            raise
        raise told from error


def sentence_of(error: BaseException | None) -> Told | None:
    """What a fault of the driver means to a person; None if it is our own bug."""
    if isinstance(error, _of_psycopg("Error")):
        return _of_server(error)  # type: ignore[arg-type]
    if isinstance(error, sqlcipher.IntegrityError) and str(error).startswith("UNIQUE"):
        return _taken()  # the driver has one number for every constraint
    meaning = IN_A_FILE.get(getattr(error, "sqlite_errorcode", None) or 0)
    return meaning() if meaning else None


def _of_psycopg(name: str) -> tuple[type[BaseException], ...]:
    """A fault of the server's driver, once it is loaded: a register in a file never loads it."""
    driver = sys.modules.get("psycopg")
    return (getattr(driver, name),) if driver is not None else ()


def _of_server(error: psycopg.Error) -> Told | None:
    state = error.sqlstate
    if state is None:  # no answer at all, or a refusal before the first one
        if not isinstance(error, _of_psycopg("OperationalError")):
            return None
        words = str(error)
        if any(sign in words for sign in FALSE):
            return _false_server()
        return _not_let_in() if "FATAL:" in words else _server_away()
    known = (ON_A_SERVER.get(state[:length]) for length in (5, 3, 2))
    meaning = next((one for one in known if one), None)
    return meaning() if meaning else None


def damaged() -> Unavailable:
    """The register file is damaged: restore or salvage, never start anew."""
    return Unavailable(
        _("The register file is damaged, or it is not the one of this key file."),
        advice=_(
            "Restore a copy, or have the IT helper save what can still be read with “maternity"
            " salvage”; do not make a new register over this one."
        ),
    )


def _full() -> Told:
    return files.explain(OSError(errno.ENOSPC, ""))


def _read_only() -> Told:
    return Unavailable(
        _("The register can only be read: its disk takes no writing. Nothing was written."),
        advice=_("Write it on paper, and have the disk of this computer examined."),
    )


def _failing() -> Told:
    return files.explain(OSError(errno.EIO, ""))


def _not_opened() -> Told:
    return files.explain(OSError(errno.EACCES, ""))


def _open_elsewhere() -> Told:
    return Refused(
        _("This register is already open on this computer. Use the window that is open.")
    )


def _taken() -> Told:
    return Refused(_("Somebody took the same number or name at the same moment. Save once more."))


def _no_memory() -> Told:
    return Unavailable(
        _("This computer has no memory left."), advice=_("Close other programs, then try again.")
    )


def _server_away() -> Told:
    return Unavailable(
        _("The server does not answer. What you typed is kept on the screen."),
        advice=_("Check the network cable and try again."),
    )


FALSE = ("certificate", "channel binding", "does not support SSL")
"""What the driver says when the cable or the server could not be proven: it has no number."""


def _false_server() -> Told:
    return Unavailable(
        _("What answers at this address does not prove that it is the ward's own server."),
        advice=_("Nothing was sent to it. Tell the administrator of the server."),
    )


def _not_let_in() -> Told:
    return Unavailable(
        _("The server does not let this computer in."),
        advice=_("Ask the administrator of the server: the address or the key may have changed."),
    )


def _not_allowed() -> Told:
    return Unavailable(
        _("The server does not allow this to this computer."),
        advice=_("Ask the administrator of the server."),
    )


def _server_full() -> Told:
    return Unavailable(
        _("The server has no room left. Nothing that was kept is lost."),
        advice=_("Ask the administrator of the server to free some space."),
    )


def _server_damaged() -> Told:
    return Unavailable(
        _("The register on the server is damaged."),
        advice=_("Ask the administrator of the server to restore a copy."),
    )


def _busy() -> Told:
    return Refused(_("Another computer is writing the same thing. Try again in a moment."))


IN_A_FILE: dict[int, Callable[[], Told]] = {
    sqlcipher.SQLITE_FULL: _full,
    sqlcipher.SQLITE_READONLY: _read_only,
    sqlcipher.SQLITE_BUSY: _open_elsewhere,
    sqlcipher.SQLITE_LOCKED: _open_elsewhere,
    sqlcipher.SQLITE_CORRUPT: damaged,
    sqlcipher.SQLITE_NOTADB: damaged,
    sqlcipher.SQLITE_IOERR: _failing,
    sqlcipher.SQLITE_CANTOPEN: _not_opened,
    sqlcipher.SQLITE_PERM: _not_opened,
    sqlcipher.SQLITE_NOMEM: _no_memory,
}
"""SQLite's result codes."""

ON_A_SERVER: dict[str, Callable[[], Told]] = {
    "08": _server_away,
    "57P": _server_away,  # the administrator stops the server
    "28": _not_let_in,
    "3D": _not_let_in,  # no such register there
    "42501": _not_allowed,
    "25006": _not_allowed,  # the server can only be read
    "53100": _server_full,
    "53": _server_away,  # out of memory or of connections
    "58": _server_damaged,  # its disk fails
    "XX0": _server_damaged,
    "23505": _taken,
    "40": _busy,  # two computers wait for each other
    "55P": _busy,
    "57014": _busy,
}
"""PostgreSQL's states: five signs, three, or the class of two."""
