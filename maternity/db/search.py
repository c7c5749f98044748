"""Finding by name: respelled words of an entry, in pairs, so that « kulib jen » is one range.

Each word of a person's own names stands with each other one, in both orders; a relative's name
stands in a second index, after her own; a number or a phone stands alone. Only ranges of text are
asked for: the same on every backend, and no row is read that is not an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, permutations, product
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select, union_all
from sqlalchemy.orm import aliased

from maternity import names
from maternity.db.tables import search_key
from maternity.fields import Text
from maternity.records import Register

AFTER = "\U0010ffff"
"""Sorts after every sign a key can hold."""
LONGEST = 80
PAIRED = 4
"""Words of a person's own names that are paired; more would only swell the index."""
PHONE_DIGITS = 8
MOST_READINGS = 6
"""Ways of reading an unfinished text that are tried, one after the other."""
FEW_DIGITS = 4
"""Digits from which a number finds people faster than a name does."""

Key = tuple[str, str, str]

respelled = lru_cache(maxsize=50_000)(names.respell)
"""Names are few and come again and again."""


def keys(about: Register, row: Mapping[str, Any]) -> set[Key]:
    """The keys of an entry's row: index, first word, second word; none if it is not sought."""
    own, kin, alone = _words(about, row)
    found = {(about.name, first, second) for first, second in permutations(own[:PAIRED], 2)}
    firsts = {first for _index, first, _second in found}
    found |= {(about.name, word, "") for word in [*own, *alone] if word not in firsts}
    of_kin = relatives(about.name)
    found |= {(of_kin, word, other) for word in kin[:PAIRED] for other in own[:PAIRED]}
    found |= {(of_kin, kin[0], other) for other in kin[1:]}
    if not own:
        found |= {(of_kin, word, "") for word in kin}
    return {(index, first[:LONGEST], second[:LONGEST]) for index, first, second in found}


def relatives(register: str) -> str:
    """The index of relatives' names."""
    return f"{register}+"


def _words(about: Register, row: Mapping[str, Any]) -> tuple[list[str], list[str], list[str]]:
    own: dict[str, None] = {}
    kin: dict[str, None] = {}
    alone: dict[str, None] = {}
    for field in about.fields.values():
        value = row.get(field.name) if field.sought else None
        if not value:
            continue
        if isinstance(field, Text) and field.phone:
            alone[_digits(value)[-PHONE_DIGITS:]] = None
        elif field.name.startswith("kin_"):
            kin |= dict.fromkeys(respelled(value).split())
        elif any(sign.isdigit() for sign in value):
            alone[_tight(value)] = None
        else:
            own |= dict.fromkeys(respelled(value).split())
    return list(own), [word for word in kin if word not in own], [one for one in alone if one]


def terms(text: str) -> Iterator[list[str]]:
    """What is looked for: respelled words, and numbers as they are; the likeliest reading first.

    Each word may be the beginning of a longer one, whose next letters change how it is searched.
    """
    read = [_readings(word) for word in text.split()]
    for chosen in islice(product(*read), MOST_READINGS):
        found = [part for word in chosen for part in word.split()]
        yield list(dict.fromkeys(word[:LONGEST] for word in found))


def _readings(word: str) -> list[str]:
    return [_tight(word)] if any(sign.isdigit() for sign in word) else names.beginnings(word)


def number(text: str) -> tuple[int, int | None] | None:
    """The annual number that a text is, « 412 » or « 412/2026 »; None if it is something else."""
    match = re.fullmatch(r"(\d{1,6})(?:/(\d{4}))?", text.strip())
    return None if match is None else (int(match[1]), int(match[2]) if match[2] else None)


def ways(register: str, text: str) -> Iterator[Select[Any]]:
    """The questions that find entries with all these words, the best first; none for no words.

    Own names come before relatives' names; every term is the beginning of a word.
    """
    if not any(sign.isalpha() for sign in text):
        yield from (_alone(register, one, []) for one in _numbers(text))
        return
    readings = list(terms(text))
    for words in readings:
        numbers = [word for word in words if _is_number(word)]
        if numbers:
            yield _alone(register, numbers[0], [word for word in words if word != numbers[0]])
        elif len(words) == 1:
            yield _alone(register, words[0], [])
        elif words:
            yield _paired(register, words[0], words[1], words[2:])
    for words in readings:
        yield from _by_kin(relatives(register), words)


def _by_kin(index: str, words: list[str]) -> Iterator[Select[Any]]:
    if any(map(_is_number, words)):
        return
    if len(words) == 1:
        yield _alone(index, words[0], [])
    elif words:
        first, second, *rest = words
        yield _paired(index, first, second, rest)
        yield _paired(index, second, first, rest)


def _is_number(word: str) -> bool:
    return sum(map(str.isdigit, word)) >= FEW_DIGITS


def _numbers(text: str) -> list[str]:
    """A text without letters: as a file number writes it, and as a phone is kept."""
    digits = _digits(text)
    both = dict.fromkeys((_tight(text), digits[-PHONE_DIGITS:]))
    return [one for one in both if one] if digits else []


def every(register: str, text: str) -> Select[Any]:
    """All the entries with these words, in no order."""
    asked = [way.order_by(None).subquery() for way in ways(register, text)]
    if not asked:
        return select(search_key.c.entry).where(false())
    return select(union_all(*(select(one.c.entry) for one in asked)).subquery().c.entry)


def near(register: str, first: str, second: str) -> Select[Any]:
    """The entries that have words beginning so; for a closer look."""
    return _paired(register, first, second, [])


def _alone(index: str, word: str, rest: list[str]) -> Select[Any]:
    asked = select(search_key.c.entry, search_key.c.first, search_key.c.second)
    asked = asked.where(search_key.c.register == index, *_begins(search_key.c.first, word))
    asked = asked.where(*(_has_too(search_key, more) for more in rest))
    return asked.order_by(search_key.c.first, search_key.c.second)


def _paired(index: str, first: str, second: str, rest: list[str]) -> Select[Any]:
    """Jump from each spelling of the first word to its seconds, reading nothing between."""
    key = aliased(search_key)
    asked = select(key.c.entry, key.c.first, key.c.second)
    asked = asked.where(key.c.register == index, key.c.first.in_(_spellings(index, first)))
    asked = asked.where(*_begins(key.c.second, second), *(_has_too(key, more) for more in rest))
    return asked.order_by(key.c.first, key.c.second)


def _spellings(index: str, word: str) -> Select[Any]:
    """The different first words that begin so, each found by one step in the index."""
    start = (
        select(func.min(search_key.c.first).label("word"))
        .where(search_key.c.register == index, *_begins(search_key.c.first, word))
        .cte(recursive=True)
    )
    key = aliased(search_key)
    following = (
        select(func.min(key.c.first))
        .where(key.c.register == index, key.c.first > start.c.word, key.c.first < word + AFTER)
        .scalar_subquery()
    )
    found = start.union_all(select(following).select_from(start).where(start.c.word.is_not(None)))
    return select(found.c.word).where(found.c.word.is_not(None))


def _has_too(key: Any, word: str) -> ColumnElement[bool]:
    also = aliased(search_key)
    asked = select(also.c.entry).where(also.c.entry == key.c.entry, *_begins(also.c.first, word))
    return asked.exists()


def _begins(column: Any, word: str) -> Iterator[ColumnElement[bool]]:
    yield column >= word
    yield column < word + AFTER


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _tight(text: str) -> str:
    return "".join(text.lower().split())
