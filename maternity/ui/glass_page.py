"""A closed file: why it must be read is asked before it opens."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from maternity.i18n import _
from maternity.records import Record
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.page import Page
from maternity.ward import Ward
from maternity.ward.glass import break_glass


class GlassPage(Page):
    """What is asked of a midwife before she reads a closed file."""

    def __init__(self, ward: Ward, entry: Record, words: str) -> None:
        super().__init__(ward, _("Closed file"))
        self.entry = entry
        self.bar.add_gap()
        back = self.button("back", self.left.emit)
        told = QLabel(words)
        told.setWordWrap(True)
        self.ask = AskStrip(back)
        self.body.addWidget(told)
        self.body.addWidget(self.ask)
        self.body.addStretch(1)

    def start(self) -> None:
        """Ask for the reason."""
        self.ask.ask(_("Why must you read it?"), _("Open the file"), self.open_file)

    def open_file(self, reason: str) -> None:
        """Open it for this reason."""
        jobs.run(lambda: break_glass(self.ward, self.entry, reason), self._broken, self.ask.refused)

    def _broken(self, _done: None) -> None:
        self.ask.leave()
        self.opened.emit(self.entry)
