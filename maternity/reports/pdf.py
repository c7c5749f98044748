"""A return on paper: A4, embedded letters, legible in black and white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    KeepTogether,
    LongTable,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.flowables import Flowable

from maternity import files, i18n
from maternity.i18n import _, plural
from maternity.reading import show_month
from maternity.reports import page
from maternity.reports.alerts import alert_words
from maternity.reports.crossed_pdf import crossed
from maternity.reports.faults import gaps
from maternity.reports.form import AXES, Form, head_of, in_order, spoken
from maternity.reports.month_pdf import at_the_end, state_words
from maternity.reports.page import (
    BOLD,
    HAIRLINE,
    MARGIN,
    PLAIN,
    SHADE,
    SMALL,
    TEXT,
    TITLE,
    Commands,
    base_style,
    document,
    fitted,
    fonts,
    letters,
    stack,
)
from maternity.reports.periods import is_sum, spanned
from maternity.reports.sheet import Cell, Line, Sheet
from maternity.reports.signal_functions import status_lines
from maternity.settings import Settings

NOT_ANSWERED = "…"
TYPED, CORRECTED = "s", "c"
TOGETHER = 32 * mm
"""The room a title needs for itself and the first rows under it."""
CELL_WIDTH, TOTAL_WIDTH = 15 * mm, 20 * mm


def write(sheet: Sheet, place: Path) -> None:
    """Write a return to a file."""
    files.replace(place, render(sheet))


def render(sheet: Sheet) -> bytes:
    """A return as the bytes of a PDF."""
    fonts()
    size = landscape(A4) if _columns(sheet, sheet.lines) else A4
    width = size[0] - 2 * MARGIN
    story: list[Flowable] = [_header(sheet, width), Spacer(1, 3 * mm)]
    alert = alert_words(sheet)
    if alert:
        story += [Paragraph(escape(alert), letters(TITLE, bold=True)), Spacer(1, 3 * mm)]
    for section in sheet.form.sections:
        lines = [line for line in sheet.lines if line.form.section == section]
        if lines:
            title = Paragraph(escape(sheet.form.section_words(section)), letters(TITLE, bold=True))
            story += [CondPageBreak(TOGETHER), title, Spacer(1, 1.5 * mm)]
            story += _tables(sheet, section, lines, width)
    story += at_the_end(sheet, width)
    end = [*_remarks(sheet), Spacer(1, 3 * mm), _signatures(sheet.form, width)]
    story.append(KeepTogether(end))
    told = _("{name}, {month} — printed on {day} by {who}").format(
        name=sheet.facility.name if sheet.facility else "",
        month=spanned(sheet.period, sheet.first),
        day=f"{sheet.made_at:%d/%m/%Y %H:%M}",
        who=sheet.made_by,
    )
    across = _("TRAINING REGISTER") if sheet.training else ""
    across = across or (_("PROVISIONAL") if sheet.state == "provisional" else "")
    name = f"{sheet.form.name}, {sheet.period}"
    return document(story, page.Paper(size, name, told, across))


# the return


def _tables(sheet: Sheet, section: str, lines: list[Line], width: float) -> Iterator[Flowable]:
    """The lines of a section: crossed where the form has them so, one under the other, or both."""
    rest = lines
    if section in sheet.form.crossed:
        table, rest = crossed(lines, width, lambda line: _figure(line, ()))
        yield from (table, Spacer(1, 3 * mm)) if table is not None else ()
    if rest:
        yield _section(rest, _columns(sheet, rest), width, _total_head(sheet))
        yield Spacer(1, 3 * mm)


def _total_head(sheet: Sheet) -> str:
    of_a_month = sheet.form.every == "month" and not is_sum(sheet.period)
    return spoken("Total mois", "Month") if of_a_month else spoken("Total", "Total")


def _header(sheet: Sheet, width: float) -> Flowable:
    told = {name: _of(sheet, name) for name in gaps(sheet.form.header)}
    left = [escape(line.format(**told)) for line in sheet.form.header]
    right = [
        f"<b>{escape(sheet.form.title)} DE {escape(_of(sheet, 'name').upper())}</b>",
        f"<b>{escape(_period(sheet))}</b>",
        escape(sheet.form.name),
        escape(sheet.form.part),
        escape(_("State: {state}").format(state=state_words(sheet))),
    ]
    table = Table([[stack(left), stack(right)]], colWidths=[width * 0.4, width * 0.6])
    table.setStyle([*PLAIN, ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return table


def _period(sheet: Sheet) -> str:
    """The month as the form writes it; a longer or shorter period in words."""
    if sheet.form.every != "month" or is_sum(sheet.period):
        return spanned(sheet.period, sheet.first).upper()
    month = f" ({show_month(sheet.first).split()[0]})" if _own_words(sheet.form) else ""
    return f"AN {sheet.first.year} — MOIS N° {sheet.first.month}{month}"


def _of(sheet: Sheet, name: str) -> str:
    return (sheet.facility.shown(name) if sheet.facility else "") or "……………"


def _own_words(form: Form) -> bool:
    return i18n.language() == form.language


def _columns(sheet: Sheet, lines: Sequence[Line]) -> list[Cell]:
    """The cells the rows show beside their totals, by the ward's layout; "" is every answer."""
    by = next((line.form.by for line in lines if line.form.by), ())
    layout = sheet.settings.get("cells_age_zone", "crossed") if "zone" in by else "crossed"
    if layout == "total_only" or not by:
        return []
    if layout == "side_by_side" and len(by) > 1:
        ages, zones = (AXES[name] for name in by)
        return [*((age, "") for age in ages), *(("", zone) for zone in zones)]
    return list(in_order(by))


def _section(lines: list[Line], columns: list[Cell], width: float, total: str) -> Flowable:
    widths = [*[CELL_WIDTH] * (len(columns) + bool(columns)), TOTAL_WIDTH]
    words_width = width - sum(widths)
    rows = list(_heads(columns, total))
    head = len(rows)
    style = [*base_style(TEXT), *_head_style(columns, head)]
    group = ""
    for line in lines:
        if line.form.heading and line.form.heading != group:
            at = len(rows)
            rows.append([line.form.heading, *[""] * len(widths)])
            style += [("FONT", (0, at), (0, at), BOLD, TEXT), ("SPAN", (0, at), (-1, at))]
            style.append(("NOSPLIT", (0, at), (-1, at + 1)))
        group = line.form.heading
        if columns and (line.form.manual or not line.form.by):
            first = -2 if line.form.by else 1
            style.append(("BACKGROUND", (first, len(rows)), (-2, len(rows)), SHADE))
        rows.append(_row(line, columns, words_width))
    table = LongTable(rows, colWidths=[words_width, *widths], repeatRows=head)
    table.setStyle(style)
    return table


def _heads(columns: list[Cell], total: str) -> Iterator[list[Any]]:
    if not columns:
        yield ["", total]
        return
    if _crossed(columns):
        yield ["", *(head_of(cell[1]) for cell in columns), "", ""]
    inner = [head_of(next(code for code in cell if code)) for cell in columns]
    yield ["", *inner, spoken("Inc.", "Unk."), total]


def _crossed(columns: list[Cell]) -> bool:
    return bool(columns) and all(len(cell) > 1 and all(cell) for cell in columns)


def _head_style(columns: list[Cell], head: int) -> Commands:
    style: Commands = [
        ("BACKGROUND", (0, 0), (-1, head - 1), SHADE),
        ("FONT", (0, 0), (-1, head - 1), BOLD, TEXT),
        ("ALIGN", (1, 0), (-1, -1), "CENTER"),
        ("FONT", (-1, head), (-1, -1), BOLD, TEXT),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    if _crossed(columns):
        half = len(columns) // 2
        style += [("SPAN", (1, 0), (half, 0)), ("SPAN", (half + 1, 0), (2 * half, 0))]
    return style


def _row(line: Line, columns: list[Cell], width: float) -> list[Any]:
    indent = "    " * line.form.level
    words = fitted(f"{indent}{line.form.under_heading}", width)
    cells = [_cell(line, column) for column in columns]
    placed = columns and line.form.by and not line.form.manual
    unplaced = [str(len(line.unplaced)) if placed else ""] if columns else []
    return [words, *cells, *unplaced, _figure(line, ())]


def _cell(line: Line, column: Cell) -> str:
    if not line.form.by:
        return ""
    if all(column):
        return _figure(line, column)
    name, code = next(pair for pair in zip(line.form.by, column, strict=True) if pair[1])
    if not line.form.manual:
        return str(len(line.side(name, code)))
    values = [line.figure(cell) for cell in line.cells if code in cell]
    known = [value for value in values if value is not None]
    return f"{sum(known)} {TYPED}" if len(known) == len(values) else NOT_ANSWERED


def _figure(line: Line, cell: Cell) -> str:
    """A figure as it is printed: counted, typed, corrected with both values, or not answered."""
    if line.not_available(cell):
        return _("n/a")
    value, correction = line.figure(cell), line.correction(cell)
    if value is None:
        return NOT_ANSWERED
    if correction is not None:
        return f"{correction.look('value')} {CORRECTED}\n({value})"
    return f"{value} {TYPED}" if line.form.is_typed(cell) else str(value)


def _remarks(sheet: Sheet) -> Iterator[Flowable]:
    """What a reader must know: the marks, how it was counted, what is not finished."""
    marks = _("… nobody has answered · s typed by hand · c corrected, counted figure in brackets")
    chosen = " · ".join(_setting(name, code) for name, code in sheet.settings.items())
    told = [
        marks,
        *([_("Counted with: {settings}").format(settings=chosen)] if chosen else []),
        " ".join(_counts(sheet)),
    ]
    for at, words in enumerate(status_lines(sheet)):
        yield Paragraph(escape(words), letters(TEXT, bold=not at))
    for words in told:
        yield Paragraph(escape(words), letters(SMALL))


def _counts(sheet: Sheet) -> Iterator[str]:
    yield plural(
        "{count} entry of the month is not finished.",
        "{count} entries of the month are not finished.",
        sheet.unfinished,
    )
    yield plural(
        "{count} entry could not be judged for a line.",
        "{count} entries could not be judged for a line.",
        len(sheet.not_judged),
    )
    yield plural(
        "{count} woman's age or village is not known.",
        "{count} women's age or village is not known.",
        len(sheet.unplaced),
    )


def _setting(name: str, code: str) -> str:
    field = Settings.register.fields[name]
    return f"{field.words} : {field.show(field.read(code, exact=True))}"


def _signatures(form: Form, width: float) -> Flowable:
    boxes = [
        stack([f"<b>{escape(box.title)}</b>", *(f"{escape(text)} :" for text in box.lines)])
        for box in form.signatures
    ]
    if not boxes:
        return Spacer(1, 0)
    table = Table([boxes], colWidths=[width / len(boxes)] * len(boxes), rowHeights=24 * mm)
    table.setStyle([*PLAIN, ("GRID", (0, 0), (-1, -1), HAIRLINE, colors.black)])
    return table
