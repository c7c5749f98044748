"""Help on a field is its declaration in words: limits, choices, gaps, column, need."""

from __future__ import annotations

import pytest

from maternity import i18n, registers
from maternity.records import named
from maternity.reports.field_help import told_field

FIELDS = [one for cls in registers.ALL for one in cls.register.typed]


def help_of(register: str, name: str) -> str:
    return " ".join(told_field(named(register).fields[name]))


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def test_a_weight_tells_what_is_refused_and_what_is_asked() -> None:
    told = help_of("newborn", "weight_g")
    assert "From 300 to 7000 g." in told
    assert "Below 1000 or above 5000 g you are asked" in told
    assert "Column 26 of the paper register." in told
    assert "possible: not done, unknown" in told


def test_a_list_tells_its_choices_with_their_keys() -> None:
    assert "1 Live   2 Fresh stillbirth   3 Macerated stillbirth" in help_of("newborn", "outcome")
    assert "Needed to close the entry." in help_of("newborn", "outcome")


def test_a_moment_says_that_it_is_not_in_the_future() -> None:
    assert "Not in the future." in help_of("delivery", "delivered_at")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_field_leaves_a_gap_in_a_sentence(language: str) -> None:
    i18n.use(language)
    told = {f"{one.register}.{one.name}": " ".join(told_field(one)) for one in FIELDS}
    assert [name for name, words in told.items() if "{" in words] == []
