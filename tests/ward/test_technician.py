"""The technical administrator keeps the register going and sees no clinical value, on any path."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from maternity import cli, clock, registers
from maternity.db import keys
from maternity.db.book import Query
from maternity.db.drafts import Draft
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.people import Account, Role
from maternity.records import named
from maternity.registers.admission import Admission
from maternity.registers.hiv_care import HivCare, HivResult
from maternity.registers.maternal_death import MaternalDeath
from maternity.ward import Ward, create_ward, figure_marks, open_ward
from maternity.ward.printing import Asked, print_named
from maternity.ward.second_person import Together, prove_second
from tests.ward_fixtures import CHEAP, FixedClock, a_birth, moment

NAME, PASSPHRASE = "Mme Traoré", "quatre mots bien longs"
TECHNICIAN, HIS = "Maïga Issa", "lampe natte pilon sorgho"
MARK = "ZQX"
"""Stands in every clinical text of the register."""
DAY = date(2026, 11, 25)
CLINICAL = [cls.register for cls in registers.ALL if not cls.register.setup]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A register in which every clinical text is marked, with a technician."""
    place = tmp_path_factory.mktemp("marques") / "registre"
    before, keys.COST = keys.COST, CHEAP
    with clock.use(FixedClock()):
        ward, _code = create_ward(
            place, facility="CSCom", level="cscom", area="Sud", admin=NAME, passphrase=PASSPHRASE
        )
        made = a_birth(DAY, name=f"{MARK}NOM")
        made.woman.phone_1, made.delivery.note = "76543210", f"{MARK}NOTE"
        stay = Admission(pregnancy=made.pregnancy, admitted_at=moment(DAY, 1), note=f"{MARK}SEJOUR")
        hiv = HivCare(pregnancy=made.pregnancy, seen_on=DAY, result=HivResult.POSITIVE)
        hiv.note = f"{MARK}VIH"
        death = MaternalDeath(pregnancy=made.pregnancy, died_at=moment(DAY, 9))
        death.recommendations = f"{MARK}DECES"
        ward.keep(*made.all, stay, hiv, death)
        made.woman.given_name = f"{MARK}AUTRE"
        ward.keep(made.woman, reason=f"{MARK}RAISON BIEN DITE")
        ward.document("mother_card", made.woman, keep=True)
        month = ward.sheet("rma_cscom", "2026-11")
        figure_marks.mark(ward, month, "G10", (), f"{MARK}CHIFFRE")
        ward.keep_draft(Draft("d" * 32, "delivery", f"{MARK}BROUILLON", {"texts": {}}))
        ward.add_person(TECHNICIAN, Role.TECHNICIAN, HIS)
        ward.close()
        yield place
    keys.COST = before


@pytest.fixture
def his(folder: Path) -> Iterator[Ward]:
    """The register open before the technician."""
    ward = open_ward(folder, TECHNICIAN, HIS)
    yield ward
    ward.close()


def seen(answer: object) -> str:
    """All that can be read in an answer of the ward, with the entries it hangs on."""
    told: list[str] = []
    waiting, met = [answer], set()
    while waiting:
        one = waiting.pop()
        if id(one) in met or one is None:
            continue
        met.add(id(one))
        if isinstance(one, bytes):
            told.append(one.decode("latin-1"))
        elif isinstance(one, (str, int, float)):
            told.append(str(one))
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting += list(one)
        elif hasattr(one, "__dict__"):
            waiting += list(vars(one).values())
    return "\n".join(told)


def ids(ward: Ward, register: str) -> list[str]:
    """The identities of a register's entries, past all rights."""
    return ward.book.ids(Query(register))


def paths(ward: Ward, place: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every way to an entry of care: screen, list, search, export, history, drafts, pages."""
    for cls in registers.ALL:
        register, lists = cls.register.name, list(cls.register.backs)
        file = place / f"{register}.csv"
        yield f"page {register}", partial(ward.page, Query(register))
        yield f"search {register}", partial(ward.page, Query(register, text=MARK))
        yield f"all {register}", partial(ward.all, register, lists)
        yield f"list {register}", partial(ward.print_list, Query(register))
        write = partial(ward.export, Query(register), "csv", file, reason="audit interne")
        yield f"export {register}", write
        for one in ids(ward, register):
            yield f"get {register}", partial(ward.get, register, one, lists)
            yield f"full {register}", partial(ward.full, register, one)
            yield f"children {register}", partial(ward.with_children, register, [one], [])
    woman: Any = ward.book.page(Query("woman")).rows[0]
    disguised: Any = named("village").record(id=woman.id)
    yield "history", lambda: ward.history(woman)
    yield "history of another register", lambda: ward.history(disguised)
    yield "hanging", lambda: ward.hanging_on(woman)
    yield "find", lambda: ward.find(MARK)
    yield "likely", lambda: ward.likely_same(woman)
    yield "drafts", ward.drafts
    yield "reopened", lambda: ward.reopen(Draft("d" * 32, "delivery", "", {"records": []}))
    yield "incomplete", ward.incomplete
    yield "return", lambda: ward.sheet("rma_cscom", "2026-11")
    yield "papers", lambda: ward.documents(woman)
    yield "paper", lambda: ward.document("mother_card", woman)
    yield "day page", lambda: ward.print_book("accouchement", DAY, DAY)
    yield "named paper", lambda: print_named(ward, "mother_card", Asked(entry=woman.id))
    for name in ("board.board", "due.due", "handover.handover", "noticing.notices", "files.check"):
        yield name, partial(called, ward, name)
    yield "story", lambda: called(ward, "story.story", woman)
    yield "due to her", lambda: called(ward, "due.due_to", woman)
    yield "test done", lambda: called(ward, "hiv_test.hiv_test", woman)


def called(ward: Ward, name: str, *about: Any) -> object:
    """A function of a module of the ward."""
    from tests.ward.test_rights import call

    return call(name, ward, *about)


def test_no_path_of_the_ward_shows_him_a_marked_word(his: Ward, tmp_path: Path) -> None:
    tried, told = 0, []
    for name, way in paths(his, tmp_path):
        tried += 1
        try:
            answer = seen(way())
        except Refused as refusal:
            answer = refusal.words
        if MARK in answer or "76543210" in answer:
            told.append(name)
    assert tried > 100
    assert told == []
    assert [f.name for f in tmp_path.iterdir() if MARK in f.read_text("utf-8", "replace")] == []


def test_the_head_finds_the_marks_on_the_same_paths(folder: Path, tmp_path: Path) -> None:
    ward = open_ward(folder, NAME, PASSPHRASE)
    told = set()
    for name, way in paths(ward, tmp_path):
        try:
            answer = seen(way())
        except (Refused, KeyError):
            continue
        if MARK in answer:
            told.add(name)
    ward.close()
    assert {
        "page delivery",
        "full woman",
        "history",
        "drafts",
        "get printout",
        "get figure_mark",
    } <= told


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command given by the technician: its code, its answer and its complaints."""
    secret = tmp_path / "phrase"
    secret.write_text(HIS, "utf-8")
    sign = ["--data", str(folder), "--as", TECHNICIAN, "--passphrase-file", str(secret)]

    def ran(name: str, *told: str) -> tuple[int, str, str]:
        code = cli.main(["--language", "en", name, *told, *sign])
        out = capsys.readouterr()
        return code, out.out, out.err

    return ran


@pytest.mark.parametrize(
    "told",
    [
        *(("export", one.name, "--format", "csv") for one in CLINICAL),
        ("export", "printout", "--format", "csv"),
        ("return", "rma_cscom", "--month", "2026-11", "--format", "json"),
        ("print", "accouchement", "--month", "2026-11"),
        ("print", "mother_card", "--entry", "1"),
        ("import", "woman", "none.csv"),
        ("entries", "rma_cscom", "--month", "2026-11", "--line", "G10"),
    ],
    ids=" ".join,
)
def test_no_command_gives_him_one(run: Run, tmp_path: Path, told: tuple[str, ...]) -> None:
    out = tmp_path / "sortie"
    where = [] if told[0] in {"import", "entries"} else ["--out", str(out)]
    code, answer, complaint = run(*told, *where)
    assert code == 2
    assert MARK not in answer + complaint
    assert not out.exists()


def test_what_he_may_do_by_command_names_nobody(run: Run, folder: Path) -> None:
    code, answer, complaint = run("check")
    assert code in {0, 2}
    assert MARK not in answer + complaint
    assert isinstance(json.loads(answer), list)
    log = "".join(f.read_text("utf-8", "replace") for f in folder.rglob("*.log*"))
    assert MARK not in log


def test_his_own_draft_of_a_setting_is_given_back_to_him_and_leads_to_no_care(
    his: Ward,
) -> None:
    rules = his.settings()
    mine = {"id": rules.id, "register": "settings", "new": False, "values": {}, "links": {}}
    kept = Draft("e" * 32, "settings", "", {"records": [mine], "entry": rules.id})
    his.keep_draft(kept)
    (found,) = his.drafts()
    assert (found.form, found.who) == ("e" * 32, TECHNICIAN)
    assert his.reopen(found) == rules
    woman = {**mine, "id": ids(his, "woman")[0], "register": "woman"}
    forged = Draft("f" * 32, "settings", "", {"records": [mine, woman], "entry": woman["id"]})
    with pytest.raises(Refused, match="role"):
        his.reopen(replace(forged, who=TECHNICIAN))
    his.give_up(found)
    assert his.drafts() == []


def test_he_makes_accounts_of_which_he_never_learns_the_secret_and_no_head(
    his: Ward, folder: Path
) -> None:
    given, hers = "sable pirogue lampe radis", "tambour pirogue lampe natte"
    for act in (
        lambda: his.add_person("Moi aussi", Role.HEAD, given),
        lambda: his.keep(Account(name="Moi aussi", role=Role.HEAD, active=Answer.YES)),
    ):
        with pytest.raises(Refused, match="Only a head"):
            act()
    assert "Moi aussi" not in {one.name for one in his.people()}
    his.add_person("Diallo Awa", Role.MIDWIFE, given)
    his.close()
    her = open_ward(folder, "Diallo Awa", given)
    with pytest.raises(Refused, match="own passphrase first"):
        her.page(Query("delivery"))
    with pytest.raises(Refused, match="A colleague attests"):
        her.change_passphrase(hers)
    prove_second(her, NAME, PASSPHRASE, Together.VOUCH)
    her.change_passphrase(hers)
    assert her.page(Query("delivery")).total == 1
    her.close()


def test_nobody_signs_in_as_another_by_taking_her_name(his: Ward) -> None:
    accounts = {one.name: one for one in his.people()}
    me, head = accounts[TECHNICIAN], accounts[NAME]
    me.name, head.name = "Quelqu’un", TECHNICIAN  # his passphrase opened her account
    for account in (me, head):
        with pytest.raises(Refused, match="stays as it is") as refused:
            his.keep(account)
        assert refused.value.field == "name"


def test_he_gives_nobody_and_not_himself_a_role(his: Ward) -> None:
    accounts = his.people()
    me = next(one for one in accounts if one.name == TECHNICIAN)
    me.role = Role.HEAD
    with pytest.raises(Refused, match="changes a role"):
        his.keep(me)
    head = next(one for one in accounts if one.name == NAME)
    head.role = Role.NURSE
    with pytest.raises(Refused, match="last head"):
        his.keep(head)


def test_he_prints_the_papers_that_hold_nothing_of_a_woman(run: Run, tmp_path: Path) -> None:
    for name, more in (("departure_sheet", ("--person", NAME)), ("incident_sheet", ())):
        file = tmp_path / f"{name}.pdf"
        assert run("print", name, *more, "--out", str(file)) == (0, "", "")
        assert file.read_bytes().startswith(b"%PDF")
    code, _out, complaint = run("print", "departure_sheet", "--out", str(tmp_path / "x.pdf"))
    assert (code, complaint) == (2, "Say who leaves: add --person and her name.\n")


def test_an_inspector_gets_the_journal_as_pages_and_as_a_table(run: Run, tmp_path: Path) -> None:
    pages, table = tmp_path / "journal.pdf", tmp_path / "journal.CSV"
    assert run("journal", "--out", str(pages)) == (0, "", "")
    assert pages.read_bytes().startswith(b"%PDF")
    assert run("journal", "--month", "2026-11", "--out", str(table))[0] == 0
    told = table.read_text("utf-8-sig")
    assert "Account added" in told
    head, *rows = told.splitlines()
    assert head.endswith("Why;Role;Computer;Version of the program;Signs of the chain")
    assert any(";Technical administrator;" in row and "Register opened" in row for row in rows)
    assert all(re.fullmatch("[0-9a-f]{12}", row.rpartition(";")[2]) for row in rows)
    assert MARK not in told
    code, _out, complaint = run("journal", "--out", str(tmp_path / "journal.txt"))
    assert code == 2
    assert ".csv" in complaint
    assert run("journal", "--month", "2026-13", "--out", str(table))[0] == 2
