"""Record what a program asks of the disk, and read the record back as disk events.

`record` runs a command under strace and keeps the trace. `read` turns the trace into
the few events that matter for a power cut: a name appears or goes, bytes are written, a file
is cut, a file or a folder is flushed, a save is acknowledged.

The reader never guesses. A call that changes the watched folder in a way it cannot
follow raises `Unsupported`, and after the recording the files it has rebuilt are
compared byte for byte with the real ones.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from typing import Any

from tests.powercut.syscalls import (
    BLOCK,
    HANDLE,
    TEXT,
    Call,
    Unsupported,
    calls,
    decode,
    found_in,
    matched,
    name_of,
)

CALLS = [
    "?open",
    "openat",
    "?openat2",
    "?creat",
    "close",
    "?dup",
    "?dup2",
    "dup3",
    "fcntl",
    "lseek",
    "read",
    "readv",
    "write",
    "writev",
    "pwrite64",
    "pwritev",
    "?pwritev2",
    "fsync",
    "fdatasync",
    "sync",
    "syncfs",
    "ftruncate",
    "truncate",
    "fallocate",
    "?unlink",
    "unlinkat",
    "?rename",
    "?renameat",
    "renameat2",
    "?link",
    "linkat",
    "?symlink",
    "symlinkat",
    "?mkdir",
    "mkdirat",
    "?rmdir",
    "mmap",
    "sendfile",
    "copy_file_range",
    "splice",
    "clone",
    "clone3",
    "?fork",
    "?vfork",
    "chdir",
    "fchdir",
    "execve",
    "ioctl",
    "?io_uring_setup",
]
LONGEST_WRITE = 1 << 20


@dataclasses.dataclass
class Event:
    """One thing that happened to the disk, or one acknowledgement.

    `begin` and `end` are trace line numbers: another thread's flush covers a write only
    if the write had ended before the flush began.
    """

    kind: str  # enter leave move folder nofolder write cut flush flushdir flushall ack
    begin: float
    end: float
    file: int = -1
    path: str = ""
    to: str = ""
    offset: int = 0
    size: int = 0
    data: bytes = b""

    def __str__(self) -> str:
        name = os.path.basename(self.path)
        detail = {
            "write": f" {len(self.data)} bytes at {self.offset}",
            "cut": f" to {self.size} bytes",
        }
        return f"{self.kind} {name}{detail.get(self.kind, '')}".strip()


# ---------------------------------------------------------------------------- recording


def record(
    command: list[str],
    run: str,
    watch: str | None = None,
    start: str | None = None,
    ignore: Sequence[str] = ("*-shm",),
    longest: int = LONGEST_WRITE,
) -> tuple[int, Recording]:
    """Run `command` under strace; keep trace, first state and acknowledgements in `run`."""
    if not shutil.which("strace"):
        raise SystemExit("strace is missing: apt-get install strace")
    if os.path.exists(os.path.join(run, "trace")):
        raise SystemExit(f"{run} already holds a recording: choose another --run or delete it")
    os.makedirs(run, exist_ok=True)
    watch = os.path.realpath(watch or os.path.join(run, "data"))
    os.makedirs(watch, exist_ok=True)
    promised = []
    if start:
        data = os.path.join(start, "data")
        shutil.copytree(data if os.path.isdir(data) else start, watch, dirs_exist_ok=True)
        promised = read_keys(os.path.join(start, "acks.txt"))
    first = os.path.join(run, "start")
    shutil.copytree(watch, first, symlinks=True)
    acks = os.path.realpath(os.path.join(run, "acks.txt"))
    open(acks, "w").close()
    meta = {
        "watch": watch,
        "acks": acks,
        "cwd": os.getcwd(),
        "promised": promised,
        "ignore": list(ignore),
        "command": list(command),
    }
    with open(os.path.join(run, "meta.json"), "w") as out:
        json.dump(meta, out, indent=1)
    strace = ["strace", "-f", "-y", "-xx", "-s", str(longest), "-e", "raw=read,readv"]
    strace += ["-e", "trace=" + ",".join(CALLS), "-o", os.path.join(run, "trace")]
    environment = dict(os.environ, POWERCUT_ACK=acks, POWERCUT_DATA=watch)
    filled = [part.replace("{data}", watch).replace("{ack}", acks) for part in command]
    code = subprocess.run(strace + filled, env=environment, check=False).returncode
    if not os.path.exists(os.path.join(run, "trace")) or not os.path.getsize(
        os.path.join(run, "trace")
    ):
        raise SystemExit(
            "nothing was traced: in a container, allow ptrace (for example --cap-add=SYS_PTRACE)"
        )
    recording = read(run)
    recording.compare_with_disk()
    return code, recording


def read_keys(path: str) -> list[str]:
    """The keys of an acknowledgement file, in order: the lines `ACK key`."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as lines:
        return [line[4:].strip() for line in lines if line.startswith("ACK ")]


def read(run: str) -> Recording:
    """Read a recording made earlier."""
    with open(os.path.join(run, "meta.json")) as source:
        meta = json.load(source)
    recording = Recording(meta, os.path.join(run, "start"))
    with open(os.path.join(run, "trace")) as lines:
        recording.follow(lines)
    return recording


@dataclasses.dataclass
class Handle:
    """An open file: which file, where the next write goes."""

    file: int  # -1 for a folder
    path: str
    position: int = 0
    append: bool = False
    synchronous: bool = False


class Recording:
    """The watched folder as the trace tells it."""

    def __init__(self, meta: dict[str, Any], start: str) -> None:
        self.watch = meta["watch"]
        self.ack_file = meta["acks"]
        self.cwd = meta["cwd"]
        self.ignore = meta["ignore"]
        self.promised = meta["promised"]
        self.events: list[Event] = []
        self.first: dict[str, tuple[int, bytes]] = {}  # path -> (file, bytes) before the command
        self.live: dict[int, bytearray] = {}  # file -> bytearray as the program sees it
        self.names: dict[str, int] = {}  # path -> file
        self.folders = {self.watch}
        self.tables: dict[int, dict[int, Handle]] = {}  # pid -> {descriptor: Handle}
        self.places: dict[int, str] = {}  # pid -> current folder
        self.half_ack = ""
        for folder, inner, files in os.walk(start):
            here = os.path.normpath(os.path.join(self.watch, os.path.relpath(folder, start)))
            self.folders.update(os.path.join(here, name) for name in inner)
            for name in files:
                path = os.path.join(here, name)
                if self.watched(path):
                    with open(os.path.join(folder, name), "rb") as source:
                        content = source.read()
                    self.first[path] = (self.new_file(path, content), content)
        self.first_folders = set(self.folders)

    # -- small things

    def watched(self, path: str) -> bool:
        inside = path == self.watch or path.startswith(self.watch + os.sep)
        return inside and not any(fnmatch.fnmatch(os.path.basename(path), p) for p in self.ignore)

    def new_file(self, path: str, content: bytes = b"") -> int:
        number = len(self.live)
        self.live[number] = bytearray(content)
        self.names[path] = number
        return number

    def add(self, call: Call, kind: str, **more: Any) -> None:
        self.events.append(Event(kind, call.begin, call.end, **more))

    def place(self, call: Call, text: str, base: str | None = None) -> str:
        """The absolute path of an argument, symbolic links in its folder resolved."""
        base = base or self.places.get(call.pid, self.cwd)
        path = os.path.join(base, name_of(text))
        return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))

    def handle(self, call: Call, number: str, shown: str | None) -> Handle | None:
        """The open file behind a descriptor, or None when it is not ours to follow."""
        if shown is None or not self.watched(name_of(shown).replace(" (deleted)", "")):
            return None
        handle = self.tables.get(call.pid, {}).get(int(number))
        if handle is None:
            raise Unsupported(f"{call.name} on {name_of(shown)}: opened before the recording began")
        return handle

    # -- following the calls

    def follow(self, lines: Iterable[str]) -> None:
        todo = calls(lines)
        parents = {
            c.result: c for c in todo if c.name in ("clone", "clone3", "fork", "vfork") and c.result
        }
        # A flush counts and a descriptor exists when the call returns; a change may reach
        # the disk, and an acknowledgement the reader, as soon as the call begins.
        late = [
            "fsync",
            "fdatasync",
            "sync",
            "syncfs",
            "open",
            "openat",
            "openat2",
            "creat",
            "dup",
            "dup2",
            "dup3",
            "fcntl",
        ]
        todo.sort(key=lambda c: c.end if c.name in late else c.begin)
        for call in todo:
            if call.pid not in self.tables:
                born = parents.get(call.pid)
                table = self.tables.get(born.pid, {}) if born else {}
                self.tables[call.pid] = (
                    table if born and "CLONE_FILES" in born.args else dict(table)
                )
                self.places[call.pid] = self.places.get(born.pid, self.cwd) if born else self.cwd
            if call.result is not None and call.result < 0:
                continue
            getattr(self, "do_" + call.name, self.do_nothing)(call)

    def do_nothing(self, call: Call) -> None:
        pass

    def do_execve(self, call: Call) -> None:
        # Descriptors above 2 are normally closed here; one handed on would be missed below.
        self.tables[call.pid] = {n: h for n, h in self.tables[call.pid].items() if n < 3}

    def do_openat(self, call: Call) -> None:
        match = matched(HANDLE + ", " + TEXT + r", (?:\{flags=)?([A-Z0-9_|]+)", call.args)
        opened = matched(r"<([^>]*)>", call.tail)
        if not match or not opened or call.result is None:
            return
        self.opened(call, name_of(opened[1]), match[5])

    def do_open(self, call: Call) -> None:
        match = matched(TEXT + r", ([A-Z0-9_|]+)", call.args)
        opened = matched(r"<([^>]*)>", call.tail)
        if match and opened and call.result is not None:
            self.opened(call, name_of(opened[1]), match[3])

    def do_creat(self, call: Call) -> None:
        opened = matched(r"<([^>]*)>", call.tail)
        if opened and call.result is not None:
            self.opened(call, name_of(opened[1]), "O_WRONLY|O_CREAT|O_TRUNC")

    do_openat2 = do_openat

    def opened(self, call: Call, path: str, flags: str) -> None:
        table = self.tables[call.pid]
        table.pop(call.result, None)
        if not self.watched(path):
            return
        if path in self.folders:
            if "O_TMPFILE" in flags:
                raise Unsupported("O_TMPFILE in the watched folder")
            table[call.result] = Handle(-1, path)
            return
        if path not in self.names:
            if "O_CREAT" not in flags:
                raise Unsupported(f"{path} appeared without being created by the recorded program")
            self.add(call, "enter", file=self.new_file(path), path=path)
        number = self.names[path]
        if "O_TRUNC" in flags and self.live[number]:
            self.cut(call, number, 0, path)
        synchronous = "O_SYNC" in flags or "O_DSYNC" in flags
        table[call.result] = Handle(
            number, path, append="O_APPEND" in flags, synchronous=synchronous
        )

    def do_close(self, call: Call) -> None:
        match = matched(HANDLE, call.args)
        if match:
            self.tables[call.pid].pop(int(match[1]), None)

    def do_dup(self, call: Call) -> None:
        match = matched(HANDLE, call.args)
        table = self.tables[call.pid]
        table.pop(call.result, None)
        if match and int(match[1]) in table:
            table[call.result] = table[int(match[1])]

    do_dup2 = do_dup3 = do_dup

    def do_fcntl(self, call: Call) -> None:
        if "F_DUPFD" in call.args:
            self.do_dup(call)

    def do_lseek(self, call: Call) -> None:
        match = matched(HANDLE, call.args)
        handle = self.handle(call, match[1], match[2])
        if handle:
            handle.position = call.result

    def do_read(self, call: Call) -> None:
        match = matched(r"(0x[0-9a-f]+|\d+)", call.args)  # printed raw: the bytes are not needed
        handle = self.tables[call.pid].get(int(match[1], 0)) if match else None
        if handle and call.result:
            handle.position += call.result

    do_readv = do_read

    # -- writing

    def payload(self, call: Call, cut_mark: object, content: bytes) -> bytes:
        if cut_mark:
            raise Unsupported(f"a write longer than --longest-write ({len(content)} bytes kept)")
        return content if call.result is None else content[: call.result]

    def do_write(self, call: Call) -> None:
        match = matched(HANDLE + ", " + TEXT, call.args)
        if not match:
            return
        if match[2] and name_of(match[2]) == self.ack_file:
            self.acknowledge(call, decode(match[3]))
            return
        handle = self.handle(call, match[1], match[2])
        if handle:
            self.write(call, handle, self.payload(call, match[4], decode(match[3])))

    def do_pwrite64(self, call: Call) -> None:
        match = matched(HANDLE + ", " + TEXT + r", \d+, (\d+)", call.args)
        handle = match and self.handle(call, match[1], match[2])
        if handle:
            self.write(call, handle, self.payload(call, match[4], decode(match[3])), int(match[5]))

    def do_writev(self, call: Call, offset: int | None = None) -> None:
        match = matched(HANDLE, call.args)
        blocks = BLOCK.findall(call.args)
        content = b"".join(decode(text) for text, _ in blocks)
        if match[2] and name_of(match[2]) == self.ack_file:
            self.acknowledge(call, content)
            return
        handle = self.handle(call, match[1], match[2])
        if handle:
            self.write(
                call, handle, self.payload(call, any(mark for _, mark in blocks), content), offset
            )

    def do_pwritev(self, call: Call) -> None:
        offset = found_in(r"\], \d+, (-?\d+)", call.args)
        offset = int(offset[1])
        self.do_writev(call, None if offset == -1 else offset)

    do_pwritev2 = do_pwritev

    def write(self, call: Call, handle: Handle, content: bytes, offset: int | None = None) -> None:
        live = self.live[handle.file]
        told: Any = handle.position if offset is None else offset
        where = len(live) if handle.append else told
        if len(live) < where:
            live.extend(b"\0" * (where - len(live)))
        live[where : where + len(content)] = content
        if offset is None:
            handle.position = where + len(content)
        self.add(
            call, "write", file=handle.file, path=handle.path, offset=where, data=bytes(content)
        )
        if handle.synchronous and call.result is not None:
            self.events.append(
                Event("flush", call.end + 0.5, call.end + 0.5, file=handle.file, path=handle.path)
            )

    def copied(
        self,
        call: Call,
        source: Handle | None,
        target: Handle | None,
        source_at: int | None,
        target_at: int | None,
    ) -> None:
        """sendfile and copy_file_range: the bytes come from another followed file."""
        if target is None or not call.result:
            return
        if source is None:
            raise Unsupported(
                f"{call.name} into {target.path} from a file outside the watched folder"
            )
        where = source.position if source_at is None else source_at
        content = bytes(self.live[source.file][where : where + call.result])
        if source_at is None:
            source.position += call.result
        self.write(call, target, content, target_at)

    def do_sendfile(self, call: Call) -> None:
        match = matched(HANDLE + ", " + HANDLE + r", (NULL|\[(\d+)\])", call.args)
        if match:
            target = self.handle(call, match[1], match[2])
            source = self.handle(call, match[3], match[4])
            self.copied(call, source, target, None if match[5] == "NULL" else int(match[6]), None)

    def do_copy_file_range(self, call: Call) -> None:
        place = r", (NULL|\[(\d+)\](?: => \[\d+\])?), "
        match = matched(HANDLE + place + HANDLE + place, call.args)
        if match:
            source = self.handle(call, match[1], match[2])
            target = self.handle(call, match[5], match[6])
            source_at = None if match[3] == "NULL" else int(match[4])
            target_at = None if match[7] == "NULL" else int(match[8])
            self.copied(call, source, target, source_at, target_at)

    def refuse_if_watched(self, call: Call) -> None:
        for number, shown in re.findall(HANDLE, call.args):
            if shown and number != "AT_FDCWD" and self.watched(name_of(shown)):
                raise Unsupported(f"{call.name} on {name_of(shown)}")

    do_splice = refuse_if_watched

    def do_ioctl(self, call: Call) -> None:
        if "CLONE" in call.args:
            self.refuse_if_watched(call)

    def do_mmap(self, call: Call) -> None:
        if "MAP_SHARED" in call.args and "PROT_WRITE" in call.args:
            self.refuse_if_watched(call)  # writes through memory are invisible: set mmap_size=0

    def do_io_uring_setup(self, call: Call) -> None:
        raise Unsupported("io_uring: its writes cannot be seen in a trace")

    # -- sizes

    def cut(self, call: Call, number: int, size: int, path: str) -> None:
        live = self.live[number]
        if size < len(live):
            del live[size:]
        else:
            live.extend(b"\0" * (size - len(live)))
        self.add(call, "cut", file=number, path=path, size=size)

    def do_ftruncate(self, call: Call) -> None:
        match = matched(HANDLE + r", (\d+)", call.args)
        handle = match and self.handle(call, match[1], match[2])
        if handle:
            self.cut(call, handle.file, int(match[3]), handle.path)

    def do_truncate(self, call: Call) -> None:
        match = matched(TEXT + r", (\d+)", call.args)
        path = self.place(call, match[1])
        if self.watched(path):
            self.cut(call, self.names[path], int(match[3]), path)

    def do_fallocate(self, call: Call) -> None:
        match = matched(HANDLE + r", ([A-Z0-9_|]+), (\d+), (\d+)", call.args)
        handle = match and self.handle(call, match[1], match[2])
        if not handle or match[3] == "FALLOC_FL_KEEP_SIZE":
            return
        if match[3] != "0":
            raise Unsupported(f"fallocate {match[3]}")
        size = int(match[4]) + int(match[5])
        if size > len(self.live[handle.file]):
            self.cut(call, handle.file, size, handle.path)

    # -- flushing

    def do_fsync(self, call: Call) -> None:
        match = matched(HANDLE, call.args)
        handle = match and call.result == 0 and self.handle(call, match[1], match[2])
        if handle and handle.file < 0:
            self.add(call, "flushdir", path=handle.path)
        elif handle:
            self.add(call, "flush", file=handle.file, path=handle.path)

    do_fdatasync = do_fsync

    def do_sync(self, call: Call) -> None:
        self.add(call, "flushall")

    def do_syncfs(self, call: Call) -> None:
        match = matched(HANDLE, call.args)
        if match[2] and self.watched(name_of(match[2])):
            self.add(call, "flushall")

    # -- names

    def pair(self, call: Call, at: bool) -> tuple[str, str]:
        """Old and new path of rename and link, with or without folder handles."""
        if at:
            match = matched(HANDLE + ", " + TEXT + ", " + HANDLE + ", " + TEXT, call.args)
            olds = self.place(call, match[3], name_of(match[2]) if match[2] else None)
            news = self.place(call, match[7], name_of(match[6]) if match[6] else None)
        else:
            match = matched(TEXT + ", " + TEXT, call.args)
            olds, news = self.place(call, match[1]), self.place(call, match[3])
        return olds, news

    def do_rename(self, call: Call, at: bool = False) -> None:
        old, new = self.pair(call, at)
        if not self.watched(old) and not self.watched(new):
            return
        if "RENAME_EXCHANGE" in call.args or old in self.folders:
            raise Unsupported(f"rename of a folder or exchange: {old}")
        if not self.watched(new) or old not in self.names:
            raise Unsupported(f"rename across the edge of the watched folder: {old} -> {new}")
        self.names[new] = self.names.pop(old)
        self.add(call, "move", file=self.names[new], path=old, to=new)

    def do_renameat(self, call: Call) -> None:
        self.do_rename(call, at=True)

    do_renameat2 = do_renameat

    def do_link(self, call: Call, at: bool = False) -> None:
        old, new = self.pair(call, at)
        if self.watched(new):
            if old not in self.names:
                raise Unsupported(f"link to a file outside the watched folder: {old}")
            self.names[new] = self.names[old]
            self.add(call, "enter", file=self.names[new], path=new)

    def do_linkat(self, call: Call) -> None:
        self.do_link(call, at=True)

    def do_symlink(self, call: Call) -> None:
        match = matched(TEXT + ", (?:" + HANDLE + ", )?" + TEXT, call.args)
        path = self.place(call, match[5], name_of(match[4]) if match[4] else None)
        if self.watched(path):
            raise Unsupported(f"symbolic link in the watched folder: {path}")

    do_symlinkat = do_symlink

    def single(self, call: Call, at: bool) -> str:
        match = matched((HANDLE + ", " if at else "") + TEXT, call.args)
        if at:
            return self.place(call, match[3], name_of(match[2]) if match[2] else None)
        return self.place(call, match[1])

    def do_unlink(self, call: Call, at: bool = False) -> None:
        path = self.single(call, at)
        if self.watched(path) and path in self.names:
            self.add(call, "leave", file=self.names.pop(path), path=path)

    def do_unlinkat(self, call: Call) -> None:
        if "AT_REMOVEDIR" in call.args:
            self.do_rmdir(call, at=True)
        else:
            self.do_unlink(call, at=True)

    def do_mkdir(self, call: Call, at: bool = False) -> None:
        path = self.single(call, at)
        if self.watched(path):
            self.folders.add(path)
            self.add(call, "folder", path=path)

    def do_mkdirat(self, call: Call) -> None:
        self.do_mkdir(call, at=True)

    def do_rmdir(self, call: Call, at: bool = False) -> None:
        path = self.single(call, at)
        if self.watched(path):
            self.folders.discard(path)
            self.add(call, "nofolder", path=path)

    def do_chdir(self, call: Call) -> None:
        self.places[call.pid] = os.path.realpath(self.place(call, matched(TEXT, call.args)[1]))

    def do_fchdir(self, call: Call) -> None:
        self.places[call.pid] = name_of(matched(HANDLE, call.args)[2])

    # -- acknowledgements

    def acknowledge(self, call: Call, content: bytes) -> None:
        text = self.half_ack + content.decode("utf-8", "replace")
        *whole, self.half_ack = text.split("\n")
        for line in whole:
            if line.startswith("ACK "):
                self.add(call, "ack", path=line[4:].strip())

    # -- does the record tell the whole story?

    def compare_with_disk(self) -> None:
        """Raise when the rebuilt folder differs from the real one: something was missed."""
        real = {}
        for folder, _, files in os.walk(self.watch):
            for name in files:
                path = os.path.join(folder, name)
                if self.watched(path):
                    with open(path, "rb") as source:
                        real[path] = source.read()
        told = {path: bytes(self.live[number]) for path, number in self.names.items()}
        wrong = sorted(p for p in real.keys() | told.keys() if real.get(p) != told.get(p))
        if wrong:
            raise Unsupported("the trace does not explain these files: " + ", ".join(wrong))
