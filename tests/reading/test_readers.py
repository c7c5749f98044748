"""All readers alike: any text gives a value or a sentence that says what to do, nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from maternity import i18n, reading
from maternity.errors import Refused

TODAY = date(2026, 11, 26)
PAIRS = [
    ("live", ("Vivant", "Live")),
    ("dead", ("Mort-né", "Stillborn")),
    ("unknown", ("Inconnu",)),
]
READERS: dict[str, Callable[[str], Any]] = {
    "whole": reading.whole,
    "decimal": reading.decimal,
    "day": lambda text: reading.day(text, today=TODAY),
    "day ahead": lambda text: reading.day(text, today=TODAY, ahead=True),
    "day of a file": lambda text: reading.day(text, today=TODAY, exact=True),
    "hour": reading.hour,
    "moment": lambda text: reading.moment(text, today=TODAY),
    "moment of a file": lambda text: reading.moment(text, today=TODAY, exact=True),
    "birth": lambda text: reading.birth(text, today=TODAY),
    "rough day": lambda text: reading.rough_day(text, today=TODAY),
    "gestation": reading.gestation,
    "gestation in days": reading.gestation_days,
    "pressure": reading.pressure,
    "gap": reading.gap,
    "choice": lambda text: reading.choice(text, PAIRS),
    "choice of a file": lambda text: reading.choice(text, PAIRS, exact=True),
    "choices": lambda text: reading.choices(text, PAIRS),
    "phone": reading.phone,
    "line": reading.line,
    "lines": reading.lines,
    "name": reading.person_name,
}
TYPED = st.one_of(
    st.text(),
    st.text(alphabet="0123456789/-.:,+ hHsajm?", max_size=20),
    st.text(alphabet="0123456789 abdefghijlmnoprstuvyéû|;,()T", max_size=20),
    st.from_regex(r"\A[0-9]{1,4}[/.-][0-9]{1,4}([/.-][0-9]{1,4})?( [0-9]{1,4}[h:]?[0-9]{0,2})?\Z"),
)


def refusal(name: str, text: str) -> reading.Unreadable | None:
    """What the reader says against a text; None when it reads it."""
    try:
        READERS[name](text)
    except reading.Unreadable as trouble:
        return trouble
    return None


@pytest.mark.parametrize("name", READERS)
@given(text=TYPED)
@example(text="")
@example(text="\x00")
@example(text="\ud800")
@example(text="²³¹")
@example(text="0" * 5000)
@example(text="29/02/1900")
@example(text="31/12/9999")
def test_any_text_gives_a_value_or_a_sentence(name: str, text: str) -> None:
    trouble = refusal(name, text)
    if trouble is not None:
        assert re.fullmatch(r"[A-Z].*[.?]", trouble.words, re.DOTALL)
        assert not re.search(r"[{}]", trouble.words)


@pytest.mark.parametrize("name", READERS)
@given(text=TYPED)
def test_a_proposal_can_be_typed(name: str, text: str) -> None:
    trouble = refusal(name, text)
    for proposal in trouble.proposals if trouble is not None else ():
        assert refusal(name, proposal) is None


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", ["31/02", "3h4", "x" * 5000, "38+7", "1,5", "", "v", "13/2003"])
def test_a_sentence_is_polite_in_french(name: str, text: str) -> None:
    in_english = refusal(name, text)
    i18n.use("fr")
    in_french = refusal(name, text)
    if in_english is not None and in_french is not None:
        assert in_french.words != in_english.words
        assert not re.search("invalide|erreur|veuillez|interdit", in_french.words, re.IGNORECASE)


def test_what_cannot_be_read_is_refused_like_all_that_a_user_can_put_right() -> None:
    with pytest.raises(Refused):
        reading.whole("x")
