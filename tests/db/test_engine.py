"""The register file: what is not ours, damaged, read-only or full is told, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine

from maternity.db import checking, engine
from maternity.db.book import Book, Query
from maternity.db.engine import BOOK_NAME, PRAGMAS, open_file
from maternity.db.faults import explained
from maternity.db.saving import Stamp, keep
from maternity.errors import Refused, Unavailable
from tests.db.conftest import KEY
from tests.ward_fixtures import NOW, a_birth

OTHER = b"\x07" * 32


def stamp() -> Stamp:
    """Somebody, now."""
    return Stamp("Mme Diarra", NOW)


@pytest.fixture
def place(ready_file: Path, tmp_path: Path) -> Path:
    """The file of a book at the last revision, closed."""
    return Path(shutil.copy(ready_file, tmp_path / BOOK_NAME))


def failing(place: Path, key: bytes = KEY) -> Refused | Unavailable:
    """What opening says; the file is left as it was."""
    before = place.read_bytes() if place.exists() else None
    with pytest.raises((Refused, Unavailable)) as told:
        open_file(place, key)
    assert (place.read_bytes() if place.exists() else None) == before
    assert isinstance(told.value, (Refused, Unavailable))
    return told.value


def test_every_setting_is_read_back(place: Path) -> None:
    engine = open_file(place, KEY)
    with engine.connect() as connection:
        for name, (_wanted, expected) in PRAGMAS.items():
            assert str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) == str(expected)
    engine.dispose()


def test_a_setting_that_does_not_hold_stops_the_opening(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engine.PRAGMAS, "synchronous", ("EXTRA", "another value"))
    with pytest.raises(Unavailable):
        open_file(place, KEY)


def test_no_other_file_is_written_beside_the_register(place: Path, tmp_path: Path) -> None:
    """A plain copy is one statement away: the connection refuses it, whoever asks."""
    opened, beside = open_file(place, KEY), tmp_path / "plain.db"
    raw: Any = opened.raw_connection().dbapi_connection
    for told in (f"ATTACH '{beside}' AS other KEY ''", f"VACUUM INTO '{beside}'", "DETACH main"):
        with pytest.raises(sqlcipher.DatabaseError, match="authoriz"):
            raw.execute(told)
    assert not beside.exists()
    opened.dispose()


def test_an_empty_file_is_a_loss_and_never_a_new_register(place: Path) -> None:
    place.write_bytes(b"")
    assert "its content has been lost" in failing(place).words


def test_a_missing_file_is_a_loss(place: Path) -> None:
    place.unlink()
    assert "missing" in failing(place).words
    assert not place.exists()


def test_an_unencrypted_file_is_not_our_register(place: Path) -> None:
    place.write_bytes(b"SQLite format 3\0" + bytes(4096))
    failing(place)


def damage(place: Path) -> list[str]:
    """What is told of a damaged file, at its opening or by its check."""
    try:
        opened = open_file(place, KEY)
    except Unavailable as told:
        return [told.words]
    try:
        return [str(one) for one in checking.findings(opened)]
    except Unavailable as told:
        return [told.words]
    finally:
        opened.dispose()


@pytest.mark.parametrize("left", [100, 4096, 9000])
def test_a_file_cut_short_is_never_taken_for_whole(place: Path, left: int) -> None:
    place.write_bytes(place.read_bytes()[:left])
    assert damage(place)


@pytest.mark.parametrize("page", [1, 5, 20])
def test_a_page_of_zeros_is_found(place: Path, page: int) -> None:
    raw = bytearray(place.read_bytes())
    raw[4096 * page : 4096 * (page + 1)] = bytes(4096)
    place.write_bytes(bytes(raw))
    assert damage(place)


def test_a_whole_file_has_no_damage(place: Path) -> None:
    assert damage(place) == []


def test_another_key_opens_nothing(place: Path) -> None:
    assert "damaged, or it is not the one of this key file" in failing(place, OTHER).words


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / BOOK_NAME
    raw = sqlcipher.connect(str(place))
    raw.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    raw.execute("PRAGMA application_id = 7")
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()
    failing(place)


def test_two_programs_cannot_hold_one_file(place: Path) -> None:
    first = open_file(place, KEY)
    with first.begin() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM woman")
    with pytest.raises(Refused, match="already open"):
        open_file(place, KEY)
    first.dispose()
    open_file(place, KEY).dispose()


def test_a_file_with_two_names_is_not_opened(place: Path, tmp_path: Path) -> None:
    os.link(place, tmp_path / "second.db")
    assert "two names" in failing(place).words


def test_a_full_disk_loses_nothing_that_was_kept(place: Path) -> None:
    opened = open_file(place, KEY)
    book = Book(opened)
    keep(book, a_birth().all, stamp())
    with opened.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    births = [a_birth() for _ in range(200)]
    with pytest.raises((Refused, Unavailable), match="full"):
        keep(book, [entry for birth in births for entry in birth.all], stamp())
    assert book.count(Query("delivery")) == 1
    assert all(birth.delivery.version is None for birth in births)
    with opened.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    keep(book, [entry for birth in births for entry in birth.all], stamp())
    assert book.count(Query("delivery")) == 201
    assert checking.findings(opened) == []
    opened.dispose()


def test_a_new_register_never_replaces_a_file(place: Path) -> None:
    with pytest.raises(Refused, match="already a register"):
        open_file(place, KEY, new=True)


def test_what_no_table_knows_is_our_own_bug(place: Path) -> None:
    opened: Engine = open_file(place, KEY)
    with pytest.raises(Exception, match="no such table"):
        keep_wrong(opened)
    opened.dispose()


def keep_wrong(opened: Engine) -> None:
    """A mistake of ours."""
    with explained(), opened.connect() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
