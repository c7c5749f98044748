"""The Robson report of a month, a quarter or a year on the ward's register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity import clock
from maternity.clinical.robson_table import Table
from maternity.people import Right
from maternity.records import named
from maternity.reports.periods import period_days, period_words
from maternity.reports.robson import counted, listing

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def robson_table(ward: Ward, period: str) -> Table:
    """The women delivered in the facility in a period, by group."""
    ward.allow(Right.COUNT)
    cls = named("delivery").record
    found = ward.book.dated(cls, "delivered_at", *period_days(period), ("newborns",))
    return counted(one for one in found if one.plain("place") == "facility")


def robson_pdf(ward: Ward, period: str) -> bytes:
    """The report as the bytes of a PDF."""
    from maternity.reports.list_pdf import render_listing  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.PRINT_ALL)
    facility = ward.facility
    return render_listing(
        listing(
            robson_table(ward, period),
            facility=facility.name if facility else "",
            period=period_words(period),
            made_at=clock.now(),
            made_by=ward.account.name or "",
            training=ward.training,
        )
    )
