"""Handing in: the shipped mapping, files that say what the screen says, a stick read back."""

from __future__ import annotations

import csv
import errno
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from maternity import clock, files, i18n, paths
from maternity.errors import Refused, Unavailable
from maternity.exchange.dhis2 import Table
from maternity.reports.life import Stage
from maternity.reports.reported import reported
from maternity.reports.sheet import TOTAL, Sheet
from maternity.ward import Ward, figure_marks, handing_in, month_checks, months
from maternity.ward.handing_in import Asked
from tests.ward_fixtures import PASSPHRASE, FixedClock, a_birth, a_village

MONTH, FIRST = "2026-10", date(2026, 10, 1)
WHO = paths.resources() / "returns" / "mappings" / "who_rmncah.csv"
ASKED = Asked("DiszpKrYNg8", "tQc4Gv2Jwco")


def october(ward: Ward) -> Sheet:
    return ward.sheet("rma_cscom", MONTH)


def table(ward: Ward) -> Table:
    return handing_in.mapping(WHO, october(ward).form)


@pytest.fixture
def closed(ward: Ward) -> Iterator[Ward]:
    """A ward whose October is closed, the day after."""
    village = a_village()
    births = [a_birth(age=age, village=village) for age in (17, 22, 31, None)]
    ward.keep(village, *(one for birth in births for one in birth.all))
    months.close_month(ward, october(ward))
    with clock.use(FixedClock(clock.now().replace(day=27))):
        yield ward


@pytest.mark.parametrize("name", ["rma_cscom", "rma_csref"])
def test_the_shipped_example_names_real_lines_and_cells(ward: Ward, name: str) -> None:
    assert handing_in.mapping(WHO, ward.sheet(name, MONTH).form).targets


def test_the_values_are_those_of_the_screen(closed: Ward) -> None:
    told = handing_in.data_values(closed, october(closed), table(closed), ASKED)
    by_target = {(one.target.element, one.target.category): one.value for one in told.values}
    sheet = october(closed)
    deliveries = [c for c in table(closed).targets.items() if ("G10", "a20_24/in_area") in c[1]]
    ((target, cells),) = deliveries
    assert ("G10", "a25_plus/in_area") in cells
    assert by_target[target.element, target.category] == 2
    live = next(t for t, cells in table(closed).targets.items() if ("G19", "total") in cells)
    assert by_target[live.element, live.category] == sheet.count("G19") == 4
    assert "G8" in told.unmapped
    assert told.complete


def test_without_an_organisation_unit_nothing_is_written(closed: Ward) -> None:
    with pytest.raises(Refused, match="organisation unit"):
        handing_in.data_values(closed, october(closed), table(closed), Asked())


def test_an_open_month_is_not_handed_in(ward: Ward, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Close it first"):
        handing_in.hand_in(ward, october(ward), tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["registre"]


def test_the_folder_is_whole_and_made_again_byte_for_byte(closed: Ward, tmp_path: Path) -> None:
    handing_in.take_mapping(closed, WHO, [october(closed).form], FIRST)
    first = handing_in.hand_in(closed, october(closed), tmp_path, ASKED)
    assert handing_in.read_back(first) == 8
    assert {one.suffix for one in first.iterdir()} == {".pdf", ".xlsx", ".csv", ".json"} | {
        ".xml",
        ".txt",
        "",
    }
    before = {one.name: one.read_bytes() for one in first.iterdir()}
    closed.keep(*a_birth(name="Keita").all, reason="carnet retrouvé")
    (tmp_path / "b").mkdir()
    again = handing_in.hand_in(closed, october(closed), tmp_path / "b", ASKED)
    assert {one.name: one.read_bytes() for one in again.iterdir()} == before
    assert october(closed).life.stage is Stage.HANDED_IN
    assert "Coulibaly" not in "".join(
        data.decode("utf-8", "replace") for name, data in before.items() if name[-4:] != "xlsx"
    )


FAULTS = [(errno.ENOSPC, "plein"), (errno.ENODEV, "plus là"), (errno.EIO, "ne répond pas")]


@pytest.mark.parametrize(("fault", "words"), FAULTS)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_stick_full_or_pulled_out_leaves_nothing_and_the_month_as_it_was(
    closed: Ward,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: int,
    words: str,
    ending: str,
) -> None:
    real = files.replace

    def broken(path: Path, content: bytes, *, private: bool = False) -> None:
        if path.suffix == ending:
            files.beside(path).write_bytes(content[:10])  # half of it was written
            raise files.explain(OSError(fault, "gone"))
        real(path, content, private=private)

    monkeypatch.setattr(files, "replace", broken)
    i18n.use("fr")
    with pytest.raises(Unavailable, match=words):
        handing_in.hand_in(closed, october(closed), tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["registre"]
    assert october(closed).life.stage is Stage.CLOSED


def test_a_stick_that_is_gone_is_told_and_the_month_as_it_was(closed: Ward, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="not there"):
        handing_in.hand_in(closed, october(closed), tmp_path / "E")
    assert october(closed).life.stage is Stage.CLOSED


def test_a_file_read_back_differently_is_told(closed: Ward, tmp_path: Path) -> None:
    folder = handing_in.hand_in(closed, october(closed), tmp_path)
    (folder / "LISEZMOI.txt").write_text("autre chose", "utf-8")
    with pytest.raises(Unavailable, match="LISEZMOI"):
        handing_in.read_back(folder)


def test_a_faulty_mapping_changes_nothing(closed: Ward, tmp_path: Path) -> None:
    form = october(closed).form
    bad = tmp_path / "bad.csv"
    bad.write_text("return,line_code,disaggregation,dataElement\nrma_cscom,G99,total,x\n", "utf-8")
    with pytest.raises(Refused, match="G99"):
        handing_in.take_mapping(closed, bad, [form], FIRST)
    assert handing_in.own_mapping(closed, form, FIRST) is None


def test_the_amended_folder_says_why_and_what_changed(closed: Ward, tmp_path: Path) -> None:
    closed.keep(*a_birth(name="Keita").all, reason="carnet retrouvé")
    with pytest.raises(Refused, match="“Keita” is a name in the register"):
        months.reopen_month(closed, "rma_cscom", FIRST, "la fiche de Keïta manquait")
    assert october(closed).life.stage is Stage.CLOSED
    closed.prove(PASSPHRASE)
    months.reopen_month(closed, "rma_cscom", FIRST, "une fiche manquait au carnet")
    months.close_month(closed, october(closed))
    folder = handing_in.hand_in(closed, october(closed), tmp_path)
    told = (folder / "LISEZMOI.txt").read_text("utf-8-sig")
    assert "Rectificatif n° 1 : une fiche manquait au carnet\n" in told.replace("\r", "")
    assert "  G10 total : 4 → 5\n" in told.replace("\r", "")


def test_no_words_with_a_name_are_kept_that_would_be_handed_in(ward: Ward) -> None:
    ward.keep(*a_birth(name="Coulibaly").all)
    sheet = october(ward)
    words = "Mme koulibali comptée deux fois"
    acts: list[Callable[[], object]] = [
        lambda: ward.type_figure(sheet, "G10", (), 2, words),
        lambda: ward.type_figure(sheet, "G1", (), 2, words),
        lambda: month_checks.answer(ward, sheet, "V28", words),
        lambda: figure_marks.mark(ward, sheet, "G10", (), words),
    ]
    for act in acts:
        with pytest.raises(Refused, match="name in the register"):
            act()
    assert not ward.all("return_figure")
    ward.type_figure(sheet, "G10", (), 2, "une femme comptée deux fois")
    comments = dict(handing_in._comments(october(ward)))
    assert comments == {("G10", "total"): "corrigé à la main"}


def test_every_file_taken_back_gives_the_figures_of_the_screen(
    closed: Ward, tmp_path: Path
) -> None:
    sheet = october(closed)
    told = handing_in.data_values(closed, sheet, table(closed), ASKED)
    screen = {
        (target.element, target.category): sum(
            reported(sheet.line(line), () if cell == TOTAL else tuple(cell.split("/"))) or 0
            for line, cell in cells
        )
        for target, cells in table(closed).targets.items()
    }
    read: dict[str, list[tuple[str, str, str]]] = {}
    for kind in ("dhis2-json", "dhis2-csv", "adx"):
        place = handing_in.write_values(told, kind, tmp_path / kind)
        read[kind] = list(TAKEN_BACK[kind](place.read_bytes()))
    answered = {(one.target.element, one.target.category) for one in told.values}
    assert len(answered) > 20
    for values in read.values():
        assert len(values) == len(answered)
        assert {(a, b): int(value) for a, b, value in values} == {
            place: value for place, value in screen.items() if place in answered
        }


def from_json(data: bytes) -> Iterator[tuple[str, str, str]]:
    for one in json.loads(data)["dataValues"]:
        yield one["dataElement"], one.get("categoryOptionCombo", ""), one["value"]


def from_csv(data: bytes) -> Iterator[tuple[str, str, str]]:
    for row in list(csv.reader(io.StringIO(data.decode())))[1:]:
        yield row[0], row[3], row[5]


def from_adx(data: bytes) -> Iterator[tuple[str, str, str]]:
    for one in ET.fromstring(data).iter("{urn:ihe:qrph:adx:2015}dataValue"):
        yield one.attrib["dataElement"], one.get("categoryOptionCombo", ""), one.attrib["value"]


TAKEN_BACK: dict[str, Callable[[bytes], Iterator[tuple[str, str, str]]]] = {
    "dhis2-json": from_json,
    "dhis2-csv": from_csv,
    "adx": from_adx,
}
