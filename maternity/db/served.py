"""A register on a server as one computer knows it: where it is, and what opens it there.

The folder holds the key file as ever, so people sign in the same way, and beside it a small file
with the address. The password of this computer's own role stands there sealed under the data key:
without somebody's passphrase a stolen computer opens nothing. In clear stands only the password of
the door, a role of the server that reads the key file (envelopes, which every computer of the ward
holds anyway) and nothing else. The key file itself is kept on the server too, so that whoever is
added, leaves or changes her passphrase at one computer does so at all.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from maternity import files
from maternity.db import engine as engines
from maternity.db import envelopes, keys, server_safety
from maternity.db.faults import explained
from maternity.db.moved import KEY_FILE
from maternity.db.tables import book_fact
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

NAME = "registre.serveur"
AUTHORITY = "registre.autorite.pem"
"""The certificate of the ward's own authority, beside it."""
SCHEME = "postgresql+psycopg"
PORT = 5432
FORMAT = 1
DOOR = "maternity_door"


@dataclass(frozen=True)
class Server:
    """Where a register is, the role of this computer, and its sealed password."""

    host: str
    port: int
    database: str
    user: str
    register: str = ""
    sealed: str = ""
    door: str = ""
    """The password of the door; empty where there is none."""
    format: int = FORMAT

    @property
    def where(self) -> str:
        """The place in words that tell no secret."""
        return f"{self.host}:{self.port}/{self.database}"

    @property
    def here(self) -> bool:
        """Whether it is reached by a socket of this computer, which no cable carries."""
        return self.host.startswith("/")

    def url(self, folder: Path, user: str, password: str) -> URL:
        """The whole address, for the driver alone: over a cable only with proof of the server."""
        asked: dict[str, str] = {"host": self.host} if self.here else {}
        if not self.here:
            asked = {"sslmode": "verify-full", "sslrootcert": str(folder / AUTHORITY)}
            asked["channel_binding"] = "require"
        return URL.create(
            SCHEME,
            username=user,
            password=password or None,
            host=None if self.here else self.host,
            port=self.port,
            database=self.database,
            query=asked,
        )


def parsed(address: str) -> tuple[Server, Path | None]:
    """An address as a person types it, and the file of the authority it names."""
    try:
        told = make_url(address)
        asked = {name: str(value) for name, value in told.query.items()}
    except ArgumentError as error:
        raise Refused(_("This is no address of a server: {url}").format(url=address)) from error
    if told.password is not None:
        raise Refused(_("Leave the password out of the address: give it in a file of its own."))
    host, database = told.host or asked.get("host", ""), told.database or ""
    if told.drivername not in {SCHEME, "postgresql"} or not host or not database:
        raise Refused(_("This is no address of a server: {url}").format(url=address))
    authority = asked.get("sslrootcert")
    server = Server(host, told.port or PORT, database, told.username or "")
    if not server.here and not authority:
        raise Refused(
            _("Name the certificate of the ward's authority in the address: ?sslrootcert=FILE")
        )
    return server, Path(authority) if authority else None


def keep_authority(folder: Path, authority: Path | None) -> None:
    """Keep the certificate of the authority beside the register."""
    if authority is not None and authority.resolve() != (folder / AUTHORITY).resolve():
        with files.explained():
            files.replace(folder / AUTHORITY, authority.read_bytes())


def is_there(folder: Path) -> bool:
    """Whether the register of a folder is on a server."""
    return (folder / NAME).exists()


def read(folder: Path) -> Server:
    """What the folder knows of its server."""
    with files.explained():
        raw = (folder / NAME).read_bytes()
    try:
        return Server(**json.loads(raw))
    except (ValueError, TypeError) as error:
        raise Unavailable(
            _("The file {name} of this folder is damaged.").format(name=NAME),
            advice=_("The register on the server is untouched: connect this computer to it again."),
        ) from error


def write(folder: Path, server: Server, password: str, key: bytes) -> Server:
    """Keep where the register is, the password sealed under the data key."""
    sealed = envelopes.seal(key, password.encode(), "server password")
    whole = replace(server, sealed=base64.b64encode(sealed).decode())
    told = json.dumps(asdict(whole), ensure_ascii=False, indent=1)
    files.replace(folder / NAME, told.encode(), private=True)
    return whole


def open_book(folder: Path, key: bytes) -> Engine:
    """Open the register on the server with this computer's role."""
    server = read(folder)
    password = envelopes.unseal(key, base64.b64decode(server.sealed), "server password")
    if password is None:
        raise Unavailable(
            _("The file {name} of this folder belongs to another key file.").format(name=NAME),
            advice=_("The register on the server is untouched: connect this computer to it again."),
        )
    return connected(server.url(folder, server.user, password.decode()), key)


def connected(url: URL, key: bytes, *, builds: bool = False) -> Engine:
    """An engine on a server that is set up safely; `builds` for the owner of the tables."""
    engine = engines.open_url(url.render_as_string(hide_password=False))
    engine.update_execution_options(data_key=key)
    try:
        with explained(), engine.connect() as connection:
            server_safety.prove(connection, builds=builds)
    except BaseException:
        engine.dispose()
        raise
    return engine


def bring_keys(folder: Path) -> None:
    """Bring the key file of the folder to that of the server, through the door, before signing in.

    It is proven as soon as it is unlocked; a false one opens nothing.
    """
    server = read(folder)
    if not server.door:
        return
    engine = create_engine(
        server.url(folder, DOOR, server.door), hide_parameters=True, connect_args=engines.PATIENCE
    )
    try:
        with explained(), engine.connect() as connection:
            told = connection.scalar(text("SELECT value FROM door"))
    finally:
        engine.dispose()
    _take(folder, told)


def _take(folder: Path, told: str | None) -> bool:
    """Put the server's key file in the folder; False if it is there already."""
    place = folder / keys.NAME
    if told is None or (place.exists() and place.read_bytes() == told.encode()):
        return False
    for older in (place, folder / f"{keys.NAME}.1", folder / f"{keys.NAME}.2"):
        if older.exists() or older is place:
            files.replace(older, told.encode(), private=True)
    return True


def latest(engine: Engine, folder: Path, mine: keys.KeyFile, key: bytes) -> keys.KeyFile:
    """The server's key file, proven and put in the folder; `mine` where nothing differs."""
    if engine.dialect.name == "sqlite" or not _take(folder, keys_there(engine)):
        return mine
    found = keys.read(folder)
    keys.prove(found, key)
    return found


def keys_there(engine: Engine) -> str | None:
    """The key file as the server holds it."""
    with explained(), engine.connect() as connection:
        asked = select(book_fact.c.value).where(book_fact.c.name == KEY_FILE)
        return connection.scalar(asked)


def put_keys(engine: Engine, after: keys.KeyFile, before: keys.KeyFile | None) -> None:
    """Put a key file on the server in place of the one before; refused if another came first."""
    told = keys.as_bytes(after).decode()
    with explained(), engine.begin() as connection:
        if before is None:
            connection.execute(insert(book_fact).values(name=KEY_FILE, value=told))
            return
        ours = (book_fact.c.name == KEY_FILE) & (
            book_fact.c.value == keys.as_bytes(before).decode()
        )
        if connection.execute(update(book_fact).where(ours).values(value=told)).rowcount != 1:
            raise Refused(
                _("Another computer changed who may sign in at the same moment. Try once more.")
            )


def door_of(engine: Engine) -> str:
    """The password of the door, as the set-up of the server left it; empty where there is none."""
    with explained(), engine.connect() as connection:
        told = connection.scalar(text("SELECT current_setting('maternity.door', true)"))
        return str(told or "")
