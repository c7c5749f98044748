"""The register files of every revision are opened by this version, with all they held."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from maternity import clock
from maternity.db import checking, migrate
from maternity.db.engine import open_file
from maternity.db.keys import read, unlock
from maternity.errors import Unavailable
from maternity.ward import Query, copies, open_ward
from tests.books import BIRTHS, BOOKS
from tests.ward_fixtures import NAME, PASSPHRASE, FixedClock

KEPT = sorted(one.name for one in BOOKS.iterdir())


def test_the_newest_revision_has_its_register_kept() -> None:
    assert migrate.HEAD in KEPT, "run python -m tests.books"


@pytest.mark.parametrize("revision", KEPT)
def test_a_register_of_each_revision_opens_with_all_it_held(revision: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BOOKS / revision, tmp_path / "r"))
    with clock.use(FixedClock()):
        ward = open_ward(folder, NAME, PASSPHRASE)
        assert migrate.state(ward.book.engine) is migrate.State.CURRENT
        assert ward.count(Query("delivery")) == BIRTHS
        assert [one for one in checking.findings(ward.book.engine) if one.what != "audit"] == []
        pinned = copies.found_in(ward, copies.here(ward))
        if revision != migrate.HEAD:
            assert [(one.header.pinned, one.header.schema) for one in pinned] == [
                (copies.MIGRATION, revision)
            ]
        ward.close()


def test_a_register_of_a_newer_version_is_refused_and_its_bytes_are_the_same(
    tmp_path: Path,
) -> None:
    folder = Path(shutil.copytree(BOOKS / KEPT[-1], tmp_path / "r"))
    key = unlock(read(folder), NAME, PASSPHRASE)
    engine = open_file(folder / "registre.db", key)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'f00d'")
    engine.dispose()
    before = hashlib.sha256((folder / "registre.db").read_bytes()).digest()
    with pytest.raises(Unavailable, match="newer version"):
        open_ward(folder, NAME, PASSPHRASE)
    assert hashlib.sha256((folder / "registre.db").read_bytes()).digest() == before


def test_without_room_for_its_copy_an_older_register_is_not_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maternity import files
    from tests.powercut.scenarios import prepared

    folder = prepared(tmp_path, "opening") / "r"
    before = hashlib.sha256((folder / "registre.db").read_bytes()).digest()
    monkeypatch.setattr(files, "free_space", lambda _path: 1000)
    with pytest.raises(Unavailable, match="not enough room"):
        open_ward(folder, NAME, PASSPHRASE)
    assert hashlib.sha256((folder / "registre.db").read_bytes()).digest() == before
    monkeypatch.undo()
    with clock.use(FixedClock()):
        open_ward(folder, NAME, PASSPHRASE).close()
