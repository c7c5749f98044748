"""What the headings of an old table may mean: the words the ward itself knows its fields by.

A proposal is never more than that: what two fields answer to is proposed for neither, and what
nobody knows is left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from maternity import i18n
from maternity.exchange import columns
from maternity.exchange.columns import Target, Use, above, targets
from maternity.exchange.headings import bare, told
from maternity.fields import Moments
from maternity.names import fold
from maternity.records import Register, named
from maternity.reports.books import Book, BookColumn, belonging, books

WITH = {"declared_age_years": "age_declared_on"}
"""A field that means nothing without another: what the day of the event says of it."""
SAID = {
    "age": "declared_age_years",
    "tel": "phone_1",
    "contact": "phone_1",
    "ddr": "lmp_on",
    "date acc": "delivered_at",
    "date accouchement": "delivered_at",
    "date d accouchement": "delivered_at",
    "heure acc": "delivered_at",
    "heure accouchement": "delivered_at",
    "pds": "weight_g",
}
"""What wards write at the head of a column without using our words; always to be looked at."""
OF_WHOM = frozenset({"woman.born_on"})
"""Fields whose heading may as well speak of the child: never taken without a look."""
SHORTEST = 3
"""Letters of a heading below which its beginning says nothing."""

BETWEEN = (" ", " et ", " and ")
"""What stands between two labels in the heading of one column."""

Way = Callable[[Target], Iterator[str]]


@dataclass(frozen=True)
class Proposal:
    """Columns with the fields proposed for them, and those of which only the beginning agrees."""

    uses: tuple[Use, ...]
    unsure: frozenset[str] = frozenset()


def propose(about: Register, heads: Sequence[str]) -> Proposal:
    """The field that each heading seems to name: by its own name, label, heading on paper."""
    offered = targets(about)
    paper = _paper(about)
    ways: tuple[Way, ...] = (
        lambda one: iter((_plain(told(one.name)),)),
        partial(_labels, of=told),
        partial(_labels, of=bare),
        lambda one: iter(paper.get((one.register.name, _name(one)), ())),
    )
    found: dict[str, str] = {}
    for way in ways:
        _match(about, heads, offered, way, found)
    sure = set(found)
    _begin(about, heads, offered, found)
    uses = [Use(head, found.get(head, "")) for head in heads if head]
    for more in _beside(about, found):
        uses.insert([one.heading for one in uses].index(more.heading) + 1, more)
    asked = {head for head, name in found.items() if name in OF_WHOM}
    return Proposal(tuple(uses), (frozenset(found) - sure) | asked)


def _name(one: Target) -> str:
    return one.name.rpartition(".")[2] if one.field is not None else ""


def _labels(one: Target, of: Callable[[str], str] = bare) -> Iterator[str]:
    """The label in every language, with what stands in brackets or without."""
    if one.field is None:
        return
    names = _name(one).split(columns.BOTH)
    for language in i18n.languages():
        labels = [of(one.register.fields[name].words_in(language)) for name in names]
        yield from (
            _plain(between.join(labels)) for between in (BETWEEN if len(labels) > 1 else ("",))
        )


def _plain(words: str) -> str:
    """Folded words without the s of several: « prenoms » is « prenom »."""
    return " ".join(
        one[:-1] if len(one) > SHORTEST and one[-1] == "s" else one for one in words.split()
    )


def _match(
    about: Register,
    heads: Sequence[str],
    offered: Sequence[Target],
    way: Way,
    found: dict[str, str],
) -> None:
    known: dict[str, list[Target]] = {}
    for one in offered:
        for words in dict.fromkeys(way(one)):
            known.setdefault(words, []).append(one)
    for head in heads:
        if not head or head in found:
            continue
        fitting = known.get(_plain(told(head))) or known.get(_plain(bare(head))) or []
        _take(about, head, fitting, found)


def _take(about: Register, head: str, fitting: Sequence[Target], found: dict[str, str]) -> None:
    """Propose the only field that fits, unless another column has it already."""
    chosen = _one(about, fitting)
    if chosen is None:
        return
    if chosen.name not in found.values() or isinstance(chosen.field, Moments):
        found[head] = chosen.name  # a day and an hour make one moment


def _one(about: Register, fitting: Sequence[Target]) -> Target | None:
    """The only one, or the register's own where one of those it hangs on answers too."""
    own = [one for one in fitting if one.register.name == about.name]
    few = own or fitting
    return few[0] if len(few) == 1 else None


def _begin(
    about: Register, heads: Sequence[str], offered: Sequence[Target], found: dict[str, str]
) -> None:
    """« Poids » for the weight at birth: the beginning of one label, or a label and more."""
    for head in heads:
        plain = _plain(bare(head))
        if not head or head in found or len(plain) < SHORTEST:
            continue
        said = [one for one in offered if plain in SAID and _name(one) == SAID[plain]]
        near = [one for one in offered if any(_near(plain, label) for label in _labels(one))]
        _take(about, head, said or near, found)


def _near(heading: str, label: str) -> bool:
    """« tel » begins « telephone »; « sexe de l enfant » begins with « sexe »."""
    return label.startswith(heading) or (len(label) >= SHORTEST and heading.startswith(f"{label} "))


def _paper(about: Register) -> dict[tuple[str, str], list[str]]:
    """The headings of the paper's columns, by the register and field that stand in them."""
    found: dict[tuple[str, str], list[str]] = {}
    for book, column in _columns(about):
        filled = [one for one in belonging(book.id, column.no) if one.name]
        if len(filled) == 1:
            place = (filled[0].register, filled[0].name)
            found.setdefault(place, []).extend(
                words
                for heading in (column.heading, column.en)
                for words in (_plain(told(heading)), _plain(bare(heading)))
                if words
            )
    return found


def _books(about: Register) -> list[Book]:
    near = {about.name, *above(about)}
    first = [one for one in books() if one.register == about.name]
    return first + [one for one in books() if one.register in near and one not in first]


def _columns(about: Register) -> Iterator[tuple[Book, BookColumn]]:
    for book in _books(about):
        for column in book.columns:
            yield book, column


def _beside(about: Register, found: dict[str, str]) -> Iterator[Use]:
    """An age is counted from the day of the event, where no column tells when it was said."""
    dated = [f"{name}.{named(name).dated}" for name in above(about) if named(name).dated]
    heads = {name: head for head, name in reversed(found.items())}
    day = next((heads[name] for name in (about.dated, *dated) if name in heads), "")
    for name in list(found.values()):
        front, dot, last = name.rpartition(".")
        other = f"{front}{dot}{WITH.get(last, '')}"
        if day and last in WITH and other not in found.values():
            yield Use(day, other)


def short(about: Register) -> dict[str, dict[str, str]]:
    """The abbreviations that the paper prints, by list; one that means two things means nothing."""
    found: dict[str, dict[str, str]] = {}
    for book in _books(about):
        for name, codes in book.codes.items():
            mine = found.setdefault(name, {})
            for code, words in codes.items():
                plain = fold(words)
                if any(c != "-" and c.isalnum() for c in plain):
                    mine[plain] = code if mine.get(plain, code) == code else ""
    return {
        name: {words: code for words, code in codes.items() if code}
        for name, codes in found.items()
    }
