"""The register file on the disk: its name, and what tells it from every other file of that name."""

from __future__ import annotations

from pathlib import Path

from maternity import files

BOOK_NAME = "registre.db"
MARK_BYTES = 16


def mark_of(book: Path) -> str:
    """The bytes drawn by chance for a register file, with which it begins; empty without a file.

    They stay as long as the file lives, whatever is written in it, and are no secret.
    """
    if not book.exists():
        return ""
    with files.explained(), book.open("rb") as stream:
        return stream.read(MARK_BYTES).hex()
