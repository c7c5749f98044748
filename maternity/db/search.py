"""Finding by name: respelled words of an entry, in pairs, so that « kulib jen » is one range.

Each word of a person's own names stands with each other one, in both orders; a relative's name
stands in a second index, after her own; a number or a phone stands alone. Only ranges of text are
asked for: the same on every backend, and no row is read that is not an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, permutations, product
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, false, func, select, union_all
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
    Two words that are searched alike are still two words of the name: « Zan Za » is not Sangaré.
    """
    typed = dict.fromkeys(word.casefold() for word in text.split())
    read = [_readings(word) for word in typed]
    for chosen in islice(product(*read), MOST_READINGS):
        yield [part[:LONGEST] for word in chosen for part in word.split()]


def _readings(word: str) -> list[str]:
    return [_tight(word)] if any(sign.isdigit() for sign in word) else names.beginnings(word)


def number(text: str) -> tuple[int, int | None] | None:
    """The annual number that a text is, « 412 » or « 412/2026 »; None if it is something else."""
    match = re.fullmatch(r"(\d{1,6})(?:/(\d{4}))?", text.strip())
    return None if match is None else (int(match[1]), int(match[2]) if match[2] else None)


class Way(NamedTuple):
    """One way through the index: the words that lead along it, and those an answer has too."""

    register: str
    words: tuple[str, ...]
    leading: int = 1
    """One word, or a pair of them."""

    def values(self, most: int) -> dict[str, str | int]:
        """What the prepared question is asked with."""
        found: dict[str, str | int] = {"index": self.register, "most": most}
        for at, word in enumerate(self.words):
            found[f"from_{at}"], found[f"to_{at}"] = _bounds(word)
        return found


def ways(register: str, text: str) -> Iterator[Way]:
    """The ways to the entries with all these words, the best first; none for no words.

    Own names come before relatives' names; every term is the beginning of a word.
    """
    if not any(sign.isalpha() for sign in text):
        yield from (Way(register, (one,)) for one in _numbers(text))
        return
    readings = list(terms(text))
    for words in readings:
        numbers = [word for word in words if _is_number(word)]
        if numbers:
            others = (word for word in words if word != numbers[0])
            yield Way(register, (numbers[0], *others))
        elif words:
            yield Way(register, tuple(words), min(len(words), 2))
    for words in readings:
        yield from _by_kin(relatives(register), words)


def _by_kin(index: str, words: list[str]) -> Iterator[Way]:
    if any(map(_is_number, words)):
        return
    if len(words) == 1:
        yield Way(index, (words[0],))
    elif words:
        first, second, *rest = words
        yield Way(index, (first, second, *rest), 2)
        yield Way(index, (second, first, *rest), 2)


def _is_number(word: str) -> bool:
    return sum(map(str.isdigit, word)) >= FEW_DIGITS


def _numbers(text: str) -> list[str]:
    """A text without letters: as a file number writes it, and as a phone is kept."""
    digits = _digits(text)
    both = dict.fromkeys((_tight(text), digits[-PHONE_DIGITS:]))
    return [one for one in both if one] if digits else []


def every(register: str, text: str) -> Select[Any]:
    """All the entries with these words, in no order."""
    asked = [_question(way).order_by(None).subquery() for way in ways(register, text)]
    if not asked:
        return select(search_key.c.entry).where(false())
    return select(union_all(*(select(one.c.entry) for one in asked)).subquery().c.entry)


def near(register: str, first: str, second: str) -> Select[Any]:
    """The entries that have words beginning so; for a closer look."""
    return _question(Way(register, (first, second), 2))


def _question(way: Way) -> Select[Any]:
    return _along(way.register, [_bounds(word) for word in way.words], way.leading)


Bounds = tuple[Any, Any]
"""From where to where the words that begin so lie: texts, or what stands for them."""


@cache
def prepared(leading: int, words: int) -> Select[Any]:
    """The question of every way with so many words, put together once: it follows each letter."""
    marks: list[Bounds] = [(bindparam(f"from_{at}"), bindparam(f"to_{at}")) for at in range(words)]
    return _along(bindparam("index"), marks, leading).limit(bindparam("most", type_=Integer))


def _bounds(word: str) -> tuple[str, str]:
    return word, word + AFTER


def _along(index: Any, words: Sequence[Bounds], leading: int) -> Select[Any]:
    if leading == 1:
        return _alone(index, words[0], words[1:])
    return _paired(index, words[0], words[1], words[2:])


def _alone(index: Any, word: Bounds, rest: Sequence[Bounds]) -> Select[Any]:
    asked = select(search_key.c.entry, search_key.c.first, search_key.c.second)
    asked = asked.where(search_key.c.register == index, *_begins(search_key.c.first, word))
    asked = asked.where(*(_has_too(search_key, more) for more in rest))
    return asked.order_by(search_key.c.first, search_key.c.second)


def _paired(index: Any, first: Bounds, second: Bounds, rest: Sequence[Bounds]) -> Select[Any]:
    """Jump from each spelling of the first word to its seconds, reading nothing between."""
    key = aliased(search_key)
    asked = select(key.c.entry, key.c.first, key.c.second)
    asked = asked.where(key.c.register == index, key.c.first.in_(_spellings(index, first)))
    asked = asked.where(*_begins(key.c.second, second), *(_has_too(key, more) for more in rest))
    return asked.order_by(key.c.first, key.c.second)


def _spellings(index: Any, word: Bounds) -> Select[Any]:
    """The different first words that begin so, each found by one step in the index."""
    start = (
        select(func.min(search_key.c.first).label("word"))
        .where(search_key.c.register == index, *_begins(search_key.c.first, word))
        .cte(recursive=True)
    )
    key = aliased(search_key)
    following = (
        select(func.min(key.c.first))
        .where(key.c.register == index, key.c.first > start.c.word, key.c.first < word[1])
        .scalar_subquery()
    )
    found = start.union_all(select(following).select_from(start).where(start.c.word.is_not(None)))
    return select(found.c.word).where(found.c.word.is_not(None))


def _has_too(key: Any, word: Bounds) -> ColumnElement[bool]:
    also = aliased(search_key)
    asked = select(also.c.entry).where(also.c.entry == key.c.entry, *_begins(also.c.first, word))
    return asked.exists()


def _begins(column: Any, word: Bounds) -> Iterator[ColumnElement[bool]]:
    yield column >= word[0]
    yield column < word[1]


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _tight(text: str) -> str:
    return "".join(text.lower().split())
