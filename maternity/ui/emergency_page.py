"""An admission written while nobody is signed in: the ordinary form, which seals what it is given.

Nothing of the register stands on this page, and what was sealed cannot be read here again. After
five minutes without a key it goes back to the door by itself.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.form import Form
from maternity.ui.told import sentence
from maternity.ward.emergency import AtTheDoor, new_admission

IDLE_S = 300
LOOK_MS = 10_000


class EmergencyForm(Form):
    """The form of a stay; to save is to seal it for whoever signs in next."""

    def __init__(self, door: AtTheDoor) -> None:
        self.touched = clock.steady()
        super().__init__(door, new_admission())
        self.foot.buttons["save"].setText(_("F9  Seal it, then sign in"))

    def save(self, *, reason: str = "", code: str = "") -> None:
        """Seal what was typed and go back to the door."""
        self.leave()

    def keep_draft(self) -> None:
        """Seal what was typed, within seconds of the last key."""
        if self._dirty:
            self.touched = clock.steady()
        super().keep_draft()


class EmergencyPage(QWidget):
    """The form, under a line that says what becomes of it."""

    left = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.title = _("Emergency: new admission")
        self.form = EmergencyForm(AtTheDoor(folder))
        self.form.left.connect(self.left)
        told = QLabel(
            _(
                "Nobody is signed in. What you type is sealed every few seconds; nobody can read it"
                " until somebody signs in, finds it among the drafts and keeps it in her name."
            )
        )
        told.setWordWrap(True)
        told.setProperty("role", "label")
        told.setContentsMargins(10, 6, 10, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(told)
        column.addWidget(self.form, 1)
        jobs.told[:] = [self._refused]
        watch = QTimer(self)
        watch.timeout.connect(self.look)
        watch.start(LOOK_MS)

    def start(self) -> None:
        """Begin where writing begins."""
        self.form.first()

    def look(self) -> None:
        """Nobody is there any more: back to the door."""
        if clock.steady() - self.form.touched >= IDLE_S:
            self.form.leave()

    def keep_draft(self) -> None:
        """Seal what was typed, whatever happened."""
        self.form.keep_draft()

    def _refused(self, error: Refused | Unavailable) -> None:
        self.form.foot.tell(sentence(error), "wrong")
