"""Keep the register file of this version, to be opened by every later one.

    python -m tests.books

Run at each release, and whenever a revision is added: `tests/data/books/<revision>/` then holds a
register of three invented births, encrypted under the passphrase of the tests. What is there
already is never written again.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from maternity.db import migrate
from maternity.db.engine import BOOK_NAME
from maternity.db.keys import NAME as KEY_FILE
from tests.ward_fixtures import a_birth, at_work

BOOKS = Path(__file__).parent / "data" / "books"
BIRTHS = 3


def keep() -> Path:
    """Write the register of this version, if there is none of its revision."""
    place = BOOKS / migrate.HEAD
    if place.exists():
        return place
    with tempfile.TemporaryDirectory() as folder:
        with at_work(Path(folder) / "r") as ward:
            for _at in range(BIRTHS):
                ward.keep(*a_birth().all)
        place.mkdir(parents=True)
        for name in (BOOK_NAME, KEY_FILE):
            shutil.copy(Path(folder) / "r" / name, place / name)
    return place


if __name__ == "__main__":
    sys.stdout.write(f"{keep()}\n")
