"""What a closed return prints of itself: its state, what it amends, the remarks on its checks."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import LongTable, Paragraph, Spacer
from reportlab.platypus.flowables import Flowable

from maternity.i18n import _
from maternity.reports.form import cell_words
from maternity.reports.page import SHADE, SMALL, TEXT, Commands, base_style, fitted, letters
from maternity.reports.sheet import Sheet

WIDTHS = (0.08, 0.56, 0.16, 0.1, 0.1)


def state_words(sheet: Sheet) -> str:
    """The state a return is printed in."""
    life = sheet.life
    if life.closed is None:
        return _("provisional")
    told = _("closed: {act}").format(act=life.closed.words)
    if life.amendment:
        return _("amended return n° {number}, closed: {act}").format(
            number=life.amendment, act=life.closed.words
        )
    return told


def at_the_end(sheet: Sheet, width: float) -> Iterator[Flowable]:
    """What stands after the last section: the changes, the remarks, the check code."""
    life = sheet.life
    if life.amendment:
        words = _("Amended return n° {number}: what changed, line by line").format(
            number=life.amendment
        )
        yield Paragraph(escape(words), letters(TEXT, bold=True))
        if life.reason:
            told = _("Opened again because: {reason}").format(reason=life.reason)
            yield Paragraph(escape(told), letters(TEXT))
        yield Spacer(1, 1 * mm)
        yield _changes(sheet, width)
        yield Spacer(1, 2 * mm)
    if life.remarks:
        yield Paragraph(escape(_("Checks before closing")), letters(TEXT, bold=True))
        for one in life.remarks:
            answer = one.note or _("not answered")
            yield Paragraph(escape(f"{one.check}  {one.words} → {answer}"), letters(SMALL))
        yield Spacer(1, 2 * mm)
    if life.seal:
        told = _("Check code of the figures: {code}").format(code=life.seal)
        yield Paragraph(escape(told), letters(SMALL))


def _changes(sheet: Sheet, width: float) -> Flowable:
    if not sheet.life.changes:
        return Paragraph(escape(_("No figure changed.")), letters(TEXT))
    widths = [width * share for share in WIDTHS]
    heads = [_("Line"), _("Words of the form"), _("Cell"), _("Before"), _("Now")]
    rows: list[list[object]] = [list(heads)]
    for one in sheet.life.changes:
        cell = cell_words(one.cell)
        before, now = ("…" if value is None else str(value) for value in (one.before, one.after))
        rows.append([one.code, fitted(one.label, widths[1]), fitted(cell, widths[2]), before, now])
    table = LongTable(rows, colWidths=widths, repeatRows=1)
    style: Commands = [*base_style(TEXT), ("BACKGROUND", (0, 0), (-1, 0), SHADE)]
    table.setStyle(style)
    return table
