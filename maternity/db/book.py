"""The queries: one entry, a page of a list, the entries of a period.

Records come out detached, upward links loaded; lists of children only when asked for. Everything
here runs on any backend; what is written stands in `saving`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from itertools import compress
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, and_, func, or_, select
from sqlalchemy.orm import Session

from maternity.db import query as asking
from maternity.db import search
from maternity.db.faults import explained
from maternity.db.loading import asked_for, chunks, everything, nothing_thrown_away, whole, with_ids
from maternity.db.query import Page, Query
from maternity.db.tables import metadata
from maternity.errors import Refused
from maternity.i18n import _
from maternity.records import Record, named, needs

__all__ = ["MANY", "Book", "Page", "Query", "everything"]

Row = Mapping[str, Any]

MANY = 100_000
"""More rows than this are not handed over at once."""


class Book:
    """An open book: its entries, read in short sessions."""

    def __init__(
        self,
        engine: Engine,
        connection: Connection | None = None,
        session: Session | None = None,
    ) -> None:
        self.engine = engine
        self._connection = connection
        self._session = session

    def within(self, connection: Connection) -> Book:
        """The same book, read inside a transaction that is under way."""
        return Book(self.engine, connection)

    def session(self) -> AbstractContextManager[Session]:
        """A short session, or the longer one under way; what it loads stays usable after it."""
        if self._session is not None:
            return nullcontext(self._session)
        return Session(self._connection or self.engine, expire_on_commit=False, autoflush=False)

    @contextmanager
    def together(self) -> Iterator[Book]:
        """The same book, read in one session: what many questions answer is loaded once."""
        with explained(), nothing_thrown_away(), self.session() as session:
            yield Book(self.engine, session=session)

    def get(self, register: str, identity: str, with_: Iterable[str] = ()) -> Record:
        """One entry; refused in words if there is none."""
        found = self.by_ids(register, [identity], with_)
        if not found:
            raise Refused(_("This entry is no longer there. Refresh the list."))
        return found[0]

    def full(self, register: str, identity: str) -> Record:
        """One entry with every list of children, and what its checks look at."""
        return self.get(register, identity, everything(named(register).record))

    def by_ids(self, register: str, ids: Sequence[str], with_: Iterable[str] = ()) -> list[Record]:
        """Entries in the order of their identities; those not there are left out."""
        with explained(), self.session() as session:
            return _by_ids(session, register, ids, with_)

    def page(self, query: Query) -> Page:
        """Some rows of a list."""
        cls = named(query.register).record
        listed = needs(cls, [column.name for column in cls.register.listed])
        with explained(), self.session() as session:
            total = _total(session, query) if query.sort or query.offset else None
            asking.check_order(query, total or 0)
            ids = _ids(session, query)
            if total is None:
                total = len(ids) if len(ids) < query.limit else _total(session, query)
            return Page(_by_ids(session, query.register, ids, listed), total, query.offset)

    def which(self, queries: Sequence[Query]) -> list[Query]:
        """Those of these lists that have a row; all are looked at in one question."""
        lists = []
        for query in queries:
            cls: Any = named(query.register).record
            lists.append(asking.filtered(query, select(cls.id)).exists())
        asked = select(*(one.label(f"list_{at}") for at, one in enumerate(lists)))
        with explained(), self.session() as session:
            answers = session.execute(asked).one()
        return list(compress(queries, answers))

    def count(self, query: Query) -> int:
        """How many rows a list has."""
        with explained(), self.session() as session:
            return _total(session, query)

    def ids(self, query: Query) -> list[str]:
        """The identities of a list's rows, in its order."""
        with explained(), self.session() as session:
            return _ids(session, query)

    def all(self, register: str, with_: Iterable[str] = ()) -> list[Record]:
        """Every entry that is not cancelled, in the register's own order (small registers)."""
        cls: Any = named(register).record
        asked = asking.ordered(Query(register), select(cls).where(cls.voided_at.is_(None)))
        return self._entries(asked, with_)

    def dated(
        self, cls: Any, name: str, first: date, last: date, with_: Iterable[str] = ()
    ) -> list[Record]:
        """Entries that `name` can place from the first to the last day, cancelled ones left out."""
        asked = asking.dated(cls, name, first, last).order_by(cls.id)
        with explained(), self.session() as session:
            return whole(session, asked_for(session, cls, asked), with_)

    def linked(
        self,
        cls: Any,
        link: str,
        ids: Collection[str],
        with_: Iterable[str] = (),
        *,
        cancelled: bool = False,
    ) -> list[Record]:
        """All entries of any date whose link is one of these; cancelled ones only if asked for."""
        column = asking.link_column(cls, link)
        with explained(), self.session() as session:
            found: list[Record] = []
            for chunk in chunks(list(ids)):
                asked = select(cls).where(column.in_(chunk))
                asked = asked if cancelled else asked.where(cls.voided_at.is_(None))
                found += asked_for(session, cls, asked.order_by(cls.id))
            return whole(session, found, with_)

    def by_keys(self, wanted: Mapping[str, Collection[str]]) -> dict[str, dict[str, Record]]:
        """The entries that files know by these keys, by register and key, with all their lists.

        A key is that of an import, or the identity where an entry never had another. What is
        loaded hangs together: each entry stands there once, wherever it is linked.
        """
        found: dict[str, dict[str, Record]] = {}
        with explained(), self.session() as session:
            for register, keys in wanted.items():
                cls: Any = named(register).record
                entries: list[Any] = []
                for chunk in chunks(sorted(keys)):
                    by_id = and_(cls.source_id.is_(None), cls.id.in_(chunk))
                    asked = select(cls).where(or_(cls.source_id.in_(chunk), by_id))
                    entries += session.scalars(asked)
                whole(session, entries, everything(cls))
                found[register] = {one.source_id or one.id: one for one in entries}
        return found

    def search(self, register: str, text: str, limit: int = 50) -> list[str]:
        """The identities of entries found by name, number or phone, best first."""
        found: dict[str, None] = {}
        with explained(), self.session() as session:
            for way in search.ways(register, text):
                asked = search.prepared(way.leading, len(way.words))
                with session.connection().execute(asked, way.values(limit * search.PAIRED)) as rows:
                    for entry, *_words in rows:
                        found[entry] = None
                        if len(found) == limit:
                            return list(found)
        return list(found)

    def with_newest(
        self, register: str, ids: Sequence[str], registers: Sequence[str]
    ) -> list[tuple[Record, tuple[str, str] | None]]:
        """Entries in the order of their identities, each with its newest event and of what.

        The moment stands as the column holds it, which sorts as time does.
        """
        asked = asking.with_newest(register, tuple(registers))
        found: dict[str, tuple[Record, tuple[str, str] | None]] = {}
        with explained(), self.session() as session:
            for chunk in chunks(ids):
                for entry, *moments in session.execute(asked, {"ids": chunk}):
                    known = zip(moments, registers, strict=True)
                    newest = max((one for one in known if one[0] is not None), default=None)
                    found[entry.id] = entry, newest
            whole(session, (entry for entry, _newest in found.values()))
        return [found[one] for one in ids if one in found]

    def values(
        self,
        register: str,
        ids: Collection[str],
        names: Sequence[str],
        *,
        cancelled: bool = False,
    ) -> list[Row]:
        """Some columns of entries, as they stand in the book; cancelled ones only if asked for."""
        table = metadata.tables[register]
        return [
            row
            for chunk in chunks(list(ids))
            for row in self._columns(table, names, table.c.id.in_(chunk), cancelled=cancelled)
        ]

    def near(self, register: str, first: str, second: str, names: Sequence[str]) -> list[Row]:
        """Some columns of all entries with words beginning so, for a closer look."""
        table = metadata.tables[register]
        found = search.near(register, first, second).order_by(None).subquery()
        which = table.c.id.in_(select(found.c.entry))
        return self._columns(table, names, which, cancelled=True)

    def _columns(
        self, table: Table, names: Sequence[str], which: ColumnElement[bool], *, cancelled: bool
    ) -> list[Row]:
        asked = select(table.c.id, *(table.c[name] for name in names)).where(which)
        asked = asked if cancelled else asked.where(table.c.voided_at.is_(None))
        with explained(), self.session() as session:
            return [*session.execute(asked).mappings()]

    def _entries(self, asked: Select[Any], with_: Iterable[str]) -> list[Record]:
        with explained(), self.session() as session:
            return whole(session, session.scalars(asked), with_)


def _by_ids(
    session: Session, register: str, ids: Sequence[str], with_: Iterable[str]
) -> list[Record]:
    cls: Any = named(register).record
    rows = (session.scalars(with_ids(cls), {"ids": chunk}) for chunk in chunks(ids))
    found = whole(session, (entry for one in rows for entry in one), with_)
    by_id = {entry.id: entry for entry in found}
    return [by_id[one] for one in ids if one in by_id]


def _ids(session: Session, query: Query) -> list[str]:
    """First the identities, along the index alone; the rows of one page after that."""
    cls: Any = named(query.register).record
    asked = asking.ordered(query, asking.filtered(query, select(cls.id)))
    return list(session.scalars(asked.offset(query.offset).limit(query.limit)))


def _total(session: Session, query: Query) -> int:
    cls: Any = named(query.register).record
    asked = asking.filtered(replace(query, sort=""), select(func.count()).select_from(cls))
    return session.scalar(asked) or 0
