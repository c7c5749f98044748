"""The clinical rules on anyone's table: each edge, what is missing, and tables that are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from maternity import cli, clock, i18n
from maternity.clinical import labour, rates
from maternity.exchange import spreadsheet
from maternity.exchange.computing.run import columns
from maternity.exchange.computing.table import BY_NAME
from maternity.moments import Moment
from maternity.registers.delivery import Delivery
from maternity.registers.lists import LabourOnset, Presentation, Sex
from maternity.registers.maternal_death import MaternalCauseGroup, MaternalDeath
from maternity.registers.newborn import Newborn
from maternity.registers.pregnancy import Pregnancy
from tests.ward_fixtures import FixedClock

Row = dict[str, str]
Compute = Callable[..., list[Row]]

WOMAN = {
    "parity": "0",
    "previous_caesareans": "0",
    "labour_onset": "spontaneous",
    "fetuses_born": "1",
    "ga_weeks": "39",
    "presentation": "vertex",
}
BABY = {"weight_g": "3000", "sex": "female", "ga_weeks": "38", "ga_extra_days": "2"}
PREGNANCY = {"lmp_on": "2024-01-01", "scan_on": "", "scan_ga_days": "", "delivered_at": ""}
SEEN = {"labour_care": "A", "observed_at": "2026-11-26T08:00", "dilatation_cm": "6"}
DEAD_WOMAN = {
    "died_at": "2026-03-01",
    "delivered_at": "2026-02-01",
    "underlying_cause": "O72.1 hémorragie",
}
DEAD_BABY = {
    "outcome": "live",
    "born_at": "2026-03-01T10:00",
    "died_at": "2026-03-01T11:00",
    "weight_g": "",
    "ga_weeks": "",
    "length_cm": "",
    "main_cause": "",
}


@pytest.fixture(autouse=True)
def in_november() -> Iterator[None]:
    with clock.use(FixedClock(datetime(2026, 11, 26, 10, 0))):
        yield
    i18n.use(i18n.DEFAULT)


@pytest.fixture
def compute(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compute:
    """Compute on rows, written and read back; the rows of the result."""

    def do(what: str, *rows: Row, end: str = "csv") -> list[Row]:
        place, out = tmp_path / "table.csv", tmp_path / f"result.{end}"
        heads = list(rows[0])
        table = spreadsheet.Rows("t", heads, [[row[h] for h in heads] for row in rows])
        spreadsheet.write_csv(table, place)
        assert cli.main(["compute", what, str(place), "--out", str(out)]) == cli.DONE
        assert json.loads(capsys.readouterr().out)["rows"] == len(rows)
        titles, found = spreadsheet.read(out)
        return [dict(zip(titles, row, strict=True)) for row in found]

    return do


def added(rows: list[Row], name: str) -> list[str]:
    return [row[f"computed_{name}"] for row in rows]


# Robson


def test_each_woman_has_her_group_and_part(compute: Compute) -> None:
    changes = [
        ({}, "g1", ""),
        ({"ga_weeks": "36"}, "g10", ""),
        ({"ga_weeks": "37"}, "g1", ""),
        ({"labour_onset": "induced"}, "g2", "2a"),
        ({"parity": "2", "previous_caesareans": "1"}, "g5", "5_1"),
        ({"parity": "2", "previous_caesareans": "2"}, "g5", "5_2"),
        ({"parity": "2", "presentation": "breech"}, "g7", ""),
        ({"presentation": "transverse"}, "g9", ""),
        ({"fetuses_born": "2", "presentation": ""}, "g8", ""),
    ]
    found = compute("robson", *(WOMAN | change for change, _group, _part in changes))
    assert added(found, "robson_group") == [group for _c, group, _part in changes]
    assert added(found, "robson_subgroup") == [part for _c, _group, part in changes]
    assert set(added(found, "reason")) == {""}


def test_what_cannot_be_classified_is_99_and_names_the_columns(compute: Compute) -> None:
    (found,) = compute("robson", WOMAN | {"labour_onset": "inconnu"})
    assert found["computed_robson_group"] == "g99"
    assert found["computed_reason"] == "Non calculable : il manque labour_onset."


def test_a_scar_without_a_birth_is_classified_and_told(compute: Compute) -> None:
    (found,) = compute("robson", WOMAN | {"previous_caesareans": "1"})
    assert found["computed_robson_group"] == "g1"
    assert "dépasse parity" in found["computed_reason"]


def test_french_words_of_a_list_are_read_like_its_codes(compute: Compute) -> None:
    (found,) = compute("robson", WOMAN | {"presentation": "Siège"})
    assert found["computed_robson_group"] == "g6"


# size


def test_a_worked_girl_comes_out_as_the_rules_print_her(compute: Compute) -> None:
    (found,) = compute("size", BABY | {"weight_g": "2610"})
    assert found["computed_weight_centile"] == "13,2"
    assert found["computed_weight_z"] == "-1,115"
    assert found["computed_size_for_age"] == "aga"


def test_the_reference_begins_at_24_weeks_and_ends_after_42(compute: Compute) -> None:
    ends = [("23", "6"), ("24", "0"), ("32", "6"), ("33", "0"), ("42", "6"), ("43", "0")]
    found = compute("size", *(BABY | {"ga_weeks": w, "ga_extra_days": d} for w, d in ends))
    without = [name == "no_reference" for name in added(found, "size_for_age")]
    assert without == [True, False, False, False, False, True]
    assert [bool(reason) for reason in added(found, "reason")] == without


def test_weeks_alone_give_the_class_only_where_the_week_agrees(compute: Compute) -> None:
    found = compute(
        "size",
        *(BABY | {"weight_g": grams, "ga_extra_days": ""} for grams in ("3000", "2550")),
    )
    assert added(found, "size_for_age") == ["aga", ""]
    assert added(found, "weight_centile") == ["", ""]
    assert all("ga_extra_days" in reason for reason in added(found, "reason"))


def test_length_and_head_are_added_where_the_table_has_them(compute: Compute) -> None:
    boy = {"sex": "male", "ga_weeks": "36", "ga_extra_days": "3", "length_cm": "46,0"}
    (found,) = compute("size", boy)
    assert found["computed_length_centile"] in {"22,7", "22,8"}
    assert not [name for name in found if "weight" in name or "head" in name]


def test_no_centile_is_shown_as_0_or_100(compute: Compute) -> None:
    found = compute("size", *(BABY | {"weight_g": grams} for grams in ("700", "6900")))
    assert added(found, "weight_centile") == ["< 0,1", "> 99,9"]


def test_an_indeterminate_sex_has_no_reference(compute: Compute) -> None:
    (found,) = compute("size", BABY | {"sex": "indeterminate"})
    assert found["computed_size_for_age"] == ""
    assert found["computed_reason"] == "Non calculable : il manque sex."


def test_a_macerated_baby_is_uncertain(compute: Compute) -> None:
    found = compute(
        "size",
        *(BABY | {"outcome": outcome} for outcome in ("live", "macerated_stillbirth")),
    )
    assert [bool(reason) for reason in added(found, "reason")] == [False, True]


# dating


def test_a_scan_redates_beyond_its_limit_only(compute: Compute) -> None:
    """At 8+6 by the period a difference of 5 days keeps it, 6 days redate."""
    scans = [{"scan_on": "2024-03-03", "scan_ga_days": str(62 + apart)} for apart in (5, 6)]
    found = compute("dating", *(PREGNANCY | scan for scan in scans))
    assert added(found, "dating_method") == ["lmp", "ultrasound"]
    assert added(found, "edd_on") == ["2024-10-07", "2024-10-01"]
    assert added(found, "early_scan") == ["yes", "yes"]


def test_the_gestation_at_birth_has_its_class(compute: Compute) -> None:
    births = ["2024-09-15", "2024-09-16", "2024-10-20", "2024-10-21"]
    found = compute("dating", *(PREGNANCY | {"delivered_at": day} for day in births))
    assert added(found, "ga_weeks") == ["36", "37", "41", "42"]
    assert added(found, "ga_extra_days") == ["6", "0", "6", "0"]
    assert added(found, "term") == ["preterm", "term", "term", "post_term"]


def test_a_birth_before_day_0_or_a_year_later_is_told(compute: Compute) -> None:
    births = ["2023-12-31", "2024-12-01"]
    found = compute("dating", *(PREGNANCY | {"delivered_at": day} for day in births))
    assert added(found, "ga_weeks") == ["", ""]
    assert all("Vérifiez les dates" in reason for reason in added(found, "reason"))
    assert added(found, "edd_on") == ["2024-10-07"] * 2


def test_an_uncertain_period_gives_way_to_any_scan(compute: Compute) -> None:
    scan = {"scan_on": "2024-03-03", "scan_ga_days": "63"}
    rows = [PREGNANCY | scan | {"lmp_precision": code} for code in ("exact", "month", "unknown")]
    assert added(compute("dating", *rows), "dating_method") == ["lmp", "ultrasound", "ultrasound"]


def test_half_a_scan_and_nothing_at_all_are_named(compute: Compute) -> None:
    half = PREGNANCY | {"lmp_on": "", "scan_on": "2024-03-03"}
    nothing = PREGNANCY | {"lmp_on": "", "delivered_at": "2024-09-16"}
    found = compute("dating", half, nothing)
    assert added(found, "reason") == [
        "Non calculable : il manque scan_ga_days.",
        "Non calculable : il manque lmp_on, scan_on.",
    ]


# labour


@pytest.mark.parametrize(
    ("column", "below", "at"),
    [
        ("fhr_bpm", "109", "110"),
        ("fhr_bpm", "160", "159"),
        ("temperature_c", "37,5", "37,4"),
        ("temperature_c", "34,9", "35,0"),
        ("contractions_per_10min", "2", "3"),
        ("contractions_per_10min", "6", "5"),
        ("bp_diastolic_mmhg", "90", "89"),
        ("amniotic_fluid", "blood", "meconium_2"),
        ("companion", "no", "declined"),
    ],
)
def test_a_value_alerts_at_its_edge_and_not_beside_it(
    compute: Compute, column: str, below: str, at: str
) -> None:
    found = compute("labour-alerts", {column: below}, {column: at})
    assert added(found, "alerts") == ["1", "0"]
    assert added(found, "alert_rows")[0].startswith(column)


def test_the_time_at_a_dilatation_is_judged_along_the_labour(compute: Compute) -> None:
    times = ["03:00", "07:59", "08:00"]
    rows = [SEEN | {"observed_at": f"2026-11-26T{time}"} for time in times]
    found = compute("labour-alerts", *reversed(rows))
    assert added(found, "alerts") == ["1", "0", "0"]
    assert added(found, "alert_rows")[0] == "dilatation_cm 6: 300 min (>= 300)"


def test_two_labours_in_one_table_are_not_mixed(compute: Compute) -> None:
    first = SEEN | {"observed_at": "2026-11-26T02:00"}
    other = SEEN | {"labour_care": "B", "observed_at": "2026-11-26T09:00"}
    assert added(compute("labour-alerts", first, other), "alerts") == ["0", "0"]


@pytest.mark.parametrize(("parity", "limit"), [("0", 180), ("1", 120), ("", 120)])
def test_the_second_stage_is_long_at_its_limit(compute: Compute, parity: str, limit: int) -> None:
    begun = {"labour_care": "A", "dilatation_cm": "10", "parity": parity}
    times = ["05:00", *(f"{5 + m // 60:02}:{m % 60:02}" for m in (limit - 1, limit))]
    found = compute("labour-alerts", *(begun | {"observed_at": f"2026-11-26T{t}"} for t in times))
    assert added(found, "alerts") == ["0", "0", "1"]


def test_a_cervix_that_closes_is_asked_about_and_keeps_the_clock(compute: Compute) -> None:
    cms = [("03:00", "6"), ("05:00", "5"), ("08:00", "6")]
    rows = [SEEN | {"observed_at": f"2026-11-26T{t}", "dilatation_cm": cm} for t, cm in cms]
    found = compute("labour-alerts", *rows)
    assert added(found, "alerts") == ["0", "0", "1"]
    assert [bool(reason) for reason in added(found, "reason")] == [False, True, False]


def test_a_row_without_an_observation_has_no_alerts_not_0(compute: Compute) -> None:
    found = compute("labour-alerts", {"id": "1", "fhr_bpm": ""}, {"id": "2", "fhr_bpm": "non fait"})
    assert added(found, "alerts") == ["", ""]


def test_every_row_of_the_guide_is_a_column() -> None:
    read = {one["name"] for one in columns("labour-alerts")[0]["reads"]}
    assert {row.name for row in labour.ROWS} <= read


# deaths


def test_day_42_is_maternal_day_43_late_and_a_year_neither(compute: Compute) -> None:
    days = ["2025-03-15", "2025-03-16", "2026-01-31", "2026-02-01"]
    birth = DEAD_WOMAN | {"delivered_at": "2025-02-01"}
    found = compute("death-class", *(birth | {"died_at": day} for day in days))
    assert added(found, "death_class") == [
        *("maternal", "late_maternal", "late_maternal", "unclassified"),
    ]
    assert added(found, "window") == ["to_day_42", "late", "late", "after_a_year"]
    assert added(found, "days_after_end")[:2] == ["42", "43"]


@pytest.mark.parametrize(
    ("cause", "group", "nature", "asked"),
    [
        ("O72.1 hémorragie", "haemorrhage", "direct", ""),
        ("O98.6", "indirect", "indirect", ""),
        ("B50", "", "", "une personne décide"),
        ("O80", "", "", "contribuer"),
        ("fièvre", "", "", "pas de code"),
    ],
)
def test_the_cause_gives_the_group_or_is_asked(
    compute: Compute, cause: str, group: str, nature: str, asked: str
) -> None:
    (found,) = compute("death-class", DEAD_WOMAN | {"underlying_cause": cause})
    assert (found["computed_cause_group"], found["computed_nature"]) == (group, nature)
    assert found["computed_death_class"] == ("maternal" if group else "unclassified")
    assert asked in found["computed_reason"]


def test_who_died_undelivered_needs_no_end_and_others_do(compute: Compute) -> None:
    before = DEAD_WOMAN | {"delivered_at": "", "pregnancy_end": "undelivered"}
    unknown = before | {"pregnancy_end": "live_birth"}
    found = compute("death-class", before, unknown)
    assert added(found, "death_class") == ["maternal", "unclassified"]
    assert added(found, "reason") == ["", "Non calculable : il manque delivered_at."]


@pytest.mark.parametrize(
    ("died", "band", "name", "perinatal"),
    [
        ("2026-03-02T09:59", "h0_23", "very_early_neonatal", "yes"),
        ("2026-03-02T10:00", "d1_6", "early_neonatal", "yes"),
        ("2026-03-08T09:59", "d1_6", "early_neonatal", "yes"),
        ("2026-03-08T10:00", "d7_27", "late_neonatal", "no"),
        ("2026-03-29T09:59", "d7_27", "late_neonatal", "no"),
        ("2026-03-29T10:00", "d28_plus", "after_neonatal", "no"),
    ],
)
def test_a_babys_age_at_death_has_its_class(
    compute: Compute, died: str, band: str, name: str, perinatal: str
) -> None:
    (found,) = compute("death-class", DEAD_BABY | {"died_at": died})
    assert found["computed_age_band"] == band
    assert found["computed_death_class"] == name
    assert found["computed_is_perinatal"] == perinatal


def test_an_age_by_date_says_so(compute: Compute) -> None:
    (found,) = compute("death-class", DEAD_BABY | {"died_at": "2026-03-02"})
    assert found["computed_age_hours"] == "24"
    assert "par date" in found["computed_reason"]


def test_a_birth_without_life_is_classed_by_its_first_known_criterion(compute: Compute) -> None:
    still = DEAD_BABY | {"outcome": "fresh_stillbirth", "main_cause": "P20.9"}
    known = [{"weight_g": g} for g in ("499", "500", "999", "1000")]
    known += [{"ga_weeks": w} for w in ("21", "22", "27", "28")]
    found = compute("death-class", *(still | change for change in known), still)
    classes = ["abortion", "early_fetal_death", "early_fetal_death", "late_fetal_death"]
    assert added(found, "death_class") == [*classes, *classes, ""]
    assert set(added(found, "icd_pm_group")) == {"i3"}
    assert "weight_g, ga_weeks, length_cm" in added(found, "reason")[-1]


# rates


def test_a_table_of_counts_gives_its_indicators(compute: Compute) -> None:
    rows = [
        {"month": "2026-10", "deliveries": "120", "caesareans": "18"},
        {"month": "2026-11", "deliveries": "0", "caesareans": "0"},
        {"month": "2026-12", "deliveries": "", "caesareans": "3"},
    ]
    found = compute("rates", *rows)
    assert added(found, "caesarean") == ["15,0", "", ""]
    assert added(found, "reason") == [
        "",
        "Non défini, le dénominateur est nul : caesarean.",
        "Non calculable : il manque deliveries.",
    ]
    assert not [name for name in found[0] if "stillbirth" in name]


def test_counts_that_do_not_fit_are_asked_about(compute: Compute) -> None:
    (found,) = compute("rates", {"live_births": "10", "live_births_weighed": "11"})
    assert found["computed_weighed"] == "110,0"
    assert "live_births_weighed <= live_births" in found["computed_reason"]


def test_every_indicator_can_be_computed() -> None:
    added_columns = columns("rates")[0]["adds"]
    assert {f"computed_{one.name}" for one in rates.INDICATORS} <= set(added_columns)


# the same answers as the register


@pytest.mark.parametrize(
    "died", ["2025-03-15", "2025-03-16", "2026-01-31", "2026-02-01", "2026-02-02"]
)
def test_the_register_classes_a_womans_death_alike(compute: Compute, died: str) -> None:
    pregnancy = Pregnancy()
    Delivery(pregnancy=pregnancy, delivered_at=Moment.read_iso("2025-02-01"))
    entry = MaternalDeath(
        pregnancy=pregnancy,
        died_at=Moment.read_iso(died),
        cause_group=MaternalCauseGroup.HAEMORRHAGE,
    )
    (found,) = compute("death-class", DEAD_WOMAN | {"delivered_at": "2025-02-01", "died_at": died})
    assert found["computed_death_class"] == entry.death_class.value


@pytest.mark.parametrize("weeks", [23, 24, 32, 33, 36, 37, 42, 43])
def test_the_register_classes_a_birth_alike(compute: Compute, weeks: int) -> None:
    pregnancy = Pregnancy(parity=2, previous_caesareans=1)
    onset = LabourOnset.INDUCED
    birth = Delivery(pregnancy=pregnancy, ga_weeks=weeks, ga_extra_days=2, labour_onset=onset)
    baby = Newborn(delivery=birth, weight_g=2400, sex=Sex.FEMALE, presentation=Presentation.VERTEX)
    row = {"parity": "2", "previous_caesareans": "1", "labour_onset": "induced"}
    (woman,) = compute("robson", WOMAN | row | {"ga_weeks": str(weeks)})
    (child,) = compute("size", BABY | {"weight_g": "2400", "ga_weeks": str(weeks)})
    assert birth.robson_group is not None
    assert woman["computed_robson_group"] == birth.robson_group.value
    assert child["computed_size_for_age"] == baby.size_for_age.value


# the table as it came, and tables that are wrong


def test_what_came_is_kept_beside_what_was_computed(compute: Compute) -> None:
    (found,) = compute("robson", {"dossier": "=1+1", **WOMAN, "robson_group": "g3"})
    assert (found["dossier"], found["robson_group"]) == ("=1+1", "g3")
    assert found["computed_robson_group"] == "g1"


def test_a_workbook_holds_numbers_and_no_formula(compute: Compute, tmp_path: Path) -> None:
    compute("size", {"dossier": "=1+1", **BABY}, end="xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "result.xlsx").active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    cells = dict(zip(heads, sheet[2], strict=True))
    assert cells["dossier"].data_type == "s"
    assert cells["computed_weight_centile"].data_type == "n"


def test_a_workbook_is_read_like_a_file_of_words(compute: Compute, tmp_path: Path) -> None:
    compute("size", BABY, end="xlsx")
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["lmp_on", "delivered_at"])
    book.active.append([datetime(2024, 1, 1), datetime(2024, 9, 16, 10, 30)])
    book.save(tmp_path / "dates.xlsx")
    out = tmp_path / "out.csv"
    assert cli.main(["compute", "dating", str(tmp_path / "dates.xlsx"), "--out", str(out)]) == 0
    heads, rows = spreadsheet.read(out)
    assert dict(zip(heads, rows[0], strict=True))["computed_ga_weeks"] == "37"


@pytest.mark.parametrize(
    ("what", "row", "words"),
    [
        ("dating", PREGNANCY | {"lmp_on": "31/02/2024"}, "n’a que 29 jours (29/02/2024"),
        ("dating", PREGNANCY | {"lmp_on": "2027-01-01"}, "lmp_on : 01/01/2027 est après"),
        ("size", BABY | {"weight_g": "lourd"}, "weight_g : « lourd »"),
        ("size", BABY | {"weight_g": "299"}, "300"),
        ("size", BABY | {"weight_g": "7001"}, "7000"),
        ("labour-alerts", {"fhr_bpm": "1400"}, "260"),
        ("labour-alerts", {"dilatation_cm": "11"}, "10"),
        ("labour-alerts", {"fhr_bpm": "142,5"}, "fhr_bpm"),
        ("labour-alerts", {"fhr_bpm": "140", "observed_at": "2026-11-27T09:00"}, "observed_at"),
        ("robson", WOMAN | {"presentation": "siége droit"}, "presentation"),
        ("robson", WOMAN | {"fetuses_born": "0"}, "fetuses_born"),
        ("death-class", DEAD_BABY | {"died_at": "2026-02-28T10:00"}, "died_at"),
        ("rates", {"live_births": "-1"}, "live_births"),
    ],
)
def test_a_cell_that_cannot_be_right_is_told_and_nothing_is_computed(
    compute: Compute, what: str, row: Row, words: str
) -> None:
    (found,) = compute(what, row)
    told = {name: text for name, text in found.items() if name.startswith("computed_")}
    assert words in told.pop("computed_reason")
    assert set(told.values()) <= {""}
    assert {name: found[name] for name in row} == row


def test_a_wrong_row_does_not_stop_the_others(compute: Compute) -> None:
    found = compute("robson", WOMAN | {"parity": "deux"}, WOMAN)
    assert added(found, "robson_group") == ["", "g1"]


def test_days_of_old_years_are_computed_too(compute: Compute) -> None:
    (found,) = compute("dating", PREGNANCY | {"lmp_on": "01/01/1998"})
    assert found["computed_edd_on"] == "1998-10-08"


HEADS = ";".join(WOMAN)
GOOD = f"{HEADS}\n{';'.join(WOMAN.values())}\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", b"", "vide"),
        ("t.csv", b"\n\n", "vide"),
        ("t.csv", b"parity;ga_weeks\n1;38\n", "previous_caesareans, labour_onset"),
        ("t.csv", GOOD.replace("parity", "parity;parity").encode(), "deux fois"),
        ("t.csv", (f"computed_reason;{HEADS}\n").encode(), "résultat précédent"),
        ("t.csv", b'parity;"ga\n', "guillemet"),
        ("t.csv", b"\0\0\0", "tableau"),
        ("t.xlsx", b"PK no workbook", "tableur"),
        ("t.txt", GOOD.encode(), ".csv"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    place, out = tmp_path / name, tmp_path / "out.csv"
    place.write_bytes(content)
    assert cli.main(["compute", "robson", str(place), "--out", str(out)]) == cli.REFUSED
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_women_and_babies_in_one_table_are_two_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "t.csv"
    place.write_text(";".join({**DEAD_WOMAN, **DEAD_BABY}) + "\n", "utf-8")
    done = cli.main(["compute", "death-class", str(place), "--out", str(tmp_path / "o.csv")])
    assert (done, "deux tableaux" in capsys.readouterr().err) == (cli.REFUSED, True)


def test_a_latin_file_is_read_with_its_accents(tmp_path: Path) -> None:
    place, out = tmp_path / "t.csv", tmp_path / "out.csv"
    text = GOOD.replace("vertex", "siège")
    place.write_bytes(text.encode("latin-1"))
    assert cli.main(["compute", "robson", str(place), "--out", str(out)]) == cli.DONE
    assert "siège;g6" in out.read_text("utf-8-sig")


def test_a_file_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["compute", "robson", str(tmp_path / "t.csv"), "--out", str(tmp_path / "o.csv")]
    assert cli.main(args) in {cli.REFUSED, cli.UNAVAILABLE}
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize("out", ["t.csv", "out.pdf", ""])
def test_the_result_goes_to_another_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    place = tmp_path / "t.csv"
    place.write_text(GOOD, "utf-8")
    told = ["--out", str(tmp_path / out)] if out else []
    assert cli.main(["compute", "robson", str(place), *told]) == cli.REFUSED
    assert capsys.readouterr().err.strip()
    assert place.read_text("utf-8") == GOOD


def test_a_result_that_cannot_be_written_leaves_the_older_one_whole(tmp_path: Path) -> None:
    place, out = tmp_path / "t.csv", tmp_path / "no" / "such" / "out.csv"
    place.write_text(GOOD, "utf-8")
    assert cli.main(["compute", "robson", str(place), "--out", str(out)]) == cli.REFUSED
    assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize("what", list(BY_NAME))
def test_the_columns_of_each_computation_can_be_asked_for(
    what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compute", what, "--columns"]) == cli.DONE
    for one in json.loads(capsys.readouterr().out):
        read = {field["name"] for field in one["reads"]}
        assert read.issuperset(name for group in one["needs"] for name in group.split(" | "))


def test_english_is_spoken_when_asked_for(tmp_path: Path) -> None:
    place, out = tmp_path / "t.csv", tmp_path / "out.csv"
    place.write_text(GOOD.replace("vertex", ""), "utf-8")
    told: list[Any] = ["compute", "robson", place, "--out", out, "--language", "en"]
    assert cli.main([str(one) for one in told]) == cli.DONE
    assert "Not computable: presentation is missing." in out.read_text("utf-8-sig")
