"""Where a register stands, its people say who brings another version of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

import maternity
from maternity import cli, files
from maternity.db import engine as engines
from maternity.db import keys
from maternity.db.journal import Asked
from maternity.db.migrate import HEAD
from maternity.errors import Refused, Unavailable
from maternity.fields import Answer
from maternity.people import Role
from maternity.ward import copies, create_ward, journal, open_ward
from maternity.ward.going_back import go_back
from maternity.ward.technical import Secret
from maternity.ward.update_proof import Proof, proven
from maternity.ward.versions import Version, Versions
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE

TECHNICIAN, HIS = "Maïga Issa", "lampe natte pilon sorgho"
MATRON, HERS = "Diallo Awa", "tambour pirogue lampe natte"
OTHER, GIVEN = "Un autre", "sorgho pilon puits natte"
ALONE = Secret(NAME, PASSPHRASE)
BOTH = Secret(NAME, PASSPHRASE, second=TECHNICIAN, second_passphrase=HIS)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Secret]:
    """A register with a head, a technical administrator and a matron; and its recovery code."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    with quickly():
        ward, code = create_ward(
            tmp_path / "maternity",
            facility="CSCom",
            level="cscom",
            area="Sud",
            admin=NAME,
            passphrase=PASSPHRASE,
        )
    ward.add_person(TECHNICIAN, Role.TECHNICIAN, HIS)
    ward.add_person(MATRON, Role.NURSE, HERS)
    ward.add_person(OTHER, Role.TECHNICIAN, GIVEN, temporary=True)
    ward.close()
    return tmp_path / "maternity", Secret(code=code)


@pytest.fixture
def here(tmp_path: Path) -> Versions:
    """A home in which a newer version of the same form was brought and is started."""
    home = tmp_path / "home"
    (home / "versions" / "9.0.0").mkdir(parents=True)
    for run in (home / "run", home / "versions" / "9.0.0" / "run"):
        run.write_text("#!/bin/sh\n")
    made = Versions(home)
    made.known[""] = Version(maternity.__version__, HEAD)
    made.add(Version("9.0.0", HEAD, "9.0.0", before=""))
    return made


def brought(folder: Path, secret: Secret | None) -> Proof:
    """An update that is proven, and told to the register."""
    with proven(folder, secret) as proof:
        proof.note("0.1.0", "9.0.0")
    return proof


def told(folder: Path) -> list[tuple[str, str]]:
    """What the journal says of versions of the program: who, and about what."""
    ward = open_ward(folder, TECHNICIAN, HIS)
    found = journal.events(ward, Asked(event="program_changed"))
    ward.close()
    return [(one.who, one.about) for one in found]


def test_the_technical_administrator_updates_or_the_head_beside_her_or_the_code(
    register: tuple[Path, Secret],
) -> None:
    folder, code = register
    wrong: tuple[tuple[Secret | None, str], ...] = (
        (None, "A register stands in"),
        (ALONE, "together with the technical administrator"),
        (Secret(NAME, PASSPHRASE, second=MATRON, second_passphrase=HERS), "together with"),
        (Secret(NAME, PASSPHRASE, second=OTHER, second_passphrase=GIVEN), "chooses her own first"),
        (Secret(NAME, PASSPHRASE, second=TECHNICIAN, second_passphrase=HERS), "do not fit"),
        (Secret(MATRON, HERS, second=TECHNICIAN, second_passphrase=HIS), "role"),
        (Secret(OTHER, GIVEN), "own passphrase first"),
        (Secret(TECHNICIAN, HERS), "do not fit"),
        (Secret(code="AAAA-" * 7), "code"),
    )
    for secret, why in wrong:
        with pytest.raises(Refused, match=why):
            brought(folder, secret)
    assert told(folder) == []
    versions = "version before: 0.1.0  ·  version: 9.0.0"
    for secret in (Secret(TECHNICIAN, HIS), BOTH, code):
        brought(folder, secret)
    assert told(folder) == [
        ("", versions),
        (NAME, f"agreed: {TECHNICIAN}  ·  {versions}"),
        (TECHNICIAN, versions),
    ]


def test_the_register_is_copied_before_another_version_takes_over(
    register: tuple[Path, Secret], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, code = register
    there = copies.beside(folder)
    kept = len(list(there.rglob("*.mrb")))
    brought(folder, BOTH)
    assert len(list(there.rglob("*.mrb"))) == kept + 1
    monkeypatch.setattr(files, "free_space", lambda _place: 1)
    with pytest.raises(Unavailable):
        brought(folder, BOTH)
    brought(folder, code)  # the new version may be what mends the register
    assert len(list(there.rglob("*.mrb"))) == kept + 1


def test_where_there_is_no_technical_administrator_the_head_updates_alone(
    register: tuple[Path, Secret],
) -> None:
    folder, _code = register
    ward = open_ward(folder, NAME, PASSPHRASE)
    for gone in (one for one in ward.people() if one.role is Role.TECHNICIAN):
        gone.active = Answer.NO
        ward.keep(gone)
    ward.close()
    assert (brought(folder, ALONE).who, brought(folder, ALONE).approver) == (NAME, "")


def test_a_computer_without_a_register_asks_nobody(tmp_path: Path) -> None:
    assert brought(tmp_path / "none", None) == Proof()


def test_a_register_that_cannot_be_opened_gets_its_mended_program_by_the_code(
    register: tuple[Path, Secret],
) -> None:
    folder, code = register
    book = folder / engines.BOOK_NAME
    book.write_bytes(b"damaged" * 1000)
    with pytest.raises(Unavailable) as refusal:
        brought(folder, Secret(TECHNICIAN, HIS))
    assert "--code-file" in (refusal.value.advice or "")
    assert brought(folder, code).by_code
    book.unlink()
    assert brought(folder, code).by_code


def test_an_open_window_is_to_be_closed_first(register: tuple[Path, Secret]) -> None:
    folder, code = register
    window = files.Lock(folder)
    window.take()
    for secret in (BOTH, code):
        with pytest.raises(Refused, match="Close that window"):
            brought(folder, secret)
    window.release()
    brought(folder, BOTH)


def test_going_back_is_proven_in_the_same_way(
    register: tuple[Path, Secret], here: Versions, tmp_path: Path
) -> None:
    folder, _code = register
    for asked in ((folder, None), (folder, ALONE)):
        with pytest.raises(Refused, match="technical"):
            go_back(here, *asked)
    with pytest.raises(Refused, match="A register stands"):
        go_back(here, usual=folder)
    assert here.started == "9.0.0"
    go_back(here, folder, BOTH)
    assert here.started == ""
    ((who, about),) = told(folder)
    assert (who, f"version: {maternity.__version__}" in about) == (NAME, True)
    here.start("9.0.0")
    here.known[""] = Version(maternity.__version__, "0001")
    with pytest.raises(Refused, match="role"):  # nor by another who only opens the register
        go_back(here, folder, Secret(MATRON, HERS))
    here.known[""] = Version(maternity.__version__, HEAD)
    go_back(here, usual=tmp_path / "none")
    assert here.started == ""


def test_the_command_asks_where_the_register_of_this_computer_stands(
    register: tuple[Path, Secret],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, _code = register
    for usual in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(usual, str(tmp_path))

    def update(*more: str) -> str:
        assert cli.main(["--language", "en", "update", str(tmp_path / "stick"), *more]) == 2
        return capsys.readouterr().err

    (tmp_path / "hers").write_text(PASSPHRASE)
    (tmp_path / "his").write_text(HIS)
    her = ("--as", NAME, "--passphrase-file", str(tmp_path / "hers"))
    his = ("--with", TECHNICIAN, "--with-passphrase-file", str(tmp_path / "his"))
    assert "A register stands in" in update()
    assert "together with the technical" in update(*her)
    proven_but_no_stick = "no release of this program"
    assert proven_but_no_stick in update(*her, *his)
    for asked in (("update", str(tmp_path / "stick")), ("previous",)):  # nobody is passed by so
        told_to = [*asked, "--data", str(tmp_path / "none"), "--language", "en"]
        assert cli.main(told_to) == cli.REFUSED
        assert "no register in this folder" in capsys.readouterr().err
    assert told(folder) == []
