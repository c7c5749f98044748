"""What the technical administrator gives opens no care: a colleague attests that it is she."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from maternity import clock
from maternity.db import keys
from maternity.db import people as stored
from maternity.db.book import Query
from maternity.db.restore import of_role
from maternity.db.tables import audit
from maternity.errors import Refused
from maternity.people import Account, Role
from maternity.ward import Ward, create_ward, open_ward, recover_ward, vouching
from maternity.ward.second_person import Together, candidates, check_second, prove_second
from maternity.ward.staffing import disable_person, reset_person, set_pin
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock

MIDWIFE, HERS = "Diarra Awa", "lampe natte pilon sorgho"
TECHNICIAN, HIS = "Maïga Issa", "tambour natte griot sable"
GIVEN, OWN = "sable pirogue lampe radis", "mangue pirogue puits radis"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A register with a head, a midwife and a technical administrator, closed; and its code."""
    folder = tmp_path_factory.mktemp("attester") / "r"
    told = {"facility": "CSCom", "level": "cscom", "area": "Sud", "admin": NAME}
    with pytest.MonkeyPatch.context() as patch, clock.use(FixedClock()), quickly():
        patch.setattr(keys, "COST", CHEAP)
        ward, code = create_ward(folder, passphrase=PASSPHRASE, **told)  # type: ignore[arg-type]
        ward.add_person(MIDWIFE, Role.MIDWIFE, HERS)
        ward.add_person(TECHNICIAN, Role.TECHNICIAN, HIS)
        ward.close()
    return folder, code


@pytest.fixture
def place(
    made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The folder of that register, to be worked in, on a day in November."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    shutil.copytree(made[0], tmp_path / "r")
    with clock.use(FixedClock()):
        yield tmp_path / "r"


@pytest.fixture
def ward(place: Path) -> Iterator[Ward]:
    """The register, open."""
    ward = open_ward(place, NAME, PASSPHRASE)
    yield ward
    ward.close()


def before(ward: Ward, name: str) -> Ward:
    """The same register before another person, who has just signed in."""
    accounts = (one for one in ward.book.all("account") if isinstance(one, Account))
    ward.account = next(one for one in accounts if one.name == name)
    vouching.begin(ward)
    return ward


def test_with_the_words_that_he_gave_the_technician_does_not_become_a_midwife(
    place: Path,
) -> None:
    his = open_ward(place, TECHNICIAN, HIS)
    reset_person(his, MIDWIFE, GIVEN)
    his.close()
    for _again in range(2):
        he = open_ward(place, MIDWIFE, GIVEN)  # before her, and alone
        assert (he.must_change, he.unvouched) == (True, True)
        for act in (
            lambda ward: ward.change_passphrase(OWN),
            lambda ward: set_pin(ward, "735204"),  # the words he gave would have become hers
            lambda ward: prove_second(ward, MIDWIFE, GIVEN, Together.VOUCH),
            lambda ward: prove_second(ward, TECHNICIAN, HIS, Together.VOUCH),
            lambda ward: prove_second(ward, NAME, HIS, Together.VOUCH),
            lambda ward: ward.change_passphrase(OWN),
            lambda ward: ward.page(Query("delivery")),
        ):
            with pytest.raises(Refused):
                act(he)
        he.close()


def test_a_colleague_attests_by_pin_or_passphrase_and_stands_on_the_trail(ward: Ward) -> None:
    set_pin(ward, "408196")
    reset_person(before(ward, TECHNICIAN), MIDWIFE, GIVEN)
    hers = before(ward, MIDWIFE)
    with pytest.raises(Refused, match="A colleague attests") as refused:
        hers.change_passphrase(OWN)
    assert refused.value.field == "second"
    assert candidates(hers, Together.VOUCH) == [NAME]
    prove_second(hers, NAME, "408196", Together.VOUCH)
    with (
        clock.use(FixedClock(clock.now() + timedelta(seconds=61))),
        pytest.raises(Refused, match="A colleague attests"),  # she may have gone meanwhile
    ):
        hers.change_passphrase(OWN)
    prove_second(hers, NAME, PASSPHRASE, Together.VOUCH)
    with pytest.raises(Refused, match="12 characters"):  # what is corrected asks nobody anew
        hers.change_passphrase("court")
    hers.change_passphrase(OWN)
    assert hers.page(Query("delivery")).total == 0
    with pytest.raises(Refused, match="A colleague attests"):  # she attested to that alone
        check_second(hers, Together.VOUCH)
    with hers.book.engine.connect() as connection:
        rows = connection.execute(audit.select().where(audit.c.approver.is_not(None)))
        told = [(row.event, row.facts["person"], row.approver) for row in rows]
    assert told == [("secret_changed", MIDWIFE, NAME)]
    before(ward, MIDWIFE).change_passphrase(HERS)  # what comes later is hers alone


def test_who_cares_gives_a_passphrase_without_a_witness_and_in_place_of_his(ward: Ward) -> None:
    reset_person(before(ward, TECHNICIAN), MIDWIFE, GIVEN)
    reset_person(before(ward, NAME), MIDWIFE, "griot natte puits lampe")
    before(ward, MIDWIFE).change_passphrase(OWN)
    reset_person(before(ward, NAME), TECHNICIAN, GIVEN)
    before(ward, TECHNICIAN).change_passphrase(OWN)
    ward.add_person("Sangaré", Role.TECHNICIAN, GIVEN)  # a second one, who reads no care either
    assert of_role(ward.book.engine, "technician") == {TECHNICIAN: True, "Sangaré": False}
    before(ward, "Sangaré").change_passphrase(HERS)
    assert not ward.must_change


def test_an_account_that_he_made_or_made_again_needs_a_witness_too(ward: Ward) -> None:
    disable_person(before(ward, TECHNICIAN), MIDWIFE)
    ward.add_person(MIDWIFE, Role.MIDWIFE, GIVEN)
    ward.add_person("Cissé Fanta", Role.TECHNICIAN, HERS)
    head = before(ward, NAME)  # her role is another before she comes
    fanta = next(one for one in head.people() if one.name == "Cissé Fanta")
    fanta.role = Role.NURSE
    head.keep(fanta)
    for name in (MIDWIFE, "Cissé Fanta"):
        hers = before(ward, name)
        with pytest.raises(Refused, match="A colleague attests"):
            hers.change_passphrase(OWN)
        assert candidates(hers, Together.VOUCH) == [NAME]  # and not one whom he gave words


def test_where_nobody_could_attest_the_recovery_code_is_the_way(
    ward: Ward, place: Path, made: tuple[Path, str]
) -> None:
    his = before(ward, TECHNICIAN)
    his.add_person("Cissé Fanta", Role.NURSE, GIVEN)
    reset_person(his, MIDWIFE, GIVEN)
    with pytest.raises(Refused, match="recovery code of the sealed envelope"):
        reset_person(his, NAME, GIVEN)  # the two others have words from him: they attest nothing
    disable_person(his, MIDWIFE)
    stored.write_secret(his.book, before(ward, NAME).account.id, by=stored.Given.BY_CARER)
    with pytest.raises(Refused, match="recovery code of the sealed envelope"):
        before(ward, TECHNICIAN).add_person(MIDWIFE, Role.MIDWIFE, GIVEN)
    hers = before(ward, "Cissé Fanta")
    with pytest.raises(Refused, match="gives Cissé Fanta a new passphrase"):
        hers.change_passphrase(OWN)
    hers.close()
    hers = recover_ward(place, "Cissé Fanta", made[1], OWN)
    assert (hers.page(Query("delivery")).total, hers.unvouched) == (0, False)
    hers.close()
