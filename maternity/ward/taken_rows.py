"""Rows of files that cannot be taken whatever the register holds: keys twice, rings of links."""

from __future__ import annotations

from maternity.exchange.intake import Intake, Remark, Row
from maternity.i18n import _

Rows = list[tuple[Intake, Row]]
Place = tuple[str, str]
"""A register and a key."""


def refuse_twice(intakes: list[Intake]) -> None:
    """A key stands once in all the files of a register."""
    seen: dict[Place, str] = {}
    words = _("This key stands already in the file {file}. Keep the row in one file only.")
    for intake, row in rows_of(intakes):
        key = (intake.register.name, row.key)
        if key in seen:
            told = words.format(file=seen[key])
            refuse(intake, row, [Remark(row.number, "source_id", row.key, told)])
        seen.setdefault(key, intake.file)


def refuse_rings(intakes: list[Intake]) -> None:
    """Refuse a row whose links lead back to itself: no row of the ring can be written first."""
    rows = {(intake.register.name, row.key): (intake, row) for intake, row in rows_of(intakes)}
    for own, (intake, row) in rows.items():
        for name in row.links:
            if own in _above(rows, _to(intake, row, name)):
                words = _("{field}: “{key}” leads back to this row. Correct the link.")
                told = words.format(field=intake.register.fields[name].words, key=row.links[name])
                refuse(intake, row, [Remark(row.number, name, row.links[name], told)])
                break


def _to(intake: Intake, row: Row, name: str) -> Place:
    return intake.register.links[name].target, row.links[name]


def _above(rows: dict[Place, tuple[Intake, Row]], start: Place) -> set[Place]:
    """A place and all that its rows lead to, but for the rows refused."""
    found: set[Place] = set()
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at in found or at not in rows or rows[at][1].refused:
            continue
        found.add(at)
        intake, row = rows[at]
        waiting += [_to(intake, row, name) for name in row.links]
    return found


def refuse(intake: Intake, row: Row, remarks: list[Remark]) -> None:
    """Refuse a row for what is told of it."""
    intake.refused += remarks
    intake.fallen.add(row.key)
    row.refused = True


def rows_of(intakes: list[Intake]) -> Rows:
    """The rows of all files that are not refused."""
    return [(intake, row) for intake in intakes for row in intake.rows if not row.refused]
