"""The file of a copy (`.mrb`): a header, its seal, and an encrypted register under its own key.

    magic 8 bytes | length of the header, 4 bytes, big-endian | header, JSON | HMAC-SHA-256 of all
    that precedes, 32 bytes | the payload, an SQLCipher file | the district's files, sealed

The seal is made under a key derived from the copy's own key, so that nothing in the header can be
altered unseen. No name of a person stands in it in clear (reference: safety, part 12).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import MISSING, asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from maternity import files
from maternity.db import copied_keys, envelopes, keys, own_files, wrapping
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

MAGIC = b"MRB\x01\r\n\x1a\n"
ENDING = ".mrb"
FORMAT = 2
"""Since 2 the district's files may stand behind the register."""
LONGEST_HEADER = 1 << 20
BLOCK = 1 << 20
SEAL_BYTES = 32

Step = Callable[[int, int], None]
"""Told how much is done and of how much; may raise to stop."""


@dataclass(frozen=True)
class Header:
    """What a copy says of itself before it is opened."""

    register: str
    sequence: int
    schema: str
    program: str
    made_at: str
    """UTC, to the second."""
    clock_ok: bool
    generation: int
    """The number of the last change in the history."""
    rows: dict[str, int]
    audit_head: str
    """The head of the chain of the audit trail, an anchor kept apart; empty where there is none."""
    pinned: str
    """Why this copy is never removed, such as before a migration; otherwise empty."""
    size: int
    digest: str
    """SHA-256 of the payload and of what stands behind it."""
    key: str
    """The copy's own key, sealed under the data key."""
    people: list[dict[str, Any]]
    """The envelopes of the key file under random identities, without names."""
    recovery: dict[str, Any]
    key_file: str
    """The key file as it was, sealed under the data key."""
    sound: bool = True
    """Whether the audit trail inside agreed with itself when the copy was made."""
    beside: int = 0
    """Bytes of the district's files, sealed, that stand behind the payload."""
    format: int = FORMAT

    @property
    def made(self) -> datetime:
        """When it was made, in this computer's time, without zone."""
        moment = datetime.fromisoformat(self.made_at)
        return moment.astimezone().replace(tzinfo=None)

    @property
    def day(self) -> date:
        """The day it was made."""
        return self.made.date()

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"seq{self.sequence:06d}_{self.day.isoformat()}{ENDING}"


@dataclass(frozen=True)
class Container:
    """A copy on a disk, its header read and not yet proven."""

    path: Path
    header: Header
    sealed_part: bytes = field(repr=False)
    seal: bytes = field(repr=False)

    @property
    def begins(self) -> int:
        """Where the payload begins."""
        return len(self.sealed_part) + SEAL_BYTES

    @property
    def whole(self) -> bool:
        """Whether the file is as long as its header says."""
        with files.explained():
            return self.path.stat().st_size == self.begins + self.header.size + self.header.beside

    def own_key(self, data_key: bytes) -> bytes:
        """The copy's key, its header proven; refused if another register's key is given."""
        found = envelopes.unseal(data_key, _raw(self.header.key), "copy key")
        if found is None:
            raise Refused(
                _(
                    "This copy belongs to another register, or to the time before this one was"
                    " given a new key: its keys do not open it."
                )
            )
        if not hmac.compare_digest(self.seal, _seal(found, self.sealed_part)):
            raise Unavailable(
                _("The head of this copy was altered or damaged."),
                advice=_("Do not use it. Take another copy."),
            )
        return found

    def key_file(self, data_key: bytes) -> bytes:
        """The key file that belongs to it."""
        found = envelopes.unseal(data_key, _raw(self.header.key_file), "copy key file")
        if found is None:
            raise _altered()
        return found

    def own_files(self, own_key: bytes) -> dict[str, bytes]:
        """The district's files that it carries, proven, by their place in the folder."""
        if not self.whole:
            raise _cut_short()
        with files.explained(), self.path.open("rb") as stream:
            stream.seek(self.begins + self.header.size)
            return own_files.opened(own_key, stream.read(self.header.beside))


def unlock(found: Container, person: str, passphrase: str) -> bytes:
    """The data key from a person's name and passphrase, tried on each envelope in turn."""
    for told in found.header.people:
        try:
            return copied_keys.open_nameless(_slot(told), person, passphrase)
        except Refused:
            continue
    raise Refused(_("The name and the passphrase do not fit. Check both and type them again."))


def _slot(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict) or not isinstance(told.get("slot"), dict):
        raise _altered()
    return dict(told["slot"])


def unlock_by_code(found: Container, code: str) -> bytes:
    """The data key from the recovery code."""
    try:
        return copied_keys.open_recovery(found.header.recovery, code)
    except Refused as error:
        if error.field == "code":
            raise
        raise Refused(
            _("This recovery code does not open this register. Take the sheet of this register."),
            field="code",
        ) from error


def secrets_of(data_key: bytes, own_key: bytes, key_file: bytes, slots: keys.KeyFile) -> Any:
    """The part of a header that holds keys, ready to be spread into it."""
    return {
        "key": _text(envelopes.seal(data_key, own_key, "copy key")),
        "people": [
            {"id": os.urandom(8).hex(), "slot": copied_keys.nameless(s)} for s in slots.people
        ],
        "recovery": copied_keys.nameless(slots.recovery),
        "key_file": _text(envelopes.seal(data_key, key_file, "copy key file")),
    }


@dataclass(frozen=True)
class Contents:
    """What a copy holds, closed under its own key: a register and the district's files."""

    register: Path
    own_files: bytes = b""


def write(stream: IO[bytes], header: Header, own_key: bytes, held: Contents, step: Step) -> None:
    """Write a whole copy to a stream."""
    body = json.dumps(asdict(header), ensure_ascii=False, sort_keys=True).encode()
    front = MAGIC + len(body).to_bytes(4, "big") + body
    stream.write(front + _seal(own_key, front))
    done = 0
    with held.register.open("rb") as source:
        for block in _blocks(source):
            stream.write(block)
            done += len(block)
            step(done, header.size)
    stream.write(held.own_files)


def read(path: Path) -> Container:
    """The header of a copy; refused in words where it is none."""
    with files.explained(), path.open("rb") as stream:
        front = stream.read(len(MAGIC) + 4)
        if front[: len(MAGIC)] != MAGIC or len(front) < len(MAGIC) + 4:
            raise Refused(_("This file is not a copy of a maternity register. Choose another."))
        length = int.from_bytes(front[len(MAGIC) :], "big")
        if length > LONGEST_HEADER:
            raise _altered()
        body, seal = stream.read(length), stream.read(SEAL_BYTES)
    if len(body) < length or len(seal) < SEAL_BYTES:
        raise _cut_short()
    return Container(path, _parsed(body), front + body, seal)


def _parsed(body: bytes) -> Header:
    try:
        told = json.loads(body)
        if int(told["format"]) > FORMAT:
            raise Unavailable(
                _("This copy was written by a newer version of the program."),
                advice=_("Install the newer version. The copy has not been touched."),
            )
        known = {one.name: told[one.name] for one in fields(Header) if _is_told(one, told)}
        return Header(**known)
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise _altered() from error


def _is_told(one: Any, told: dict[str, Any]) -> bool:
    """What older copies do not say has a value of its own."""
    return one.name in told or one.default is MISSING


def digest(found: Container, step: Step) -> None:
    """Read all that stands behind the header back and compare it with what was written."""
    _read_whole(found, step, lambda _block: None)


def take_out(found: Container, place: Path, step: Step) -> None:
    """Write the register, still encrypted, to a file of its own; proven on the way."""
    with files.explained(), place.open("wb") as target:
        left = found.header.size

        def keep(block: bytes) -> None:
            nonlocal left
            left -= target.write(block[:left])

        _read_whole(found, step, keep)
        target.flush()
        os.fsync(target.fileno())


def _read_whole(found: Container, step: Step, told: Callable[[bytes], None]) -> None:
    if not found.whole:
        raise _cut_short()
    total, done = hashlib.sha256(), 0
    with files.explained(), found.path.open("rb") as stream:
        _forget(stream)
        stream.seek(found.begins)
        for block in _blocks(stream):
            total.update(block)
            told(block)
            done += len(block)
            step(min(done, found.header.size), found.header.size)
    if total.hexdigest() != found.header.digest:
        raise Unavailable(
            _("This copy is damaged: what is read differs from what was written."),
            advice=_("Take another copy, and have the stick or disk checked."),
        )


def digest_of(path: Path, behind: bytes = b"") -> str:
    """SHA-256 of a file and of what is to stand behind it."""
    total = hashlib.sha256()
    with files.explained(), path.open("rb") as stream:
        for block in _blocks(stream):
            total.update(block)
    total.update(behind)
    return total.hexdigest()


def utc(moment: datetime) -> str:
    """A moment of this computer in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _forget(stream: IO[bytes]) -> None:
    """Have the bytes read from the disk itself where the system can be asked to."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def _seal(own_key: bytes, front: bytes) -> bytes:
    return hmac.new(wrapping.derived(own_key, "copy header"), front, hashlib.sha256).digest()


def _altered() -> Unavailable:
    return Unavailable(
        _("The head of this copy was altered or damaged."),
        advice=_("Do not use it. Take another copy."),
    )


def _cut_short() -> Unavailable:
    return Unavailable(
        _("This copy is cut short: its end is missing."),
        advice=_("Take another copy, and have the stick or disk checked."),
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, TypeError) as error:
        raise _altered() from error
