"""The net under the audit trail: what the database itself refuses, on every table of a register.

Made from the declared tables, so that a new register cannot be forgotten, and set anew after every
upgrade in its transaction, since a table that is rebuilt loses its triggers. The text of each is
compared at every opening: changing one needs a revision, even an empty one.

- Rows of the audit and of the history are neither changed nor deleted.
- Entries of registers are not deleted.
- An entry that was changed stands in `unaudited` until its row of the audit is written, and a link
  of that table that is only looked at when the transaction ends leads nowhere: with an entry left
  there nothing can be committed. So a change without its audit row is not noticed later, it does
  not happen. What is counted anew when something near an entry changes (what keeps it open, when
  it was closed, what closing froze) follows from the rest and needs no row.

It does not stop who has the key and other programs: she can drop the triggers. Her change shows
in the replay of the trail (see `replay`), and the missing trigger at the next opening.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table

from maternity import registers
from maternity.db.tables import audit, history, metadata
from maternity.errors import Unavailable
from maternity.i18n import _

REBUILT = frozenset({"missing", "unsure", "closed_at"})
"""Columns counted anew without a version; so are those that end in `_kept`."""


def guarded() -> list[Table]:
    """The tables of the registers."""
    return [metadata.tables[cls.register.name] for cls in registers.ALL]


def expected(dialect: str) -> dict[str, str]:
    """Each trigger by name, and the text that must stand in the database."""
    return dict(_in_a_file() if dialect == "sqlite" else _on_a_server())


def install(connection: Connection) -> None:
    """Set the whole net anew, inside the transaction under way."""
    clear(connection)
    texts = expected(connection.dialect.name).values()
    for text in (*(FUNCTIONS.values() if connection.dialect.name == "postgresql" else ()), *texts):
        connection.exec_driver_sql(text)


def clear(connection: Connection) -> None:
    """Take the net away, for a rebuild inside the transaction under way."""
    if connection.dialect.name == "postgresql":
        for name in FUNCTIONS:
            connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        return
    for name in found(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def found(connection: Connection) -> dict[str, str]:
    """Each trigger that is set, with its text."""
    asked = IN_PLACE["sqlite" if connection.dialect.name == "sqlite" else "postgresql"]
    return {str(row[0]): str(row[1]) for row in connection.exec_driver_sql(asked)}


def wrong(connection: Connection) -> list[str]:
    """The names of triggers that are missing, foreign or of another text."""
    wanted, there = _wanted(connection), found(connection)
    return sorted(
        name for name in {**wanted, **there} if wanted.get(name, "") != there.get(name, "")
    )


def prove(connection: Connection) -> None:
    """Refuse a register whose net is not as this program set it."""
    if wrong(connection):
        raise Unavailable(
            _("The guards of this register were taken away or changed by another program."),
            advice=_(
                "Nothing was written. Restore the last verified copy, and tell the head of the"
                " maternity: somebody has opened the register with other tools."
            ),
        )


def _wanted(connection: Connection) -> dict[str, str]:
    texts = expected(connection.dialect.name)
    if connection.dialect.name == "sqlite":
        return texts
    functions = {
        name: text.partition("$$")[2].rpartition("$$")[0] for name, text in FUNCTIONS.items()
    }
    return {name: _function_of(text) for name, text in texts.items()} | functions


def _function_of(text: str) -> str:
    return text.rpartition(" ")[2].removesuffix("()")


def _in_a_file() -> Iterator[tuple[str, str]]:
    for table in (audit, history, *guarded()):
        yield _trigger(table.name, "delete", "BEFORE DELETE", REFUSED)
    for table in (audit, history):
        yield _trigger(table.name, "update", "BEFORE UPDATE", REFUSED)
    for table in guarded():
        yield _trigger(table.name, "insert", "AFTER INSERT", DUE)
        yield _trigger(table.name, "update", f"AFTER UPDATE OF {_versioned(table)}", DUE)
    yield _trigger(audit.name, "insert", "AFTER INSERT", PAID)


REFUSED = "SELECT RAISE(ABORT, 'nothing is deleted or rewritten')"
DUE = "INSERT OR IGNORE INTO unaudited (entry) VALUES (NEW.id)"
PAID = "DELETE FROM unaudited WHERE entry = NEW.entry"


def _trigger(table: str, act: str, when: str, body: str) -> tuple[str, str]:
    name = f"guard_{table}_{act}"
    return name, f'CREATE TRIGGER {name} {when} ON "{table}" BEGIN {body}; END'


def _versioned(table: Table) -> str:
    """The columns that a person fills or that say who did."""
    names = (column.name for column in table.c)
    return ", ".join(
        f'"{name}"' for name in names if name not in REBUILT and not name.endswith("_kept")
    )


def _on_a_server() -> Iterator[tuple[str, str]]:
    for table in (audit, history, *guarded()):
        yield _on_rows(table.name, "delete", "BEFORE DELETE", "audit_refused")
        yield _trigger_on(table.name, "truncate", "BEFORE TRUNCATE", "STATEMENT", "audit_refused")
    for table in (audit, history):
        yield _on_rows(table.name, "update", "BEFORE UPDATE", "audit_refused")
    for table in guarded():
        yield _on_rows(table.name, "insert", "AFTER INSERT", "audit_due")
        yield _on_rows(table.name, "update", f"AFTER UPDATE OF {_versioned(table)}", "audit_due")
    yield _on_rows(audit.name, "insert", "AFTER INSERT", "audit_paid")


def _on_rows(table: str, act: str, when: str, function: str) -> tuple[str, str]:
    return _trigger_on(table, act, when, "ROW", function)


def _trigger_on(table: str, act: str, when: str, each: str, function: str) -> tuple[str, str]:
    name = f"guard_{table}_{act}"
    told = f'{when} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {function}()'
    return name, f"CREATE TRIGGER {name} {told}"


def _function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path FROM CURRENT AS $$ BEGIN {body}; END $$"
    )


FUNCTIONS = {
    "audit_refused": _function(
        "audit_refused", "RAISE EXCEPTION 'nothing is deleted or rewritten'"
    ),
    "audit_due": _function(
        "audit_due",
        "INSERT INTO unaudited (entry) VALUES (NEW.id) ON CONFLICT DO NOTHING; RETURN NULL",
    ),
    "audit_paid": _function(
        "audit_paid", "DELETE FROM unaudited WHERE entry = NEW.entry; RETURN NULL"
    ),
}
"""What a server's triggers call; they act with the rights of the owner of the tables."""

IN_PLACE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname::text, p.proname::text"
        " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
        " AND t.tgname = 'guard_' || c.relname || substring(t.tgname from '_[a-z]+$')"
        " AND c.relnamespace = current_schema()::regnamespace"
        " UNION ALL SELECT proname::text, prosrc FROM pg_proc WHERE proname LIKE 'audit\\_%%'"
        " AND pronamespace = current_schema()::regnamespace"
    ),
}
"""What each backend answers of the triggers that are set."""
