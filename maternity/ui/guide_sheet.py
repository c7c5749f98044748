"""The pages of the labour guide: the grid, and the labour itself as on any form."""

from __future__ import annotations

from maternity.fields import Field
from maternity.i18n import _
from maternity.records import Strength
from maternity.ui.drawing_view import DrawingView
from maternity.ui.editors import Editor, Suggest
from maternity.ui.form_layout import Sheet
from maternity.ui.guide_editors import guide_editor
from maternity.ui.guide_grid import Grid
from maternity.ui.parts import Part

GRID, LABOUR, MORE, DRAWN = 0, 1, 2, 3


class GuideSheet(Sheet):
    """The grid first; the fields of the labour on the page beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid()
        self.insertTab(GRID, self.grid, _("Guide"))
        self.setTabText(LABOUR, _("Labour"))
        self.drawn = DrawingView(_("Drawn as on paper"))
        self.addTab(self.drawn, _("Drawn"))
        self.setCurrentIndex(GRID)

    def clear(self) -> None:
        """Take every field away."""
        super().clear()
        self.grid.clear()

    def add(self, part: Part, about: Field, suggest: Suggest) -> Editor:
        """A field of a column goes into the grid."""
        if not part.line:
            return super().add(part, about, suggest)
        editor = guide_editor(about, suggest)
        self.grid.put(editor, part.line, about.name)
        return editor

    def order(self) -> list[Editor]:
        """The labour, then the columns."""
        return [*super().order(), *self.grid.order()]

    def of_line(self, line: int) -> list[Editor]:
        """The fields of one column."""
        return [cell.editor for cell in self.grid.cells if cell.line == line]

    def show(self, editor: Editor | None = None, *, shown: bool = True) -> None:
        """Show or hide a field; without a field, show the page."""
        cell = self.grid.cell(editor) if editor is not None else None
        if cell is None:
            super().show(editor, shown=shown)
            return
        cell.editor.setVisible(shown)
        cell.sign.setVisible(shown)

    def sign(self, editor: Editor, strength: Strength | None) -> None:
        """Keep the sign of a cell; it is shown with the alerts."""
        cell = self.grid.cell(editor)
        if cell is None:
            super().sign(editor, strength)
        else:
            cell.strength = strength

    def bring(self, editor: Editor) -> None:
        """Bring a field into view, on whichever page it is."""
        if self.grid.cell(editor) is None:
            super().bring(editor)
            return
        self.setCurrentIndex(GRID)
        self.grid.bring(editor)

    def turn_to(self, line: int) -> None:
        """Every column stays in view."""
        for block in self._blocks.values():
            block.frame.setVisible(block.used)
        self.setTabVisible(MORE, any(b.aside and b.used for b in self._blocks.values()))
        self.grid.place()

    def unit_of(self, editor: Editor) -> str:
        """The unit of a field."""
        return editor.field.unit_words
