"""The district's files of a register on a server: one set for every computer of the ward.

They lie in the folder of each computer as ever, and once more on the server, sealed under the data
key. A computer that is joined, or opens the register, lays down what it lacks; where somebody who
sets up opens it, it adds what it alone has. Of two with one name the server's holds, and the other
stands beside it. Without this each computer would count by the forms of its own folder.
"""

from __future__ import annotations

import base64
from pathlib import Path

from sqlalchemy import Engine

from maternity import files
from maternity.db import own_files
from maternity.db.facts import fact, put_fact
from maternity.db.moved import DISTRICT_FILES

REPLACED = f".remplace{files.UNFINISHED}"
"""The ending of a file that another of the server took the place of: nothing reads it."""


def bring(engine: Engine, folder: Path, key: bytes, *, adds: bool) -> None:
    """Lay down here what the server has; put there what lies here alone where she may (`adds`)."""
    held, mine = _held(engine, key), own_files.gathered(folder)
    fresh = {name: content for name, content in held.items() if mine.get(name) != content}
    own_files.lay(folder, fresh, REPLACED)
    if adds and not mine.keys() <= held.keys():
        _put(engine, key, mine | held)


def share(engine: Engine, folder: Path, key: bytes, laid: list[Path]) -> None:
    """Put on the server the files that were laid down here just now."""
    mine = own_files.gathered(folder)
    names = {one.relative_to(own_files.top(folder)).as_posix() for one in laid}
    changed = {name: content for name, content in mine.items() if name in names}
    _put(engine, key, _held(engine, key) | changed)


def _held(engine: Engine, key: bytes) -> dict[str, bytes]:
    return own_files.opened(key, base64.b64decode(fact(engine, DISTRICT_FILES)))


def _put(engine: Engine, key: bytes, held: dict[str, bytes]) -> None:
    closed = own_files.sealed(key, held)
    put_fact(engine, DISTRICT_FILES, base64.b64encode(closed).decode())
