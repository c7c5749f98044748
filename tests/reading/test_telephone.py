"""Phones: typed in any way, kept in one, said as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import reading


@pytest.mark.parametrize(
    "typed",
    [
        "76123456",
        "76 12 34 56",
        "76.12.34.56",
        "76-12-34-56",
        "+22376123456",
        "+223 76 12 34 56",
        "(+223) 76 12 34 56",
        "00223 76123456",
        "22376123456",
        "\u202a+223 76 12 34 56\u202c",
    ],
)
def test_one_number_may_be_typed_in_many_ways(typed: str) -> None:
    assert reading.phone(typed) == "+22376123456"


def test_a_number_is_said_in_pairs() -> None:
    assert reading.show_phone("+22376123456") == "76 12 34 56"
    assert reading.show_phone("+225 07 08 09 10 11") == "+225 07 08 09 10 11"


@pytest.mark.parametrize("typed", ["+225 07 08 09 10 11", "00221 77 123 45 67", "+33612345678"])
def test_a_foreign_number_is_kept_as_typed(typed: str) -> None:
    assert reading.phone(typed) == typed
    assert reading.likely_phone(typed)


@pytest.mark.parametrize(
    "start", ["50", "53", "60", "76", "82", "85", "89", "99", "20", "44", "80"]
)
def test_a_known_range_is_likely(start: str) -> None:
    assert reading.likely_phone(reading.phone(f"{start}123456"))


@pytest.mark.parametrize("start", ["00", "10", "30", "40", "54", "81", "86", "88", "23"])
def test_an_unknown_range_is_kept_and_asked_about(start: str) -> None:
    number = reading.phone(f"+223{start}123456")
    assert number == f"+223{start}123456"
    assert not reading.likely_phone(number)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("7612345", "has 7 digits"),
        ("761234567", "has 9 digits"),
        ("+223 76 12 34", "has 6 digits"),
        ("76123456/66123456", "has 16 digits"),
        ("+221 12", "too few or too many"),
        ("+33 6 12 34 56 78 90 12 34", "too few or too many"),
        ("", "in digits"),
        ("Awa", "in digits"),
        ("76 12 34 5x", "in digits"),
        ("+", "in digits"),
    ],
)
def test_a_number_that_cannot_be_one_is_explained(typed: str, sentence: str) -> None:
    with pytest.raises(reading.Unreadable, match=sentence):
        reading.phone(typed)


@given(st.from_regex(r"\A[4-9][0-9]{7}\Z"))
def test_a_number_shown_is_read_back(digits: str) -> None:
    number = reading.phone(digits)
    assert number == f"+223{digits}"
    assert reading.phone(reading.show_phone(number)) == number
