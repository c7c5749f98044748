"""Whatever is done in whatever order, the book holds together, on each backend.

Random sequences of what a ward does: births, corrections, saves sent twice, saves based on an old
version, cancellations, new events of known women. After each sequence the history alone gives
back every entry, numbers have no gap, and an ended pregnancy says what it said.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from maternity import clock
from maternity.db import checking
from maternity.db.book import Book
from maternity.db.plain import plain_row, plain_values
from maternity.db.saving import Stamp, keep
from maternity.db.tables import history, metadata
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.records import Record, named
from maternity.registers.newborn import BirthOutcome
from maternity.ward.care import begin
from maternity.ward.entries import hanging_on, void
from tests.ward_fixtures import a_birth, moment

NAMES = ("Traoré", "Coulibaly", "Diarra", "Keïta")
WHO = ("Mme Traoré", "Mme Diarra")
EVENTS = ("admission", "delivery", "postnatal_visit", "referral", "maternal_death")
START = date(2024, 1, 1)

EDITS: dict[str, tuple[str, list[Any]]] = {
    "delivery": ("blood_loss_ml", [None, 0, 250, 900]),
    "newborn": ("outcome", [None, BirthOutcome.LIVE, BirthOutcome.FRESH_STILLBIRTH]),
    "woman": ("kin_name", [None, "Moussa Keïta", "Drissa Koné"]),
    "pregnancy": ("living_children", [None, 0, 3]),
    "admission": ("ward_no", [None, "12", "14"]),
    "postnatal_visit": ("mother_seen", [None, Answer.YES, Answer.NO]),
    "referral": ("note", [None, "partie à 4 h"]),
}


class Ward:
    """A book in use, and what is known of it from outside."""

    def __init__(self, book: Book, dice: Random) -> None:
        self.book, self.dice = book, dice
        self.mine: dict[str, str] = {}
        self.ended: dict[str, dict[str, str]] = {}
        self.touched: set[str] = set()

    def keep(self, *entries: Record) -> None:
        """Keep as one of two people, and remember what exists."""
        keep(self.book, entries, Stamp(self.dice.choice(WHO), clock.now()))
        self.mine |= {entry.id: entry.register.name for entry in entries}

    def any_of(self, *registers: str) -> Record | None:
        """Some entry of these registers, as a form loads it."""
        ids = sorted(identity for identity, name in self.mine.items() if name in registers)
        if not ids:
            return None
        chosen = self.dice.choice(ids)
        return self.book.full(self.mine[chosen], chosen)

    def birth(self) -> None:
        """A woman not known yet gives birth."""
        day = START + timedelta(days=self.dice.randrange(1000))
        self.keep(
            *a_birth(day, name=self.dice.choice(NAMES), babies=self.dice.choice((1, 1, 2))).all
        )

    def event(self) -> None:
        """Something happens to a known woman; her ended pregnancies are not touched."""
        woman = self.any_of("woman")
        if woman is None or woman.voided_at is not None:
            return
        self._remember_ended(woman)
        register = self.dice.choice(EVENTS)
        day = START + timedelta(days=self.dice.randrange(1000))
        entry = begin(self.book, register, woman, day)
        if register == "delivery":
            setattr(entry, "delivered_at", moment(day, 4))  # noqa: B010
        self.keep(entry, *getattr(entry, "newborns", ()), *getattr(entry, "newborn_checks", ()))

    def _remember_ended(self, woman: Record) -> None:
        pregnancies = named("pregnancy").record
        for one in self.book.linked(pregnancies, "woman", [woman.id], ("deliveries",)):
            if one.look("delivery") is not None and one.id not in self.touched:
                self.ended.setdefault(one.id, plain_values(one))

    def correct(self) -> None:
        """A value is changed, emptied or filled."""
        entry = self.any_of(*EDITS)
        if entry is None or entry.voided_at is not None:
            return
        name, values = EDITS[entry.register.name]
        setattr(entry, name, self.dice.choice(values))
        if entry.register.name == "pregnancy":  # by hand: no new entry did it
            self.touched.add(entry.id)
            self.ended.pop(entry.id, None)
        self.keep(entry)

    def sent_twice(self) -> None:
        """The answer to a save is lost, and the form sends it again."""
        birth = a_birth(name=self.dice.choice(NAMES))
        before = {entry.id: copy(plain_values(entry)) for entry in birth.all}
        self.keep(*birth.all)
        numbers = [getattr(entry, "serial_no", None) for entry in birth.all]
        for entry in birth.all:
            entry.version = entry.created_at = entry.serial_year = None
            if entry.register.serial:
                setattr(entry, entry.register.serial.name, None)
        self.keep(*birth.all)
        assert [getattr(entry, "serial_no", None) for entry in birth.all] == numbers
        assert all(entry.version == 1 for entry in birth.all)
        assert all(plain_values(entry).items() >= before[entry.id].items() for entry in birth.all)

    def stale(self) -> None:
        """Two people have the same entry open; the second is refused and keeps what she typed."""
        first = self.any_of("delivery")
        if first is None or first.voided_at is not None:
            return
        second = self.book.full("delivery", first.id)
        loss = self.dice.randrange(1, 400)
        setattr(first, "blood_loss_ml", 1000 + loss)  # noqa: B010
        setattr(second, "blood_loss_ml", 2000 + loss)  # noqa: B010
        self.keep(first)
        if first.version == second.version:
            return  # it was that already: nothing was changed
        with pytest.raises(Refused, match=str(first.changed_by)):
            self.keep(second)
        assert second.look("blood_loss_ml") == 2000 + loss

    def cancel(self) -> None:
        """An entry is cancelled with all that hangs on it."""
        entry = self.any_of("delivery", "newborn", "referral")
        if entry is None or entry.voided_at is not None:
            return
        together = [entry, *hanging_on(self.book, entry)]
        for one in together:
            void(one, "saisi par erreur", "Mme Traoré")
        pregnancy = entry.look("pregnancy")
        if pregnancy is not None:  # it may be open again
            self.touched.add(pregnancy.id)
            self.ended.pop(pregnancy.id, None)
        self.keep(*together)


ACTS: list[Callable[[Ward], None]] = [
    Ward.birth,
    Ward.event,
    Ward.event,
    Ward.correct,
    Ward.correct,
    Ward.sent_twice,
    Ward.stale,
    Ward.cancel,
]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(ACTS), min_size=4, max_size=14), st.randoms(use_true_random=False))
def test_the_book_holds_together_whatever_is_done(
    book: Book, acts: list[Callable[[Ward], None]], dice: Random
) -> None:
    ward = Ward(book, dice)
    ward.birth()
    for act in acts:
        act(ward)
        for identity, told in ward.ended.items():
            assert plain_values(book.get("pregnancy", identity)) == told
    assert checking.findings(book.engine) == []
    assert the_history_gives_every_entry_back(book)


def the_history_gives_every_entry_back(book: Book) -> bool:
    """Replay all versions from nothing: each old value fits, and the end is what stands there."""
    entries: dict[str, dict[str, str]] = {}
    registers: dict[str, str] = {}
    with book.engine.connect() as connection:
        for row in connection.execute(select(history).order_by(history.c.seq)):
            entry = entries.setdefault(row.entry, {})
            registers[row.entry] = row.register
            for name, (old, new) in row.changes.items():
                assert entry.get(name, "") == old
                entry[name] = new
        for register in set(registers.values()):
            table, about = metadata.tables[register], named(register)
            for stored in connection.execute(select(table)).mappings():
                told = {name: value for name, value in entries.pop(stored["id"]).items() if value}
                assert told == plain_row(about, {str(name): stored[name] for name in stored})
    return not entries
