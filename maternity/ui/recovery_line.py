"""The yearly trial of the recovery code on the page of copies: a line and a button an envelope."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from maternity.i18n import N_, _
from maternity.people import Right
from maternity.ui import jobs, theme
from maternity.ui.ask import AskStrip
from maternity.ui.copy_words import trial_words
from maternity.ui.flow import Flow
from maternity.ward import Ward
from maternity.ward.recovery_trial import Envelope, Trial, trials, try_code

ACTS = {
    Envelope.HEAD: N_("Try the code of the head's envelope…"),
    Envelope.DISTRICT: N_("Try the code of the district's envelope…"),
}
ASKED = {
    Envelope.HEAD: N_("Open the envelope of the head and type the recovery code of its sheet."),
    Envelope.DISTRICT: N_(
        "Open the envelope of the health district and type the recovery code of its sheet."
    ),
}


class RecoveryLine(QWidget):
    """When each envelope was tried, and the way to try it; for who manages people."""

    def __init__(self, ward: Ward, back_to: QWidget, reveal: Callable[[QWidget], object]) -> None:
        super().__init__()
        self.ward, self._reveal = ward, reveal
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.ask = AskStrip(back_to)
        self.acts = {one: QPushButton(_(ACTS[one])) for one in Envelope}
        row, around = Flow(), QVBoxLayout(self)
        for one, button in self.acts.items():
            button.clicked.connect(lambda _on=False, one=one: self.try_out(one))
            row.add(button)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.words)
        around.addLayout(row)
        around.addWidget(self.ask)
        self.shown = ward.account.may(Right.MANAGE_PEOPLE) and ward.secrets is not None
        self.setVisible(self.shown and not ward.training)

    def refresh(self) -> None:
        """Read when each envelope was tried."""
        if self.shown:
            jobs.run(partial(trials, self.ward), self._show)

    def _show(self, found: list[Trial]) -> None:
        self.setVisible(bool(found))
        self.words.setText("  ".join(trial_words(one) for one in found))
        theme.set_state(self.words, "unsure" if any(one.due for one in found) else "")

    def try_out(self, envelope: Envelope) -> None:
        """Ask for the code of this envelope."""
        self.ask.ask(_(ASKED[envelope]), _("Try this code"), partial(self._try, envelope))
        self._reveal(self.ask)

    def _try(self, envelope: Envelope, code: str) -> None:
        jobs.run(lambda: try_code(self.ward, envelope, code), self._tried, self.ask.refused)

    def _tried(self, _done: None) -> None:
        self.ask.leave()
        self.refresh()
