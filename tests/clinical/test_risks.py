"""The risks told at entry: each edge from both sides; what is not known is not told."""

from __future__ import annotations

from typing import Any

import pytest

from maternity.clinical.risks import Risk, risks


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, ()),
        ({"age_years": 17}, (Risk.YOUNG,)),
        ({"age_years": 18}, ()),
        ({"age_years": 34}, ()),
        ({"age_years": 35}, (Risk.OLDER,)),
        ({"parity": 4}, ()),
        ({"parity": 5}, (Risk.MANY_BIRTHS,)),
        ({"previous_caesareans": 0, "other_scar": False}, ()),
        ({"previous_caesareans": 1}, (Risk.SCAR,)),
        ({"other_scar": True}, (Risk.SCAR,)),
        ({"fetuses": 1}, ()),
        ({"fetuses": 2}, (Risk.SEVERAL,)),
        ({"haemoglobin_g_dl": 6.9}, (Risk.SEVERE_ANAEMIA,)),
        ({"haemoglobin_g_dl": 7}, (Risk.ANAEMIA,)),
        ({"haemoglobin_g_dl": 10.9}, (Risk.ANAEMIA,)),
        ({"haemoglobin_g_dl": 11}, ()),
    ],
)
def test_a_risk_is_told_from_its_edge(known: dict[str, Any], told: tuple[Risk, ...]) -> None:
    assert risks(**known) == told


def test_several_risks_stand_in_their_order() -> None:
    assert risks(previous_caesareans=2, age_years=40, parity=6) == (
        *(Risk.SCAR, Risk.OLDER, Risk.MANY_BIRTHS),
    )


def test_an_impossible_age_is_our_fault() -> None:
    with pytest.raises(ValueError, match="years must be from 0 to 120"):
        risks(age_years=130)
