"""The WHO's indicators: each with both figures, a rate only where it says something."""

from __future__ import annotations

from datetime import date

import pytest

from maternity.registers.lists import BirthMode
from maternity.reports.indicators import Rate, shipped
from maternity.reports.returns import in_force
from maternity.ward import Ward
from maternity.ward.indicators import who_indicators
from tests.ward_fixtures import a_birth


def test_every_indicator_names_lines_that_are_there() -> None:
    forms = [in_force(name, date(2026, 10, 1)) for name in ("rma_cscom", "who_rmncah")]
    codes = {line.code for form in forms for line in form.lines}
    for one in shipped():
        assert {*one.numerator, *one.denominator} <= codes, one.code
    assert len({one.code for one in shipped()}) == len(shipped()) == 20


def test_an_indicator_has_its_two_figures(ward: Ward) -> None:
    birth, other = a_birth(), a_birth(name="Keita")
    birth.babies[0].mode = BirthMode.VACUUM
    ward.keep(*birth.all, *other.all)
    found = {one.code: one for one in who_indicators(ward, "2026-10")}
    rate = found["RMNCAH_AD"]
    assert (rate.numerator, rate.denominator, rate.per_cent) == (1, 2, None)
    quarter = {one.code: one for one in who_indicators(ward, "2026-Q4")}
    assert quarter["RMNCAH_AD"].denominator == 2


@pytest.mark.parametrize(
    ("above", "below", "rate"),
    [(1, 20, 5.0), (1, 19, None), (0, 40, 0.0), (None, 40, None), (1, None, None), (0, 0, None)],
)
def test_a_rate_is_told_where_it_says_something(
    above: int | None, below: int | None, rate: float | None
) -> None:
    assert Rate("X", "", above, below).per_cent == rate
