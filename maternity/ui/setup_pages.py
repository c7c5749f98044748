"""First run: five short pages, or a training register at once.

Each page can be left and taken up again. What is typed before the register exists stays in memory
and touches no disk; from the account on it is in the register, encrypted.
"""

from __future__ import annotations

import shutil
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maternity import files
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs, pasting, theme
from maternity.ui.frame import WaitStrip
from maternity.ui.quiet import QuietCombo
from maternity.ui.setup_steps import (
    AccountStep,
    CentreStep,
    CopiesStep,
    StaffStep,
    Step,
    VillagesStep,
)
from maternity.ui.sign_in import centred
from maternity.ui.told import sentence
from maternity.ward import Ward, create_ward

WIDE_CHARS = 110
ACCOUNT = 3
TRAINING_BIRTHS = 150


class SetUp(QWidget):
    """The pages of the first run."""

    done = Signal(object)
    trained = Signal(object, str)
    trial = Signal()
    restoring = Signal()

    def __init__(self, folder: Path, training_folder: Path) -> None:
        super().__init__()
        self.title = _("First run")
        self.folder, self.training_folder = folder, training_folder
        self.ward: Ward | None = None
        self.centre, self.villages, self.staff = CentreStep(), VillagesStep(), StaffStep()
        self.account, self.copies = AccountStep(), CopiesStep(folder)
        self.steps: list[Step] = [
            *(self.centre, self.villages, self.staff, self.account, self.copies)
        ]
        self.pages = QStackedWidget()
        self.word = QLabel()
        self.word.setWordWrap(True)
        self.account.said.connect(self._say)
        self._lay_out()
        self.centre.level.installEventFilter(self)
        self.turn_to(0)

    def _lay_out(self) -> None:
        head = QLabel(_("Set up the register of your maternity"))
        head.setProperty("role", "title")
        head.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(head, 1)
        ways = (
            (_("Try with a training register"), self.trial),
            (_("Restore a copy…"), self.restoring),
        )
        for words, asked in ways:
            instead = QPushButton(words)
            instead.clicked.connect(asked)
            top.addWidget(instead)
        self.ways = [
            QPushButton(f"{at}  {step.title}") for at, step in enumerate(self.steps, start=1)
        ]
        row = QHBoxLayout()
        for at, way in enumerate(self.ways):
            way.setCheckable(True)
            way.clicked.connect(partial(self.turn_to, at))
            row.addWidget(way)
        row.addStretch(1)
        self.back = QPushButton(_("Back"))
        self.back.clicked.connect(lambda: self.turn_to(self.pages.currentIndex() - 1))
        self.onward = QPushButton()
        self.onward.setProperty("main", True)
        self.onward.clicked.connect(self.next)
        foot = QHBoxLayout()
        foot.addWidget(self.word, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.onward)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 18, 24, 18)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.pages)
        area.viewport().setAutoFillBackground(False)
        self.pages.setAutoFillBackground(False)
        inside.addWidget(area)
        box = QWidget()
        box.setMaximumWidth(box.fontMetrics().averageCharWidth() * WIDE_CHARS)
        column = QVBoxLayout(box)
        for layout in (top, row):
            column.addLayout(layout)
        column.addWidget(card, 1)
        column.addLayout(foot)
        page = QVBoxLayout(self)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(box, 100)
        across.addStretch(1)
        page.addLayout(across, 1)
        page.addWidget(WaitStrip())
        for step in self.steps:
            self.pages.addWidget(step)
            for line in step.findChildren(QLineEdit):
                line.returnPressed.connect(partial(self._onward_from, step, line))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter leaves a choice as it leaves a line."""
        pressed = event.type() is QEvent.Type.KeyPress
        enters = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if pressed and isinstance(event, QKeyEvent) and event.key() in enters:
            self._onward_from(self.centre, self.centre.level)
            return True
        return super().eventFilter(watched, event)

    def _onward_from(self, step: Step, field: QWidget) -> None:
        """Enter goes to the next field, as in every form; after the last one, to the next page."""
        fields = (*step.findChildren(QLineEdit), *step.findChildren(QuietCombo))
        shown = sorted((one for one in fields if one.isVisibleTo(step)), key=QWidget.y)
        after = shown[shown.index(field) + 1 :]
        if after:
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.next()

    def start(self) -> None:
        """Begin where the page begins; say first where no register can lie in this folder."""
        self.steps[self.pages.currentIndex()].first.setFocus()
        try:
            files.fit_for_register(self.folder)
        except Refused as error:
            self._say(sentence(error))

    def turn_to(self, at: int, *_checked: object) -> None:
        """Show a page; what was typed on the others stays. The last needs the register."""
        reach = len(self.steps) - 1 if self._made() else ACCOUNT
        at = max(0, min(at, reach))
        self.pages.setCurrentIndex(at)
        for other, way in enumerate(self.ways):
            way.setChecked(other == at)
            way.setEnabled(other <= reach)
        self.back.setEnabled(at > 0)
        words = {ACCOUNT: _("Make the register"), len(self.steps) - 1: _("Open the ward")}
        self.onward.setText(words.get(at, _("Next")) if not self._code_asked() else _("Next"))
        self._say("")
        self._lead_onward()

    def _lead_onward(self) -> None:
        """Tab goes from the last field of a page to « Next », then to « Back »."""
        inside = self.steps[self.pages.currentIndex()].findChildren(QWidget)
        stops = [
            one
            for one in inside
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is self.window()
        ]
        for one, other in pairwise([*stops, self.onward, self.back]):
            self.setTabOrder(one, other)
        if not stops:
            self.onward.setFocus()

    def _made(self) -> bool:
        return self.ward is not None and not self.account.fault()

    def _code_asked(self) -> bool:
        return self.pages.currentIndex() == ACCOUNT and bool(self.account.code)

    def next(self) -> None:
        """Check this page and go on."""
        at = self.pages.currentIndex()
        fault = self.steps[at].fault()
        if fault:
            self._say(fault)
        elif at == ACCOUNT and self.ward is None:
            self.make()
        elif at < len(self.steps) - 1:
            self.turn_to(at + 1)
        else:
            self._finish()

    def _say(self, words: str, state: str = "wrong") -> None:
        self.word.setText(words)
        theme.set_state(self.word, state if words else "")

    def _refused(self, error: Refused | Unavailable) -> None:
        self.setEnabled(True)
        self._say(sentence(error))

    def make(self) -> None:
        """Make the register with all that was typed before."""
        fault = self.centre.fault()
        if fault:
            self.turn_to(0)
            self._say(fault)
            return
        entered = [*self.villages.box.entered(), *self.staff.box.entered()]
        told = {
            "facility": self.centre.name.text().strip(),
            "level": str(self.centre.level.currentData()),
            "area": self.centre.area.text().strip(),
            "admin": self.account.name.text().strip(),
            "passphrase": self.account.passphrase.text(),
        }
        self._say(_("Making the register…"), "saved")
        work = partial(make_register, self.folder, told, self.centre.completed(), entered)
        jobs.run(work, self._was_made, self._refused)

    def _was_made(self, made: tuple[Ward, str]) -> None:
        self.ward, code = made
        self.account.show_code(code, partial(code_sheets, self.ward, code))
        self.turn_to(ACCOUNT)
        self.account.first.setFocus()

    def _finish(self) -> None:
        """Keep what was pasted after the register was made, then open the ward."""
        ward = self.ward
        if ward is None:
            return
        entered = [*self.villages.box.entered(), *self.staff.box.entered()]
        jobs.run(
            lambda: pasting.keep(ward, entered), lambda _count: self.done.emit(ward), self._refused
        )

    def train(self) -> None:
        """Make a training register, with its own passphrase."""
        self._say("")
        folder = fresh(self.training_folder)
        words = _("Making the training register…")
        jobs.run_long(
            partial(make_training, folder),
            lambda made: self.trained.emit(*made),
            self._refused,
            words=words,
        )
        self._say(words, "saved")


def make_register(
    folder: Path, told: dict[str, str], completed: dict[str, str], entered: list[pasting.Entered]
) -> tuple[Ward, str]:
    """A new register with its facility, villages and staff; and its recovery code."""
    ward, code = create_ward(folder, **told)  # type: ignore[arg-type]
    if completed:
        own = ward.facility
        for name, words in completed.items():
            setattr(own, name, own.register.fields[name].read(words))
        ward.keep(own)
    pasting.keep(ward, entered)
    return ward, code


def code_sheets(ward: Ward, code: str) -> bytes:
    """The two sheets with the recovery code, as a PDF (on the database's thread)."""
    from maternity.ward.new_computer import code_pdf  # noqa: PLC0415 - when printing
    from maternity.ward.papers import told_of  # noqa: PLC0415

    return code_pdf(told_of(ward, ""), ward.fact("register"), code)


def make_training(folder: Path, step: Any) -> tuple[Ward, str]:
    """A training register and its passphrase; nothing is left of one that was stopped."""
    from maternity.ward.demo import make_demo, new_passphrase  # noqa: PLC0415 - when asked for

    passphrase = new_passphrase()
    try:
        ward = make_demo(folder, TRAINING_BIRTHS, 1, passphrase=passphrase, progress=step)
    except (Refused, Unavailable):
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return ward, passphrase


def fresh(folder: Path) -> Path:
    """A folder that holds no register yet."""
    at, number = folder, 1
    while at.exists():
        number += 1
        at = folder.with_name(f"{folder.name}-{number}")
    return at


class TrainingMade(QWidget):
    """The training register is there: its passphrase is told, to sign in again later."""

    opened = Signal()

    def __init__(self, name: str, passphrase: str) -> None:
        super().__init__()
        head = QLabel(_("The training register is ready"))
        head.setProperty("role", "title")
        head.setWordWrap(True)
        words = QLabel(
            _(
                "All in it is invented: try whatever you like. To open it again another day, "
                "choose “Training register” when you sign in, the name {name}, and this passphrase:"
            ).format(name=name)
        )
        words.setWordWrap(True)
        told = QLabel(passphrase)
        told.setProperty("role", "code")
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton(_("Open the training register"))
        self.button.setProperty("main", True)
        self.button.clicked.connect(self.opened)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(card.fontMetrics().averageCharWidth() * WIDE_CHARS * 2 // 3)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 20)
        for widget in (head, words, told, self.button):
            column.addWidget(widget)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addLayout(centred(card))
        page.addStretch(2)

    def start(self) -> None:
        """Begin with the button."""
        self.button.setFocus()
