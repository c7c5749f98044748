"""The drafts that wait: opened by Enter, given up by a key and a yes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from maternity.i18n import _, labelled
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.ask import AskStrip
from maternity.ui.editors import TICKS
from maternity.ui.lines import Card, Row
from maternity.ward import Draft, Ward


class DraftCard(Card):
    """The list of drafts of a page."""

    given_up = Signal()

    def __init__(self, ward: Ward) -> None:
        super().__init__(_("Drafts to finish"), _("No draft waits."))
        self.ward = ward
        self.head.setWordWrap(True)
        self.ask = AskStrip(self.lines)
        self.column.addWidget(self.ask)
        key = QShortcut(QKeySequence(action("draft_drop").key), self.lines)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.offer)

    def fill(self, rows: Sequence[Row], *, known: bool = True) -> None:
        """Show the drafts, and where there are some the key that gives one up."""
        super().fill(rows, known=known)
        if any(isinstance(row.entry, Draft) for row in rows):
            drop = action("draft_drop")
            self.head.setText(f"{self.head.text()}   ·   {labelled(drop.told_key)} {drop.told}")

    def offer(self) -> None:
        """Ask whether the draft one stands on may go."""
        one = self.lines.current()
        if isinstance(one, Draft):
            words = _("Give up what {who} typed on {day} at {time}? It will be lost. Type yes.")
            told = words.format(who=one.who, day=f"{one.at:%d/%m}", time=f"{one.at:%H:%M}")
            self.ask.ask(told, _("Give up"), partial(self._answered, one))

    def _answered(self, one: Draft, typed: str) -> None:
        if TICKS.get(typed.strip()[:1].casefold()) == "yes":
            jobs.run(lambda: self.ward.give_up(one), lambda _done: self._gone(), self.ask.refused)
        else:
            self.ask.leave()

    def _gone(self) -> None:
        self.ask.leave()
        self.given_up.emit()
