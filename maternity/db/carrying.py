"""A whole register carried from one backend to the other: every row, and the proof that it is all.

Rows go as values and not as text of either database; what is proven is that each table has as many
rows with the same hash on both sides, and the trail the same head. The envelopes of PINs stand in
clear inside an encrypted file and sealed under the data key on a server, whose disk is not ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from maternity.db import engine as engines
from maternity.db import migrate, moved, people, server_rights, triggers
from maternity.db.faults import explained
from maternity.db.tables import audit, book_fact, history, metadata, secret, unaudited
from maternity.errors import Unavailable
from maternity.i18n import _

AT_ONCE = 1000
Step = Callable[[int, int], None]
Tally = dict[str, tuple[int, str]]
"""Each table, how many rows it has, and their hash, whatever their order."""


def tables() -> list[Table]:
    """What is carried, each after what it links to as far as that goes."""
    return [table for table in metadata.sorted_tables if table is not unaudited]


def _as_it_is(source: Connection) -> list[Table]:
    """What a register holds in the form it has now, which an update may have left behind."""
    if migrate.revision(source) == migrate.HEAD:
        return tables()
    from maternity.db import older_form  # noqa: PLC0415 - after an update alone

    return older_form.tables(source)


def tally(connection: Connection, every: list[Table] | None = None) -> Tally:
    """What a register holds, for comparing it with another."""
    return {table.name: _tally_of(connection, table) for table in every or tables()}


def _tally_of(connection: Connection, table: Table) -> tuple[int, str]:
    count = total = 0
    for row in _rows(connection, table):
        plain = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
        digest = hashlib.sha256(plain.encode()).digest()
        total = (total + int.from_bytes(digest, "big")) % 2**256
        count += 1
    return count, f"{total:064x}"


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as their meaning; the facts of one place stay in their place."""
    asked = select(table)
    if table.name == book_fact.name:
        asked = asked.where(table.c.name.not_in(moved.OF_ONE_PLACE))
    asked = asked.execution_options(yield_per=AT_ONCE)
    for row in connection.execute(asked).mappings():
        told = dict(row)
        if table.name == secret.name and told["pin"] is not None:
            told["pin"] = people.pin_read(connection, told["pin"])
        yield told


def carry(source: Connection, target: Connection, step: Step) -> Tally:
    """Put every row of one register into the empty tables of another; what both hold.

    The guards of the target must be down; the caller sets them in the same transaction.
    """
    every, done = _as_it_is(source), 0
    of = sum(source.scalar(select(func.count()).select_from(one)) or 0 for one in every)
    for table in reversed(every):
        target.execute(delete(table))
    later: list[tuple[Table, list[dict[str, Any]]]] = []
    for table in every:
        for rows in _parcels(_rows(source, table)):
            later.append((table, _without_late_links(target, table, rows)))
            target.execute(insert(table), [_stored(target, table, row) for row in rows])
            done += len(rows)
            step(done, of)
    for table, links in later:
        _link(target, table, links)
    _number_on(target)
    here, there = tally(source, every), tally(target, every)
    if here != there:
        raise Unavailable(
            _("The register was not carried over whole: {tables}.").format(
                tables=", ".join(sorted(name for name in here if here[name] != there[name]))
            ),
            advice=_("Nothing was changed. Try again, and report these names if it happens again."),
        )
    return there


def _parcels(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while parcel := list(islice(waiting, AT_ONCE)):
        yield parcel


def _stored(target: Connection, table: Table, row: dict[str, Any]) -> dict[str, Any]:
    if table.name == secret.name and row["pin"] is not None:
        return {**row, "pin": people.pin_stored(target, row["pin"])}
    return row


def _late_links(table: Table) -> list[str]:
    """Links to what may not be there yet: to the same table, and round a circle."""
    return [
        key.parent.name for key in table.foreign_keys if key.use_alter or key.column.table is table
    ]


def _without_late_links(
    target: Connection, table: Table, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Empty these links on a server, which looks at each at once; what they were."""
    late = _late_links(table) if target.dialect.name == "postgresql" else []
    linked = []
    for row in rows:
        if any(row[name] is not None for name in late):
            linked.append({"of": row["id"], **{f"to_{name}": row[name] for name in late}})
            row.update(dict.fromkeys(late))
    return linked


def _link(target: Connection, table: Table, links: list[dict[str, Any]]) -> None:
    if links:
        told: dict[str, Any] = {name: bindparam(f"to_{name}") for name in _late_links(table)}
        target.execute(update(table).where(table.c.id == bindparam("of")).values(told), links)


def _number_on(target: Connection) -> None:
    """The next row of the history follows the last one that was carried."""
    if target.dialect.name == "postgresql":
        last = target.scalar(select(func.max(history.c.seq))) or 0
        told = text("SELECT setval(pg_get_serial_sequence('history', 'seq'), :last, :called)")
        target.execute(told, {"last": max(last, 1), "called": last > 0})


def into_file(source: Connection, place: Path, key: bytes, step: Step) -> Tally:
    """A new register file under a key, with every row of the register that is read, in its form."""
    engine = engines.open_file(place, key, new=True)
    backend = engines.backend_of(engine)
    try:
        with explained(), engine.connect() as target:
            backend.free(target, True)
            with target.begin():
                form = migrate.revision(source) or migrate.HEAD
                migrate.make_tables(target, form)
                held = carry(source, target, step)
                if form == migrate.HEAD:  # an older one gets its net when it is brought up
                    triggers.install(target)
            backend.free(target, False)
            if backend.quick_check(target) or backend.orphans(target):
                raise Unavailable(
                    _("The copy of the register could not be proven."),
                    advice=_("Try again, or choose another disk."),
                )
    finally:
        engine.dispose()
    return held


def to_server(source: Engine, target: Engine, step: Step) -> Tally:
    """Carry an open register into an empty database, in one transaction with its tables."""
    with explained(), source.connect() as held, target.begin() as connection:
        migrate.make_tables(connection)
        there = carry(held, connection, step)
        triggers.install(connection)
        server_rights.give(connection)
    return there


def head_of(connection: Connection) -> tuple[int, str]:
    """The last row of the trail, whole."""
    asked = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    row = connection.execute(asked).first()
    return (0, "") if row is None else (row.seq, row.hash)
