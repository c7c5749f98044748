"""The ward now: who is here, what waits to be finished, what is due, and the big keys."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from maternity.i18n import _, plural
from maternity.records import named
from maternity.ui import jobs
from maternity.ui.actions import action, in_place
from maternity.ui.lines import Card
from maternity.ui.page import Page
from maternity.ui.parts import woman_of
from maternity.ui.table import initials
from maternity.ui.ward_now import (
    Now,
    draft_rows,
    due_rows,
    group_of,
    read_now,
    unfinished_rows,
    ward_rows,
)
from maternity.ward import Ward
from maternity.ward.due import Due, When


class HomePage(Page):
    """The first page."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, action("home").told)
        self.hidden = False
        self.now = Now()
        self.bar.add_gap()
        for name in ("admission", "delivery", "visit"):
            words = f"{action(name).told_key}   {action(name).told}"
            self.button(name, partial(self.asked.emit, name), words, main=name == "delivery")
        self.setup = QHBoxLayout()
        self.body.addLayout(self.setup)
        self.here = Card(_("In the ward"), _("No woman is in the ward."))
        self.drafts = Card(_("Drafts to finish"), _("No draft waits."))
        self.due = Card(_("Postnatal contacts due"), _("No contact is due today."))
        self.unfinished = Card(_("To complete or confirm"), _("Every entry is complete."))
        self.here.lines.opened.connect(self._open_woman)
        self.drafts.lines.opened.connect(self.reopened)
        self.due.lines.opened.connect(self._open_due)
        self.unfinished.lines.opened.connect(self.opened)
        for name, register in (
            ("ward_delivery", "delivery"),
            ("ward_referral", "referral"),
        ):
            self.key(name, partial(self._begin, register), self.here.lines)
        self.key("ward_stay", self._open_stay, self.here.lines)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.here, 1)
        keys = "   ".join(f"{one.told_key} : {one.told}" for one in in_place("home"))
        hint = QLabel(_("Enter: her page   {keys}").format(keys=keys))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        left.addWidget(hint)
        for card in (self.drafts, self.due, self.unfinished):
            right.addWidget(card, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)

    def start(self) -> None:
        """Put the focus on the women of the ward."""
        self.here.lines.setFocus()

    def refresh(self) -> None:
        """Read what is so now."""
        jobs.run(lambda: read_now(self.ward), self._show)

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of names."""
        self.hidden = hidden
        self._show(self.now)

    def _name(self, words: str) -> str:
        return initials(words) if self.hidden else words

    def _show(self, now: Now) -> None:
        self.now = now
        babies = sum(
            len(birth.babies)
            for stay in now.here
            for birth in stay.deliveries
            if birth.voided_at is None and group_of(stay) == "delivered"
        )
        told = [plural("{count} woman", "{count} women", len(now.here))]
        told += [plural("{count} baby", "{count} babies", babies)] if babies else []
        self.head.setText("  ·  ".join(told) if now.here else self.title)
        self.here.fill(list(ward_rows(now.here, self._name)))
        self.drafts.fill(list(draft_rows(now.drafts, self._name)))
        due = [one for one in now.due if one.when is not When.SOON]
        self.due.fill(list(due_rows(due, self._name)))
        self.unfinished.fill(list(unfinished_rows(now.unfinished, self._name)))
        self._show_setup(now.lacks)

    def _show_setup(self, lacks: list[str]) -> None:
        """What the set-up still lacks leads to where it is filled."""
        while self.setup.count():
            item = self.setup.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if lacks:
            names = ", ".join(named(name).words for name in lacks)
            self.setup.addWidget(QLabel(_("Still to set up: {lists}").format(lists=names)))
            go = QPushButton(_("Fill them in"))
            go.clicked.connect(partial(self.asked.emit, "settings"))
            self.setup.addWidget(go)
            self.setup.addStretch(1)

    def _open_woman(self, entry: Any) -> None:
        woman = woman_of(entry)
        (self.woman if woman is not None else self.opened).emit(woman or entry)

    def _open_due(self, one: Due) -> None:
        self._open_woman(one.woman or one.about)

    def _begin(self, register: str) -> None:
        stay = self.here.lines.current()
        woman = woman_of(stay) if stay is not None else None
        if woman is not None:
            self.begun.emit(register, woman)

    def _open_stay(self) -> None:
        stay = self.here.lines.current()
        if stay is not None:
            self.opened.emit(stay)
