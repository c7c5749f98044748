"""Rows that share with another entry what only one may have: marked to confirm, never refused."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from maternity.exchange.intake import Intake, Remark, Row
from maternity.i18n import _
from maternity.records import Record

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Shared = tuple[Hashable, ...]
"""What an entry holds in the fields that no second one shares."""


def ask_of_twice(ward: Ward, intakes: list[Intake]) -> None:
    """Ask of the later row of two: whether it is not the same event written twice."""
    for intake in intakes:
        if intake.register.one_of:
            _ask(intake, _first(ward, intakes, intake.register.name))


def _ask(intake: Intake, first: dict[Shared, Record]) -> None:
    about = intake.register
    name = about.one_of[-1]
    fields = ", ".join(about.fields[one].words for one in about.one_of)
    words = _("Another entry has the same “{fields}”. Check that it is not written twice.")
    for row in _standing([intake]):
        entry = row.old or row.entry
        shared = _shared(entry)
        if shared is not None and first[shared] != entry:
            value = row.cells.get(name) or entry.plain(name)
            intake.to_confirm.append(Remark(row.number, name, value, words.format(fields=fields)))


def _first(ward: Ward, intakes: list[Intake], register: str) -> dict[Shared, Record]:
    """The first entry that has each: what is stored comes before the rows of the call."""
    rows = list(_standing(one for one in intakes if one.register.name == register))
    coming = [row.old or row.entry for row in rows]
    found: dict[Shared, Record] = {}
    for entry in (*_stored(ward, coming), *coming):
        shared = _shared(entry)
        if shared is not None:
            found.setdefault(shared, entry)
    return found


def _stored(ward: Ward, coming: list[Record]) -> list[Record]:
    """What stands in the register beside these, and is not one of them; the oldest first."""
    if not coming:
        return []
    cls = type(coming[0])
    link = next(name for name in cls.register.one_of if name in cls.register.links)
    above = {parent.id for one in coming if (parent := getattr(one, link)) is not None}
    mine = {one.id for one in coming if one.version is None}
    stored = ward.book.linked(cls, link, sorted(above)) if above else []
    return sorted((one for one in stored if one.id not in mine), key=lambda one: one.id)


def _standing(intakes: Iterable[Intake]) -> Iterable[Row]:
    return (
        row
        for intake in intakes
        for row in intake.rows
        if not row.refused and not (row.old or row.entry).voided_at
    )


def _shared(entry: Record) -> Shared | None:
    """What it shares with no other; None while one of the fields is empty."""
    held = tuple(getattr(entry, name) for name in entry.register.one_of)
    return None if None in held else held
