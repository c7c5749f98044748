"""An import undone as a whole: what it made is cancelled, what it changed is as it was before.

Both go the ordinary ways of cancelling and correcting, so the history keeps everything. What a
person wrote since is left and told, and so is what later entries hang on. The rows of the file get
their keys back: the same file, put right, can be taken in again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from maternity import registers
from maternity.db import imports, saving
from maternity.db.audit import Event
from maternity.db.book import everything
from maternity.errors import Refused
from maternity.fields import Link
from maternity.i18n import _, plural
from maternity.people import Right
from maternity.records import Record, named
from maternity.ward import closed, entries, in_force
from maternity.ward.copies import before_risk
from maternity.ward.noticing import settle_proposals
from maternity.ward.reasons import check_reason
from maternity.ward.undoing import changed_since, put_back
from maternity.ward.voiding import alive_again

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MADE, CHANGED = "create", "update"


@dataclass(frozen=True)
class Past:
    """An import of before: its number, when, by whom, of which files, and what it wrote."""

    number: int
    at: datetime
    who: str
    files: str
    new: int
    changed: int
    registers: tuple[str, ...]
    entries: int
    undone_at: datetime | None = None
    undone_by: str = ""
    left: int = 0
    """How many entries its undoing left as they were."""

    def as_data(self) -> dict[str, Any]:
        """As the command line tells it."""
        undone = (
            {"undone_at": self.undone_at.isoformat(), "undone_by": self.undone_by}
            if self.undone_at is not None
            else {}
        )
        return {
            "import": self.number,
            "at": self.at.isoformat(timespec="minutes"),
            "who": self.who,
            "files": self.files,
            "registers": list(self.registers),
            "new": self.new,
            "changed": self.changed,
            **undone,
        }


@dataclass(frozen=True)
class Undone:
    """An entry of an import as it will stand: what becomes of it, and why where it is left."""

    entry: Record
    event: str
    changes: dict[str, tuple[str, str]]
    left: str = ""

    @property
    def words(self) -> str:
        """What becomes of it."""
        if self.left:
            return _("left as it is: {why}").format(why=self.left)
        return _("cancelled") if self.event == MADE else _("as it was before the import")


@dataclass
class Plan:
    """What undoing an import would do, entry by entry."""

    past: Past
    rows: list[Undone] = field(default_factory=list)
    pending: int = 0
    """How many of those undone belong to a closed month: they stand as pending."""

    @property
    def undone(self) -> list[Undone]:
        """What is undone."""
        return [one for one in self.rows if not one.left]

    @property
    def left(self) -> list[Undone]:
        """What is left, each with why."""
        return [one for one in self.rows if one.left]

    def as_data(self) -> dict[str, Any]:
        """As the command line tells it."""
        made = sum(one.event == MADE for one in self.undone)
        return {
            **self.past.as_data(),
            "cancelled": made,
            "put_back": len(self.undone) - made,
            "left": [
                {
                    "register": one.entry.register.name,
                    "entry": one.entry.source_id or one.entry.id,
                    "why": one.left,
                }
                for one in self.left
            ],
            **({"pending": self.pending} if self.pending else {}),
        }


def past(ward: Ward) -> list[Past]:
    """The imports there were, the newest first."""
    ward.allow(Right.IMPORT)
    undone = imports.undone(ward.book.engine)
    return [_past(row, undone.get(row.seq)) for row in imports.past(ward.book.engine)]


def _past(row: Any, undone: Any) -> Past:
    facts = row.facts
    known = [name for name, count in facts.items() if count and _is_register(name)]
    return Past(
        number=row.seq,
        at=row.utc + timedelta(minutes=row.utc_offset),
        who=row.who,
        files=str(facts.get("files", "")),
        new=int(facts.get("new", 0)),
        changed=int(facts.get("changed", 0)),
        registers=tuple(known),
        entries=int(facts["entries"]),
        undone_at=None if undone is None else undone.utc + timedelta(minutes=undone.utc_offset),
        undone_by="" if undone is None else undone.who,
        left=0 if undone is None else int(undone.facts.get("left", 0)),
    )


def _is_register(name: str) -> bool:
    return any(cls.register.name == name for cls in registers.ALL)


def plan(ward: Ward, number: int) -> Plan:
    """What undoing this import would do; nothing is written."""
    ward.allow(Right.IMPORT)
    found = next((one for one in past(ward) if one.number == number), None)
    if found is None:
        raise Refused(
            _("There is no import number {number}. Choose one of the list.").format(number=number)
        )
    made = Plan(found, _rows(ward, found))
    _leave_with_what_was_moved(made)
    _leave_what_is_used(ward, made)
    for one in made.undone:
        if one.event == CHANGED:
            put_back(ward.book, one.entry, _still_there(ward, one))
    made.pending = len(closed.pending(ward, [one.entry for one in made.undone]))
    return made


def _rows(ward: Ward, of: Past) -> list[Undone]:
    """Each entry that the import wrote, as it stands now."""
    written = imports.written(ward.book.engine, of.number, of.entries)
    if len(written) != of.entries:
        raise Refused(
            _(
                "The trail does not tell all that this import wrote. Restore the copy that was made"
                " before it."
            )
        )
    now: dict[str, Record] = {}
    for name in dict.fromkeys(row.register for row in written):
        ids = [row.entry for row in written if row.register == name]
        whole = everything(named(name).record)
        now |= {one.id: one for one in ward.book.by_ids(name, ids, whole)}
    return [
        Undone(now[row.entry], row.event, row.changes, _since(ward, now[row.entry], row))
        for row in written
        if row.entry in now and row.event in {MADE, CHANGED}
    ]


def _since(ward: Ward, entry: Record, row: Any) -> str:
    """What a person did to the entry since; empty if it says what the import left there."""
    if entry.voided_at is not None:
        return _("it was cancelled already.")
    if entry.version == row.version_to:
        return ""
    later, names = changed_since(ward.book, entry, row.version_to)
    if not names and all(one.event == CHANGED for one in later):
        return ""  # a later import changed it and was undone
    last = later[0]
    fields = [entry.register.fields[name].words for name in names if name in entry.register.fields]
    told = {"who": last.who, "at": f"{last.at:%d/%m/%Y}", "fields": ", ".join(fields)}
    if not fields:
        return _("{who} confirmed it on {at}.").format(**told)
    return _("{who} changed it on {at} ({fields}).").format(**told)


def _leave_with_what_was_moved(made: Plan) -> None:
    """What hangs on an entry that goes under another one since, two women made one, stays with it.

    Else she would have a pregnancy without the birth that was written of it.
    """
    moved = {one.entry.id for one in made.rows if one.left and _goes_elsewhere(one)}
    found = bool(moved)
    while found:
        found = False
        for at, one in enumerate(made.rows):
            if one.left or one.event != MADE:
                continue
            if any(parent.id in moved for parent in _above(one.entry).values()):
                found = True
                moved.add(one.entry.id)
                words = _("what it belongs to was moved to another entry since: it stays with it.")
                made.rows[at] = Undone(one.entry, one.event, one.changes, words)


def _goes_elsewhere(one: Undone) -> bool:
    """Whether somebody gave an entry another one to hang on."""
    made = {name: one.changes.get(name, ("", ""))[1] for name in one.entry.register.links}
    return any(parent.id != made[name] for name, parent in _above(one.entry).items())


def _above(entry: Record) -> dict[str, Record]:
    """What an entry cannot be without, by its link."""
    links = entry.register.links.items()
    found = {name: getattr(entry, name) for name, link in links if link.back and link.required}
    return {name: parent for name, parent in found.items() if parent is not None}


def _leave_what_is_used(ward: Ward, made: Plan) -> None:
    """Leave what other entries would hang on in the air, and what those hang on in turn."""
    users = _users(ward, [one.entry for one in made.undone if one.event == MADE])
    gone = {one.entry.id for one in made.undone if one.event == MADE}
    again = True
    while again:
        again = False
        for at, one in enumerate(made.rows):
            if one.left or one.event != MADE:
                continue
            using = [other for other in users.get(one.entry.id, []) if other.id not in gone]
            if using:
                again = True
                gone.discard(one.entry.id)
                made.rows[at] = Undone(one.entry, one.event, one.changes, _used(using))


def _users(ward: Ward, made: Sequence[Record]) -> dict[str, list[Record]]:
    """The standing entries that link to each of these."""
    by_register: dict[str, list[str]] = {}
    for one in made:
        by_register.setdefault(one.register.name, []).append(one.id)
    found: dict[str, list[Record]] = {}
    for cls in registers.ALL:
        for name, link in cls.register.links.items():
            if link.target not in by_register:
                continue
            for user in ward.book.linked(cls, name, by_register[link.target]):
                found.setdefault(getattr(user, name).id, []).append(user)
    return found


def _used(using: Sequence[Record]) -> str:
    kinds = dict.fromkeys(one.register.one_words for one in using)
    return plural(
        "{count} entry that stands belongs to it ({kinds}).",
        "{count} entries that stand belong to it ({kinds}).",
        len(using),
        kinds=", ".join(kinds),
    )


def undo(ward: Ward, number: int, reason: str) -> Plan:
    """Undo an import after a copy, for a reason, all in one transaction; what was done."""
    made = plan(ward, number)
    ward.allow(Right.VOID)
    why = check_reason(reason)
    if not made.undone:
        raise Refused(_("Nothing of this import can be undone: every entry is left, with why."))
    before_risk(ward)
    now = [one.entry for one in made.undone]
    closed.guard(ward, now, why)
    gone: list[Record] = []
    for one in made.undone:
        if one.event == MADE:
            entries.void(one.entry, why, ward.account.name or "")
            _free_key(one.entry, number)
            gone.append(one.entry)
    alive = [one for one in alive_again(ward.book, gone) if one not in now]
    facts = {"import": number, "entries": 0, "left": len(made.left)}
    event = Event(imports.UNDONE, reason=why, facts=facts)
    kept = [*now, *alive]
    saving.keep(ward.book, kept, ward.stamp(why, kept=kept), event=event)
    settle_proposals(ward, gone)
    in_force.renew(ward, kept)
    return made


def _free_key(entry: Record, number: int) -> None:
    """Let the row of the file be taken in again: its key tells whose it was, and is free."""
    if entry.source_id is not None:
        entry.source_id = f"{entry.source_id}~{number}"


def _still_there(ward: Ward, one: Undone) -> dict[str, tuple[str, str]]:
    """What is put back; a link to an entry cancelled since stays as the import wrote it."""
    return {
        name: told
        for name, told in one.changes.items()
        if not (told[0] and _cancelled(ward, one.entry, name, told[0]))
    }


def _cancelled(ward: Ward, entry: Record, name: str, old: str) -> bool:
    about = entry.register.fields.get(name)
    if not isinstance(about, Link):
        return False
    found: Iterable[Record] = ward.book.by_ids(named(about.target).name, [old])
    return all(one.voided_at is not None for one in found)
