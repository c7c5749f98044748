"""The key file: who holds a secret gets in, nobody else, and no write can lose it."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from pathlib import Path
from typing import Any

import pytest

from maternity.db import keys, wrapping
from maternity.db.guessing import check_passphrase
from maternity.db.recovery_code import new_code, read_code, slips
from maternity.errors import Refused, Unavailable
from tests.ward_fixtures import CHEAP

ADMIN, HERS = "Mme Traoré", "manguier calebasse pirogue tambour"
OTHER, THEIRS = "Diallo Awa", "tambour pirogue lampe natte"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivations that take no time."""
    monkeypatch.setattr(keys, "COST", CHEAP)


def create(folder: Path, person: str, passphrase: str) -> tuple[keys.KeyFile, bytes, str]:
    """A key file written with its first person."""
    made, key, code = keys.made(person, passphrase)
    return keys.save(folder, made, key), key, code


def test_each_person_and_the_recovery_code_open_the_same_register(tmp_path: Path) -> None:
    made, key, code = create(tmp_path, ADMIN, HERS)
    keys.add_person(tmp_path, made, key, OTHER, THEIRS)
    found = keys.read(tmp_path)
    assert found.names() == [OTHER, ADMIN]
    assert keys.unlock(found, ADMIN, HERS) == key
    assert keys.unlock(found, OTHER, THEIRS) == key
    assert keys.unlock_by_code(found, code) == key
    assert keys.unlock_by_code(found, code.lower().replace("-", " ")) == key


@pytest.mark.parametrize(("name", "passphrase"), [(ADMIN, THEIRS), ("Personne", HERS), (ADMIN, "")])
def test_a_wrong_name_and_a_wrong_passphrase_get_the_same_words(
    tmp_path: Path, name: str, passphrase: str
) -> None:
    made, _key, _code = create(tmp_path, ADMIN, HERS)
    with pytest.raises(Refused, match="The name and the passphrase do not fit"):
        keys.unlock(made, name, passphrase)


def test_a_code_misread_by_one_sign_is_told_before_anything_is_tried(tmp_path: Path) -> None:
    made, _key, code = create(tmp_path, ADMIN, HERS)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    with pytest.raises(Refused, match="has a mistake"):
        keys.unlock_by_code(made, wrong)
    with pytest.raises(Refused, match="does not open this register") as refused:
        keys.unlock_by_code(made, new_code())
    assert refused.value.field == "code"


def test_a_code_has_seven_groups_of_signs_that_are_not_misread() -> None:
    for _at in range(50):
        groups = new_code().split("-")
        assert [len(group) for group in groups] == [4] * 7
        assert not set("".join(groups)) & set("0O1I")


def test_who_has_left_no_longer_gets_in(tmp_path: Path) -> None:
    made, key, _code = create(tmp_path, ADMIN, HERS)
    both = keys.add_person(tmp_path, made, key, OTHER, THEIRS)
    left = keys.remove_person(tmp_path, both, key, OTHER)
    with pytest.raises(Refused):
        keys.unlock(left, OTHER, THEIRS)
    with pytest.raises(Refused, match="last account"):
        keys.remove_person(tmp_path, left, key, ADMIN)


def test_a_new_passphrase_replaces_the_old_one(tmp_path: Path) -> None:
    made, key, _code = create(tmp_path, ADMIN, HERS)
    keys.add_person(tmp_path, made, key, ADMIN, THEIRS)
    found = keys.read(tmp_path)
    assert keys.unlock(found, ADMIN, THEIRS) == key
    with pytest.raises(Refused):
        keys.unlock(found, ADMIN, HERS)


@pytest.mark.parametrize("left", [b"", b"{", b"\0" * 4096, b'{"checksum": "", "keys": "{}"}'])
def test_a_broken_key_file_gives_way_to_the_one_before(tmp_path: Path, left: bytes) -> None:
    made, key, _code = create(tmp_path, ADMIN, HERS)
    keys.add_person(tmp_path, made, key, OTHER, THEIRS)
    (tmp_path / keys.NAME).write_bytes(left)
    assert keys.unlock(keys.read(tmp_path), ADMIN, HERS) == key


def test_all_key_files_broken_is_said_and_no_new_register_is_offered(tmp_path: Path) -> None:
    create(tmp_path, ADMIN, HERS)
    (tmp_path / keys.NAME).write_bytes(b"")
    with pytest.raises(Unavailable, match="key file") as told:
        keys.read(tmp_path)
    assert "do not make a new register" in told.value.advice


def test_a_key_file_changed_by_another_hand_opens_nothing(tmp_path: Path) -> None:
    """Somebody puts a slot of a register of her own into this one's file."""
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    made, _key, _code = create(tmp_path / "ours", ADMIN, HERS)
    theirs, _other, _code2 = create(tmp_path / "theirs", OTHER, THEIRS)
    outer = json.loads((tmp_path / "ours" / keys.NAME).read_text("utf-8"))
    body = json.loads(outer["keys"])
    foreign = json.loads(json.loads((tmp_path / "theirs" / keys.NAME).read_text("utf-8"))["keys"])
    body["people"] += foreign["people"]
    assert made.register != theirs.register
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    outer = {"checksum": hashlib.sha256(text.encode()).hexdigest(), "keys": text}
    (tmp_path / "ours" / keys.NAME).write_text(json.dumps(outer), "utf-8")
    found = keys.read(tmp_path / "ours")
    for name, passphrase in ((OTHER, THEIRS), (ADMIN, HERS)):
        with pytest.raises(Unavailable, match="damaged"):
            keys.unlock(found, name, passphrase)


@pytest.mark.parametrize(
    "weak",
    ["", "court", "aaaaaaaaaaaa", "motdepasse123", "MotDePasse 123", "Mme Traoré", "un deux"],
)
def test_what_is_easily_guessed_is_refused(weak: str) -> None:
    with pytest.raises(Refused):
        check_passphrase(weak, "Mme Traoré")


def test_letters_composed_in_another_way_are_the_same_passphrase(tmp_path: Path) -> None:
    """One keyboard sends é as one sign, another as e and an accent; a wide letter is a letter."""
    made, key, _code = create(tmp_path, ADMIN, "\u00e9\uff2b calebasse pirogue tambour")
    assert keys.unlock(made, ADMIN, "e\u0301K calebasse pirogue tambour") == key


@pytest.mark.parametrize("part", ["closed", "stretched"])
def test_an_envelope_that_does_not_open_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """A fault of the memory while a passphrase is changed: the old one still opens."""
    made, key, _code = create(tmp_path, ADMIN, HERS)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    right, calls = getattr(wrapping, part), iter(range(100))

    def faulty(*about: Any, **cost: Any) -> bytes:
        once = bytes(right(*about, **cost))
        return once if next(calls) else bytes([once[0] ^ 1]) + once[1:]

    monkeypatch.setattr(keys, "calibrated", lambda: CHEAP)
    monkeypatch.setattr(wrapping, part, faulty)
    with pytest.raises(Unavailable, match="Nothing was changed"):
        keys.add_person(tmp_path, made, key, ADMIN, THEIRS)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    keys.add_person(tmp_path, made, key, ADMIN, THEIRS)
    assert keys.unlock(keys.read(tmp_path), ADMIN, THEIRS) == key


def test_nothing_secret_stands_in_the_file(tmp_path: Path) -> None:
    _made, key, code = create(tmp_path, ADMIN, HERS)
    text = (tmp_path / keys.NAME).read_text("utf-8")
    for secret in (HERS, code, code.replace("-", ""), key.hex()):
        assert secret not in text
    assert (tmp_path / keys.NAME).stat().st_mode & 0o077 == 0


def test_a_slow_computer_gets_a_cheaper_slot_and_never_below_the_floor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost())
    seconds = iter([0.0, 30.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(seconds))
    monkeypatch.setattr(wrapping, "stretched", lambda *_args, **_cost: b"")
    cost = keys.calibrated()
    assert cost.memory == keys.COST.memory // 4 >= keys.FLOOR
    assert cost.passes == 3


@pytest.mark.parametrize(("took", "passes"), [(0.1, 9), (0.146, 7), (0.3, 3), (1.0, 3), (0.0, 16)])
def test_a_fast_computer_goes_through_the_same_memory_more_often(
    monkeypatch: pytest.MonkeyPatch, took: float, passes: int
) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost())
    seconds = iter([0.0, took])
    monkeypatch.setattr(time, "perf_counter", lambda: next(seconds))
    monkeypatch.setattr(wrapping, "stretched", lambda *_args, **_cost: b"")
    assert keys.calibrated() == keys.Cost(memory=60 * 1024, passes=passes)


def test_no_single_slip_in_a_code_passes_for_right() -> None:
    for _at in range(3):
        plain = new_code().replace("-", "")
        wrong = list(slips(plain))
        assert len(wrong) > 28 * 31
        for one in wrong:
            with pytest.raises(Refused, match="has a mistake"):
                read_code(one)


def test_no_envelope_repeats_a_salt_or_a_number_used_once() -> None:
    key, seen = secrets.token_bytes(32), set()
    for _at in range(20):
        slot = keys.pin_slot("Mme Traoré", key, "408196")
        seen |= {slot.salt, slot.nonce, slot.sealed}
    assert len(seen) == 3 * 20
    codes = [new_code() for _at in range(20)]
    assert len(set(codes)) == 20
