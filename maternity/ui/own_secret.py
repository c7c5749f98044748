"""The first page of who was given a passphrase by another: her own, before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs, theme
from maternity.ui.ask import AskStrip
from maternity.ui.seconding import ask_second
from maternity.ui.sign_in import WIDE_CHARS, centred
from maternity.ui.told import sentence
from maternity.ward import Ward
from maternity.ward.second_person import Together


class OwnSecret(QWidget):
    """Two lines for her own passphrase, and four words proposed.

    Where one without care gave her the former one, a colleague attests below that it is she.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.title = _("Choose your own passphrase")
        head, told = QLabel(self.title), QLabel()
        head.setProperty("role", "title")
        head.setWordWrap(True)
        told.setWordWrap(True)
        words = _(
            "The passphrase you were given is known to who gave it. Choose one of 12 characters"
            " or more, or of 4 words, that nobody else knows."
        )
        if ward.unvouched:
            words = _(
                "The passphrase you were given is known to one who does not care for women here."
                " Choose one of 12 characters or more, or of 4 words, that nobody else knows. Then"
                " a colleague attests on this page, with her PIN or passphrase, that it is really"
                " you."
            )
        told.setText(words)
        self.one, self.two = _secret(_("My new passphrase")), _secret(_("The same again"))
        self.proposal = QPushButton(_("Propose four words"))
        self.proposal.clicked.connect(self.propose)
        self.word = QLabel()
        self.word.setWordWrap(True)
        self.act = QPushButton(_("Open the register"))
        self.act.setProperty("main", True)
        self.act.clicked.connect(self.change)
        self.one.returnPressed.connect(self.two.setFocus)
        self.two.returnPressed.connect(self.change)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(card.fontMetrics().averageCharWidth() * WIDE_CHARS)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 20)
        for widget in (head, told):
            column.addWidget(widget)
        for line in (self.one, self.two):
            label = QLabel(line.accessibleName())
            label.setProperty("role", "label")
            label.setBuddy(line)
            column.addWidget(label)
            column.addWidget(line)
        back = QPushButton(_("Back"))
        back.clicked.connect(self.leave)
        for below in (self.proposal, self.word, self.act, back):
            column.addWidget(below)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.addStretch(1)
        around.addLayout(centred(card))
        around.addStretch(2)
        self.ask = AskStrip(self.one)
        page = QVBoxLayout(self)
        self.area = _scrolled(inside)
        page.addWidget(self.area, 1)
        page.addWidget(self.ask)

    def start(self) -> None:
        """Begin with the passphrase."""
        self.one.setFocus()

    def propose(self) -> None:
        """Show four words by chance, to be learnt and typed."""
        from maternity.ward.staffing import propose  # noqa: PLC0415 - when it is asked for

        words = propose()
        self._say(_("Write it down until you know it: {words}").format(words=words), "")
        self.one.setFocus()

    def change(self) -> None:
        """Make this passphrase hers, and go on to the ward."""
        passphrase = self.one.text()
        if passphrase != self.two.text():
            self.ask.leave()
            self._say(_("The two passphrases differ. Type them again."))
            return
        jobs.run(lambda: self.ward.change_passphrase(passphrase), self._changed, self._refused)

    def _changed(self, _done: None) -> None:
        self.ask.leave()
        self.one.clear()
        self.two.clear()
        self.chosen.emit(self.ward)

    def leave(self) -> None:
        """Close the register unseen, and go back to the names."""
        jobs.run(self.ward.close, lambda _done: self.left.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _say(self, words: str, state: str = "wrong") -> None:
        self.word.setText(words)
        theme.set_state(self.word, state)
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.word))

    def _refused(self, error: Refused | Unavailable) -> None:
        if ask_second(self.ward, self.ask, Together.VOUCH, error, self.change):
            self._say("")
            return
        self.ask.leave()
        self._say(sentence(error))


def _scrolled(inside: QWidget) -> QScrollArea:
    """What a question below leaves too little room for, at any size of text."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def _secret(words: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(words)
    return line
