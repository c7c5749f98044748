"""What rules the whole ward is changed by the head together with the technical administrator."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from maternity import cli, clock
from maternity.db.saving import Kept
from maternity.db.tables import audit
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.people import Account, Role
from maternity.registers.bed import Bed
from maternity.registers.facility import Facility, FacilityLevel
from maternity.ward import Ward, district, import_undoing, several
from maternity.ward.files import import_files
from maternity.ward.journal import Asked, events
from maternity.ward.second_person import Together, candidates, check_second, prove_second
from maternity.ward.undoing import undo
from tests.ward.test_district import G10, G19, laid_down, mapping
from tests.ward_fixtures import NAME, PASSPHRASE, FixedClock, a_village

TECHNICIAN, HIS = "Maïga Issa", "lampe natte pilon sorgho"
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def both(ward: Ward) -> Ward:
    """A ward with a technical administrator; the head is at it."""
    ward.add_person(TECHNICIAN, Role.TECHNICIAN, HIS)
    return ward


def agree(ward: Ward) -> None:
    prove_second(ward, TECHNICIAN, HIS, Together.SETTINGS)


def as_technician(ward: Ward) -> None:
    ward.account = next(one for one in ward.people() if one.name == TECHNICIAN)


def told(ward: Ward) -> list[tuple[str, str | None, str | None]]:
    """The last events that somebody agreed to, and who."""
    with ward.book.engine.connect() as connection:
        rows = connection.execute(audit.select().where(audit.c.approver.is_not(None)))
        return [(row.event, row.register, row.approver) for row in rows]


def another_due_day(ward: Ward, day: int = 8) -> Kept:
    rules: Any = ward.settings()
    rules.return_due_day = day
    return ward.keep(rules)


def another_own_name(ward: Ward, name: str = "CSCom de Sikoro") -> Kept:
    own = ward.facility
    own.name = name
    return ward.keep(own)


def written(place: Path, text: str) -> Path:
    place.write_text(text, "utf-8")
    return place


def own_by_file(ward: Ward, place: Path) -> None:
    rows = "source_id,name,level,is_own\no,CSCom par fichier,cscom,yes\n"
    import_files(ward, [("facility", written(place / "f.csv", rows))], update=True)


def by_several(ward: Ward, _place: Path) -> None:
    made = several.plan(ward, [ward.facility], "commune", "Kati", None)
    several.correct(ward, made, "1")


def by_district(ward: Ward, place: Path) -> None:
    chosen = district.look(ward, mapping(place / "dhis2.csv", G10, G19))
    district.put_in_force(ward, chosen, OCTOBER)


def no_longer_ours(ward: Ward, _place: Path) -> None:
    own = ward.facility
    own.is_own = Answer.NO
    ward.keep(own)


def by_voiding(ward: Ward, _place: Path) -> None:
    ward.void(ward.facility, "écrit deux fois", with_children=True)


WAYS: dict[str, Callable[[Ward, Path], object]] = {
    "the rules": lambda ward, _place: another_due_day(ward),
    "our own facility": lambda ward, _place: another_own_name(ward),
    "a file of rows": own_by_file,
    "several together": by_several,
    "a file of the district": by_district,
    "another facility made ours": lambda ward, _place: ward.keep(
        Facility(name="Autre", level=FacilityLevel.CSCOM, is_own=Answer.YES)
    ),
    "ours no longer": no_longer_ours,
    "a training entry": lambda ward, _place: ward.book_in(
        [Facility(name="Encore", level=FacilityLevel.CSCOM, is_own=Answer.YES)]
    ),
    "ours cancelled": by_voiding,
}


def settings_of(ward: Ward) -> object:
    own = [(one.version, one.voided_at) for one in ward.book.all("facility")]
    return ward.settings().in_force(), own, laid_down(ward)


def test_the_head_changes_a_setting_with_the_technical_administrator_on_every_way(
    both: Ward, tmp_path: Path
) -> None:
    for way, act in WAYS.items():
        before, agreed = settings_of(both), len(told(both))
        with pytest.raises(Refused, match="together with the technical") as refusal:
            act(both, tmp_path)
        assert refusal.value.field == "second", way
        assert (settings_of(both), len(told(both))) == (before, agreed), way
        agree(both)
        act(both, tmp_path)
        assert settings_of(both) != before, way
        assert len(told(both)) > agreed, way
        assert {who for _event, _register, who in told(both)} == {TECHNICIAN}
        with pytest.raises(Refused) as refusal:
            another_due_day(both, 9)
        assert refusal.value.field == "second", "she agreed to one change, not to the next"


def test_what_the_trail_holds_of_an_agreement_is_read_in_the_journal(both: Ward) -> None:
    agree(both)
    another_due_day(both)
    assert told(both) == [("update", "settings", TECHNICIAN)]
    newest = next(one for one in events(both, Asked()) if one.event == "Entry corrected")
    assert f"agreed: {TECHNICIAN}" in newest.about


def test_the_technical_administrator_changes_a_setting_alone(both: Ward, tmp_path: Path) -> None:
    both.add_person("Un autre", Role.TECHNICIAN, "sorgho pilon puits")
    as_technician(both)
    another_due_day(both)
    own = both.facility
    own.name = "CSCom de Sikoro"
    assert both.corrected(own) == []
    both.keep(own)
    by_district(both, tmp_path)
    assert (both.settings().chosen("return_due_day"), both.facility.name) == (
        "8",
        "CSCom de Sikoro",
    )
    assert told(both) == []
    assert candidates(both, Together.SETTINGS) == []


def test_where_there_is_no_technical_administrator_the_head_is_alone(
    ward: Ward, tmp_path: Path
) -> None:
    another_due_day(ward)
    another_own_name(ward)
    by_district(ward, tmp_path)
    ward.add_person(TECHNICIAN, Role.TECHNICIAN, HIS)
    with pytest.raises(Refused):
        another_due_day(ward, 9)
    gone: Any = next(one for one in ward.people() if one.name == TECHNICIAN)
    gone.active = Answer.NO
    ward.keep(gone)
    another_due_day(ward, 9)
    assert told(ward) == []


def test_the_lists_of_the_wards_daily_life_are_kept_alone(both: Ward) -> None:
    other = Facility(name="CSRéf", level=FacilityLevel.CSREF, is_own=Answer.NO)
    both.keep(a_village(), Bed(code="9"), other)
    other.phone = "20 22 33 44"
    both.keep(other)
    own = both.facility
    both.keep(own, both.settings())  # looked at, and kept as it stands
    assert told(both) == []


def test_only_a_technical_administrator_at_the_screen_with_a_secret_of_her_own_agrees(
    both: Ward,
) -> None:
    assert candidates(both, Together.SETTINGS) == [TECHNICIAN]
    both.add_person("Awa", Role.MIDWIFE, "lampe natte tambour puits")
    both.add_person("Un autre", Role.TECHNICIAN, "sorgho pilon puits", temporary=True)
    for name, secret, why in (
        ("Awa", "lampe natte tambour puits", "cannot be the second"),
        (NAME, PASSPHRASE, "cannot be the second"),
        ("Un autre", "sorgho pilon puits", "chooses her own first"),
        (TECHNICIAN, "une autre phrase bien longue", "neither the PIN"),
    ):
        with pytest.raises(Refused, match=why):
            prove_second(both, name, secret, Together.SETTINGS)
        with pytest.raises(Refused, match="together"):
            another_due_day(both)
    agree(both)
    with (
        clock.use(FixedClock(clock.now() + timedelta(seconds=61))),
        pytest.raises(Refused, match="together"),
    ):
        another_due_day(both)
    both.add_person("Binta", Role.MIDWIFE, "sable pluie tambour puits")
    with pytest.raises(Refused, match="second person"):  # to another act nobody agreed
        check_second(both, Together.MERGE)
    assert both.settings().chosen("return_due_day") == "5"


def test_a_setting_is_not_taken_back_alone_either(both: Ward, tmp_path: Path) -> None:
    agree(both)
    done = another_due_day(both)
    with pytest.raises(Refused, match="Take it back in its form"):
        undo(both, done)
    agree(both)
    own_by_file(both, tmp_path)
    (number,) = [one.number for one in import_undoing.past(both)]
    with pytest.raises(Refused, match="together"):
        import_undoing.undo(both, number, "le mauvais fichier")
    assert both.facility.name == "CSCom par fichier"
    assert both.settings().chosen("return_due_day") == "8"
    agree(both)
    import_undoing.undo(both, number, "le mauvais fichier")
    assert both.facility.name == "CSCom de Kalabancoro"


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(both: Ward, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command of the head, on the register that was closed."""
    folder = both.folder
    both.close()
    written(tmp_path / "hers", PASSPHRASE)
    written(tmp_path / "his", HIS)
    sign = ["--data", str(folder), "--as", NAME, "--passphrase-file", str(tmp_path / "hers")]

    def ran(*told: str) -> tuple[int, str, str]:
        code = cli.main(["--language", "en", told[0], *sign, *told[1:]])
        out = capsys.readouterr()
        return code, out.out, out.err

    return ran


def test_a_command_that_changes_a_setting_names_who_agrees(run: Run, tmp_path: Path) -> None:
    table = str(mapping(tmp_path / "dhis2.csv", G10, G19))
    rows = str(written(tmp_path / "f.csv", "source_id,name,level,is_own\no,X,cscom,yes\n"))
    with_him = ["--with", TECHNICIAN, "--with-passphrase-file", str(tmp_path / "his")]
    tried = ("district", table, "--from", "2026-10")
    assert run(*tried)[0] == 0, "looking at a file asks nobody"
    for told in ((*tried, "--keep"), ("import", "facility", rows, "--update")):
        code, _out, complaint = run(*told)
        assert (code, "technical administrator" in complaint) == (2, True)
        assert "--with NAME" in complaint
        code, out, complaint = run(*told, *with_him)
        assert code == 0, complaint
        assert json.loads(out)
    code, _out, complaint = run("import", "facility", rows, "--update", "--with", TECHNICIAN)
    assert (code, "--with-passphrase-file" in complaint) == (2, True)


def test_a_role_that_sets_nothing_up_is_refused_before_anybody_is_asked(both: Ward) -> None:
    both.account = Account(name="Awa", role=Role.MIDWIFE, active=Answer.YES)
    with pytest.raises(Refused, match="role") as refusal:
        another_due_day(both)
    assert refusal.value.field != "second"
