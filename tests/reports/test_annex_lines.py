"""The lines of the annexes: each with an entry that counts, ones that must not, and its edges."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from maternity.conditions import Always
from maternity.reports.form import Form
from maternity.reports.returns import in_force
from maternity.reports.sheet import Line
from tests import annex_lines
from tests.counting import sheet_of

ANNEXES = (
    *("sonu_annexe", "sonu_fonctions", "who_rmncah", "mado_semaine"),
    *("sdmpr",),
)
FORMS = [in_force(name, date(2026, 10, 1)) for name in ANNEXES]
LINES = [(form, line.code) for form in FORMS for line in form.lines if line.register]
LAST, AFTER = datetime(2026, 10, 31, 23, 59), datetime(2026, 11, 1, 0, 0)
"""Counted here by the month; that a week ends on Sunday at midnight is tried with the periods."""
NAMES = [f"{form.id}-{code}" for form, code in LINES]


def line_of(form: Form, code: str, *entries: object, month: str = "2026-10") -> Line:
    return sheet_of(*entries, month=month, form=form).line(code)  # type: ignore[arg-type]


@pytest.mark.parametrize(("form", "code"), LINES, ids=NAMES)
def test_an_entry_that_fits_counts_once(form: Form, code: str) -> None:
    line = line_of(form, code, *annex_lines.counted(form, code))
    assert (line.total, line.not_judged) == (1, [])


@pytest.mark.parametrize(("form", "code"), LINES, ids=NAMES)
def test_an_entry_that_fails_one_test_does_not_count(form: Form, code: str) -> None:
    if isinstance(form.line(code).condition({}), Always):
        pytest.skip("it counts every entry")
    tried: list[str] = []
    for name, entries in annex_lines.left_out(form, code):
        assert line_of(form, code, *entries).total == 0, name
        tried.append(name)
    if form.line(code).where == "treated_at is set":
        return  # without its day an entry is in no month at all
    assert tried


@pytest.mark.parametrize(("form", "code"), LINES, ids=NAMES)
def test_the_month_ends_at_midnight(form: Form, code: str) -> None:
    for at, counted in ((LAST, 1), (AFTER, 0)):
        assert line_of(form, code, *annex_lines.counted(form, code, at)).total == counted, at


def test_the_annex_says_its_three_columns_in_the_words_of_the_paper() -> None:
    columns = {"a": "Cas pris en charge", "b": "Référés / évacués", "c": "Décès"}
    told = [line for line in FORMS[0].lines if re.fullmatch("[SN][0-9]+[ab]|S[0-9]+c", line.code)]
    assert len(told) > 40
    for line in told:
        assert line.label.endswith(f" — {columns[line.code[-1]]}"), line.code
