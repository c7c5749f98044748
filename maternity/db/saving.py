"""Writing entries: all of a form in one transaction, with its numbers, history and search keys.

An entry's identity is chosen by its form, so a save repeated after a cut is answered and not
written twice. Only the entries handed over are written, never what hangs on them: a new entry
cannot alter an older pregnancy. What was acknowledged is on the disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import InvalidRequestError

from maternity import clock, settings
from maternity.conditions import parse
from maternity.db import book as reading
from maternity.db import search
from maternity.db.engine import explained
from maternity.db.tables import draft, history, metadata, search_key
from maternity.errors import Refused
from maternity.fields import Link
from maternity.i18n import _
from maternity.records import Problem, Record, Strength, child_of, named

Entries = Sequence[Record]


@dataclass(frozen=True)
class Stamp:
    """Who writes, when and why."""

    who: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Kept:
    """What was kept, and what keeps each entry open."""

    entries: list[Record]
    problems: dict[str, list[Problem]]

    @property
    def still_open(self) -> list[Problem]:
        """All problems of all entries, in their order."""
        return [problem for entry in self.entries for problem in self.problems.get(entry.id, [])]


def keep(book: reading.Book, entries: Entries, stamp: Stamp, *, form: str = "") -> Kept:
    """Write new and changed entries in one transaction; the draft of their form goes with it."""
    ordered = parents_first(entries)
    old = _as_they_stand(book, ordered)
    changed = [entry for entry in ordered if _differs(entry, old.get(entry.id))]
    problems = {entry.id: _problems(book, entry) for entry in ordered}
    before = {entry.id: (entry.version, entry.closed_at) for entry in changed}
    try:
        with explained(), book.engine.begin() as connection:
            for entry in changed:
                _judge(entry, problems[entry.id], stamp)
            _number(connection, changed)
            _write(connection, changed, old, stamp)
            if form:
                connection.execute(delete(draft).where(draft.c.form == form))
    except BaseException:
        for entry in changed:
            entry.version, entry.closed_at = before[entry.id]
        raise
    for entry in changed:
        entry.version = (entry.version or 0) + 1
    _refresh_neighbours(book, changed)
    return Kept(list(entries), problems)


def parents_first(entries: Entries) -> list[Record]:
    """The entries in an order in which every link points backwards."""
    waiting = {entry.id: entry for entry in entries}
    done: dict[str, Record] = {}

    def place(entry: Record) -> None:
        if entry.id not in waiting:
            return
        del waiting[entry.id]
        for name in entry.register.links:
            parent = getattr(entry, name)
            if parent is not None and parent.id in waiting:
                place(waiting[parent.id])
        done[entry.id] = entry

    for entry in entries:
        place(entry)
    return list(done.values())


def row_of(entry: Record) -> dict[str, Any]:
    """The entry as its table holds it."""
    about = entry.register
    row: dict[str, Any] = {name: getattr(entry, name) for name in _SYSTEM}
    for name, field in about.fields.items():
        value = getattr(entry, name)
        if isinstance(field, Link):
            row[f"{name}_id"] = value.id if value is not None else None
        else:
            row[name] = value
        if field.gaps:
            row[f"{name}_gap"] = getattr(entry, f"{name}_gap", None)
    for name, computed in about.derived.items():
        if computed.kept:
            row[f"{name}_kept"] = getattr(entry, f"{name}_kept", None)
    return row


_SYSTEM = (
    *("id", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "voided_at"),
    *("voided_by", "void_reason", "source_id", "serial_year", "missing", "unsure", "confirmed"),
)


def plain_values(entry: Record) -> dict[str, str]:
    """What the entry says, field by field, as the history holds it."""
    found: dict[str, str] = {}
    for name, field in entry.register.fields.items():
        value = entry.plain(name)
        if isinstance(field, Link):
            linked = getattr(entry, name)
            value = linked.id if linked is not None else value
        if value:
            found[name] = value
    return found


def changes(old: Record | None, new: Record) -> dict[str, list[str]]:
    """Each field that changed, with its old and new value."""
    before = plain_values(old) if old is not None else {}
    after = plain_values(new)
    names = {**before, **after}
    return {
        name: [before.get(name, ""), after.get(name, "")]
        for name in names
        if before.get(name, "") != after.get(name, "")
    }


def _as_they_stand(book: reading.Book, entries: Entries) -> dict[str, Record]:
    by_register: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        by_register[entry.register.name].append(entry.id)
    found: dict[str, Record] = {}
    for register, ids in by_register.items():
        for old in book.by_ids(register, ids):
            found[old.id] = old
    return found


def _differs(entry: Record, old: Record | None) -> bool:
    """Whether there is something to write; refuses to write over what somebody else wrote."""
    if old is None:
        return True
    serial = entry.register.serial
    if serial and getattr(entry, serial.name) is None:  # a save repeated without its answer
        setattr(entry, serial.name, getattr(old, serial.name))
        entry.serial_year = old.serial_year
    same = not changes(old, entry) and (old.confirmed or {}) == (entry.confirmed or {})
    same = (
        same
        and old.void_reason == entry.void_reason
        and bool(entry.voided_at) is bool(old.voided_at)
    )
    if same:
        entry.version, entry.closed_at = old.version, old.closed_at
        return False
    if entry.version is None or entry.version != old.version:
        raise Refused(
            _(
                "{who} changed this entry at {at}. Nothing of yours is lost: look at both versions."
            ).format(who=old.changed_by or old.created_by, at=f"{old.changed_at or old.created_at}")
        )
    return True


def _problems(book: reading.Book, entry: Record) -> list[Problem]:
    try:
        return entry.problems()
    except InvalidRequestError:  # a list of children that was not asked for
        fresh = book.by_ids(entry.register.name, [entry.id], reading.everything(type(entry)))
        return _with_children_of(entry, fresh[0]).problems() if fresh else []


def _with_children_of(entry: Record, fresh: Record) -> Record:
    """The stored entry with the values of the one to be written, for its checks alone."""
    for name in entry.register.fields:
        setattr(fresh, name, getattr(entry, name))
        if entry.register.fields[name].gaps:
            setattr(fresh, f"{name}_gap", getattr(entry, f"{name}_gap", None))
    fresh.confirmed = entry.confirmed
    return fresh


def _judge(entry: Record, problems: list[Problem], stamp: Stamp) -> None:
    entry.missing = sum(p.strength is not Strength.ASKS for p in problems)
    entry.unsure = sum(p.strength is Strength.ASKS for p in problems)
    if problems or entry.voided_at is not None:
        return
    if entry.closed_at is None:
        entry.closed_at = stamp.at
        for name, computed in entry.register.derived.items():
            if computed.kept:
                setattr(entry, f"{name}_kept", computed.plain(getattr(entry, name)))


def _number(connection: Connection, entries: Entries) -> None:
    next_of: dict[tuple[str, int, str], int] = {}
    for entry in entries:
        serial = entry.register.serial
        if serial is None or getattr(entry, serial.name) is not None:
            continue
        if serial.unless and parse(serial.unless).judge(entry.look):
            continue
        part = entry.plain(serial.per) if serial.per else ""
        if serial.per and not part:
            continue
        year = clock.today().year
        series = (entry.register.name, year, part)
        if series not in next_of:
            next_of[series] = _next_number(connection, entry, serial.per, year, part)
        entry.serial_year = year
        setattr(entry, serial.name, next_of[series])
        next_of[series] += 1


def _next_number(connection: Connection, entry: Record, per: str, year: int, part: str) -> int:
    table = metadata.tables[entry.register.name]
    asked = select(func.max(table.c.serial_no)).where(table.c.serial_year == year)
    if per:
        asked = asked.where(table.c[per] == part)
    last = connection.scalar(asked)
    return int(settings.current().chosen("first_serial_no")) if last is None else int(last) + 1


def _write(connection: Connection, entries: Entries, old: dict[str, Record], stamp: Stamp) -> None:
    new: list[Record] = []
    for entry in entries:
        before = old.get(entry.id)
        if before is None:
            entry.created_at, entry.created_by = stamp.at, stamp.who
            new.append(entry)
        else:
            entry.changed_at, entry.changed_by = stamp.at, stamp.who
            _update(connection, entry)
    _insert(connection, new)
    _write_history(connection, entries, old, stamp)
    _write_keys(connection, entries, old)


def _insert(connection: Connection, new: Entries) -> None:
    """Rows of one table that follow each other go in one statement, parents first."""
    batch: list[dict[str, Any]] = []
    table = None
    for entry in new:
        its = metadata.tables[entry.register.name]
        if its is not table and batch and table is not None:
            connection.execute(insert(table), batch)
            batch = []
        table = its
        batch.append({**row_of(entry), "version": 1})
    if batch and table is not None:
        connection.execute(insert(table), batch)


def _update(connection: Connection, entry: Record) -> None:
    table = metadata.tables[entry.register.name]
    row = row_of(entry)
    del row["id"]
    done = connection.execute(
        update(table)
        .where(table.c.id == entry.id, table.c.version == entry.version)
        .values(**row, version=(entry.version or 0) + 1)
    )
    if done.rowcount != 1:
        raise Refused(_("Somebody changed this entry meanwhile. Open it again and compare."))


def _write_history(
    connection: Connection, entries: Entries, old: dict[str, Record], stamp: Stamp
) -> None:
    rows = [
        {
            "at": stamp.at,
            "who": stamp.who,
            "event": _event(entry, old.get(entry.id)),
            "register": entry.register.name,
            "entry": entry.id,
            "version": (entry.version or 0) + 1,
            "changes": changes(old.get(entry.id), entry),
            "reason": entry.void_reason if entry.voided_at else stamp.reason or None,
        }
        for entry in entries
    ]
    if rows:
        connection.execute(insert(history), rows)


def _event(entry: Record, old: Record | None) -> str:
    if old is None:
        return "create"
    if entry.voided_at and not old.voided_at:
        return "void"
    return "confirm" if not changes(old, entry) else "update"


def _write_keys(connection: Connection, entries: Entries, old: dict[str, Record]) -> None:
    sought = [entry for entry in entries if search.sought(entry)]
    renewed = [entry.id for entry in sought if entry.id in old]
    if renewed:
        connection.execute(delete(search_key).where(search_key.c.entry.in_(renewed)))
    rows = [
        {"register": e.register.name, "first": first, "second": second, "entry": e.id}
        for e in sought
        for first, second in sorted(search.rows(e))
    ]
    if rows:
        connection.execute(insert(search_key), rows)


def _refresh_neighbours(book: reading.Book, changed: Entries) -> None:
    """What is complete may hang on a parent or a child: count their problems again."""
    inside = {entry.id for entry in changed}
    around: dict[str, set[str]] = defaultdict(set)
    for entry in changed:
        for name, link in entry.register.links.items():
            parent = getattr(entry, name)
            if parent is not None and parent.id not in inside and link.back:
                around[parent.register.name].add(parent.id)
        for back in entry.register.backs:
            child = child_of(type(entry), back)
            for one in _loaded(entry, back):
                if one.id not in inside:
                    around[child.register.name].add(one.id)
    for register, ids in around.items():
        _recount(book, register, sorted(ids))


def _loaded(entry: Record, back: str) -> Iterable[Record]:
    loaded: Iterable[Record] = entry.__dict__.get(back, ())
    return loaded


def _recount(book: reading.Book, register: str, ids: list[str]) -> None:
    cls = named(register).record
    table = metadata.tables[register]
    renewed: list[dict[str, Any]] = []
    for entry in book.by_ids(register, ids, reading.everything(cls)):
        problems = entry.problems()
        unsure = sum(p.strength is Strength.ASKS for p in problems)
        missing = len(problems) - unsure
        if (missing, unsure) != (entry.missing, entry.unsure):
            renewed.append({"key": entry.id, "missing": missing, "unsure": unsure})
    if renewed:
        with explained(), book.engine.begin() as connection:
            connection.execute(update(table).where(table.c.id == bindparam("key")), renewed)


def write_key(book: reading.Book, entry: Record) -> None:
    """Give an entry the key of its row in a file."""
    table = metadata.tables[entry.register.name]
    with explained(), book.engine.begin() as connection:
        connection.execute(
            update(table).where(table.c.id == entry.id).values(source_id=entry.source_id)
        )
