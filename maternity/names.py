"""Names: folding and respelling for search, and when two women may be one.

Only for search and comparison, never for print: a name is kept and printed as it was typed. One
Malian name has many spellings (Coulibaly, Koulibali, Kulibali) and a few family names cover most
people, so a name alone never decides (reference `mali.md`, parts 1 and 2).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

CLOSE = 0.90
AGE_APART_DAYS = 731
PHONE_END = 6

_LETTERS = str.maketrans(
    {
        "ɛ": "e",
        "ɔ": "o",
        "ɲ": "ny",
        "ŋ": "n",
        "ɓ": "b",
        "ɗ": "d",
        "ƴ": "y",
        "ǝ": "e",
        "\u0263": "g",
        "ʃ": "s",
        "ʒ": "j",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ß": "ss",
        "\u0131": "i",
    }
)
# The accents, quotation marks, primes and modifier letters that are typed for an apostrophe.
_APOSTROPHES = str.maketrans(dict.fromkeys("'`\xb4\u2018\u2019\u2032\u02b9\u02bb\u02bc"))

# In the order of the printed rules; the vowels before which "ou" is heard "w" are a, e, i and o.
_RULES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        ("ph", "f"),
        ("kh", "k"),
        ("th", "t"),
        ("gn", "ny"),
        ("dj", "j"),
        ("dy", "j"),
        ("di(?=[aeou])", "j"),
        ("ou(?=[aeio])", "w"),
        ("ou", "u"),
        ("qu", "k"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("z", "s"),
        ("y", "i"),
        ("ai", "e"),
        ("ei", "e"),
        ("h", ""),
        (r"([^\W\d_])\1+", r"\1"),
    )
)

# What the last letters of a word that is still being typed may become by those to come.
_ENDINGS = (
    ("di", "j"),
    ("d", "j"),
    ("ou", "w"),
    ("o", "u"),
    ("o", "w"),
    ("a", "e"),
    ("g", "ni"),
    ("c", "s"),
    ("p", "f"),
    ("q", "k"),
)
_TWICE = _RULES[-1]

_COMPOSED = {
    "e;": "ɛ",
    "o;": "ɔ",
    "n;": "ɲ",
    "g;": "ŋ",
    "b;": "ɓ",
    "d;": "ɗ",
    "y;": "ƴ",
    "E;": "Ɛ",
    "O;": "Ɔ",
    "N;": "Ɲ",
    "G;": "Ŋ",
    "B;": "Ɓ",
    "D;": "Ɗ",
    "Y;": "Ƴ",
}
_COMPOSE = _COMPOSED | {f"{letter};": pair for pair, letter in _COMPOSED.items()}


def fold(text: str) -> str:
    """The text in small letters without accents, ɛ ɔ ɲ ŋ written e o ny n; for matching."""
    apart = unicodedata.normalize("NFD", text.lower())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))


def respell(text: str) -> str:
    """The text as it is searched: one form for the many spellings of a name."""
    plain = fold(text.translate(_APOSTROPHES))
    spelled = "".join(sign if sign.isalnum() else " " for sign in plain)
    for pattern, new in _RULES:
        spelled = pattern.sub(new, spelled)
    return " ".join(spelled.split())


def beginnings(word: str) -> list[str]:
    """The respelled beginnings of the names that a word may become, as it stands first.

    « Di » is how Diarra begins, which is searched as « jara ».
    """
    plain = fold(word)
    double, once = _TWICE
    others = [
        double.sub(once, respell(plain.removesuffix(end)) + new)
        for end, new in _ENDINGS
        if plain.endswith(end)
    ]
    return list(dict.fromkeys([respell(plain), *others]))


def words(text: str) -> list[str]:
    """The respelled words of the text, in their order."""
    return respell(text).split()


def closeness(one: str, other: str) -> float:
    """How near two respelled names are, from 0 to 1, whichever of their words comes first."""
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - the start need not wait for it

    if not one or not other:
        return 0.0
    ordered = JaroWinkler.similarity(" ".join(sorted(one.split())), " ".join(sorted(other.split())))
    return max(JaroWinkler.similarity(one, other), ordered)


def close(one: str, other: str) -> bool:
    """Whether two respelled names may be one name."""
    return closeness(one, other) >= CLOSE


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells a woman from her namesakes; empty or None where it is not known.

    Names are respelled, the village is an identifier, phones are their ends (`phone_end`).
    """

    family: str = ""
    given: str = ""
    born_on: date | None = None
    village: str = ""
    phones: tuple[str, ...] = ()
    kin: str = ""


def phone_end(phone: str) -> str:
    """The last six digits of a phone, by which two women are compared; "" if it has fewer."""
    digits = re.sub("[^0-9]", "", phone)
    return digits[-PHONE_END:] if len(digits) >= PHONE_END else ""


def shared(one: Likeness, other: Likeness) -> tuple[str, ...]:
    """Which of age, village, phone and kin two women share; what is not known is not shared."""
    facts = {
        "age": _ages_near(one.born_on, other.born_on),
        "village": bool(one.village) and one.village == other.village,
        "phone": bool(set(one.phones) & set(other.phones) - {""}),
        "kin": close(one.kin, other.kin),
    }
    return tuple(fact for fact, same in facts.items() if same)


def same_name(one: Likeness, other: Likeness) -> bool:
    """Whether the names are close: family and given name, in either order on the paper."""
    straight = _both_close(one.family, other.family, one.given, other.given)
    return straight or _both_close(one.family, other.given, one.given, other.family)


def likely_same(one: Likeness, other: Likeness) -> bool:
    """Whether to ask « same woman? »: close names and at least one shared fact."""
    return same_name(one, other) and bool(shared(one, other))


def compose(text: str) -> str:
    """The text with a last pair such as `e;` made ɛ (o; ɔ, n; ɲ, g; ŋ); once more undoes it."""
    for pair, letter in _COMPOSE.items():
        if text.endswith(pair):
            return text.removesuffix(pair) + letter
    return text


def _both_close(family: str, other_family: str, given: str, other_given: str) -> bool:
    """A missing part stands for any; two names with nothing in common to compare are not close."""
    pairs = [(family, other_family), (given, other_given)]
    known = [pair for pair in pairs if all(pair)]
    return bool(known) and all(close(*pair) for pair in known)


def _ages_near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= AGE_APART_DAYS
