"""Opening and making a register: what fails leaves everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from maternity import clock
from maternity.db import keys, migrate, watching
from maternity.errors import Refused, Unavailable
from maternity.fields import Answer
from maternity.people import Account, Role
from maternity.ward import Ward, create_ward, open_ward
from maternity.ward.opening import recover_ward
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock

OTHER = "trois calebasses bien pleines"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "COST", CHEAP)
    with clock.use(FixedClock()):
        yield


def make(folder: Path) -> tuple[Ward, str]:
    return create_ward(
        folder, facility="CSCom", level="cscom", area="K", admin=NAME, passphrase=PASSPHRASE
    )


def test_a_set_up_that_fails_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_engine: object) -> None:
        raise Unavailable("full")

    with monkeypatch.context() as broken:
        broken.setattr(migrate, "upgrade", fail)
        with pytest.raises(Unavailable, match="full"):
            make(tmp_path / "r")
    assert [one.name for one in (tmp_path / "r").iterdir() if "registre" in one.name] == []
    ward, _code = make(tmp_path / "r")
    ward.close()


def test_what_stands_in_a_folder_is_never_swept_away(tmp_path: Path) -> None:
    ward, _code = make(tmp_path)
    ward.close()
    before = (tmp_path / "registre.db").read_bytes()
    with pytest.raises(Refused, match="already"):
        make(tmp_path)
    assert (tmp_path / "registre.db").read_bytes() == before
    open_ward(tmp_path, NAME, PASSPHRASE).close()


def test_the_recovery_code_gives_a_new_passphrase_and_takes_the_old_one(tmp_path: Path) -> None:
    ward, code = make(tmp_path)
    ward.close()
    recover_ward(tmp_path, NAME, code, OTHER).close()
    open_ward(tmp_path, NAME, OTHER).close()
    with pytest.raises(Refused):
        open_ward(tmp_path, NAME, PASSPHRASE)


@pytest.mark.parametrize("name", [NAME, "Personne"])
def test_a_wrong_code_or_name_recovers_nothing(tmp_path: Path, name: str) -> None:
    ward, code = make(tmp_path)
    ward.close()
    wrong = code if name != NAME else "2222-2222-2222-2222-2222-2222-2222"
    with pytest.raises(Refused):
        recover_ward(tmp_path, name, wrong, OTHER)
    open_ward(tmp_path, NAME, PASSPHRASE).close()


def test_who_is_no_longer_active_does_not_get_in_with_her_passphrase(tmp_path: Path) -> None:
    ward, _code = make(tmp_path)
    person = ward.add_person("Awa Diarra", Role.MIDWIFE, OTHER)
    ward.close()
    other = open_ward(tmp_path, "Awa Diarra", OTHER)
    assert other.account.role is Role.MIDWIFE
    with pytest.raises(Refused, match="role"):
        other.people()
    other.close()
    ward = open_ward(tmp_path, NAME, PASSPHRASE)
    person = next(one for one in ward.people() if one.id == person.id)
    assert isinstance(person, Account)
    person.active = Answer.NO
    ward.keep(person)
    ward.close()
    with pytest.raises(Refused, match="do not fit"):
        open_ward(tmp_path, "Awa Diarra", OTHER)
    open_ward(tmp_path, NAME, PASSPHRASE).close()


def test_a_new_person_whose_writing_was_cut_is_added_again(tmp_path: Path) -> None:
    ward, _code = make(tmp_path)
    ward.keep(Account(name="Awa Diarra", role=Role.NURSE, active=Answer.YES))
    ward.add_person("Awa Diarra", Role.MIDWIFE, OTHER)
    assert [one.name for one in ward.people()].count("Awa Diarra") == 1
    ward.close()
    open_ward(tmp_path, "Awa Diarra", OTHER).close()


def test_the_opening_of_a_large_register_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward, _code = make(tmp_path)
    ward.close()
    monkeypatch.setattr(watching, "LARGE_PAGES", 100)
    monkeypatch.setattr(watching, "AT_ONCE", 2 * watching.STEPS_A_PAGE)
    told: list[tuple[int, int]] = []
    open_ward(tmp_path, NAME, PASSPHRASE, lambda done, of: told.append((done, of))).close()
    pages = (tmp_path / "registre.db").stat().st_size // 4096
    assert {of for _done, of in told} == {pages}
    assert [done for done, _of in told] == sorted(done for done, _of in told)
    assert len(told) > 3
    assert told[-1][0] <= pages
