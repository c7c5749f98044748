"""Questions put into SQL once: what one register of a run was asked serves the next.

The program opens one register in its life, a run of the tests a thousand; a tenth of the run went
on compiling the same questions for each. Registers of one kind are told apart by nothing here: the
libraries are the same, and so is the SQL.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

MOST_QUESTIONS = 2000
_asked: LRUCache[Any, Any] = LRUCache(MOST_QUESTIONS)


class _OfOneKind:
    """Equal to every other of its class, and so are the keys of what it compiled."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Let a new register know what the others were asked."""
        engine.update_execution_options(compiled_cache=_asked)


class OfFiles(_OfOneKind, SQLiteDialect_pysqlite):
    """The encrypted file."""

    supports_statement_cache = True


class OfServers(_OfOneKind, PGDialect_psycopg):
    """PostgreSQL."""

    supports_statement_cache = True


def ask_once() -> None:
    """From here on, in this process."""
    registry.register("sqlite", __name__, OfFiles.__name__)
    registry.register("postgresql.psycopg", __name__, OfServers.__name__)
