"""The return of a month of a thousand births, against reading the same rows by raw SQL."""

from __future__ import annotations

from typing import Any

from maternity.ward import Ward
from maternity.ward.returns import sheet
from tests.bench import volume
from tests.bench.timing import Figure, against

MOST, MOST_BY_SIZE = 10.0, 1.3
FORM = "rma_cscom"

BIRTHS = "SELECT {} FROM delivery WHERE delivered_at >= :first AND delivered_at < :after"
VISITS = "SELECT {} FROM postnatal_visit WHERE seen_at >= :first AND seen_at < :after"
DELIVERIES = f"({BIRTHS.format('id')} UNION {VISITS.format('delivery_id')})"
PREGNANCIES = f"(SELECT pregnancy_id FROM delivery WHERE id IN {DELIVERIES})"
WOMEN = f"(SELECT woman_id FROM pregnancy WHERE id IN {PREGNANCIES})"
STAYS = f"(SELECT admission_id FROM delivery WHERE id IN {DELIVERIES})"
READ = (
    f"SELECT * FROM delivery WHERE id IN {DELIVERIES}",
    f"SELECT * FROM newborn WHERE delivery_id IN {DELIVERIES}",
    f"SELECT * FROM pregnancy WHERE id IN {PREGNANCIES}",
    f"SELECT * FROM woman WHERE id IN {WOMEN}",
    f"SELECT * FROM admission WHERE id IN {STAYS}",
    VISITS.format("*"),
    f"SELECT * FROM newborn_check WHERE postnatal_visit_id IN ({VISITS.format('id')})",
    "SELECT * FROM referral WHERE decided_at >= :first AND decided_at < :after",
)
"""The births of the month, the visits of the month and their births, and what hangs on them."""

BOUNDS = {"first": f"{volume.MONTH}-01", "after": "2026-11-01"}


def measure(ward: Ward, small: Ward) -> list[Figure]:
    """A month counted whole; and the same month in a much smaller register."""
    base = volume.raw(ward)

    def ours() -> Any:
        return sheet(ward, FORM, volume.MONTH)

    def floor() -> Any:
        return [base.execute(one, BOUNDS).fetchall() for one in READ]

    if not 0 < ours().count("G10") <= volume.A_MONTH <= len(floor()[0]):
        raise AssertionError("the month does not hold the births it should")
    by_size = against(
        "  the same, against a register 100 times smaller",
        MOST_BY_SIZE,
        ours,
        lambda: sheet(small, FORM, volume.MONTH),
        rounds=5,
    )
    return [against("return of a month of 1,000 births", MOST, ours, floor, rounds=5), by_size]
