"""The log tells where the program was, never what somebody typed."""

from __future__ import annotations

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maternity import log

OURS = logging.getLogger("maternity.tests")
SECRET = "Kadiatou-Séropositive"
ON_UNIX = sys.platform != "win32"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    log.start(tmp_path)
    yield tmp_path
    log.stop()


def written(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in folder.glob(f"{log.NAME}*"))


def misread(values: dict[str, str]) -> str:
    try:
        return values[SECRET]
    except KeyError as error:
        raise ValueError(f"cannot read {SECRET}") from error


def test_a_line_says_when_by_how_much_from_utc_and_where(folder: Path) -> None:
    OURS.info("delivery 3f2a kept")
    assert "INFO maternity.tests delivery 3f2a kept" in written(folder)
    moment = written(folder).split()[0]
    assert moment[10] == "T"
    assert moment[-5] in "+-"


def test_only_its_owner_reads_the_log_and_the_older_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.stop()
    monkeypatch.setattr(log, "LARGEST", 2000)
    log.start(folder)
    for turn in range(200):
        OURS.info("line %d", turn)
    found = sorted(folder.glob(f"{log.NAME}*"))
    assert [file.name for file in found] == [log.NAME, *(f"{log.NAME}.{n}" for n in (1, 2, 3))]
    assert all(file.stat().st_size <= 2000 for file in found)
    if ON_UNIX:
        assert {stat.S_IMODE(file.stat().st_mode) for file in found} == {0o600}


def test_an_exception_leaves_its_kind_and_place_but_not_its_words(folder: Path) -> None:
    try:
        misread({})
    except ValueError:
        OURS.exception("the form could not be kept")
    assert SECRET not in written(folder)
    assert "ValueError" in written(folder)
    assert "KeyError" in written(folder)
    assert "test_log.py:" in written(folder)


def test_a_disk_that_takes_no_more_does_not_stop_the_ward(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.start(folder / "gone")
    OURS.info("kept %s", SECRET)
    assert not (folder / "gone").exists()
    told = capsys.readouterr()
    assert SECRET not in told.out + told.err


def test_a_second_start_writes_each_line_once(folder: Path) -> None:
    log.start(folder)
    OURS.info("once")
    assert written(folder).count("once") == 1


def test_nothing_is_written_after_the_stop(folder: Path) -> None:
    OURS.info("before")
    log.stop()
    OURS.info("after")
    assert "before" in written(folder)
    assert "after" not in written(folder)


def test_a_line_break_in_a_message_begins_no_entry_of_its_own(folder: Path) -> None:
    hidden = "a\n2026-01-01T00:00:00+0000 INFO maternity all is well\r\u2028\x1b[2J"
    logging.getLogger("maternity.test").warning("not read: %s", hidden)
    log.stop()
    lines = (folder / log.NAME).read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert "\\x0a2026" in lines[0]
    assert "\x1b" not in lines[0]
