"""What can be asked at the door of a register, before it is opened: light, for the first screen."""

from __future__ import annotations

from pathlib import Path

from maternity import chosen
from maternity.errors import Unavailable
from maternity.i18n import _

BOOK = "registre.db"
"""The register file, as the engine names it (which is not loaded yet)."""

MAKING = "registre.making"
"""The register file while its set-up is under way; it gets its name when it is whole."""


EMERGENCIES = "registre.urgence"
"""The public key that entries begun at the door are sealed for."""


SEALED = "urgence-*.mru"
"""Entries begun at the door that nobody has taken up yet."""


def sealed(folder: Path) -> list[Path]:
    """The entries that wait, sealed, for whoever signs in next."""
    return sorted(folder.glob(SEALED))


def takes_emergencies(folder: Path) -> bool:
    """Whether an entry may be begun before anybody signs in: it was opened here once."""
    return (folder / EMERGENCIES).exists()


def exists(folder: Path) -> bool:
    """Whether the folder holds a register, or what is left of one: then no new one is offered.

    A set-up that was cut off is none: nobody ever opened it, and its recovery code was not shown.
    """
    with chosen.reading(folder):
        if (folder / BOOK).exists():
            return True
        return bool(_key_files(folder)) and not is_unfinished(folder)


def is_unfinished(folder: Path) -> bool:
    """Whether a set-up was cut off here: the next one begins it anew."""
    return (folder / MAKING).exists() and not (folder / BOOK).exists()


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
