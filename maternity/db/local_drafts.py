"""Drafts kept on this computer while the server is away: sealed, one file a form, and no register.

Their key is derived from the data key, so that whoever opens the register can take them up and
nobody else. A file bears the form's own identity as its name, and no word of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from maternity import files
from maternity.db import envelopes
from maternity.db.drafts import Draft

FOLDER = "brouillons"
ENDING = ".brouillon"
PURPOSE = "local draft"


def keep(folder: Path, key: bytes, one: Draft) -> None:
    """Seal a draft in the folder, over the former one of the same form."""
    place = folder / FOLDER
    with files.explained():
        place.mkdir(mode=0o700, exist_ok=True)
    told = json.dumps({**asdict(one), "at": one.at.isoformat()}, ensure_ascii=False)
    sealed = envelopes.seal(key, told.encode(), PURPOSE)
    files.replace(place / f"{one.form}{ENDING}", sealed, private=True)


def waiting(folder: Path, key: bytes) -> list[Draft]:
    """The drafts of the folder that our key opens, the newest first."""
    place = folder / FOLDER
    if not place.is_dir():
        return []
    found = []
    for file in place.glob(f"*{ENDING}"):
        with files.explained():
            raw = envelopes.unseal(key, file.read_bytes(), PURPOSE)
        if raw is not None:
            told = json.loads(raw)
            found.append(Draft(**{**told, "at": datetime.fromisoformat(told["at"])}))
    return sorted(found, key=lambda one: one.at, reverse=True)


def drop(folder: Path, form: str) -> None:
    """Let a draft go: its form was kept, or it stands in the register."""
    with files.explained():
        (folder / FOLDER / f"{form}{ENDING}").unlink(missing_ok=True)
