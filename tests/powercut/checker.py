"""What the program would find after a cut: it opens, it is sound, every promise was kept.

Answers line by line, so that it is started once for each core: `folder TAB file TAB promises` in,
`folder TAB verdict TAB reason` out.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from maternity.db import container, keys, migrate
from maternity.db.engine import BOOK_NAME, open_file
from maternity.db.facts import right_book
from maternity.errors import Refused, Unavailable
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE

TABLES = ("woman", "pregnancy", "delivery", "newborn")
Verdict = tuple[str, str]


class Wrong(Exception):
    """A verdict other than « ok »."""

    def __init__(self, verdict: str, reason: str) -> None:
        super().__init__(reason)
        self.verdict, self.reason = verdict, reason


RENEWED = "griot lampe pirogue mangue"
"""Her passphrase after the register was given a new key."""

_known: dict[str, tuple[str, bytes]] = {}


def unlocked(folder: Path) -> tuple[keys.KeyFile, str, bytes]:
    """The key file in force, the passphrase that opens it, the data key; each unlocked once."""
    key_file = keys.read(folder)
    if key_file.mac not in _known:
        _known[key_file.mac] = _opened(key_file)
    return key_file, *_known[key_file.mac]


def _opened(key_file: keys.KeyFile) -> tuple[str, bytes]:
    with suppress(Refused):
        return PASSPHRASE, keys.unlock(key_file, NAME, PASSPHRASE)
    return RENEWED, keys.unlock(key_file, NAME, RENEWED)


def judged(data: Path, promises: list[str]) -> Verdict:
    """The verdict on one disk."""
    try:
        key_file, by, key = unlocked(data / "r")
        _renewed(by, promises)
        engine = open_file(data / "r" / BOOK_NAME, key)
        try:
            right_book(engine, key_file.register)
            if migrate.state(engine) not in {migrate.State.CURRENT, migrate.State.OLDER}:
                raise Wrong("torn", "a form that no version knows")
            with engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                _agrees(raw)
                for promise in promises:
                    _kept(raw, data, key_file, key, promise)
                if "opened" in promises and migrate.revision(connection) != migrate.HEAD:
                    raise Wrong("lost", "the newest form")
        finally:
            engine.dispose()
        _copies(data, key)
    except Wrong as wrong:
        return wrong.verdict, wrong.reason
    except (Refused, Unavailable) as error:
        return "corrupt", error.words
    return "ok", ""


def _renewed(by: str, promises: list[str]) -> None:
    if "renewed" in promises and by != RENEWED:
        raise Wrong("lost", "the new key")


def _agrees(raw: Any) -> None:
    """Every entry has as many rows of history as versions; the numbers have no gap."""
    for table in TABLES:
        asked = (
            f"SELECT count(*) FROM {table} t WHERE t.version <> "
            "(SELECT count(*) FROM history h WHERE h.entry = t.id)"
        )
        if raw.execute(asked).fetchone()[0]:
            raise Wrong("torn", f"{table}: an entry without its history")
    count, highest = raw.execute("SELECT count(*), max(serial_no) FROM delivery").fetchone()
    if count != (highest or 0):
        raise Wrong("torn", "a gap in the numbers")
    whole = raw.execute("SELECT count(DISTINCT delivery_id) FROM newborn").fetchone()[0]
    if whole != count:
        raise Wrong("torn", "a delivery without its baby")


def _kept(raw: Any, data: Path, key_file: keys.KeyFile, key: bytes, promise: str) -> None:
    kind, *told = promise.split(" ")
    if kind == "delivery":
        asked = raw.execute("SELECT version FROM delivery WHERE id = ?", (told[0],)).fetchone()
        if asked is None or asked[0] < int(told[1]):
            raise Wrong("lost", promise)
    elif kind == "person" and told[0].replace("_", " ") not in key_file.names():
        raise Wrong("lost", promise)
    elif kind == "copy":
        place = data / "stick" / told[0]
        if not place.exists():
            raise Wrong("lost", promise)
        container.read(place).own_key(key)


def _copies(data: Path, key: bytes) -> None:
    """What bears the name of a copy is one, whole."""
    for place in (data / "stick").rglob("*.mrb"):
        found = container.read(place)
        found.own_key(key)
        container.digest(found, lambda _done, _of: None)


def main() -> None:
    """Answer until nobody asks any more."""
    keys.COST = CHEAP
    for line in sys.stdin:
        data, _db, acks = line.rstrip("\n").split("\t")
        lines = Path(acks).read_text("utf-8").splitlines()
        promises = [one.removeprefix("ACK ") for one in lines]
        verdict, reason = judged(Path(data), promises)
        sys.stdout.write(f"{data}\t{verdict}\t{reason}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
