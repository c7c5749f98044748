"""Whether an upgrade left a register as it should be: as many rows, and the declared form.

Asked inside the transaction of the upgrade, so that a revision with a mistake leaves the old
register untouched (reference: safety, part 13).
"""

from __future__ import annotations

from sqlalchemy import Connection

from maternity.db.tables import metadata, search_key, unaudited

MADE_ANEW = frozenset({"alembic_version", search_key.name, unaudited.name})
"""Tables whose rows follow from those of the others."""

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
COLUMNS = {
    "sqlite": (
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table'"
    ),
    "postgresql": (
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema()"
    ),
}
INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}


def rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has whose rows no revision makes or takes away."""
    names = set(connection.exec_driver_sql(TABLES[connection.dialect.name]).scalars())
    counted = " UNION ALL ".join(
        f"SELECT '{name}', count(*) FROM \"{name}\""  # noqa: S608 - our names
        for name in sorted(names - MADE_ANEW)
    )
    if not counted:
        return {}
    return {str(name): int(count) for name, count in connection.exec_driver_sql(counted)}


def lost_or_made(connection: Connection, before: dict[str, int]) -> list[str]:
    """The tables that were there before and have not the rows they had."""
    after = rows(connection)
    return sorted(name for name, count in before.items() if after.get(name, count) != count)


def not_as_declared(connection: Connection) -> list[str]:
    """The tables whose columns or indexes are not those that the registers declare."""
    kind = connection.dialect.name
    columns: dict[str, set[str]] = {}
    for table, column in connection.exec_driver_sql(COLUMNS[kind]):
        columns.setdefault(str(table), set()).add(str(column))
    indexes = set(connection.exec_driver_sql(INDEXES[kind]).scalars())
    return sorted(
        name
        for name, table in metadata.tables.items()
        if columns.get(name) != set(table.c.keys())
        or {str(one.name) for one in table.indexes} - indexes
    )
