"""Places a person names on the command line: what she can put right is refused, never our fault."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from maternity import chosen, cli
from maternity.errors import Refused, Unavailable
from maternity.exchange import spreadsheet


def _ask(capsys: pytest.CaptureFixture[str], *told: str) -> tuple[int, str]:
    capsys.readouterr()
    code = cli.main([*told, "--language", "en"])
    return code, capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = ["--data", str(tmp_path), "--as", "Awa", "--passphrase-file", "phrase"]
    counted = ["return", *signed, "rma_cscom", "--month", "2026-10", "--format", "json", "--out"]
    said = {
        out: _ask(capsys, *counted, out) for out in ("", "/", str(tmp_path), f"{tmp_path}/no/a.csv")
    }
    assert {code for code, _words in said.values()} == {2}
    assert "--out: what follows it is missing" in said[""][1]
    assert "is a folder. Name a file" in said[str(tmp_path)][1]
    assert "There is no folder" in said[f"{tmp_path}/no/a.csv"][1]
    code, words = _ask(capsys, "backup", *signed, "--to", str(tmp_path / "no"))
    assert (code, "There is no folder" in words) == (2, True)
    assert _ask(capsys, "verify", str(tmp_path / "none.mrb"))[0] == 2


def test_a_register_is_not_set_up_of_empty_words_or_on_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "phrase").write_text("a long and secret phrase of forty", "utf-8")
    (tmp_path / "facts").mkdir()
    made = ["--level", "cscom", "--passphrase-file", str(tmp_path / "phrase")]

    def init(data: str, facility: str, *rest: str) -> tuple[int, str]:
        named = ["--data", str(tmp_path / data), "--facility", facility, "--area", "K"]
        return _ask(capsys, "init", *named, "--admin", "Awa", *made, *rest)

    assert init("new", " ")[0] == 2
    code, words = init("new", "CSCom", "--facts", str(tmp_path / "facts"))
    assert (code, "holds no .csv file" in words) == (2, True)
    code, words = init("phrase", "CSCom")
    assert (code, "is a file. Name a folder" in words) == (2, True)
    assert not (tmp_path / "new").exists()


def test_a_data_folder_that_may_not_be_looked_into_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = ["--data", str(tmp_path / ("x" * 300)), "--as", "Awa", "--passphrase-file", "none"]
    (tmp_path / "phrase").write_text("phrase", "utf-8")
    signed[-1] = str(tmp_path / "phrase")
    code, words = _ask(capsys, "check", *signed)
    assert (code, "is too long" in words) == (2, True)


def test_a_table_that_may_not_be_read_is_not_said_to_forbid_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "women.csv"
    place.write_text("source_id\n", "utf-8")

    def forbidden(*_told: Any, **_more: Any) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", forbidden)
        with pytest.raises(Refused, match=r"may not read|lire"):
            spreadsheet.read(place)
    with pytest.raises(Unavailable), chosen.reading(place):
        raise OSError(errno.EIO, "the disk")


def test_a_table_in_utf_16_is_told_how_to_be_saved(tmp_path: Path) -> None:
    place = tmp_path / "women.csv"
    place.write_text("source_id;family_name\n1;Coulibaly\n", "utf-16")
    with pytest.raises(Refused, match=r"CSV UTF-8"):
        spreadsheet.read(place)


def test_a_language_there_is_not_is_refused_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", "--format", "csv", "--language", "de"]) == 2
    assert "'fr', 'en'" in (told := capsys.readouterr().err)
    assert "La commande ne se lit pas" in told
