"""Once a month the anchor of the journal is shown at sign-in, to be written down on paper.

A chain made anew with the key, and one whose end was cut off, agree with themselves: only an anchor
kept elsewhere shows them (reference: safety, part 10). The register keeps the number alone of what
was noted; the signs are on the paper, and those that the journal has now must be the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from maternity import clock, reading
from maternity.db import journal
from maternity.db.audit import Anchor
from maternity.db.facts import change_fact
from maternity.i18n import _
from maternity.people import Right
from maternity.ward import recording

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

FACT = "anchors_noted"


@dataclass(frozen=True)
class Due:
    """What is to be written down now, and what was noted before, as the journal has it today."""

    anchor: Anchor
    noted_on: date | None = None
    noted_seq: int = 0
    before: Anchor | None = None

    @property
    def altered(self) -> bool:
        """Whether the journal does not hold any more what was noted."""
        return self.noted_on is not None and self.before is None

    def told(self) -> str:
        """What to do, in whole sentences."""
        now = _(
            "Once a month: write this anchor of the journal in a notebook that stays outside this"
            " computer, with the date: {anchor}."
        ).format(anchor=self.anchor)
        return f"{now} {self._compared()}".strip()

    def _compared(self) -> str:
        if self.noted_on is None:
            return ""
        day = reading.show_day(self.noted_on)
        if self.before is None:
            return _(
                "The journal does not hold the event n° {number} any more, which was noted on"
                " {day}: it was altered. Tell the technical administrator and keep every copy."
            ).format(number=self.noted_seq, day=day)
        return _(
            "On {day} the notebook must say: {anchor}. If it says something else, the journal was"
            " altered: tell the technical administrator and keep every copy."
        ).format(anchor=self.before, day=day)


def due(ward: Ward) -> Due | None:
    """What is shown to this person at this sign-in: once a month, to who may check the register."""
    if ward.training or not ward.account.may(Right.CHECK):
        return None
    mine = _noted(ward.fact(FACT)).get(ward.account.id)
    noted_on = date.fromisoformat(mine["on"]) if mine else None
    began = journal.began(ward.book.engine)
    last = noted_on or (began.date() if began is not None else None)
    if last is None or _month(last) == _month(clock.today()):
        return None
    head = recording.head(ward)
    if mine is None:
        return Due(head)
    seq = int(mine["seq"])
    return Due(head, noted_on, seq, journal.anchor_at(ward.book.engine, seq))


def note(ward: Ward, shown: Due) -> None:
    """The person wrote it down: it is shown to her again in another month."""
    ward.allow(Right.CHECK)
    mine = {"seq": str(shown.anchor.seq), "on": clock.today().isoformat()}
    change_fact(
        ward.book.engine, FACT, lambda told: json.dumps(_noted(told) | {ward.account.id: mine})
    )
    recording.record(ward, "anchor_noted", anchor=shown.anchor.seq)


def _noted(told: str) -> dict[str, dict[str, str]]:
    """Who noted which event on which day."""
    found: dict[str, dict[str, str]] = json.loads(told or "{}")
    return found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
