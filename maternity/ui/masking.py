"""Answers that HIV rules stand masked in a form: shown for twenty seconds when asked for.

Each showing is noted. What is typed into an entry not kept yet is seen by who types it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton

from maternity.ui import jobs
from maternity.ui.actions import action

if TYPE_CHECKING:
    from maternity.ui.editors import Editor
    from maternity.ui.form import Form

SHOWN_MS = 20_000
OPEN_KINDS = frozenset({"date", "serial", "link", "person", "village"})
"""What may stand in clear: the day, the number, who wrote it."""


class Masks(QObject):
    """The masks of one form."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self.form = form
        self.button = QPushButton(action("reveal").tip)
        self.button.clicked.connect(self.reveal)
        layout = form.layout()
        if layout is not None:
            layout.addWidget(self.button)
        QShortcut(QKeySequence(action("reveal").key), form, self.reveal)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SHOWN_MS)
        self.timer.timeout.connect(self.cover)

    def cover(self) -> None:
        """Mask every answer that was kept."""
        kept = self.form.entry.version is not None
        self.button.setVisible(kept)
        for editor in self._editors() if kept else ():
            editor.setEchoMode(QLineEdit.EchoMode.Password)

    def reveal(self) -> None:
        """Note that they are seen, then show them for a while."""
        entry, ward = self.form.entry, self.form.ward
        if entry.version is not None:
            jobs.run(
                lambda: ward.note("view_sensitive", register=entry.register.name, entry=entry.id),
                self._show,
            )

    def _show(self, _noted: None) -> None:
        for editor in self._editors():
            editor.setEchoMode(QLineEdit.EchoMode.Normal)
        self.timer.start()

    def _editors(self) -> list[Editor]:
        found = self.form.editors.values()
        return [
            one
            for one in found
            if one.field.sensitive == "hiv" and one.field.kind not in OPEN_KINDS
        ]
