"""A book of the ward on paper: A4 across with facing pages, or A3 with both on one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table
from reportlab.platypus.flowables import Flowable

from maternity.i18n import _
from maternity.reports import page
from maternity.reports.book_closing import closing_words, signing_words
from maternity.reports.book_lines import BAND, BookPage, Printed, Written, key
from maternity.reports.books import BookColumn
from maternity.reports.page import (
    BOLD,
    REGULAR,
    SHADE,
    Commands,
    base_style,
    fitted,
    fonts,
    letters,
)

MARGIN, FOOT = 8 * mm, 4 * mm
HEAD_HEIGHT, LOW_HEAD, ROW_HEIGHT = 24 * mm, 14 * mm, 9.5 * mm
TITLE, HEADING, CELL, LEAST, SMALL = 10, 6.5, 7, 5.5, 5.5
NARROW = 9
"""Narrower than this, in millimetres, a heading is turned on its side."""
TIGHT = 1.5
WIDE = 26 * mm
"""A column wider than this holds words, which begin at its left."""

HEAD = 30 * mm
"""The room of the words before the totals."""


def render_book(printed: Printed) -> bytes:
    """A book as the bytes of a PDF."""
    fonts()
    story: list[Flowable] = []
    for at, one in enumerate(printed.pages):
        last = at == len(printed.pages) - 1
        sides = (printed.book.columns,) if printed.wide else printed.book.sides
        for side, columns in enumerate(sides):
            if story:
                story.append(PageBreak())
            ends = last and side == len(sides) - 1
            story += _side(printed, one, columns, first=side == 0, last=last)
            story += _closing(printed) if ends else ()
    told = _("{name}, {book}, {period} — printed on {day} by {who}").format(
        name=printed.facility,
        book=printed.book.words,
        period=printed.period,
        day=f"{printed.made_at:%d/%m/%Y %H:%M}",
        who=printed.made_by,
    )
    if printed.anchor:
        told += "  ·  " + _("anchor {anchor}").format(anchor=printed.anchor)
    across = _("TRAINING REGISTER") if printed.training else ""
    paper = page.Paper(
        _sheet(printed), printed.book.words, told, across, margin=MARGIN, foot=FOOT, letter=7
    )
    return page.document(story, paper)


def _side(
    printed: Printed, one: BookPage, columns: Sequence[BookColumn], *, first: bool, last: bool
) -> Iterator[Flowable]:
    open_yet = printed.closing and printed.provisional
    state = f" — {_('PROVISIONAL')}" if open_yet else ""
    head = f"{printed.facility} — {printed.book.words} — {printed.period}{state}"
    yield Paragraph(escape(head), letters(TITLE, bold=True))
    yield Spacer(1, 1.5 * mm)
    yield _grid(printed, one, columns)
    yield Spacer(1, 1.5 * mm)
    if first and one.sums:
        yield from _totals(printed, one, last=last)
        yield Spacer(1, 1 * mm)
        if last and printed.beside:
            words = _("Some of this stands on no page of the period: {totals}.")
            note = words.format(totals=", ".join(printed.beside))
            yield Paragraph(escape(note), letters(SMALL))
    told = "   |   ".join(key(printed.book, columns))
    yield Paragraph(escape(told), letters(SMALL))


def _sheet(printed: Printed) -> tuple[float, float]:
    """A4 with facing pages, or A3 with both halves on one sheet, both across."""
    size: tuple[float, float] = landscape(A3 if printed.wide else A4)
    return size


def _closing(printed: Printed) -> Iterator[Flowable]:
    """The closing line of a whole month, with room to sign."""
    if printed.arrested is None:
        return
    yield Spacer(1, 1.5 * mm)
    yield Paragraph(escape(closing_words(printed.arrested, printed.period)), letters(CELL))
    told = signing_words(f"{printed.made_at:%d/%m/%Y}", printed.anchor)
    yield Spacer(1, 2 * mm)
    yield Paragraph(escape(told), letters(CELL))


def _grid(printed: Printed, one: BookPage, columns: Sequence[BookColumn]) -> Flowable:
    of = printed.book
    widths = [column.mm * mm for column in columns]
    room = _sheet(printed)[0] - 2 * MARGIN
    widths = [width * room / sum(widths) for width in widths]
    at = [of.columns.index(column) for column in columns]
    headings = [_Heading(c.words, w) for c, w in zip(columns, widths, strict=True)]
    high = HEAD_HEIGHT if any(one.turned for one in headings) else LOW_HEAD
    for one_heading in headings:
        one_heading.height = high
    rows: list[list[Any]] = [
        list(headings),
        [str(column.no) for column in columns],
    ]
    for line in one.lines:
        rows += [[_Cell(line, i, w) for i, w in zip(at, widths, strict=True)]]
    heights = [high, 4 * mm, *[ROW_HEIGHT] * len(one.lines)]
    table = Table(rows, colWidths=widths, rowHeights=heights, hAlign="LEFT")
    table.setStyle(
        [
            *base_style(HEADING),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BACKGROUND", (0, 0), (-1, 1), SHADE),
        ]
    )
    return table


class _Heading(Flowable):
    """The words of a column, upright, or turned on their side where they find no room."""

    def __init__(self, words: str, width: float) -> None:
        super().__init__()
        self.words, self.width, self.height = words, width, HEAD_HEIGHT
        longest = max(stringWidth(word, BOLD, HEADING) for word in words.split())
        self.turned = longest > width - 2 * TIGHT

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Write the words in the middle of their cell."""
        across, along = self.width, self.height
        if self.turned:
            self.canv.rotate(90)
            self.canv.translate(0, -self.width)
            across, along = along, across
        lines = fitted(self.words, across + 2 * page.PAD - 2 * TIGHT, HEADING * 1.08).split("\n")
        leading = HEADING * 1.15
        top = along / 2 + leading * len(lines) / 2 - HEADING * 0.85
        self.canv.setFont(BOLD, HEADING)
        for at, line in enumerate(lines):
            self.canv.drawCentredString(across / 2, top - at * leading, line)


class _Cell(Flowable):
    """What stands in a cell: as large as its room allows, with small words underneath."""

    def __init__(self, line: Written, at: int, width: float) -> None:
        super().__init__()
        self.text, self.small = line.cells[at], line.small[at]
        self.cancelled = line.cancelled
        self.width, self.height = width, ROW_HEIGHT

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Write the words, struck through where the line is cancelled."""
        lines = self._lines()
        height = sum(size * 1.15 for _text, size in lines)
        at = self.height / 2 + height / 2
        left = self.width > WIDE
        for text, size in lines:
            at -= size * 1.15
            self.canv.setFont(REGULAR, size)
            wide = stringWidth(text, REGULAR, size)
            x = TIGHT if left else (self.width - wide) / 2
            self.canv.drawString(x, at + size * 0.25, text)
            if self.cancelled and (size > SMALL or not self.small):
                self.canv.setLineWidth(0.6)
                self.canv.line(x, at + size * 0.5, x + wide, at + size * 0.5)

    def _lines(self) -> list[tuple[str, float]]:
        size, room = float(CELL), self.width - 2 * TIGHT
        while True:
            small = fitted(self.small, room + 2 * page.PAD, SMALL).split("\n") if self.small else []
            own = fitted(self.text, room + 2 * page.PAD, size).split("\n") if self.text else []
            tall = len(own) * size * 1.15 + len(small) * SMALL * 1.15
            whole = all(stringWidth(w, REGULAR, size) <= room for w in self.text.split())
            if (tall <= self.height - 1 and whole) or size <= LEAST:
                break
            size -= 0.5
        fits = int((self.height - 1 - len(small) * SMALL * 1.15) // (size * 1.15))
        if len(own) > max(fits, 1):
            own = own[: max(fits, 1)]
            own[-1] = page.cut(f"{own[-1]}…", room, size)
        return [*((one, size) for one in own), *((one, float(SMALL)) for one in small)][:4]


def _totals(printed: Printed, one: BookPage, *, last: bool) -> Iterator[Flowable]:
    """The figures of the page, and of the period under the last; many of them in bands."""
    totals = printed.book.totals
    width = min((_sheet(printed)[0] - 2 * MARGIN - HEAD) / min(len(totals), BAND), 24 * mm)
    closing = _("Total of the month") if printed.whole_month else _("Total of the pages")
    for at in range(0, len(totals), BAND):
        band = slice(at, at + BAND)
        words = [Paragraph(escape(total.words), letters(HEADING)) for total in totals[band]]
        rows: list[list[Any]] = [["", *words], [_("Page total"), *map(str, one.sums[band])]]
        if last:
            rows.append([closing, *map(str, printed.closing[band])])
        yield _band(rows, width)


def _band(rows: list[list[Any]], width: float) -> Flowable:
    table = Table(rows, colWidths=[HEAD, *[width] * (len(rows[0]) - 1)], hAlign="LEFT")
    style: Commands = [
        *base_style(CELL),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("ALIGN", (1, 1), (-1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("FONT", (0, 1), (0, -1), BOLD, CELL),
        ("FONT", (0, 2), (-1, -1), BOLD, CELL),
    ]
    table.setStyle(style)
    return table
