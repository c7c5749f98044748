"""The WHO's indicators of a period on the ward's register, with numerator and denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.reports.indicators import Rate, rates
from maternity.reports.reported import reported
from maternity.ward import returns

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

WHO, OWN = "who_rmncah", ("rma_csref", "rma_cscom")


def who_indicators(ward: Ward, period: str) -> list[Rate]:
    """Every indicator of a month, a quarter or a year."""
    first = returns.returns(ward)[0].id
    own = first if first in OWN else OWN[-1]
    totals = {
        line.code: reported(line)
        for form in (own, WHO)
        for line in returns.sheet(ward, form, period).lines
    }
    return rates(totals)
