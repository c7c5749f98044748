"""Two pregnancies of two entries of one woman that may be one and the same: told, never decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from maternity.db.book import Book
from maternity.db.loading import everything
from maternity.records import Record
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.pregnancy import OPEN_DAYS, Pregnancy

TERMS_APART = timedelta(days=60)
"""Expected days of delivery further apart are those of two pregnancies."""
AFTER = timedelta(days=42)
"""What was first seen so long after the end of the one may still belong to it."""

BIRTHS_APART = timedelta(days=168)
"""Two births of one woman are at least so far apart: the second is of 24 weeks or more."""


@dataclass(frozen=True)
class Pair:
    """A pregnancy of the entry that stays, and one of the other, that may be the same."""

    kept: Pregnancy
    emptied: Pregnancy


def may_be_one(book: Book, first: Record, second: Record) -> list[Pair]:
    """The pairs of pregnancies that a person is asked about, each pregnancy in one pair alone."""
    mine, hers = _pregnancies(book, first), _pregnancies(book, second)
    found: list[Pair] = []
    for own in mine:
        other = next((one for one in hers if _fit(own, one)), None)
        if other is not None:
            hers.remove(other)
            found.append(Pair(own, other))
    return found


def cannot_be_both(book: Book, first: Record, second: Record) -> Iterator[tuple[Record, Record]]:
    """Births, and deaths, of which one woman cannot have had both: one is written twice."""
    mine, hers = _pregnancies(book, first), _pregnancies(book, second)
    for own, other in product(mine, hers):
        births = [one.delivery for one in (own, other) if one.delivery is not None]
        days = [one.delivered_at.day for one in births if one.delivered_at is not None]
        if len(days) == len(births) == len((own, other)) and _near(*days):
            yield births[0], births[1]
    deaths = (book.linked(MaternalDeath, "woman", [one.id]) for one in (first, second))
    yield from product(*deaths)


def _near(one: date, other: date) -> bool:
    return abs(one - other) < BIRTHS_APART


def _pregnancies(book: Book, woman: Record) -> list[Pregnancy]:
    lists = sorted(everything(Pregnancy))
    found = book.linked(Pregnancy, "woman", [woman.id], lists)
    return [one for one in found if isinstance(one, Pregnancy)]


def _fit(one: Pregnancy, other: Pregnancy) -> bool:
    if _has_ended(one) and _has_ended(other):
        return False
    if one.edd_on is not None and other.edd_on is not None:
        return abs(one.edd_on - other.edd_on) <= TERMS_APART
    return _began_together(one, other)


def _has_ended(one: Pregnancy) -> bool:
    return one.delivery is not None or any(
        care.voided_at is None and care.ends_the_pregnancy for care in one.abortion_cares
    )


def _began_together(one: Pregnancy, other: Pregnancy) -> bool:
    """Whether each may have been seen in the course of the other; what is not known may be."""
    seen = [_first(one), _first(other)]
    if seen[0] is None or seen[1] is None:
        return True
    for own, birth in ((seen[1], one.delivery), (seen[0], other.delivery)):
        if birth is not None and birth.delivered_at is not None:
            end = birth.delivered_at.day
            return end - timedelta(OPEN_DAYS) <= own <= end + AFTER
    return abs(seen[0] - seen[1]) < timedelta(OPEN_DAYS)


def _first(one: Pregnancy) -> date | None:
    written = one.created_at.date() if one.created_at else None
    return one.first_seen_on or one.lmp_on or written
