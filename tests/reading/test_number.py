"""Numbers as they are typed: exact or refused, whatever the language of the screen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import i18n, reading

GROUP = "\u202f"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("3200", 3200),
        (" 3200 ", 3200),
        ("3 200", 3200),
        ("3\u202f200", 3200),
        ("3\u00a0200", 3200),
        ("007", 7),
        ("999999999", 999_999_999),
    ],
)
def test_a_whole_number_is_read_with_its_groups(typed: str, number: int) -> None:
    assert reading.whole(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "1e5",
        "²",
        "½",
        "\u0663",
        "\uff13",
        "-5",
        "+5",
        "3 20",
        "32 00",
        "0x10",
        "1_000",
        "3 g",
    ],
)
def test_what_is_not_plain_digits_is_not_a_number(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="digits"):
        reading.whole(typed)


def test_a_decimal_in_a_whole_field_is_said_not_cut() -> None:
    with pytest.raises(reading.Unreadable, match="without a comma"):
        reading.whole("3,2")


@pytest.mark.parametrize("typed", ["1234567890", "1 234 567 890", "9" * 5000])
def test_a_very_long_number_is_refused(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="too many digits"):
        reading.whole(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("36,5", "36.5"), ("36.5", "36.5"), ("1 234,5", "1234.5"), ("37", "37"), ("0,05", "0.05")],
)
def test_a_comma_and_a_point_mean_the_same(typed: str, number: str) -> None:
    assert reading.decimal(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", "36,", ",5", "1,234.5", "1.234,5", "1e5", "nan", "inf", "\u0663,\u0665"]
)
def test_a_decimal_that_can_be_read_in_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="36,5"):
        reading.decimal(typed)


def test_more_decimals_than_asked_are_refused_not_rounded() -> None:
    assert reading.decimal("62,5", places=1) == Decimal("62.5")
    with pytest.raises(reading.Unreadable, match="at most 1 digit after"):
        reading.decimal("62,55", places=1)
    with pytest.raises(reading.Unreadable, match="at most 6 digits after"):
        reading.decimal("62,5555555")
    with pytest.raises(reading.Unreadable, match="without a comma"):
        reading.decimal("62,5", places=0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_language_of_the_screen_changes_no_figure(language: str) -> None:
    i18n.use(language)
    assert reading.show_decimal(Decimal("1234.50")) == "1234,5"
    assert reading.show_decimal(1234.5, grouped=True) == f"1{GROUP}234,5"
    assert reading.show_decimal(Decimal(37)) == "37"
    assert reading.show_decimal(Decimal("1E+3")) == "1000"
    assert reading.show_whole(3200) == "3200"
    assert reading.show_whole(3200, grouped=True) == f"3{GROUP}200"


@pytest.mark.parametrize(
    ("keys", "digits"),
    [
        ("éàà", "200"),
        ("-", "6"),
        ("&é\"'(-è_çà", "1234567890"),
        ("è,(", "7,5"),
        ("\"h'à", "3h40"),
        ("\"_+'", "38+4"),
    ],
)
def test_the_top_row_of_a_french_keyboard_types_digits(keys: str, digits: str) -> None:
    assert reading.azerty_digits(keys) == digits


@pytest.mark.parametrize("text", ["", "3-11", "2026-11-03", "né", "h", "?", "12é"])
def test_other_text_is_left_alone_by_the_top_row(text: str) -> None:
    assert reading.azerty_digits(text) == text


@given(st.text())
def test_the_top_row_gives_one_sign_for_one(text: str) -> None:
    assert len(reading.azerty_digits(text)) == len(text)


@given(st.integers(0, 999_999_999), st.booleans())
def test_a_number_shown_is_read_back(number: int, grouped: bool) -> None:
    assert reading.whole(reading.show_whole(number, grouped=grouped)) == number


@given(st.decimals(0, 999_999, places=3), st.booleans())
def test_a_decimal_shown_is_read_back(number: Decimal, grouped: bool) -> None:
    assert reading.decimal(reading.show_decimal(number, grouped=grouped)) == number
