"""Entries of any register: started, suggested, cancelled, told in their history."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from maternity import clock, names
from maternity.db.book import Book
from maternity.db.journal import approvers
from maternity.db.versions import versions
from maternity.errors import Refused
from maternity.fields import Answer, Field, Link
from maternity.i18n import _, plural
from maternity.records import Record, child_of, named
from maternity.ward.merged import standing
from maternity.ward.reasons import check_reason


@dataclass(frozen=True)
class Change:
    """One change of one field, told in words."""

    at: datetime
    who: str
    event: str
    field: str
    old: str
    new: str
    reason: str
    version: int
    approver: str = ""
    """Who agreed to it, where two must."""

    @property
    def people(self) -> str:
        """Who did it, and who agreed."""
        agreed = _("agreed: {name}").format(name=self.approver) if self.approver else ""
        return "  ·  ".join(one for one in (self.who, agreed) if one)


def start(cls: type[Record], **links: Any) -> Record:
    """A new entry with what its fields propose."""
    entry = cls(**links)
    for field in entry.register.typed:
        if field.proposed and field.name not in links:
            setattr(entry, field.name, field.start)
    return entry


def suggestions(book: Book, field: Link, text: str, limit: int) -> list[Record]:
    """Entries a link may point to, by any beginning of a word."""
    about = named(field.target)
    if not about.setup:
        found = book.by_ids(field.target, book.search(field.target, text, limit))
        return list(dict.fromkeys(standing(book, one) for one in found))
    wanted = names.words(text)
    every = [one for one in book.all(field.target) if _in_use(one)]
    fitting = [one for one in every if _fits(one, wanted)] or _nearly(every, text)
    return sorted(fitting, key=lambda one: one.title())[:limit]


NEAR = 0.9
"""How near a name must be that does not begin as it was typed (reference: ux, part 9)."""


def _nearly(every: list[Record], text: str) -> list[Record]:
    """Those with a word spelt nearly so, where none begins so: a slip still finds its village."""
    typed = names.respell(text)
    if len(typed) < NEAR_LETTERS:
        return []
    return [
        one for one in every if any(names.closeness(typed, word) >= NEAR for word in _spoken(one))
    ]


NEAR_LETTERS = 4
"""With fewer letters everything is near everything."""


def _spoken(one: Record) -> list[str]:
    """Every word an entry of a list is called by, and its whole title."""
    told = " ".join(
        str(getattr(one, name, None) or "") for name in ("other_spellings", "initials", "code")
    )
    return [*names.words(f"{one.title()} {told}"), names.respell(one.title())]


def _in_use(one: Record) -> bool:
    return getattr(one, "active", None) is not Answer.NO and (
        getattr(one, "in_use", None) is not Answer.NO
    )


def _fits(one: Record, wanted: list[str]) -> bool:
    words = _spoken(one)
    return all(any(word.startswith(start) for word in words) for start in wanted)


def hanging_on(book: Book, entry: Record) -> list[Record]:
    """The living entries that hang on this one, all the way down, the nearest first."""
    found: dict[str, Record] = {}
    waiting = [entry]
    while waiting:
        parent = waiting.pop(0)
        for back, link in parent.register.backs.items():
            for child in book.linked(child_of(type(parent), back), link, [parent.id]):
                if child.id not in found and child.id != entry.id:
                    found[child.id] = child
                    waiting.append(child)
    return list(found.values())


def void(entry: Record, reason: str, who: str) -> None:
    """Mark an entry as cancelled; it stays in the register, struck through."""
    if entry.voided_at is not None:
        raise Refused(_("This entry is already cancelled."))
    entry.voided_at, entry.voided_by, entry.void_reason = clock.now(), who, check_reason(reason)


def revive(entry: Record) -> None:
    """Take the mark away again: the cancelling was not kept."""
    entry.voided_at = entry.voided_by = entry.void_reason = None


def asked_about(children: list[Record]) -> Refused:
    """What a person is told before an entry is cancelled with what hangs on it."""
    kinds = dict.fromkeys(child.register.one_words for child in children)
    words = plural(
        "{count} entry hangs on this one ({kinds}). Cancel it too, or link it elsewhere first.",
        "{count} entries hang on this one ({kinds}). Cancel them too, or link them elsewhere"
        " first.",
        len(children),
        kinds=", ".join(kinds),
    )
    return Refused(words)


def told_history(book: Book, entry: Record, unseen: Collection[str] = ()) -> list[Change]:
    """Every change of an entry, the newest first, in words; but for fields that are not shown."""
    found: list[Change] = []
    agreed = approvers(book.engine, entry.id)
    for row in versions(book, entry.id):
        if row.register != entry.register.name:
            continue  # an identity alone opens no other register's history
        seen = {name: told for name, told in row.changes.items() if name not in unseen}
        changed = seen.items() or [("", ("", ""))]
        for name, (old, new) in changed:
            field = entry.register.fields.get(name)
            found.append(
                Change(
                    row.at,
                    row.who,
                    row.event,
                    field.words if field else "",
                    told_value(book, field, old),
                    told_value(book, field, new),
                    row.reason or "",
                    row.version,
                    agreed.get(row.version, ""),
                )
            )
    return found


def told_value(book: Book, field: Field | None, plain: str) -> str:
    """A value of the history in words."""
    if not plain or field is None:
        return plain
    if isinstance(field, Link):
        linked = book.by_ids(field.target, [plain])
        return linked[0].title() if linked else plain
    gap = field.gap(plain)
    return gap.words if gap else field.show(field.read(plain, exact=True))
