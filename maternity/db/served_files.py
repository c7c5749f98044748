"""The district's files of a register on a server: one set for every computer of the ward.

They lie in the folder of each computer as ever, and once more on the server, sealed under the data
key. A computer that is joined, or opens the register, lays down what it lacks; where somebody who
sets up opens it, it adds what it alone has. Of two with one name the server's holds, and the other
stands beside it. Without this each computer would count by the forms of its own folder. A window
that is open brings what came since before it counts.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from maternity import files
from maternity.db import audit, own_files
from maternity.db.facts import change_fact, end_of_fact, fact
from maternity.db.moved import DISTRICT_FILES

REPLACED = f".remplace{files.UNFINISHED}"
"""The ending of a file that another of the server took the place of: nothing reads it."""


MARK_LENGTH = 24
"""The end of the sealed set, which holds its proof: no two sets that were put there share it."""


def bring(engine: Engine, folder: Path, key: bytes, *, adds: bool) -> None:
    """Lay down here what the server has; put there what lies here alone where she may (`adds`)."""
    told = fact(engine, DISTRICT_FILES)
    held, mine = _opened(key, told), own_files.gathered(folder)
    fresh = {name: content for name, content in held.items() if mine.get(name) != content}
    own_files.lay(folder, fresh, REPLACED)
    audit.seat(engine).files = told[-MARK_LENGTH:]
    if adds and not mine.keys() <= held.keys():
        _put(engine, key, lambda there: mine | there)


def bring_newer(engine: Engine, folder: Path, key: bytes) -> None:
    """Lay down here what another computer put on the server since; nearly always nothing."""
    if end_of_fact(engine, DISTRICT_FILES, MARK_LENGTH) != audit.seat(engine).files:
        bring(engine, folder, key, adds=False)


def share(engine: Engine, folder: Path, key: bytes, laid: list[Path]) -> None:
    """Put on the server the files that were laid down here just now."""
    mine = own_files.gathered(folder)
    names = {one.relative_to(own_files.top(folder)).as_posix() for one in laid}
    changed = {name: content for name, content in mine.items() if name in names}
    _put(engine, key, lambda there: there | changed)


Files = dict[str, bytes]


def _put(engine: Engine, key: bytes, change: Callable[[Files], Files]) -> None:
    """Change the set on the server; two computers that do so at once follow one another."""

    def changed(told: str) -> str:
        closed = own_files.sealed(key, change(_opened(key, told)))
        return base64.b64encode(closed).decode()

    change_fact(engine, DISTRICT_FILES, changed)


def _opened(key: bytes, told: str) -> Files:
    return own_files.opened(key, base64.b64decode(told))
