"""The ward now: a card a bed with mother and babies, what is due, what waits to be finished."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton

from maternity import clock
from maternity.i18n import _, labelled
from maternity.records import Record, named
from maternity.ui import jobs
from maternity.ui.actions import action, in_place
from maternity.ui.ask import AskStrip
from maternity.ui.board import GROUPS, cards, due_cards, free_words
from maternity.ui.copy_line import CopyLine
from maternity.ui.draft_card import DraftCard
from maternity.ui.lines import Card, key_of, stand_again
from maternity.ui.page import Page
from maternity.ui.parts import woman_of
from maternity.ui.table import initials
from maternity.ui.to_do_page import BEGUN
from maternity.ui.ward_now import Now, draft_rows, read_now, unfinished_rows, unread
from maternity.ward import Ward
from maternity.ward.after_birth import looked_at_closely
from maternity.ward.board import Place, head_words
from maternity.ward.due import Due, baby_words
from maternity.ward.handover import handover_pdf

MOTHER_KEY = "0"
CARD_LINES = 8
"""Lines of a column that are seen whatever the size of the text: a woman whole."""
HIGH = (5, 2)
"""How the height is shared between the cards and what waits beneath them."""


def look_at(place: Place) -> tuple[str, Record | None]:
    """A timed check in the first hours after the birth, a postnatal visit later; about whom."""
    if place.mother and looked_at_closely(place.birth, clock.now()):
        return "recovery_check", place.birth
    return "postnatal_visit", place.about


def emergency(page: HomePage, place: Place) -> None:
    """Ask which sheet, by a figure; it is begun now, or the one under way is taken up."""
    from maternity.ui.emergencies import ask_which  # noqa: PLC0415 - in an emergency

    if place.about is not None:
        ask_which(page.ward, place.about, page.ask, page.begun.emit)


def move(page: HomePage, place: Place) -> None:
    """Give another bed; a baby who lies here without a stay has none to be given."""
    if place.stay is not None:
        page.begun.emit("bed_transfer", place.stay)
        return
    words = _("A bed belongs to a stay: write the baby's own stay first ({key}).")
    page.said.emit(words.format(key=action("ward_apart").told_key), "unsure")


class HomePage(Page):
    """The first page."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, action("home").told)
        self.head.setProperty("role", "counts")
        self.hidden = False
        self._unread = True
        self.left_for = ""
        """The card one has left for a form: on the way back the keys act on no other woman."""
        self.now = Now()
        self.bar.add_gap()
        for name in ("admission", "delivery", "visit"):
            words = f"{action(name).told_key}   {action(name).told}"
            self.button(name, partial(self.asked.emit, name), words, main=name == "delivery")
        self.button("print", self.print_page, f"{action('print').told_key}   {_('Handover')}")
        self.setup = QHBoxLayout()
        self.body.addLayout(self.setup)
        self.columns = {group: Card(_(head), _(empty)) for group, (head, empty) in GROUPS.items()}
        self.due = Card(_("To do now"), _("Nothing is due."))
        self.drafts = DraftCard(ward)
        self.unfinished = Card(_("To complete or confirm"), _("Every entry is complete."))
        self.ask = AskStrip(next(iter(self.columns.values())).lines)
        for card in self.columns.values():
            self._listen(card)
        self.due.lines.opened.connect(self._answer)
        self.drafts.lines.opened.connect(self.reopened)
        self.drafts.given_up.connect(self.refresh)
        self.unfinished.lines.opened.connect(self.opened)
        self.copy_line = CopyLine(ward, self.copies.emit)
        self._across()
        self._lay_out()

    def _listen(self, card: Card) -> None:
        """Enter and the letters act on the card one stands on."""
        card.lines.opened.connect(self._open_woman)
        acts = {
            "ward_delivery": partial(self._begin, "delivery"),
            "ward_visit": lambda place: self.begun.emit(*look_at(place)),
            "ward_guide": partial(self._begin, "labour_care"),
            "ward_referral": partial(self._begin, "referral"),
            "ward_bed": partial(move, self),
            "ward_stay": lambda place: self.opened.emit(place.about),
            "ward_discharge": lambda place: self.leaving.emit(place.about, False),
            "ward_emergency": partial(emergency, self),
            "ward_death": partial(self._ask_who, self._died, _("Who died?")),
            "ward_apart": partial(
                self._ask_who, partial(self.begun.emit, "admission"), _("Who has a stay apart?")
            ),
        }
        for name, act in acts.items():
            self.key(name, partial(self._act_on, card, act), card.lines)

    def _act_on(self, card: Card, act: Any) -> None:
        place = card.lines.current()
        if isinstance(place, Place):
            self.left_for = key_of(place)
            act(place)

    def _across(self) -> None:
        """The arrows to the side lead from column to column."""
        row = [*self.columns.values(), self.due]
        for at, card in enumerate(row):
            for name, step in (("ward_left", -1), ("ward_right", 1)):
                other = row[(at + step) % len(row)].lines
                self.key(name, other.setFocus, card.lines)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for at, card in enumerate([*self.columns.values(), self.due]):
            grid.addWidget(card, 0, at)
            grid.setColumnStretch(at, 1)
        self.free, hint = QLabel(), QLabel()
        keys = "   ".join(f"{labelled(one.told_key)} {one.told}" for one in in_place("home"))
        hint.setText(_("Enter: her page   {keys}").format(keys=keys))
        for at, label in enumerate((self.free, hint)):
            label.setProperty("role", "label" if label is self.free else "muted")
            label.setWordWrap(True)
            grid.addWidget(label, 1 + at, 0, 1, 4)
        grid.addWidget(self.drafts, 3, 0, 1, 2)
        grid.addWidget(self.unfinished, 3, 2, 1, 2)
        grid.setRowMinimumHeight(0, CARD_LINES * self.fontMetrics().lineSpacing())
        grid.setRowStretch(0, HIGH[0])
        grid.setRowStretch(3, HIGH[1])
        self.body.addLayout(grid, 1)
        self.body.addWidget(self.ask)
        self.body.addWidget(self.copy_line)

    def start(self) -> None:
        """Put the focus on the women of the ward; on her whom one left for a form."""
        for card in self.columns.values():
            if card.lines.stand_on(self.left_for):
                card.lines.setFocus()
                return
        if not self._unread and stand_again(self):
            return
        first = next((c for c in self.columns.values() if c.lines.current() is not None), None)
        (first or self.due).lines.setFocus()

    def refresh(self) -> None:
        """Read what is so now."""
        jobs.run(lambda: read_now(self.ward), self._read, partial(unread, self, self._show))
        self.copy_line.refresh()

    def _read(self, now: Now) -> None:
        self._show(now)
        if self.isVisible() and (self._unread or self.left_for):
            self.start()
        self.left_for, self._unread = "", False

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of names."""
        self.hidden = hidden
        self._show(self.now)

    def _name(self, words: str) -> str:
        return initials(words) if self.hidden else words

    def _show(self, now: Now) -> None:
        self.now = now
        if now.board is not None:
            self.head.setText(head_words(now.board))
            self.free.setText(free_words(now.board))
            for group, card in self.columns.items():
                card.fill(cards(now.board, group, self._name, hidden=self.hidden))
            self.due.fill(list(due_cards(now.board, self._name)))
        else:
            for card in (*self.columns.values(), self.due):
                card.fill([], known=False)
        self.drafts.fill(list(draft_rows(now.drafts, self._name)), known=now.known)
        unfinished = list(unfinished_rows(now.unfinished, self._name))
        self.unfinished.fill(unfinished, known=now.known)
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

    def print_page(self) -> None:
        """Preview the sheet that is left to the next shift."""
        jobs.run(
            lambda: handover_pdf(self.ward),
            lambda pdf: self.previewed.emit(pdf, "handover"),
            words=_("Preparing the pages…"),
        )

    def _open_woman(self, place: Place) -> None:
        self.left_for = key_of(place)
        woman = woman_of(place.about) if place.about is not None else None
        if woman is not None:
            self.woman.emit(woman)

    def _answer(self, one: Due) -> None:
        about = one.woman if BEGUN[one.kind] == "postnatal_visit" else one.about
        self.begun.emit(BEGUN[one.kind], about)

    def _begin(self, register: str, place: Place) -> None:
        """A new entry about the stay, or about the baby who lies here alone."""
        if place.about is not None:
            self.begun.emit(register, place.about)

    def _ask_who(self, then: Any, words: str, place: Place) -> None:
        """The mother or which baby, by a key; not asked where there is only one."""
        who: dict[str, Record] = {}
        if place.mother and place.stay is not None and then == self._died:
            who[MOTHER_KEY] = place.stay
        who |= {str(baby.birth_rank or 1): baby for baby in place.babies}
        if len(who) > 1:
            names = {key: _("the mother") for key in who if key == MOTHER_KEY}
            names |= {k: baby_words(one) for k, one in who.items() if k != MOTHER_KEY}  # type: ignore[arg-type]
            keys = "   ".join(f"{key} {told}" for key, told in names.items())
            self.ask.ask(f"{words}   {keys}", _("Go on"), partial(self._chosen, who, then))
        elif who:
            then(next(iter(who.values())))

    def _chosen(self, who: dict[str, Record], then: Any, typed: str) -> None:
        one = who.get(typed.strip())
        if one is not None:
            self.ask.leave()
            then(one)

    def _died(self, one: Record) -> None:
        self.leaving.emit(one, True)
