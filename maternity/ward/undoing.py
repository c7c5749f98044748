"""Taking back a save at once: what it made is cancelled, what it changed is as before.

Nothing is erased: the history holds the save and its undoing, and a number that was given stays
given. Whoever saved may undo it, as long as nobody has built on it since.
"""

from __future__ import annotations

from typing import Any

from maternity.db.book import Book
from maternity.db.saving import Kept, keep
from maternity.db.versions import versions
from maternity.errors import Refused
from maternity.fields import Link
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record, is_setting
from maternity.ward import discretion, entries, in_force
from maternity.ward.ward import Ward

CREATED = "create"


def undo(ward: Ward, done: Kept) -> list[Record]:
    """The entries as they stand after a save was taken back; refused where it is too late."""
    rights = {
        discretion.right_for(ward.account.role, one.register, Right.WRITE) for one in done.written
    }
    for right in rights or {Right.WRITE}:
        ward.allow(right)
    now = [ward.book.get(one.register.name, one.id) for one in done.written]
    newest = {one.id: versions(ward.book, one.id)[0] for one in now}
    kept = {one.id: one.version for one in done.written}
    if any(newest[one.id].who != ward.account.name or one.version != kept[one.id] for one in now):
        raise Refused(_("The entry was changed since. Correct it in its form."))
    made = {one.id for one in now if newest[one.id].event == CREATED}
    _check_nothing_hangs(ward.book, now, made)
    words = _("undone right after saving")
    _check_agreed(ward, now)
    for one in now:
        if one.id in made:
            entries.void(one, words, ward.account.name or "")
        else:
            put_back(ward.book, one, newest[one.id].changes)
    keep(ward.book, now, ward.stamp(words, kept=now))
    in_force.renew(ward, now)
    return now


def _check_agreed(ward: Ward, now: list[Record]) -> None:
    """A setting that two changed is not taken back by one: its form asks the second again."""
    if not any(map(is_setting, now)):
        return
    from maternity.ward.second_person import Together, candidates  # noqa: PLC0415 - for these alone

    if candidates(ward, Together.SETTINGS):
        raise Refused(
            _(
                "Two people agree to a setting. Take it back in its form, where the technical"
                " administrator agrees too."
            )
        )


def _check_nothing_hangs(book: Book, now: list[Record], made: set[str]) -> None:
    for one in now:
        if one.id in made and any(child.id not in made for child in entries.hanging_on(book, one)):
            raise Refused(
                _("Another entry belongs to this one by now. Cancel it in its list, with a reason.")
            )


def changed_since(book: Book, entry: Record, version: int) -> tuple[list[Any], list[str]]:
    """The versions after this one, the newest first, and the fields that say otherwise by now."""
    later = [one for one in versions(book, entry.id) if one.version > version]
    net: dict[str, tuple[str, str]] = {}
    for one in reversed(later):
        for name, (old, new) in one.changes.items():
            net[name] = net.get(name, (old, new))[0], new
    return later, [name for name, (old, new) in net.items() if old != new]


def put_back(book: Book, entry: Record, changed: dict[str, tuple[str, str]]) -> None:
    """Each field that the save changed, as it was."""
    for name, (old, _new) in changed.items():
        field = entry.register.fields.get(name)
        if field is None:
            continue
        gap = field.gap(old) if old else None
        if field.gaps:
            entry.set_gap(name, gap)
        if isinstance(field, Link):
            value = book.by_ids(field.target, [old])[0] if old else None
        else:
            value = field.read(old, exact=True) if old and not gap else None
        setattr(entry, name, value)
