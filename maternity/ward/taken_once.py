"""Rows that share with another entry what only one may have: marked to confirm, never refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from maternity.exchange.intake import Intake, Remark, Row
from maternity.i18n import _
from maternity.records import Record
from maternity.ward.same_event import Shared, shared_by, stored_beside

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


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
        shared = shared_by(entry)
        if shared is not None and first[shared] != entry:
            value = row.cells.get(name) or entry.plain(name)
            intake.to_confirm.append(Remark(row.number, name, value, words.format(fields=fields)))


def _first(ward: Ward, intakes: list[Intake], register: str) -> dict[Shared, Record]:
    """The first entry that has each: what is stored comes before the rows of the call."""
    rows = list(_standing(one for one in intakes if one.register.name == register))
    coming = [row.old or row.entry for row in rows]
    found: dict[Shared, Record] = {}
    for entry in (*stored_beside(ward, coming), *coming):
        shared = shared_by(entry)
        if shared is not None:
            found.setdefault(shared, entry)
    return found


def _standing(intakes: Iterable[Intake]) -> Iterable[Row]:
    return (
        row
        for intake in intakes
        for row in intake.rows
        if not row.refused and not (row.old or row.entry).voided_at
    )
