"""A number typed where a name is asked is asked about once, and may be right."""

from __future__ import annotations

import pytest

from maternity.records import Strength
from maternity.registers.woman import Woman


@pytest.mark.parametrize("typed", ["23", "7 - 8", "?!"])
def test_a_name_without_a_letter_is_asked_about_once(typed: str) -> None:
    woman = Woman(family_name="Traoré", given_name=typed)
    asked = [p for p in woman.problems() if p.field == "given_name"]
    assert [(p.strength, typed in p.words) for p in asked] == [(Strength.ASKS, True)]
    woman.confirm("given_name")
    assert "given_name" not in {p.field for p in woman.problems()}


def test_a_name_with_letters_is_not() -> None:
    woman = Woman(family_name="Ɲaɲa", given_name="Inconnue 2")
    assert {"given_name", "family_name"}.isdisjoint(p.field for p in woman.problems())
