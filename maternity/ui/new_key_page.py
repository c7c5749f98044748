"""A new key for the register, while none is open: who asks and why, the papers, then the swap.

Nothing is in force before two groups of the new recovery code were read from paper and typed. What
is left before that leaves the register as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
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

from maternity.errors import NEEDS_TECHNICIAN, Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs, theme
from maternity.ui.code_proof import CodeProof
from maternity.ui.frame import WaitStrip
from maternity.ui.setup_steps import lay_out_help
from maternity.ui.told import sentence

if TYPE_CHECKING:
    from maternity.ward.new_key import Done, NewKey

WIDE_CHARS = 100


class NewKeyPage(QWidget):
    """What a new key is for, who gives it, the code and the passphrases on paper, the end."""

    done = Signal()
    left = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.title = _("New key of the register")
        self.work: NewKey | None = None
        self.asking, self.telling, self.ended = QWidget(), QWidget(), QLabel()
        self.parts = QStackedWidget()
        self.word = QLabel()
        self.back, self.onward = QPushButton(_("Back")), QPushButton()
        self.back.clicked.connect(lambda _on=False: self.leave())
        self.onward.setProperty("main", True)
        self.onward.clicked.connect(lambda _on=False: self.go_on())
        self._lay_out_asking()
        self._lay_out_telling()
        self._lay_out()

    def _lay_out_asking(self) -> None:
        form = self.form = _form(self.asking)
        self.reason = _line(form, _("Why: what was lost or stolen, when, or who knows a secret"))
        self.person = _line(form, _("Your name, as it stands on the sign-in list"))
        self.passphrase = _line(form, _("Your passphrase until now"), secret=True)
        self.second = _line(form, _("Name of the technical administrator, beside the head"))
        self.second_passphrase = _line(form, _("Her passphrase"), secret=True)
        self.code = _line(form, _("Or the recovery code, from its sheet"))
        self.new = _line(form, _("Your new passphrase, not the former one"), secret=True)
        self.again = _line(form, _("The same passphrase again"), secret=True)
        lay_out_help(form, self.new, self.again)
        self._show_second(shown=False)
        for line in self._lines:
            line.returnPressed.connect(self.go_on)

    @property
    def _lines(self) -> tuple[QLineEdit, ...]:
        beside = (self.second, self.second_passphrase)
        return (self.reason, self.person, self.passphrase, *beside, self.code, self.new, self.again)

    def _lay_out_telling(self) -> None:
        self.proof = CodeProof(
            _(
                "This is the new recovery code. Print it or write it on two sheets, one in a sealed"
                " envelope with the head of the maternity, one with the district, before anything"
                " else: it is shown only now."
            )
        )
        self.proof.printing.connect(lambda: self._print("sheets_pdf"))
        self.given = QLabel()
        self.given.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.given.setAccessibleName(_("Passphrases of the others, to be changed at once"))
        self.slips = QPushButton(_("Print a slip for each of them"))
        self.slips.clicked.connect(lambda _on=False: self._print("slips_pdf"))
        column = QVBoxLayout(self.telling)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.given)
        column.addWidget(self.slips, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.proof)
        column.addStretch(1)
        for line in self.proof.groups:
            line.returnPressed.connect(self.go_on)

    def _lay_out(self) -> None:
        head, self.told = QLabel(self.title), QLabel(when_words())
        head.setProperty("role", "title")
        for label in (head, self.told, self.given, self.ended, self.word):
            label.setWordWrap(True)
        self.ended.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.asking, self.telling, self.ended):
            self.parts.addWidget(part)
        inside = QFrame()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        for widget in (head, self.told, self.parts):
            column.addWidget(widget)
        column.addStretch(1)
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        box = QFrame()
        box.setProperty("role", "card")
        box.setMaximumWidth(box.fontMetrics().averageCharWidth() * WIDE_CHARS)
        card = QVBoxLayout(box)
        card.setContentsMargins(24, 18, 24, 18)
        card.addWidget(area, 1)
        card.addWidget(self.word)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.onward)
        card.addLayout(foot)
        page = QVBoxLayout(self)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(box, 100)
        across.addStretch(1)
        page.addLayout(across, 1)
        page.addWidget(WaitStrip())
        self._turn_to(self.asking, _("Make the new key"))

    def start(self) -> None:
        """Begin with the reason."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The next step: make the key, put it in force, or sign in."""
        if not self.onward.isEnabled():
            return
        if self.parts.currentWidget() is self.ended:
            self.done.emit()
        elif self.work is None:
            self._make()
        else:
            self._put_in_force(self.work)

    def _make(self) -> None:
        person, code = self.person.text().strip(), self.code.text().strip()
        fault = self._fault(person, code)
        if fault:
            self._say(fault)
            return
        second = (self.second.text().strip(), self.second_passphrase.text())
        secret = ("", "", code) if code else (person, self.passphrase.text(), "", *second)
        self._say(_("Making the new key…"), "")
        self._hold()
        jobs.run_long(
            partial(began, self.folder, secret, self.reason.text(), self.new.text()),
            self._made,
            self._refused,
            words=_("Making the new key…"),
        )

    def _fault(self, person: str, code: str) -> str:
        if not code and not (person and self.passphrase.text()):
            self._go_to(self.person)
            return _("Type your name and passphrase, or the recovery code.")
        if not code and not self.new.text():
            self._go_to(self.new)
            return _("Choose a new passphrase for yourself, or let four words be proposed.")
        if self.new.text() != self.again.text():
            self._go_to(self.again)
            return _("The two passphrases differ. Type them again.")
        return ""

    def _made(self, work: NewKey) -> None:
        self.work = work
        for line in self._lines:
            line.clear()
        told = "\n".join(f"{name}  –  {words}" for name, words in work.given.items())
        head = _("Passphrases of the others, to be changed at once")
        self.given.setText(f"{head}\n{told}")
        for widget in (self.given, self.slips):
            widget.setVisible(bool(told))
        self.told.setText(not_yet_words())
        self.proof.show_code(work.code)
        self._say("")
        self._turn_to(self.telling, _("Put the new key in force"))
        first = self.slips if told else self.proof.printed
        self._go_to(first)

    def _put_in_force(self, work: NewKey) -> None:
        fault = self.proof.fault()
        if fault:
            self._say(fault)
            self._go_to(self.proof.groups[0])
            return
        self._say(_("Putting the new key in force…"), "")
        self._hold()
        jobs.run(work.finish, self._finished, self._refused)

    def _finished(self, done: Done) -> None:
        self.work = None
        self.told.clear()
        self.given.clear()
        self.proof.forget()
        self.ended.setText(after_words(done))
        self._say(_("The new key is in force."), "saved")
        self._turn_to(self.ended, _("Sign in"))
        self.back.hide()
        self.onward.setFocus()

    def leave(self) -> None:
        """Leave everything as it was."""
        work, self.work = self.work, None
        if work is not None:
            jobs.run(work.abandon, lambda _done: self.left.emit(), self._refused)
        else:
            self.left.emit()

    def _print(self, papers: str) -> None:
        """Print what stands on the screen now."""
        from maternity.ui.preview import print_unseen  # noqa: PLC0415 - when printing

        if self.work is not None:
            print_unseen(self, getattr(self.work, papers), self._say)

    def _turn_to(self, part: QWidget, words: str) -> None:
        self.parts.setCurrentWidget(part)
        self.area.verticalScrollBar().setValue(0)
        self.onward.setText(words)
        self.onward.setEnabled(True)
        self.back.setEnabled(True)

    def _hold(self) -> None:
        self.onward.setEnabled(False)
        self.back.setEnabled(False)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.onward.setEnabled(True)
        self.back.setEnabled(True)
        self._say(sentence(error))
        if isinstance(error, Refused) and error.field == NEEDS_TECHNICIAN:
            self._show_second(shown=True)
            self._go_to(self.second)

    def _go_to(self, widget: QWidget) -> None:
        """Have the keys go there, and the page show it once it is laid out."""
        widget.setFocus()
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(widget))

    def _show_second(self, *, shown: bool) -> None:
        for line in (self.second, self.second_passphrase):
            self.form.setRowVisible(line, shown)

    def _say(self, words: str, state: str = "wrong") -> None:
        self.word.setText(words)
        self.word.setVisible(bool(words))
        theme.set_state(self.word, state)


def _form(part: QWidget) -> QFormLayout:
    form = QFormLayout(part)
    form.setContentsMargins(0, 0, 0, 0)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    return form


def _line(form: QFormLayout, words: str, *, secret: bool = False) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(words)
    if secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    form.addRow(words, line)
    return line


def when_words() -> str:
    """When a new key is needed, and what it does."""
    return _(
        "Give a new key when a stick or a computer with the register was stolen or lost, or when "
        "somebody knows the passphrase of another or the recovery code. What a thief holds she "
        "keeps; what is written from now on she cannot open.\n"
        "A verified copy is made first. Then every passphrase, every PIN and the recovery code are "
        "replaced: you choose your passphrase, each other person gets one to be changed at once. "
        "Until the last button is pressed nothing is changed, and a power cut leaves a register "
        "that opens. Have a printer or paper ready."
    )


def not_yet_words() -> str:
    """What is done before the last button."""
    return _(
        "The new key is made and not yet in force. Put on paper what stands here, then type two "
        "groups of the code from your sheet."
    )


def after_words(done: Done) -> str:
    """What is left to do, once the new key is in force."""
    made = (
        _("Copy n° {number} under the new key is on this computer.").format(number=done.copy)
        if done.copy is not None
        else _("No copy under the new key could be made yet: make one as soon as you signed in.")
    )
    rest = _(
        "Make a copy on each stick today: the copies from before open with the former passphrases "
        "and the former code alone. Keep the former sheets, marked “former”, as long as those "
        "copies are kept."
    )
    return f"{made}\n{rest}"


def began(
    folder: Path,
    secret: tuple[str, ...],
    reason: str,
    passphrase: str,
    step: Callable[[int, int], None],
) -> NewKey:
    """The new key, made (on the database's thread, where it is loaded)."""
    from maternity.ward.new_key import Asked, begin  # noqa: PLC0415
    from maternity.ward.technical import Secret  # noqa: PLC0415

    asked = Asked(Secret(*secret), reason, passphrase)
    return begin(folder, asked, lambda done, of: step(done >> 10, max(1, of >> 10)))
