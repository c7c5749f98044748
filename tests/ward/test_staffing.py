"""Accounts, passphrases and recovery: nobody keeps a secret that another gave her."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from maternity import cli, clock, paths
from maternity.db import guessing, keys
from maternity.db.journal import Asked, events
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.people import Role
from maternity.ward import Ward, open_ward, people_of, recover_ward
from maternity.ward.staffing import disable_person, propose, reset_person, set_pin
from tests.ward_fixtures import CHEAP, NAME, NOW, PASSPHRASE, FixedClock, at_work

OTHER, HERS = "Diarra Awa", "lampe natte pilon sorgho"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A register with a head and a midwife, closed."""
    place = tmp_path / "registre"
    with at_work(place) as ward:
        ward.add_person(OTHER, Role.MIDWIFE, HERS)
    monkeypatch.setattr(keys, "COST", CHEAP)
    with clock.use(FixedClock()):
        yield place


@pytest.fixture
def head(folder: Path) -> Iterator[Ward]:
    """The register open before its head."""
    ward = open_ward(folder, NAME, PASSPHRASE)
    yield ward
    ward.close()


def test_who_left_is_gone_from_the_door_and_from_every_key_file(head: Ward, folder: Path) -> None:
    disable_person(head, OTHER)
    assert people_of(folder) == [NAME]
    for file in folder.glob(f"{keys.NAME}*"):
        assert OTHER not in file.read_text("utf-8")
    assert [one.active for one in head.people() if one.name == OTHER] == [Answer.NO]
    head.close()
    with pytest.raises(Refused, match="do not fit"):
        open_ward(folder, OTHER, HERS)


def test_the_last_head_does_not_end_her_own_access(head: Ward) -> None:
    with pytest.raises(Refused, match="last head"):
        disable_person(head, NAME)


def test_a_passphrase_given_by_another_only_lets_her_choose_her_own(
    head: Ward, folder: Path
) -> None:
    given = propose()
    reset_person(head, OTHER, given)
    head.close()
    with pytest.raises(Refused, match="do not fit"):
        open_ward(folder, OTHER, HERS)
    hers = open_ward(folder, OTHER, given)
    with pytest.raises(Refused, match="own passphrase first"):
        hers.find("coulibaly")
    with pytest.raises(Refused, match="another passphrase"):
        hers.change_passphrase(given)
    hers.change_passphrase("sable pirogue lampe radis")
    hers.find("coulibaly")
    hers.close()
    again = open_ward(folder, OTHER, "sable pirogue lampe radis")
    assert not again.must_change
    again.close()
    for file in folder.glob(f"{keys.NAME}*"):  # the head's envelope for her is nowhere any more
        with pytest.raises(Refused):
            keys.unlock(keys.read(file.parent), OTHER, given)


def test_accounts_are_managed_by_who_proved_it_within_the_minute(folder: Path) -> None:
    told = FixedClock()
    with clock.use(told):
        head = open_ward(folder, NAME, PASSPHRASE)
        set_pin(head, "408196")
        told.at = NOW.replace(minute=NOW.minute + 2)
        for act in (
            lambda: head.add_person("Une Autre", Role.NURSE, "sable pirogue lampe radis"),
            lambda: disable_person(head, OTHER),
            lambda: reset_person(head, OTHER, propose()),
            lambda: set_pin(head, "271828"),  # who finds her screen open takes her name by a PIN
            lambda: head.change_passphrase("sable pirogue lampe radis"),
        ):
            with pytest.raises(Refused, match="once more") as refused:
                act()
            assert refused.value.field == "proof"
        with pytest.raises(Refused, match="neither the PIN nor the passphrase"):
            head.prove("408197")
        last = events(head.book.engine, Asked(events=("proof_failed",)))[0]
        assert (last.who, last.outcome, last.facts) == (NAME, "refused", {"person": NAME})
        told.at = NOW.replace(minute=NOW.minute + 3)
        head.prove("408196")
        disable_person(head, OTHER)
        head.close()


@pytest.mark.parametrize(
    "weak",
    [
        "court",
        "motdepasse2026",
        "Kalabancoro1234",
        "cscomkalabancoro",
        "Mme Traoré 123456",
        "TRAORETRAORE12",
        "azertyuiop123",
        "aaaaaaaaaaaaaa",
    ],
)
def test_what_a_guesser_tries_first_is_no_passphrase(head: Ward, weak: str) -> None:
    with pytest.raises(Refused, match=r"easy to guess|12 characters"):
        head.change_passphrase(weak)


@pytest.mark.parametrize("good", ["sable pirogue lampe radis", "un été à Kayes!", "ɲamaku-7-ŋɔni"])
def test_a_passphrase_of_words_or_of_any_signs_will_do(head: Ward, good: str) -> None:
    head.change_passphrase(good)


def test_a_passphrase_counts_to_its_last_sign_and_space(head: Ward, folder: Path) -> None:
    long = "Sable  pirogue LAMPE radis " * 6 + "fin"
    head.change_passphrase(long)
    head.close()
    for wrong in (long.lower(), long[:-1], long[:72], long.replace("  ", " "), f"{long} "):
        with pytest.raises(Refused):
            open_ward(folder, NAME, wrong)
    open_ward(folder, NAME, long).close()


WEAK_PINS = ["123456", "000000", "654321", "121212", "123123", "198512", "121985", "112233"]


@pytest.mark.parametrize("weak", [*WEAK_PINS, "12345", "1234567", "abcdef", "٣٤٥٦٧٨"])
def test_what_a_guesser_tries_first_is_no_pin(head: Ward, weak: str) -> None:
    with pytest.raises(Refused) as refused:
        set_pin(head, weak)
    assert refused.value.field == "pin"


def test_four_words_are_proposed_of_enough_common_ones() -> None:
    file = paths.resources() / "passphrases" / "words.txt"
    words = file.read_text("utf-8").split()
    assert len(words) == len(set(words)) >= 2048
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 11 for word in words)
    proposed = {propose() for _at in range(50)}
    assert len(proposed) == 50
    for one in proposed:
        guessing.check_passphrase(one, NAME)


def test_the_recovery_code_gives_a_lasting_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maternity.ward import create_ward

    monkeypatch.setattr(keys, "COST", CHEAP)
    told: dict[str, Any] = {"facility": "CSCom", "level": "cscom", "admin": NAME}
    told["area"] = "Kalabancoro"
    ward, code = create_ward(tmp_path / "r", passphrase=PASSPHRASE, **told)
    ward.add_person(OTHER, Role.MIDWIFE, HERS, temporary=True)
    ward.close()
    before = (tmp_path / "r" / keys.NAME).read_bytes()
    with pytest.raises(Refused, match="too easy to guess"):  # the words of the ward itself
        recover_ward(tmp_path / "r", OTHER, code, "Maternité CSCom Kalabancoro")
    assert (tmp_path / "r" / keys.NAME).read_bytes() == before
    hers = recover_ward(tmp_path / "r", OTHER, code, "sable pirogue lampe radis")
    assert not hers.must_change
    hers.find("coulibaly")
    hers.close()


Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command on people, by the head."""
    (tmp_path / "phrase").write_text(PASSPHRASE, "utf-8")
    sign = ["--data", str(folder), "--as", NAME, "--passphrase-file", str(tmp_path / "phrase")]

    def ran(*told: str) -> tuple[int, Any, str]:
        code = cli.main(["--language", "en", "people", *told, *sign])
        out = capsys.readouterr()
        return code, json.loads(out.out) if out.out else None, out.err

    return ran


def test_people_are_listed_added_ended_and_given_a_passphrase_by_command(
    run: Run, folder: Path
) -> None:
    code, found, _err = run("list")
    assert (code, [one["name"] for one in found]) == (0, [OTHER, NAME])
    code, made, _err = run("add", "Cissé Fanta", "--role", "nurse")
    assert code == 0
    ward = open_ward(folder, "Cissé Fanta", made["passphrase"])
    assert ward.must_change
    ward.close()
    code, given, _err = run("reset", OTHER)
    assert (code, given["must_change"]) == (0, True)
    code, _found, _err = run("disable", "Cissé Fanta")
    assert code == 0
    assert "Cissé Fanta" not in people_of(folder)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("add", "Cissé Fanta"), "no role"),
        (("disable",), "Say whose account"),
        (("disable", "Personne"), "Nobody here is called"),
        (("disable", NAME), "last head"),
        (("reset", NAME), "My passphrase"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, told: tuple[str, ...], words: str) -> None:
    code, answer, complaint = run(*told)
    assert (code, answer) == (2, None)
    assert words in complaint
