"""The register's own `returns` folder in its copies: the district's returns, tables and workbooks.

They stand sealed behind the register in the file of a copy. Without them a register restored on a
new computer would count by other forms than the month before (reference: safety, part 12).
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from maternity import files, paths
from maternity.db import envelopes
from maternity.errors import Unavailable
from maternity.i18n import _

PURPOSE = "copy returns"


def top(folder: Path) -> Path:
    """The folder of the district's files beside a register."""
    return folder / paths.OWN_RETURNS


def gathered(folder: Path) -> dict[str, bytes]:
    """The files of a register's own folder, by their place in it; those half written stay out."""
    own = top(folder)
    with files.explained():
        found = sorted(one for one in own.rglob("*") if one.is_file() and not one.is_symlink())
        return {
            one.relative_to(own).as_posix(): one.read_bytes()
            for one in found
            if one.suffix != files.UNFINISHED
        }


def sealed(own_key: bytes, held: dict[str, bytes]) -> bytes:
    """The files, packed and closed under the key of a copy; nothing where there are none."""
    if not held:
        return b""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return envelopes.seal(own_key, packed.getvalue(), PURPOSE)


def opened(own_key: bytes, closed: bytes) -> dict[str, bytes]:
    """The files again; refused where one is not as it was written, or would lie elsewhere."""
    if not closed:
        return {}
    packed = envelopes.unseal(own_key, closed, PURPOSE)
    if packed is None:
        raise _altered()
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            held = {one: archive.read(one) for one in archive.namelist()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile) as error:
        raise _altered() from error
    if any(PurePosixPath(one).is_absolute() or ".." in PurePosixPath(one).parts for one in held):
        raise _altered()
    return held


def lay(folder: Path, held: dict[str, bytes], ending: str) -> None:
    """Lay the files down in a register's folder; another of the same name keeps its own content.

    The one that was there stands beside it under its name and this ending, where nothing reads it.
    """
    for name, content in held.items():
        place = top(folder) / name
        with files.explained():
            place.parent.mkdir(parents=True, exist_ok=True)
            old = place.read_bytes() if place.exists() else content
        if old != content:
            files.replace(place.with_name(f"{place.name}{ending}"), old)
        files.replace(place, content)


def _altered() -> Unavailable:
    return Unavailable(
        _("The district's files in this copy were altered or damaged."),
        advice=_("Do not use it. Take another copy."),
    )
