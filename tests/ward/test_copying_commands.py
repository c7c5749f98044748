"""The commands of copies: a stick that goes from one computer to another, by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from maternity import cli
from maternity.db import keys
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Path:
    """A folder with a register, its passphrase, its recovery code and a stick."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    (tmp_path / "p.txt").write_text(PASSPHRASE)
    (tmp_path / "stick").mkdir()
    told = [
        *("init", "--data", str(tmp_path / "r"), "--facility", "CSCom", "--level", "cscom"),
        *("--area", "K", "--admin", NAME, "--passphrase-file", str(tmp_path / "p.txt")),
    ]
    assert cli.main(told) == cli.DONE
    (tmp_path / "code.txt").write_text(json.loads(capsys.readouterr().out)["recovery_code"])
    return tmp_path


def run(capsys: Any, *told: object) -> Any:
    """What a command answers."""
    assert cli.main([str(one) for one in told]) == cli.DONE, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def test_a_copy_goes_to_two_places_and_comes_back_by_the_code(place: Path, capsys: Any) -> None:
    (place / "disque").mkdir()
    her = ("--as", NAME, "--passphrase-file", place / "p.txt")
    made = run(
        capsys,
        "backup",
        "--data",
        place / "r",
        "--to",
        place / "stick",
        "--to",
        place / "disque",
        *her,
    )
    files = [one["file"] for one in made["copies"]]
    assert [Path(one).exists() for one in files] == [True, True]
    assert not run(capsys, "verify", files[0])["opened"]
    assert run(capsys, "verify", files[0], *her)["opened"]
    told = run(
        capsys, "restore", files[1], "--data", place / "n", "--code-file", place / "code.txt"
    )
    assert told["former"] is None
    assert run(capsys, "check", "--data", place / "n", *her) == []
    told = run(capsys, "restore", files[0], "--data", place / "n", *her)
    assert told["former"].endswith("registre_avant_restauration_seq1.db")
    assert NAME not in json.dumps(told)


def test_a_register_is_salvaged_from_the_command_line(place: Path, capsys: Any) -> None:
    her = ("--as", NAME, "--passphrase-file", place / "p.txt")
    told = run(capsys, "salvage", place / "r" / "registre.db", "--data", place / "s", *her)
    assert (told["unreadable"], told["orphans"]) == (0, 0)
    assert run(capsys, "check", "--data", place / "s", *her) == []


def test_a_secret_is_asked_for(place: Path, capsys: Any) -> None:
    assert cli.main(["restore", str(place / "p.txt"), "--data", str(place / "n")]) == cli.REFUSED
    assert "--code-file" in capsys.readouterr().err


def test_a_file_that_is_no_copy_is_refused(place: Path, capsys: Any) -> None:
    assert cli.main(["verify", str(place / "p.txt")]) == cli.REFUSED
    assert capsys.readouterr().err


def test_a_damaged_copy_leaves_no_folder_behind(place: Path, capsys: Any) -> None:
    her = ("--as", NAME, "--passphrase-file", place / "p.txt")
    made = run(capsys, "backup", "--data", place / "r", "--to", place / "stick", *her)
    copy = Path(made["copies"][0]["file"])
    content = bytearray(copy.read_bytes())
    content[-5000] ^= 0xFF
    copy.write_bytes(content)
    told = ["restore", str(copy), "--data", str(place / "n"), *map(str, her)]
    assert cli.main(told) != cli.DONE
    assert not (place / "n").exists()
    (place / "n").mkdir()
    (place / "n" / "lettre.txt").write_text("hers")
    assert cli.main(told) != cli.DONE
    assert (place / "n" / "lettre.txt").read_text() == "hers"
