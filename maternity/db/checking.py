"""The check of a register: what each part proves, and what it does not.

Every part shows that the register agrees with itself, one with an anchor that lies elsewhere. None
proves that what was typed was true, nor that nothing is missing since the last anchor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, select

from maternity import registers
from maternity.db import audit, replay, seal, triggers
from maternity.db.engine import backend_of
from maternity.db.faults import explained
from maternity.db.tables import history, metadata
from maternity.i18n import N_, _, plural
from maternity.records import named


@dataclass(frozen=True)
class Finding:
    """Something the check of the register found, in words."""

    what: str
    words: str


@dataclass(frozen=True)
class Proof:
    """A part of the check: what its silence proves, and what it does not."""

    what: str
    proves: str
    not_proven: str


PROOFS = (
    Proof(
        "file",
        N_("Every page of the file is whole and was written with its key; every link leads on."),
        N_("That the file is the newest one: an older copy is whole as well."),
    ),
    Proof(
        "guards",
        N_("The guards that refuse a deletion or an unrecorded change are all in place."),
        N_("That they were in place all the time."),
    ),
    Proof(
        "trail",
        N_(
            "No event of the audit trail, and no version it seals, was altered, added or taken out."
        ),
        N_(
            "That the last events are not missing, unless an anchor was given; that the clock was"
            " right; anything against a person who has the key and the only copy."
        ),
    ),
    Proof(
        "replay",
        N_("Every entry is exactly what its versions tell, from the first to the last."),
        N_("That what was typed is true."),
    ),
    Proof(
        "serials",
        N_("The annual numbers have no gap."),
        N_("That every event of the ward was written down."),
    ),
    Proof(
        "history",
        N_("Every version of every entry has its line in the history."),
        N_("That the reasons given are the true ones."),
    ),
    Proof(
        "orphans",
        N_("Every entry belongs to the entry it must belong to."),
        N_("That it is the right one."),
    ),
    Proof(
        "twice",
        N_("No pregnancy has two deliveries, and no delivery two babies of one birth order."),
        N_("That nothing was written twice in other words."),
    ),
)
"""The parts of the check in their order; a finding names the part it belongs to."""


def findings(engine: Engine, anchors: Iterable[audit.Anchor] = ()) -> list[Finding]:
    """All that does not agree."""
    with explained(), engine.connect() as connection:
        found = [Finding("file", line) for line in backend_of(engine).check(connection)]
        found += [Finding("guards", _guard(name)) for name in triggers.wrong(connection)]
        found += list(_trail(connection, anchors))
        found += list(_rebuilt(connection))
    found += list(_serial_gaps(engine))
    found += list(_histories(engine))
    found += list(_orphans(engine))
    return found + list(_twice(engine))


def _guard(name: str) -> str:
    return _("The guard {name} is missing or was changed.").format(name=name)


BROKEN = {
    seal.Kind.ROW: N_("Event n° {seq} of the audit trail is not as it was written."),
    seal.Kind.NUMBER: N_("Events are missing or were added before n° {seq} of the audit trail."),
    seal.Kind.ANCHOR: N_("The audit trail does not hold the event of the anchor n° {seq}."),
    seal.Kind.BEFORE: N_("The history from before event n° {seq} is not as it was then."),
}
"""What was found in the trail, in words."""


def _trail(connection: Connection, anchors: Iterable[audit.Anchor]) -> Iterator[Finding]:
    """The first places of each kind: one alteration can show in every row after it."""
    shown: Counter[seal.Kind] = Counter()
    for one in seal.verify(connection, anchors):
        shown[one.kind] += 1
        if shown[one.kind] <= MOST_SHOWN:
            yield Finding("trail", _(BROKEN[one.kind]).format(seq=one.seq))
    count = seal.unsealed(connection)
    if count:
        words = plural(
            "{count} version stands in the history without an event of the audit trail.",
            "{count} versions stand in the history without an event of the audit trail.",
            count,
        )
        yield Finding("trail", words)


def _rebuilt(connection: Connection) -> Iterator[Finding]:
    shown: Counter[str] = Counter()
    for about, entry in replay.differing(connection):
        shown[about.name] += 1
        if shown[about.name] <= MOST_SHOWN:
            words = _("{register}: entry {entry} is not what its versions tell.")
            yield Finding("replay", words.format(register=about.words, entry=entry))


MOST_SHOWN = 20
"""Findings of one kind that are told one by one."""


def _serial_gaps(engine: Engine) -> Iterator[Finding]:
    for table in metadata.sorted_tables:
        if table.name not in _REGISTERS or "serial_no" not in table.c:
            continue
        per = named(table.name).serial
        series = [table.c.serial_year, *([table.c[per.per]] if per and per.per else [])]
        asked = (
            select(
                *series,
                func.count(table.c.serial_no),
                func.min(table.c.serial_no),
                func.max(table.c.serial_no),
            )
            .where(table.c.serial_no.is_not(None))
            .group_by(*series)
        )
        with explained(), engine.connect() as connection:
            rows = connection.execute(asked).all()
        for row in rows:
            count, low, high = row[-3:]
            if high - low + 1 != count:
                words = _("{register}, {year}: numbers are missing between {low} and {high}.")
                told = {"register": named(table.name).words, "year": row[0]}
                yield Finding("serials", words.format(low=low, high=high, **told))


def _histories(engine: Engine) -> Iterator[Finding]:
    """Every version of every entry has its row of history."""
    for table in metadata.sorted_tables:
        if table.name not in _REGISTERS:
            continue
        versions = (
            select(table.c.id)
            .outerjoin(history, history.c.entry == table.c.id)
            .group_by(table.c.id, table.c.version)
            .having(func.count(history.c.seq) != table.c.version)
        )
        with explained(), engine.connect() as connection:
            lost = connection.execute(versions.limit(1)).all()
        if lost:
            words = _("{register}: the history of an entry is not complete.")
            yield Finding("history", words.format(register=named(table.name).words))


def _orphans(engine: Engine) -> Iterator[Finding]:
    """Entries whose compulsory link is empty hang in the air."""
    for table in metadata.sorted_tables:
        links = [
            name
            for name, field in (_links_of(table.name)).items()
            if field.required is True and field.kind == "link"
        ]
        for name in links:
            asked = select(func.count()).where(
                table.c[f"{name}_id"].is_(None), table.c.voided_at.is_(None)
            )
            with explained(), engine.connect() as connection:
                count = connection.scalar(asked) or 0
            if count:
                words = _("{register}: {count} entries have no “{field}”.")
                about = named(table.name)
                told = {"register": about.words, "field": about.fields[name].words}
                yield Finding("orphans", words.format(count=count, **told))


def _twice(engine: Engine) -> Iterator[Finding]:
    """Standing entries that share what only one of them may have."""
    for about in (cls.register for cls in registers.ALL if cls.register.one_of):
        table = metadata.tables[about.name]
        shared = [table.c[f"{n}_id" if n in about.links else n] for n in about.one_of]
        held = [table.c.voided_at.is_(None), *(column.is_not(None) for column in shared)]
        groups = select(*shared).where(*held).group_by(*shared).having(func.count() > 1).subquery()
        same = [column == groups.c[column.name] for column in shared]
        asked = (
            select(*shared, table.c.id, table.c.serial_no, table.c.serial_year)
            .join(groups, and_(*same))
            .where(*held)
            .order_by(*shared, table.c.id)
        )
        with explained(), engine.connect() as connection:
            rows = connection.execute(asked).all()
        entries: dict[tuple[Any, ...], list[str]] = {}
        for *key, entry, number, year in rows:
            told = f"{number}/{year}" if number else str(entry)
            entries.setdefault(tuple(key), []).append(told)
        fields = ", ".join(about.fields[name].words for name in about.one_of)
        for told_of in list(entries.values())[:MOST_SHOWN]:
            words = _(
                "{register}: {entries} have the same “{fields}”. Cancel what is written twice."
            )
            told = words.format(register=about.words, entries=", ".join(told_of), fields=fields)
            yield Finding("twice", told)


def _links_of(table: str) -> dict[str, Any]:
    return dict(named(table).links) if table in _REGISTERS else {}


_REGISTERS = frozenset(cls.register.name for cls in registers.ALL)
