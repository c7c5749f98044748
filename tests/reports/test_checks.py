"""The checks before closing: each shipped one is silent at its edge and speaks one step beyond."""

from __future__ import annotations

import re
from datetime import date

import pytest

from maternity import i18n
from maternity.registers.return_figure import FigureState, ReturnFigure
from maternity.reports import checks
from maternity.reports.checks import Check, Heaping, findings, shipped
from maternity.reports.form import Form
from maternity.reports.reported import reported
from maternity.reports.returns import in_force
from maternity.reports.sheet import Sheet
from tests.counting import sheet_of
from tests.ward_fixtures import a_birth, a_village

CHECKS, HEAPINGS = shipped()
FIRST = date(2026, 10, 1)
FORMS = [in_force(name, FIRST) for name in ("rma_cscom", "rma_csref", "sonu_annexe", "who_rmncah")]


def form_of(check: Check) -> Form:
    """A return that has every line of a check."""
    return next(f for f in FORMS if checks.lines_of(check) <= {line.code for line in f.lines})


def put(sheet: Sheet, code: str, value: int) -> None:
    """A figure put in the place of the counted one."""
    line = sheet.line(code)
    if line.form.sum:
        line.added = ()
    figure = ReturnFigure(value=value, state=FigureState.CORRECTED, reason="essai")
    line.typed["total"] = figure


def of(check: Check, left: int, right: int) -> list[checks.Finding]:
    """What the checks say where the sides of one have these figures."""
    sheet = sheet_of(form=form_of(check), **({check.when: check.has} if check.when else {}))
    for code in checks.lines_of(check):
        put(sheet, code, 0)
    if check.needed:
        put(sheet, check.needed, 1)
    if check.right:
        put(sheet, check.right[0], right)
    put(sheet, check.left[0], left)
    return [one for one in findings(sheet, {}) if one.check == check.id]


def test_every_check_has_its_own_name_and_a_sentence_with_its_figures() -> None:
    every: list[Check | Heaping] = [*CHECKS, *HEAPINGS]
    names = [one.id for one in every]
    assert len(set(names)) == len(names) >= 40
    for one in every:
        for words in (one.words, one.words_en):
            assert words.endswith(".")
            gaps = set(re.findall(r"{(\w+)}", words))
            assert gaps == {"left", "right"} or (not getattr(one, "right", 1) and "left" in gaps)


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.id)
def test_a_check_is_silent_at_its_edge_and_speaks_beyond(check: Check) -> None:
    edge = 20 if check.right else int(check.at)
    limit = round(edge * check.times) if check.right else edge
    assert of(check, limit, edge) == []
    step = -1 if check.op == ">=" else 1
    (found,) = of(check, limit + step, edge)
    assert str(limit + step) in found.words
    assert not check.right or str(limit) in found.words


@pytest.mark.parametrize("check", [one for one in CHECKS if one.right], ids=lambda one: one.id)
def test_a_figure_nobody_has_says_nothing(check: Check) -> None:
    sheet = sheet_of(form=form_of(check))
    for code in checks.lines_of(check):
        put(sheet, code, 0)
    sheet.line(check.right[0]).typed["total"] = ReturnFigure(state=FigureState.NOT_AVAILABLE)
    put(sheet, check.left[0], 900)
    assert [one for one in findings(sheet, {}) if one.check == check.id] == []


def test_the_entries_at_fault_are_those_the_other_side_does_not_have() -> None:
    birth, other = a_birth(amtsl=None), a_birth()
    sheet = sheet_of(*birth.all, *other.all)
    sheet.line("G13").counted = [other.delivery]
    put(sheet, "G13", 1)
    put(sheet, "G10", 0)
    (found,) = [one for one in findings(sheet, {}) if one.check == "V10"]
    assert found.entries == [other.delivery]


def test_what_has_no_cell_and_what_is_not_finished_are_told() -> None:
    birth = a_birth(age=None, village=a_village())
    told = {one.check: one.entries for one in findings(sheet_of(*birth.all), {})}
    assert birth.delivery in told["V28"]
    assert birth.delivery in told["V30"]


@pytest.mark.parametrize(("value", "told"), [(14, None), (15, False), (17, True), (5, False)])
def test_a_figure_far_from_the_months_before_is_told(value: int, told: bool | None) -> None:
    before = {"G10": [8, 12] * 6}  # the mean is 10, the deviation 2.09
    sheet = sheet_of()
    put(sheet, "G10", value)
    found = [one for one in findings(sheet, before) if one.check == "V31-G10"]
    assert [one.strong for one in found] == ([] if told is None else [told])


def test_too_few_months_say_nothing() -> None:
    sheet = sheet_of()
    put(sheet, "G10", 90)
    assert [
        o for o in findings(sheet, {"G10": [8, 12, None, 8, 12, 8]}) if o.check[:3] == "V31"
    ] == []


def test_months_before_the_line_was_first_used_say_nothing() -> None:
    sheet = sheet_of()
    put(sheet, "G10", 40)
    before = {"G10": [0] * 7 + [38, 41, 39, 40, 42]}
    assert [one for one in findings(sheet, before) if one.check.startswith("V31")] == []


def test_a_total_corrected_away_from_its_cells_is_told() -> None:
    sheet = sheet_of(*a_birth(village=a_village()).all)
    put(sheet, "G10", 3)
    assert "V27-G10" in {one.check for one in findings(sheet, {})}
    put(sheet, "G10", 1)
    assert "V27-G10" not in {one.check for one in findings(sheet, {})}


@pytest.mark.parametrize(("rounded", "told"), [(6, False), (7, True)])
def test_weights_rounded_to_half_a_kilo_are_told(rounded: int, told: bool) -> None:
    weights = [3000] * rounded + [3120] * (20 - rounded)
    births = [one for weight in weights for one in a_birth(weight_g=weight, hour=None).all]
    i18n.use("fr")
    found = {one.check: one.words for one in findings(sheet_of(*births), {})}
    assert ("H1" in found) is told
    if told:
        assert found["H1"].startswith("7 poids de naissance sur 20 sont arrondis")


def test_a_correction_is_what_is_reported() -> None:
    sheet = sheet_of(*a_birth().all)
    assert reported(sheet.line("G10")) == 1
    put(sheet, "G10", 4)
    assert reported(sheet.line("G10")) == 4
