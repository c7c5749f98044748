"""Faults of the disk and of what lies on it: each is told, and nothing that was kept is lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from maternity import clock, files
from maternity.db import checking, engine, keys, migrate, untold
from maternity.db.audit import Event
from maternity.db.drafts import Draft
from maternity.db.engine import BOOK_NAME, open_file
from maternity.db.journal import Asked, events
from maternity.errors import Refused, Unavailable
from maternity.ui.copy_words import room_words
from maternity.ward import Query, Ward, copies, open_ward, recording, room
from maternity.ward.opened import is_consulting
from maternity.ward.restoring import begin
from maternity.ward.technical import Secret
from tests.powercut.scenarios import prepared
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock, a_birth, at_work

HERSELF = Secret(NAME, PASSPHRASE)
PAGE = 4096


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Ward]:
    """A register in a folder with letters of Mali, and a stick with a copy of its first birth."""
    with at_work(tmp_path / "Maternité Ségou ɛɔɲŋ") as ward:
        ward.keep(*a_birth().all)
        (tmp_path / "stick").mkdir()
        copies.copy_to(ward, [tmp_path / "stick"])
        ward.keep(*a_birth().all)
        yield ward


def folder_of(ward: Ward) -> Path:
    """Its folder, the register closed."""
    assert ward.folder is not None
    ward.close()
    return ward.folder


def births(folder: Path) -> int:
    """How many births a register holds, opened anew."""
    ward = open_ward(folder, NAME, PASSPHRASE)
    try:
        return ward.count(Query("delivery"))
    finally:
        ward.close()


def test_a_byte_changed_in_any_page_is_found_by_the_check(filled: Ward) -> None:
    folder = folder_of(filled)
    place = folder / BOOK_NAME
    whole = place.read_bytes()
    key = keys.unlock(keys.read(folder), NAME, PASSPHRASE)
    chance = random.Random(5)
    for page in chance.sample(range(len(whole) // PAGE), 60):
        raw = bytearray(whole)
        raw[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        place.write_bytes(bytes(raw))
        try:
            opened = open_file(place, key)
        except Unavailable:
            continue  # the first page cannot be read; never a matter of the passphrase
        try:
            found = checking.findings(opened)
        except Unavailable:
            continue
        finally:
            opened.dispose()
        assert [one for one in found if one.what == "file"], f"page {page}"


def test_a_journal_of_another_register_is_not_played_in(filled: Ward, tmp_path: Path) -> None:
    folder = folder_of(filled)
    with at_work(tmp_path / "autre") as other, other.book.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE village SET name = 'x'")
        raw.execute("CREATE TABLE filler AS SELECT hex(randomblob(4000)) a FROM history")
        hot = (tmp_path / "autre" / f"{BOOK_NAME}-journal").read_bytes()
        raw.execute("ROLLBACK")
    (folder / f"{BOOK_NAME}-journal").write_bytes(hot)
    assert len(hot) > PAGE
    assert births(folder) == 2
    assert (folder / f"{BOOK_NAME}-journal.etranger").read_bytes() == hot


def test_the_registers_own_journal_is_played_in(filled: Ward) -> None:
    folder = filled.folder
    assert folder is not None
    with filled.book.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE newborn SET version = version + 1")
        raw.execute("CREATE TABLE filler AS SELECT hex(randomblob(9000)) a FROM history")
        hot = (folder / f"{BOOK_NAME}-journal").read_bytes()
        half = (folder / BOOK_NAME).read_bytes()
        raw.execute("ROLLBACK")
    folder_of(filled)
    (folder / BOOK_NAME).write_bytes(half)
    (folder / f"{BOOK_NAME}-journal").write_bytes(hot)
    assert births(folder) == 2
    assert not (folder / f"{BOOK_NAME}-journal.etranger").exists()


@pytest.mark.parametrize("step", range(8))
def test_a_restoration_cut_at_any_step_leaves_a_whole_register(
    filled: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    folder = folder_of(filled)
    work = begin(next((tmp_path / "stick").rglob("*.mrb")), folder, HERSELF)
    count = iter(range(100))

    class Cut(BaseException):
        pass

    def dying(name: str) -> Any:
        plain = getattr(files, name)

        def call(*told: Any, **more: Any) -> Any:
            if next(count) == step:
                raise Cut
            return plain(*told, **more)

        return call

    with monkeypatch.context() as cut:
        for name in ("flush_folder", "settle", "replace", "_put_in_place"):
            cut.setattr(files, name, dying(name))
        with suppress(Cut):
            work.finish()
    work._lock.release()  # the process is gone, and its lock with it
    assert births(folder) in {1, 2}


def test_a_full_disk_stops_an_upgrade_and_leaves_the_old_register(tmp_path: Path) -> None:
    folder = prepared(tmp_path, "opening") / "r"
    key = keys.unlock(keys.read(folder), NAME, PASSPHRASE)
    opened = open_file(folder / BOOK_NAME, key)
    before = migrate.state(opened)
    with opened.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises((Refused, Unavailable), match="full"):
        migrate.upgrade(opened)
    assert migrate.state(opened) is before is migrate.State.OLDER
    opened.dispose()


def test_a_copy_of_an_older_version_is_restored_and_brought_up(tmp_path: Path) -> None:
    start = prepared(tmp_path, "opening")
    with clock.use(FixedClock()):
        ward = open_ward(start / "r", NAME, PASSPHRASE)
        older = copies.found_in(ward, copies.here(ward))[0]
        assert older.header.schema != migrate.HEAD
        ward.close()
        begin(older.path, tmp_path / "neuf", HERSELF).finish()
        again = open_ward(tmp_path / "neuf", NAME, PASSPHRASE)
        assert migrate.state(again.book.engine) is migrate.State.CURRENT
        told = events(again.book.engine, Asked(events=("restore", "backup")))
        assert [(row.event, row.who, row.role) for row in reversed(told)] == [
            ("restore", NAME, "head"),  # its trail could not be written before it was brought up
            ("backup", NAME, "head"),
        ]
        assert untold.waiting(again.book.engine) == []
        again.close()


def test_what_waits_to_be_told_is_told_once_though_the_disk_refused_it_first(
    filled: Ward,
) -> None:
    folder, book = folder_of(filled), filled.book.engine
    long = "x" * 500_000  # it needs pages of its own
    untold.keep(book, [Event("restore", who=NAME, reason=long, facts={"sequence": 7})])
    with book.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    recording.begin(filled)
    with book.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    filled.note("printed", document="journal")
    filled.close()
    again = open_ward(folder, NAME, PASSPHRASE)
    told = events(again.book.engine, Asked(events=("restore", "printed", "start")))
    named = [(row.event, (row.facts or {}).get("sequence")) for row in told]
    assert named.count(("restore", 7)) == 1
    assert named[:2] == [("start", None), ("restore", 7)]  # it waited for the next opening
    again.close()


def test_a_library_that_can_lose_data_is_not_used(
    filled: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(filled)
    monkeypatch.setattr(engine, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(Unavailable, match="SQLite"):
        open_ward(folder, NAME, PASSPHRASE)


DRAFT = Draft("0" * 32, "delivery", "", {})


def test_a_disk_nearly_full_is_told_before_copies_and_saves_stop(
    filled: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room_words(room.room_left(filled)) == ""
    monkeypatch.setattr(files, "free_space", lambda _path: 420 * 1024 * 1024)
    assert "420 MB" in room_words(room.room_left(filled))
    assert len(copies.copy_by_itself(filled)) == 1
    monkeypatch.setattr(files, "free_space", lambda _path: 40 * 1024 * 1024)
    with pytest.raises(Unavailable, match="not enough room"):
        copies.copy_to(filled, [copies.here(filled)])
    assert filled.keep(*a_birth().all).written


def test_a_register_that_takes_no_writing_is_opened_to_be_consulted(
    filled: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(filled)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    monkeypatch.setattr(files, "can_only_be_read", lambda path: path.name == BOOK_NAME)
    ward = open_ward(folder, NAME, PASSPHRASE)
    again = open_ward(folder, NAME, PASSPHRASE)  # nobody writes: nobody has to wait
    again.close()
    assert is_consulting(ward)
    assert ward.count(Query("delivery")) == 2
    assert ward.find("coulibaly")
    for act in (partial(ward.keep, *a_birth().all), partial(ward.print_list, Query("bed"))):
        with pytest.raises(Unavailable, match="can only be read") as told:
            act()
        assert "on paper" in told.value.advice, "no other folder or stick is asked for"
    ward.close()
    after = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert after[BOOK_NAME] == before[BOOK_NAME]
    assert set(after) - set(before) == {"essais"}  # the count of tries, where it can be written


def test_a_folder_that_takes_no_writing_is_seen(tmp_path: Path) -> None:
    assert not files.can_only_be_read(tmp_path)
    assert not files.can_only_be_read(tmp_path / "absent")
    mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    closed = [one[1] for one in mounts if "ro" in one[3].split(",") and Path(one[1]).exists()]
    if not closed:
        pytest.skip("this computer has no place that can only be read")
    assert files.can_only_be_read(Path(closed[0]))


def test_a_register_replaced_while_it_is_open_is_noticed_at_the_next_opening(
    filled: Ward, tmp_path: Path
) -> None:
    folder = filled.folder
    assert folder is not None
    work = copies.generation(filled)
    shutil.copy(folder / BOOK_NAME, tmp_path / "older.db")
    filled.keep(*a_birth().all)
    (tmp_path / "older.db").replace(folder / BOOK_NAME)
    for refused in (partial(filled.keep, *a_birth().all), partial(filled.keep_draft, DRAFT)):
        with pytest.raises(Unavailable, match="replaced or taken away"):
            refused()
    rescued = copies.copy_by_itself(filled)[0]
    assert rescued.header.generation > work
    filled.close()
    ward = open_ward(folder, NAME, PASSPHRASE)
    assert copies.generation(ward) == work
    assert copies.missing_since(ward) > 0
    ward.close()


def test_a_symbolic_link_is_no_register(filled: Ward) -> None:
    folder = folder_of(filled)
    (folder / BOOK_NAME).rename(folder / "elsewhere.db")
    (folder / BOOK_NAME).symlink_to(folder / "elsewhere.db")
    with pytest.raises(Unavailable, match="two names"):
        open_ward(folder, NAME, PASSPHRASE)


def test_key_files_lost_one_after_the_other_leave_a_way_in(
    filled: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "COST", CHEAP)
    filled.change_passphrase("calebasse mil karité fleuve")
    filled.change_passphrase(PASSPHRASE)
    copies.copy_to(filled, [tmp_path / "stick"])
    folder = folder_of(filled)
    (folder / keys.NAME).unlink()
    assert keys.read(folder).names() == [NAME]
    for ending in (".1", ".2"):
        (folder / f"{keys.NAME}{ending}").unlink(missing_ok=True)
    with pytest.raises(Unavailable, match="key file"):
        open_ward(folder, NAME, PASSPHRASE)
    newest = max((tmp_path / "stick").rglob("*.mrb"))
    begin(newest, tmp_path / "neuf", HERSELF).finish()
    shutil.copy(tmp_path / "neuf" / keys.NAME, folder / keys.NAME)
    assert births(folder) == 2
