"""Where the register of a folder lies: in the folder, or on a server that the folder names.

A folder that names a server is never opened as a file, whatever lies in it: there is no second
register. What people sign in with is the same in both.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from maternity.db import audit, keys, succession
from maternity.db import engine as engines
from maternity.db import moved as elsewhere
from maternity.errors import Unavailable
from maternity.i18n import _
from maternity.people import Right

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from maternity.ward.ward import Ward

SERVER = "registre.serveur"
"""The file that names the server (its reader is not loaded where there is none)."""


def on_server(folder: Path | None) -> bool:
    """Whether the register of a folder is on a server."""
    return folder is not None and (folder / SERVER).exists()


def open_book(folder: Path, key: bytes, *, consulting: bool = False) -> Engine:
    """Open the register where it lies."""
    if on_server(folder):
        from maternity.db import served  # noqa: PLC0415 - where there is a server alone

        return served.open_book(folder, key)
    return engines.open_file(folder / engines.BOOK_NAME, key, consulting=consulting)


def look_whether_moved(engine: Engine, *, moved: bool) -> None:
    """Refuse a register that went elsewhere; for the end of its move it is opened to be read."""
    told = elsewhere.mark_of(engine)
    if told and not moved:
        raise elsewhere.refusal(told)
    audit.seat(engine).moved = told


def bring_keys(folder: Path) -> None:
    """Before anyone signs in: take the key file as the server holds it."""
    if on_server(folder):
        from maternity.db import served  # noqa: PLC0415

        served.bring_keys(folder)


def same_keys(
    engine: Engine,
    folder: Path,
    mine: keys.KeyFile,
    key: bytes,
    unlock: Callable[[keys.KeyFile], bytes],
) -> keys.KeyFile:
    """The key file of the server, which the person must open as well: hers may be an old one.

    In a folder, hers without the keys of another file that a cut left beside.
    """
    if not on_server(folder):
        consulting = engine.get_execution_options().get("consulting")
        return mine if consulting else succession.settled(folder, mine, key)
    from maternity.db import served  # noqa: PLC0415

    found = served.latest(engine, folder, mine, key)
    if found is not mine:
        unlock(found)
    return found


def newest_keys(ward: Ward) -> None:
    """Before the key file is changed: what another computer may have changed in it."""
    if ward.secrets is not None and ward.folder is not None and on_server(ward.folder):
        from maternity.db import served  # noqa: PLC0415

        mine, key = ward.secrets
        ward.secrets = (served.latest(ward.book.engine, ward.folder, mine, key), key)


def put_keys(ward: Ward, changed: keys.KeyFile) -> None:
    """The ward's new key file, for every computer of the ward."""
    if ward.secrets is None:
        return
    before, key = ward.secrets
    if on_server(ward.folder):
        from maternity.db import served  # noqa: PLC0415

        served.put_keys(ward.book.engine, changed, before)
    ward.secrets = (changed, key)


def share_keys(folder: Path, key: bytes, changed: keys.KeyFile, before: keys.KeyFile) -> None:
    """The same while no register is open."""
    if on_server(folder):
        from maternity.db import served  # noqa: PLC0415

        engine = served.open_book(folder, key)
        try:
            served.put_keys(engine, changed, before)
        finally:
            engine.dispose()


def bring_files(ward: Ward) -> None:
    """The district's files of a register on a server, as every computer of the ward has them.

    What lies on this computer alone goes to the others when somebody who sets up signs in here.
    """
    if ward.secrets is not None and ward.folder is not None and on_server(ward.folder):
        from maternity.db import served_files  # noqa: PLC0415

        adds = ward.account.may(Right.SET_UP)
        served_files.bring(ward.book.engine, ward.folder, ward.secrets[1], adds=adds)


def newer_files(ward: Ward) -> None:
    """Before the ward counts: what another computer took in since; no full disk keeps it back."""
    if ward.secrets is not None and ward.folder is not None and on_server(ward.folder):
        from maternity.db import served_files  # noqa: PLC0415

        with suppress(Unavailable):
            served_files.bring_newer(ward.book.engine, ward.folder, ward.secrets[1])


def share_files(ward: Ward, laid: list[Path]) -> None:
    """What was laid down here just now, for every computer of the ward."""
    if ward.secrets is not None and ward.folder is not None and on_server(ward.folder):
        from maternity.db import served_files  # noqa: PLC0415

        served_files.share(ward.book.engine, ward.folder, ward.secrets[1], laid)


def check_builds(engine: Engine) -> None:
    """Refuse to bring a register on a server to a new form: its owner does that."""
    if engine.dialect.name != "sqlite":
        raise Unavailable(
            _("The register on the server was written by an older version of the program."),
            advice=_(
                "Nothing was changed. Ask the administrator of the server to run “maternity"
                " server-upgrade”, then open it again."
            ),
        )


def told(folder: Path) -> str:
    """Where the register is, in words: a folder, or a server."""
    if on_server(folder):
        from maternity.db import served  # noqa: PLC0415

        return served.read(folder).where
    return str(folder)
