"""What a closed month asks of whoever writes into it: a reason, and nothing in silence.

The register stays the clinical truth and can always be put right; the return that was handed in
does not move. So an answer that replaces another, or a new entry, of a closed month is kept with
its reason and stands as pending until the month is opened again (reference: safety, part 11).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db import audit
from maternity.db.book import Query
from maternity.db.saving import corrected
from maternity.errors import Refused
from maternity.fields import code
from maternity.i18n import _
from maternity.records import Record, day_value, named

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

OWN = frozenset({"month_closing", "month_papers", "check_note"})
"""Registers that only the acts on a month write."""
MOST = 10_000


def guard(ward: Ward, kept: Sequence[Record], reason: str) -> None:
    """Refuse what a closed month does not take: without a reason, or by another way."""
    if any(entry.register.name == "woman_merge" for entry in kept):
        raise Refused(_("Two entries of a woman are made one, and parted again, on her page."))
    if any(entry.register.name in OWN for entry in kept):
        raise Refused(_("A closed month is changed by opening it again, on the page of returns."))
    found = [] if reason.strip() else late(ward, kept) or _replaced(ward, kept)
    if found:
        month = min(day for entry, _name in found for day in _days(ward, entry))
        raise Refused(
            _(
                "The return of {month} is closed. Say in a few words why this is written now: the"
                " entry is kept, and stands as pending until the head opens the month again."
            ).format(month=f"{month:%m/%Y}"),
            field=found[0][1],
        )


def late(ward: Ward, kept: Sequence[Record]) -> list[tuple[Record, str]]:
    """The new entries of a month whose return is closed, each with the field that dates it."""
    new = [one for one in kept if one.version is None and not one.register.setup]
    return [(one, _field(one)) for one in _in_closed(ward, new)]


def pending(ward: Ward, kept: Sequence[Record]) -> list[Record]:
    """The entries about to be kept that belong to a closed month: its return does not count them.

    They stand as pending on the page of returns until the head opens the month again.
    """
    return _in_closed(ward, [one for one in kept if not one.register.setup])


def _replaced(ward: Ward, kept: Sequence[Record]) -> list[tuple[Record, str]]:
    """The answers already kept of a closed month that would be replaced."""
    old = [one for one in kept if one.version is not None and not one.register.setup]
    return corrected(ward.book, found) if (found := _in_closed(ward, old)) else []


def _in_closed(ward: Ward, entries: Sequence[Record]) -> list[Record]:
    this_month = clock.today().replace(day=1)
    if not audit.seat(ward.book.engine).doubted and not any(
        one.version is not None or _first(one, this_month) for one in entries
    ):
        return []  # a clock in doubt opens no month: then they are asked for each entry
    months = closed_months(ward)
    return [
        one
        for one in entries
        if months and any(day.replace(day=1) in months for day in _days(ward, one))
    ]


def _first(entry: Record, this_month: date) -> bool:
    """Whether an entry may belong to a month that is over."""
    return any(day < this_month for day in own_days(entry))


def closed_months(ward: Ward) -> set[date]:
    """The first days of the months of which some return is closed."""
    ids = ward.book.ids(Query("month_closing", limit=MOST))
    rows = ward.book.values("month_closing", ids, ("month_on", "state")) if ids else []
    return {row["month_on"] for row in rows if code(row["state"]) != "reopened"}


def _days(ward: Ward, entry: Record) -> list[date]:
    """The days an entry belongs to: as it stands in the book, and as it is about to stand."""
    found = list(own_days(entry))
    name = _field(entry)
    if entry.version is not None and name == entry.register.dated:
        for row in ward.book.values(entry.register.name, [entry.id], (name,)):
            kept = day_value(row[name])
            found += [kept] if kept is not None else []
    return found


def own_days(entry: Record) -> Iterator[date]:
    """The day of the entry, and of what it belongs to: a baby is counted with her delivery."""
    owners = [
        getattr(entry, name)
        for name, link in entry.register.links.items()
        if link.back and link.required is True and named(link.target).dated
    ]
    for one in (entry, *owners):
        if one is not None and one.register.dated:
            day = day_value(one.look(one.register.dated))
            if day is not None:
                yield day


def _field(entry: Record) -> str:
    """The field that dates an entry, or the first one where its day is worked out."""
    about = entry.register
    return about.dated if about.dated in about.fields else next(iter(about.fields))
