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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import IO

from maternity.errors import Refused, Unavailable
from maternity.i18n import N_, _

RETRY_SECONDS = 2.5
PAUSE_SECONDS = 0.05
LONGEST_PATH = 240
LONGEST_NAME = len("registre_avant_restauration_seq000000.db-journal.part")
LOCK_NAME = "verrou"
UNFINISHED = ".part"
MOUNTS = Path("/proc/mounts")
DEVICES = Path("/sys/dev/block")

_FULL = (
    N_("The disk is full. Nothing that was kept is lost."),
    N_("Free some space, then try again."),
)
_READ_ONLY = (
    N_("This place can only be read."),
    N_("Choose another folder, or unlock the stick, then try again."),
)
_FORBIDDEN = (
    N_("Writing is not allowed here."),
    N_("Choose another folder, or ask the administrator of the computer."),
)
_GONE = (N_("The stick or disk is no longer there."), N_("Put it back, then try again."))
_ABSENT = (
    N_("This file or folder is not there."),
    N_("Check its name and whether the stick is still in place."),
)
_FAILING = (
    N_("The disk does not answer rightly."),
    N_("Copy the register to another disk and have this one checked."),
)
_TOO_LONG = (
    N_("The name of this folder is too long."),
    N_("Choose a folder nearer to the top of the disk."),
)
_AWAY = (
    N_("The network drive does not answer."),
    N_("Choose a folder of this computer, or check the network cable."),
)
_UNKNOWN = (
    N_("The disk does not answer rightly."),
    N_("Try again, or choose another folder."),
)

SENTENCES: dict[int, tuple[str, str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.ENOENT: _ABSENT,
    errno.EIO: _FAILING,
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.ESTALE: _AWAY,
    errno.ENOTCONN: _AWAY,
    errno.EHOSTDOWN: _AWAY,
    errno.ETIMEDOUT: _AWAY,
    errno.EISDIR: (N_("This is a folder, not a file."), N_("Choose a file.")),
    errno.ENOTDIR: (N_("A folder of this path is a file."), N_("Choose another folder.")),
    errno.EFBIG: (
        N_("This stick cannot hold so large a file."),
        N_("Choose another folder or a larger stick."),
    ),
    errno.EBUSY: (
        N_("Another program holds this file."),
        N_("Close the other program, then try again."),
    ),
}
"""What a fault of the disk means and what may help."""

ON_WINDOWS = {
    19: errno.EROFS,  # the stick is write-protected
    21: errno.ENODEV,  # not ready
    23: errno.EIO,  # a check sum of the disk is wrong
    32: errno.EBUSY,
    33: errno.EBUSY,
    39: errno.ENOSPC,
    53: errno.ETIMEDOUT,  # the network path is not found
    55: errno.ENODEV,
    59: errno.ETIMEDOUT,
    64: errno.ETIMEDOUT,
    112: errno.ENOSPC,
    206: errno.ENAMETOOLONG,
    433: errno.ENODEV,
    1117: errno.EIO,
}
"""Numbers of Windows that would otherwise all be called a lack of permission, or nothing."""


def explain(error: OSError) -> Unavailable:
    """The fault in words."""
    windows = ON_WINDOWS.get(getattr(error, "winerror", None) or 0)
    words, advice = SENTENCES.get(windows or error.errno or 0, _UNKNOWN)
    return Unavailable(_(words), advice=_(advice))


@contextmanager
def explained() -> Iterator[None]:
    """Turn the disk's faults into sentences."""
    try:
        yield
    except OSError as error:
        raise explain(error) from error


def beside(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f"{path.name}{UNFINISHED}")


def replace(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put the whole content in place of a file, or leave the old one untouched.

    A private file can be read by its owner alone from its first byte.
    """
    part = beside(path)
    with explained(), _swept(part):
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _mode(private))
        with open(handle, "wb") as stream:  # noqa: PTH123 - of a handle
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if part.read_bytes() != content:
            raise OSError(errno.EIO, "read back differently")
        _put_in_place(part, path)
        flush_folder(path.parent)


def settle(path: Path) -> None:
    """Flush what another program part wrote beside a file, and put it in place."""
    with _swept(beside(path)):
        put_in_place(beside(path), path)


def put_in_place(part: Path, path: Path) -> None:
    """Flush a finished file to the disk and give it its lasting name, durably."""
    with explained():
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        _put_in_place(part, path)
        flush_folder(path.parent)


_BINARY = getattr(os, "O_BINARY", 0)


def _mode(private: bool) -> int:
    return 0o600 if private else 0o666


@contextmanager
def _swept(part: Path) -> Iterator[None]:
    """Leave nothing half-written when something goes wrong."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
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
    """Make the names in a folder durable; Windows and some sticks have no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def can_only_be_read(path: Path) -> bool:
    """Whether a file or folder that is there takes no writing: its disk, or who may write to it."""
    return path.exists() and not os.access(path, os.W_OK)


def free_space(path: Path) -> int:
    """Bytes free where the path lies, or where it would be made."""
    with explained():
        return shutil.disk_usage(_existing(path)).free


def _existing(path: Path) -> Path:
    """The path, or the nearest folder above it that exists."""
    return next(at for at in (path, *path.parents) if at.exists())


FAT32_LARGEST = 2**32 - 1


def largest_file(path: Path) -> int:
    """The largest file that the place can hold, in bytes (FAT32 stops at 4 GB)."""
    kind = _mounted(path.resolve()) if sys.platform != "win32" else _kind_on_windows(path.resolve())
    return FAT32_LARGEST if kind in {"vfat", "msdos", "fat", "fat32"} else sys.maxsize


class Drive(Enum):
    """What kind of place a folder is."""

    FIXED = "fixed"
    NETWORK = "network"
    REMOVABLE = "removable"
    FAT = "fat"
    CLOUD = "cloud"


_OF_NETWORKS = "nfs nfs4 cifs smb3 smbfs sshfs 9p afs ceph ncpfs glusterfs davfs vboxsf"
_OF_USERS = "sshfs rclone davfs davfs2 glusterfs smbnetfs gvfsd-fuse"
NETWORK_KINDS = frozenset(_OF_NETWORKS.split()) | {f"fuse.{kind}" for kind in _OF_USERS.split()}
FAT_KINDS = frozenset({"vfat", "exfat", "msdos", "fat", "fat32", "fuse.exfat"})
CLOUD_NAMES = (
    *("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud"),
    *("owncloud", "pcloud", "kdrive"),
)


def drive(path: Path) -> Drive:
    """The kind of place a path lies in."""
    resolved = path.resolve()
    if any(name in part.lower() for part in resolved.parts for name in CLOUD_NAMES):
        return Drive.CLOUD
    look = _on_windows if sys.platform == "win32" else _on_linux
    return look(resolved)


def _on_linux(path: Path) -> Drive:
    kind = _mounted(path)
    if kind in NETWORK_KINDS:
        return Drive.NETWORK
    if _removable(path):
        return Drive.REMOVABLE
    return Drive.FAT if kind in FAT_KINDS else Drive.FIXED


def _mounted(path: Path) -> str:
    """The file system's kind of the deepest mount that holds the path."""
    try:
        lines = MOUNTS.read_text("utf-8").splitlines()
    except OSError:
        return ""
    mounts = [line.split()[1:3] for line in lines]
    holding = [
        (len(place), at, kind)
        for at, (place, kind) in enumerate(mounts)
        if path.is_relative_to(place.replace("\\040", " "))
    ]
    return max(holding, default=(0, 0, ""))[2]


def _removable(path: Path) -> bool:
    """Whether the kernel calls the disk of the path removable (a stick)."""
    try:
        number = _existing(path).stat().st_dev
        disk = (DEVICES / f"{os.major(number)}:{os.minor(number)}").resolve()
        signs = [at / "removable" for at in (disk, disk.parent)]
        return any(sign.read_text("ascii").strip() == "1" for sign in signs if sign.exists())
    except OSError:
        return False


def _on_windows(path: Path) -> Drive:
    import ctypes  # noqa: PLC0415 - only there on Windows

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    told = kernel.GetDriveTypeW(path.anchor)
    found = {2: Drive.REMOVABLE, 4: Drive.NETWORK}.get(told, Drive.FIXED)
    if found is Drive.FIXED and _kind_on_windows(path) in FAT_KINDS:
        return Drive.FAT
    return found


def _kind_on_windows(path: Path) -> str:
    import ctypes  # noqa: PLC0415 - only there on Windows

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    name = ctypes.create_unicode_buffer(32)
    kernel.GetVolumeInformationW(path.anchor, None, 0, None, None, None, name, len(name))
    return name.value.lower()


def other_device(path: Path, than: Path) -> bool:
    """Whether a place is on another device or volume than a folder of this computer."""
    with explained():
        apart = _existing(path).stat().st_dev != _existing(than).stat().st_dev
    return apart or drive(path) is not Drive.FIXED


UNFIT = {
    Drive.NETWORK: N_("The register cannot live on a network drive. Choose this computer's disk."),
    Drive.CLOUD: N_("The register cannot live in a folder copied to the Internet. Choose another."),
    Drive.REMOVABLE: N_("The register cannot live on a stick: choose this computer's disk."),
    Drive.FAT: N_(
        "The register cannot live on a disk of the FAT kind, which can lose what was saved. "
        "Choose this computer's own disk."
    ),
}
"""Places where the living register must not lie, with the reason."""


def fit_for_register(folder: Path) -> None:
    """Refuse a place where the living register must not lie, with the reason."""
    if len(str(folder.resolve())) + 1 + LONGEST_NAME > LONGEST_PATH:
        raise Refused(_("The name of this folder is too long. Choose one nearer to the top."))
    reason = UNFIT.get(drive(folder))
    if reason:
        raise Refused(_(reason))


def _open_elsewhere() -> Refused:
    return Refused(
        _("This register is already open on this computer. Use the window that is open.")
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
                if error.errno not in HELD:
                    raise
                raise _open_elsewhere() from error
        self._stream = stream

    def release(self) -> None:
        """Let the folder go."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
"""What the system answers when another process holds the lock."""


def _hold(stream: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there on Windows

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
