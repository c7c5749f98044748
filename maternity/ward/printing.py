"""Lists of the ward on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db.book import Query
from maternity.i18n import _
from maternity.records import named, needs
from maternity.reports.listing import listing

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MOST_ROWS = 5000
"""Rows of one printed list; a longer one is printed by period."""


def list_pdf(ward: Ward, query: Query, columns: tuple[str, ...]) -> bytes:
    """The list of a query as the bytes of a PDF."""
    from maternity.reports.pdf import render_listing  # noqa: PLC0415 - ReportLab, when printing

    about = named(query.register)
    ids = ward.book.ids(replace(query, offset=0, limit=MOST_ROWS))
    shown = columns or tuple(column.name for column in about.listed)
    rows = ward.book.by_ids(query.register, ids, needs(about.record, shown))
    facility = ward.facility
    return render_listing(
        listing(
            about,
            rows,
            facility=facility.name if facility else "",
            period=_period(query),
            made_at=clock.now(),
            made_by=ward.account.name or "",
            chosen=columns,
            training=ward.training,
        )
    )


def _period(query: Query) -> str:
    if query.first is None or query.last is None:
        return _("everything")
    return _("from {first} to {last}").format(
        first=f"{query.first:%d/%m/%Y}", last=f"{query.last:%d/%m/%Y}"
    )
