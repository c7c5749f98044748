"""« Is this the right date? »: asked above the pages, in nobody's way; nothing waits for it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from maternity.i18n import _
from maternity.ui import jobs, theme
from maternity.ui.flow import Flow
from maternity.ward import Ward
from maternity.ward.clock_check import Doubt, believe, look, words

LOOK_MS = 60_000


class ClockStrip(QWidget):
    """A strip with what the clock says and two answers; hidden while the clock can be right."""

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.words = QLabel()
        self.words.setWordWrap(True)
        theme.set_state(self.words, "unsure")
        self.right, self.wrong = QPushButton(_("The date is right")), QPushButton(_("It is wrong"))
        self.right.clicked.connect(self.believe)
        self.wrong.clicked.connect(self.tell_how)
        row, around = Flow(), QVBoxLayout(self)
        around.setContentsMargins(10, 4, 10, 4)
        around.addLayout(row)
        row.add(self.words, 1)
        row.add(self.right)
        row.add(self.wrong)
        self.hide()
        self._doubt: Doubt | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask the ward whether the clock can be right."""
        jobs.run(lambda: _looked(self.ward), self._show)

    def _show(self, told: tuple[Doubt | None, str]) -> None:
        doubt, said = told
        if doubt is not self._doubt:
            self._doubt = doubt
            self.words.setText(f"{said} {_('Is this the right date?')}".strip())
            self.right.show()
            self.wrong.show()
            self.setVisible(doubt is not None)

    def believe(self) -> None:
        """The person says that the date is right."""
        jobs.run(lambda: believe(self.ward), lambda _done: self.look())

    def tell_how(self) -> None:
        """Say what to do; until then every entry is marked and none is refused."""
        self.wrong.hide()
        if self._doubt is Doubt.SERVER:
            self.words.setText(
                _(
                    "Set the date and time of this computer to those of the server: this strip goes"
                    " away by itself. What you save bears the time of the server meanwhile."
                )
            )
            return
        self.words.setText(
            _(
                "Set the date and time of this computer: this strip goes away by itself. Until"
                " then go on with your work; what you save is marked as written with a doubtful"
                " clock, and the hours that you type yourself are not changed."
            )
        )


def _looked(ward: Ward) -> tuple[Doubt | None, str]:
    doubt = look(ward)
    return doubt, words(ward, doubt) if doubt is not None else ""
