"""Writing entries: all of a form in one transaction, with its numbers, history and search keys.

An entry's identity is chosen by its form, so a save repeated after a cut is answered and not
written twice. Only the entries handed over are written, with the new ones they hang on, never what
hangs on them: a new entry cannot alter an older pregnancy. What was acknowledged is on the disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from maternity.db import audit, in_place, judging, search, serials
from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.loading import chunks
from maternity.db.plain import Row, changes, plain_values, row_of
from maternity.db.tables import draft, history, metadata, search_key
from maternity.db.telling import tell_first_authors, write_trail
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import OWN_HOURS
from maternity.records import SYSTEM, Problem, Record, Register

__all__ = ["Kept", "Stamp", "keep", "plain_values", "write_key"]

Entries = Sequence[Record]


@dataclass(frozen=True)
class Stamp:
    """Who writes, when and why; and whether she may change what a colleague wrote."""

    who: str
    at: datetime
    reason: str = ""
    corrects_others: bool = True
    code: str = ""
    """Which of the reasons of the list it is."""
    approver: str = ""
    """Who agreed to it, where two must."""


@dataclass(frozen=True)
class Kept:
    """What was kept, and what keeps each entry open."""

    entries: list[Record]
    problems: dict[str, list[Problem]]
    written: tuple[Record, ...] = ()
    """Those that were new or changed; of the others the book held the same already."""

    @property
    def still_open(self) -> list[Problem]:
        """All problems of all entries, in their order."""
        return [problem for entry in self.entries for problem in self.problems.get(entry.id, [])]


@dataclass
class Writing:
    """An entry on its way into the book: the row to be, the row that is, and what is open."""

    entry: Record
    row: dict[str, Any]
    old: Row | None = None
    problems: list[Problem] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def about(self) -> Register:
        """The entry's register."""
        return self.entry.register

    @property
    def same(self) -> bool:
        """Whether the book holds this already."""
        old = self.old
        return (
            old is not None
            and not self.changed
            and (old["confirmed"] or {}) == (self.row["confirmed"] or {})
            and (old["voided_at"] is None) is (self.row["voided_at"] is None)
        )

    def settle(self) -> None:
        """Give the entry what its row was given."""
        serial = self.about.serial
        for name in (*SYSTEM, *judging.kept(self.about), *([serial.name] if serial else [])):
            setattr(self.entry, name, self.row[name])


def keep(
    book: Book,
    entries: Entries,
    stamp: Stamp,
    *,
    form: str = "",
    event: audit.Event | None = None,
) -> Kept:
    """Write new and changed entries in one transaction; the draft of their form goes with it.

    `event` is what they are part of (an import), recorded before them.
    """
    in_place.check(book.engine)
    with explained(), book.engine.begin() as connection:
        audit.hold(connection)
        stamp = replace(stamp, at=stamp.at + audit.seat(book.engine).ahead)
        works = _written(book.within(connection), connection, entries, stamp, event)
        if form:
            connection.execute(delete(draft).where(draft.c.form == form))
    for work in works:
        work.settle()
    written = tuple(work.entry for work in works if not work.same)
    return Kept(list(entries), {work.entry.id: work.problems for work in works}, written)


def corrected(book: Book, entries: Entries) -> list[tuple[Record, str]]:
    """The answers of the book that keeping these entries would replace, each by its field."""
    works = [Writing(entry, row_of(entry)) for entry in entries if entry.version is not None]
    with explained(), book.engine.begin() as connection:
        stored = _stored(connection, works)
    return [
        (work.entry, one.name)
        for work in works
        for one in work.about.typed
        if changes(work.about, stored.get(work.entry.id), work.row).get(one.name, [""])[0]
    ]


def _written(
    book: Book,
    connection: Connection,
    entries: Entries,
    stamp: Stamp,
    event: audit.Event | None,
) -> list[Writing]:
    works = [Writing(entry, row_of(entry)) for entry in _with_new_parents(entries)]
    _compare(connection, works, stamp)
    for work in works:
        work.problems = judging.problems(book, work.entry)
    writing = [work for work in works if not work.same]
    for work in writing:
        judging.judge(book, work.entry, work.row, work.problems, stamp.at)
    serials.give(connection, [(work.entry, work.row) for work in writing])
    for work in writing:
        work.changed = changes(work.about, work.old, work.row)
    _insert(connection, [work for work in writing if work.old is None], stamp)
    for work in writing:
        if work.old is not None:
            _update(connection, work, stamp)
    told = _write_history(connection, writing, stamp)
    write_trail(connection, list(zip(writing, told, strict=True)), stamp, event)
    tell_first_authors(connection, writing, stamp)
    _write_keys(connection, writing)
    judging.recount(
        book, connection, [(work.entry, work.old is None) for work in writing], stamp.at
    )
    return works


def _with_new_parents(entries: Entries) -> list[Record]:
    """The entries, and the new ones they hang on, each after what its links point to."""
    given = {entry.id: entry for entry in entries}
    done: dict[str, Record] = {}
    on_the_way: set[str] = set()

    def place(entry: Record) -> None:
        if entry.id in done or entry.id in on_the_way:
            return
        on_the_way.add(entry.id)
        for name in entry.register.links:
            parent = getattr(entry, name)
            if parent is not None and (parent.id in given or parent.version is None):
                place(given.get(parent.id, parent))
        done[entry.id] = entry

    for entry in entries:
        place(entry)
    return list(done.values())


def _compare(connection: Connection, works: list[Writing], stamp: Stamp) -> None:
    """Set what stands in the book beside what is to be; refuse to write over somebody's work."""
    stored = _stored(connection, works)
    for work in works:
        work.old = stored.get(work.entry.id)
        if work.old is None:
            work.changed = changes(work.about, None, work.row)
            _unique(connection, work)
            continue
        serials.keep_number(work.about, work.row, work.old)
        work.changed = changes(work.about, work.old, work.row)
        if work.same:
            work.row.update(work.old)
        else:
            _still_the_same(work, work.old, stamp)
            serials.stay_in_series(work.about, work.row, work.old)
            _unique(connection, work)


def _stored(connection: Connection, works: list[Writing]) -> dict[str, Row]:
    """The rows as they stand, held until the transaction ends."""
    by_register: dict[str, list[str]] = defaultdict(list)
    for work in works:
        by_register[work.about.name].append(work.entry.id)
    found: dict[str, Row] = {}
    for register, ids in by_register.items():
        for chunk in chunks(ids):
            rows = connection.execute(_rows_of(register), {"ids": chunk}).mappings()
            found |= {row["id"]: row for row in rows}
    return found


@cache
def _rows_of(register: str) -> Select[Any]:
    """The rows of some entries, held; put together once, it is asked at every save."""
    table = metadata.tables[register]
    return select(table).where(table.c.id.in_(bindparam("ids", expanding=True))).with_for_update()


def _still_the_same(work: Writing, old: Row, stamp: Stamp) -> None:
    """Refuse what was based on another version, or what a colleague's entry does not allow."""
    who, at = old["changed_by"] or old["created_by"], old["changed_at"] or old["created_at"]
    unanswered = work.row["version"] is None and old["version"] == 1 and who == stamp.who
    if work.row["version"] != old["version"] and not unanswered:
        raise Refused(
            _(
                "{who} changed this entry on {at}. Nothing of yours is lost: open it again beside"
                " yours, compare the two, and save the right one."
            ).format(who=who, at=f"{at:%d/%m/%Y %H:%M}"),
            field=CHANGED,
        )
    overwritten = [name for name, (before, _after) in work.changed.items() if before]
    if not overwritten or work.about.setup or stamp.corrects_others:
        return
    if old["created_by"] == stamp.who and stamp.at - old["created_at"] > OWN:
        raise Refused(
            _(
                "You wrote this entry more than {count} hours ago. You may fill what is empty; a"
                " midwife or the head of the maternity may correct the rest."
            ).format(count=OWN_HOURS),
            field=overwritten[0],
        )
    if old["created_by"] != stamp.who:
        raise Refused(
            _(
                "{who} wrote this entry. You may fill what is empty; a midwife or the head of the"
                " maternity may correct the rest."
            ).format(who=old["created_by"]),
            field=overwritten[0],
        )


OWN = timedelta(hours=OWN_HOURS)
CHANGED = "version"
"""The field of a refusal that another version stands in the register."""


def _unique(connection: Connection, work: Writing) -> None:
    """Refuse a value that stands in another entry and must stand in one alone."""
    for name, column in work.about.fields.items():
        if not column.unique or name not in work.changed or work.row[name] is None:
            continue
        table = metadata.tables[work.about.name]
        asked = select(table.c.id).where(
            table.c[name] == work.row[name], table.c.id != work.entry.id
        )
        if connection.scalar(asked) is not None:
            raise Refused(
                _("{field}: “{value}” is taken. Enter another one.").format(
                    field=column.words, value=column.show(work.row[name])
                ),
                field=name,
            )


def _insert(connection: Connection, works: list[Writing], stamp: Stamp) -> None:
    """New rows, table by table as far as their links allow."""
    level: dict[str, int] = {}
    groups: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for work in works:
        work.row.update(
            version=1, created_at=stamp.at, created_by=stamp.who, changed_at=None, changed_by=None
        )
        above = (getattr(work.entry, name) for name in work.about.links)
        level[work.entry.id] = 1 + max((level.get(one.id, 0) for one in above if one), default=0)
        groups[level[work.entry.id], work.about.name].append(work.row)
    for (_level, register), rows in sorted(groups.items(), key=lambda item: item[0]):
        connection.execute(insert(metadata.tables[register]), rows)


def _update(connection: Connection, work: Writing, stamp: Stamp) -> None:
    """What is new of an entry, as its next version."""
    old = work.old or {}
    if work.row["voided_at"] and not old["voided_at"]:
        work.row["voided_at"] = stamp.at
    work.row.update(
        created_at=old["created_at"],
        created_by=old["created_by"],
        changed_at=stamp.at,
        changed_by=stamp.who,
        version=old["version"] + 1,
    )
    table = metadata.tables[work.about.name]
    new = {name: value for name, value in work.row.items() if old[name] != value}
    connection.execute(update(table).where(table.c.id == work.entry.id).values(new))


def _write_history(
    connection: Connection, works: list[Writing], stamp: Stamp
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "at": stamp.at,
            "who": stamp.who,
            "event": _event(work),
            "register": work.about.name,
            "entry": work.entry.id,
            "version": work.row["version"],
            "changes": work.changed,
            "reason": stamp.reason or None,
        }
        for work in works
    ]
    if rows:
        connection.execute(insert(history), rows)
    return rows


def _event(work: Writing) -> str:
    if work.old is None:
        return "create"
    if bool(work.row["voided_at"]) is not bool(work.old["voided_at"]):
        return "void" if work.row["voided_at"] else "unvoid"
    return "update" if work.changed else "confirm"


def _write_keys(connection: Connection, works: list[Writing]) -> None:
    """Bring the search keys of what is sought to its new words."""
    added: list[dict[str, str]] = []
    for work in works:
        before = search.keys(work.about, work.old) if work.old is not None else set()
        after = search.keys(work.about, work.row)
        if before - after:
            connection.execute(delete(search_key).where(search_key.c.entry == work.entry.id))
            before = set()
        added += [
            {"register": index, "first": first, "second": second, "entry": work.entry.id}
            for index, first, second in sorted(after - before)
        ]
    if added:
        connection.execute(insert(search_key), added)


def write_key(book: Book, entry: Record) -> None:
    """Give an entry the key of its row in a file."""
    table = metadata.tables[entry.register.name]
    with explained(), book.engine.begin() as connection:
        connection.execute(
            update(table).where(table.c.id == entry.id).values(source_id=entry.source_id)
        )
        audit.record(
            connection,
            "key",
            register=entry.register.name,
            entry=entry.id,
            facts={"source_id": entry.source_id},
        )
