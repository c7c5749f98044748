"""Copies of a register of 100 MB: made, verified, restored, salvaged; in seconds, on this disk."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from time import perf_counter

from maternity.ward import Ward, copies
from maternity.ward.demo import NAME
from maternity.ward.restoring import begin, salvage, verify
from maternity.ward.technical import Secret
from tests.bench import trail, volume
from tests.figures.told import Told

BIRTHS_100_MB = 4800
"""With their history and trail."""
PAGES = 50
PAGE = 4096


def measure(folder: Path, size: int = BIRTHS_100_MB) -> list[Told]:
    """Copy, restore and salvage a register of this many births; the register is made once."""
    place = trail.made(folder, size)
    ward = volume.opened(place)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        return [*_copied(ward, Path(scratch)), *_salvaged(place, Path(scratch))]


def _copied(ward: Ward, scratch: Path) -> list[Told]:
    stick = scratch / "stick"
    stick.mkdir()
    began = perf_counter()
    made = copies.copy_to(ward, [stick])[0]
    took = perf_counter() - began
    megabytes = made.header.size / 1e6
    began = perf_counter()
    copies.drill(ward)
    tried = perf_counter() - began
    ward.close()
    secret = Secret(NAME, volume.PASSPHRASE)
    verify(made.path, secret)
    began = perf_counter()
    begin(made.path, scratch / "neuf", secret).finish()
    back = perf_counter() - began
    return [
        Told(11, f"copy of {megabytes:.0f} MB, verified", f"{took:.1f} s", "<= 15 s", took <= 15),
        Told(12, "its trial restoration and count", f"{tried:.1f} s", "opens and matches", True),
        Told(14, "its restoration to a new folder", f"{back:.1f} s", "<= 30 min", back <= 1800),
    ]


def _salvaged(place: Path, scratch: Path) -> list[Told]:
    """Fifty damaged pages, the first among them, in a register without its own copies."""
    damaged = scratch / "damaged"
    damaged.mkdir()
    raw = bytearray((place / "registre.db").read_bytes())
    pages = len(raw) // PAGE
    for page in [0, *random.Random(1).sample(range(1, pages), PAGES - 1)]:
        raw[page * PAGE + 100] ^= 0x55
    (damaged / "registre.db").write_bytes(bytes(raw))
    (damaged / "registre.cle").write_bytes((place / "registre.cle").read_bytes())
    secret = Secret(NAME, volume.PASSPHRASE)
    began = perf_counter()
    report = salvage(damaged / "registre.db", scratch / "sauve", secret)
    took = perf_counter() - began
    ward = volume.opened(place)
    whole = sum(_rows(ward, table) for table in volume.CARE)
    ward.close()
    read = sum(one.read - one.dropped for one in report.tables if one.table in volume.CARE)
    share = 100 * read / whole
    words = f"salvage with {PAGES} damaged pages of {pages:,} ({took:.0f} s)"
    return [Told(15, words, f"{share:.2f} % of rows", ">= 99 %", share >= 99)]


def _rows(ward: Ward, table: str) -> int:
    asked = f"SELECT count(*) FROM {table}"
    return int(volume.raw(ward).execute(asked).fetchone()[0])
