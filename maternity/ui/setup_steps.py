"""The five short pages of the first run; each says what is wrong with it and where to begin."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from maternity.i18n import _
from maternity.records import named
from maternity.ui.code_proof import CodeProof
from maternity.ui.pasting_box import PastingBox
from maternity.ui.quiet import QuietCombo

LEVELS = ("cscom", "csref", "regional_hospital", "private_clinic", "other")


class Step(QWidget):
    """A page of the first run."""

    def __init__(self, title: str, told: str) -> None:
        super().__init__()
        self.title = title
        head, words = QLabel(title), QLabel(told)
        head.setProperty("role", "title")
        words.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(head)
        self.column.addWidget(words)
        self.first: QWidget = self

    def fault(self) -> str:
        """What must be put right before going on; empty if nothing must."""
        return ""

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the page begins."""
        super().showEvent(event)
        self.first.setFocus()

    def form(self) -> QFormLayout:
        """Labels above their fields."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(4)
        self.column.addLayout(form)
        return form

    def line(self, form: QFormLayout, label: str, *, secret: bool = False) -> QLineEdit:
        """A line to type in."""
        line = QLineEdit()
        line.setAccessibleName(label)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        form.addRow(label, line)
        return line


class CentreStep(Step):
    """Whose register it is."""

    def __init__(self) -> None:
        super().__init__(_("The centre"), _("These words stand at the head of the monthly return."))
        form = self.form()
        self.name = self.line(form, _("Name of the centre"))
        self.level = QuietCombo()
        self.level.setAccessibleName(_("Kind of centre"))
        options = named("facility").fields["level"].options  # type: ignore[attr-defined]
        for code in LEVELS:
            self.level.addItem(options.coded(code).words, code)
        form.addRow(_("Kind of centre"), self.level)
        self.area = self.line(form, _("Health area"))
        self.district = self.line(form, _("Health district"))
        self.region = self.line(form, _("Health region"))
        self.first = self.name
        self.column.addStretch(1)

    def fault(self) -> str:
        """A name, and for a CSCom its health area."""
        if not self.name.text().strip():
            return _("Enter the name of the centre.")
        if self.level.currentData() == "cscom" and not self.area.text().strip():
            return _("Enter the health area: the return counts by it.")
        return ""

    def completed(self) -> dict[str, str]:
        """What is kept beside name, kind and area."""
        told = {"district": self.district.text().strip(), "region": self.region.text().strip()}
        return {name: words for name, words in told.items() if words}


class VillagesStep(Step):
    """The villages of the health area and those around it."""

    def __init__(self) -> None:
        super().__init__(
            _("The villages"),
            _(
                "Paste one village a line, or take them from a file. Begin a line with “-” for a "
                "village outside your health area. This can be done later in the settings."
            ),
        )
        self.box = PastingBox("village", _("Villages, one a line"))
        self.first = self.box.text
        self.column.addWidget(self.box, 1)


class StaffStep(Step):
    """The people of the maternity."""

    def __init__(self) -> None:
        super().__init__(
            _("The staff"),
            _(
                "Paste one person a line: family name and given name; qualification. For example: "
                "Traoré Aminata; midwife. Whether a person counts as skilled is proposed by her "
                "qualification, and can be changed later in the settings."
            ),
        )
        self.box = PastingBox("staff_member", _("Staff, one a line"))
        self.first = self.box.text
        self.column.addWidget(self.box, 1)


class AccountStep(Step):
    """The first person, her passphrase, then the recovery code on paper."""

    said = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(
            _("Your account"),
            _(
                "Choose a passphrase of 12 characters or more, or of four words you remember. "
                "Nobody can read the register without it."
            ),
        )
        self.sheets: Callable[[], bytes] = bytes
        self.first_part = QWidget()
        self.proof = CodeProof(
            _(
                "The register is made. This recovery code opens it if every passphrase is "
                "forgotten. It is shown only now: write or print it on two sheets, one in a sealed "
                "envelope with the head of the maternity, one with the district."
            )
        )
        self.proof.printing.connect(self.print_code)
        form = QFormLayout(self.first_part)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.name = self.line(form, _("Your name, as it will stand on the list"))
        self.passphrase = self.line(form, _("Your passphrase"), secret=True)
        self.again = self.line(form, _("The same passphrase again"), secret=True)
        lay_out_help(form, self.passphrase, self.again)
        self.first = self.name
        self.column.addWidget(self.first_part)
        self.column.addWidget(self.proof)
        self.column.addStretch(1)
        self.proof.hide()

    @property
    def code(self) -> str:
        """The recovery code, once the register is made."""
        return self.proof.code

    def fault(self) -> str:
        """Name and passphrase first; then two groups of the code, read from the sheet."""
        if self.code:
            return self.proof.fault()
        if not self.name.text().strip():
            return _("Enter your name.")
        if self.passphrase.text() != self.again.text():
            return _("The two passphrases differ. Type them again.")
        return ""

    def show_code(self, code: str, sheets: Callable[[], bytes]) -> None:
        """Show the code once, and ask for two of its groups; `sheets` makes them as a PDF."""
        self.sheets = sheets
        self.proof.show_code(code)
        self.passphrase.clear()
        self.again.clear()
        self.first_part.hide()
        self.proof.show()
        self.first = self.proof.groups[0]
        self.first.setFocus()

    def print_code(self) -> None:
        """Print the two sheets with the code."""
        from maternity.ui.preview import print_unseen  # noqa: PLC0415 - when printing

        print_unseen(self, self.sheets, self.said.emit)


MAY_BREAK = re.compile(r"([^\\/_. -]{24}|[\\/_.-])")


def breakable(path: str) -> str:
    """A path that a label may write on several lines, however long its parts are."""
    return MAY_BREAK.sub("\\1\u200b", path)


def lay_out_help(form: QFormLayout, *lines: QLineEdit) -> None:
    """Under the lines of a new passphrase: it can be seen while it is typed, and be proposed."""
    seen, proposal, word = QCheckBox(_("Show what is typed")), QPushButton(), QLabel()
    proposal.setText(_("Propose four words"))
    word.setWordWrap(True)
    word.hide()

    def show(shown: bool) -> None:
        for line in lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def propose() -> None:
        from maternity.ward.staffing import propose  # noqa: PLC0415 - when it is asked for

        word.setText(_("Write it down until you know it: {words}").format(words=propose()))
        word.show()
        lines[0].setFocus()

    seen.toggled.connect(show)
    proposal.clicked.connect(propose)
    for widget in (word, seen, proposal):
        form.addRow(widget)


class CopiesStep(Step):
    """Where the register lies, and what a copy needs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("The copies"),
            _(
                "The register is one encrypted file on this computer, in the folder {folder}. The "
                "program copies it to a second folder of this computer every four hours and when "
                "you leave it. Each day, put a USB stick in and press “Copies…” on the first page: "
                "a copy on the computer alone is lost with the computer."
            ).format(folder=breakable(str(folder))),
        )
        self.column.addStretch(1)
