"""Loading entries whole: every upward link, and the lists of children that were asked for.

Links may form a ring (a stay of a newborn of a delivery of a stay), so they are followed one
generation at a time: what is already loaded costs nothing, and a register is asked once for all
the entries that are missing.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from maternity.fields import Day
from maternity.records import Record, child_of, named, needs, one_of

CHUNK = 500
"""Identities in one question: every backend takes as many variables."""

Entries = Sequence[Any]


def whole(session: Session, found: Iterable[Any], with_: Iterable[str] = ()) -> list[Any]:
    """The entries with every upward link, and these lists of children (dotted paths).

    A session remembers what it loaded: a second question costs only what is new to it.
    """
    with nothing_thrown_away():
        entries = list(found)
        loader = _loader(session)
        loader.meet(entries)
        loader.lists(entries, sorted(with_))
        loader.parents()
    return entries


def asked_for(session: Session, cls: Any, asked: Select[Any]) -> list[Any]:
    """The entries that a question finds; those a session loaded already are not read again."""
    loader = _loader(session)
    if not loader.known[cls]:
        return list(session.scalars(asked))
    return loader.these(cls, session.scalars(asked.with_only_columns(cls.id)))


def _loader(session: Session) -> _Loader:
    known: _Loader = session.info.setdefault("loader", _Loader(session))
    return known


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """No search for garbage while many entries are made: it would stop for each thousand."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


class _Loader:
    """The entries met so far, and those whose links are still to be followed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[type[Record], dict[str, Any]] = defaultdict(dict)
        self.waiting: dict[type[Record], list[Any]] = defaultdict(list)
        self.listed: dict[tuple[type[Record], str], set[str]] = defaultdict(set)

    def meet(self, entries: Iterable[Any]) -> None:
        """Remember entries; the links of new ones are followed later."""
        for entry in entries:
            of_kind, identity = self.known[type(entry)], entry.__dict__["id"]
            if identity not in of_kind:
                of_kind[identity] = entry
                self.waiting[type(entry)].append(entry)

    def these(self, cls: Any, ids: Iterable[str]) -> list[Any]:
        """The entries of some identities, in their order; only what is not known is read."""
        wanted, known = list(ids), self.known[cls]
        for chunk in chunks([one for one in wanted if one not in known]):
            self.meet(self.session.scalars(with_ids(cls), {"ids": chunk}))
        return [known[one] for one in wanted if one in known]

    def lists(self, entries: Entries, paths: Sequence[str]) -> None:
        """Load lists of children, path by path."""
        loaded: dict[str, Entries] = {"": entries}
        for path in paths:
            so_far = ""
            for step in path.split("."):
                at = f"{so_far}.{step}" if so_far else step
                if at not in loaded:
                    loaded[at] = self._stepped(loaded[so_far], step)
                so_far = at

    def parents(self) -> None:
        """Set every upward link of every entry met."""
        while self.waiting:
            cls, entries = self.waiting.popitem()
            for link in cls.register.links:
                self._above(entries, link)

    def _stepped(self, entries: Entries, step: str) -> Entries:
        if not entries:
            return []
        cls = type(entries[0])
        one = vars(cls).get(step)
        back = one.children if isinstance(one, one_of) else step
        if back in cls.register.backs:
            return self._children(entries, back)
        return self._above(entries, step)

    def _above(self, entries: Entries, link: str) -> Entries:
        """Set a link of entries of one register; answers with what it points to."""
        target: Any = named(type(entries[0]).register.links[link].target).record
        key = f"{link}_id"
        asked = [(entry.__dict__, entry.__dict__[key]) for entry in entries]
        wanted = {identity for _own, identity in asked if identity is not None}
        known = self.known[target]
        for chunk in chunks(sorted(wanted - known.keys())):
            self.meet(self.session.scalars(with_ids(target), {"ids": chunk}))
        for own, identity in asked:
            own[link] = None if identity is None else known[identity]
        return [known[identity] for identity in wanted]

    def _children(self, parents: Entries, back: str) -> Entries:
        """Set a list of children of entries of one register; answers with all of them."""
        cls = type(parents[0])
        listed = self.listed[cls, back]
        ids = [parent.__dict__["id"] for parent in parents]
        new = (one for one, known in zip(parents, ids, strict=True) if known not in listed)
        self._listed_now(list(new), cls, back)
        listed.update(ids)
        return [child for parent in parents for child in parent.__dict__[back]]

    def _listed_now(self, parents: Entries, cls: type[Record], back: str) -> None:
        child: Any = child_of(cls, back)
        key = f"{cls.register.backs[back]}_id"
        lists: dict[str, list[Any]] = {parent.__dict__["id"]: [] for parent in parents}
        found: list[Any] = []
        for chunk in chunks(list(lists)):
            if self.known[child]:
                ids = self.session.scalars(ids_with_parents(child, key), {"ids": chunk})
                found += self.these(child, ids)
            else:
                found += self.session.scalars(with_parents(child, key), {"ids": chunk})
        found.sort(key=lambda one: str(one.__dict__["id"]))
        self.meet(found)
        for one in found:
            lists[one.__dict__[key]].append(one)
        for parent in parents:
            set_committed_value(parent, back, lists[parent.__dict__["id"]])


@cache
def with_ids(cls: Any) -> Select[Any]:
    """The entries of some identities; put together once, it is asked everywhere."""
    return select(cls).where(cls.id.in_(bindparam("ids", expanding=True)))


@cache
def with_parents(cls: Any, key: str) -> Select[Any]:
    """The entries whose link is one of some identities."""
    return select(cls).where(getattr(cls, key).in_(bindparam("ids", expanding=True)))


@cache
def ids_with_parents(cls: Any, key: str) -> Select[Any]:
    """The identities of the entries whose link is one of some identities."""
    return select(cls.id).where(getattr(cls, key).in_(bindparam("ids", expanding=True)))


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Identities in handfuls that every backend takes as variables."""
    for at in range(0, len(ids), CHUNK):
        yield ids[at : at + CHUNK]


def everything(cls: type[Record]) -> set[str]:
    """The lists of children an entry's form and checks may look at."""
    about = cls.register
    found = set(about.backs) | checked(cls) | needs(cls, about.derived)
    for link in about.links.values():
        parent = named(link.target)
        found |= {f"{link.name}.{need}" for need in needs(parent.record, parent.derived)}
    return found


def checked(cls: type[Record]) -> set[str]:
    """The lists of children that the conditions and bounds of an entry's fields name."""
    names: set[str] = set()
    for field in cls.register.fields.values():
        names |= set(field.applies.names())
        names |= set(field.must.names()) if field.must else set()
        bounds = (field.bound(which) for which in ("low", "high", "ask_low", "ask_high"))
        names |= {bound.name for bound in bounds if bound is not None and bound.name}
        names |= {field.ended} if isinstance(field, Day) and field.ended else set()
    return needs(cls, names)
