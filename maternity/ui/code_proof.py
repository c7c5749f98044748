"""A recovery code shown once, printed on two sheets, and proven by two of its groups typed back."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from maternity.i18n import _

GROUPS_ASKED = 2


class CodeProof(QWidget):
    """The code, the button that prints it, and the groups that are asked for."""

    printing = Signal()

    def __init__(self, told: str) -> None:
        super().__init__()
        self.code = ""
        self.asked: list[int] = []
        words = QLabel(told)
        words.setWordWrap(True)
        self.code_shown = QLabel()
        self.code_shown.setProperty("role", "code")
        self.code_shown.setWordWrap(True)
        self.code_shown.setAccessibleName(_("Recovery code"))
        self.printed = QPushButton(_("Print the two sheets"))
        self.printed.clicked.connect(lambda _on=False: self.printing.emit())
        self.uncover = QPushButton(_("Show the code again"))
        self.uncover.clicked.connect(self.show_again)
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for widget in (words, self.code_shown, self.printed):
            self.form.addRow(widget)
        self.groups = [QLineEdit() for _at in range(GROUPS_ASKED)]
        for line in self.groups:
            self.form.addRow(" ", line)
            line.textEdited.connect(self._cover)
        self.form.addRow(self.uncover)

    def show_code(self, code: str) -> None:
        """Show the code once, and ask for two of its groups."""
        self.code = code
        self.show_again()
        parts = range(len(code.split("-")))
        self.asked = sorted(secrets.SystemRandom().sample(parts, GROUPS_ASKED))
        for at, line in zip(self.asked, self.groups, strict=True):
            words = _("Type group {number} of the code").format(number=at + 1)
            line.setAccessibleName(words)
            label = self.form.labelForField(line)
            if isinstance(label, QLabel):
                label.setText(words)

    def fault(self) -> str:
        """What is wrong with the groups typed; empty if they are those of the sheet."""
        groups = self.code.split("-")
        typed = [line.text().strip().upper() for line in self.groups]
        if typed != [groups[at] for at in self.asked]:
            return _("This is not what the code says. Read your sheet again.")
        return ""

    def forget(self) -> None:
        """Show and hold the code no more."""
        self.code = ""
        self.code_shown.clear()
        for line in self.groups:
            line.clear()

    def _cover(self) -> None:
        """What is typed is read on paper: then the sheets are known to be right."""
        self.code_shown.setText(_("Covered: read your sheet."))
        self.uncover.show()

    def show_again(self) -> None:
        """The code once more, for a sheet that was not written yet; the proof begins anew."""
        self.code_shown.setText(self.code)
        self.uncover.hide()
        for line in self.groups:
            line.clear()
        self.groups[0].setFocus()
