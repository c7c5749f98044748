"""Lists and the sheet of the next shift on paper: rows as they are shown on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    LongTable,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.flowables import Flowable

from maternity.i18n import _, plural
from maternity.reports import page
from maternity.reports.handover import Handover
from maternity.reports.listing import Listing
from maternity.reports.page import (
    MARGIN,
    SHADE,
    TEXT,
    TITLE,
    Commands,
    base_style,
    document,
    fitted,
    fonts,
    letters,
)


def render_listing(listing: Listing) -> bytes:
    """A list as the bytes of a PDF."""
    return render_listings([listing])


def render_listings(listings: Sequence[Listing]) -> bytes:
    """Lists as the bytes of one PDF, each on its own pages."""
    fonts()
    size = landscape(A4)
    story: list[Flowable] = []
    for at, one in enumerate(listings):
        story += [*([PageBreak()] if at else []), *_listed(one, size[0] - 2 * MARGIN)]
    listing = listings[0]
    told = _("{name} — printed on {day} by {who}").format(
        name=listing.facility, day=f"{listing.made_at:%d/%m/%Y %H:%M}", who=listing.made_by
    )
    across = _("TRAINING REGISTER") if listing.training else ""
    return document(story, page.Paper(size, listing.title, told, across))


def _listed(listing: Listing, width: float) -> Iterator[Flowable]:
    parts = (listing.facility, listing.title, listing.period)
    head = " — ".join(escape(part) for part in parts if part)
    count = plural("{count} line", "{count} lines", len(listing.rows))
    yield Paragraph(head, letters(TITLE, bold=True))
    yield Spacer(1, 2 * mm)
    yield _list_table(listing, width)
    yield Spacer(1, 2 * mm)
    yield Paragraph(escape(count), letters(TEXT))


def render_handover(sheet: Handover) -> bytes:
    """A shift's sheet as the bytes of a PDF: one page, whatever there is to say."""
    fonts()
    width, height = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN - page.FOOT
    longest = max(len(section.lines) for section in sheet.sections)
    for most in range(max(longest, 1), 0, -1):
        story = list(_handed(sheet, most, width))
        if sum(one.wrap(width, height)[1] for one in story) <= height:
            break
    told = _("{name} — printed on {day} by {who}").format(
        name=sheet.facility, day=f"{sheet.at:%d/%m/%Y %H:%M}", who=sheet.by
    )
    across = _("TRAINING REGISTER") if sheet.training else ""
    return document(story, page.Paper(A4, sheet.title, told, across))


def _handed(sheet: Handover, most: int, width: float) -> Iterator[Flowable]:
    yield Paragraph(escape(f"{sheet.facility} — {sheet.title}"), letters(TITLE, bold=True))
    yield Paragraph(escape(sheet.counts), letters(TEXT))
    who = width * 0.36
    for section in sheet.sections:
        rows = [
            [fitted(name, who), fitted(words, width - who)] for name, words in section.shown(most)
        ]
        yield Spacer(1, 2 * mm)
        yield Paragraph(escape(section.title), letters(TEXT, bold=True))
        table = Table(rows, colWidths=[who, width - who])
        table.setStyle([*base_style(TEXT), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        yield table
    yield Spacer(1, 4 * mm)
    signed = _("Given by: ……………………………………        Taken by: ……………………………………")
    yield Paragraph(escape(signed), letters(TEXT))


def _list_table(listing: Listing, width: float) -> Flowable:
    widths = column_widths(listing, width)
    rows: list[list[Any]] = [
        [Paragraph(escape(head), letters(TEXT, bold=True)) for head in listing.heads]
    ]
    style: Commands = [
        *base_style(TEXT),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for at, row in enumerate(listing.rows):
        if at not in listing.struck:
            rows.append([fitted(cell, room) for cell, room in zip(row, widths, strict=True)])
            for column in listing.former:
                rows[-1][column] = _struck(row[column])
            continue
        style += [("SPAN", (0, len(rows) + 1), (-1, len(rows) + 1))]
        style += [("NOSPLIT", (0, len(rows)), (-1, len(rows) + 1))]
        rows.append([_struck(cell) for cell in row])
        rows.append([fitted(listing.struck[at], width), *[""] * (len(row) - 1)])
    table = LongTable(rows, colWidths=widths, repeatRows=1)
    table.setStyle(style)
    return table


def _struck(words: str) -> Paragraph:
    return Paragraph(f"<strike>{escape(words)}</strike>", letters(TEXT))


ROOM_TO_WRITE = 45
"""Letters of a column that is written in by hand."""


def column_widths(listing: Listing, width: float) -> list[float]:
    """Each column by the longest word of its head and the usual length of its cells."""
    sample = listing.rows[:200]
    wanted = [
        max(
            4,
            *(len(word) * 1.2 for word in head.split()),
            *(min(len(row[at]), 30) for row in sample),
            ROOM_TO_WRITE if at in listing.to_write else 0,
        )
        for at, head in enumerate(listing.heads)
    ]
    return [width * one / sum(wanted) for one in wanted]
