"""One register file put in place of another that has other keys: one of the two opens, always.

The key file holds the keys of both before the file is swapped. Which of them are in force, the file
in place says itself: each is known by the bytes it begins with. No moment lies between the two,
and whatever is cut off is tidied up by the next who opens the register (reference: safety, part 7).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from maternity import files
from maternity.db import keys
from maternity.db.book_file import BOOK_NAME, mark_of
from maternity.db.keys import KeyFile, Successor

NEW = "registre_nouvelle_cle.db"
"""A register under a new key, until it takes its place."""
FROM_A_COPY = "registre_restaure.db"
"""A register made from a copy, until it takes its place."""
TAKEN_OUT = ".mrb.part"
"""The ending of what was inside that copy, while the register is made of it."""


def swap(folder: Path, new: Path, after: KeyFile) -> None:
    """Put a register file, closed and proven, in place of that of a folder, with its keys."""
    before = keys.read(folder)
    waiting = Successor(mark_of(new), after.people, after.recovery, after.mac)
    both = keys.as_bytes(replace(before, next=waiting))
    for ending in ("", ".1", ".2"):
        files.replace(folder / f"{keys.NAME}{ending}", both, private=True)
    with files.explained():
        for book in (new, folder / BOOK_NAME):  # a journal is never played into another file
            book.with_name(f"{book.name}-journal").unlink(missing_ok=True)
    files.put_in_place(new, folder / BOOK_NAME)


def is_swapped(folder: Path, after: KeyFile) -> bool:
    """Whether the file in place is the one that these keys are for."""
    return keys.read(folder).mac == after.mac


def settled(folder: Path, now: KeyFile, key: bytes) -> KeyFile:
    """The key file with the keys alone that have just opened the register, where it held others.

    Whoever opens the register holds its folder: what waits there for a swap was cut off.
    """
    sweep(folder, NEW, FROM_A_COPY, f"{FROM_A_COPY}{TAKEN_OUT}")
    places = [folder / f"{keys.NAME}{ending}" for ending in ("", ".1", ".2")]
    held = [keys.parsed(one) for one in places if one.exists()]
    if not any(one is not None and one.next is not None for one in held):
        return now
    return keys.save(folder, now, key, forget=True)


def sweep(folder: Path, *names: str) -> None:
    """Let files of registers go that never took their place, the one under a new key or others."""
    for name in names or (NEW,):
        for left in (f"{name}-journal", name):
            with suppress(OSError):
                (folder / left).unlink(missing_ok=True)
