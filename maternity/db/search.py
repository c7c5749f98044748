"""Finding by name: respelled words of an entry, in pairs, so that « kulib jen » is one range.

Each word of a person's own names stands with each other one, in both orders; a relative's name, a
number or a phone stands alone. Only ranges of text are asked for: the same on every backend.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from sqlalchemy import Select, select

from maternity import names
from maternity.db.tables import search_key
from maternity.fields import Field, Text
from maternity.records import Record

AFTER_LETTERS = "{"
"""Sorts after every letter and digit a key can hold."""
LONGEST = 80
BESIDE = "~"
"""Second of what is not a name of hers: it comes after her own names."""
OWN = 4
"""Words of a person's own names that are paired; more would only swell the index."""
PHONE_DIGITS = 8


def sought(entry: Record) -> list[Field]:
    """The fields an entry is found by."""
    return [f for f in entry.register.fields.values() if f.sought]


def rows(entry: Record) -> set[tuple[str, str]]:
    """The keys of an entry: pairs of its own words, and single words."""
    own: list[str] = []
    alone: set[str] = set()
    for field in sought(entry):
        value = getattr(entry, field.name)
        if not value:
            continue
        if isinstance(field, Text) and field.phone:
            alone.add(_digits(value)[-PHONE_DIGITS:])
        elif field.name.startswith("kin_"):
            alone.update(names.words(value))
        elif any(sign.isdigit() for sign in value):
            alone.add(value.lower().replace(" ", ""))
        else:
            own += names.words(value)
    unique = list(dict.fromkeys(own))[:OWN]
    pairs = set(permutations(unique, 2)) or {(word, "") for word in unique}
    found = pairs | {(word, BESIDE) for word in alone if word}
    return {(first[:LONGEST], second[:LONGEST]) for first, second in found}


def terms(text: str) -> list[str]:
    """What is looked for: respelled words, and numbers as they are."""
    digits = _digits(text)
    if len(digits) >= PHONE_DIGITS and not any(sign.isalpha() for sign in text):
        return [digits[-PHONE_DIGITS:]]
    found: list[str] = []
    for word in text.split():
        if any(sign.isdigit() for sign in word):
            found.append(word.lower())
        else:
            found += names.words(word)
    return found


def matching(register: str, text: str, limit: int) -> Select[Any] | None:
    """The identities of entries with all the words looked for; None when there are none."""
    words = terms(text)
    if not words:
        return None
    asked = select(search_key.c.entry).where(
        search_key.c.register == register, *_begins(search_key.c.first, words[0])
    )
    if len(words) > 1:
        asked = asked.where(*_begins(search_key.c.second, words[1]))
    for more in words[2:]:
        also = select(search_key.c.entry).where(
            search_key.c.register == register, *_begins(search_key.c.first, more)
        )
        asked = asked.where(search_key.c.entry.in_(also))
    return asked.order_by(search_key.c.first, search_key.c.second).limit(limit)


def _begins(column: Any, word: str) -> Iterator[Any]:
    yield column >= word
    yield column < word + AFTER_LETTERS


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
