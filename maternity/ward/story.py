"""One woman's story: her pregnancies, each with all that was written of it and what was corrected.

Made from the catalogue: every dated register whose entries lead to a woman is told, so a new one
needs nothing here. What HIV rules is never part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maternity.db.versions import rewritten
from maternity.fields import Field, Link, Serial
from maternity.i18n import _, labelled
from maternity.moments import Moment
from maternity.people import Right
from maternity.records import Computed, Record, Register, child_of, named, needs
from maternity.ward.after_closing import marks
from maternity.ward.entries import told_value

if TYPE_CHECKING:
    from maternity.db.book import Book
    from maternity.ward.ward import Ward

HIDDEN = frozenset({"hiv", "death", "personal"})
"""What the facts of a line leave out: the name stands above, the rest is for its own page."""


@dataclass(frozen=True)
class Event:
    """Something that happened, or that was corrected: when, in words, and the entry behind it."""

    at: str
    title: str
    facts: str
    entry: Record
    correction: bool = False


@dataclass
class Chapter:
    """A pregnancy with its events, the newest first; None for what belongs to none."""

    pregnancy: Record | None
    events: list[Event] = field(default_factory=list)

    @property
    def newest(self) -> str:
        """When the last thing of it happened."""
        return max((one.at for one in self.events), default="")


def story(ward: Ward, woman: Record) -> list[Chapter]:
    """All that was written of a woman, the newest pregnancy first."""
    ward.allow(Right.READ)
    found = _below(ward.book, woman)
    chapters: dict[str, Chapter] = {}
    for entry in found:
        if entry.register.name == "pregnancy":
            chapters[entry.id] = Chapter(entry)
    newest_first = reversed(list(_corrected(ward.book, found)))
    marked = marks(ward, found)
    for entry, event in [*_happened(found, marked), *newest_first]:
        pregnancy = pregnancy_of(entry)
        key = pregnancy.id if pregnancy is not None else ""
        chapters.setdefault(key, Chapter(pregnancy)).events.append(event)
    for chapter in chapters.values():
        chapter.events.sort(key=lambda one: one.at, reverse=True)
    return sorted(chapters.values(), key=lambda one: one.newest, reverse=True)


def _below(book: Book, woman: Record) -> list[Record]:
    """Every entry that hangs on her, cancelled ones too, a register at a time."""
    found: dict[str, Record] = {}
    waiting: dict[type[Record], list[str]] = {type(woman): [woman.id]}
    while waiting:
        after: dict[type[Record], list[str]] = defaultdict(list)
        for parent, ids in waiting.items():
            for back, link in parent.register.backs.items():
                cls = child_of(parent, back)
                lists = needs(cls, [column.name for column in cls.register.listed])
                for child in book.linked(cls, link, ids, lists, cancelled=True):
                    if child.id not in found:
                        found[child.id] = child
                        after[cls].append(child.id)
        waiting = after
    return list(found.values())


def pregnancy_of(entry: Record) -> Record | None:
    """The pregnancy an entry belongs to, by its first link that leads to one."""
    if entry.register.name == "pregnancy":
        return entry
    for link in entry.register.links.values():
        parent = getattr(entry, link.name)
        above = pregnancy_of(parent) if parent is not None and link.back else None
        if above is not None:
            return above
    return None


def _happened(found: Iterable[Record], marked: Mapping[str, str]) -> Iterator[tuple[Record, Event]]:
    for entry in found:
        about = entry.register
        if not about.dated or about.fields[about.dated].sensitive == "hiv" or _is_line(about):
            continue
        number = getattr(entry, about.serial.name, None) if about.serial else None
        shown = entry.shown(about.dated) or _("day not known")
        title = f"{shown}  ·  {about.one_words}" + (f" n° {number}" if number else "")
        if entry.voided_at is not None:
            title += f"  ·  {_('✗ cancelled')}"
        if entry.id in marked:
            title += f"  ·  {marked[entry.id]}"
        yield entry, Event(str(getattr(entry, about.dated) or ""), title, _facts(entry), entry)


def _is_line(about: Register) -> bool:
    """Whether entries are lines of another's form without a number: it is told in their place."""
    above = (link for link in about.links.values() if link.back in named(link.target).lines)
    return about.serial is None and next(above, None) is not None


def _facts(entry: Record) -> str:
    """What a list of its register would show of it, but its day, its number and its woman."""
    about = entry.register
    told = []
    for column in about.listed:
        far = isinstance(column, Link) and not named(column.target).setup
        said = column.name == about.dated or isinstance(column, Serial)
        if far or said or column.sensitive in HIDDEN:
            continue
        shown = entry.shown(column.name)
        if shown:
            told.append(f"{_named(column, shown)}{shown} {column.unit_words}".strip())
    return "  ·  ".join(told)


def _named(column: Field | Computed, shown: str) -> str:
    """A bare number says nothing without its name."""
    return f"{column.words} " if shown.isdigit() and not column.unit else ""


def _corrected(book: Book, found: Iterable[Record]) -> Iterator[tuple[Record, Event]]:
    """What stood otherwise before: each correction with who, why, the old words and the new."""
    known = {entry.id: entry for entry in found if not entry.register.hidden}
    for row in rewritten(book, known):
        entry = known[row.entry]
        told = [
            _change(book, entry.register.fields[name], old, new)
            for name, (old, new) in row.changes.items()
            if old and name in entry.register.fields
        ]
        if row.event == "void":
            told = [_("cancelled")]
        if told:
            words = _("{day} at {time}, {who}").format(
                day=f"{row.at:%d/%m/%Y}", time=f"{row.at:%H:%M}", who=row.who
            )
            title = f"{words}  ·  " + _("correction: {entry}").format(
                entry=entry.register.one_words
            )
            why = f" ({row.reason})" if row.reason else ""
            at = str(Moment.at(row.at))
            yield entry, Event(at, title, "; ".join(told) + why, entry, correction=True)


def _change(book: Book, about: Field, old: str, new: str) -> str:
    if about.sensitive in HIDDEN:
        return about.words
    told: Any = [told_value(book, about, plain) or "–" for plain in (old, new)]
    return f"{labelled(about.words)} {told[0]} → {told[1]}"
