"""Loading entries whole: every upward link, and the lists of children that were asked for.

Links may form a ring (a stay of a newborn of a delivery of a stay), so they are followed one
generation at a time: what is already in the session costs nothing, and a register is asked once
for all the entries that are missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from maternity.records import Record, child_of, named, needs, one_of

CHUNK = 500
"""Identities in one question: every backend takes as many variables."""

Entries = Sequence[Any]


def whole(session: Session, found: Iterable[Any], with_: Iterable[str] = ()) -> list[Any]:
    """The entries with every upward link, and these lists of children (dotted paths)."""
    entries = list(found)
    fresh = [*entries, *_with_lists(session, entries, sorted(with_))]
    _with_parents(session, fresh)
    return entries


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
    """The lists of children that the conditions of an entry's fields name."""
    names: set[str] = set()
    for field in cls.register.fields.values():
        names |= set(field.applies.names())
        names |= set(field.must.names()) if field.must else set()
        bounds = (field.bound(which) for which in ("low", "high", "ask_low", "ask_high"))
        names |= {bound.name for bound in bounds if bound is not None and bound.name}
    return needs(cls, names)


def _with_lists(session: Session, entries: Entries, paths: Sequence[str]) -> list[Any]:
    """Load lists of children path by path; answers with the children."""
    loaded: dict[str, list[Any]] = {"": list(entries)}
    for path in paths:
        so_far = ""
        for step in path.split("."):
            at = f"{so_far}.{step}" if so_far else step
            if at not in loaded:
                loaded[at] = _stepped(session, loaded[so_far], step)
            so_far = at
    return [child for at, children in loaded.items() if at for child in children]


def _stepped(session: Session, entries: Entries, step: str) -> list[Any]:
    if not entries:
        return []
    one = vars(type(entries[0])).get(step)
    back = one.children if isinstance(one, one_of) else step
    if back in entries[0].register.backs:
        return _children(session, entries, back)
    _parents_of(session, entries, [step])
    parents = (getattr(entry, step) for entry in entries)
    return list({id(one): one for one in parents if one is not None}.values())


def _children(session: Session, parents: Entries, back: str) -> list[Any]:
    cls = type(parents[0])
    child: Any = child_of(cls, back)
    link = cls.register.backs[back]
    lists: dict[str, list[Any]] = {parent.id: [] for parent in parents}
    column = getattr(child, f"{link}_id")
    for chunk in chunks(list(lists)):
        for one in session.scalars(select(child).where(column.in_(chunk)).order_by(child.id)):
            lists[getattr(one, f"{link}_id")].append(one)
    for parent in parents:
        set_committed_value(parent, back, lists[parent.id])
        for one in lists[parent.id]:
            set_committed_value(one, link, parent)
    return [one for children in lists.values() for one in children]


def _with_parents(session: Session, entries: Entries) -> None:
    waiting: dict[type[Record], list[Any]] = _sorted(entries)
    seen: set[int] = set()
    while waiting:
        above: list[Any] = []
        for cls, some in waiting.items():
            new = [entry for entry in some if id(entry) not in seen]
            seen |= {id(entry) for entry in new}
            above += _parents_of(session, new, list(cls.register.links))
        waiting = _sorted(one for one in above if id(one) not in seen)


def _parents_of(session: Session, entries: Entries, links: Sequence[str]) -> list[Any]:
    """Set these links of entries of one register; answers with what they point to."""
    found: list[Any] = []
    for link in links:
        target: Any = named(entries[0].register.links[link].target).record if entries else None
        held = [(entry, getattr(entry, f"{link}_id")) for entry in entries]
        known = _by_id(session, target, {identity for _entry, identity in held if identity})
        for entry, identity in held:
            set_committed_value(entry, link, known[identity] if identity else None)
        found += known.values()
    return found


def _by_id(session: Session, cls: Any, ids: set[str]) -> dict[str, Any]:
    """Entries by identity: those at hand, and the others asked for."""
    found: dict[str, Any] = {}
    missing: list[str] = []
    for identity in ids:
        at_hand = session.identity_map.get(session.identity_key(cls, identity))
        if at_hand is None:
            missing.append(identity)
        else:
            found[identity] = at_hand
    for chunk in chunks(sorted(missing)):
        found |= {one.id: one for one in session.scalars(select(cls).where(cls.id.in_(chunk)))}
    return found


def _sorted(entries: Iterable[Any]) -> dict[type[Record], list[Any]]:
    by_class: dict[type[Record], list[Any]] = defaultdict(list)
    for one in {id(entry): entry for entry in entries}.values():
        by_class[type(one)].append(one)
    return by_class
