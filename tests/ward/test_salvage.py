"""A damaged register: what can be read is saved into a new one, the rest comes from the copy."""

from __future__ import annotations

import errno
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from maternity import clock
from maternity.db import checking, keys
from maternity.db.book import Query
from maternity.db.pages import Pages
from maternity.db.salvage import RECOVERED
from maternity.errors import Refused, Unavailable
from maternity.ward import Ward, copies, open_ward
from maternity.ward.list_views import ListView, keep_view, views
from maternity.ward.restoring import salvage
from maternity.ward.technical import Secret
from tests.ready import quickly
from tests.ward.test_new_key import each_operation
from tests.ward_fixtures import NAME, PASSPHRASE, FixedClock, a_birth, at_work

HERSELF = Secret(NAME, PASSPHRASE)
PAGE = 4096
BIRTHS = 60
EMPTY_PAGES = 380
"""An empty register has fewer pages; those that describe the tables are among them."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with many births, and a copy of all but the last ten on a stick."""
    place = tmp_path_factory.mktemp("entier")
    with at_work(place / "registre") as ward:
        assert pages_of(place / "registre" / "registre.db") < EMPTY_PAGES
        for at in range(BIRTHS):
            if at == BIRTHS - 10:
                (place / "stick").mkdir()
                copies.copy_to(ward, [place / "stick"])
            ward.keep(*a_birth(name=f"Coulibaly{at:04d}").all)
    return place


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Iterator[Path]:
    """Its folder, to be spoilt; new registers are made quickly."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    with clock.use(FixedClock()), quickly():
        yield tmp_path / "registre"


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
    folder: Path, tmp_path: Path, seed: int
) -> None:
    place = folder / "registre.db"
    spoil(place, random.Random(seed).sample(range(EMPTY_PAGES, pages_of(place)), 4))
    damaged = place.read_bytes()
    alone = salvage(place, tmp_path / "sans", HERSELF)
    assert (alone.total("read") > 0, alone.pages) == (True, 4)
    assert place.read_bytes() == damaged
    copy = next((tmp_path / "stick").rglob("*.mrb"))
    with_copy = salvage(place, tmp_path / "avec", HERSELF, copy)
    ward = open_ward(tmp_path / "avec", NAME, PASSPHRASE)
    try:
        assert ward.fact(RECOVERED)
        saved = rows_of(ward)
        assert saved >= 4 * BIRTHS * 0.95
        assert with_copy.total("from_copy") > 0
        assert ward.find("Coulibaly0003")
        assert not [one for one in checking.findings(ward.book.engine) if one.what == "file"]
    finally:
        ward.close()


def test_an_undamaged_register_is_saved_whole(folder: Path, tmp_path: Path) -> None:
    report = salvage(folder / "registre.db", tmp_path / "sauve", HERSELF)
    assert (report.total("unreadable"), report.total("dropped"), report.orphans) == (0, 0, 0)
    ward = open_ward(tmp_path / "sauve", NAME, PASSPHRASE)
    assert rows_of(ward) == 4 * BIRTHS
    assert checking.findings(ward.book.engine) == []
    assert len(ward.find("Coulibaly0007")) > 0
    ward.close()


def description_of(place: Path) -> list[int]:
    """The pages that say which tables there are, the first of the file among them."""
    pages = Pages(place, keys.unlock(keys.read(place.parent), NAME, PASSPHRASE))
    told = [
        number - 1
        for number, rows in pages.leaves()
        if rows and len(rows[0][1]) == 5 and rows[0][1][0] in {"table", "index", "trigger"}
    ]
    pages.close()
    return sorted({0, *told})


def test_a_damaged_first_page_is_damage_and_never_a_wrong_passphrase(
    folder: Path, tmp_path: Path
) -> None:
    description = description_of(folder / "registre.db")
    assert len(description) > 10
    spoil(folder / "registre.db", description)
    with pytest.raises(Unavailable, match="damaged") as told:
        open_ward(folder, NAME, PASSPHRASE)
    assert "Restore a copy" in told.value.advice
    assert "“maternity salvage”; do not make a new register" in told.value.advice
    report = salvage(folder / "registre.db", tmp_path / "sauve", HERSELF)
    assert (report.pages, report.total("dropped"), report.orphans) == (len(description), 0, 0)
    ward = open_ward(tmp_path / "sauve", NAME, PASSPHRASE)
    try:
        assert ward.fact(RECOVERED)
        assert rows_of(ward) == 4 * BIRTHS
        assert checking.findings(ward.book.engine) == []  # each row, its history and its trail
        assert ward.find("Coulibaly0007")
    finally:
        ward.close()


def test_rows_found_by_their_shape_are_completed_from_the_copy(
    folder: Path, tmp_path: Path
) -> None:
    place = folder / "registre.db"
    chance = random.Random(4)
    lost = chance.sample(range(EMPTY_PAGES, pages_of(place)), 4)
    spoil(place, [*description_of(place), *lost])
    alone = salvage(place, tmp_path / "sans", HERSELF)
    copy = next((tmp_path / "stick").rglob("*.mrb"))
    with_copy = salvage(place, tmp_path / "avec", HERSELF, copy)
    assert with_copy.total("from_copy") > 0
    ward = open_ward(tmp_path / "avec", NAME, PASSPHRASE)
    try:
        assert rows_of(ward) >= 4 * BIRTHS * 0.95
        assert with_copy.pages == alone.pages
        assert not [one for one in checking.findings(ward.book.engine) if one.what == "file"]
    finally:
        ward.close()


def test_a_file_of_which_no_page_opens_is_damaged_and_nothing_is_made(
    folder: Path, tmp_path: Path
) -> None:
    place = folder / "registre.db"
    raw = bytearray(place.read_bytes())
    raw[:16] = bytes(16)  # the salt that seals every page
    place.write_bytes(bytes(raw))
    with pytest.raises(Unavailable, match="damaged"):
        salvage(place, tmp_path / "sauve", HERSELF)
    assert not (tmp_path / "sauve" / "registre.db").exists()


def test_a_disk_that_fails_at_the_end_leaves_nothing_that_the_next_try_stumbles_over(
    folder: Path, tmp_path: Path
) -> None:
    target, failed = tmp_path / "sauve", False

    def fail() -> None:
        nonlocal failed
        if not failed and (target / f"{keys.NAME}.part").exists():
            failed = True
            raise OSError(errno.ENOSPC, "the disk is full")

    with each_operation(fail), pytest.raises(Unavailable, match="full"):
        salvage(folder / "registre.db", target, HERSELF)
    assert list(target.iterdir()) == []
    assert salvage(folder / "registre.db", target, HERSELF).pages == 0


def test_what_was_salvaged_never_goes_over_a_register(folder: Path) -> None:
    with pytest.raises(Refused, match="already a register"):
        salvage(folder / "registre.db", folder, HERSELF)


def test_a_lost_key_file_is_taken_from_the_copy(folder: Path, tmp_path: Path) -> None:
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


def test_the_views_a_person_saved_and_the_districts_files_come_with_what_is_saved(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path / "registre") as ward:
        kept = keep_view(ward, "delivery", ListView(name="Semaine", period="week"))
        with ward.book.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            for asked in (
                "PRAGMA foreign_keys = OFF",
                "INSERT INTO saved_view VALUES ('nobody', 'delivery', 'Perdue', '{}')",
            ):
                raw.cursor().execute(asked)
            raw.commit()
    own = tmp_path / "registre" / "returns" / "rma.toml"
    own.parent.mkdir()
    own.write_text("id", "utf-8")
    with clock.use(FixedClock()), quickly():
        report = salvage(tmp_path / "registre" / "registre.db", tmp_path / "sauve", HERSELF)
        assert report.orphans == 1
        again = open_ward(tmp_path / "sauve", NAME, PASSPHRASE)
        assert views(again, "delivery") == [kept]
        again.close()
    assert (tmp_path / "sauve" / "returns" / "rma.toml").read_text("utf-8") == "id"
