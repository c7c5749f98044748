"""Returns as data: the shipped one is whole, and a broken file says where and why."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maternity import i18n, paths
from maternity.errors import Refused
from maternity.records import named
from maternity.reports.faults import codes_of, column_of, faults
from maternity.reports.form import AXES, Also, Form, LineForm, head_of
from maternity.reports.returns import forms, in_force, load, period_days, set_aside
from maternity.settings import Settings
from tests.counting import the_form

HEAD = """\
[return]
id = "toy"
version = "1"
from = 2020-01-01
title = "Rapport"
form = "Rapport, version 1"
settings = ["low_weight_scope"]

[[section]]
id = "3"
title = "3. Accouchements"

"""
LINE = """\
[[line]]
code = "G10"
section = "3"
label = "Accouchements"
register = "delivery"
dated = "delivered_at"
where = "place == facility"
"""


def written(folder: Path, text: str, name: str = "toy-1.toml") -> Path:
    place = folder / name
    place.write_text(text, "utf-8")
    return place


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(Refused) as told:
        load(written(folder, text))
    return told.value.words


# the shipped return


def test_every_shipped_return_is_whole() -> None:
    assert [form.id for form in forms()] == [
        *("mado_semaine", "rma_cscom", "rma_csref"),
        *("sdmpr", "sonu_annexe", "sonu_fonctions", "stocks", "who_rmncah"),
    ]
    shipped = sorted((paths.resources() / "returns").glob("*.toml"))
    assert [file.stem for file in shipped] == [f"{form.id}-{form.version}" for form in forms()]


def test_the_first_level_return_has_its_lines_in_order() -> None:
    codes = [line.code for line in the_form().lines]
    tables = [("FP", 7), ("FPN", 17), ("FPA", 17), ("FPC", 8), ("FPI", 11), ("VAC", 7)]
    tables += [("LAB", 1), ("MAL", 4)]
    assert codes == [
        f"{name}{at}" for name, most in (("G", 41), *tables) for at in range(1, most + 1)
    ]
    i18n.use("fr")
    assert the_form().section_words("3") == "3. Grossesse, accouchement et suites de couche"


def test_its_words_are_those_of_the_form_to_the_letter() -> None:
    words = {line.code: line.label for line in the_form().lines}
    assert words["G5"] == "Nombre de femme ayant bénéficié d'au moins 4 CPN"
    assert words["G8"] == "Nombre de CPN effective*"
    assert words["G21"] == "Nombre de nouveau-nés avec un poids < 2500g"
    assert words["G25"] == "Nombre de nouveau-né ayant reçu la chlorhexidine digluconate 7,1%"
    assert words["G40"] == "Nombre de mortsnés — frais"


def test_a_group_is_a_heading_and_its_lines() -> None:
    for line in the_form().lines:
        assert bool(line.group) is bool(line.short) is ("—" in line.label), line.code
        if line.group:
            assert line.label == f"{line.group} — {line.short}"
            assert line.group_en
            assert line.short_en


def test_the_lines_of_which_are_set_in() -> None:
    assert {line.code for line in the_form().lines if line.indent} == {
        *("G11", "G12", "G13"),
        *("FPN5", "FPN12", "FPA5", "FPA12"),
    }
    assert the_form().line("G40").level == the_form().line("G11").level == 1


def test_a_screen_in_english_has_english_words() -> None:
    form = the_form()
    line = form.line("G29")
    assert line.words == "Referred, pregnant women"
    assert (line.heading, line.under_heading) == ("Referred", "pregnant women")
    assert form.line("G10").under_heading == "Deliveries in the facility"
    assert form.section_words("3").startswith("3. Pregnancy")
    i18n.use("fr")
    assert (line.heading, line.under_heading) == ("Nombre référé", "femmes enceintes")


def test_every_setting_that_changes_a_line_is_printed() -> None:
    form = the_form()
    assert {one.setting for line in form.lines for one in line.also} <= set(form.settings)
    assert set(form.settings) <= set(Settings.register.fields)


def test_the_columns_are_the_answers_that_can_be_known() -> None:
    apart = {"age_band": {"unknown"}, "zone": {"unknown"}, "sex": {"indeterminate"}}
    for name, codes in AXES.items():
        of = {"age_band": "delivery", "zone": "delivery", "age6": "admission"}
        register = named(of.get(name, "birth_dose"))
        column = column_of(register.record, name)
        assert column is not None
        assert {*codes, *apart.get(name, ())} == codes_of(column)
        assert all(head_of(code) for code in codes)


def test_a_line_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="G99"):
        the_form().line("G99")


# which version


def test_a_version_covers_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    text = HEAD.replace("title =", "to = 2026-09-30\ntitle =", 1) + LINE
    form = load(written(tmp_path, text))
    assert [form.covers(day) for day in (date(2019, 12, 31), date(2020, 1, 1))] == [False, True]
    assert [form.covers(day) for day in (date(2026, 9, 30), date(2026, 10, 1))] == [True, False]


def own_form(folder: Path, begins: str, version: str) -> None:
    shipped = (paths.resources() / "returns" / "rma_cscom-2019.toml").read_text("utf-8")
    text = shipped.replace("from = 2019-01-01", f"from = {begins}").replace(
        'version = "2019"', f'version = "{version}"'
    )
    (folder / "returns").mkdir(exist_ok=True)
    written(folder / "returns", text, f"rma_cscom-{version}.toml")


def test_a_newer_file_of_the_ward_is_used_from_its_first_month(tmp_path: Path) -> None:
    own_form(tmp_path, "2026-11-01", "2026")
    versions = [
        in_force("rma_cscom", date(2026, month, 1), tmp_path).version for month in (10, 11, 12)
    ]
    assert versions == ["2019", "2026", "2026"]


def test_the_wards_own_file_goes_before_a_shipped_one_of_the_same_day(tmp_path: Path) -> None:
    own_form(tmp_path, "2019-01-01", "2019b")
    assert in_force("rma_cscom", date(2026, 10, 1), tmp_path).version == "2019b"


def test_a_folder_without_returns_adds_none(tmp_path: Path) -> None:
    assert forms(tmp_path) == forms()


def test_a_month_before_every_version_is_refused() -> None:
    with pytest.raises(Refused, match="rma_cscom"):
        in_force("rma_cscom", date(2018, 12, 1))


def test_a_return_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="rma_lune"):
        in_force("rma_lune", date(2026, 10, 1))


def test_a_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    place = written(tmp_path, HEAD + LINE)
    assert load(place) is load(place)
    place.write_text(HEAD + LINE.replace("Accouchements", "Naissances"), "utf-8")
    os.utime(place, ns=(1, 1))
    assert load(place).line("G10").label == "Naissances"


# periods


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_month_has_its_first_and_its_last_day(period: str, first: date, last: date) -> None:
    assert period_days(period) == (first, last)


@pytest.mark.parametrize(
    "period",
    [
        "",
        "2026-13",
        "2026-00",
        "10-2026",
        "2026-1",
        "2026-10-01",
        "9999-12",
        "\uff12\uff10\uff12\uff16-10",
    ],
)
def test_what_is_no_month_is_refused(period: str) -> None:
    with pytest.raises(Refused, match="2026-10"):
        period_days(period)


@pytest.mark.parametrize(
    ("period", "every", "first", "last"),
    [
        ("2026-Q4", "month", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-Q1", "month", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026", "month", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-01", "three_months", date(2025, 11, 1), date(2026, 1, 31)),
        ("2026-W01", "week", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", "week", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_other_periods_have_their_days(period: str, every: str, first: date, last: date) -> None:
    assert period_days(period, every) == (first, last)


@pytest.mark.parametrize("period", ["2026-10", "2025-W53", "2026-W54", "2026-W00", "2026"])
def test_what_is_no_week_is_refused(period: str) -> None:
    with pytest.raises(Refused, match="2026-W43"):
        period_days(period, "week")


# conditions with settings


def test_settings_add_their_conditions_and_alternatives_stay_together() -> None:
    line = LineForm(
        code="X",
        label="x",
        section="3",
        where="sex == female or sex == male",
        also=the_form().line("G21").also,
    )
    chosen = {"low_weight_scope": "live", "newborn_lines_scope": "facility"}
    assert line.rule(chosen) == (
        "(sex == female or sex == male) and outcome == live and delivery.place == facility"
    )


def test_a_line_without_a_condition_counts_everything(tmp_path: Path) -> None:
    form = load(written(tmp_path, HEAD + LINE.replace('where = "place == facility"\n', "")))
    assert form.lines[0].condition({}).judge(lambda _name: None) is True


# broken files


def test_a_whole_toy_return_is_taken(tmp_path: Path) -> None:
    form = load(written(tmp_path, HEAD + LINE))
    assert isinstance(form, Form)
    assert (form.id, form.source, form.every) == ("toy", "toy-1.toml", "month")


@pytest.mark.parametrize(
    "where",
    [
        "ga_weeks is set and place_facility is empty",
        "complications has {eclampsia|other} or diagnoses has icd {A34|O10-O16}",
        "blood_loss_ml >= 500 and note != x and not place in {home|on_the_way}",
        "pregnancy.woman.zone == in_area and admission.reason == labour",
    ],
)
def test_every_kind_of_comparison_can_be_written(tmp_path: Path, where: str) -> None:
    form = load(written(tmp_path, HEAD + LINE.replace("place == facility", where)))
    assert form.lines[0].where == where


BROKEN: list[tuple[str, str, str, int | str]] = [
    ('"place == facility"', '"plaze == facility"', "“plaze” means nothing here", 13),
    ('"place == facility"', '"place == facilite"', "“facilite” is no answer of “place”", 13),
    ('"place == facility"', '"place in {home|hom}"', "“hom” is no answer", 13),
    ('"place == facility"', '"place < 3"', "“place” cannot be asked with “<”", 13),
    ('"place == facility"', '"ga_weeks has 3"', "cannot be asked with “has”", 13),
    ('"place == facility"', '"complications == none"', "cannot be asked with “==”", 13),
    ('"place == facility"', '"delivered_at == 3"', "cannot be asked with “==”", 13),
    ('"place == facility"', '"place has icd A34"', "cannot be asked with “has icd”", 13),
    ('"place == facility"', '"not place == facilite"', "“facilite” is no answer", 13),
    ('"place == facility"', '"place =="', "a word expected", 13),
    ('"place == facility"', '"newborns.sex == male"', "“newborns.sex” means nothing here", 13),
    ('"place == facility"', '"pregnancy.delivery.place == home"', "means nothing here", 13),
    ('register = "delivery"', 'register = "deliverie"', "no register “deliverie”", 13),
    ('dated = "delivered_at"', 'dated = "place"', "no day or moment to date by", 13),
    ('dated = "delivered_at"\n', "", "no day or moment to date by", 13),
    ('section = "3"\nlabel', 'section = "4"\nlabel', "section “4” is not declared", 13),
    ('code = "G10"', 'kode = "G10"', "“kode” means nothing here", 13),
    ('code = "G10"\n', "", "“code” is missing", 13),
    ('code = "G10"', "code = 10", "“code” holds something else than it should", 13),
    ('code = "G10"', 'code = "G10"\nby = [1]', "“1” holds something else", 13),
    ('code = "G10"', 'code = "G10"\nby = ["place"]', "“place” is no way to split", 13),
    (
        '"delivery"\ndated = "delivered_at"',
        '"session_day"\nby = ["zone"]\ndated = "held_on"',
        "“zone” is no way to split",
        13,
    ),
    ('code = "G10"', 'code = "G10"\nby = ["size"]', "“size” is no way to split", 13),
    ('code = "G10"', 'code = "G10"\nonce = "newborn"', "no link that could count once", 13),
    ('code = "G10"', 'code = "G10"\nsum = ["G11"]', "one of the three", 13),
    ('code = "G10"', 'code = "G10"\nadds = "place"', "no figure that can be added", 13),
    ('code = "G10"', 'code = "G10"\nadds = "moon"', "no figure that can be added", 13),
    ('register = "delivery"', "", "one of the three", 13),
    ('settings = ["low_weight_scope"]', 'settings = ["lune"]', "“lune” is no setting", 1),
    ('settings = ["low_weight_scope"]', "settings = [1]", "“1” holds something else", 1),
    ('id = "toy"\n', "", "“id” is missing", 1),
    ('id = "toy"', 'id = "../toy"', "“../toy” is no name for a return", 1),
    ("from = 2020-01-01", 'from = "2020"', "“from” holds something else", 1),
    ("from = 2020-01-01", "from = 2020-01-01T00:00:00", "“from” holds something else", 1),
    ('title = "Rapport"', 'title = "R"\nto = 2019-01-01', "ends before it begins", 1),
    ('title = "Rapport"', 'title = "R"\nevery = "day"', "“day” is no period", 1),
    ('title = "Rapport"', 'title = "R"\nheader = ["{lune}"]', "“lune” is nothing a facility", 1),
    ('title = "Rapport"', 'title = "R"\nsignatures = [1]', "“title” is missing", 1),
    ("[return]", "[retour]", "“retour” means nothing here", 1),
    ("[[section]]", "[[sektion]]", "“sektion” means nothing here", 1),
    ('title = "Rapport"', "title = Rapport", "not written as TOML", 5),
]


@pytest.mark.parametrize(("old", "new", "reason", "line"), BROKEN, ids=lambda x: str(x)[:40])
def test_a_broken_file_is_refused_with_its_line_and_the_reason(
    tmp_path: Path, old: str, new: str, reason: str, line: int
) -> None:
    whole = HEAD + LINE
    assert old in whole
    told = refusal(tmp_path, whole.replace(old, new, 1))
    assert "toy-1.toml" in told
    assert reason in told
    assert f"Line {line}:" in told


ALSO = """\
[[line.also]]
setting = "low_weight_scope"
is = "live"
where = "place == home"
"""


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('setting = "low_weight_scope"', 'setting = "lune"', "“lune” is no setting"),
        ('setting = "low_weight_scope"', 'setting = "stillbirth_rule"', "settings it prints"),
        ('is = "live"', 'is = "dead"', "“dead” is no answer of “low_weight_scope”"),
        ('is = "live"', "", "“is” is missing"),
        ('where = "place == home"', 'where = "place == hom"', "“hom” is no answer"),
        ('where = "place == home"', 'once = "place"', "no link that could count once"),
    ],
)
def test_a_broken_addition_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert load(written(tmp_path, HEAD + LINE + ALSO, "whole.toml")).lines[0].also
    told = refusal(tmp_path, HEAD + LINE + ALSO.replace(old, new))
    assert reason in told
    assert "Line 13:" in told


def test_the_second_line_is_told_by_its_own_place(tmp_path: Path) -> None:
    second = LINE.replace("G10", "G11").replace("facility", "lune")
    assert "Line 20:" in refusal(tmp_path, HEAD + LINE + second)


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert "the code G10 stands twice" in refusal(tmp_path, HEAD + LINE + LINE)


TYPED = '[[line]]\ncode = "G1"\nsection = "3"\nlabel = "Séances"\nmanual = true\n'


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ('sum = ["G99"]', "“G99” is no line that can be added"),
        ('sum = ["G1", "T"]', "“T” is no line that can be added"),
        ('sum = ["G1"]\nby = ["zone"]', "a sum has no columns of its own"),
        ('sum = ["G1"]\nmanual = true', "one of the three"),
    ],
)
def test_a_sum_of_what_is_not_there_is_refused(tmp_path: Path, told: str, reason: str) -> None:
    line = f'[[line]]\ncode = "T"\nsection = "3"\nlabel = "Total"\n{told}\n'
    assert reason in refusal(tmp_path, HEAD + TYPED + line)


def test_a_line_typed_by_hand_may_be_split_in_known_ways_only(tmp_path: Path) -> None:
    assert load(written(tmp_path, HEAD + TYPED + 'by = ["zone"]\n')).lines[0].by == ("zone",)
    assert "no way to split" in refusal(tmp_path, HEAD + TYPED + 'by = ["moon"]\n')


def test_a_return_without_lines_or_head_is_refused(tmp_path: Path) -> None:
    assert "“[[line]]” is missing" in refusal(tmp_path, HEAD)
    assert "“id” is missing" in refusal(tmp_path, LINE)


def test_a_date_that_does_not_say_its_days_is_refused(tmp_path: Path) -> None:
    line = LINE.replace('"delivery"', '"pregnancy"').replace("delivered_at", "edd_on")
    line = line.replace('"place == facility"', '"parity >= 0"')
    assert "does not say which days" in refusal(tmp_path, HEAD + line)


def test_all_faults_of_a_form_are_found_at_once() -> None:
    form = replace(
        the_form(),
        valid_to=date(2018, 1, 1),
        every="day",
        settings=("moon",),
        header=("{moon}",),
        lines=(
            LineForm("A", "a", "9", register="delivery", manual=True, sum=("Z",)),
            LineForm("B", "b", "3", register="moon"),
            LineForm("C", "c", "3", sum=("Z", "C"), by=("moon",)),
            LineForm(
                "D",
                "d",
                "3",
                register="delivery",
                dated="place",
                where="moon == 1 and place < 3 and place == moon and place ==",
                by=("place",),
                once="newborn",
                also=(
                    Also("moon", "1", where="place < 3 and not place == moon"),
                    Also("stillbirth_rule", "both", where="moon == 1 and place in {moon|home}"),
                ),
            ),
        ),
    )
    found = list(faults(form))
    assert [at for at, _reason in found].count(None) == 4
    assert {at for at, _reason in found} == {None, 0, 1, 2, 3}
    assert len(found) == 21


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        load(tmp_path / "gone.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes((HEAD + LINE).replace("Accouchements", "Où").encode("latin-1"))
    with pytest.raises(Refused, match="UTF-8"):
        load(latin)


def test_a_broken_file_of_the_ward_is_told_and_all_other_returns_work(tmp_path: Path) -> None:
    (tmp_path / "returns").mkdir()
    written(tmp_path / "returns", HEAD + LINE.replace("facility", "lune"))
    assert [one.id for one in forms(tmp_path)] == [one.id for one in forms()]
    (told,) = set_aside(tmp_path)
    assert "toy-1.toml" in told
