"""A damaged register file read page by page, past the database.

SQLCipher closes each page of 4096 bytes for itself: AES-256-CBC, and a seal (HMAC of SHA-512) over
the page and its number. A page whose seal is right is whole, whatever became of the others. The
formats are those of SQLite's documentation: a leaf of a table begins with 13, and holds cells of
payload length, row number, record; a long record goes on in a chain of pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from
from typing import Any

from maternity import files
from maternity.db import envelopes
from maternity.db.rollback_journal import PAGE, RESERVED, SALT, is_sealed

USABLE = PAGE - RESERVED
LEAF = 13
FIRST_HEADER = 100
MOST_LOCAL = USABLE - 35
LEAST_LOCAL = (USABLE - 12) * 32 // 255 - 23
WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Kinds of a whole number, and their bytes."""
REAL = 7

Row = tuple[int, list[Any]]
"""The number of a row, and its values; none where the rest of it stands on a page that is lost."""


class Pages:
    """The pages of a register file that can still be opened."""

    def __init__(self, place: Path, key: bytes) -> None:
        with files.explained():
            self._stream = place.open("rb")
            self.count = place.stat().st_size // PAGE
            self._salt = self._stream.read(SALT)
        self._key = key

    def close(self) -> None:
        """Let the file go."""
        self._stream.close()

    def page(self, number: int) -> bytes | None:
        """What stands on a page, from 1 on; None where its seal is broken."""
        if not 1 <= number <= self.count:
            return None
        with files.explained():
            self._stream.seek((number - 1) * PAGE)
            closed = self._stream.read(PAGE)
        if not is_sealed(closed, number, self._salt, self._key):
            return None
        begins = SALT if number == 1 else 0
        iv = closed[USABLE : USABLE + SALT]
        return bytes(begins) + envelopes.unblocked(self._key, iv, closed[begins:USABLE])

    def leaves(self) -> Iterator[tuple[int, list[Row] | None]]:
        """Each leaf of a table with its rows, by number; None for a page that is lost."""
        for number in range(1, self.count + 1):
            page = self.page(number)
            if page is None:
                yield number, None
                continue
            at = FIRST_HEADER if number == 1 else 0
            if page[at] == LEAF:
                yield number, list(self._rows(page, at))

    def rows(self, number: int) -> list[Row]:
        """The rows of a leaf."""
        page = self.page(number)
        return [] if page is None else list(self._rows(page, FIRST_HEADER if number == 1 else 0))

    def _rows(self, page: bytes, at: int) -> Iterator[Row]:
        """The rows of a leaf."""
        (count,) = unpack_from(">H", page, at + 3)
        for cell in range(count):
            (begins,) = unpack_from(">H", page, at + 8 + 2 * cell)
            length, begins = varint(page, begins)
            number, begins = varint(page, begins)
            record = self._record(page, begins, length)
            yield number, [] if record is None else values(record)

    def _record(self, page: bytes, begins: int, length: int) -> bytes | None:
        if length <= MOST_LOCAL:
            return page[begins : begins + length]
        here = LEAST_LOCAL + (length - LEAST_LOCAL) % (USABLE - 4)
        here = here if here <= MOST_LOCAL else LEAST_LOCAL
        found = bytearray(page[begins : begins + here])
        (following,) = unpack_from(">I", page, begins + here)
        while len(found) < length:
            more = self.page(following)
            if more is None:
                return None
            found += more[4 : 4 + min(length - len(found), USABLE - 4)]
            (following,) = unpack_from(">I", more, 0)
        return bytes(found)


def varint(raw: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next one begins."""
    value = 0
    for step in range(8):
        byte = raw[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | raw[at + 8], at + 9


def values(record: bytes) -> list[Any]:
    """The values of a record."""
    ends, at = varint(record, 0)
    kinds = []
    while at < ends:
        kind, at = varint(record, at)
        kinds.append(kind)
    found: list[Any] = []
    for kind in kinds:
        value, at = _value(record, at, kind)
        found.append(value)
    return found


def _value(record: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == 0:
        return None, at
    if kind in WHOLE:
        ends = at + WHOLE[kind]
        return int.from_bytes(record[at:ends], "big", signed=True), ends
    if kind == REAL:
        return unpack_from(">d", record, at)[0], at + 8
    if kind in {8, 9}:
        return kind - 8, at
    ends = at + (kind - 12) // 2
    plain = record[at:ends]
    return (plain.decode("utf-8", "replace") if kind % 2 else plain), ends
