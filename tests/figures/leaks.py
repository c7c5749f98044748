"""Marked words and where they can be read: figure 19."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from maternity.db import keys
from tests import kill
from tests.ward_fixtures import CHEAP


def as_written(word: str) -> set[bytes]:
    """A word as a file may hold it: whole, without accents, in small letters, in any coding."""
    plain = word.encode("ascii", "ignore").decode()
    forms = {word, word.casefold(), word.upper(), plain, plain.casefold()}
    codings = ("utf-8", "utf-16-le", "latin-1")
    return {form.encode(coding, "ignore") for form in forms for coding in codings}


def files_of(folders: Iterable[Path]) -> list[Path]:
    """Every file in these folders."""
    return [place for folder in folders for place in folder.rglob("*") if place.is_file()]


def holding(folders: Iterable[Path], words: Iterable[str]) -> list[str]:
    """The files in which a marked word can be read, in their names or in their bytes."""
    marks = {mark for word in words for mark in as_written(word)}
    return [
        place.name
        for place in files_of(folders)
        if any(mark in place.name.encode() + place.read_bytes() for mark in marks)
    ]


def after_a_kill(scratch: Path) -> tuple[list[str], int]:
    """What a window killed while a name is typed leaves: files with the name, and all files."""
    usual, keys.COST = keys.COST, CHEAP
    watched = [scratch / name for name in ("register", "temporary", "config", "data", "state")]
    for one in watched:
        one.mkdir(parents=True)
    places = {"TMPDIR": "temporary", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data"}
    places["XDG_CACHE_HOME"] = places["XDG_STATE_HOME"] = "state"
    own = {name: str(scratch / place) for name, place in places.items()}
    try:
        folder = kill.prepared(watched[0])
        life = kill.once(folder, 3.0, {**os.environ, **own}, look=False)
    finally:
        keys.COST = usual
    assert life.saved, "a name was typed and saved before the kill"
    return holding(watched, [kill.TYPED]), len(files_of(watched))
