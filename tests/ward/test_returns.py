"""The return on a real register: counted, typed into, opened figure by figure, written."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from maternity import clock, paths
from maternity.errors import Refused
from maternity.fields import Answer, Gap
from maternity.people import Account, Role
from maternity.registers.delivery import BirthPlace
from maternity.registers.lists import ReturnForm
from maternity.registers.newborn_check import NewbornCheck, NewbornState
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.return_figure import ReturnFigure
from maternity.reports.files import as_data
from maternity.reports.sheet import Sheet
from maternity.setting_options import NeonatalDeathBands, OnTheWayBirth
from maternity.ward import Ward, returns
from tests.ward_fixtures import FixedClock, a_birth, a_village, moment

MONTH = "2026-10"


def october(ward: Ward) -> Sheet:
    return ward.sheet("rma_cscom", MONTH)


def as_role(ward: Ward, role: Role) -> None:
    ward.account = Account(name="Awa", role=role, active=Answer.YES)


# counting


def test_what_was_kept_is_counted_with_its_cells(ward: Ward) -> None:
    village = a_village()
    placed = a_birth(age=17, village=village)
    ward.keep(village, *placed.all, *a_birth(age=None, village=village).all)
    line = october(ward).line("G10")
    assert line.total == 2
    assert [entry.id for entry in line.entries(("a15_19", "in_area"))] == [placed.delivery.id]
    assert len(line.unplaced) == 1


def test_the_sheet_says_whose_it_is_and_how_it_was_counted(ward: Ward) -> None:
    sheet = october(ward)
    assert sheet.facility.name == "CSCom de Kalabancoro"
    assert (sheet.made_by, sheet.made_at) == ("Mme Traoré", clock.now())
    assert sheet.settings["neonatal_death_bands"] == "nested"
    assert (sheet.training, sheet.state) == (False, "provisional")


def test_a_choice_of_the_ward_changes_the_count_and_is_told(ward: Ward) -> None:
    ward.keep(*a_birth(place=BirthPlace.ON_THE_WAY).all)
    assert [october(ward).count(code) for code in ("G10", "G15")] == [0, 1]
    chosen = ward.settings()
    chosen.on_the_way_birth = OnTheWayBirth.FACILITY
    chosen.neonatal_death_bands = NeonatalDeathBands.EXCLUSIVE
    ward.keep(chosen, reason="décision du district")
    sheet = october(ward)
    assert [sheet.count(code) for code in ("G10", "G15")] == [1, 0]
    assert sheet.settings["neonatal_death_bands"] == "exclusive"


def test_a_cancelled_delivery_and_its_baby_leave_the_return(ward: Ward) -> None:
    made = a_birth()
    ward.keep(*made.all)
    made.delivery.voided_at, made.delivery.void_reason = clock.now(), "saisi deux fois"
    ward.keep(made.delivery)
    assert [october(ward).count(code) for code in ("G10", "G19")] == [0, 0]


def test_a_baby_seen_in_september_is_not_counted_again_in_october(ward: Ward) -> None:
    made = a_birth(day=date(2026, 9, 10))
    visits = [
        PostnatalVisit(
            pregnancy=made.pregnancy,
            delivery=made.delivery,
            seen_at=moment(day, 9),
            mother_seen=Answer.YES,
        )
        for day in (date(2026, 9, 12), date(2026, 10, 20))
    ]
    checks = [
        NewbornCheck(postnatal_visit=one, newborn=made.babies[0], state=NewbornState.WELL)
        for one in visits
    ]
    ward.keep(*made.all, *visits, *checks)
    assert [ward.sheet("rma_cscom", month).count("G28") for month in ("2026-09", MONTH)] == [1, 0]


def test_a_visit_of_unknown_date_takes_no_new_case_from_the_month(ward: Ward) -> None:
    made = a_birth(day=date(2026, 10, 10))
    undated, dated = (
        PostnatalVisit(
            pregnancy=made.pregnancy, delivery=made.delivery, seen_at=at, mother_seen=Answer.YES
        )
        for at in (None, moment(date(2026, 10, 12), 9))
    )
    undated.set_gap("seen_at", Gap.UNKNOWN)
    ward.keep(*made.all, undated, dated)
    assert [one.id for one in october(ward).line("G16").entries()] == [dated.id]


def test_entries_of_the_month_that_wait_are_told(ward: Ward) -> None:
    made = a_birth()
    ward.keep(*made.all)
    assert {entry.id for entry in october(ward).to_finish} == {
        made.delivery.id,
        made.babies[0].id,
    }


def test_our_own_form_comes_first(ward: Ward) -> None:
    others = ["mado_semaine", "rma_csref", "sdmpr"]
    others += ["sonu_annexe", "sonu_fonctions", "stocks", "who_rmncah"]
    assert [form.id for form in ward.returns()] == ["rma_cscom", *others]
    facility = ward.facility
    facility.return_form = ReturnForm.RMA_CSREF
    ward.keep(facility)
    assert next(form.id for form in ward.returns()) == "rma_csref"


def test_a_return_or_a_month_nobody_knows_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="rma_lune"):
        ward.sheet("rma_lune", MONTH)
    with pytest.raises(Refused, match="2026-10"):
        ward.sheet("rma_cscom", "octobre")


# typing


def test_a_sum_of_typed_lines_is_itself_by_hand(ward: Ward) -> None:
    for at in range(1, 11):
        ward.type_figure(october(ward), f"FPI{at}", (), at)
    line = next(one for one in as_data(october(ward))["lines"] if one["code"] == "FPI11")
    assert (line["manual"], line["total"], returns.behind(october(ward).line("FPI11"))) == (
        True,
        55,
        [],
    )


def test_a_typed_figure_is_kept_and_can_be_changed(ward: Ward) -> None:
    for value in (4, 0, 5):
        ward.type_figure(october(ward), "G1", (), value)
        assert october(ward).count("G1") == value
    assert len(ward.all("return_figure")) == 1
    assert ward.sheet("rma_cscom", "2026-09").count("G1") is None


def test_a_figure_taken_back_is_blank_again(ward: Ward) -> None:
    ward.type_figure(october(ward), "G1", (), 4)
    ward.type_figure(october(ward), "G1", (), None)
    line = october(ward).line("G1")
    assert (line.total, line.not_available()) == (None, False)


def test_a_figure_that_cannot_be_had_is_said_to_be_so(ward: Ward) -> None:
    returns.type_figure(ward, october(ward), "G8", (), None, not_available=True)
    line = october(ward).line("G8")
    assert (line.total, line.not_available()) == (None, True)


def test_typed_cells_are_kept_each(ward: Ward) -> None:
    own = Path(ward.folder or "") / "returns"
    own.mkdir()
    shipped = (paths.resources() / "returns" / "rma_cscom-2019.toml").read_text("utf-8")
    split = 'manual = true\nby = ["age_band", "zone"]\nnote = "La note de bas'
    (own / "rma_cscom-2020.toml").write_text(
        shipped.replace("from = 2019", "from = 2020")
        .replace('version = "2019"', 'version = "2020"')
        .replace('manual = true\nnote = "La note de bas', split),
        "utf-8",
    )
    ward.type_figure(october(ward), "G8", ("a15_19", "in_area"), 3)
    ward.type_figure(october(ward), "G8", ("a20_24", "in_area"), 4)
    line = october(ward).line("G8")
    assert (line.figure(("a15_19", "in_area")), line.total) == (3, 7)


def test_a_correction_needs_a_reason_and_keeps_both_figures(ward: Ward) -> None:
    ward.keep(*a_birth().all)
    with pytest.raises(Refused, match="why"):
        ward.type_figure(october(ward), "G10", (), 3)
    ward.type_figure(october(ward), "G10", (), 3, "registre papier")
    line = october(ward).line("G10")
    correction = line.correction()
    assert isinstance(correction, ReturnFigure)
    assert (line.total, correction.value, correction.reason) == (1, 3, "registre papier")
    history = ward.history(correction)
    assert {change.reason for change in history} == {"registre papier"}


def test_a_correction_can_be_taken_back(ward: Ward) -> None:
    ward.type_figure(october(ward), "G10", (), 3, "registre papier")
    ward.type_figure(october(ward), "G10", (), None, "compté deux fois")
    assert october(ward).line("G10").correction() is None


@pytest.mark.parametrize(("value", "month"), [(-1, MONTH), (100_001, MONTH), (1, "2026-12")])
def test_an_impossible_figure_is_refused_and_not_kept(ward: Ward, value: int, month: str) -> None:
    with pytest.raises(Refused):
        ward.type_figure(ward.sheet("rma_cscom", month), "G1", (), value)
    assert ward.all("return_figure") == []


def test_a_cell_that_is_not_there_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="no such cell"):
        ward.type_figure(october(ward), "G1", ("a15_19", "in_area"), 1)
    with pytest.raises(Refused, match="G99"):
        ward.type_figure(october(ward), "G99", (), 1)


def test_a_figure_of_a_line_that_is_no_longer_there_is_passed_over(ward: Ward) -> None:
    figure = ward.type_figure(october(ward), "G1", (), 4)
    figure.line_code = "G77"  # type: ignore[attr-defined]
    ward.keep(figure, reason="autre formulaire")
    assert october(ward).count("G1") is None


# the entries behind a figure


def test_behind_a_figure_stand_its_entries_with_number_and_date(ward: Ward) -> None:
    made = a_birth()
    made.delivery.source_id = "acc-1"
    ward.keep(*made.all)
    assert returns.behind(october(ward).line("G10")) == [
        {
            "register": "delivery",
            "id": made.delivery.id,
            "source_id": "acc-1",
            "serial_no": 1,
            "delivered_at": "2026-10-15T03:00",
            "dated": "2026-10-15T03:00",
        }
    ]
    (baby,) = returns.behind(october(ward).line("G19"))
    assert (baby["register"], baby["dated"]) == ("newborn", "2026-10-15T03:00")


def test_a_line_of_another_return_is_refused_with_the_return_that_has_it(ward: Ward) -> None:
    with pytest.raises(Refused, match="sonu_annexe"):
        returns.line_of(ward, october(ward), "S8a")
    with pytest.raises(Refused, match="has no line ZZ9"):
        returns.line_of(ward, october(ward), "ZZ9")


def test_behind_a_cell_and_behind_the_unknown_stand_their_own(ward: Ward) -> None:
    village = a_village()
    placed, unknown = a_birth(age=17, village=village), a_birth(age=None, village=village)
    ward.keep(village, *placed.all, *unknown.all)
    line = october(ward).line("G10")
    asked = ("", "a15_19,in_area", "a15_19", "in_area", "a20_24", "unknown", "unknown,in_area")
    cells = {text: returns.cell_of(line, text) for text in (*asked, "a15_19,unknown")}
    found = {text: [e["id"] for e in returns.behind(line, cell)] for text, cell in cells.items()}
    assert set(found[""]) == {placed.delivery.id, unknown.delivery.id}
    assert found["a15_19,in_area"] == [placed.delivery.id]
    assert found["a15_19"] == found["in_area"] == [placed.delivery.id]
    assert found["a20_24"] == found["a15_19,unknown"] == []
    assert found["unknown"] == found["unknown,in_area"] == [unknown.delivery.id]
    assert returns.cell_of(line, "in_area,a15_19") == cells["a15_19,in_area"]
    assert returns.cell_of(line, "in_area/unknown") == cells["unknown,in_area"]
    assert returns.cell_of(line, " a15_19 / in_area ") == ("a15_19", "in_area")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("G10", "a15_19,a20_24"),
        ("G10", "a15"),
        ("G10", "unknown,a15_19,in_area"),
        ("G19", "a15_19,in_area"),
    ],
)
def test_a_cell_that_no_line_has_is_refused_with_those_there_are(
    ward: Ward, code: str, text: str
) -> None:
    with pytest.raises(Refused, match=code):
        returns.cell_of(october(ward).line(code), text)


SUM = """

[[line]]
code = "T"
section = "3"
label = "Tous les accouchements"
sum = ["G10", "G15"]
"""


def test_a_sum_of_the_wards_own_form_opens_the_entries_of_its_lines(ward: Ward) -> None:
    from maternity import paths

    assert ward.folder is not None
    shipped = (paths.resources() / "returns" / "rma_cscom-2019.toml").read_text("utf-8")
    (ward.folder / "returns").mkdir()
    own = ward.folder / "returns" / "rma_cscom-2026.toml"
    own.write_text(shipped.replace('version = "2019"', 'version = "2026"') + SUM, "utf-8")
    here, home = a_birth(), a_birth(place=BirthPlace.HOME)
    ward.keep(*here.all, *home.all)
    sheet = october(ward)
    assert sheet.form.version == "2026"
    assert [entry["id"] for entry in returns.behind(sheet.line("T"))] == [
        here.delivery.id,
        home.delivery.id,
    ]
    with pytest.raises(Refused, match="sum"):
        ward.type_figure(sheet, "T", (), 1, "registre papier")


# files and rights


@pytest.mark.parametrize("kind", ["pdf", "json", "csv", "xlsx"])
def test_a_return_is_written_in_every_format(ward: Ward, tmp_path: Path, kind: str) -> None:
    place = tmp_path / f"octobre.{kind}"
    assert ward.write_sheet(october(ward), kind, place) == place
    assert place.stat().st_size > 1000
    if kind == "json":
        assert json.loads(place.read_text("utf-8"))["period"] == MONTH
    if kind == "pdf":
        with clock.use(FixedClock(datetime(2027, 1, 1))):
            sheet = october(ward)
        sheet.made_at = clock.now()
        assert ward.print_sheet(sheet) == place.read_bytes()


def test_a_format_nobody_knows_is_refused_with_those_there_are(ward: Ward, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="pdf, xlsx, csv, json"):
        ward.write_sheet(october(ward), "doc", tmp_path / "r.doc")
    assert list(tmp_path.glob("r.*")) == []


def test_a_nurse_counts_a_midwife_prints_and_only_the_head_takes_figures_away(
    ward: Ward, tmp_path: Path
) -> None:
    as_role(ward, Role.NURSE)
    with pytest.raises(Refused, match="role"):
        ward.write_sheet(october(ward), "pdf", tmp_path / "r.pdf")
    as_role(ward, Role.MIDWIFE)
    sheet = october(ward)
    ward.write_sheet(sheet, "pdf", tmp_path / "r.pdf")
    with pytest.raises(Refused, match="role"):
        ward.write_sheet(sheet, "csv", tmp_path / "r.csv")
    as_role(ward, Role.HEAD)
    ward.write_sheet(sheet, "csv", tmp_path / "r.csv")


def test_a_technician_sees_no_figure(ward: Ward) -> None:
    as_role(ward, Role.TECHNICIAN)
    with pytest.raises(Refused, match="role"):
        october(ward)


# longer periods


def test_a_quarter_is_the_sum_of_its_months_as_they_were_closed(ward: Ward) -> None:
    from maternity.ward import months

    ward.keep(*a_birth().all, *a_birth(day=date(2026, 11, 3)).all)
    months.close_month(ward, october(ward))
    ward.keep(*a_birth().all, reason="carnet retrouvé")
    assert ward.sheet("rma_cscom", "2026-Q4").count("G10") == 2
    assert ward.sheet("rma_cscom", "2026").count("G10") == 2
    with pytest.raises(Refused, match="has not begun"):
        ward.sheet("rma_cscom", "2027-Q1")
    for form, not_begun in (("rma_cscom", "2026-12"), ("sonu_fonctions", "2026-12")):
        with pytest.raises(Refused, match="has not begun"):
            ward.sheet(form, not_begun)
    with pytest.raises(Refused, match="sum of its months"):
        ward.type_figure(ward.sheet("rma_cscom", "2026-Q4"), "G1", (), 3)
    with pytest.raises(Refused, match="Only a monthly return"):
        months.close_month(ward, ward.sheet("rma_cscom", "2026-Q3"))


def test_signal_functions_are_those_of_three_months(ward: Ward) -> None:
    from maternity.registers.lists import BirthMode

    for month in (7, 8, 10):
        birth = a_birth(day=date(2026, month, 1))
        birth.babies[0].mode = BirthMode.VACUUM
        ward.keep(*birth.all)
    sheet = ward.sheet("sonu_fonctions", MONTH)
    assert (sheet.first, sheet.last) == (date(2026, 8, 1), date(2026, 10, 31))
    assert sheet.count("F6") == 2
