"""What can be asked at the door of a register, before it is opened: light, for the first screen."""

from __future__ import annotations

from pathlib import Path


def exists(folder: Path) -> bool:
    """Whether the folder holds a register."""
    from maternity.db import keys  # noqa: PLC0415 - nothing else of the database is needed yet

    return keys.exists(folder)


def people_of(folder: Path) -> list[str]:
    """The names of the sign-in screen."""
    from maternity.db import keys  # noqa: PLC0415

    return keys.read(folder).names()
