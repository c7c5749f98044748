"""The district's files: looked at, tried on the month before, in force from a day; or untouched."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from maternity import cli, i18n, paths
from maternity.errors import Refused, Unavailable
from maternity.exchange.ministry_workbook import Spot
from maternity.people import Account, Role
from maternity.registers.return_figure import ReturnFigure
from maternity.reports.life import Stage
from maternity.reports.manual import examples
from maternity.setting_options import ExportZeros
from maternity.settings import Settings
from maternity.ward import Ward, district, handing_in, months, workbooks
from maternity.ward.district import Kind
from tests.exchange.test_ministry_workbook import SHEET, cell, merged, template
from tests.ward_fixtures import NAME, PASSPHRASE, a_birth, a_village

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
WHO = paths.resources() / "returns" / "mappings" / "who_rmncah.csv"
UNIT = handing_in.Asked("DiszpKrYNg8")


@pytest.fixture
def births(ward: Ward) -> Ward:
    """Two births of October."""
    village = a_village()
    kept = [a_birth(village=village, age=age) for age in (17, 22)]
    ward.keep(village, *(one for birth in kept for one in birth.all))
    return ward


def cells(place: Path, *rows: tuple[str, str, str], form: str = "rma_cscom") -> Path:
    """A table of cells beside the workbook."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["return", "line_code", "disaggregation", "sheet", "cell", "note"])
    writer.writerows([form, line, where, SHEET, at, ""] for line, where, at in rows)
    place.write_text(text.getvalue(), "utf-8")
    return place


def laid_down(ward: Ward) -> list[str]:
    assert ward.folder is not None
    return sorted(one.name for one in (ward.folder / "returns").rglob("*") if one.is_file())


def given(folder: Path) -> Path:
    """The ministry's workbook with its table."""
    book = template(folder / "rma.xlsx")
    rows = [("G10", "total", "D3"), ("G19", "total", "D4"), ("G8", "total", "E4")]
    cells(folder / "rma.csv", *rows)
    return book


def test_the_workbook_is_tried_and_nothing_changes(births: Ward, tmp_path: Path) -> None:
    chosen = district.look(births, given(tmp_path))
    assert (chosen.kind, [form.id for form in chosen.forms]) == (Kind.WORKBOOK, ["rma_cscom"])
    period, told = district.tried(births, chosen)
    assert period == "2026-10"
    assert told[:3] == [
        (f"{SHEET}!D3  ←  G10", "2"),
        (f"{SHEET}!D4  ←  G19", "2"),
        (f"{SHEET}!E4  ←  G8", "…"),
    ]
    assert "G1, G2" in told[3][1]
    assert laid_down(births) == []
    assert district.look(births, tmp_path / "rma.csv").path == chosen.path


def test_a_workbook_in_force_is_filled_and_goes_on_the_stick(births: Ward, tmp_path: Path) -> None:
    book = given(tmp_path)
    before = book.read_bytes()
    words = district.put_in_force(births, district.look(births, book), OCTOBER)
    assert words.startswith("Workbook of the ministry in force from 01/10/2026: RMA")
    sheet = births.sheet("rma_cscom", "2026-10")
    made = workbooks.write_filled(births, sheet, tmp_path / "octobre.xlsx").read_bytes()
    assert [cell(made, *at) for at in ((3, 4), (4, 4), (4, 5))] == [2, 2, ""]
    assert book.read_bytes() == before
    with pytest.raises(Refused, match="No workbook of the ministry is in force"):
        workbooks.filled(births, births.sheet("rma_cscom", "2026-09"))
    months.close_month(births, sheet)
    closed = births.sheet("rma_cscom", "2026-10")
    folder = handing_in.hand_in(births, closed, tmp_path)
    assert (folder / "rma_cscom-2026-10-ministere.xlsx").read_bytes() == made


def test_a_workbook_that_takes_no_figure_changes_nothing(births: Ward, tmp_path: Path) -> None:
    book = template(tmp_path / "rma.xlsx", merged)
    with pytest.raises(Refused, match=r"Beside rma\.xlsx there is no rma\.csv"):
        district.look(births, book)
    cells(tmp_path / "rma.csv", ("G10", "total", "D3"), ("G19", "total", "E8"))
    sheet = births.sheet("rma_cscom", "2026-10")
    i18n.use("fr")
    out = tmp_path / "octobre.xlsx"
    for act in (
        lambda: district.look(births, book),
        lambda: workbooks.take_workbook(births, book, [sheet.form], OCTOBER),
        lambda: workbooks.write_filled(births, sheet, out, book, tmp_path / "rma.csv"),
    ):
        with pytest.raises(Refused, match="E8"):
            act()
    assert not out.exists()
    assert laid_down(births) == []
    assert births.sheet("rma_cscom", "2026-10").life.stage is Stage.TO_CHECK


def test_the_empty_workbook_is_never_written_over(births: Ward, tmp_path: Path) -> None:
    book = given(tmp_path)
    before = book.read_bytes()
    sheet = births.sheet("rma_cscom", "2026-10")
    with pytest.raises(Refused, match="Choose another file"):
        workbooks.write_filled(births, sheet, book, book, tmp_path / "rma.csv")
    with pytest.raises(Unavailable):
        workbooks.write_filled(births, sheet, tmp_path / "no" / "x.xlsx", book)
    assert book.read_bytes() == before


def mapping(place: Path, *targets: str, more: str = "") -> Path:
    rows = [f"rma_cscom,{line}" for line in targets]
    head = "return,line_code,disaggregation,dataElement,categoryOptionCombo,dataSet"
    place.write_text("\n".join([head, *rows, more]) + "\n", "utf-8")
    return place


G10, G19 = "G10,total,qqc4NnWVFL9,,tQc4Gv2Jwco", "G19,total,iGKV5qlVwYb,,"


def test_a_mapping_is_tried_on_the_month_before(births: Ward, tmp_path: Path) -> None:
    place = mapping(tmp_path / "dhis2.csv", G10, G19, more="rma_old,G1,total,qqc4NnWVFL9,,")
    chosen = district.look(births, place)
    assert (chosen.kind, chosen.passed_over) == (Kind.MAPPING, ("rma_old",))
    _period, told = district.tried(births, chosen)
    assert told[:2] == [("iGKV5qlVwYb  ←  G19", "2"), ("qqc4NnWVFL9  ←  G10", "2")]
    assert laid_down(births) == []


def test_a_mapping_is_in_force_from_its_month(births: Ward, tmp_path: Path) -> None:
    form = births.sheet("rma_cscom", "2026-10").form
    for first, targets in ((OCTOBER, [G10]), (NOVEMBER, [G10, G19])):
        place = mapping(tmp_path / "dhis2.csv", *targets)
        district.put_in_force(births, district.look(births, place), first)
    held = [handing_in.own_mapping(births, form, day) for day in (OCTOBER, NOVEMBER)]
    assert [len(handing_in.mapping(one or Path(), form).targets) for one in held] == [1, 2]
    assert handing_in.own_mapping(births, form, date(2026, 9, 1)) is None
    told = [one for one in district.standing(births) if "DHIS2" in one[0]]
    assert [facts for _words, facts in told] == [
        "in force from 01/10/2026",
        "in force from 01/11/2026",
    ]
    sheet = births.sheet("rma_cscom", "2026-10")
    table = handing_in.mapping(held[0] or Path(), form)
    assert handing_in.data_values(births, sheet, table, UNIT).place.data_set == "tQc4Gv2Jwco"


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ([G10, G10], "G10 total"),
        ([G10, "G10,total,qqc4NnWVFL9,kprxF3rp7G0,"], "G10 total"),
        ([G10, "G19,total,iGKV5qlVwYb,,aQc4Gv2Jwco"], "dataSet"),
        (["G99,total,qqc4NnWVFL9,,"], "G99"),
    ],
)
def test_a_mapping_with_a_fault_changes_nothing(
    births: Ward, tmp_path: Path, targets: list[str], words: str
) -> None:
    i18n.use("fr")
    place = mapping(tmp_path / "dhis2.csv", *targets)
    with pytest.raises(Refused, match=words) as told:
        district.look(births, place)
    assert told.value.words.startswith("Ligne ")
    assert laid_down(births) == []


def test_zeros_for_dhis2_are_the_wards_choice(births: Ward, tmp_path: Path) -> None:
    form = births.sheet("rma_cscom", "2026-10").form
    place = mapping(tmp_path / "dhis2.csv", G10, "G15,total,iGKV5qlVwYb,,")
    table = handing_in.mapping(place, form)

    def written(asked: handing_in.Asked = UNIT) -> list[int]:
        sheet = births.sheet("rma_cscom", "2026-10")
        told = handing_in.data_values(births, sheet, table, asked)
        files = [
            handing_in.write_values(told, kind, tmp_path / kind)
            for kind in ("dhis2-json", "dhis2-csv", "adx")
        ]
        values = [int(one["value"]) for one in json.loads(files[0].read_bytes())["dataValues"]]
        assert files[1].read_text().count("\n") == len(values) + 1
        assert files[2].read_text().count("<dataValue") == len(values)
        return values

    assert sorted(written()) == [0, 2]
    found = births.all("settings")
    chosen = found[0] if found else Settings()
    chosen.export_zeros = ExportZeros.NO  # type: ignore[attr-defined]
    births.keep(chosen)
    assert written() == [2]
    assert sorted(written(handing_in.Asked("DiszpKrYNg8", zeros=True))) == [0, 2]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_examples_of_the_manual_are_whole_and_count(
    births: Ward, tmp_path: Path, language: str
) -> None:
    i18n.use(language)
    monthly, weekly = examples()
    (tmp_path / "a.toml").write_text(monthly, "utf-8")
    (tmp_path / "b.toml").write_text(weekly, "utf-8")
    chosen = district.look(births, tmp_path / "a.toml")
    period, told = district.tried(births, chosen)
    assert (period, [figure for _line, figure in told]) == ("2026-10", ["2", "0", "0", "0", "…"])
    weeks = district.look(births, tmp_path / "b.toml")
    district.put_in_force(births, weeks, OCTOBER)
    sheet = births.sheet("nouveau_nes_semaine", "2026-W42")
    assert [line.total for line in sheet.lines] == [2, 0, 0, None]
    births.type_figure(sheet, "NS4", (), 12)
    assert births.sheet("nouveau_nes_semaine", "2026-W42").count("NS4") == 12


def test_a_version_that_a_month_was_closed_with_stays_as_it_is(
    births: Ward, tmp_path: Path
) -> None:
    text = examples()[0].replace("2027", "2026")
    place = tmp_path / "a.toml"
    place.write_text(text, "utf-8")
    district.put_in_force(births, district.look(births, place), OCTOBER)
    months.close_month(births, births.sheet("urgences_district", "2026-10"))
    place.write_text(text.replace("Poches de sang", "Flacons"), "utf-8")
    with pytest.raises(Refused, match="must stay as it is"):
        district.look(births, place)
    sheet = births.sheet("urgences_district", "2026-10")
    assert sheet.life.stage is Stage.CLOSED
    assert sheet.line("U5").form.label == "Poches de sang reçues"


BAD = {
    "unknown field": ("[[line]]", '[[line]]\ncolour = "red"', "colour"),
    "loop": ('sum = ["U2", "U3"]', 'sum = ["U4"]', "U4"),
    "dates": ("from = 2027-01-01", "from = 2027-01-01\nto = 2026-01-01", "finit avant"),
    "two versions": ('version = "2027"', 'version = "2028"', "2027 et 2028"),
    "not TOML": ("[return]", "[return", "TOML"),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_returns_are_refused_in_french_and_change_nothing(
    births: Ward, tmp_path: Path, fault: str
) -> None:
    old, new, words = BAD[fault]
    (tmp_path / "a.toml").write_text(examples_in_french()[0], "utf-8")
    if fault == "two versions":
        district.put_in_force(births, district.look(births, tmp_path / "a.toml"), OCTOBER)
    before = laid_down(births)
    (tmp_path / "b.toml").write_text(examples_in_french()[0].replace(old, new, 1), "utf-8")
    with pytest.raises(Refused, match=words) as told:
        district.look(births, tmp_path / "b.toml")
    assert told.value.words[0].isupper()
    assert told.value.words.endswith(".")
    assert laid_down(births) == before
    assert births.sheet("rma_cscom", "2026-10").life.stage is Stage.TO_CHECK


def examples_in_french() -> list[str]:
    i18n.use("fr")
    return examples()


def test_only_who_sets_up_puts_a_file_in_force(births: Ward, tmp_path: Path) -> None:
    chosen = district.look(births, given(tmp_path))
    births.account = Account(name="Awa", role=Role.MIDWIFE)
    assert district.look(births, chosen.path) == chosen
    with pytest.raises(Refused, match="role"):
        district.put_in_force(births, chosen, OCTOBER)
    births.account = Account(name="Technicien", role=Role.TECHNICIAN)
    with pytest.raises(Refused, match="role"):
        district.tried(births, chosen)
    district.put_in_force(births, district.look(births, chosen.path), OCTOBER)


def test_a_file_of_another_kind_is_refused_with_what_is_expected(
    births: Ward, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(Refused, match=r"none of the district's files"):
        district.look(births, tmp_path / "x.pdf")
    mapping(tmp_path / "y.csv").write_text("return,line_code\nrma_x,G1\n", "utf-8")
    with pytest.raises(Refused, match="names none of the returns"):
        district.look(births, tmp_path / "y.csv")


def test_the_commands_do_the_same(
    births: Ward, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, book = births.folder, given(tmp_path)
    births.close()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, "utf-8")
    signed = ["--data", str(folder), "--as", NAME, "--passphrase-file", str(secret)]
    assert cli.main(["district", *signed, str(book), "--from", "2026-10", "--keep"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["from"], told["in_force"]) == ("workbook", "2026-10-01", True)
    out = tmp_path / "octobre.xlsx"
    asked = ["rma_cscom", "--month", "2026-10", "--out", str(out)]
    assert cli.main(["fill", *signed, *asked]) == 0
    assert cell(out.read_bytes(), 3, 4) == 2
    assert zipfile.is_zipfile(out)
    assert cli.main(["fill", *signed, *asked, "--workbook", str(tmp_path / "no.xlsx")]) == 2
    assert "no.csv" in capsys.readouterr().err


def test_a_figure_is_typed_into_any_return(births: Ward) -> None:
    sheet = births.sheet("sonu_annexe", "2026-10")
    births.type_figure(sheet, "A5", (), 5, "comptage du carnet")
    found = births.all("return_figure")
    assert [one.return_form for one in found if isinstance(one, ReturnFigure)] == ["sonu_annexe"]
    assert Spot("a", "B1") < Spot("a", "B2")
