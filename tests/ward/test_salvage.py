"""A damaged register: what can be read is saved into a new one, the rest comes from the copy."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from maternity.db import checking
from maternity.db.book import Query
from maternity.db.salvage import RECOVERED
from maternity.errors import Refused, Unavailable
from maternity.ward import Ward, copies, open_ward
from maternity.ward.restoring import Secret, salvage
from tests.ward_fixtures import NAME, PASSPHRASE, a_birth, at_work

HERSELF = Secret(NAME, PASSPHRASE)
PAGE = 4096
BIRTHS = 60
EMPTY_PAGES = 310
"""An empty register has fewer pages. Where one is damaged that describes the tables, nothing can be
read row by row, and a copy is restored."""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Ward]:
    """A register with many births, and a copy of all but the last ten on a stick."""
    with at_work(tmp_path / "registre") as ward:
        assert pages_of(tmp_path / "registre" / "registre.db") < EMPTY_PAGES
        for at in range(BIRTHS):
            if at == BIRTHS - 10:
                (tmp_path / "stick").mkdir()
                copies.copy_to(ward, [tmp_path / "stick"])
            ward.keep(*a_birth(name=f"Coulibaly{at:04d}").all)
        yield ward


def spoil(place: Path, pages: list[int]) -> None:
    """Damage some pages of a file."""
    raw = bytearray(place.read_bytes())
    for page in pages:
        raw[page * PAGE + 200] ^= 0x55
    place.write_bytes(bytes(raw))


def pages_of(place: Path) -> int:
    return place.stat().st_size // PAGE


def rows_of(ward: Ward) -> int:
    return sum(ward.count(Query(name)) for name in ("woman", "pregnancy", "delivery", "newborn"))


@pytest.mark.parametrize("seed", range(3))
def test_a_few_damaged_pages_cost_a_few_births_and_the_copy_brings_them_back(
    made: Ward, tmp_path: Path, seed: int
) -> None:
    folder = made.folder
    assert folder is not None
    made.close()
    place = folder / "registre.db"
    spoil(place, random.Random(seed).sample(range(EMPTY_PAGES, pages_of(place)), 4))
    damaged = place.read_bytes()
    alone = salvage(place, tmp_path / "sans", HERSELF)
    assert alone.total("read") > 0
    assert place.read_bytes() == damaged
    copy = next((tmp_path / "stick").rglob("*.mrb"))
    with_copy = salvage(place, tmp_path / "avec", HERSELF, copy)
    ward = open_ward(tmp_path / "avec", NAME, PASSPHRASE)
    try:
        assert ward.fact(RECOVERED)
        saved = rows_of(ward)
        assert saved >= 4 * BIRTHS * 0.95
        assert with_copy.total("from_copy") <= alone.total("unreadable") + 60
        assert ward.find("Coulibaly0003")
        assert not [one for one in checking.findings(ward.book.engine) if one.what == "file"]
    finally:
        ward.close()


def test_an_undamaged_register_is_saved_whole(made: Ward, tmp_path: Path) -> None:
    folder = made.folder
    assert folder is not None
    made.close()
    report = salvage(folder / "registre.db", tmp_path / "sauve", HERSELF)
    assert (report.total("unreadable"), report.total("dropped"), report.orphans) == (0, 0, 0)
    ward = open_ward(tmp_path / "sauve", NAME, PASSPHRASE)
    assert rows_of(ward) == 4 * BIRTHS
    assert checking.findings(ward.book.engine) == []
    assert len(ward.find("Coulibaly0007")) > 0
    ward.close()


def test_a_damaged_first_page_is_damage_and_never_a_wrong_passphrase(
    made: Ward, tmp_path: Path
) -> None:
    folder = made.folder
    assert folder is not None
    made.close()
    spoil(folder / "registre.db", [0])
    with pytest.raises(Unavailable, match="damaged"):
        open_ward(folder, NAME, PASSPHRASE)
    with pytest.raises(Unavailable, match="damaged"):
        salvage(folder / "registre.db", tmp_path / "sauve", HERSELF)
    assert not (tmp_path / "sauve" / "registre.db").exists()


def test_what_was_salvaged_never_goes_over_a_register(made: Ward) -> None:
    folder = made.folder
    assert folder is not None
    made.close()
    with pytest.raises(Refused, match="already a register"):
        salvage(folder / "registre.db", folder, HERSELF)


def test_a_lost_key_file_is_taken_from_the_copy(made: Ward, tmp_path: Path) -> None:
    folder = made.folder
    assert folder is not None
    made.close()
    lost = tmp_path / "seul"
    lost.mkdir()
    shutil.copy(folder / "registre.db", lost)
    with pytest.raises(Refused, match="key file is missing"):
        salvage(lost / "registre.db", tmp_path / "sauve", HERSELF)
    copy = next((tmp_path / "stick").rglob("*.mrb"))
    salvage(lost / "registre.db", tmp_path / "sauve", HERSELF, copy)
    ward = open_ward(tmp_path / "sauve", NAME, PASSPHRASE)
    assert rows_of(ward) == 4 * BIRTHS
    ward.close()
