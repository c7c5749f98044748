"""The documents of the ward on paper: A4 or A5, a head, facts, tables, lines, codes to scan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak, Paragraph, Spacer, Table
from reportlab.platypus.flowables import Flowable, HRFlowable

from maternity.i18n import _, labelled
from maternity.reports import page
from maternity.reports.drawing_pdf import Picture
from maternity.reports.leaf import (
    TO_FILL,
    Band,
    Boxes,
    Cut,
    Drawn,
    Facts,
    Grid,
    Leaf,
    Lines,
    Note,
    Pages,
    Part,
    Told,
)
from maternity.reports.page import HAIRLINE, PAD, PLAIN, SHADE, TEXT, Commands, letters

SIZES = {"A4": A4, "A5": A5, "A4 landscape": landscape(A4), "A5 landscape": landscape(A5)}
MARGINS = {"A4": 14 * mm, "A5": 10 * mm}
TITLE, HEADING = 14, 10
FACT, CHOICES, WALL = 10, 8.5, 13
LEAST_DOTS = 12
TOGETHER = 45 * mm
"""The room for strong words and what they begin: they never stand alone at the foot of a page."""
INDENT = 10
"""What a line of facts keeps free at its sides, in points."""
QR = 26 * mm
TALL = 9 * mm
"""A row of a table to write in."""


def render_pages(pages: Pages) -> bytes:
    """A document as the bytes of a PDF."""
    page.fonts()
    told = pages.told
    margin = MARGINS[pages.size[:2]]
    size = SIZES[pages.size]
    width = size[0] - 2 * margin
    story: list[Flowable] = []
    for leaf in pages.leaves:
        if story:
            story.append(PageBreak())
        story += _leaf(leaf, told, width)
    number = f" — {_('sheet')} n° {told.number}" if told.number else ""
    foot = _("printed on {day} by {who}").format(
        day=f"{told.made_at:%d/%m/%Y %H:%M}", who=told.made_by
    )
    across = _("TRAINING REGISTER") if told.training else ""
    across = across or (_("DUPLICATE") if told.duplicate_of else "")
    paper = page.Paper(size, pages.title, f"{foot}{number}", across, margin=margin, letter=8)
    return page.document(story, paper)


def _leaf(leaf: Leaf, told: Told, width: float) -> Iterator[Flowable]:
    yield _head(leaf, told, width)
    yield Spacer(1, 3 * mm)
    for part in leaf.parts:
        drawn = list(DRAW[type(part)](part, width))
        yield KeepTogether(drawn) if len(drawn) > 1 else drawn[0]
        yield Spacer(1, 2.5 * mm)


def _head(leaf: Leaf, told: Told, width: float) -> Flowable:
    facility = told.facility
    own = facility.name if facility else ""
    told_of = ("region", "district", "health_area", "phone") if facility else ()
    where = [facility.shown(name) for name in told_of]
    left = [f"<b>{escape(own or '')}</b>", escape(" · ".join(part for part in where if part))]
    title = [f'<font size="{TITLE}"><b>{escape(leaf.title)}</b></font>']
    if leaf.under:
        title.append(f"<b>{escape(leaf.under)}</b>")
    if told.duplicate_of:
        words = _("DUPLICATE (first printed on {when})").format(when=told.duplicate_of)
        title.append(f"<b>{escape(words)}</b>")
    heads = [Paragraph("<br/>".join(part), _set(TEXT, leading=15)) for part in (left, title)]
    table = Table([heads], colWidths=[width * 0.42, width * 0.58])
    style: Commands = [*PLAIN, ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)]
    table.setStyle([*style, ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return table


def _set(size: float, *, leading: float = 0) -> Any:
    return letters(size).clone(f"set{size}-{leading}", leading=leading or size * 1.25)


def _heading(words: str) -> Iterator[Flowable]:
    if words:
        yield Paragraph(escape(words), letters(HEADING, bold=True))
        yield Spacer(1, 1 * mm)


def _facts(part: Facts, width: float) -> Iterator[Flowable]:
    yield from _heading(part.heading)
    size = CHOICES if part.to_choose else FACT
    room = width / min(part.columns, max(len(part.rows), 1)) - 2 * PAD - INDENT
    cells = [
        Paragraph(f"{escape(labelled(label))} {_said(label, told, size, room)}", _set(size))
        for label, told in part.rows
    ]
    tall = -(-len(cells) // part.columns) or 1
    columns: list[list[Any]] = [cells[at : at + tall] for at in range(0, len(cells), tall)] or [
        [""]
    ]
    rows = [list(row) for row in zip_longest(*columns, fillvalue="")]
    table = Table(rows, colWidths=[width / len(columns)] * len(columns))
    table.setStyle(
        [
            *PLAIN,
            ("BOX", (0, 0), (-1, -1), HAIRLINE, colors.black),
            ("LINEBELOW", (0, 0), (-1, -2), 0.4, colors.Color(0.6, 0.6, 0.6)),
            ("TOPPADDING", (0, 0), (-1, -1), 2 if part.to_choose else 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3 if part.to_choose else 4),
        ]
    )
    yield table


def _said(label: str, told: str, size: float, room: float) -> str:
    """What is known, strong; choices plain; dots to the end of the line for nothing."""
    if told == TO_FILL:
        left = room - stringWidth(f"{labelled(label)} ", page.REGULAR, size)
        dots = int(left // stringWidth(".", page.REGULAR, size))
        return "." * max(dots, LEAST_DOTS)
    words = escape(told).replace("\n", "<br/>")
    return words if told.startswith("☐") else f"<b>{words}</b>"


def _grid(part: Grid, width: float) -> Iterator[Flowable]:
    yield from _heading(part.heading)
    shares = part.widths or (1.0,) * len(part.heads)
    widths = [width * share / sum(shares) for share in shares]
    rows: list[list[Any]] = [
        [Paragraph(escape(head), letters(TEXT, bold=True)) for head in part.heads]
    ]
    for row in part.rows:
        rows += [[Paragraph(escape(cell).replace("\n", "<br/>"), _set(TEXT)) for cell in row]]
    heights = [None, *(_height(row, widths) if part.tall else None for row in rows[1:])]
    table = Table(rows, colWidths=widths, rowHeights=heights, repeatRows=1)
    style = [*page.base_style(TEXT), ("BACKGROUND", (0, 0), (-1, 0), SHADE)]
    table.setStyle([*style, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    yield table


def _height(row: list[Any], widths: list[float]) -> float | None:
    """Room to write in by hand; as much as its words need where they need more."""
    needed = max(
        cell.wrap(width - 2 * PAD, TALL)[1] for cell, width in zip(row, widths, strict=True)
    )
    return None if needed > TALL - 2 * PAD else TALL


def _lines(part: Lines, width: float) -> Iterator[Flowable]:
    yield from _heading(part.heading)
    rule = partial(HRFlowable, width=width, thickness=HAIRLINE, color=colors.black, hAlign="LEFT")
    for _row in range(part.count):
        yield Spacer(1, 6 * mm)
        yield rule(spaceAfter=0)


def _note(part: Note, width: float) -> Iterator[Flowable]:
    size = WALL if part.large else FACT
    words = Paragraph(escape(part.words).replace("\n", "<br/>"), letters(size, bold=part.strong))
    if not part.strong:
        yield words
        return
    table = Table([[words]], colWidths=[width])
    table.setStyle([*PLAIN, ("BOX", (0, 0), (-1, -1), 1, colors.black)])
    yield CondPageBreak(TOGETHER)
    yield table


def _boxes(part: Boxes, width: float) -> Iterator[Flowable]:
    rows = [[Paragraph(f"<b>{escape(title)}</b>", _set(TEXT)) for title in part.titles]]
    count = len(part.titles)
    table = Table(rows, colWidths=[width / count] * count, rowHeights=22 * mm)
    table.setStyle([*PLAIN, ("GRID", (0, 0), (-1, -1), HAIRLINE, colors.black)])
    yield table


def _band(part: Band, width: float) -> Iterator[Flowable]:
    wide, tall = min(part.wide_mm * mm, width), part.tall_mm * mm
    side = min(QR, tall - 2 * mm)
    first, *rest = part.lines
    words = [f'<font size="13"><b>{escape(first)}</b></font>', *map(escape, rest)]
    said = Paragraph("<br/>".join(words), _set(10, leading=14))
    table = Table([[_qr(part.code, side), said]], colWidths=[side + 3 * mm, wide - side - 3 * mm])
    table.setStyle(
        [
            *PLAIN,
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BOX", (0, 0), (-1, -1), 0.8, colors.black, None, (3, 2)),
            *((f"{edge}PADDING", (0, 0), (-1, -1), PAD) for edge in ("LEFT", "TOP", "BOTTOM")),
        ]
    )
    table.hAlign = "LEFT"
    yield table


def _qr(code: str, side: float) -> Drawing:
    widget = QrCodeWidget(code, barLevel="M", barBorder=2, barWidth=side, barHeight=side)
    drawing = Drawing(side, side)
    drawing.add(widget)
    return drawing


def _cut(part: Cut, width: float) -> Iterator[Flowable]:
    yield HRFlowable(width=width, thickness=0.8, color=colors.black, dash=(4, 3), spaceBefore=4)
    yield Paragraph(escape(part.words), letters(8))


def _drawn(part: Drawn, width: float) -> Iterator[Flowable]:
    yield Picture(part.drawing, width)


DRAW: dict[type[Part], Any] = {
    Facts: _facts,
    Grid: _grid,
    Lines: _lines,
    Note: _note,
    Boxes: _boxes,
    Band: _band,
    Cut: _cut,
    Drawn: _drawn,
}
"""Part of a document -> how it is drawn."""
