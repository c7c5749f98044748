"""The journal beside a register after a cut: played in by SQLite, and only if it is the register's.

SQLite plays any journal that bears the right name: one copied from another register would destroy
this one. Each page in a journal is sealed by SQLCipher under the register's key and salt (HMAC of
SHA-512 over the page and its number); the first page tells whose journal it is.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from maternity import files

MAGIC = bytes.fromhex("d9d505f920a163d7")
HEADER = 28
PAGE, SALT, RESERVED, SEAL = 4096, 16, 80, 64
MASK = 0x3A
ASIDE = "etranger"
"""The ending under which a journal that is not ours is set aside."""


def set_foreign_aside(book: Path, key: bytes) -> Path | None:
    """Rename a journal of another register; where it lies then, None if there is nothing to do."""
    journal = book.with_name(f"{book.name}-journal")
    with files.explained():
        if not journal.exists() or _ours(book, journal, key):
            return None
        aside = journal.with_name(f"{journal.name}.{ASIDE}")
        journal.replace(aside)
        files.flush_folder(book.parent)
    return aside


def _ours(book: Path, journal: Path, key: bytes) -> bool:
    """Whether the first page of a journal was sealed for this register; true if it holds none."""
    with book.open("rb") as stream:
        first = stream.read(PAGE)
    salt = first[:SALT]
    if len(first) < PAGE or not is_sealed(first, 1, salt, key):
        return True  # the key or the first page is in doubt: nobody can say whose journal it is
    with journal.open("rb") as stream:
        header = stream.read(HEADER)
        if header[:8] != MAGIC or int.from_bytes(header[8:12], "big") == 0:
            return True  # nothing in it would be played
        stream.seek(int.from_bytes(header[20:24], "big"))
        number, page = stream.read(4), stream.read(PAGE)
    if len(page) < PAGE:
        return True
    return is_sealed(page, int.from_bytes(number, "big"), salt, key)


def is_sealed(page: bytes, number: int, salt: bytes, key: bytes) -> bool:
    """Whether a page bears the seal of this key for its number."""
    masked = bytes(one ^ MASK for one in salt)
    sealing = hashlib.pbkdf2_hmac("sha512", key, masked, 2, 32)
    begins = SALT if number == 1 else 0
    told = page[begins : PAGE - RESERVED + 16] + number.to_bytes(4, "little")
    found = page[PAGE - RESERVED + 16 : PAGE - RESERVED + 16 + SEAL]
    return hmac.compare_digest(hmac.new(sealing, told, hashlib.sha512).digest(), found)
