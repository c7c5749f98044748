"""What a form edits together: an entry, the fields of its parents asked with it, its lines.

Plain logic without widgets: which records and fields there are, what a draft of them holds, and
how they are made again from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from maternity.fields import Field, Link
from maternity.records import NUMBERED, Record, Register, child_of, named
from maternity.reports.blank import asked, on_paper, woman_fields


@dataclass
class Part:
    """A record on the form, with the fields of it that are asked."""

    record: Record
    names: tuple[str, ...]
    line: int = 0
    """Which line of several it is (baby 1, baby 2 …); 0 for what is there once."""
    heading: str = ""
    """The one heading of all its fields, in words; otherwise each has its own."""
    fields: list[Field] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = [self.record.register.fields[name] for name in self.names]
        if self.heading:
            self.fields = [replace(one, aside=False) for one in self.fields]


def parts_of(entry: Record) -> list[Part]:
    """The parts of an entry's form, in the order they are asked."""
    found: list[Part] = []
    alongside: dict[str, list[str]] = {}
    for dotted in entry.register.alongside:
        link, _dot, name = dotted.rpartition(".")
        alongside.setdefault(link, []).append(name)
    woman = woman_of(entry)
    if woman is not None and woman is not entry:
        told = woman_fields(entry.register) if woman.version is None else _lacking(woman, entry)
        found += [Part(woman, told, heading=woman.register.one_words)] if told else []
    for link, names in alongside.items():
        parent = reach(entry, link)
        if parent is not None and (parent.version is None or link != "delivery"):
            found.append(Part(parent, tuple(names)))
    found.append(Part(entry, asked(entry.register)))
    for back in entry.register.lines:
        for at, child in enumerate(lines(entry, back), start=1):
            own = (name for name in asked(child.register) if name not in NUMBERED)
            found.append(Part(child, tuple(own), line=at))
    return found


def _lacking(woman: Record, entry: Record) -> tuple[str, ...]:
    """What the book on paper has of a woman who is known, and nobody has written yet."""
    if entry.version is not None:
        return ()
    return tuple(name for name in on_paper(entry.register) if not woman.answered(name))


def reach(entry: Record, dotted: str) -> Record | None:
    """The record at the end of a path of links."""
    at: Any = entry
    for step in dotted.split("."):
        at = getattr(at, step, None)
        if at is None:
            return None
    return at if isinstance(at, Record) else None


def woman_of(entry: Record) -> Record | None:
    """The woman an entry is about."""
    if entry.register.name == "woman":
        return entry
    for link in ("woman", "pregnancy", "delivery", "newborn", "postnatal_visit", "admission"):
        parent = getattr(entry, link, None)
        if isinstance(parent, Record) and parent is not entry:
            found = woman_of(parent)
            if found is not None:
                return found
    return None


def lines(entry: Record, back: str) -> list[Record]:
    """The children edited with the entry, in their order."""
    alive = [child for child in getattr(entry, back) if child.voided_at is None]
    return sorted(alive, key=lambda child: (getattr(child, "birth_rank", 0) or 0, child.id))


def new_line(entry: Record, back: str) -> Record:
    """One more child of the entry: the next baby, with what it shares with the first."""
    cls = child_of(type(entry), back)
    link = next(
        name
        for name, one in cls.register.links.items()
        if one.target == entry.register.name and one.back == back
    )
    before = lines(entry, back)
    child = cls(**{link: entry})
    if "birth_rank" in cls.register.fields:
        setattr(child, "birth_rank", len(before) + 1)  # noqa: B010 - not every register has one
    for name in SHARED:
        if before and name in cls.register.fields:
            setattr(child, name, getattr(before[0], name))
    return child


SHARED = ("mode", "presentation", "seen_by")
"""What the next baby has from the first until it is said otherwise."""


def state_of(entry: Record, parts: list[Part], texts: dict[str, str]) -> dict[str, Any]:
    """All that a draft needs to make the form again, as plain data."""
    return {
        "entry": entry.id,
        "records": [_record_state(part.record) for part in parts],
        "texts": texts,
    }


def _record_state(record: Record) -> dict[str, Any]:
    links = {
        name: linked.id
        for name in record.register.links
        if (linked := getattr(record, name)) is not None
    }
    values = {
        name: record.plain(name)
        for name, one in record.register.fields.items()
        if not isinstance(one, Link) and record.plain(name)
    }
    return {
        "register": record.register.name,
        "id": record.id,
        "new": record.version is None,
        "version": record.version,
        "links": links,
        "values": values,
    }


def key_of(part: Part, name: str) -> str:
    """The key of a field's text in a draft."""
    return f"{part.record.id}.{name}"


def made_with_another(about: Register) -> bool:
    """Whether entries of this register are lines of another's form, and never begun alone."""
    parents = (named(one.target) for one in about.links.values() if one.back)
    return any(link_back(about, parent) in parent.lines for parent in parents)


def link_back(about: Register, parent: Register) -> str:
    """The list of a parent that these entries stand in; empty if there is none."""
    links = (one for one in about.links.values() if one.target == parent.name)
    return next((one.back for one in links if one.back), "")
