"""One woman on one page: who she is, and what happened to her in the order of time."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel

from maternity import clock
from maternity.i18n import _, plural
from maternity.records import Record, named
from maternity.ui import jobs
from maternity.ui.flow import Flow
from maternity.ui.lines import Card, Row
from maternity.ui.page import Page
from maternity.ward import Ward

BEGUN = ("delivery", "admission", "postnatal_visit", "referral")
"""What is begun from here, with the command of the same key where there is one."""


class WomanPage(Page):
    """A woman and what happened to her, the newest first."""

    def __init__(self, ward: Ward, woman: Record) -> None:
        super().__init__(ward, woman.title())
        self.subject = woman
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
        self.bar = first
        self.events = Card(_("What happened"), _("Nothing is written of her yet."))
        self.events.lines.opened.connect(self.opened)
        self.body.addWidget(self.events, 1)

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

        def read() -> tuple[Record, list[tuple[str, Record]]]:
            woman = self.ward.get("woman", identity)
            return woman, self.ward.story(woman)

        jobs.run(read, self._show)

    def _show(self, found: tuple[Record, list[tuple[str, Record]]]) -> None:
        self.subject, story = found
        self.head.setText(self.subject.title())
        self.facts.setText(particulars(self.subject))
        self.events.fill([_row(words, entry) for words, entry in story])


def particulars(woman: Record) -> str:
    """Age, village, husband or kin, phone, file number: what tells two women apart."""
    age = woman.age_on(clock.today()) if hasattr(woman, "age_on") else None
    number = woman.shown("file_no")
    facts = [
        plural("{count} year", "{count} years", age) if age is not None else _("age unknown"),
        woman.shown("village"),
        woman.shown("kin_name"),
        woman.shown("phone_1"),
        _("file {number}").format(number=number) if number else "",
    ]
    return "  ·  ".join(fact for fact in facts if fact)


def _row(words: str, entry: Record) -> Row:
    when, _gap, rest = words.partition("  ")
    number = getattr(entry, "serial_no", None)
    kind = named(entry.register.name).one_words
    title = f"{when}  ·  {kind}" + (f" n° {number}" if number else "")
    facts = rest.removeprefix(kind).lstrip(" ·")
    return Row(title, facts, entry)
