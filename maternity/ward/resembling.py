"""Whom a woman resembles: asked before a second entry is made of her; it never stops anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maternity import names
from maternity.clinical import dating
from maternity.db import search
from maternity.db.book import Book
from maternity.registers.woman import Woman
from maternity.ward.merged import standing_for

SAME_MOST = 5


def likely_same(book: Book, woman: Woman) -> list[Woman]:
    """Women who may be the same one: a close name, and an age, village, phone or kin shared."""
    mine = likeness({name: _stored(woman, name) for name in LIKENESS})
    rows = [one for one in _candidates(book, woman, mine) if names.likely_same(mine, likeness(one))]
    stands = standing_for(book, [one["id"] for one in rows if one["voided_at"] is not None])
    found: dict[str, int] = {}
    for row in rows:
        identity = row["id"] if row["voided_at"] is None else stands.get(row["id"], woman.id)
        if identity != woman.id:
            shared = len(names.shared(mine, likeness(row)))
            found[identity] = max(found.get(identity, 0), shared)
    closest = sorted(found, key=lambda identity: (-found[identity], identity))[:SAME_MOST]
    alive = (one for one in book.by_ids("woman", closest) if one.voided_at is None)
    return [one for one in alive if isinstance(one, Woman)]


LIKENESS = (
    *("family_name", "given_name", "born_on", "declared_age_years", "age_declared_on"),
    *("village_id", "phone_1", "phone_2", "kin_name"),
)
"""Columns that the duplicate rule compares."""
COLUMNS = (*LIKENESS, "voided_at")
"""The same, and whether the entry is cancelled: one that was made one with another leads to it."""

BEGINNING = 3
"""Letters that two spellings of a name must share to be compared at all."""


def _stored(woman: Woman, name: str) -> Any:
    if name == "village_id":
        return woman.village.id if woman.village else None
    return getattr(woman, name)


def _candidates(book: Book, woman: Woman, mine: names.Likeness) -> list[Mapping[str, Any]]:
    """Women whose names begin alike, and those who have one of her phones."""
    ids = [one for phone in (woman.phone_1, woman.phone_2) if phone for one in _named(book, phone)]
    if not (mine.family and mine.given):
        ids += _named(book, mine.family or mine.given)
    rows = book.values("woman", ids, COLUMNS, cancelled=True)
    if mine.family and mine.given:
        first, second = mine.family[:BEGINNING], mine.given[:BEGINNING]
        rows += book.near("woman", first, second, COLUMNS)
    return rows


def _named(book: Book, text: str) -> list[str]:
    return book.search("woman", text, CANDIDATES)


CANDIDATES = 200


def likeness(row: Mapping[str, Any]) -> names.Likeness:
    """What of a woman the duplicate rule compares."""
    born = row["born_on"]
    if born is None and row["declared_age_years"] in dating.AGES and row["age_declared_on"]:
        born = dating.birth_from_age(row["declared_age_years"], row["age_declared_on"])
    phones = (names.phone_end(phone) for phone in (row["phone_1"], row["phone_2"]) if phone)
    return names.Likeness(
        family=search.respelled(row["family_name"] or ""),
        given=search.respelled(row["given_name"] or ""),
        born_on=born,
        village=row["village_id"] or "",
        phones=tuple(phones),
        kin=search.respelled(row["kin_name"] or ""),
    )
