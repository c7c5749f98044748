"""Unknown and not done: two answers, neither of them empty."""

from __future__ import annotations

import pytest

from maternity import i18n, reading


@pytest.mark.parametrize(
    "typed", ["?", "??", "NSP", "n.s.p.", "inconnu", "Inconnue", "UNKNOWN", "ne sait pas", " ? "]
)
def test_nobody_knows(typed: str) -> None:
    assert reading.gap(typed) == "unknown"


@pytest.mark.parametrize(
    "typed", ["nf", "NF", "n.f.", "Non fait", "non faite", "pas fait", "not_done", "Not done"]
)
def test_it_was_not_done(typed: str) -> None:
    assert reading.gap(typed) == "not_done"


@pytest.mark.parametrize("typed", ["", " ", "0", "-", "non", "no", "n", "i", "sans objet"])
def test_other_words_are_no_gap(typed: str) -> None:
    assert reading.gap(typed) is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_gap_shown_is_read_back(language: str) -> None:
    i18n.use(language)
    assert reading.gap(reading.show_gap("unknown")) == "unknown"
    assert reading.gap(reading.show_gap("not_done")) == "not_done"
