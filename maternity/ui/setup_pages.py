"""First run: five short pages, or a training register at once.

What is typed before the register exists stays in memory; afterwards it is in the register. Each
page can be left and taken up later in the settings.
"""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.records import named
from maternity.ui import jobs, theme
from maternity.ui.messages import sentence
from maternity.ward import Ward, create_ward

LEVELS = ("cscom", "csref", "regional_hospital", "private_clinic", "other")
GROUPS_ASKED = 2


class SetUp(QWidget):
    """The pages of the first run."""

    done = Signal(object)
    trained = Signal(object)

    def __init__(self, folder: Path, training_folder: Path) -> None:
        super().__init__()
        self.title = _("First run")
        self.folder, self.training_folder = folder, training_folder
        self.ward: Ward | None = None
        self.code = ""
        self.pages = QStackedWidget()
        self.word = QLabel()
        self.word.setWordWrap(True)
        head = QLabel(_("Set up the register of your maternity"))
        head.setProperty("role", "title")
        trial = QPushButton(_("Try with a training register"))
        trial.clicked.connect(self.train)
        top = QHBoxLayout()
        top.addWidget(head, 1)
        top.addWidget(trial)
        self.back = QPushButton(_("Back"))
        self.back.clicked.connect(partial(self._turn, -1))
        self.onward = QPushButton(_("Next"))
        self.onward.setProperty("main", True)
        self.onward.clicked.connect(self.next)
        foot = QHBoxLayout()
        foot.addWidget(self.word, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.onward)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.addLayout(top)
        page.addWidget(self.pages, 1)
        page.addLayout(foot)
        for make in (self._centre, self._account, self._recovery, self._villages, self._staff):
            self.pages.addWidget(make())
        self._shown()

    def start(self) -> None:
        """Begin with the name of the centre."""
        self.name.setFocus()

    def _page(self, title: str, told: str) -> tuple[QWidget, QFormLayout]:
        page = QWidget()
        form = QFormLayout(page)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        head = QLabel(title)
        head.setProperty("role", "heading")
        form.addRow(head)
        words = QLabel(told)
        words.setWordWrap(True)
        form.addRow(words)
        return page, form

    def _line(self, form: QFormLayout, label: str, *, secret: bool = False) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(label)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        form.addRow(label, line)
        line.returnPressed.connect(self.next)
        return line

    def _centre(self) -> QWidget:
        page, form = self._page(
            _("1. The centre"), _("These words stand at the head of the monthly return.")
        )
        self.name = self._line(form, _("Name of the centre"))
        self.level = QComboBox()
        self.level.setAccessibleName(_("Kind of centre"))
        levels = named("facility").fields["level"].options  # type: ignore[attr-defined]
        for code in LEVELS:
            self.level.addItem(levels.coded(code).words, code)
        form.addRow(_("Kind of centre"), self.level)
        self.area = self._line(form, _("Health area"))
        self.district = self._line(form, _("Health district"))
        self.region = self._line(form, _("Health region"))
        return page

    def _account(self) -> QWidget:
        page, form = self._page(
            _("2. Your account"),
            _("Choose a passphrase of 12 characters or more, or of four words you remember."),
        )
        self.person = self._line(form, _("Your name, as it will stand on the list"))
        self.passphrase = self._line(form, _("Your passphrase"), secret=True)
        self.again = self._line(form, _("The same passphrase again"), secret=True)
        return page

    def _recovery(self) -> QWidget:
        page, form = self._page(
            _("3. The recovery code"),
            _(
                "Write this code on two sheets: one in a sealed envelope with the head of the "
                "maternity, one with the district. It opens the register if every passphrase is "
                "forgotten. It is shown only now."
            ),
        )
        self.code_shown = QLabel()
        self.code_shown.setProperty("role", "title")
        self.code_shown.setAccessibleName(_("Recovery code"))
        form.addRow(self.code_shown)
        self.groups: list[tuple[int, QLineEdit, QLabel]] = []
        for _at in range(GROUPS_ASKED):
            label, line = QLabel(), QLineEdit()
            line.returnPressed.connect(self.next)
            form.addRow(label, line)
            self.groups.append((0, line, label))
        return page

    def _villages(self) -> QWidget:
        page, form = self._page(
            _("4. The villages"),
            _(
                "One village a line. Begin a line with “-” for a village outside your health "
                "area. You can paste a column of a spreadsheet, or do this later."
            ),
        )
        self.villages = QPlainTextEdit()
        self.villages.setAccessibleName(_("Villages, one a line"))
        self.villages.setTabChangesFocus(True)
        form.addRow(self.villages)
        return page

    def _staff(self) -> QWidget:
        page, form = self._page(
            _("5. The staff"),
            _(
                "One person a line: family name, given name; qualification. For example: "
                "Traoré Aminata; sage-femme. You can paste it, or do this later."
            ),
        )
        self.staff = QPlainTextEdit()
        self.staff.setAccessibleName(_("Staff, one a line"))
        self.staff.setTabChangesFocus(True)
        form.addRow(self.staff)
        file = QPushButton(_("Load villages and staff from a spreadsheet…"))
        file.clicked.connect(self.load)
        form.addRow(file)
        return page

    def _turn(self, step: int) -> None:
        at = self.pages.currentIndex() + step
        if 0 <= at < self.pages.count():
            self.pages.setCurrentIndex(at)
            self._shown()

    def _shown(self) -> None:
        at = self.pages.currentIndex()
        self.back.setEnabled(at in {1, 4})
        last = at == self.pages.count() - 1
        self.onward.setText(_("Finish") if last else _("Next"))
        self.word.setText("")
        lines = [line for line in self.pages.findChildren(QLineEdit) if line.isVisible()]
        if lines:
            lines[0].setFocus()

    def next(self) -> None:
        """Check this page and go on."""
        acts = (self._check_centre, self._make, self._check_code, self._keep_villages)
        at = self.pages.currentIndex()
        (acts[at] if at < len(acts) else self._keep_staff)()

    def _say(self, words: str) -> None:
        self.word.setText(words)
        theme.set_state(self.word, "wrong")

    def _refused(self, error: Refused | Unavailable) -> None:
        self.onward.setEnabled(True)
        self._say(sentence(error))

    def _check_centre(self) -> None:
        if not self.name.text().strip():
            self._say(_("Enter the name of the centre."))
        elif self.level.currentData() == "cscom" and not self.area.text().strip():
            self._say(_("Enter the health area: the return counts by it."))
        else:
            self._turn(1)

    def _make(self) -> None:
        if not self.person.text().strip():
            self._say(_("Enter your name."))
        elif self.passphrase.text() != self.again.text():
            self._say(_("The two passphrases differ. Type them again."))
        elif self.ward is None:
            self.onward.setEnabled(False)
            made = partial(
                create_ward,
                self.folder,
                facility=self.name.text().strip(),
                level=str(self.level.currentData()),
                area=self.area.text().strip(),
                admin=self.person.text().strip(),
                passphrase=self.passphrase.text(),
            )
            jobs.run(made, self._made, self._refused)

    def _made(self, made: tuple[Ward, str]) -> None:
        self.ward, self.code = made
        self.onward.setEnabled(True)
        self.code_shown.setText(self.code)
        asked = sorted(secrets.SystemRandom().sample(range(7), GROUPS_ASKED))
        for at, (_old, line, label) in enumerate(self.groups):
            words = _("Type group {number} of the code").format(number=asked[at] + 1)
            label.setText(words)
            line.setAccessibleName(words)
            self.groups[at] = (asked[at], line, label)
        self._complete_facility()
        self._turn(1)

    def _complete_facility(self) -> None:
        ward, district, region = self.ward, self.district.text(), self.region.text()
        if ward is None:
            return

        def complete() -> None:
            own = ward.facility
            own.district, own.region = district.strip() or None, region.strip() or None
            ward.keep(own)

        jobs.run(complete, lambda _done: None)

    def _check_code(self) -> None:
        groups = self.code.split("-")
        wrong = [at for at, line, _l in self.groups if line.text().strip().upper() != groups[at]]
        if wrong:
            self._say(_("This group is not the one of the code. Read your sheet again."))
        else:
            self._turn(1)

    def _keep_villages(self) -> None:
        self._keep(village_rows(self.villages.toPlainText()), partial(self._turn, 1))

    def _keep_staff(self) -> None:
        self._keep(staff_rows(self.staff.toPlainText()), self._finish)

    def _keep(self, rows: list[dict[str, str]], then: Any) -> None:
        ward = self.ward
        if ward is None or not rows:
            then()
            return
        jobs.run(lambda: keep_rows(ward, rows), lambda _done: then(), self._refused)

    def _finish(self) -> None:
        self.done.emit(self.ward)

    def load(self) -> None:
        """Villages and staff from a workbook with a sheet a register."""
        place, _kind = QFileDialog.getOpenFileName(
            self, _("Load"), "", _("Spreadsheet (*.xlsx *.xls *.ods)")
        )
        ward = self.ward
        if place and ward is not None:
            jobs.run(
                lambda: ward.take_facts(Path(place)),
                self.word.setText,
                self._refused,
            )

    def train(self) -> None:
        """Make a training register and open it."""
        from maternity.ward.demo import make_demo, new_passphrase  # noqa: PLC0415

        self._say(_("Making the training register…"))
        theme.set_state(self.word, "saved")
        passphrase = new_passphrase()
        folder = fresh(self.training_folder)
        jobs.run(
            lambda: make_demo(folder, 150, 1, passphrase=passphrase),
            self.trained.emit,
            self._refused,
        )


def fresh(folder: Path) -> Path:
    """A folder that holds no register yet."""
    at, number = folder, 1
    while at.exists():
        number += 1
        at = folder.with_name(f"{folder.name}-{number}")
    return at


def village_rows(text: str) -> list[dict[str, str]]:
    """The villages of a text, one a line; « - » before one outside the area."""
    rows = []
    for line in text.splitlines():
        name = line.strip().lstrip("-").strip()
        if name:
            outside = line.strip().startswith("-")
            rows.append(
                {
                    "register": "village",
                    "name": name,
                    "kind": "village",
                    "in_catchment": "no" if outside else "yes",
                }
            )
    return rows


def staff_rows(text: str) -> list[dict[str, str]]:
    """The people of a text, one a line: names; qualification."""
    rows = []
    for line in text.splitlines():
        names, _sign, qualification = line.replace("\t", ";").partition(";")
        family, _space, given = names.strip().partition(" ")
        if family:
            rows.append(
                {
                    "register": "staff_member",
                    "family_name": family,
                    "given_name": given,
                    "qualification": qualification.strip(),
                    "active": "yes",
                }
            )
    return rows


def keep_rows(ward: Ward, rows: list[dict[str, str]]) -> None:
    """Keep set-up rows; the flag « skilled » is proposed by the qualification."""
    kept = []
    for row in rows:
        told = dict(row)
        entry = ward.new(told.pop("register"))
        for name, text in told.items():
            if text:
                setattr(entry, name, entry.register.fields[name].read(text))
        if entry.register.name == "staff_member" and entry.look("skilled") is None:
            setattr(entry, "skilled", entry.followed("skilled"))  # noqa: B010
        kept.append(entry)
    ward.keep(*kept)
