"""How a figure was counted, in words, from the return's own data."""

from __future__ import annotations

import re
from datetime import date

import pytest

from maternity import i18n
from maternity.reports.explained import explained
from maternity.reports.form import Form
from maternity.reports.returns import forms
from maternity.settings import Settings
from tests.counting import the_form


def settings_of(form: Form) -> dict[str, str]:
    return {name: Settings().chosen(name) for name in form.settings}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
def test_every_line_of_every_return_is_explained_in_whole_sentences(
    form: Form, language: str
) -> None:
    i18n.use(language)
    for line in form.lines:
        told = list(explained(line, settings_of(form)))
        assert told, line.code
        for sentence in told:
            assert sentence.endswith((".", "…", ")")), sentence
            assert not re.search(r"[a-z]_[a-z]", sentence), sentence
            assert not re.search(r"[=≠] (yes|no)\b", sentence) or language == "en", sentence


def test_a_line_says_its_register_its_day_its_rule_and_how_often() -> None:
    i18n.use("en")
    told = list(explained(the_form().line("G3"), settings_of(the_form())))
    assert told[0].startswith("Register: Antenatal visits. Counted in the month of:")
    assert any(one.startswith("Counted where:") for one in told)
    assert "Each “Pregnancy” counts once." in told


def test_a_choice_of_the_ward_is_told() -> None:
    i18n.use("en")
    form = the_form()
    settings = {**settings_of(form), "supplement_count": "women_in_month"}
    told = " ".join(explained(form.line("G6"), settings))
    assert "By a choice of the ward — Iron and deworming" in told


def test_a_sum_says_what_it_adds() -> None:
    i18n.use("en")
    form = next(f for f in forms() if any(line.sum for line in f.lines))
    assert form.covers(date(2026, 10, 1))
    line = next(line for line in form.lines if line.sum)
    assert list(explained(line, {})) == [f"The sum of the lines {' + '.join(line.sum)}."]
