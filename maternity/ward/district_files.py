"""The district's files in the register's own folder: which one is in force for a month, from when.

A file that does not say its own first day is laid down under the return's name and the day, such as
`rma_cscom@2026-12-01.csv`; one without a day was there before days were kept, and is the oldest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import files, paths
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.ward import place
from maternity.ward.second_person import Together, check_second, spend

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MAPPINGS = Path("returns") / "mappings"
WORKBOOKS = Path("returns") / "workbooks"
AT = "@"


@dataclass(frozen=True)
class Laid:
    """A file of a return that was laid down, and its first day."""

    form: str
    first: date
    path: Path


def folder_of(ward: Ward, part: Path) -> Path:
    """The register's own folder for such files; refused where the register lies elsewhere."""
    if ward.folder is None:
        raise Refused(_("The district's files are taken in where the register lies."))
    return ward.folder / part


def laid(ward: Ward, part: Path, ending: str) -> list[Laid]:
    """The files laid down, by return and from the oldest; what is named otherwise is none."""
    if ward.folder is None or not (ward.folder / part).is_dir():
        return []
    found = sorted((ward.folder / part).glob(f"*{ending}"))
    return sorted(_known(found), key=lambda one: (one.form, one.first))


def _known(found: list[Path]) -> Iterator[Laid]:
    for path in found:
        form, at, day = path.stem.partition(AT)
        try:
            yield Laid(form, date.fromisoformat(day) if at else date.min, path)
        except ValueError:
            continue


def in_force(ward: Ward, part: Path, ending: str, form: str, first: date) -> Path | None:
    """The file of a return in force on the first day of a period; None if there is none."""
    fitting = [one for one in laid(ward, part, ending) if one.form == form and one.first <= first]
    return fitting[-1].path if fitting else None


@dataclass(frozen=True)
class Laying:
    """Files of a return about to be laid down: where, under which names, and from which day."""

    part: Path
    form: str
    first: date
    contents: dict[str, bytes]


def dated(part: Path, form: str, first: date, contents: dict[str, bytes]) -> Laying:
    """Files that do not say their own first day, by their endings: their names say it."""
    named = {f"{form}{AT}{first.isoformat()}{ending}": one for ending, one in contents.items()}
    return Laying(part, form, first, named)


def lay(ward: Ward, laying: Sequence[Laying]) -> None:
    """Write files of returns into the register's own folder, for each computer, on the trail.

    They are settings: the head does it with the technical administrator, for all of them at once.
    """
    ward.allow(Right.SET_UP)
    approver = check_second(ward, Together.SETTINGS)
    spend(ward)
    for one in laying:
        _write(ward, one, approver)


def _write(ward: Ward, one: Laying, approver: str) -> None:
    folder = folder_of(ward, one.part)
    with files.explained():
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in one.contents.items():
        files.replace(folder / name, content)
    place.share_files(ward, [folder / name for name in one.contents])
    kind = one.part.name if one.part.name != paths.OWN_RETURNS else "form"
    signs = {
        f"sha256_{at}": hashlib.sha256(content).hexdigest()
        for at, content in enumerate(one.contents.values(), 1)
    }
    told = {"document": one.form, "kind": kind, "first": one.first.isoformat()}
    ward.note("district_file", approver=approver, **told, **signs)


def whole(path: Path) -> bytes:
    """The bytes of a file that a person chose."""
    with files.explained():
        return path.read_bytes()
