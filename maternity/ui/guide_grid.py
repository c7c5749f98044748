"""The grid of the labour guide: rows of the WHO form, columns of time.

What was noted before is painted; the columns being written are entry fields beside it. A value
that alerts is bold, in a ring and with « ! »: never by colour alone. Rows are as high as a field,
the hours stay above while the rows scroll.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from maternity.i18n import _
from maternity.records import Strength
from maternity.registers.labour_observation import LabourObservation
from maternity.reports.guide_codes import shown
from maternity.reports.guide_rows import RETROSPECTIVE, GuideRow, rows
from maternity.reports.said import initials
from maternity.ui import theme
from maternity.ui.editors import Editor
from maternity.ui.guide_editors import short_hour
from maternity.ui.guide_measures import GAP, SIGN_CHARS, Measures
from maternity.ui.messages import SIGNS

CENTRED = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass
class Cell:
    """A field of a column being written, with its sign."""

    editor: Editor
    sign: QLabel
    line: int
    row: str
    strength: Strength | None = None


@dataclass
class Past:
    """A column noted before: its observation and the rows that alert."""

    seen: LabourObservation
    alerts: frozenset[str] = field(default_factory=frozenset)


class Grid(QWidget):
    """The hours above, the rows below."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = rows()
        self.told = [(row.told, row.bounds) for row in self.rows]
        self.of = Measures(self, self.rows)
        self.cells: list[Cell] = []
        self.past: list[Past] = []
        self.fetuses: dict[int, int] = {}
        """Of which fetus a column being written is, where there are several."""
        self.head = _Area(self, ("observed_at",))
        self.body = _Area(self, tuple(row.name for row in self.rows))
        self.pane = QScrollArea()
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.pane.setWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.pane, 1)

    @property
    def lines(self) -> list[int]:
        """The columns being written."""
        return sorted({cell.line for cell in self.cells})

    @property
    def in_view(self) -> list[Past]:
        """The columns noted before that have room, the newest ones."""
        room = self.width() - self.of.left - self.of.wide * max(len(self.lines), 1)
        many = max(room // self.of.past_wide, 1)
        return self.past[-many:]

    def left_of(self, line: int) -> int:
        """Where a column being written begins."""
        at = self.lines.index(line) if line in self.lines else 0
        return self.of.left + len(self.in_view) * self.of.past_wide + at * self.of.wide

    def put(self, editor: Editor, line: int, row: str) -> None:
        """One more field."""
        area = self.head if row in self.head.names else self.body
        sign = QLabel(area)
        sign.setAlignment(CENTRED)
        editor.setParent(area)
        self.cells.append(Cell(editor, sign, line, row))

    def clear(self) -> None:
        """Take the fields away."""
        for cell in self.cells:
            for one in (cell.editor, cell.sign):
                one.hide()
                one.setParent(None)
                one.deleteLater()
        self.cells = []

    def cell(self, editor: Editor) -> Cell | None:
        """The cell of a field, None if it is on another page."""
        return next((one for one in self.cells if one.editor is editor), None)

    def place(self) -> None:
        """Put every field where its row and its column meet."""
        wide = self.width()
        bar = self.pane.verticalScrollBar().sizeHint().width()
        self.head.setFixedHeight(self.of.high * (2 if self._several else 1))
        self.body.resize(max(wide - bar, 1), self.of.high * len(self.rows))
        sign = SIGN_CHARS * self.of.char
        for cell in self.cells:
            area = self.head if cell.row in self.head.names else self.body
            left, top = self.left_of(cell.line), area.top(cell.row)
            room = self.of.wide - sign - GAP
            cell.editor.setGeometry(left + GAP, top + 1, room, self.of.high - GAP)
            cell.sign.setGeometry(left + GAP + room, top, sign, self.of.high)
        self.head.update()
        self.body.update()

    @property
    def _several(self) -> bool:
        return bool(self.fetuses) or any(past.seen.fetus for past in self.past)

    def order(self) -> list[Editor]:
        """The fields column by column, from the hour downwards."""
        names = (*self.head.names, *self.body.names)
        by = sorted(self.cells, key=lambda cell: (cell.line, names.index(cell.row)))
        return [cell.editor for cell in by]

    def beside(self, editor: Editor, step: int) -> Editor | None:
        """The same row in the next column being written, None if there is none."""
        at = self.cell(editor)
        if at is None:
            return None
        lines = self.lines
        to = lines.index(at.line) + step
        while 0 <= to < len(lines):
            found = next((c for c in self.cells if c.line == lines[to] and c.row == at.row), None)
            if found is not None and not found.editor.isHidden():
                return found.editor
            to += step
        return None

    def bring(self, editor: Editor) -> None:
        """Scroll a field into view."""
        if editor.parent() is self.body:
            self.pane.ensureWidgetVisible(editor, 0, self.of.high)

    def mark(self, alerts: dict[int, frozenset[str]]) -> None:
        """Show the sign of each cell: what is wrong first, then what alerts."""
        for cell in self.cells:
            alarm = cell.row in alerts.get(cell.line, frozenset())
            words = SIGNS[cell.strength] if cell.strength else ("!" if alarm else "")
            cell.sign.setText(words)
            cell.sign.setToolTip(_("Alert") if alarm else "")
            theme.set_state(cell.sign, "wrong" if words else "")
            font = cell.editor.font()
            if font.bold() is not alarm:
                font.setBold(alarm)
                cell.editor.setFont(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.place()


class _Area(QWidget):
    """Rows that are painted: their words, their bounds, and what was noted before."""

    def __init__(self, grid: Grid, names: Sequence[str]) -> None:
        super().__init__(grid)
        self.grid, self.names = grid, names

    def top(self, row: str) -> int:
        """Where a row begins."""
        return self.names.index(row) * self.grid.of.high

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the words; the fields stand on it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colour("base")))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self is self.grid.head:
            self._paint_head(painter)
        else:
            self._paint_rows(painter, event.rect())
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        grid = self.grid
        told = [(_("Time"), _("Alert")), (_("Fetus"), "")]
        for at, (words, bound) in enumerate(told[: self.height() // grid.of.high]):
            self._words(painter, at * grid.of.high, words, bound, strong=True)
        for at, past in enumerate(grid.in_view):
            left = grid.of.left + at * grid.of.past_wide
            seen = past.seen
            hour = short_hour(seen.observed_at) if seen.observed_at else "?"
            sign = RETROSPECTIVE if seen.retrospective else ""
            self._value(painter, left, 0, f"{hour}{sign}", strong=True)
            if self.height() > grid.of.high and seen.fetus:
                self._value(painter, left, grid.of.high, str(seen.fetus))
        for line, fetus in grid.fetuses.items():
            room = QRect(grid.left_of(line), grid.of.high, grid.of.wide, grid.of.high)
            painter.drawText(room, CENTRED, str(fetus))

    def _paint_rows(self, painter: QPainter, shown_part: QRect) -> None:
        """Paint the rows of the part that is asked for."""
        grid = self.grid
        high = grid.of.high
        first = max(shown_part.top() // high, 0)
        asked = range(first, min(shown_part.bottom() // high + 1, len(grid.rows)))
        line = QPen(QColor(theme.colour("line")))
        self._bands(painter)
        for at in asked:
            self._words(painter, at * high, *grid.told[at])
            painter.setPen(line)
            painter.drawLine(grid.of.band, at * high + high - 1, self.width(), at * high + high - 1)
        for at, past in enumerate(grid.in_view):
            left = grid.of.left + at * grid.of.past_wide
            painter.setPen(line)
            painter.drawLine(left, shown_part.top(), left, shown_part.bottom())
            for number in asked:
                row = grid.rows[number]
                alarm = row.name in past.alerts
                self._value(painter, left, number * high, past_words(past.seen, row), alarm=alarm)

    def _bands(self, painter: QPainter) -> None:
        """The sections of the form, written upwards at the left."""
        grid, band = self.grid, self.grid.of.band
        first = 0
        while first < len(grid.rows):
            section = grid.rows[first].section
            last = first
            while last + 1 < len(grid.rows) and grid.rows[last + 1].section == section:
                last += 1
            top, high = first * grid.of.high, (last - first + 1) * grid.of.high
            painter.fillRect(0, top, band - 2, high - 1, QColor(theme.colour("accent_tint")))
            painter.save()
            painter.setPen(QColor(theme.colour("accent_ink")))
            painter.translate(0, top + high)
            painter.rotate(-90)
            room = QRect(2, 0, high - 4, band - 2)
            words = painter.fontMetrics().elidedText(
                section, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, CENTRED, words)
            painter.restore()
            first = last + 1

    def _words(
        self, painter: QPainter, top: int, words: str, bound: str, *, strong: bool = False
    ) -> None:
        grid, band = self.grid, self.grid.of.band
        font = QFont(self.font())
        font.setBold(strong)
        painter.setFont(font)
        painter.setPen(QColor(theme.colour("text")))
        room = QRect(band + 4, top, grid.of.words_wide - 4, grid.of.high)
        painter.drawText(room, LEFT, words)
        painter.setPen(QColor(theme.colour("label")))
        room = QRect(band + grid.of.words_wide, top, grid.of.bounds_wide, grid.of.high)
        painter.drawText(room, LEFT, bound)

    def _value(
        self,
        painter: QPainter,
        left: int,
        top: int,
        words: str,
        *,
        alarm: bool = False,
        strong: bool = False,
    ) -> None:
        grid = self.grid
        font = QFont(self.font())
        font.setBold(alarm or strong)
        painter.setFont(font)
        room = QRect(left + 2, top, grid.of.past_wide - 4, grid.of.high - 1)
        painter.setPen(QColor(theme.colour("error" if alarm else "text")))
        told = f"{words} !" if alarm else words
        told = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, CENTRED, told)
        if alarm:
            painter.drawRoundedRect(QRectF(room).adjusted(2, 2, -2, -2), 8, 8)


def past_words(seen: LabourObservation, row: GuideRow) -> str:
    """A value noted before, as the form prints it."""
    if row.name == "observed_by":
        return initials(seen.observed_by) if seen.observed_by is not None else ""
    gap = seen.gap(row.name) if row.field.gaps else None
    value = getattr(seen, row.name)
    if value is None:
        return gap.words if gap else ""
    return shown(row.field, value)
