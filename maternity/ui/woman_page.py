"""One woman on one page: who she is, and what happened to her in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton

from maternity import clock
from maternity.fields import Answer
from maternity.i18n import _, plural
from maternity.records import Record
from maternity.ui import jobs, theme
from maternity.ui.ask import AskStrip
from maternity.ui.flow import Flow
from maternity.ui.her_entries import HerEntries, Known, known_of
from maternity.ui.lines import Card, Row
from maternity.ui.moving_baby import offer_to_move
from maternity.ui.page import Page
from maternity.ward import Ward
from maternity.ward.due import Due, When, due_to, phones, when_words
from maternity.ward.hiv_test import hiv_test, note_hiv_test
from maternity.ward.merged import standing
from maternity.ward.story import Chapter, Event, story

Story = tuple[Record, list[Chapter], list[Due], Answer | None, Known]


class WomanPage(Page):
    """A woman and what happened to her, the newest first."""

    def __init__(self, ward: Ward, woman: Record) -> None:
        super().__init__(ward, woman.title())
        self.subject = woman
        self.entries = HerEntries(self)
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        self.bar.add(self.facts, 1)
        self.button("correct", self.change, _("Her particulars"))
        self.button("back", self.left.emit)
        first, self.bar = self.bar, Flow()
        self.body.addLayout(self.bar)
        for name, register in (
            ("delivery", "delivery"),
            ("admission", "admission"),
            ("visit", "postnatal_visit"),
        ):
            act = partial(self.begun.emit, register, woman)
            self.button(name, act, main=name == "delivery")
        self.button("ward_referral", partial(self.begun.emit, "referral", woman))
        self.button("merge_woman", self.entries.merge)
        self.test = QPushButton(_("HIV test done"))
        self.test.clicked.connect(self.note_test)
        self.test.setEnabled(False)
        self.bar.add(self.test)
        self.bar = first
        self.due = QLabel()
        self.due.setWordWrap(True)
        self.due.hide()
        self.body.addWidget(self.due)
        self.events = Card(_("What happened"), _("Nothing is written of her yet."))
        self.events.lines.opened.connect(self._open)
        self.body.addWidget(self.events, 1)
        self.ask = AskStrip(self.events.lines)
        self.body.addWidget(self.ask)
        self.body.insertWidget(2, self.entries)
        offer_to_move(self, self.ask, self._told_entry)

    def _told_entry(self) -> Record | None:
        told = self.events.lines.current()
        return told.entry if isinstance(told, Event) else told

    def start(self) -> None:
        """Put the focus on her story."""
        self.events.lines.setFocus()

    def change(self) -> None:
        """Open her particulars in a form."""
        self.opened.emit(self.subject)

    def printed_entry(self) -> Record:
        """She herself: her documents can be printed."""
        return self.subject

    def refresh(self) -> None:
        """Read her and her story again."""
        identity = self.subject.id

        def read() -> Story:
            woman = standing(self.ward.book, self.ward.get("woman", identity))
            known = known_of(self.ward, woman)
            told = story(self.ward, woman), due_to(self.ward, woman), self._tested(woman)
            return woman, *told, known

        jobs.run(read, self._show)

    def _show(self, found: Story) -> None:
        self.subject, chapters, waiting, tested, known = found
        self.entries.tell(known)
        done, waits = tested is Answer.YES, tested is Answer.NO
        self.test.setText(_("✓ HIV test done") if done else _("HIV test done"))
        self.test.setEnabled(waits)
        self.head.setText(self.subject.title())
        self.facts.setText(particulars(self.subject))
        self.due.setText("\n".join(due_words(one) for one in waiting))
        self.due.setVisible(bool(waiting))
        theme.set_state(self.due, "unsure")
        self.events.fill([row for chapter in chapters for row in rows_of(chapter)])

    def _tested(self, woman: Record) -> Answer | None:
        """Whether a test was done in the pregnancy that goes on; None without one."""
        pregnancy = self.ward.open_pregnancy(woman, clock.today())
        return None if pregnancy is None else hiv_test(self.ward, pregnancy)

    def note_test(self) -> None:
        """Enter that a test was done today; its result is a midwife's to write."""

        def note() -> None:
            pregnancy = self.ward.open_pregnancy(self.subject, clock.today())
            if pregnancy is not None:
                note_hiv_test(self.ward, pregnancy, clock.today())

        jobs.run(note, lambda _done: self.refresh())

    def _open(self, told: Event | Record) -> None:
        if isinstance(told, Record):
            self.opened.emit(told)
        elif told.correction:
            self.told_history.emit(told.entry)
        else:
            self.opened.emit(told.entry)


def due_words(one: Due) -> str:
    """One thing that is due, with its sign, in a line."""
    sign = "!" if one.when is not When.SOON else "•"
    return f"{sign} {one.words}  ·  {when_words(one, clock.today())}"


def rows_of(chapter: Chapter) -> Iterator[Row]:
    """A pregnancy as a head, and beneath it what happened, the newest first."""
    pregnancy = chapter.pregnancy
    if pregnancy is not None:
        yield Row(pregnancy_words(pregnancy), "", pregnancy, head=True)
    for one in chapter.events:
        yield Row(one.title, one.facts, one)


def pregnancy_words(pregnancy: Record) -> str:
    """Which pregnancy of hers, when it began and when its term is."""
    facts = [f"{pregnancy.register.one_words} G{pregnancy.shown('gravidity') or '?'}"]
    facts[0] += f" P{pregnancy.shown('parity') or '?'}"
    if pregnancy.voided_at is not None:
        facts.append(_("✗ cancelled"))
    for name in ("lmp_on", "edd_on"):
        if pregnancy.shown(name):
            column = pregnancy.register.column(name)
            facts.append(f"{column.words} {pregnancy.shown(name)}")
    return "  ·  ".join(facts)


def particulars(woman: Record) -> str:
    """Age, village, husband or kin, phone, file number: what tells two women apart."""
    age = woman.age_on(clock.today()) if hasattr(woman, "age_on") else None
    number = woman.shown("file_no")
    facts = [
        plural("{count} year", "{count} years", age) if age is not None else _("age unknown"),
        woman.shown("village"),
        woman.shown("kin_name"),
        phones(woman),
        _("file {number}").format(number=number) if number else "",
    ]
    return "  ·  ".join(fact for fact in facts if fact)
