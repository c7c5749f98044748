"""A newer version of the program, brought by a stick: proven, put beside this one, tried, chosen.

Nothing of the version at work is touched, and no register is changed: it is copied, and brought to
the new form, when somebody first signs in to the new version. No network is asked for anything.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import maternity
from maternity import files
from maternity.db.migrate import known_revisions
from maternity.errors import Refused, Unavailable
from maternity.exchange import release as releases
from maternity.exchange.release import Release, Step
from maternity.exchange.release_signature import carried_keys, signed_by
from maternity.i18n import _
from maternity.reports.news import number
from maternity.ward import older_versions
from maternity.ward.versions import Version, Versions

SLOWEST_S = 1800
"""So long its libraries may take to be laid out, on a slow disk."""
LIBRARIES_GROW = 4
"""How much more room libraries take than their packed files, at most."""


@dataclass(frozen=True)
class Updated:
    """What came: the version, where it lies, whose key had signed it, and which older ones went."""

    version: str
    folder: Path
    signed_by: str
    number: str
    removed: tuple[str, ...] = ()


def _unwatched(_done: int, _of: int) -> None:
    """Nobody watches."""


def _untold(_before: str, _version: str) -> None:
    """No register stands here that would be told."""


def update(
    here: Versions,
    place: Path,
    typed: str = "",
    step: Step = _unwatched,
    told: Callable[[str, str], None] = _untold,
) -> Updated:
    """Bring the newest release of a stick beside this version, and start it from now on.

    `typed` is the number of its list, as it was told on paper, where no key can prove it. `told`
    hears which version it takes the place of, before it is started.
    """
    removed: tuple[str, ...] = ()
    found = _newest(place)
    signer = proven(found, carried_keys(), typed)
    _is_newer(found)
    _libraries(found, here)
    with _alone(here), ExitStack() as undo:
        folder = here.folder(found.version)
        if not (folder.is_dir() and releases.is_whole(found, folder)):
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
            _lay_out(found, here, step)
        _tried(found, folder)
        told(maternity.__version__, found.version)
        here.begin()
        here.add(Version(found.version, found.schema, found.version, before=_before(here, found)))
        undo.pop_all()
        with suppress(Unavailable):  # the update has succeeded; what is old may wait
            removed = tuple(older_versions.remove(here))
    return Updated(found.version, folder, signer, found.number, removed)


@contextmanager
def _alone(here: Versions) -> Iterator[None]:
    """While one version is laid out, no other: each would take away what the other has begun."""
    with files.explained():
        here.place.mkdir(exist_ok=True)
    lock = files.Lock(here.place)
    try:
        lock.take()
    except Refused as error:
        raise Refused(
            _("Another update of this program is under way. Wait until it has ended.")
        ) from error
    try:
        yield
    finally:
        lock.release()


def _newest(place: Path) -> Release:
    found = releases.releases_in(place)
    if not found:
        raise Refused(_("There is no release of this program on “{place}”.").format(place=place))
    return max(found, key=lambda one: number(one.version))


def proven(found: Release, keys: dict[str, bytes], typed: str) -> str:
    """Whose key has signed it; empty where no key could, and the number of its list was typed."""
    signer = signed_by(found.raw, found.signature, keys)
    if signer:
        return signer
    if keys:
        raise Refused(
            _(
                "This release is not signed by those who make this program. Nothing was changed:"
                " ask for another stick."
            )
        )
    plain = re.sub(r"[^0-9A-Z]", "", typed.upper())
    if plain and plain == found.number.replace("-", ""):
        return ""
    if plain:
        raise Refused(
            _(
                "The number typed is not that of this release. Nothing was changed: check it with"
                " those who sent the stick."
            )
        )
    raise Refused(
        _(
            "This program carries no key that could prove the release. Type after --number the"
            " number that its makers gave you on paper or by telephone, never one read from the"
            " stick."
        )
    )


def _is_newer(found: Release) -> None:
    mine = maternity.__version__
    if number(found.version) <= number(mine):
        raise Refused(
            _(
                "The stick has version {theirs}; this is version {mine}. There is nothing newer."
            ).format(theirs=found.version, mine=mine)
        )
    if found.schema < max(known_revisions()):
        raise Refused(
            _("Version {theirs} knows an older form of the register than this one.").format(
                theirs=found.version
            )
        )


def _libraries(found: Release, here: Versions) -> None:
    """Whether its libraries are here or on the stick; and whether there is room for all of it."""
    size = found.size
    same = any(_pins(one) == found.pins for one in here.environments())
    if not same and not found.has_wheels:
        raise Refused(
            _(
                "Version {theirs} needs other libraries, and the stick does not carry them. Ask for"
                " the release with its libraries."
            ).format(theirs=found.version)
        )
    if not same:
        size *= LIBRARIES_GROW
    if files.free_space(here.home) < size:
        raise Unavailable(
            _("There is not enough room on the disk for the new version."),
            advice=_("Free {count} MB, then begin again. Nothing was changed.").format(
                count=size // (1 << 20) + 1
            ),
        )


def _pins(folder: Path) -> str:
    file = folder / ".venv" / "run.txt"
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _lay_out(found: Release, here: Versions, step: Step) -> None:
    """Unpack it under another name, and give it its own when all of it is proven."""
    folder = here.folder(found.version)
    part = files.beside(folder)
    with files.explained():
        for left in (part, folder):
            if left.exists():
                shutil.rmtree(left)
        part.mkdir()
    try:
        releases.unpack(found, part, step)
        with files.explained():
            part.replace(folder)
            files.flush_folder(here.place)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(part)
        raise


def _before(here: Versions, found: Release) -> str:
    """The folder of the version that it follows, also when it is brought once more."""
    now = here.known.get(here.started, Version("", ""))
    return now.before or "" if now.folder == found.version else here.started


def _tried(found: Release, folder: Path) -> None:
    """Whether it starts on this computer: it is asked its version, and lays out its libraries."""
    told = [str(folder / "run")]
    if sys.platform == "win32":
        told = ["cmd", "/c", str(folder / "run.cmd")]
    try:
        done = subprocess.run(  # noqa: S603 - the release just proven
            [*told, "--version"],
            capture_output=True,
            text=True,
            timeout=SLOWEST_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _does_not_start(found, str(error)) from error
    if done.returncode or done.stdout.split() != ["maternity", found.version]:
        raise _does_not_start(found, done.stderr.strip())


def _does_not_start(found: Release, told: str) -> Unavailable:
    words = _("Version {theirs} does not start on this computer. The version before it stays.")
    advice = _("Show these lines to those who sent the stick: {lines}")
    return Unavailable(
        words.format(theirs=found.version),
        advice=advice.format(lines=" / ".join(told.splitlines()[-4:]) or "–"),
    )
