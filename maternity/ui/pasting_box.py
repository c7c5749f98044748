"""A box to paste a list in, with what was understood beside it; also fed from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.ui import jobs, pasting, theme
from maternity.ui.lines import Lines, Row
from maternity.ui.pasting import Entered
from maternity.ui.told import sentence


class PastingBox(QWidget):
    """Text at the left, the lines as they were understood at the right."""

    def __init__(self, register: str, name: str) -> None:
        super().__init__()
        self.register = register
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._read)
        self.understood = Lines(_("As it was understood"))
        self.count = QLabel()
        file = QPushButton(_("Take from a file…"))
        file.clicked.connect(self.choose_file)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.text, 0, 0)
        grid.addWidget(self.understood, 0, 1)
        grid.addWidget(file, 1, 0)
        grid.addWidget(self.count, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self._read()

    def entered(self) -> list[Entered]:
        """The lines as they were understood."""
        return pasting.READERS[self.register](self.text.toPlainText())

    def _read(self) -> None:
        found = self.entered()
        rows = [Row(one.title, f"× {one.fault}" if one.fault else one.facts) for one in found]
        self.understood.fill(rows, _("Nothing yet."))
        faults = sum(bool(one.fault) for one in found)
        words = plural("{count} line", "{count} lines", len(found)) if found else ""
        if faults:
            words = plural(
                "{count} line cannot be read and will not be kept.",
                "{count} lines cannot be read and will not be kept.",
                faults,
            )
        self.count.setText(words)
        theme.set_state(self.count, "wrong" if faults else "")

    def choose_file(self) -> None:
        """Ask for a file and take its first sheet."""
        kinds = _("Spreadsheet or table (*.xlsx *.xls *.ods *.csv)")
        place, _kind = QFileDialog.getOpenFileName(self, _("Take from a file"), "", kinds)
        if place:
            self.take(Path(place))

    def take(self, place: Path) -> None:
        """Put the rows of a file into the box, to be looked at."""
        jobs.run(lambda: pasting.from_file(place), self.text.setPlainText, self._refused)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.count.setText(sentence(error))
        theme.set_state(self.count, "wrong")
