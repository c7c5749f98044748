"""The check of the register on the screen: what was found, and what each part proves or never does.

An anchor from a printed page or a closing sheet may be given: only something that lies elsewhere
shows that the last events are missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from maternity.errors import Refused, Unavailable
from maternity.i18n import N_, _, plural
from maternity.ui import jobs, theme
from maternity.ui.flow import Flow
from maternity.ui.lines import Card, Row
from maternity.ui.page import Page
from maternity.ui.told import sentence
from maternity.ui.told_rows import ToldRows
from maternity.ward import Ward
from maternity.ward.files import PROOFS, Finding, check

PARTS = {
    "file": N_("The file"),
    "guards": N_("The guards"),
    "trail": N_("The audit trail"),
    "replay": N_("The entries, told again"),
    "serials": N_("The annual numbers"),
    "history": N_("The history"),
    "orphans": N_("The links"),
    "twice": N_("What is there twice"),
}
"""What the parts of the check are called, by their name."""

HEADS = (N_("Part"), N_("Result"), N_("What it proves"), N_("What it does not prove"))


class CheckPage(Page):
    """A button that checks, the findings, and the parts with what they prove."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Check of the register"))
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.anchor = QLineEdit()
        words = _("Anchor of a page of the day or of a closing sheet, if there is one")
        self.anchor.setAccessibleName(words)
        self.anchor.returnPressed.connect(self.check)
        self.now = QPushButton(_("Check the register now"))
        self.now.setProperty("main", True)
        self.now.clicked.connect(lambda _on=False: self.check())
        label = QLabel(words)
        label.setBuddy(self.anchor)
        row = Flow()
        for widget in (label, self.anchor, self.now):
            row.add(widget)
        self.word = QLabel()
        self.word.setWordWrap(True)
        self.found = Card(_("What was found"), "")
        self.found.hide()
        self.parts = ToldRows([_(head) for head in HEADS], self.title)
        self.body.addLayout(row)
        self.body.addWidget(self.word)
        self.body.addWidget(self.found, 1)
        self.body.addWidget(self.parts, 2)
        self._fill(None)

    def start(self) -> None:
        """Begin with the anchor."""
        self.anchor.setFocus()

    def check(self) -> None:
        """Check all parts; a large register takes a while."""
        anchors = [self.anchor.text()] if self.anchor.text().strip() else []
        self.now.setEnabled(False)
        words = _("Checking the register…")
        self._say(words, "")
        jobs.run(lambda: check(self.ward, anchors), self._checked, self._refused, words=words)

    def _checked(self, findings: list[Finding]) -> None:
        self.now.setEnabled(True)
        self._fill(findings)
        self.found.fill([Row(one.words, _(PARTS[one.what]), one) for one in findings])
        self.found.setVisible(bool(findings))
        if findings:
            words = plural(
                "{count} fault was found. Keep the newest copies, change nothing, and ask for"
                " help.",
                "{count} faults were found. Keep the newest copies, change nothing, and ask for"
                " help.",
                len(findings),
            )
            self._say(words, "wrong")
        elif self.anchor.text().strip():
            self._say(_("The register agrees with itself and with the anchor."), "saved")
        else:
            self._say(_("The register agrees with itself."), "saved")

    def _fill(self, findings: Sequence[Finding] | None) -> None:
        rows = []
        for part in PROOFS:
            number = sum(one.what == part.what for one in findings or ())
            result = _("not checked yet") if findings is None else _("in order")
            if number:
                result = plural("{count} fault", "{count} faults", number)
            rows.append((_(PARTS[part.what]), result, _(part.proves), _(part.not_proven)))
        self.parts.fill(rows)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.now.setEnabled(True)
        self._say(sentence(error), "wrong")
        self.anchor.setFocus()

    def _say(self, words: str, state: str) -> None:
        self.word.setText(words)
        theme.set_state(self.word, state)
