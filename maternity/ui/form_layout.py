"""Where the fields of a form stand: blocks by heading, flowing into columns like the paper.

Labels stand above their field; ticks stand beside it, a column typed as a word. Fields seldom
needed are on a second page. Nothing is clipped: where the text is large the page scrolls by focus.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from maternity.fields import Field
from maternity.i18n import _, words
from maternity.records import TYPED_HEADING, Strength
from maternity.ui.columns import Columns
from maternity.ui.editors import EDITOR, Editor, Suggest, TickEditor
from maternity.ui.messages import SIGNS
from maternity.ui.parts import Part

COLUMN_CHARS = 34
TICK_CHARS = 8


@dataclass
class Cell:
    """A field on the page: its frame, label and editor."""

    frame: QWidget
    label: QLabel
    editor: Editor
    text: str
    aside: bool
    line: int


@dataclass
class Block:
    """Fields under one heading."""

    heading: QLabel
    frame: QWidget
    aside: bool
    line: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def used(self) -> bool:
        """Whether a field of it applies."""
        return any(not cell.frame.isHidden() for cell in self.cells)


class Sheet(QTabWidget):
    """The pages of a form."""

    turned = Signal(int)
    """Another line came into view: its number."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._blocks: dict[tuple[str, int, bool], Block] = {}
        self._cells: dict[Editor, Cell] = {}
        self._of: dict[Editor, Block] = {}
        self._order: list[Editor] = []
        self._line = 1
        self._pages = [_Page(), _Page()]
        self.addTab(self._pages[0], _("Entry"))
        self.addTab(self._pages[1], _("More"))

    def clear(self) -> None:
        """Take every field away."""
        for block in self._blocks.values():
            block.frame.hide()
            block.frame.setParent(None)
            block.frame.deleteLater()
        self._blocks.clear()
        self._cells.clear()
        self._of.clear()
        self._order.clear()

    def add(self, part: Part, about: Field, suggest: Suggest) -> Editor:
        """Put a field in its block and give its editor."""
        editor = self.make_editor(about, suggest)
        block = self._block(part, about)
        cell = _cell(editor, about, line=part.line)
        block.cells.append(cell)
        layout = block.frame.layout()
        if layout is not None:
            layout.addWidget(cell.frame)
        self._cells[editor], self._of[editor] = cell, block
        self._order.append(editor)
        return editor

    def make_editor(self, about: Field, suggest: Suggest) -> Editor:
        """The editor of a field, by its kind."""
        return EDITOR[about.kind](about, suggest)

    def _block(self, part: Part, about: Field) -> Block:
        heading = part.heading or words(about.under or TYPED_HEADING, "heading")
        if part.line:
            heading = f"{heading} {part.line}"
        key = (heading, part.line, about.aside)
        if key not in self._blocks:
            frame = QWidget(self._pages[about.aside].inside)
            layout = QVBoxLayout(frame)
            layout.setContentsMargins(0, 0, 0, 8)
            layout.setSpacing(2)
            label = QLabel(heading)
            label.setProperty("role", "heading")
            layout.addWidget(label)
            layout_of = self._pages[about.aside].inside.layout()
            if layout_of is not None:
                layout_of.addWidget(frame)
            self._blocks[key] = Block(label, frame, about.aside, part.line)
        return self._blocks[key]

    def order(self) -> list[Editor]:
        """The editors in the order of the paper: each page's, one line after the other."""
        blocks = sorted(self._blocks.values(), key=lambda block: block.aside)
        return [cell.editor for block in blocks for cell in block.cells]

    def nearest(self) -> list[Editor]:
        """The fields that apply: those in view first, then those of the other babies."""
        shown = [editor for editor in self.order() if not editor.isHidden()]
        return sorted(shown, key=lambda editor: self.line_of(editor) not in {0, self._line})

    def of_line(self, line: int) -> list[Editor]:
        """The editors of one line, in the order of the paper."""
        return [e for e in self.order() if self._cells[e].line == line]

    def line_of(self, editor: Editor) -> int:
        """The line a field stands in; 0 for what is there once."""
        return self._cells[editor].line

    def unit_of(self, editor: Editor) -> str:
        """The unit of a field."""
        return editor.field.unit_words

    def show(self, editor: Editor | None = None, *, shown: bool = True) -> None:
        """Show or hide a field; without a field, show the page."""
        if editor is None:
            super().show()
            return
        cell = self._cells[editor]
        if cell.frame.isHidden() is shown:
            cell.frame.setVisible(shown)
            editor.setVisible(shown)
            block = self._of[editor]
            if block.frame.isHidden() is self._seen(block):
                block.frame.setVisible(self._seen(block))

    def sign(self, editor: Editor, strength: Strength | None) -> None:
        """Put the sign of a problem beside the label."""
        cell = self._cells[editor]
        cell.label.setText(f"{cell.text} {SIGNS[strength]}" if strength else cell.text)

    def bring(self, editor: Editor) -> None:
        """Bring a field into view."""
        cell = self._cells[editor]
        if cell.line and cell.line != self._line:
            self.turn_to(cell.line)
            self.turned.emit(cell.line)
        page = self._pages[1] if cell.aside else self._pages[0]
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
        page.ensureWidgetVisible(cell.frame, 4, 4)

    def turn_to(self, line: int) -> None:
        """Show the blocks of this line in the place of another's."""
        self._line = line
        for block in self._blocks.values():
            block.frame.setVisible(self._seen(block))
        self.setTabVisible(1, any(b.aside and b.used for b in self._blocks.values()))

    def _seen(self, block: Block) -> bool:
        return block.used and block.line in {0, self._line}


class _Page(QScrollArea):
    """A page of columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        columns = Columns(self._narrowest, lambda: self.viewport().height())
        self.inside.setLayout(columns)
        self.setWidget(self.inside)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_view)

    def _keep_in_view(self, *_range: int) -> None:
        """Where the page grew or its room shrank, the field being typed stays in view."""
        typed = QApplication.focusWidget()
        if typed is not None and self.inside.isAncestorOf(typed):
            self.ensureWidgetVisible(typed, 4, 4)

    def _narrowest(self) -> int:
        return self.fontMetrics().averageCharWidth() * COLUMN_CHARS


def _cell(editor: Editor, about: Field, *, line: int) -> Cell:
    frame = QWidget()
    column = about.paper.partition(";")[0].rpartition(" ")[2]
    text = f"{column}. {about.words}" if column else about.words
    if about.unit and about.unit_words.casefold() not in text.casefold():
        text = f"{text} ({about.unit_words})"
    label = QLabel(text)
    label.setProperty("role", "label")
    label.setWordWrap(True)
    label.setBuddy(editor)
    if isinstance(editor, TickEditor):
        row = QHBoxLayout(frame)
        editor.setMaximumWidth(editor.fontMetrics().averageCharWidth() * TICK_CHARS * 2)
        row.addWidget(label, 1)
        row.addWidget(editor)
        row.setContentsMargins(0, 0, 0, 0)
    else:
        column_layout = QVBoxLayout(frame)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(0)
        column_layout.addWidget(label)
        column_layout.addWidget(editor)
    return Cell(frame, label, editor, text, about.aside, line)
