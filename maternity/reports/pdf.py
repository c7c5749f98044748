"""A return or a list on paper: A4, embedded letters, legible in black and white.

Nothing else imports ReportLab. The same input gives the same bytes; text from entries is never
read as markup.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.platypus.flowables import Flowable

from maternity import files, paths
from maternity.i18n import _, plural
from maternity.reading import show_month
from maternity.reports.form import AXES
from maternity.reports.listing import Listing
from maternity.reports.sheet import Line, Sheet
from maternity.settings import Settings

REGULAR, BOLD = "DejaVuSansCondensed", "DejaVuSansCondensed-Bold"
MARGIN = 12 * mm
HAIRLINE = 0.4
SHADE = colors.Color(0.92, 0.92, 0.92)
NOT_ANSWERED = "…"


@cache
def _fonts() -> None:
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR)


def _style(size: float, *, bold: bool = False) -> ParagraphStyle:
    name = BOLD if bold else REGULAR
    return ParagraphStyle(f"{name}{size}", fontName=name, fontSize=size, leading=size * 1.2)


def _bold(text: str) -> str:
    return f'<font name="{BOLD}">{escape(text)}</font>'


def write(sheet: Sheet, place: Path) -> None:
    """Write a return to a file."""
    files.replace(place, render(sheet))


def render(sheet: Sheet) -> bytes:
    """A return as the bytes of a PDF."""
    _fonts()
    wide = sheet.settings.get("cells_age_zone", "crossed") != "total_only"
    size = landscape(A4) if wide else A4
    story: list[Flowable] = [*_header(sheet, size[0] - 2 * MARGIN), Spacer(1, 3 * mm)]
    for section in sheet.form.sections:
        lines = [line for line in sheet.lines if line.form.section == section]
        story += _section(sheet, section, lines, size[0] - 2 * MARGIN)
    story += [Spacer(1, 3 * mm), *_footnotes(sheet), Spacer(1, 4 * mm)]
    story.append(_signatures(sheet, size[0] - 2 * MARGIN))
    told = _("{name}, {month} — printed on {day} by {who}").format(
        name=sheet.facility.name if sheet.facility else "",
        month=show_month(sheet.first),
        day=f"{sheet.made_at:%d/%m/%Y %H:%M}",
        who=sheet.made_by,
    )
    across = _("TRAINING REGISTER") if sheet.training else ""
    across = across or (_("PROVISIONAL") if sheet.state == "provisional" else "")
    return _document(story, size, sheet.form.name, told, across)


def render_listing(listing: Listing) -> bytes:
    """A list as the bytes of a PDF."""
    _fonts()
    size = landscape(A4)
    width = size[0] - 2 * MARGIN
    head = f"{escape(listing.facility)} — {escape(listing.title)} — {escape(listing.period)}"
    story: list[Flowable] = [Paragraph(head, _style(11, bold=True)), Spacer(1, 2 * mm)]
    story.append(_list_table(listing, width))
    told = _("{name} — printed on {day} by {who}").format(
        name=listing.facility, day=f"{listing.made_at:%d/%m/%Y %H:%M}", who=listing.made_by
    )
    across = _("TRAINING REGISTER") if listing.training else ""
    return _document(story, size, listing.title, told, across)


def _list_table(listing: Listing, width: float) -> Flowable:
    sizes = _widths(listing, width)
    cut = [
        [_fitted(cell, size) for cell, size in zip(row, sizes, strict=True)] for row in listing.rows
    ]
    heads = [Paragraph(escape(head), _style(9, bold=True)) for head in listing.heads]
    table = LongTable([heads, *cut], colWidths=sizes, repeatRows=1)
    style: list[Any] = [
        *_base_style(9),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for at in listing.struck:
        style.append(("LINEABOVE", (0, at + 1), (-1, at + 1), HAIRLINE, colors.black, 0, (2, 2)))
        style.append(("TEXTCOLOR", (0, at + 1), (-1, at + 1), colors.Color(0.35, 0.35, 0.35)))
    table.setStyle(style)
    return table


def _fitted(text: str, width: float) -> str:
    """Words on as many lines as the column needs."""
    if pdfmetrics.stringWidth(text, REGULAR, 9) <= width - 6:
        return text
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and pdfmetrics.stringWidth(longer, REGULAR, 9) > width - 6:
            lines.append(line)
            line = word
        else:
            line = longer
    return "\n".join([*lines, line])


def _widths(listing: Listing, width: float) -> list[float]:
    sample = listing.rows[:200]
    wanted = [
        max([len(head) * 0.8, *(min(len(row[at]), 30) for row in sample), 4])
        for at, head in enumerate(listing.heads)
    ]
    return [width * one / sum(wanted) for one in wanted]


def _base_style(size: float) -> list[Any]:
    return [
        ("FONT", (0, 0), (-1, -1), REGULAR, size),
        ("LEADING", (0, 0), (-1, -1), size * 1.15),
        ("GRID", (0, 0), (-1, -1), HAIRLINE, colors.black),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]


def _document(
    story: list[Flowable], size: tuple[float, float], title: str, told: str, across: str
) -> bytes:
    stream = io.BytesIO()
    document = SimpleDocTemplate(
        stream,
        pagesize=size,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 5 * mm,
        title=title,
        lang="fr",
        invariant=1,
        initialFontName=REGULAR,
    )
    document.build(story, canvasmaker=lambda *a, **k: _Numbered(told, across, *a, **k))
    return stream.getvalue()


class _Numbered(Canvas):
    """A canvas that writes « page n/N », who printed it, and a word across the page."""

    def __init__(self, told: str, across: str, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._told, self._across = told, across
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's own name
        """Keep the page until their number is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write the foot of every page."""
        for at, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self._foot(at, len(self._pages))
            super().showPage()
        super().save()

    def _foot(self, page: int, pages: int) -> None:
        width, height = self._pagesize  # type: ignore[attr-defined]
        self.setFont(REGULAR, 9)
        self.drawString(MARGIN, MARGIN, self._told)
        self.drawRightString(width - MARGIN, MARGIN, f"page {page}/{pages}")
        if self._across:
            self.saveState()
            self.setFillColor(colors.Color(0.5, 0.5, 0.5, alpha=0.22))
            self.setFont(BOLD, 60)
            self.translate(width / 2, height / 2)
            self.rotate(32)
            self.drawCentredString(0, 0, self._across)
            self.restoreState()


def _header(sheet: Sheet, width: float) -> list[Flowable]:
    facility = sheet.facility

    def of(name: str) -> str:
        return escape((facility.shown(name) if facility else "") or "……")

    left = [
        "RÉPUBLIQUE DU MALI",
        "Ministère de la Santé",
        f"Région sanitaire : {of('region')}",
        f"District sanitaire : {of('district')}",
        f"Aire de santé : {of('health_area')}",
    ]
    month = show_month(sheet.first)
    name = (facility.name if facility else None) or "……"
    right = [
        _bold(f"{sheet.form.title} DE {name.upper()}"),
        _bold(f"AN {sheet.first.year}   MOIS N° {sheet.first.month} ({month.split()[0]})"),
        escape(sheet.form.name),
        escape(sheet.form.part),
        f"{_('State')} : {_state(sheet)}",
    ]
    cells = [[_stack(left, _style(9)), _stack(right, _style(9))]]
    table = Table(cells, colWidths=[width * 0.4, width * 0.6])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return [table]


def _state(sheet: Sheet) -> str:
    return _("provisional") if sheet.state == "provisional" else sheet.state


def _stack(lines: Sequence[str], style: ParagraphStyle) -> Flowable:
    return Paragraph("<br/>".join(lines), style)


def _columns(sheet: Sheet) -> list[tuple[str, ...]]:
    """The cells a row shows beside its total, by the ward's layout."""
    layout = sheet.settings.get("cells_age_zone", "crossed")
    if layout == "total_only":
        return []
    ages, zones = AXES["age_band"], AXES["zone"]
    if layout == "side_by_side":
        return [*((age, "") for age in ages), *(("", zone) for zone in zones)]
    return [(age, zone) for zone in zones for age in ages]


AGE_HEADS = {"a10_14": "10-14", "a15_19": "15-19", "a20_24": "20-24", "a25_plus": "25+"}
ZONE_HEADS = {"in_area": "Aire", "out_of_area": "Hors aire"}


def _section(sheet: Sheet, section: str, lines: list[Line], width: float) -> list[Flowable]:
    columns = _columns(sheet)
    narrow = 13.5 * mm
    first = width - narrow * (len(columns) + 2)
    rows = list(_heads(columns))
    style = [*_base_style(9), *_head_style(columns, len(rows))]
    group = ""
    for line in lines:
        if line.form.group and line.form.group != group:
            rows.append([line.form.group, *[""] * (len(columns) + 2)])
            style.append(("FONT", (0, len(rows) - 1), (0, len(rows) - 1), BOLD, 9))
            style.append(("SPAN", (0, len(rows) - 1), (-1, len(rows) - 1)))
        group = line.form.group
        rows.append(_row(line, columns))
        if not line.form.by and columns:
            style.append(("BACKGROUND", (1, len(rows) - 1), (-2, len(rows) - 1), SHADE))
    table = LongTable(rows, colWidths=[first, *[narrow] * (len(columns) + 2)], repeatRows=2)
    table.setStyle(style)
    title = Paragraph(escape(sheet.form.section_words(section)), _style(11, bold=True))
    return [title, Spacer(1, 1.5 * mm), table]


def _heads(columns: list[tuple[str, ...]]) -> Iterator[list[Any]]:
    crossed = bool(columns) and all(age and zone for age, zone in columns)
    top: list[Any] = [""]
    below: list[Any] = [""]
    for age, zone in columns:
        top.append(ZONE_HEADS[zone] if crossed else "")
        below.append(AGE_HEADS[age] if age else ZONE_HEADS[zone])
    yield [*top, "", ""]
    yield [*below, "Inc.", "Total"]


def _head_style(columns: list[tuple[str, ...]], height: int) -> list[Any]:
    style: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, height - 1), SHADE),
        ("FONT", (0, 0), (-1, height - 1), BOLD, 9),
        ("ALIGN", (1, 0), (-1, -1), "CENTER"),
        ("FONT", (-1, height), (-1, -1), BOLD, 9),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    if columns and all(age and zone for age, zone in columns):
        half = len(columns) // 2
        style.append(("SPAN", (1, 0), (half, 0)))
        style.append(("SPAN", (half + 1, 0), (2 * half, 0)))
    return style


def _row(line: Line, columns: list[tuple[str, ...]]) -> list[Any]:
    words = line.form.short or line.form.label
    indent = "    " * (line.form.indent + bool(line.form.group))
    text = Paragraph(escape(words), _style(9)) if len(words) > 52 else f"{indent}{words}"
    cells = [_cell(line, column) for column in columns]
    unplaced = str(len(line.unplaced)) if line.form.by and not line.form.manual else ""
    return [text, *cells, unplaced, _total(line)]


def _cell(line: Line, column: tuple[str, ...]) -> str:
    if not line.form.by:
        return ""
    cells = [cell for cell in line.cells if all(not c or c in cell for c in column)]
    values = [line.figure(cell) for cell in cells]
    if line.form.manual and None in values:
        return NOT_ANSWERED
    return str(sum(value or 0 for value in values))


def _total(line: Line) -> str:
    if line.form.manual:
        return NOT_ANSWERED if line.total is None else f"{line.total} s"
    correction = line.correction()
    if correction is not None:
        return f"{correction.look('value')} c ({line.total})"
    return str(line.total)


def _footnotes(sheet: Sheet) -> Iterator[Flowable]:
    small = _style(7)
    marks = _("… nobody has answered · s typed by hand · c corrected, counted figure in brackets")
    yield Paragraph(escape(marks), small)
    settings = " · ".join(_setting(name, code) for name, code in sheet.settings.items())
    yield Paragraph(escape(_("Counted with: {settings}").format(settings=settings)), small)
    yield Paragraph(
        escape(
            plural(
                "{count} entry counted here is not finished.",
                "{count} entries counted here are not finished.",
                sheet.unfinished,
            )
        ),
        small,
    )


def _setting(name: str, code: str) -> str:
    field = Settings.register.fields[name]
    options = getattr(field, "options", None)
    return str(options.coded(code).words) if options is not None else f"{field.words} {code}"


def _signatures(sheet: Sheet, width: float) -> Flowable:
    boxes = [
        _stack(
            [_bold(box.title), *(f"{escape(text)} : " for text in box.lines)],
            _style(9),
        )
        for box in sheet.form.signatures
    ]
    table = Table([boxes], colWidths=[width / max(len(boxes), 1)] * len(boxes), rowHeights=24 * mm)
    table.setStyle(
        [
            ("BOX", (0, 0), (-1, -1), HAIRLINE, colors.black),
            ("INNERGRID", (0, 0), (-1, -1), HAIRLINE, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return table
