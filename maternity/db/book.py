"""The queries: one entry, a page of a list, the entries of a period.

Records come out detached, upward links loaded; lists of children only when asked for. Everything
here runs on any backend; what is written stands in `saving`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from maternity.db import search
from maternity.db.engine import explained
from maternity.db.tables import history, metadata
from maternity.errors import Refused
from maternity.fields import Moments
from maternity.i18n import _
from maternity.records import Computed, Record, named, needs, path

CHUNK = 500
MANY = 100_000


@dataclass(frozen=True)
class Query:
    """A page of a register's list: what to show, from where, in which order."""

    register: str
    text: str = ""
    first: date | None = None
    last: date | None = None
    state: str = ""
    equal: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and how many there are in all."""

    rows: list[Any]
    total: int
    offset: int = 0


STATES = ("open", "incomplete", "to_confirm", "closed", "voided")


class Book:
    """An open book: its entries, read in short sessions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def session(self) -> Session:
        """A short session; what it loads stays usable after it."""
        return Session(self.engine, expire_on_commit=False, autoflush=False)

    def get(self, register: str, identity: str, with_: Iterable[str] = ()) -> Record:
        """One entry; refused in words if there is none."""
        cls: Any = named(register).record
        with explained(), self.session() as session:
            asked = select(cls).where(cls.id == identity).options(*loading(cls, with_))
            rows: list[Record] = whole(session, session.scalars(asked).unique())
        if not rows:
            raise Refused(_("This entry is no longer there. Refresh the list."))
        return rows[0]

    def full(self, register: str, identity: str) -> Record:
        """One entry with every list of children, and what its checks look at."""
        return self.get(register, identity, everything(named(register).record))

    def by_ids(self, register: str, ids: Sequence[str], with_: Iterable[str] = ()) -> list[Record]:
        """Entries in the order of their identities; those not there are left out."""
        cls: Any = named(register).record
        found: dict[str, Record] = {}
        with explained(), self.session() as session:
            for chunk in chunks(ids):
                asked = select(cls).where(cls.id.in_(chunk)).options(*loading(cls, with_))
                found |= {e.id: e for e in whole(session, session.scalars(asked).unique())}
        return [found[identity] for identity in ids if identity in found]

    def page(self, query: Query) -> Page:
        """Some rows of a list."""
        cls: Any = named(query.register).record
        asked = self._filtered(query, select(cls))
        listed = needs(cls, [column.name for column in cls.register.listed])
        order = _ordering(cls, query)
        rows = asked.order_by(*order).offset(query.offset).limit(query.limit)
        with explained(), self.session() as session:
            found = whole(session, session.scalars(rows.options(*loading(cls, listed))).unique())
        return Page(found, self.count(query), query.offset)

    def count(self, query: Query) -> int:
        """How many rows a list has."""
        cls: Any = named(query.register).record
        asked = self._filtered(query, select(func.count(cls.id)))
        with explained(), self.session() as session:
            return session.scalar(asked) or 0

    def all(self, register: str, with_: Iterable[str] = ()) -> list[Record]:
        """Every entry that is not cancelled, in the register's own order (small registers)."""
        query = Query(register, limit=MANY)
        cls: Any = named(register).record
        asked = select(cls).where(cls.voided_at.is_(None)).order_by(*_ordering(cls, query))
        with explained(), self.session() as session:
            return whole(session, session.scalars(asked.options(*loading(cls, with_))).unique())

    def dated(
        self, cls: Any, name: str, first: date, last: date, with_: Iterable[str] = ()
    ) -> list[Record]:
        """Entries that `name` can place from the first to the last day, cancelled ones left out."""
        steps = path(cls, name)
        owner: Any = cls
        asked = select(cls).where(cls.voided_at.is_(None))
        for step in steps[:-1]:
            target = aliased(named(owner.register.links[step].target).record)
            asked = asked.join(target, getattr(owner, step).of_type(target))
            owner = target
        about = named(_name_of(owner))
        column = about.column(steps[-1])
        sources = column.dated_by if isinstance(column, Computed) else (steps[-1],)
        within = [_within(owner, about.fields[source], first, last) for source in sources]
        asked = asked.where(or_(*within)).options(*loading(cls, with_))
        with explained(), self.session() as session:
            return whole(session, session.scalars(asked).unique())

    def linked(
        self, cls: Any, link: str, ids: Collection[str], with_: Iterable[str] = ()
    ) -> list[Record]:
        """All entries of any date whose link is one of these, cancelled ones left out."""
        column = _link_column(cls, link)
        found: list[Record] = []
        with explained(), self.session() as session:
            for chunk in chunks(list(ids)):
                asked = select(cls).where(column.in_(chunk), cls.voided_at.is_(None))
                asked = asked.options(*loading(cls, with_))
                found += whole(session, session.scalars(asked).unique())
        return found

    def with_source(self, cls: Any, sources: Collection[str]) -> dict[str, Record]:
        """Entries by the key of their import."""
        found: dict[str, Record] = {}
        with explained(), self.session() as session:
            for chunk in chunks(list(sources)):
                asked = select(cls).where(cls.source_id.in_(chunk))
                rows = whole(session, session.scalars(asked).unique())
                found |= {str(e.source_id): e for e in rows}
        return found

    def search(self, register: str, text: str, limit: int = 50) -> list[str]:
        """The identities of entries found by name, number or phone, best first."""
        asked = search.matching(register, text, limit * 4)
        if asked is None:
            return []
        with explained(), self.session() as session:
            return list(dict.fromkeys(session.scalars(asked)))[:limit]

    def history(self, identity: str) -> Sequence[Any]:
        """The versions of an entry, the newest first."""
        asked = select(history).where(history.c.entry == identity).order_by(history.c.seq.desc())
        with explained(), self.engine.connect() as connection:
            return connection.execute(asked).all()

    def _filtered(self, query: Query, asked: Select[Any]) -> Select[Any]:
        cls: Any = named(query.register).record
        about = cls.register
        if about.dated and (query.first or query.last):
            first, last = query.first or date.min, query.last or date.max
            asked = asked.where(_within(cls, about.fields[about.dated], first, last))
        for name, code in query.equal:
            column = _link_column(cls, name) if name in about.links else getattr(cls, name)
            asked = asked.where(column == code if code else column.is_(None))
        asked = asked.where(*_in_state(cls, query.state))
        return self._found(query, asked) if query.text.strip() else asked

    def _found(self, query: Query, asked: Select[Any]) -> Select[Any]:
        cls: Any = named(query.register).record
        number = query.text.strip().partition("/")[0]
        if number.isdigit() and cls.register.serial:
            return asked.where(cls.serial_no == int(number))
        if any(f.sought for f in cls.register.fields.values()):
            return asked.where(cls.id.in_(self.search(query.register, query.text, CHUNK)))
        steps = path(cls, "woman.id")[:-1]
        women = self.search("woman", query.text, CHUNK)
        return asked.where(_through(cls, steps, women))


def whole(session: Session, found: Iterable[Any]) -> list[Any]:
    """The entries with every upward link loaded, also where links form a ring.

    What is already in the session costs nothing; what a ring left out is fetched now, while the
    session lasts.
    """
    entries = list(found)
    seen: set[int] = set()
    waiting: list[Any] = list(session)
    while waiting:
        entry = waiting.pop()
        if id(entry) in seen:
            continue
        seen.add(id(entry))
        for name in entry.register.links:
            parent = getattr(entry, name)
            if parent is not None and id(parent) not in seen:
                waiting.append(parent)
    return entries


def _name_of(owner: Any) -> str:
    return str(owner.register.name)


def _through(cls: Any, steps: Sequence[str], ids: Sequence[str]) -> ColumnElement[bool]:
    column = _link_column(cls, steps[0])
    if len(steps) == 1:
        return column.in_(ids)  # type: ignore[no-any-return]
    parent: Any = named(cls.register.links[steps[0]].target).record
    return column.in_(select(parent.id).where(_through(parent, steps[1:], ids)))  # type: ignore[no-any-return]


def _link_column(cls: Any, link: str) -> Any:
    return metadata.tables[cls.register.name].c[f"{link}_id"]


def _within(owner: Any, source: Any, first: date, last: date) -> ColumnElement[bool]:
    column = getattr(owner, source.name)
    if isinstance(source, Moments):
        after = last + timedelta(days=1) if last < date.max else last
        return and_(column >= first.isoformat(), column < after.isoformat())
    return and_(column >= first, column <= last)


def _in_state(cls: Any, state: str) -> Iterator[ColumnElement[bool]]:
    if not state:
        return
    if state == "voided":
        yield cls.voided_at.is_not(None)
        return
    yield cls.voided_at.is_(None)
    if state == "open":
        yield cls.closed_at.is_(None)
    elif state == "closed":
        yield cls.closed_at.is_not(None)
    elif state == "incomplete":
        yield cls.missing > 0
    elif state == "to_confirm":
        yield cls.unsure > 0
    else:
        raise Refused(_("This filter is not known."))


def _ordering(cls: Any, query: Query) -> list[Any]:
    about = cls.register
    name = query.sort or about.dated or about.sorted_by or "id"
    if name in about.links:
        column = _link_column(cls, name)
    else:
        column = getattr(cls, name) if name in about.fields else cls.id
    down = query.descending or (not query.sort and bool(about.dated))
    return [column.desc(), cls.id.desc()] if down else [column, cls.id]


def loading(cls: Any, with_: Iterable[str]) -> list[Any]:
    """The options that load these lists of children (dotted paths)."""
    options = []
    for dotted in sorted(with_):
        at, option = cls, None
        for step in dotted.split("."):
            attribute = getattr(at, step)
            option = option.selectinload(attribute) if option else selectinload(attribute)
            at = attribute.property.mapper.class_
        options.append(option)
    return options


def everything(cls: type[Record]) -> set[str]:
    """The lists of children an entry's form and checks may look at."""
    about = cls.register
    names: set[str] = set(about.derived)
    for field in about.fields.values():
        names |= set(field.applies.names())
        names |= set(field.must.names()) if field.must else set()
    found = set(about.backs) | needs(cls, names)
    for link in about.links:
        parent = named(about.links[link].target)
        found |= {f"{link}.{need}" for need in needs(parent.record, parent.derived)}
    return found


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Identities in handfuls that every backend takes as variables."""
    for at in range(0, len(ids), CHUNK):
        yield ids[at : at + CHUNK]
