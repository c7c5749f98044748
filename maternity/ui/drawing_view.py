"""Paints a drawing on the screen: the same marks as on paper, as wide as the page has room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from maternity.reports.drawing import POINT_MM, Box, Dot, Drawing, Line, Mark, Words
from maternity.ui import theme

MOST_PX, MARGIN = 6.0, 8
"""The most pixels of a millimetre at text of 100 %, and the room around the sheets."""
INK, PAPER, SHADE = "#000000", "#FFFFFF", "#EBEBEB"
"""Paper is white and ink black, in every theme."""
FLAGS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
FAR = 500.0


class DrawingView(QScrollArea):
    """Sheets one under the other."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(False)
        self._sheets = _Sheets()
        self.setWidget(self._sheets)

    def show_sheets(self, drawings: list[Drawing]) -> None:
        """Show these drawings."""
        self._sheets.drawings = drawings
        wide = max((one.wide for one in drawings), default=1)
        room = self.viewport().width() - 2 * MARGIN
        scale = min(room / wide, MOST_PX * theme.percent() / 100)
        self._sheets.scale = max(scale, 1.0)
        high = sum(one.high * self._sheets.scale + 2 * MARGIN for one in drawings)
        self._sheets.resize(int(wide * self._sheets.scale) + 2 * MARGIN, int(high))
        self._sheets.update()


class _Sheets(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.drawings: list[Drawing] = []
        self.scale = 1.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each sheet on its white paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(MARGIN, MARGIN)
        painter.scale(self.scale, self.scale)
        for drawing in self.drawings:
            painter.fillRect(QRectF(-1, -1, drawing.wide + 2, drawing.high + 2), QColor(PAPER))
            for mark in drawing.marks:
                paint(painter, mark)
            painter.translate(0, drawing.high + 2 * MARGIN / self.scale)
        painter.end()


def paint(painter: QPainter, mark: Mark) -> None:
    """Paint a mark, a millimetre being the painter's unit."""
    pen = QPen(QColor(INK))
    pen.setWidthF(0.15)
    if isinstance(mark, Line):
        pen.setWidthF(mark.wide)
        if mark.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(mark.x, mark.y), QPointF(mark.to_x, mark.to_y))
    elif isinstance(mark, Box):
        pen.setWidthF(mark.line)
        painter.setPen(pen if mark.line else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(SHADE) if mark.shade else Qt.BrushStyle.NoBrush)
        room = QRectF(mark.x, mark.y, mark.wide, mark.high)
        round_ = 1.2 if mark.round_ else 0
        painter.drawRoundedRect(room, round_, round_)
    elif isinstance(mark, Dot):
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(INK))
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.wide / 2, mark.wide / 2)
    else:
        _words(painter, mark)


def _words(painter: QPainter, mark: Words) -> None:
    """Set words; letters are measured ten times as large, as fonts have whole sizes."""
    painter.save()
    painter.setPen(QColor(INK))
    font = QFont(theme.FAMILY)
    font.setPixelSize(round(mark.size * POINT_MM * 10))
    font.setBold(mark.bold)
    painter.setFont(font)
    painter.translate(mark.x, mark.y)
    if mark.up:
        painter.rotate(-90)
    painter.scale(0.1, 0.1)
    left = {"left": 0.0, "middle": -FAR, "right": -2 * FAR}[mark.at]
    room = QRectF(left, -FAR, 2 * FAR, 2 * FAR)
    flags = FLAGS[mark.at] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(room, int(flags), mark.text)
    painter.restore()
