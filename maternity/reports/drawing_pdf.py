"""Paints a drawing on a page of a PDF."""

from __future__ import annotations

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from maternity.reports.drawing import POINT_MM, Box, Dot, Drawing, Line, Mark, Words
from maternity.reports.page import BOLD, REGULAR, SHADE

DASHES = (2, 1.5)
ROUND = 1.2 * mm


class Picture(Flowable):
    """A drawing in the flow of a page, at its own size, or smaller where the page is narrow."""

    def __init__(self, drawing: Drawing, width: float) -> None:
        super().__init__()
        self.drawing = drawing
        self.share = min(1.0, width / (drawing.wide * mm))
        self.width, self.height = drawing.wide * mm * self.share, drawing.high * mm * self.share

    def draw(self) -> None:
        """Paint every mark, the origin at the upper left."""
        self.canv.scale(self.share, self.share)
        for mark in self.drawing.marks:
            _paint(self.canv, mark, self.drawing.high * mm)


def _paint(canvas: Canvas, mark: Mark, high: float) -> None:
    canvas.setDash()
    if isinstance(mark, Line):
        canvas.setLineWidth(mark.wide * mm)
        if mark.dashed:
            canvas.setDash(*DASHES)
        canvas.line(mark.x * mm, high - mark.y * mm, mark.to_x * mm, high - mark.to_y * mm)
    elif isinstance(mark, Box):
        _box(canvas, mark, high)
    elif isinstance(mark, Dot):
        canvas.setFillColor(colors.black)
        canvas.circle(mark.x * mm, high - mark.y * mm, mark.wide * mm / 2, stroke=0, fill=1)
    else:
        _words(canvas, mark, high)


def _box(canvas: Canvas, mark: Box, high: float) -> None:
    canvas.setLineWidth(mark.line * mm)
    canvas.setFillColor(SHADE)
    room = (mark.x * mm, high - (mark.y + mark.high) * mm, mark.wide * mm, mark.high * mm)
    if mark.round_:
        canvas.roundRect(*room, ROUND, stroke=1, fill=0)
    else:
        canvas.rect(*room, stroke=1 if mark.line else 0, fill=1 if mark.shade else 0)


def _words(canvas: Canvas, mark: Words, high: float) -> None:
    canvas.saveState()
    canvas.setFillColor(colors.black)
    canvas.setFont(BOLD if mark.bold else REGULAR, mark.size)
    canvas.translate(mark.x * mm, high - mark.y * mm)
    if mark.up:
        canvas.rotate(90)
    down = -mark.size * POINT_MM * mm * 0.35
    draw = {
        "left": canvas.drawString,
        "middle": canvas.drawCentredString,
        "right": canvas.drawRightString,
    }
    draw[mark.at](0, down, mark.text)
    canvas.restoreState()
