"""Who may sign in: everyone's account, a new person, and one's own passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maternity import reading
from maternity.errors import Refused, Unavailable
from maternity.i18n import _, labelled
from maternity.people import Account, Right, Role
from maternity.ui import jobs, theme
from maternity.ui.access_acts import AccessActs
from maternity.ui.ask import AskStrip
from maternity.ui.lines import Card, Row
from maternity.ui.page import Page
from maternity.ui.proving import run_proven
from maternity.ui.quiet import QuietCombo
from maternity.ui.told import sentence
from maternity.ward import Ward
from maternity.ward.staffing import propose, set_pin


class PeoplePage(Page):
    """The accounts at the left, new people and passphrases at the right."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("People and passphrases"))
        self.manages = ward.account.may(Right.MANAGE_PEOPLE)
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.accounts = Card(_("Who may sign in"), _("Nobody yet."))
        self.accounts.lines.opened.connect(self.opened)
        self.name = QLineEdit()
        if self.manages:
            self.button("new", self.name.setFocus, _("A new person"), main=True)
            self.key("new", self.name.setFocus)
        self.role = QuietCombo()
        for role in Role:
            self.role.addItem(role.words, role.value)
        self.passphrase, self.again = _secret(), _secret()
        self.own, self.own_again = _secret(), _secret()
        self.pin, self.pin_again = _secret(), _secret()
        self.ask = AskStrip(self.accounts.lines)
        right = QVBoxLayout()
        if self.manages:
            right.addWidget(self._new_person())
        right.addWidget(self._own_passphrase())
        right.addWidget(self._own_pin())
        self.word = QLabel()
        self.word.setWordWrap(True)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        inside = QWidget()
        inside.setLayout(right)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        left = QVBoxLayout()
        left.addWidget(self.accounts, 1)
        if self.manages:
            acts = AccessActs(ward, self.accounts.lines, self.ask, self._told)
            acts.printed.connect(self.previewed)
            left.addWidget(acts)
        row.addLayout(left, 1)
        if not self.manages:
            self.accounts.hide()
        row.addWidget(area, 1)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.word)
        self.body.addWidget(self.ask)

    def _new_person(self) -> QWidget:
        add = QPushButton(_("Add this person"))
        add.setProperty("main", True)
        add.clicked.connect(self.add)
        self.name.returnPressed.connect(self.role.setFocus)
        self.passphrase.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.add)
        words = QPushButton(_("Propose four words"))
        words.clicked.connect(self.propose)
        fields = (
            (_("Name, as it will stand on the list"), self.name),
            (_("Role"), self.role),
            (_("Her passphrase"), self.passphrase),
            (_("Her passphrase again"), self.again),
        )
        return _block(_("A new person"), fields, add, words)

    def _own_passphrase(self) -> QWidget:
        change = QPushButton(_("Change my passphrase"))
        change.clicked.connect(self.change)
        self.own.returnPressed.connect(self.own_again.setFocus)
        self.own_again.returnPressed.connect(self.change)
        fields = ((_("My new passphrase"), self.own), (_("The same again"), self.own_again))
        return _block(_("My passphrase"), fields, change)

    def _own_pin(self) -> QWidget:
        keep = QPushButton(_("Keep this PIN"))
        keep.clicked.connect(self.keep_pin)
        self.pin.returnPressed.connect(self.pin_again.setFocus)
        self.pin_again.returnPressed.connect(self.keep_pin)
        fields = ((_("Six digits"), self.pin), (_("The same digits again"), self.pin_again))
        return _block(_("My PIN, to open the register after a lock"), fields, keep)

    def start(self) -> None:
        """Begin with the list of people, or with one's own passphrase."""
        (self.accounts.lines if self.manages else self.own).setFocus()

    def refresh(self) -> None:
        """Read the accounts again."""
        if self.manages:
            jobs.run(self.ward.people, self._show)

    def _show(self, people: list[Account]) -> None:
        label = Account.register.fields["active"].words
        rows = [
            Row(
                one.name or "",
                f"{one.shown('role')}  ·  {labelled(label)} {one.shown('active')}",
                one,
            )
            for one in people
        ]
        self.accounts.fill(rows)

    def add(self) -> None:
        """Make the new person's account."""
        name, role = self.name.text().strip(), Role.coded(str(self.role.currentData()))
        passphrase = self.passphrase.text()
        if not name:
            self._say(_("Enter the name of the person."))
        elif passphrase != self.again.text():
            self._say(_("The two passphrases differ. Type them again."))
        else:
            run_proven(
                self.ward,
                self.ask,
                lambda: self.ward.add_person(name, role, passphrase, temporary=True),
                self._added,
                self._refused,
            )

    def propose(self) -> None:
        """Show four words by chance for the new person."""
        words = propose()
        self._say(_("Four words for her: {words}").format(words=words), "")
        self.passphrase.setFocus()

    def keep_pin(self) -> None:
        """Keep one's own PIN."""
        pin = reading.azerty_digits(self.pin.text())
        if pin != reading.azerty_digits(self.pin_again.text()):
            self._say(_("The two PINs differ. Type them again."))
        else:
            self._proven(lambda: set_pin(self.ward, pin), self._pin_kept)

    def _pin_kept(self, _done: None) -> None:
        self.pin.clear()
        self.pin_again.clear()
        self._say(_("Your PIN is kept. It opens the register after a lock."), "saved")

    def _added(self, account: Account) -> None:
        for line in (self.name, self.passphrase, self.again):
            line.clear()
        words = _("{name} can sign in from now on, and chooses her own passphrase then.")
        if self.ward.account.role is Role.TECHNICIAN and account.may(Right.READ):
            words = _(
                "{name} can sign in from now on. She chooses her own passphrase then, and a"
                " colleague who cares attests that it is really she."
            )
        self._say(words.format(name=account.name), "saved")
        self.name.setFocus()
        self.refresh()

    def change(self) -> None:
        """Change one's own passphrase."""
        passphrase = self.own.text()
        if passphrase != self.own_again.text():
            self._say(_("The two passphrases differ. Type them again."))
        else:
            self._proven(lambda: self.ward.change_passphrase(passphrase), self._changed)

    def _changed(self, _done: None) -> None:
        self.own.clear()
        self.own_again.clear()
        self._say(_("Your passphrase is changed."), "saved")

    def _proven(self, work: Callable[[], None], then: Callable[[None], None]) -> None:
        """Do this once she has proved that it is she who is at the screen."""
        run_proven(self.ward, self.ask, work, then, self._refused)

    def _told(self, words: str, state: str) -> None:
        self._say(words, state)
        self.refresh()

    def _say(self, words: str, state: str = "wrong") -> None:
        self.word.setText(words)
        theme.set_state(self.word, state)

    def _refused(self, error: Refused | Unavailable) -> None:
        self._say(sentence(error))


def _secret() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def _block(
    title: str, fields: tuple[tuple[str, QLineEdit | QComboBox], ...], *acts: QPushButton
) -> QWidget:
    block = QWidget()
    form = QFormLayout(block)
    form.setContentsMargins(0, 0, 0, 10)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    head = QLabel(title)
    head.setProperty("role", "heading")
    head.setWordWrap(True)
    form.addRow(head)
    for words, widget in fields:
        widget.setAccessibleName(words)
        form.addRow(words, widget)
    for act in acts:
        form.addRow(act)
    return block
