"""« Test done »: all that a matron or nurse sees and enters of HIV; the result is a midwife's.

Whether a test was done is the same for every answer it gave, so it tells nothing of it
(reference: safety, parts 3 and 9).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from maternity.db.saving import keep
from maternity.fields import Answer
from maternity.people import Right
from maternity.records import Record, named

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

REGISTER = "hiv_care"
DONE = frozenset({"positive", "negative", "indeterminate"})
"""Answers of a test that was done."""


def hiv_test(ward: Ward, pregnancy: Record) -> Answer:
    """Whether a test was done in this pregnancy, or her status was known before."""
    ward.allow(Right.NOTE_HIV_TEST)
    done = any(is_done(one) for one in _contacts(ward, pregnancy))
    return Answer.YES if done else Answer.NO


def note_hiv_test(ward: Ward, pregnancy: Record, on: date) -> None:
    """Enter that a test was done on a day; the result waits for who may write it."""
    ward.allow(Right.NOTE_HIV_TEST)
    if hiv_test(ward, pregnancy) is Answer.YES:
        return
    contact: Any = named(REGISTER).record()
    contact.pregnancy, contact.seen_on, contact.test_offered = pregnancy, on, Answer.YES
    keep(ward.book, [contact], ward.stamp(""))


def _contacts(ward: Ward, pregnancy: Record) -> list[Any]:
    cls = named(REGISTER).record
    return list(ward.book.linked(cls, "pregnancy", [pregnancy.id]))


def is_done(contact: Any) -> bool:
    """A test offered whose answer waits was done; one refused or not made was not."""
    result = contact.plain("result")
    known = contact.plain("known_status").startswith("known_")
    return known or result in DONE or (not result and contact.plain("test_offered") == "yes")
