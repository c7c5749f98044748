"""Closing a month of a thousand births, its checks, and the yearly set of a hospital."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path

from maternity.ward import Ward, month_checks, months
from maternity.ward.returns import returns, sheet, sheets
from tests.bench import volume
from tests.bench.timing import Figure, took

FORM, FIRST = "rma_cscom", date(2026, 10, 1)
HOSPITAL_MONTH = 417
"""Births a month of a hospital with 5,000 a year."""
HOSPITAL_BIRTHS = 22 * HOSPITAL_MONTH
"""Enough for the whole of the year before this one."""
YEAR = "2025"
COUNT_S, CLOSE_S, CHECK_S, YEAR_S = 0.6, 2.0, 2.0, 5.0


def measure(ward: Ward) -> list[Figure]:
    """The month of the big register: counted, checked anew and again, closed, opened again."""
    counted = sheet(ward, FORM, volume.MONTH)
    count = min(took(lambda: sheet(ward, FORM, volume.MONTH)) for _round in range(3))
    first = took(lambda: month_checks.warnings(ward, counted))
    again = took(lambda: month_checks.warnings(ward, counted))
    remarks = month_checks.remarks(ward, counted, month_checks.warnings(ward, counted))
    close = took(
        lambda: months.close_month(
            ward, counted, remarks, again=lambda: sheet(ward, FORM, volume.MONTH)
        )
    )
    months.reopen_month(ward, FORM, FIRST, "mesure de la durée")
    return [
        _bound("return of a month of 1,000 births", count, COUNT_S),
        _bound("  its checks, every earlier month open", first, 12 * COUNT_S),
        _bound("  its checks once more", again, CHECK_S),
        _bound("closing that month", close, CLOSE_S),
    ]


def yearly(cache: Path) -> list[Figure]:
    """The year of a hospital with 5,000 births: its returns one by one, and the whole set."""
    made = volume.made(cache, HOSPITAL_BIRTHS, _silent, HOSPITAL_MONTH)
    ward = volume.opened(made)
    try:
        forms = list(dict.fromkeys(form.id for form in returns(ward) if form.every == "month"))
        found = [
            _bound(f"year of 5,000 births: {form}", took(partial(sheet, ward, form, YEAR)), YEAR_S)
            for form in forms
        ]
        whole = took(lambda: sheets(ward, [(form, YEAR) for form in forms], _told))
        return [*found, _bound("  the whole set of them", whole, YEAR_S)]
    finally:
        ward.close()


def _told(done: int, of: int) -> None:
    sys.stderr.write(f"\r{done}/{of} ")


def _silent(_done: int) -> None:
    """Nothing is told while the register is made."""


def _bound(name: str, milliseconds: float, most: float) -> Figure:
    return Figure(name, milliseconds / 1000, 0.0, most, "s")
