"""Lists of the ward on paper."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db.book import Query
from maternity.i18n import _
from maternity.people import Right
from maternity.records import named, needs
from maternity.reports.listing import Listing, listing
from maternity.ward.due import Due, phones, when_words

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


def due_pdf(ward: Ward, found: list[Due]) -> bytes:
    """What is due, a sheet a village, for the relay who goes there: no word on anybody's health."""
    from maternity.reports.pdf import render_listings  # noqa: PLC0415

    ward.allow(Right.PRINT)
    today = clock.today()
    villages: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in found:
        if one.woman is not None:
            woman = one.woman
            row = (woman.title(), phones(woman), one.plain_words, when_words(one, today), "")
            villages[woman.shown("village")].append(row)
    facility = ward.facility
    known = sorted(name for name in villages if name)
    blank = Listing(
        title=_("Women to see again"),
        facility=facility.name if facility else "",
        period="",
        heads=(_("Woman"), _("Phone"), _("For"), _("When"), _("Done, remark")),
        rows=(),
        made_at=clock.now(),
        made_by=ward.account.name or "",
        training=ward.training,
    )
    sheets = [
        replace(blank, period=name or _("village unknown"), rows=tuple(villages[name]))
        for name in [*known, *([""] if "" in villages else [])]
    ]
    return render_listings(sheets or [blank])


def _period(query: Query) -> str:
    if query.first is None or query.last is None:
        return _("everything")
    return _("from {first} to {last}").format(
        first=f"{query.first:%d/%m/%Y}", last=f"{query.last:%d/%m/%Y}"
    )
