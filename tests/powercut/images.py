"""Build every disk a power cut could have left behind.

A cut is tried after every recorded event, under four models of what the disk kept:

    kill    everything the program asked for (the program died, the computer did not)
    drop    nothing that was not flushed
    subset  each unflushed write kept or lost on its own; names kept up to a random point
    torn    as subset, and a write may keep only some of its sectors

What was flushed is always kept. Names (create, remove, rename) reach the disk in order;
flushing a file also keeps its own name and the names changed before it, as journalled
file systems do. `ignore_flush` removes every flush: the disk that lies.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import random
from collections.abc import Callable, Iterator, Sequence

from tests.powercut.recording import Event, Recording

MODELS = ("kill", "drop", "subset", "torn")


@dataclasses.dataclass
class Image:
    """One possible disk after a cut."""

    point: int  # number of events that had begun
    model: str
    keys: list[str]  # acknowledged before the cut
    files: dict[str, bytes]  # path below the watched folder -> bytes
    folders: list[str]
    digest: bytes = b""


class Inode:
    """A file: what is safe on the disk, and the changes still on their way."""

    def __init__(self, content: bytes = b"") -> None:
        self.safe = bytearray(content)
        self.waiting: list[Event] = []  # (event) in order
        self._frozen: tuple[bytes, bytes] | None = None

    def keep(self, before: float) -> None:
        """Make safe the changes that had ended before line `before`."""
        left = []
        for event in self.waiting:
            if event.end < before:
                apply(self.safe, event)
                self._frozen = None
            else:
                left.append(event)
        self.waiting = left

    def frozen(self) -> tuple[bytes, bytes]:
        """The safe content and its digest, computed once."""
        if self._frozen is None:
            content = bytes(self.safe)
            self._frozen = content, hashlib.sha256(content).digest()
        return self._frozen


def apply(content: bytearray, event: Event, first: int = 0, last: int | None = None) -> None:
    """Carry out a write or a cut, or only the bytes first..last of a write."""
    if event.kind == "cut":
        if event.size < len(content):
            del content[event.size :]
        else:
            content.extend(b"\0" * (event.size - len(content)))
        return
    data = event.data[first:last]
    where = event.offset + first
    if len(content) < where:
        content.extend(b"\0" * (where - len(content)))
    content[where : where + len(data)] = data


class Disk:
    """What is safe and what is still on its way, at one moment."""

    def __init__(self, recording: Recording) -> None:
        self.root = recording.watch
        self.inodes = {number: Inode(content) for number, content in recording.first.values()}
        self.names = {path: number for path, (number, _) in recording.first.items()}
        self.folders = set(recording.first_folders)
        self.waiting: list[Event] = []  # changes of names, in order

    def inode(self, number: int) -> Inode:
        return self.inodes.setdefault(number, Inode())

    def follow(self, event: Event, ignore_flush: bool = False) -> None:
        if event.kind in ("write", "cut"):
            self.inode(event.file).waiting.append(event)
        elif event.kind in ("enter", "leave", "move", "folder", "nofolder"):
            self.waiting.append(event)
        elif ignore_flush:
            return
        elif event.kind == "flush":
            self.inode(event.file).keep(event.begin)
            self.keep_names(event, lambda w: w.kind in ("enter", "move") and w.file == event.file)
        elif event.kind == "flushdir":
            self.keep_names(
                event, lambda w: event.path in (os.path.dirname(w.path), os.path.dirname(w.to))
            )
        elif event.kind == "flushall":
            for inode in self.inodes.values():
                inode.keep(event.begin)
            self.keep_names(event, lambda _any: True)

    def keep_names(self, flush: Event, concerned: Callable[[Event], bool]) -> None:
        """Make safe the last change concerned by this flush, and every earlier one."""
        ready = 0
        for index, change in enumerate(self.waiting):
            if change.end >= flush.begin:
                break
            if concerned(change):
                ready = index + 1
        for change in self.waiting[:ready]:
            rename(self.names, self.folders, change)
        self.waiting = self.waiting[ready:]

    def image(
        self, point: int, model: str, keys: list[str], rng: random.Random, sector: int
    ) -> Image:
        names, folders = dict(self.names), set(self.folders)
        kept = {"kill": len(self.waiting), "drop": 0}.get(model)
        if kept is None:
            kept = rng.randint(0, len(self.waiting))
        for change in self.waiting[:kept]:
            rename(names, folders, change)
        files, total = {}, hashlib.sha256()
        for path in sorted(names):
            content, digest = self.content(self.inode(names[path]), model, rng, sector)
            short = os.path.relpath(path, self.root)
            files[short] = content
            total.update(short.encode("utf-8", "surrogateescape") + b"\0" + digest)
        below = sorted(os.path.relpath(f, self.root) for f in folders)
        total.update("\0".join(below).encode("utf-8", "surrogateescape"))
        return Image(point, model, keys, files, below, total.digest())

    def content(
        self, inode: Inode, model: str, rng: random.Random, sector: int
    ) -> tuple[bytes, bytes]:
        if model == "drop" or not inode.waiting:
            return inode.frozen()
        content = bytearray(inode.safe)
        for event in inode.waiting:
            if model == "kill":
                apply(content, event)
            elif rng.random() < 0.5:
                continue
            elif model == "torn" and event.kind == "write" and rng.random() < 0.5:
                for first in range(-(event.offset % sector), len(event.data), sector):
                    if rng.random() < 0.5:
                        apply(content, event, max(first, 0), first + sector)
            else:
                apply(content, event)
        whole = bytes(content)
        return whole, hashlib.sha256(whole).digest()


def rename(names: dict[str, int], folders: set[str], change: Event) -> None:
    """Carry out one change of names."""
    if change.kind == "enter":
        names[change.path] = change.file
    elif change.kind == "leave":
        names.pop(change.path, None)
    elif change.kind == "move":
        names.pop(change.path, None)
        names[change.to] = change.file
    elif change.kind == "folder":
        folders.add(change.path)
    elif change.kind == "nofolder":
        folders.discard(change.path)


def crash_images(
    recording: Recording,
    rng: random.Random,
    models: Sequence[str] = MODELS,
    per_point: int = 2,
    sector: int = 512,
    ignore_flush: bool = False,
) -> Iterator[Image]:
    """Yield every image: one per event for kill and drop, `per_point` for subset and torn."""
    disk = Disk(recording)
    keys = list(recording.promised)
    for point, event in enumerate(recording.events):
        if event.kind == "ack":
            keys = [*keys, event.path]
        else:
            disk.follow(event, ignore_flush)
        for model in models:
            for _ in range(1 if model in ("kill", "drop") else per_point):
                yield disk.image(point + 1, model, keys, rng, sector)


def write_image(image: Image, folder: str) -> None:
    """Put an image into an empty folder, to be opened like a real one."""
    for name in image.folders:
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    for name, content in image.files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content)
