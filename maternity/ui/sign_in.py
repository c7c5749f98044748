"""Sign-in: the list of names, one field, nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs, theme
from maternity.ui.messages import sentence
from maternity.ward import Ward, open_ward, people_of


class SignIn(QWidget):
    """Who is at work, and her passphrase."""

    signed_in = Signal(object)
    training = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.title = _("Sign in")
        head = QLabel(_("Maternity register"))
        head.setProperty("role", "title")
        self.name = QComboBox()
        self.name.setAccessibleName(_("Your name"))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(_("Your passphrase"))
        self.passphrase.returnPressed.connect(self.sign_in)
        self.word = QLabel()
        self.word.setWordWrap(True)
        self.button = QPushButton(_("Open the register"))
        self.button.setProperty("main", True)
        self.button.clicked.connect(self.sign_in)
        box = QWidget()
        box.setMaximumWidth(box.fontMetrics().averageCharWidth() * 70)
        column = QVBoxLayout(box)
        for label, widget in (
            (_("Your name"), self.name),
            (_("Your passphrase"), self.passphrase),
        ):
            words = QLabel(label)
            words.setBuddy(widget)
            column.addWidget(words)
            column.addWidget(widget)
        column.addWidget(self.word)
        column.addWidget(self.button)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(2)
        try:
            self.name.addItems(people_of(folder))
        except (Refused, Unavailable) as error:
            self._refused(error)
            self.button.setEnabled(False)

    def start(self) -> None:
        """Begin with the passphrase, or with the name if there are several."""
        (self.name if self.name.count() > 1 else self.passphrase).setFocus()

    def sign_in(self) -> None:
        """Open the register."""
        self.button.setEnabled(False)
        self.word.setText(_("Opening the register…"))
        theme.set_state(self.word, "")
        name, passphrase = self.name.currentText(), self.passphrase.text()
        jobs.run(partial(open_ward, self.folder, name, passphrase), self._opened, self._refused)

    def _opened(self, ward: Ward) -> None:
        self.passphrase.clear()
        self.signed_in.emit(ward)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.button.setEnabled(True)
        self.word.setText(sentence(error))
        theme.set_state(self.word, "wrong")
        self.passphrase.selectAll()
        self.passphrase.setFocus()
