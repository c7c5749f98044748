"""Every computation on a table; a new one is a row here."""

from __future__ import annotations

from maternity.exchange.computing.asked import Computation
from maternity.exchange.computing.births import DATING, ROBSON, SIZE
from maternity.exchange.computing.counts import RATES
from maternity.exchange.computing.deaths import BABIES, WOMEN
from maternity.exchange.computing.labours import LABOUR_ALERTS

COMPUTATIONS: tuple[Computation, ...] = (
    *(ROBSON, SIZE, DATING, LABOUR_ALERTS, WOMEN, BABIES, RATES),
)
BY_NAME: dict[str, tuple[Computation, ...]] = {
    name: tuple(one for one in COMPUTATIONS if one.name == name)
    for name in dict.fromkeys(one.name for one in COMPUTATIONS)
}
"""By the name of the command; two with one name are told apart by their columns."""
