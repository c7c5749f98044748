"""The tables: one for each register, made from its fields, and mapped as the registers stand.

A field becomes a column of its own name; a field that may be answered by a gap has a companion
`<field>_gap`; a derived value frozen at closing has `<name>_kept`. Every register column may be
empty: closing an entry is what requires. Bounds are not constraints: they live with the fields.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    types,
)
from sqlalchemy.orm import registry, relationship

from maternity import registers
from maternity.db.column_types import Exact, Json, Through
from maternity.fields import KINDS, Field, Link
from maternity.records import Record, named

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)
CODE = String(40)
SORTED = String(80).with_variant(String(80, collation="C"), "postgresql")
"""Text compared byte by byte on every backend: moments and search keys."""


def _short(field: Field) -> types.TypeEngine[Any]:
    return Through(field, CODE)


def _long(field: Field) -> types.TypeEngine[Any]:
    return Through(field, Text())


COLUMN: dict[str, Any] = {
    "text": lambda _field: Text(),
    "long_text": lambda _field: Text(),
    "number": lambda _field: Integer(),
    "decimal": lambda _field: Exact(),
    "yes_no": _short,
    "yes_no_unknown": _short,
    "date": lambda _field: Date(),
    "moment": lambda field: Through(field, SORTED),
    "choice": _short,
    "multi_choice": _long,
    "diagnosis": _long,
}
"""Kind of field -> column type; links have a foreign key instead."""

ALSO_DATED = frozenset({"newborn.declared_on", "admission.discharged_at"})
"""Fields beside a register's own date that place its entries in a period, or leave them open."""


def _system_columns() -> list[Column[Any]]:
    return [
        Column("id", ID, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("created_at", DateTime, nullable=False),
        Column("created_by", Text, nullable=False),
        Column("changed_at", DateTime),
        Column("changed_by", Text),
        Column("closed_at", DateTime),
        Column("voided_at", DateTime),
        Column("voided_by", Text),
        Column("void_reason", Text),
        Column("source_id", Text, unique=True),
        Column("serial_year", Integer),
        Column("missing", Integer),
        Column("unsure", Integer),
        Column("confirmed", Json),
    ]


def _field_columns(cls: type[Record]) -> list[Column[Any]]:
    about, made = cls.register, []
    for name, field in about.fields.items():
        if isinstance(field, Link):
            target = ForeignKey(f"{field.target}.id", use_alter=field.alters)
            made.append(Column(f"{name}_id", ID, target, index=True))
        else:
            made.append(Column(name, COLUMN[field.kind](field)))
        if field.gaps:
            made.append(Column(f"{name}_gap", String(8)))
    kept = [name for name, computed in about.derived.items() if computed.kept]
    return made + [Column(f"{name}_kept", CODE) for name in kept]


def _table(cls: type[Record]) -> Table:
    about = cls.register
    table = Table(about.name, metadata, *_system_columns(), *_field_columns(cls))
    serial = about.serial
    if serial:
        series = ["serial_year", *([serial.per] if serial.per else []), serial.name]
        table.append_constraint(UniqueConstraint(*series))
        Index(None, table.c[serial.name])
    for name, field in about.fields.items():
        if field.unique:
            table.append_constraint(UniqueConstraint(name))
    for name in sorted(_in_order(cls)):
        state = (table.c[column] for column in ("id", "voided_at", "missing", "unsure"))
        Index(f"ix_{about.name}_{name}_in_order", table.c[name], *state)
    Index(None, table.c.missing, table.c.unsure)
    if "to_check" in about.fields:
        some = table.c.to_check.is_not(None)
        Index(None, table.c.to_check, sqlite_where=some, postgresql_where=some)
    return table


def _in_order(cls: type[Record]) -> set[str]:
    """The fields that give a list its order or entries their period.

    Their index holds the state too: a list, its filter and its count read nothing else. There is
    none on `voided_at`, which nearly every question names and nearly no row has.
    """
    about = cls.register
    named_by = {about.dated, about.sorted_by}
    for computed in about.derived.values():
        named_by |= set(computed.dated_by)
    named_by |= {name for name in about.fields if f"{about.name}.{name}" in ALSO_DATED}
    return named_by & set(about.fields)


mapping = registry(metadata=metadata)


def _map(cls: type[Record], table: Table) -> None:
    about = cls.register
    properties: dict[str, Any] = {}
    for name, link in about.links.items():
        properties[name] = relationship(
            named(link.target).record,
            foreign_keys=[table.c[f"{name}_id"]],
            back_populates=link.back or None,
            lazy="raise",
        )
    for back in about.backs:
        child, link_name = _child(cls, back)
        properties[back] = relationship(
            child,
            foreign_keys=[metadata.tables[child.register.name].c[f"{link_name}_id"]],
            back_populates=link_name,
            lazy="raise",
            passive_deletes="all",
        )
    mapping.map_imperatively(cls, table, properties=properties, version_id_col=table.c.version)


def _child(cls: type[Record], back: str) -> tuple[type[Record], str]:
    for child in registers.ALL:
        for name, link in child.register.links.items():
            if link.target == cls.register.name and link.back == back:
                return child, name
    raise LookupError(f"nothing links to {cls.register.name}.{back}")


for _cls in registers.ALL:
    _table(_cls)
for _cls in registers.ALL:
    _map(_cls, metadata.tables[_cls.register.name])
mapping.configure()

book_fact = Table(
    "book_fact",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("event", String(20), nullable=False),
    Column("register", String(40), nullable=False),
    Column("entry", ID, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changes", Json, nullable=False),
    Column("reason", Text),
    Index(None, "entry", "version"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("utc", DateTime, nullable=False),
    Column("utc_offset", Integer, nullable=False),
    Column("mono_ms", BigInteger, nullable=False),
    Column("boot", ID, nullable=False),
    Column("clock_ok", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("role", CODE, nullable=False),
    Column("signin", ID, nullable=False),
    Column("pc", Text, nullable=False),
    Column("app", CODE, nullable=False),
    Column("schema", CODE, nullable=False),
    Column("event", CODE, nullable=False),
    Column("register", CODE),
    Column("entry", ID, index=True),
    Column("version_from", Integer),
    Column("version_to", Integer),
    Column("reason_code", CODE),
    Column("reason", Text),
    Column("approver", Text),
    Column("outcome", CODE, nullable=False),
    Column("facts", Json),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One row an event, chained; what changed in an entry stands in `history`, under the same chain."""

unaudited = Table(
    "unaudited",
    metadata,
    Column("entry", ID, primary_key=True),
    Column(
        "seq",
        Integer,
        ForeignKey("audit.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
        server_default="-1",
    ),
    sqlite_with_rowid=False,
)
"""Entries changed in this transaction and not yet in `audit`; empty again before it ends."""

draft = Table(
    "draft",
    metadata,
    Column("form", ID, primary_key=True),
    Column("register", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("state", Json, nullable=False),
)

search_key = Table(
    "search_key",
    metadata,
    Column("register", String(40), primary_key=True),
    Column("first", SORTED, primary_key=True),
    Column("second", SORTED, primary_key=True),
    Column("entry", ID, primary_key=True),
    Index(None, "entry"),
    sqlite_with_rowid=False,
)

secret = Table(
    "secret",
    metadata,
    Column("account", ID, ForeignKey("account.id"), primary_key=True),
    Column("pin", Json),
    Column("temporary", Integer, nullable=False),
    Column("set_at", DateTime, nullable=False),
)

notice = Table(
    "notice",
    metadata,
    Column("id", ID, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("told_to", Text),
    Column("register", String(40)),
    Column("entry", ID),
    Column("reason", Text),
    Column("until", DateTime),
    Column("settled_at", DateTime),
    Column("settled_by", Text),
    Index(None, "kind", "settled_at"),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("account", ID, ForeignKey("account.id"), primary_key=True),
    Column("register", String(40), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("shows", Json, nullable=False),
)
"""Views of a list that a person named; their names are hers, so they stand in the register."""

column_map = Table(
    "column_map",
    metadata,
    Column("register", String(40), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("columns", Json, nullable=False),
    Column("kept_at", DateTime, nullable=False),
    Column("kept_by", Text, nullable=False),
)
"""Which columns of files fill which fields of a register; the next file like it needs nothing."""

KINDS_WITH_A_COLUMN = frozenset(COLUMN) | {"link", "person", "village"}
if set(KINDS) - KINDS_WITH_A_COLUMN:
    raise LookupError(f"kinds without a column: {set(KINDS) - KINDS_WITH_A_COLUMN}")
