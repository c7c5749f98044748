"""Files and folders that a person names: what she can put right is refused, and the words say how.

A place the program chose itself answers through `files`: there only the machine can be at fault.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maternity import files
from maternity.errors import Refused
from maternity.i18n import N_, _

FAULTS: dict[int, str] = {
    errno.ENOENT: N_("There is no file “{file}”. Check its name and its folder."),
    errno.ENOTDIR: N_("There is no file “{file}”. Check its name and its folder."),
    errno.EISDIR: N_("“{file}” is a folder. Name a file."),
    errno.ENAMETOOLONG: N_("The name “{file}” is too long. Check it."),
    errno.EACCES: N_(
        "You may not read “{file}”. Choose another, or ask who owns it for the right."
    ),
    errno.EPERM: N_("You may not read “{file}”. Choose another, or ask who owns it for the right."),
}
"""What may be wrong with a file or folder that a person gave to be read."""


@contextmanager
def reading(place: Path) -> Iterator[None]:
    """Turn the faults of a place she gave to be read into sentences."""
    try:
        yield
    except OSError as error:
        words = FAULTS.get(error.errno or 0)
        if words is None:
            raise files.explain(error) from error
        raise Refused(_(words).format(file=place)) from error


def folder(place: Path) -> Path:
    """A folder to write into; refused where there is none."""
    with reading(place):
        if place.is_dir():
            return place
        if place.exists():
            raise Refused(_("“{file}” is a file. Name a folder.").format(file=place))
    raise Refused(_("There is no folder “{folder}”. Check its name.").format(folder=place))


def target(place: Path) -> Path:
    """A file to write; refused where its folder is missing or a folder bears its name."""
    if not place.name or place.is_dir():
        raise Refused(_(FAULTS[errno.EISDIR]).format(file=place))
    folder(place.parent)
    return place


def file(place: Path) -> Path:
    """A file to read; refused where there is none or it may not be read."""
    with reading(place), place.open("rb"):
        return place


def make_folder(place: Path) -> None:
    """Make the folder of a register, its owner's alone; refused where a file bears its name."""
    with reading(place):
        taken = place.exists() and not place.is_dir()
    if taken:
        raise Refused(_("“{file}” is a file. Name a folder.").format(file=place))
    with files.explained():
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)
