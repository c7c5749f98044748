"""What can be asked at the door of a register, before it is opened: light, for the first screen."""

from __future__ import annotations

from pathlib import Path

from maternity.errors import Unavailable
from maternity.i18n import _

BOOK = "registre.db"
"""The register file, as the engine names it (which is not loaded yet)."""


EMERGENCIES = "registre.urgence"
"""The public key that entries begun at the door are sealed for."""


def takes_emergencies(folder: Path) -> bool:
    """Whether an entry may be begun before anybody signs in: it was opened here once."""
    return (folder / EMERGENCIES).exists()


def exists(folder: Path) -> bool:
    """Whether the folder holds a register, or what is left of one: then no new one is offered."""
    return (folder / BOOK).exists() or bool(_key_files(folder))


def _key_files(folder: Path) -> list[Path]:
    from maternity.db import keys  # noqa: PLC0415 - nothing else of the database is needed yet

    places = (folder / f"{keys.NAME}{ending}" for ending in ("", ".1", ".2"))
    return [place for place in places if place.exists()]


def people_of(folder: Path) -> list[str]:
    """The names of the sign-in screen."""
    from maternity.db import keys  # noqa: PLC0415

    check_keys(folder)
    return keys.read(folder).names()


def check_keys(folder: Path) -> None:
    """Say that the key file is missing where the register itself is there."""
    from maternity.db import keys  # noqa: PLC0415

    if exists(folder) and not _key_files(folder):
        raise Unavailable(
            _("The register is here, and its key file {name} is missing.").format(name=keys.NAME),
            advice=_(
                "Put the key file of the last copy back beside the register. Nothing was changed."
            ),
        )
