"""Two entries that were made one, parted again: what goes back, and what is asked about."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton

from maternity.i18n import _, plural
from maternity.records import Record, named
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.flow import Flow
from maternity.ui.messages import sentence
from maternity.ui.page import Page
from maternity.ui.seconding import Seconded, reasons_told
from maternity.ui.sides import LEFT, Side, Sides
from maternity.ward import Kept, Ward
from maternity.ward.parting import Parting, Step, part, plan_parting
from maternity.ward.reasons import REASONS
from maternity.ward.second_person import Together


class PartingPage(Page):
    """What the merge moved, and what of it was changed since."""

    def __init__(self, ward: Ward, merged: Record) -> None:
        super().__init__(ward, _("Part the two entries again"))
        self.subject = merged
        self._made: Parting | None = None
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.word = QLabel()
        self.word.setWordWrap(True)
        self.body.addWidget(self.word)
        self.sides = Sides(_("What was changed since"))
        self.body.addWidget(self.sides, 1)
        self.act = QPushButton(_("F9  Part them again…"))
        self.act.setProperty("main", True)
        self.act.clicked.connect(self.save)
        foot = Flow()
        foot.add(self.act)
        self.body.addLayout(foot)
        self.ask = AskStrip(self.sides)
        self.body.addWidget(self.ask)
        self.key("save", self.save)

    def start(self) -> None:
        """Read what the merge moved."""
        self.sides.setFocus()
        read = partial(plan_parting, self.ward, self.subject)
        jobs.run(read, self._show, lambda error: self.said.emit(sentence(error), "wrong"))

    def _show(self, made: Parting) -> None:
        self._made = made
        self.word.setText(told_back(made))
        rows = [_side(one) for one in made.asked]
        self.sides.fill(rows, [_("Changed since"), _("Goes back"), _("Stays where it is")])
        self.sides.setFocus()

    def save(self) -> None:
        """Ask why, once everything is decided."""
        if self._made is None:
            return
        left = self.sides.undecided()
        if left is not None:
            self.sides.setCurrentCell(left, LEFT)
            self.sides.setFocus()
            words = _("This entry was changed since: choose whether it goes back.")
            self.said.emit(words, "unsure")
            return
        words = _("Why are they two women? A figure, with words after it if need be: {reasons}")
        verb = _("Part them")
        self.ask.ask(words.format(reasons=reasons_told(REASONS)), verb, self._because)

    def _because(self, reason: str) -> None:
        if self._made is None:
            return
        going = [one.about.entry.id for one in self.sides.sides if one.chosen == LEFT]
        act = partial(part, self.ward, self._made, reason, going=going)
        words = _("A verified copy is made first…")
        Seconded(self.ward, self.ask, Together.MERGE, act, self._done, words).run()

    def _done(self, _kept: Kept) -> None:
        self.ask.leave()
        self.left.emit()
        self.said.emit(_("They are two entries again, as before."), "saved")


def told_back(made: Parting) -> str:
    """Which two they are, and how many entries go back of themselves."""
    kept, emptied = made.row.kept, made.row.emptied
    apart = (one.entry for one in made.back if one.entry not in {kept, emptied})
    counts = Counter(one.register.name for one in apart if not one.register.hidden)
    kinds = ", ".join(f"{named(one).words} {count}" for one, count in sorted(counts.items()))
    words = plural(
        "{count} entry goes back to “{woman}”: {kinds}.",
        "{count} entries go back to “{woman}”: {kinds}.",
        counts.total(),
        woman=emptied.title() if emptied else "?",
        kinds=kinds or "—",
    )
    if not made.asked:
        words += " " + _("Nothing of it was changed since.")
    return f"{kept.title() if kept else '?'}  /  {emptied.title() if emptied else '?'}\n{words}"


def _side(one: Step) -> Side:
    about = one.entry.register
    fields = ", ".join(about.fields[name].words for name in one.changes)
    words = _("{entry}, changed by {who}").format(entry=one.entry.title(), who=one.who)
    return Side(words, fields or "—", _("As it is now"), None, one)
