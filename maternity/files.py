"""Files on disk: replaced whole or not at all, and the places a register may live in.

One function writes every file of ours: beside, flushed, read back, then put in place, with
retries for an antivirus that holds it; the folder is flushed too, since the old file can come back
otherwise (reference: safety, part 4). Faults of the disk become sentences here.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO

from maternity.errors import Refused, Unavailable
from maternity.i18n import N_, _

RETRY_SECONDS = 2.5
PAUSE_SECONDS = 0.05
LONGEST_PATH = 240
LOCK_NAME = "verrou"

SENTENCES: dict[int, tuple[str, str]] = {
    errno.ENOSPC: (
        N_("The disk is full. Nothing that was kept is lost."),
        N_("Free some space, then try again."),
    ),
    errno.EDQUOT: (
        N_("The disk is full. Nothing that was kept is lost."),
        N_("Free some space, then try again."),
    ),
    errno.EROFS: (
        N_("This place can only be read."),
        N_("Choose another folder, or unlock the stick, then try again."),
    ),
    errno.EACCES: (
        N_("Writing is not allowed here."),
        N_("Choose another folder, or ask the administrator of the computer."),
    ),
    errno.EPERM: (
        N_("Writing is not allowed here."),
        N_("Choose another folder, or ask the administrator of the computer."),
    ),
    errno.ENODEV: (
        N_("The stick or disk is no longer there."),
        N_("Put it back, then try again."),
    ),
    errno.ENOENT: (
        N_("This file or folder is not there."),
        N_("Check its name and whether the stick is still in place."),
    ),
    errno.EIO: (
        N_("The disk does not answer rightly."),
        N_("Copy the register to another disk and have this one checked."),
    ),
    errno.ENAMETOOLONG: (
        N_("The name of this folder is too long."),
        N_("Choose a folder nearer to the top of the disk."),
    ),
    errno.EISDIR: (
        N_("This is a folder, not a file."),
        N_("Choose a file."),
    ),
    errno.ENOTDIR: (
        N_("A folder of this path is a file."),
        N_("Choose another folder."),
    ),
}
"""What a fault of the disk means and what may help."""


def explain(error: OSError) -> Unavailable:
    """The fault in words; the system's own number only where no sentence is known."""
    words, advice = SENTENCES.get(
        error.errno or 0,
        (N_("The disk does not answer rightly."), N_("Try again, or choose another folder.")),
    )
    return Unavailable(_(words), advice=_(advice))


@contextmanager
def explained() -> Iterator[None]:
    """Turn the disk's faults into sentences."""
    try:
        yield
    except OSError as error:
        raise explain(error) from error


def replace(path: Path, content: bytes) -> None:
    """Put the whole content in place of a file, or leave the old one untouched."""

    def fill(stream: IO[bytes]) -> None:
        stream.write(content)

    write(path, fill)
    with explained():
        if path.read_bytes() != content:
            raise OSError(errno.EIO, "read back differently")


def write(path: Path, fill: Callable[[IO[bytes]], None]) -> None:
    """Fill a file beside, flush it, and put it in place; nothing half-written is ever left."""
    part = path.with_name(path.name + ".part")
    with explained():
        try:
            with part.open("wb") as stream:
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
            _put_in_place(part, path)
            flush_folder(path.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _put_in_place(part: Path, path: Path) -> None:
    limit = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            part.replace(path)
        except PermissionError:  # an antivirus reads what was just written
            if time.monotonic() > limit:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_space(path: Path) -> int:
    """Bytes free where the path lies, or where it would be made."""
    at = path
    while not at.exists():
        at = at.parent
    with explained():
        return shutil.disk_usage(at).free


class Drive(Enum):
    """What kind of place a folder is."""

    FIXED = "fixed"
    NETWORK = "network"
    REMOVABLE = "removable"
    CLOUD = "cloud"


NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p"})
STICK_KINDS = frozenset({"vfat", "exfat", "msdos", "fuseblk.exfat"})
CLOUD_NAMES = ("onedrive", "dropbox", "google drive", "icloud", "nextcloud")


def drive(path: Path) -> Drive:
    """The kind of place a path lies in."""
    resolved = path.resolve()
    if any(name in part.lower() for part in resolved.parts for name in CLOUD_NAMES):
        return Drive.CLOUD
    kind = _windows_drive(resolved) if sys.platform == "win32" else _mounted(resolved)
    if kind in NETWORK_KINDS:
        return Drive.NETWORK
    return Drive.REMOVABLE if kind in STICK_KINDS else Drive.FIXED


def _mounted(path: Path) -> str:
    """The file system's kind of the deepest mount that holds the path."""
    try:
        lines = Path("/proc/mounts").read_text("utf-8").splitlines()
    except OSError:
        return ""
    mounts = [line.split()[1:3] for line in lines]
    holding = [
        (len(place), kind)
        for place, kind in mounts
        if path.is_relative_to(place.replace("\\040", " "))
    ]
    return max(holding, default=(0, ""))[1]


def _windows_drive(path: Path) -> str:
    import ctypes  # noqa: PLC0415 - only there on Windows

    kinds = {2: "vfat", 4: "cifs"}
    return kinds.get(ctypes.windll.kernel32.GetDriveTypeW(path.anchor), "")  # type: ignore[attr-defined]


def fit_for_register(folder: Path) -> None:
    """Refuse a place where the living register must not lie, with the reason."""
    if len(str(folder.resolve())) > LONGEST_PATH:
        raise Refused(_("The name of this folder is too long. Choose one nearer to the top."))
    place = drive(folder)
    if place is Drive.NETWORK:
        raise Refused(
            _("The register cannot live on a network drive. Choose this computer's disk.")
        )
    if place is Drive.CLOUD:
        raise Refused(
            _(
                "The register cannot live in a folder copied to the Internet. Choose another."
            )
        )
    if place is Drive.REMOVABLE:
        raise Refused(
            _(
                "The register cannot live on a stick: choose this computer's disk."
            )
        )


class Lock:
    """The lock of the operating system on a data folder; it dies with the process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._stream: IO[bytes] | None = None

    def take(self) -> None:
        """Hold the folder, or refuse: another window or another person has it open."""
        with explained():
            stream = self._path.open("ab")
        try:
            _hold(stream)
        except OSError as error:
            stream.close()
            raise Refused(
                _("This register is already open on this computer. Use the window that is open.")
            ) from error
        self._stream = stream

    def release(self) -> None:
        """Let the folder go."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _hold(stream: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there on Windows

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
