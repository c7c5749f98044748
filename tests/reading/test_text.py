"""Words: what cannot be seen is removed, what was written stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import reading


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Awa   Diarra ", "Awa Diarra"),
        ("Awa\tDiarra\n", "Awa Diarra"),
        ("Awa\u00a0Diarra", "Awa Diarra"),
        ("\u202eAwa\u200f\u200e\ufeff", "Awa"),
        ("Se\u0301gou", "Ségou"),
        ("A\x00w\x07a\ud800", "Awa"),
        ("Ɲaɲa Kɔnɛ ŋ ʼ", "Ɲaɲa Kɔnɛ ŋ ʼ"),
        ("« R.A.S. »", "« R.A.S. »"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_line_keeps_what_can_be_seen(typed: str, kept: str) -> None:
    assert reading.line(typed) == kept


def test_too_long_a_text_is_refused_and_never_cut() -> None:
    assert reading.line("é" * 200) == "é" * 200
    with pytest.raises(reading.Unreadable, match="201 characters, 200 are kept"):
        reading.line("e" * 201)
    with pytest.raises(reading.Unreadable, match="11 characters, 10 are kept"):
        reading.person_name("coulibaly a", longest=10)
    with pytest.raises(reading.Unreadable, match="4001"):
        reading.lines("e" * 4001)


def test_lines_stay_lines() -> None:
    assert reading.lines("\n un \r\n\n\n\n deux \t x\n\n") == "un\n\ndeux x"
    assert reading.lines(" \n ") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("coulibaly", "Coulibaly"),
        ("COULIBALY", "COULIBALY"),
        ("McAlly", "McAlly"),
        ("aminata TRAORÉ", "Aminata TRAORÉ"),
        ("marie-claire", "Marie-Claire"),
        ("n'diaye", "N'diaye"),
        ("ɲagalen kɔnɛ", "Ɲagalen Kɔnɛ"),
        ("élise", "Élise"),
        ("ŋara", "Ŋara"),
        ("", ""),
        ("2e", "2e"),
        ("ß", "ß"),
    ],
)
def test_a_name_gets_a_capital_only_where_it_has_none(typed: str, kept: str) -> None:
    assert reading.person_name(typed) == kept


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for read in (reading.line, reading.lines, reading.person_name):
        once = read(text)
        assert read(once) == once
        assert unicodedata.is_normalized("NFC", once)
    assert all(unicodedata.category(sign) not in {"Cc", "Cf", "Cs"} for sign in reading.clean(text))


@given(st.text(alphabet="abcdefɛɔɲŋéèç'- ", max_size=40))
def test_a_name_keeps_every_letter(text: str) -> None:
    assert reading.person_name(text).lower() == reading.line(text)
