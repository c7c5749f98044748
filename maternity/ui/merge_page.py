"""A woman who was entered twice: the other entry is found, both are read side by side, made one.

Each field in which the two differ is chosen by key; what will move is told before. A midwife
proposes it; the head does it with a second person.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from maternity.errors import Refused, Unavailable
from maternity.i18n import _, labelled, plural
from maternity.people import Right
from maternity.records import Record, named
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.finder import Finder
from maternity.ui.flow import Flow
from maternity.ui.messages import sentence
from maternity.ui.page import Page
from maternity.ui.seconding import Seconded, reasons_told
from maternity.ui.sides import LEFT, RIGHT, Side, Sides
from maternity.ui.woman_page import particulars, pregnancy_words
from maternity.ward import Kept, Ward
from maternity.ward.merging import REASONS, Difference, Plan, merge, plan, propose
from maternity.ward.one_pregnancy import Pair
from maternity.ward.second_person import Together

if TYPE_CHECKING:
    from maternity.registers.woman import Woman


class MergePage(Page):
    """The entry that stays, the one that leads to it, and what of each stands."""

    def __init__(self, ward: Ward, woman: Record, other: Record | None = None) -> None:
        super().__init__(ward, _("Same woman, entered twice"))
        self.subject, self._other = woman, other
        self._made: Plan | None = None
        self.may = ward.account.may(Right.MERGE)
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.word, self.told = QLabel(), QLabel()
        for label in (self.word, self.told):
            label.setWordWrap(True)
            self.body.addWidget(label)
        words = _("The other entry of {woman}").format(woman=woman.title())
        self.finder = Finder(ward, words, without=woman.id)
        self.finder.line.setText(woman.title())
        self.finder.chosen.connect(self.read)
        self.finder.left.connect(self.left.emit)
        self.body.addWidget(self.finder, 1)
        self.sides = Sides(_("Both entries, field by field"))
        self.sides.chose.connect(self._chosen)
        self.body.addWidget(self.sides, 1)
        self.foot = Flow()
        self.body.addLayout(self.foot)
        self._buttons = [*self._foot()]
        self.ask = AskStrip(self.sides)
        self.body.addWidget(self.ask)
        self.key("save", self.save)
        self._show_table(shown=False)

    def _foot(self) -> list[QPushButton]:
        verb = _("F9  Make them one…") if self.may else _("F9  Propose it to the head…")
        made = []
        for words, act in (
            (verb, self.save),
            (_("All of the first"), partial(self.sides.choose_all, LEFT)),
            (_("All of the second"), partial(self.sides.choose_all, RIGHT)),
        ):
            button = QPushButton(words)
            button.setProperty("main", act == self.save)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.foot.add(button)
            made.append(button)
        return made

    def _show_table(self, *, shown: bool) -> None:
        self.finder.setVisible(not shown)
        for one in (self.sides, self.told, *self._buttons):
            one.setVisible(shown)

    def start(self) -> None:
        """Begin to look for the other entry, or with the two that are known."""
        if self._other is not None:
            self.read(self._other)
        else:
            self.finder.start()

    def read(self, other: Record) -> None:
        """Read what making the two one would do."""
        jobs.run(partial(plan, self.ward, self.subject, other), self._show, self._refused)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.said.emit(sentence(error), "wrong")

    def _show(self, made: Plan) -> None:
        self._made = made
        self.word.setText(told_both(made))
        self.told.setText(told_moving(made))
        self._fill()
        self._show_table(shown=True)
        self.sides.setFocus()

    def _fill(self) -> None:
        """The rows: her own fields, then each pair of pregnancies and, of one that is one, its."""
        made = self._made
        if made is None:
            return
        known = {_key(one): one.chosen for one in self.sides.sides}
        rows = [_side(one) for one in made.differences]
        for pair in made.pairs:
            row = _pair_side(pair)
            row.chosen = known.get(_key(row), row.chosen)
            rows.append(row)
            if row.chosen == LEFT:
                rows += [_side(one, pair) for one in made.of_pair(pair)]
        for row in rows:
            row.chosen = known.get(_key(row), row.chosen)
        heads = [_("Field"), _("1  Stays"), _("2  Leads to it")]
        self.sides.fill(rows, heads)

    def _chosen(self, side: Side) -> None:
        if isinstance(side.about, Pair):
            self._fill()

    def save(self) -> None:
        """Ask why the two are one; whoever makes them one has decided every field before."""
        if self._made is None:
            return
        left = self.sides.undecided() if self.may else None
        if left is not None:
            self.sides.setCurrentCell(left, LEFT)
            self.sides.setFocus()
            words = _("The two entries differ here: choose which answer stays.")
            self.said.emit(words, "unsure")
            return
        words = _("Why are they one woman? A figure, with words after it if need be: {reasons}")
        verb = _("Make them one") if self.may else _("Propose it")
        self.ask.ask(words.format(reasons=reasons_told(REASONS)), verb, self._because)

    def _because(self, reason: str) -> None:
        made = self._made
        if made is None:
            return
        if not self.may:
            work = partial(propose, self.ward, made.kept, made.emptied, reason)
            jobs.run(work, self._proposed, self.ask.refused, changes=True)
            return
        chosen = [one for one in self.sides.sides if one.chosen is not None]
        theirs = [
            one.about.key
            for one in chosen
            if isinstance(one.about, Difference) and one.chosen == RIGHT
        ]
        joined = [
            one.about.kept.id
            for one in chosen
            if isinstance(one.about, Pair) and one.chosen == LEFT
        ]
        act = partial(merge, self.ward, made, reason, theirs=theirs, one_pregnancy=joined)
        words = _("A verified copy is made first…")
        Seconded(self.ward, self.ask, Together.MERGE, act, self._done, words).run()

    def _proposed(self, _done: None) -> None:
        self._leave(_("Proposed. The head of the maternity decides."))

    def _done(self, _kept: Kept) -> None:
        self._leave(_("The two entries are one. The search finds her under both."))

    def _leave(self, words: str) -> None:
        self.ask.leave()
        self.left.emit()
        self.said.emit(words, "saved")


def _key(side: Side) -> object:
    return side.about.key if isinstance(side.about, Difference) else side.about


def _side(one: Difference, pair: Pair | None = None) -> Side:
    chosen = None if one.proposed is None else RIGHT if one.proposed else LEFT
    words = one.words if pair is None else f"{labelled(pair.kept.register.one_words)} {one.words}"
    return Side(words, one.ours, one.theirs, chosen, one)


def _pair_side(pair: Pair) -> Side:
    two = f"{pregnancy_words(pair.kept)}  /  {pregnancy_words(pair.emptied)}"
    one = _("The same pregnancy")
    return Side(two, one, _("Two pregnancies"), None, pair)


def told_both(made: Plan) -> str:
    """Who the two are, a line each."""
    return f"1  {_told(made.kept)}\n2  {_told(made.emptied)}"


def _told(woman: Woman) -> str:
    return f"{woman.title()}  ·  {particulars(woman)}"


def told_moving(made: Plan) -> str:
    """What goes from the second entry to the first, and who proposed it."""
    parts = [f"{named(register).words} {count}" for register, count in sorted(made.moving.items())]
    total = sum(made.moving.values())
    words = plural(
        "{count} entry goes from 2 to 1, with its history: {kinds}.",
        "{count} entries go from 2 to 1, with their histories: {kinds}.",
        total,
        kinds=", ".join(parts),
    )
    told = words if total else _("Nothing hangs on 2; it will lead to 1.")
    if made.proposed_by:
        told += " " + _("Proposed by {who}.").format(who=made.proposed_by)
    return "\n".join([told, *(_told_twice(*both) for both in made.twice)])


def _told_twice(first: Record, second: Record) -> str:
    words = _(
        "{kind}: {first} under 1, {second} under 2. One woman cannot have both: if one is written"
        " twice, cancel it, or it is counted twice."
    )
    days = [one.shown(one.register.dated) or _("day not known") for one in (first, second)]
    return words.format(kind=first.register.one_words, first=days[0], second=days[1])
