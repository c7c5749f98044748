"""The month's return as a grid: figures as on the form, arrows from one to the next.

A figure nobody answered is « … », a zero is 0, a typed figure carries « s », a corrected one
« c » with the counted figure beside it. Grey cells do not exist on the form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from maternity.i18n import N_, _
from maternity.reports.form import AXES, head_of, in_order
from maternity.reports.sheet import TOTAL as WHOLE
from maternity.reports.sheet import Cell, Line, Sheet
from maternity.ui import theme
from maternity.ui.figure_edit import FigureEditors
from maternity.ui.held_total import HeldTotal

Index = QModelIndex | QPersistentModelIndex
NOT_ANSWERED, MARK = "…", "⚑"
MOST = len(AXES["zone"]) * len(AXES["age_band"])
"""Cells of the widest line."""
UNPLACED, TOTAL = MOST + 1, MOST + 2
USUAL = ("age_band", "zone")
"""The ways to split whose heads stand over the grid."""
LABEL_SHARE = 0.3
"""The share of the grid's width that the words of the lines may take."""


@dataclass(frozen=True)
class Heading:
    """The words over some lines, and the heads of their cells where these are their own."""

    words: str
    heads: tuple[str, ...] = ()

    def at(self, column: int) -> str:
        """What it shows in a column."""
        if column == 0:
            return self.words
        return self.heads[column - 1] if column <= len(self.heads) else ""


class ReturnTable(QAbstractTableModel):
    """The lines of a sheet, with their headings."""

    typed = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Line | Heading] = []
        self._marked: set[tuple[str, str]] = set()
        self._answers: dict[int, Callable[[int, int], Any]] = {
            Qt.ItemDataRole.DisplayRole.value: self._words,
            Qt.ItemDataRole.EditRole.value: self._typed_before,
            Qt.ItemDataRole.ToolTipRole.value: self._note,
            Qt.ItemDataRole.TextAlignmentRole.value: self._side,
            Qt.ItemDataRole.FontRole.value: self._font,
            Qt.ItemDataRole.BackgroundRole.value: self._ground,
        }

    def mark(self, marked: set[tuple[str, str]]) -> None:
        """Which figures somebody wants checked, by line and cell."""
        self._marked = marked

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this sheet."""
        rows: list[Line | Heading] = []
        section = group = ""
        for line in sheet.lines:
            if line.form.section != section:
                section = line.form.section
                rows.append(Heading(sheet.form.section_words(section), heads_of(sheet, section)))
            if line.form.heading and line.form.heading != group:
                rows.append(Heading(line.form.heading))
            group = line.form.heading
            rows.append(line)
        same = len(rows) == len(self.rows)
        if not same:
            self.beginResetModel()
        self.rows = rows
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, TOTAL))
        else:
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Lines and headings."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """The words, the cells, « unknown », the total."""
        return 0 if parent is not None and parent.isValid() else TOTAL + 1

    def line(self, row: int) -> Line | None:
        """The line of a row; None for a heading."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Line) else None

    def is_figure(self, row: int, column: int) -> bool:
        """Whether there is a figure to stand on."""
        line = self.line(row)
        if line is None or not line.form.by:
            return line is not None and column == TOTAL
        return column in {UNPLACED, TOTAL} or bool(cell_of(line, column))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Figures can be stood on; those a person may type or correct can be typed into."""
        line = self.line(index.row())
        figure = self.is_figure(index.row(), index.column())
        found = Qt.ItemFlag.ItemIsEnabled
        if figure:
            found |= Qt.ItemFlag.ItemIsSelectable
        if figure and line is not None and index.column() != UNPLACED and not line.form.sum:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        answer = self._answers.get(role) if index.isValid() else None
        return answer(index.row(), index.column()) if answer is not None else None

    def _typed_before(self, row: int, column: int) -> str | None:
        line = self.line(row)
        return _plain(line, cell_of(line, column)) if line is not None else None

    def _note(self, row: int, column: int) -> str | None:
        line = self.line(row)
        return line.form.note or None if line is not None and column == 0 else None

    @staticmethod
    def _side(_row: int, column: int) -> Qt.AlignmentFlag | None:
        return Qt.AlignmentFlag.AlignCenter if column else None

    def _font(self, row: int, column: int) -> QFont | None:
        if self.line(row) is not None and column != TOTAL:
            return None
        font = QFont()
        font.setBold(True)
        return font

    def _ground(self, row: int, column: int) -> QBrush | None:
        line = self.line(row)
        if line is None:
            return None
        if column and not self.is_figure(row, column):
            return QBrush(QColor(theme.colour("line")))
        if column == UNPLACED and line.unplaced:
            return QBrush(QColor(theme.colour("warning_tint")))
        return None

    def _words(self, row: int, column: int) -> str:
        line = self.line(row)
        heading = self.rows[row]
        if isinstance(heading, Heading):
            return heading.at(column)
        if line is None:
            return ""
        if column == 0:
            return f"{'     ' * line.form.level}{line.code}  {line.form.under_heading}"
        if column == UNPLACED:
            return _unplaced(line)
        if not self.is_figure(row, column):
            return ""
        cell = cell_of(line, column)
        flag = f" {MARK}" if (line.code, "/".join(cell) or WHOLE) in self._marked else ""
        return f"{figure_words(line, cell)}{flag}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on what was typed; it shows when it was kept."""
        line = self.line(index.row())
        if role != Qt.ItemDataRole.EditRole or line is None:
            return False
        cell = cell_of(line, index.column())
        if str(value).strip() != _plain(line, cell):
            self.typed.emit(line, cell, str(value).strip())
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The heads of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        if section in {UNPLACED, TOTAL}:
            return narrow(_("unknown\nage or area")) if section == UNPLACED else _("Total")
        return narrow(cell_head(in_order(USUAL)[section - 1])) if section else _("Line")


def heads_of(sheet: Sheet, section: str) -> tuple[str, ...]:
    """The heads of a section's cells where they are not those over the grid."""
    ways = (line.form.by for line in sheet.lines if line.form.section == section)
    by = next((one for one in ways if one), USUAL)
    return () if by == USUAL else tuple(cell_head(cell) for cell in in_order(by))


ZONES = {"in_area": N_("in area"), "out_of_area": N_("outside")}


def cell_head(cell: Cell) -> str:
    """The head of a cell: its zone over its ages, or its sex over its months."""
    told = (_(ZONES[code]) if code in ZONES else head_of(code) for code in reversed(cell))
    return "\n".join(told)


def narrow(words: str) -> str:
    """A head on more lines, where the text is large."""
    return words.replace(" ", "\n") if theme.percent() > LARGE else words


LARGE = 125


def cell_of(line: Line, column: int) -> Cell:
    """The cell a line has in a column; the total has none."""
    cells = in_order(line.form.by)
    return cells[column - 1] if 1 <= column <= len(cells) else ()


def _unplaced(line: Line) -> str:
    if not line.form.by or line.form.manual:
        return ""
    return f"{len(line.unplaced)} !" if line.unplaced else "0"


def figure_words(line: Line, cell: Cell) -> str:
    """A figure with its mark."""
    value = line.figure(cell)
    if line.not_available(cell):
        return _("n/a")
    if value is None:
        return NOT_ANSWERED
    if line.form.is_typed(cell):
        return f"{value} s"
    correction = line.correction(cell)
    return f"{correction.look('value')} c ({value})" if correction is not None else str(value)


def _plain(line: Line, cell: Cell) -> str:
    """What a person would type for the figure as it stands."""
    if line.not_available(cell):
        return "?"
    correction = line.correction(cell)
    value = correction.look("value") if correction is not None else line.figure(cell)
    return "" if value is None else str(value)


class ReturnView(QTableView):
    """The grid; its arrows go from figure to figure."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(FigureEditors(self))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.held = HeldTotal(self, TOTAL)
        self._was_at = -1

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, its totals always in view."""
        super().setModel(model)
        self.held.show_model(model)

    def edit(self, index: Index, *how: Any) -> Any:
        """Type into a figure; a total that is held at the edge is gone to."""
        answer = super().edit(index, *how)
        typing = self.state() == QAbstractItemView.State.EditingState
        if typing and index.column() == TOTAL and self.held.holds():
            bar = self.horizontalScrollBar()
            self._was_at = bar.value()
            bar.setValue(bar.maximum())
        return answer

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Come back to where one was before a total was typed."""
        super().closeEditor(editor, hint)
        if self._was_at >= 0:
            self.horizontalScrollBar().setValue(self._was_at)
        self._was_at = -1

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a figure into view, out from under the total; a total is in view already."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == TOTAL and self.state() != QAbstractItemView.State.EditingState:
            bar.setValue(before)
        elif self.held.holds():
            free = self.viewport().width() - self.held.width()
            hidden = self.visualRect(index).right() - free
            bar.setValue(bar.value() + max(hidden, 0))

    def arrange(self) -> None:
        """Headings across the page, columns as wide as their words, labels wrapped."""
        model = self.model()
        if not isinstance(model, ReturnTable):
            return
        self.clearSpans()
        for row in range(model.rowCount()):
            heading = model.rows[row]
            if isinstance(heading, Heading) and not heading.heads:
                self.setSpan(row, 0, 1, TOTAL + 1)
        ways = [row.form.by for row in model.rows if isinstance(row, Line)]
        used = max((len(in_order(by)) for by in ways), default=0)
        for column in range(1, TOTAL):
            split = column <= used or (column == UNPLACED and bool(used))
            self.setColumnHidden(column, not split)
        self.resizeColumnsToContents()
        least = self.fontMetrics().averageCharWidth() * 7
        for column in range(1, TOTAL + 1):
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, max(self.columnWidth(column), least))
        self._fit_labels()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The labels take what the figures leave, also when a scroll bar comes."""
        super().resizeEvent(event)
        if isinstance(self.model(), ReturnTable):
            self._fit_labels()

    def sizeHintForRow(self, row: int) -> int:
        """As high as its words; figures are one line, so only a heading's own cells are asked."""
        model = self.model()
        if not isinstance(model, ReturnTable) or model.line(row) is None:
            return super().sizeHintForRow(row)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = QRect(0, 0, self.columnWidth(0) - int(self.showGrid()), 1)
        hint = self.itemDelegate().sizeHint(option, model.index(row, 0))
        return hint.height() + int(self.showGrid())

    def _fit_labels(self) -> None:
        others = sum(self.columnWidth(column) for column in range(1, TOTAL + 1))
        room = self.viewport().width() - others
        wide = max(room, round(self.viewport().width() * LABEL_SHARE))
        if wide != self.columnWidth(0):
            self.setColumnWidth(0, wide)
        self.resizeRowsToContents()
        self.held.place()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The next figure in that direction; headings and grey cells are passed over."""
        steps = {
            QAbstractItemView.CursorAction.MoveUp: (-1, 0),
            QAbstractItemView.CursorAction.MoveDown: (1, 0),
            QAbstractItemView.CursorAction.MoveLeft: (0, -1),
            QAbstractItemView.CursorAction.MoveRight: (0, 1),
        }
        model, at = self.model(), self.currentIndex()
        if action not in steps or not isinstance(model, ReturnTable) or not at.isValid():
            return super().moveCursor(action, modifiers)
        down, across = steps[action]
        row, column = at.row() + down, at.column() + across
        while 0 <= row < model.rowCount() and 0 < column <= TOTAL:
            if model.is_figure(row, column):
                return model.index(row, column)
            row, column = row + down, column + across
        return at
