"""Once a month after signing in: the anchor of the journal, to be written down on paper."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from maternity.i18n import _
from maternity.ui import jobs, theme
from maternity.ui.flow import Flow
from maternity.ward import Ward
from maternity.ward.monthly_anchor import Due, due, note


class AnchorStrip(QWidget):
    """A strip with the anchor and one answer; hidden while nothing is to be noted."""

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.noted = QPushButton(_("It is written down"))
        self.noted.clicked.connect(self.note)
        row, around = Flow(), QVBoxLayout(self)
        around.setContentsMargins(10, 4, 10, 4)
        around.addLayout(row)
        row.add(self.words, 1)
        row.add(self.noted)
        self._due: Due | None = None
        self.hide()

    def look(self) -> None:
        """Ask the ward whether an anchor is to be noted by who is at work."""
        jobs.run(lambda: due(self.ward), self._show)

    def _show(self, found: Due | None) -> None:
        self._due = found
        if found is not None:
            self.words.setText(found.told())
            theme.set_state(self.words, "wrong" if found.altered else "unsure")
        self.setVisible(found is not None)

    def note(self) -> None:
        """The person wrote it down."""
        shown = self._due
        if shown is not None:
            jobs.run(lambda: note(self.ward, shown), lambda _done: self._show(None))
