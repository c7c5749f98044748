"""What is done to a colleague's access: a new passphrase to be changed, its end, its paper.

The first two are confirmed by typing one's own PIN or passphrase once more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from maternity.i18n import _
from maternity.people import Account, Right
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.lines import Lines
from maternity.ward import Ward
from maternity.ward.confidentiality import DEPARTURE, departure_pdf
from maternity.ward.staffing import disable_person, propose, reset_person

Say = Callable[[str, str], None]


class AccessActs(QWidget):
    """Buttons under the list of accounts; what needs a proof is asked in the strip of the page."""

    printed = Signal(object, str)
    """The pages of a paper, and its name."""

    def __init__(self, ward: Ward, lines: Lines, strip: AskStrip, say: Say) -> None:
        super().__init__()
        self.ward, self.lines, self.strip, self.say = ward, lines, strip, say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for words, act in (
            (_("Give her a new passphrase"), self.reset),
            (_("End her access"), self.end),
            (_("Print: departure sheet…"), self.print_departure),
        ):
            button = QPushButton(words)
            button.clicked.connect(act)
            column.addWidget(button)

    def _account(self) -> Account | None:
        account = self.lines.current()
        return account if isinstance(account, Account) and account.name else None

    def _name(self) -> str:
        account = self._account()
        return account.name or "" if account else ""

    def reset(self) -> None:
        """Ask whether the person chosen is given a passphrase, which she must change."""
        account, name = self._account(), self._name()
        words = _(
            "{name} gets four words that let her choose her own passphrase. To confirm, type your"
            " PIN or your passphrase."
        )
        if account:
            act = partial(self._do, account, True)
            self.strip.ask(words.format(name=name), _("Give them"), act, secret=True)

    def end(self) -> None:
        """Ask whether the access of the person chosen ends."""
        account, name = self._account(), self._name()
        words = _(
            "{name} signs in no more; her name stays in the history. To confirm, type your PIN or"
            " your passphrase."
        )
        if account:
            act = partial(self._do, account, False)
            self.strip.ask(words.format(name=name), _("End it"), act, secret=True)

    def print_departure(self) -> None:
        """Preview the sheet of the person chosen: what is ended, what is returned."""
        name = self._name()
        if name:
            jobs.run(
                lambda: departure_pdf(self.ward, name),
                lambda pdf: self.printed.emit(pdf, DEPARTURE),
                words=_("Preparing the pages…"),
            )

    def _do(self, account: Account, again: bool, secret: str) -> None:
        name = account.name or ""

        def work() -> str:
            self.ward.prove(secret)
            if not again:
                disable_person(self.ward, name)
                return ""
            given = propose()
            reset_person(self.ward, name, given)
            return given

        jobs.run(work, partial(self._done, account), self.strip.refused, changes=True)

    def _done(self, account: Account, given: str) -> None:
        name = account.name
        self.strip.leave()
        words = _("{name} signs in no more.").format(name=name)
        if given:
            words = _("Give {name} these words; she chooses her own when she signs in: {words}")
            if account.may(Right.READ) and not self.ward.account.may(Right.READ):
                words = _(
                    "Give {name} these words; she chooses her own when she signs in, and a"
                    " colleague who cares attests that it is really she: {words}"
                )
            words = words.format(name=name, words=given)
        self.say(words, "saved")
