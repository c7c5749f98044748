"""Versions of the program that nothing needs any more: taken away after an update that succeeded.

The version that came and the one before it stay. An older one goes only where nothing speaks
against it: it was brought by a stick and written down, it is not at work, its libraries serve no
version that stays, and nobody put a register or a copy into its folder. The first version, which
starts the others, always stays.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from maternity import files, paths
from maternity.ward.versions import Versions

RUN = "run"
KEPT_ANYWHERE = ("registre*", "*.mrb")
"""What a ward may have put into the folder of a program."""

_held: list[IO[bytes]] = []


def hold() -> None:
    """Mark the version at work as such for as long as this process lives."""
    top = paths.program()
    if top is not None and not _held:
        with suppress(OSError):  # it cannot be held: nor can the folder be taken away then
            _held.append(_shared(top / RUN))


def remove(here: Versions) -> list[str]:
    """Take the folders of older versions away; the numbers of those that went.

    What cannot be taken away now is left as it is for the next update.
    """
    now = here.known[here.started]
    stay = {now.folder, now.before or "", ""}
    older = [one for name, one in here.known.items() if name not in stay]
    needed = {_sum(here.folder(name) / "requirements" / "run.txt") for name in stay}
    gone = [one for one in older if _is_gone(here.folder(one.folder), needed)]
    if gone:
        here.forget({one.folder for one in gone})
    return [one.folder for one in gone]


def _is_gone(folder: Path, needed: set[str]) -> bool:
    """Whether this folder is there no more, or could be taken away."""
    part = files.beside(folder)
    shutil.rmtree(part, ignore_errors=True)  # what could not be taken away whole before
    if folder.exists():
        try:
            if _is_needed(folder, needed) or _is_at_work(folder):
                return False
            folder.replace(part)
        except OSError:
            return False
        shutil.rmtree(part, ignore_errors=True)
    return not part.exists()


def _is_needed(folder: Path, needed: set[str]) -> bool:
    """Whether it is the version at work, serves one that stays, or holds what a ward put there."""
    if folder == paths.program() or folder.is_symlink():
        return True
    if (folder / ".venv").exists() and _sum(folder / ".venv" / "run.txt") in needed:
        return True
    return any(next(folder.rglob(name), None) for name in KEPT_ANYWHERE)


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "none"


def _shared(file: Path) -> IO[bytes]:
    """A file held open beside others that hold it; on Windows no folder of it can be renamed."""
    stream = file.open("rb")
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - not there on Windows

        fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return stream


def _is_at_work(folder: Path) -> bool:
    if sys.platform == "win32":
        return False  # a folder with an open file refuses its other name
    import fcntl  # noqa: PLC0415 - not there on Windows

    with (folder / RUN).open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in files.HELD:
                raise
            return True
    return False
