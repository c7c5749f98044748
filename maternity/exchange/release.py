"""A release of the program as it comes on a stick: a folder or a .zip.

    release.json    its version, the form of its register, each file with its size and SHA-256
    release.sig     the signature of the bytes of release.json
    program/        the files of the program
    wheels/         its libraries, where they are other than those of the version before

What stands there is a stranger's until the list is proven: nothing is written that it does not
name, no more than it says, and nowhere but in the folder given.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from maternity import chosen, files
from maternity.errors import Refused
from maternity.i18n import _

LIST, SIGNATURE, ENDING = "release.json", "release.sig", ".zip"
OURS = "maternity-*"
"""The name of a release among the other things of a stick."""
PROGRAM, WHEELS = "program", "wheels"
PINS = f"{PROGRAM}/requirements/run.txt"
FORMAT = 1
LONGEST_LIST = 8 << 20
LONGEST_SIGNATURE = 1 << 10
MOST_FILES = 20_000
MOST_BYTES = 2 << 30
BLOCK = 1 << 20
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*(/[A-Za-z0-9_][A-Za-z0-9_.+-]*)+")
VERSION = re.compile(r"[0-9]+(\.[0-9]+){1,3}")
OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*\.", re.IGNORECASE)
"""Names that Windows gives to something else, or writes otherwise."""

Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Member:
    """A file of a release: its size in bytes, its SHA-256, whether it is started."""

    size: int
    sha256: str
    run: bool = False


@dataclass(frozen=True)
class Release:
    """What a release says of itself, and the bytes that say so."""

    place: Path
    version: str
    schema: str
    """The revision of the register that this program knows."""
    members: dict[str, Member]
    raw: bytes
    signature: bytes

    @property
    def number(self) -> str:
        """The number of its list, as it is told on paper: five groups of four."""
        head = hashlib.sha256(self.raw).hexdigest()[:20].upper()
        return "-".join(head[at : at + 4] for at in range(0, len(head), 4))

    @property
    def size(self) -> int:
        """All its bytes, unpacked."""
        return sum(one.size for one in self.members.values())

    @property
    def pins(self) -> str:
        """The SHA-256 of the list of its libraries."""
        return self.members[PINS].sha256

    @property
    def has_wheels(self) -> bool:
        """Whether it carries its libraries."""
        return any(name.startswith(f"{WHEELS}/") for name in self.members)


def releases_in(place: Path) -> list[Release]:
    """The releases of a stick, or the one that was named; what else lies there is passed over."""
    with chosen.reading(place):
        there = sorted(place.glob(OURS)) if place.is_dir() else []
        named = place.is_file() or (place / LIST).exists()
        inside = [one for one in there if one.suffix == ENDING or (one / LIST).is_file()]
    return [read(one) for one in ([place] if named else inside)]


def read(place: Path) -> Release:
    """What a release says of itself; refused where it is none."""
    with _opened(place) as (_names, opened):
        raw = _all_of(opened(LIST), LONGEST_LIST)
        try:
            signature = _all_of(opened(SIGNATURE), LONGEST_SIGNATURE)
        except KeyError:
            signature = b""
    try:
        told = json.loads(raw)
        members = {name: _member(name, about) for name, about in told["files"].items()}
        version, schema = str(told["version"]), str(told["schema"])
        fits = told["format"] == FORMAT and VERSION.fullmatch(version) and PINS in members
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise _no_release(place) from None
    release = Release(place, version, schema, members, raw, signature)
    alike = {name.casefold() for name in members}
    fewer = len(alike) == len(members) <= MOST_FILES and release.size <= MOST_BYTES
    if not (fits and fewer):
        raise _no_release(place)
    return release


def _member(name: str, about: Any) -> Member:
    size, digest = int(about["size"]), str(about["sha256"])
    parts = name.split("/")
    fits = NAME.fullmatch(name) and parts[0] in {PROGRAM, WHEELS} and size >= 0
    if not fits or any(OF_WINDOWS.fullmatch(part) for part in parts):
        raise ValueError(name)
    return Member(size, digest, bool(about.get("run")))


def _no_release(place: Path) -> Refused:
    return Refused(
        _("“{file}” is no release of this program. Ask for another stick.").format(file=place)
    )


def unpack(release: Release, folder: Path, step: Step) -> None:
    """Write the files of a release into an empty folder, each proven by its sum."""
    done = 0
    with _opened(release.place) as (names, opened):
        beyond = names - set(release.members) - {LIST, SIGNATURE}
        if beyond:
            raise _altered(min(beyond))
        for name, about in release.members.items():
            target = _place_of(name, folder)
            with files.explained():
                target.parent.mkdir(parents=True, exist_ok=True)
            try:
                _copy(opened(name), target, name, about)
            except KeyError:
                raise _altered(name) from None
            done += about.size
            step(done, release.size)


def is_whole(release: Release, folder: Path) -> bool:
    """Whether a folder holds every file of a release as its list says."""
    for name, about in release.members.items():
        file = _place_of(name, folder)
        if not file.is_file() or file.stat().st_size != about.size:
            return False
        with file.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != about.sha256:
                return False
    return True


def _place_of(name: str, folder: Path) -> Path:
    """The program's own files lie in the folder itself, its libraries in one of their own."""
    return folder / name.removeprefix(f"{PROGRAM}/")


def _copy(source: IO[bytes], target: Path, name: str, about: Member) -> None:
    found, left = hashlib.sha256(), about.size
    with files.explained(), source, target.open("xb") as stream:
        while block := source.read(min(BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                raise _altered(name)
            found.update(block)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
        target.chmod(0o755 if about.run else 0o644)
    if left or found.hexdigest() != about.sha256:
        raise _altered(name)


def _altered(name: str) -> Refused:
    return Refused(
        _(
            "“{file}” on the stick is not as this release was made. Nothing was changed on the"
            " computer: ask for another stick."
        ).format(file=name)
    )


def _all_of(source: IO[bytes], longest: int) -> bytes:
    with source:
        found = source.read(longest + 1)
    if len(found) > longest:
        raise KeyError(longest)
    return found


Opener = Callable[[str], IO[bytes]]


@contextmanager
def _opened(place: Path) -> Iterator[tuple[set[str], Opener]]:
    """The names of the files of a package, and what opens one; KeyError for what is not there."""
    with chosen.reading(place):
        is_folder = place.is_dir()
    try:
        if is_folder:
            with chosen.reading(place):
                yield set(_files_of(place)), lambda name: _open_in(place, name)
        else:
            with chosen.reading(place), zipfile.ZipFile(place) as package:
                inside = [one for one in package.infolist() if not one.is_dir()]
                listed = [one.filename for one in inside]
                odd = any(one.compress_type not in PACKED for one in inside)
                if odd or len(set(listed)) != len(listed) or len(listed) > MOST_FILES + 2:
                    raise _no_release(place)
                yield set(listed), package.open
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError) as error:
        raise _no_release(place) from error


def _files_of(folder: Path) -> Iterator[str]:
    for at, _folders, names in os.walk(folder):
        for name in names:
            yield (Path(at) / name).relative_to(folder).as_posix()


def _open_in(folder: Path, name: str) -> IO[bytes]:
    """A file of a folder, itself: a link on a stick leads out of it."""
    file = folder / name
    steps = [folder / "/".join(name.split("/")[:at]) for at in range(1, name.count("/") + 2)]
    if any(one.is_symlink() for one in steps) or not file.is_file():
        raise KeyError(name)
    return file.open("rb")


def listed(program: dict[str, Path], version: str, schema: str) -> bytes:
    """The list of a release of these files, by their names in it; ValueError for a bad name."""
    members = {}
    for name, file in sorted(program.items()):
        content = file.read_bytes()
        about: dict[str, Any] = {"size": len(content), "sha256": _sum(content)}
        if os.access(file, os.X_OK) and name.startswith(f"{PROGRAM}/"):
            about["run"] = True
        _member(name, about)
        members[name] = about
    told = {"format": FORMAT, "version": version, "schema": schema, "files": members}
    return json.dumps(told, indent=1).encode() + b"\n"


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
