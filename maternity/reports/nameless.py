"""Words without the names of the woman, her kin and the staff, for the files of death reviews.

Whoever wrote a cause or a factor was asked to name nobody; a name that slipped in is struck out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from maternity.fields import Link
from maternity.records import Record
from maternity.reports.leaf import Facts, Grid, woman_of

STRUCK = "***"
SHORTEST = 3
"""A name of fewer letters may be a word."""
NAMES = ("family_name", "given_name", "other_names", "kin_name", "father_name")


def names_around(entry: Record, fields: Iterable[str] = NAMES) -> set[str]:
    """Every word of a name in the entry, its woman and those who signed it."""
    found: set[str] = set()
    people = [entry, woman_of(entry), *_linked(entry)]
    for one in people:
        for name in fields:
            told = getattr(one, name, None) if one is not None else None
            found |= {word for word in re.split(r"[\s’'-]+", told or "") if len(word) >= SHORTEST}
    return found


def _linked(entry: Record) -> Iterable[Record]:
    links = (getattr(entry, one.name) for one in entry.register.fields.values() if _links(one))
    return [one for one in links if one is not None]


def _links(field: object) -> bool:
    return isinstance(field, Link)


def without(names: Iterable[str], words: str) -> str:
    """The words with each of these names struck out, whatever its capitals."""
    struck = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b({struck})\b", STRUCK, words, flags=re.IGNORECASE) if struck else words


def nameless(part: Any, names: Iterable[str]) -> Any:
    """A part of a paper without these names."""
    known = list(names)
    if isinstance(part, Facts):
        rows = tuple((label, without(known, told)) for label, told in part.rows)
        return replace(part, rows=rows)
    if isinstance(part, Grid):
        return replace(
            part, rows=tuple(tuple(without(known, cell) for cell in row) for row in part.rows)
        )
    return part
