"""A draft made entries again: what was kept is loaded, what was new is built as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maternity.db.drafts import Draft
from maternity.fields import Link
from maternity.records import Record, named
from maternity.ward.merged import standing

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def reopen(ward: Ward, draft: Draft) -> Record:
    """The entry of a draft, with the records its form edits, as they stood.

    What was kept is based on the version the draft was begun from: a change since then shows.
    """
    told: list[dict[str, Any]] = draft.state["records"]
    made: dict[str, Record] = {}
    for one in told:
        if not one["new"]:
            made[one["id"]] = ward.book.full(one["register"], one["id"])
            made[one["id"]].version = one.get("version") or made[one["id"]].version
    for one in told:
        if one["new"]:
            made[one["id"]] = _filled(one)
    for one in told:
        if one["new"]:
            _link(ward, made, one)
    return made[draft.state["entry"]]


def _filled(one: dict[str, Any]) -> Record:
    about = named(one["register"])
    record = about.record(id=one["id"])
    for name, plain in one["values"].items():
        field = about.fields[name]
        gap = field.gap(plain)
        if gap is not None:
            record.set_gap(name, gap)
        elif not field.computed:
            setattr(record, name, field.read(plain, exact=True))
    return record


def _link(ward: Ward, made: dict[str, Record], one: dict[str, Any]) -> None:
    about = named(one["register"])
    for name, identity in one["links"].items():
        field = about.fields[name]
        if not isinstance(field, Link):
            continue
        target = made.get(identity)
        if target is None:
            found = ward.book.by_ids(field.target, [identity])
            target = standing(ward.book, found[0]) if found else None
        setattr(made[one["id"]], name, target)
