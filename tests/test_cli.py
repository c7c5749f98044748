"""The command line: bad input gets a clear sentence, and nothing is lost or half-written."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from maternity import cli, clock, i18n
from maternity.db import keys
from maternity.errors import Refused
from maternity.files import Lock
from maternity.people import Role
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.lists import LabourOnset
from maternity.ward import Query, open_ward
from maternity.ward.demo import make_demo
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock, a_birth

Run = Callable[..., tuple[int, Any, str]]

WOMEN = "source_id;family_name;given_name;declared_age_years;age_declared_on\n"
BIRTHS = "source_id,pregnancy,place,delivered_at\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new register made by the command."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    (tmp_path / "phrase").write_text(PASSPHRASE, "utf-8")
    with clock.use(FixedClock(datetime(2026, 11, 26, 10, 0))):
        made = ["--data", str(tmp_path / "registre"), "--facility", "CSCom", "--level", "cscom"]
        told = ["--area", "Kalabancoro", "--admin", NAME]
        secret = ["--passphrase-file", str(tmp_path / "phrase")]
        with quickly():
            assert cli.main(["init", *made, *told, *secret]) == 0
        yield tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on it: the exit code, the answer, and what was complained of."""

    def do(command: str, *rest: str, person: str = NAME, phrase: str = "phrase") -> Any:
        capsys.readouterr()
        signed = ["--data", str(folder / "registre"), "--as", person]
        secret = ["--passphrase-file", str(folder / phrase)]
        language = ["--language", "en"]
        code = cli.main([command, *signed, *secret, *language, *rest])
        told = capsys.readouterr()
        answer = json.loads(told.out) if told.out.strip() else None
        return code, answer, told.err

    return do


def file(folder: Path, name: str, text: str | bytes) -> str:
    place = folder / name
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(place)


def test_a_wrong_passphrase_is_refused_in_words(run: Run, folder: Path) -> None:
    file(folder, "other", "une autre phrase secrète")
    code, _answer, said = run("check", phrase="other")
    assert code == cli.REFUSED
    assert "do not fit" in said


def test_an_unknown_name_gets_the_same_words_as_a_wrong_passphrase(run: Run) -> None:
    wrong = run("check", person="Personne")
    assert wrong[0] == cli.REFUSED
    assert "do not fit" in wrong[2]


def test_a_second_program_on_the_same_register_is_refused(run: Run, folder: Path) -> None:
    lock = Lock(folder / "registre")
    lock.take()
    code, _answer, said = run("check")
    assert (code, "already open" in said) == (cli.REFUSED, True)
    lock.release()
    assert run("check")[0] == cli.DONE


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"SQLite format 3\0" + bytes(4080), "not encrypted"),
        (b"something else altogether" * 400, "damaged"),
    ],
)
def test_a_wrong_register_file_never_leads_to_a_new_register(
    run: Run, folder: Path, content: bytes, words: str
) -> None:
    place = folder / "registre" / "registre.db"
    place.write_bytes(content)
    code, _answer, said = run("check")
    assert code == cli.UNAVAILABLE
    assert words in said
    assert "do not make a new register" in said or "Choose the folder" in said
    assert place.read_bytes() == content


def test_a_register_cut_in_half_is_damaged(run: Run, folder: Path) -> None:
    place = folder / "registre" / "registre.db"
    half = place.read_bytes()[: place.stat().st_size // 2]
    place.write_bytes(half)
    code, _answer, said = run("check")
    assert (code, "damaged" in said) == (cli.UNAVAILABLE, True)
    assert place.read_bytes() == half


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = file(tmp_path, "not-a-folder", "x")
    file(tmp_path, "phrase", PASSPHRASE)
    made = ["--data", f"{blocked}/registre", "--facility", "C", "--level", "cscom", "--area", "K"]
    secret = ["--admin", NAME, "--passphrase-file", str(tmp_path / "phrase")]
    assert cli.main(["init", *made, *secret]) == cli.UNAVAILABLE
    assert capsys.readouterr().err.strip()


def test_a_register_is_never_made_over_another(folder: Path) -> None:
    made = ["--data", str(folder / "registre"), "--facility", "C", "--level", "cscom"]
    secret = ["--area", "K", "--admin", NAME, "--passphrase-file", str(folder / "phrase")]
    assert cli.main(["init", *made, *secret]) == cli.REFUSED


def test_a_weak_passphrase_makes_no_register(tmp_path: Path) -> None:
    file(tmp_path, "phrase", "court")
    made = ["--data", str(tmp_path / "r"), "--facility", "C", "--level", "cscom", "--area", "K"]
    secret = ["--admin", NAME, "--passphrase-file", str(tmp_path / "phrase")]
    assert cli.main(["init", *made, *secret]) == cli.REFUSED
    assert not (tmp_path / "r" / "registre.db").exists()


def test_the_words_are_french_unless_english_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = ["--data", str(folder / "registre"), "--as", "X"]
    cli.main(["check", *signed, "--passphrase-file", str(folder / "phrase")])
    assert "phrase secrète" in capsys.readouterr().err
    i18n.use("en")


def test_a_command_that_cannot_be_read_is_a_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["return", "--month"]) == cli.REFUSED
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        (["paint"], "'paint'"),
        (["schema", "--format", "xml"], "--format : 'xml'"),
        (["schema", "--format"], "--format : il"),
        (["schema", "--paint"], "--paint"),
        (["schema", "--paint"], "maternity schema"),
        (["check", "--data", "x"], "ajoutez --as"),
        (["demo", "--data", "x", "--deliveries", "many"], "--deliveries : 'many'"),
        (["demo", "--data", "x", "--deliveries", "-1"], "--deliveries"),
    ],
)
def test_what_is_typed_wrongly_is_said_in_the_language_of_the_program(
    capsys: pytest.CaptureFixture[str], typed: list[str], fault: str
) -> None:
    assert cli.main(typed) == cli.REFUSED
    said = capsys.readouterr().err
    i18n.use("en")
    assert fault in said
    assert not any(word in said for word in ("argument ", "usage", "invalid", "required"))


def test_a_fault_of_our_own_shows_its_place_and_no_value() -> None:
    broken = (
        "import sys; from maternity import cli, __main__;"
        "cli.main = lambda given: int('Awa Traoré');"
        "sys.exit(__main__.main(['schema']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], capture_output=True, text=True, check=False
    )
    assert done.returncode == cli.OUR_FAULT
    assert "ValueError" in done.stderr
    assert "Awa" not in done.stderr


def test_a_register_without_its_keys_is_not_said_to_be_absent(run: Run, folder: Path) -> None:
    for place in (folder / "registre").glob("registre.cle*"):
        place.unlink()
    code, _answer, said = run("check")
    assert code == cli.UNAVAILABLE
    assert "key file" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_file_of_any_usual_encoding_comes_in(run: Run, folder: Path, encoding: str) -> None:
    text = WOMEN + "w1;Keïta;Djénéba;23;03/11/2026\n"
    code, answer, _said = run("import", "woman", file(folder, "w.csv", text.encode(encoding)))
    assert (code, answer["files"][0]["added"]) == (0, 1)
    out = folder / "out.csv"
    assert run("export", "woman", "--format", "csv", "--out", str(out))[0] == 0
    assert "Keïta" in out.read_text("utf-8-sig")


def test_a_missing_key_column_refuses_the_file_and_writes_nothing(run: Run, folder: Path) -> None:
    place = file(folder, "w.csv", "family_name;given_name\nKeïta;Awa\n")
    code, answer, said = run("import", "woman", place)
    assert (code, answer) == (cli.REFUSED, None)
    assert "source_id" in said


def test_a_misspelt_column_refuses_the_file(run: Run, folder: Path) -> None:
    code, _answer, said = run("import", "woman", file(folder, "w.csv", "source_id;familly\n1;K\n"))
    assert (code, "“familly” is no column" in said) == (cli.REFUSED, True)
    said = run("import", "woman", file(folder, "w.csv", "source_id;familly;nam\n1;K;A\n"))[2]
    assert "“familly, nam” are no columns" in said


@pytest.mark.parametrize("bad", ["31/02/2026", "2026-02-31", "hier", "x"])
def test_a_day_that_does_not_exist_refuses_its_row_alone(run: Run, folder: Path, bad: str) -> None:
    text = WOMEN + f"w1;Keïta;Awa;23;{bad}\nw2;Diarra;Awa;31;02/11/2026\n"
    code, answer, _said = run("import", "woman", file(folder, "w.csv", text))
    told = answer["files"][0]
    assert (code, told["added"], told["read"]) == (0, 1, 2)
    assert [(r["row"], r["field"], r["value"]) for r in told["refused"]] == [
        (2, "age_declared_on", bad)
    ]
    assert told["refused"][0]["message"]


def write_birth(folder: Path, *, weight: str = "3100", born: str = "2026-11-03T03:40") -> list[str]:
    women = file(folder, "woman.csv", WOMEN + "w1;=HYPERLINK(1);Awa;23;2026-11-03\n")
    pregnancy = file(folder, "pregnancy.csv", "source_id,woman\np1,w1\n")
    stay = file(
        folder,
        "admission.csv",
        "source_id,pregnancy,subject,admitted_at\na1,p1,woman,2026-11-03T01:00\n",
    )
    birth = file(
        folder,
        "delivery.csv",
        f"source_id,pregnancy,admission,place,delivered_at\nd1,p1,a1,facility,{born}\n",
    )
    baby = file(
        folder,
        "newborn.csv",
        f"source_id,delivery,birth_rank,born_at,outcome,weight_g,apgar_1\nn1,d1,1,{born},live,{weight},0\n",
    )
    return [
        "newborn",
        baby,
        "delivery",
        birth,
        "admission",
        stay,
        "pregnancy",
        pregnancy,
        "woman",
        women,
    ]


def test_an_impossible_weight_refuses_the_baby_and_keeps_the_birth(run: Run, folder: Path) -> None:
    code, answer, _said = run("import", *write_birth(folder, weight="9500"))
    told = {one["register"]: one for one in answer["files"]}
    assert code == 0
    assert told["newborn"]["refused"][0]["field"] == "weight_g"
    assert "7000" in told["newborn"]["refused"][0]["message"]
    assert told["delivery"]["added"] == 1


def test_an_unlikely_weight_comes_in_to_be_confirmed(run: Run, folder: Path) -> None:
    _code, answer, _said = run("import", *write_birth(folder, weight="5300"))
    told = {one["register"]: one for one in answer["files"]}
    assert told["newborn"]["added"] == 1
    assert [r["field"] for r in told["newborn"]["to_confirm"]] == ["weight_g"]


def test_a_birth_before_the_entry_comes_in_to_be_confirmed(run: Run, folder: Path) -> None:
    _code, answer, _said = run("import", *write_birth(folder, born="2026-11-03T00:30"))
    told = {one["register"]: one for one in answer["files"]}
    assert told["delivery"]["added"] == 1
    assert [r["field"] for r in told["delivery"]["to_confirm"]] == ["delivered_at"]


def test_a_formula_in_a_name_is_only_words_in_what_goes_out(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    out = folder / "women.csv"
    run("export", "woman", "--format", "csv", "--out", str(out))
    assert "'=HYPERLINK(1)" in out.read_text("utf-8-sig")
    book = folder / "women.xlsx"
    run("export", "woman", "--format", "xlsx", "--out", str(book))
    from openpyxl import load_workbook

    cells = [cell for row in load_workbook(book)["woman"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]


def test_a_link_into_another_woman_s_care_refuses_its_row(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    others = file(folder, "p.csv", "source_id,woman\np2,w1\n")
    births = file(folder, "d.csv", "source_id,pregnancy,admission\nd2,p2,a1\nd3,p2,\n")
    visits = file(folder, "v.csv", "source_id,pregnancy,delivery,seen_at\nv1,p2,d3,2026-11-20\n")
    checks = file(folder, "c.csv", "source_id,postnatal_visit,newborn\nc1,v1,n1\n")
    pairs = ["pregnancy", others, "delivery", births, "postnatal_visit", visits]
    told = taken(run, *pairs, "newborn_check", checks)
    assert refused(told["delivery"]) == [(2, "admission")]
    assert refused(told["newborn_check"]) == [(2, "newborn")]
    assert told["postnatal_visit"]["added"] == 1


def test_a_field_that_does_not_apply_is_told_and_not_counted(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    text = "source_id,delivery,birth_rank,outcome,kangaroo_care\nn2,d1,2,fresh_stillbirth,yes\n"
    _code, answer, _said = run("import", "newborn", file(folder, "n2.csv", text))
    told = answer["files"][0]
    assert told["added"] == 1
    assert [r["field"] for r in told["not_applicable"]] == ["kangaroo_care"]


def test_a_row_that_points_nowhere_is_refused(run: Run, folder: Path) -> None:
    text = BIRTHS + "d1,p9,facility,2026-11-03\n"
    _code, answer, _said = run("import", "delivery", file(folder, "d.csv", text))
    assert [r["field"] for r in answer["files"][0]["refused"]] == ["pregnancy"]


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    pairs = write_birth(folder)
    code, answer, _said = run("import", "--dry-run", *pairs)
    assert (code, sum(one["added"] for one in answer["files"])) == (0, 5)
    again = run("import", "--dry-run", *pairs)[1]
    assert sum(one["added"] for one in again["files"]) == 5


def test_a_changed_row_is_left_alone_unless_update_is_asked_for(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    pairs = write_birth(folder, weight="3250")[:2]
    told = run("import", *pairs)[1]["files"][0]
    assert (told["changed"], told["unchanged"]) == (1, 0)
    told = run("import", "--update", *pairs)[1]["files"][0]
    assert told["changed"] == 1
    told = run("import", *pairs)[1]["files"][0]
    assert (told["changed"], told["unchanged"]) == (0, 1)


def test_an_apgar_of_nought_and_a_gap_come_in_and_go_out(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder, weight="non fait"))
    out = folder / "n.csv"
    run("export", "newborn", "--format", "csv", "--out", str(out))
    heads, row = (line.split(";") for line in out.read_text("utf-8-sig").splitlines())
    told = dict(zip(heads, row, strict=True))
    assert (told["apgar_1"], told["weight_g"]) == ("0", "not_done")


def test_a_month_that_is_none_and_a_line_that_is_none_are_said(run: Run, folder: Path) -> None:
    out = str(folder / "r.json")
    assert (
        run("return", "rma_cscom", "--month", "2026-13", "--format", "json", "--out", out)[0] == 2
    )
    assert run("return", "rma_x", "--month", "2026-10", "--format", "json", "--out", out)[0] == 2
    assert run("return", "rma_cscom", "--month", "2026-10", "--format", "odt", "--out", out)[0] == 2
    assert run("entries", "rma_cscom", "--month", "2026-10", "--line", "G99")[0] == 2
    asked = ["--line", "G10", "--cell", "a15_19,in_the_moon"]
    assert run("entries", "rma_cscom", "--month", "2026-10", *asked)[0] == 2
    assert not Path(out).exists()


def test_every_format_of_the_return_is_written(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    for kind in ("json", "csv", "xlsx", "pdf"):
        out = folder / f"r.{kind}"
        asked = ["--month", "2026-11", "--format", kind, "--out", str(out)]
        assert run("return", "rma_cscom", *asked)[0] == 0
        assert out.stat().st_size > 500
        assert not out.with_name(f"r.{kind}.part").exists()


def test_nothing_of_a_name_stands_in_clear_on_the_disk(run: Run, folder: Path) -> None:
    marked = "Zzyzxmarked"
    text = WOMEN + f"w1;{marked};Awa;23;2026-11-03\n"
    run("import", "woman", file(folder, "w.csv", text))
    for base, _folders, names in os.walk(folder / "registre"):
        for name in names:
            assert marked.encode() not in (Path(base) / name).read_bytes(), name


def test_the_catalogue_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", "--format", "json"]) == 0
    told = {one["name"]: one for one in json.loads(capsys.readouterr().out)["registers"]}
    weight = next(f for f in told["newborn"]["fields"] if f["name"] == "weight_g")
    assert (weight["kind"], weight["unit"], weight["low"], weight["high"]) == (
        "number",
        "g",
        300,
        7000,
    )
    assert weight["label_fr"] == "Poids de naissance"
    assert cli.main(["schema", "--format", "csv"]) == 0
    assert "newborn,weight_g,number" in capsys.readouterr().out


def test_a_training_register_is_the_same_for_the_same_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "COST", CHEAP)
    file(tmp_path, "phrase", PASSPHRASE)
    told = []
    with clock.use(FixedClock()):
        for name in ("one", "two"):
            made = ["--data", str(tmp_path / name), "--deliveries", "30", "--seed", "7"]
            secret = ["--passphrase-file", str(tmp_path / "phrase")]
            assert cli.main(["demo", *made, *secret]) == 0
            out = tmp_path / f"{name}.json"
            signed = ["--data", str(tmp_path / name), "--as", "Formation", *secret]
            asked = ["rma_cscom", "--month", "2026-10", "--format", "json", "--out", str(out)]
            assert cli.main(["return", *signed, *asked]) == 0
            told.append(json.loads(out.read_text("utf-8"))["lines"])
    capsys.readouterr()
    assert told[0] == told[1]


def taken(run: Run, *pairs: str) -> dict[str, Any]:
    """What an import tells of each register."""
    return {one["register"]: one for one in run("import", *pairs)[1]["files"]}


def refused(told: dict[str, Any]) -> list[tuple[int, str]]:
    return [(remark["row"], remark["field"]) for remark in told["refused"]]


def exported(run: Run, folder: Path, register: str) -> list[dict[str, str]]:
    out = folder / "out.csv"
    run("export", register, "--format", "csv", "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_what_hangs_on_an_impossible_row_is_refused_with_it(run: Run, folder: Path) -> None:
    women = file(folder, "w.csv", WOMEN + "w1;Keita;Awa;200;2026-11-03\nw2;Sow;Mah;20;2026-11-03\n")
    pregnancies = file(folder, "p.csv", "source_id,woman\np1,w1\np2,w2\n")
    births = file(folder, "d.csv", BIRTHS + "d1,p1,facility,2026-11-03\n")
    told = taken(run, "delivery", births, "pregnancy", pregnancies, "woman", women)
    assert refused(told["woman"]) == [(2, "declared_age_years")]
    assert refused(told["pregnancy"]) == [(2, "woman")]
    assert refused(told["delivery"]) == [(2, "pregnancy")]
    assert [row["source_id"] for row in exported(run, folder, "woman")] == ["w2"]
    assert exported(run, folder, "delivery") == []


def test_a_key_in_two_files_refuses_the_second_row_alone(run: Run, folder: Path) -> None:
    first = file(folder, "1.csv", "source_id,family_name\nw1,Sow\n")
    second = file(folder, "2.csv", "source_id,family_name\nw1,Keita\nw2,Diarra\n")
    code, answer, _said = run("import", "woman", first, "woman", second)
    assert code == 0
    assert [(one["added"], refused(one)) for one in answer["files"]] == [
        (1, []),
        (1, [(2, "source_id")]),
    ]
    assert {row["family_name"] for row in exported(run, folder, "woman")} == {"Sow", "Diarra"}


def test_a_changed_row_is_judged_with_what_its_file_leaves_out(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    early = file(folder, "n.csv", "source_id,born_at\nn1,2026-11-01T03:40\n")
    for told in (taken(run, "newborn", early), taken(run, "--update", "newborn", early)):
        assert refused(told["newborn"]) == [(2, "born_at")]
        assert told["newborn"]["changed"] == 0
    assert exported(run, folder, "newborn")[0]["born_at"] == "2026-11-03T03:40"


def test_a_date_moves_with_that_of_its_parent_in_one_call(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    pairs = write_birth(folder, born="2026-11-04T03:40")
    told = taken(run, "--update", *pairs)
    assert [told[name]["changed"] for name in ("delivery", "newborn", "woman")] == [1, 1, 0]
    assert exported(run, folder, "newborn")[0]["born_at"] == "2026-11-04T03:40"


def test_an_answer_that_depends_on_the_babies_is_not_lost_when_it_comes_again(
    run: Run, folder: Path
) -> None:
    pairs = write_birth(folder)
    birth = f"{BIRTHS.strip()},caesarean_timing\nd1,p1,facility,2026-11-03,planned\n"
    baby = "source_id,delivery,birth_rank,outcome,mode\nn1,d1,1,live,caesarean\n"
    pairs[1], pairs[3] = file(folder, "n.csv", baby), file(folder, "d.csv", birth)
    assert taken(run, *pairs)["delivery"]["not_applicable"] == []
    told = taken(run, "--update", "delivery", pairs[3])["delivery"]
    assert (told["unchanged"], told["not_applicable"]) == (1, [])
    assert exported(run, folder, "delivery")[0]["caesarean_timing"] == "planned"


def test_an_emptied_cell_is_a_change_and_a_missing_column_is_none(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    emptied = file(folder, "n.csv", "source_id,weight_g\nn1,\n")
    assert taken(run, "newborn", emptied)["newborn"]["changed"] == 1
    assert exported(run, folder, "newborn")[0]["weight_g"] == "3100"
    run("import", "--update", "newborn", emptied)
    row = exported(run, folder, "newborn")[0]
    assert (row["weight_g"], row["apgar_1"]) == ("", "0")


def test_a_cell_under_no_column_refuses_its_row(run: Run, folder: Path) -> None:
    text = "source_id,family_name,\nw1,Sow,lost\nw2,Keita,,3,2\nw3,Diarra\n"
    told = taken(run, "woman", file(folder, "w.csv", text))["woman"]
    assert (told["added"], refused(told)) == (1, [(2, "source_id"), (3, "source_id")])


def test_a_village_is_found_by_its_name_if_only_one_bears_it(run: Run, folder: Path) -> None:
    villages = "source_id,name,kind\nv1,Sikoro,village\nv2,Kati,village\nv3,Kati,quarter\n"
    women = "source_id,family_name,village\nw1,Sow,sikoro\nw2,Keita,Kati\nw3,Diarra,inconnu\n"
    pairs = ["woman", file(folder, "w.csv", women), "village", file(folder, "v.csv", villages)]
    told = taken(run, *pairs)["woman"]
    assert (told["added"], refused(told)) == (2, [(3, "village")])
    assert {row["village"] for row in exported(run, folder, "woman")} == {"v1", "unknown"}


def test_a_name_that_leads_to_a_refused_row_leads_nowhere(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    centre = "source_id,name,level,is_own,expected_births_per_year\nf1,Dio,csref,yes,999999\n"
    sent = "source_id,pregnancy,direction,to_facility\nr1,p1,out,Dio\n"
    pairs = ["referral", file(folder, "r.csv", sent), "facility", file(folder, "f.csv", centre)]
    told = taken(run, *pairs)
    assert refused(told["facility"]) == [(2, "expected_births_per_year")]
    assert refused(told["referral"]) == [(2, "to_facility")]


def test_a_row_is_told_by_its_number_in_the_file(run: Run, folder: Path) -> None:
    text = "\n" + WOMEN + "\n\nw1;Sow;Awa;400;\n"
    told = taken(run, "woman", file(folder, "w.csv", text))["woman"]
    assert (told["read"], refused(told)) == (1, [(5, "declared_age_years")])


def test_a_referral_that_would_leave_its_series_is_refused_alone(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    heads = "source_id,pregnancy,direction\n"
    run("import", "referral", file(folder, "r.csv", heads + "r1,p1,out\n"))
    moved = file(folder, "r.csv", heads + "r1,p1,in\nr2,p1,out\n")
    told = taken(run, "--update", "referral", moved)["referral"]
    assert (told["added"], refused(told)) == (1, [(2, "direction")])


@pytest.mark.parametrize("register", ["account", "settings"])
def test_no_file_makes_an_account_or_a_second_set_of_choices(
    run: Run, folder: Path, register: str
) -> None:
    code, answer, said = run("import", register, file(folder, "x.csv", "source_id\nx1\n"))
    assert (code, answer) == (2, None)
    assert "not taken in" in said


def test_what_goes_out_comes_back_as_unchanged(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    out = folder / "back.xlsx"
    for register in ("newborn", "delivery", "admission", "pregnancy", "woman", "facility"):
        run("export", register, "--format", "xlsx", "--out", str(out))
        told = taken(run, "--update", register, str(out))[register]
        assert (told["read"], told["unchanged"]) == (1, 1), told


def test_what_is_not_on_the_form_does_not_go_out_and_stays_where_it_is(
    run: Run, folder: Path
) -> None:
    run("import", *write_birth(folder))
    ward = open_ward(folder / "registre", NAME, PASSPHRASE)
    birth = ward.full("delivery", ward.page(Query("delivery")).rows[0].id)
    assert isinstance(birth, Delivery)
    birth.place, birth.labour_onset = BirthPlace.HOME, LabourOnset.SPONTANEOUS
    ward.keep(birth, reason="balance mal lue")
    ward.close()
    assert exported(run, folder, "delivery")[0]["labour_onset"] == ""
    told = taken(run, "--update", "delivery", str(folder / "out.csv"))["delivery"]
    assert (told["unchanged"], told["not_applicable"]) == (1, [])


def test_a_training_register_holds_nothing_that_is_not_on_its_forms(tmp_path: Path) -> None:
    ward = make_demo(tmp_path / "demo", 60, 5, passphrase=PASSPHRASE)
    for register in ("delivery", "newborn", "admission", "postnatal_visit"):
        for row in ward.page(Query(register, limit=200)).rows:
            entry = ward.full(register, row.id)
            hidden = [
                name
                for name in entry.register.fields
                if entry.answered(name) and entry.applies(name) is False
            ]
            assert hidden == [], entry
    ward.close()


def test_what_was_cancelled_does_not_go_out_and_takes_nothing_in(run: Run, folder: Path) -> None:
    run("import", *write_birth(folder))
    ward = open_ward(folder / "registre", NAME, PASSPHRASE)
    ward.void(ward.page(Query("newborn")).rows[0], "saisi deux fois")
    ward.close()
    assert exported(run, folder, "newborn") == []
    doses = file(folder, "b.csv", "source_id,newborn\nb1,n1\n")
    assert refused(taken(run, "birth_dose", doses)["birth_dose"]) == [(2, "newborn")]
    weighed = file(folder, "n.csv", "source_id,weight_g\nn1,3000\n")
    assert refused(taken(run, "--update", "newborn", weighed)["newborn"]) == [(2, "source_id")]


def test_a_fault_in_the_facts_makes_no_register(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    file(facts, "village.csv", "source_id,nom\nv1,Sikoro\n")
    told = ["--data", str(tmp_path / "new"), "--facility", "C", "--level", "cscom", "--area", "K"]
    secret = ["--admin", NAME, "--passphrase-file", str(folder / "phrase"), "--facts", str(facts)]
    assert cli.main(["init", *told, *secret]) == 2
    (facts / "village.csv").rename(facts / "notes.csv")
    capsys.readouterr()
    assert cli.main(["init", *told, *secret, "--language", "en"]) == 2
    assert "The file notes.csv does not bear the name" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_who_sets_up_brings_in_no_patients_with_the_lists(run: Run, folder: Path) -> None:
    ward = open_ward(folder / "registre", NAME, PASSPHRASE)
    ward.account.role = Role.TECHNICIAN
    book = folder / "facts.xlsx"
    with xlsxwriter.Workbook(str(book)) as made:
        for register, name in (("village", "name"), ("woman", "family_name")):
            sheet = made.add_worksheet(register)
            sheet.write_row(0, 0, ["source_id", name])
            sheet.write_row(1, 0, ["x1", "Sikoro"])
    with pytest.raises(Refused):
        ward.take_facts(book)
    ward.close()
    assert exported(run, folder, "woman") == exported(run, folder, "village") == []


def test_the_history_of_an_entry_is_told_with_who_when_and_why(run: Run, folder: Path) -> None:
    rows = file(folder, "women.csv", f"{WOMEN}w1;Sangaré;Awa;22;2026-11-01\n")
    assert run("import", "woman", rows)[0] == cli.DONE
    again = file(folder, "again.csv", f"{WOMEN}w1;Sangaré;Awa;23;2026-11-01\n")
    assert run("import", "--update", "woman", again)[0] == cli.DONE
    ward = open_ward(folder / "registre", NAME, PASSPHRASE)
    identity = ward.page(Query("woman")).rows[0].id
    birth = a_birth()
    ward.keep(*birth.all)
    ward.close()
    number = f"{birth.delivery.serial_no}/{birth.delivery.serial_year}"
    by_number = run("history", "delivery", number)
    assert by_number[0] == cli.DONE
    assert by_number[1] == run("history", "delivery", birth.delivery.id)[1]
    code, told, _said = run("history", "woman", identity)
    assert code == cli.DONE
    changed = [one for one in told if one["event"] == "update"]
    assert [(one["before"], one["after"], one["who"]) for one in changed] == [("22", "23", NAME)]
    assert run("history", "woman", "w1")[1] == told
    assert run("history", "nothing", identity)[0] == cli.REFUSED
    code, _none, said = run("history", "woman", "w9")
    assert (code, "no entry “w9”" in said) == (cli.REFUSED, True)


def test_numbers_go_out_growing_so_that_they_come_in_as_they_were(run: Run, folder: Path) -> None:
    given = ("2026-11-20", "2026-11-03", "2026-11-12")
    rows = "".join(f"d{at},,home,{day}T10:00\n" for at, day in enumerate(given))
    assert run("import", "delivery", file(folder, "births.csv", BIRTHS + rows))[0] == cli.DONE
    out = folder / "out.csv"
    assert run("export", "delivery", "--format", "csv", "--out", str(out))[0] == cli.DONE
    lines = list(csv.DictReader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [line["source_id"] for line in lines] == ["d0", "d1", "d2"]
    assert [line["serial_no"] for line in lines] == ["1", "2", "3"]


def test_the_check_says_what_each_part_proves_and_takes_an_anchor(run: Run) -> None:
    code, told, _said = run("check", "--explain")
    assert code == cli.DONE
    assert told["findings"] == []
    assert {part["what"] for part in told["parts"]} >= {"file", "guards", "trail", "replay"}
    assert all(part["proves"] and part["not_proven"] for part in told["parts"])
    code, told, said = run("check", "--anchor", f"9999-{'a' * 12}")
    assert (code, told[0]["what"]) == (cli.REFUSED, "trail")
    assert "anchor n° 9999" in said


# the month of a return


def test_a_month_is_closed_handed_in_and_opened_again(run: Run, folder: Path) -> None:
    month = ["rma_cscom", "--month", "2026-10"]
    code, told, _said = run("close", *month, "--note", "V29=aucune séance")
    assert (code, told["state"], told["edition"]) == (cli.DONE, "closed", 1)
    code, _told, said = run("close", *month)
    assert (code, "closed already" in said) == (cli.REFUSED, True)
    (folder / "stick").mkdir()
    code, told, _said = run("hand-in", *month, "--to", str(folder / "stick"))
    assert (code, told["state"]) == (cli.DONE, "handed_in")
    assert (folder / "stick" / told["folder"] / "SHA256SUMS").is_file()
    code, told, _said = run("reopen", *month, "--reason", "un carnet oublié")
    assert (code, told["state"]) == (cli.DONE, "to_check")
    assert run("close", *month, "--note", "V29")[0] == cli.REFUSED


@pytest.mark.parametrize("kind", ["dhis2-json", "dhis2-csv", "adx"])
def test_a_return_is_written_for_dhis2_with_what_was_left_out(
    run: Run, folder: Path, kind: str
) -> None:
    from maternity import paths

    asked = ["rma_cscom", "--month", "2026-10", "--format", kind, "--out", str(folder / "out")]
    code, _told, said = run("return", *asked)
    assert (code, "--mapping" in said) == (cli.REFUSED, True)
    who = str(paths.resources() / "returns" / "mappings" / "who_rmncah.csv")
    unit = ["--org-unit", "DiszpKrYNg8", "--data-set", "tQc4Gv2Jwco"]
    code, told, _said = run("return", *asked, "--mapping", who, *unit)
    assert code == cli.DONE
    assert told["values"] > 20
    assert "G8" in told["unmapped"]
    assert b"DiszpKrYNg8" in (folder / "out").read_bytes()
    code, told, _said = run("return", *asked, "--mapping", who, *unit, "--no-zeros")
    assert told["values"] == 0


def test_the_indicators_of_a_quarter_are_answered_with_both_figures(run: Run) -> None:
    code, told, _said = run("indicators", "--month", "2026-Q4")
    assert code == cli.DONE
    assert len(told) == 20
    assert {"code", "words", "numerator", "denominator", "per_cent"} == told[0].keys()


def test_a_districts_return_is_tried_and_put_in_force(run: Run, folder: Path) -> None:
    from maternity import paths

    shipped = (paths.resources() / "returns" / "rma_cscom-2019.toml").read_text("utf-8")
    text = shipped.replace("from = 2019", "from = 2027").replace('"2019"', '"2027"')
    place = file(folder, "rma.toml", text)
    code, told, _said = run("form", place, "--month", "2026-10", "--out", str(folder / "t.csv"))
    assert (code, told["version"], told["in_force"]) == (cli.DONE, "2027", False)
    assert (folder / "t.csv").stat().st_size > 1000
    assert not (folder / "registre" / "returns").exists()
    assert run("form", place, "--keep")[1]["in_force"]
    assert (folder / "registre" / "returns" / "rma_cscom-2027.toml").is_file()


def test_the_help_says_nothing_in_the_words_of_the_standard_parser(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--language", "en", "print", "--help"])
    told = capsys.readouterr().out
    assert told.startswith("Type: maternity print")
    assert "Show this help" in told
    assert not any(one in told for one in ("usage:", "positional arguments", "options:"))
