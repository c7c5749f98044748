"""Secrets that are tried first: refused; and passphrases of four words that are not, proposed.

The two lists stand in `resources/passphrases`: one word a line, small letters without accents.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache

from maternity import paths
from maternity.errors import Refused
from maternity.i18n import _

SHORTEST, WORDS = 12, 4
"""A passphrase has so many signs, or so many words."""
LEAST_DIFFERENT = 4
"""Different signs that must be left of it without the words that are tried first."""
SHORTEST_KNOWN = 4
"""A shorter part of a name is too common to be taken out of a passphrase."""
PIN_DIGITS = 6
ROWS = ("0123456789", "9876543210", "1234567890", "0987654321")
BIRTH_YEARS = range(1940, 2030)


def check_passphrase(passphrase: str, person: str, near: Iterable[str] = ()) -> None:
    """Refuse what is too easily guessed: 12 characters or 4 words, not made of known ones.

    `near` are the ward, its town and other words a guesser would try first.
    """
    plain = unicodedata.normalize("NFKC", passphrase)
    if len(plain) < SHORTEST and len(plain.split()) < WORDS:
        raise Refused(_("Choose a passphrase of at least 12 characters, or of 4 words."))
    if len(set(_left_of(plain, [*near, person]))) < LEAST_DIFFERENT:
        raise Refused(_("This passphrase is too easy to guess. Choose another one."))


def check_pin(pin: str) -> None:
    """Refuse what is no PIN of six digits, or one that is tried first: rows, repetitions, years."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise Refused(_("A PIN has six digits."), field="pin")
    repeated = any(pin == pin[:of] * (PIN_DIGITS // of) for of in (1, 2, 3))
    in_a_row = any(pin in row for row in ROWS)
    year = any(int(part) in BIRTH_YEARS for part in (pin[:4], pin[2:]))
    pairs = pin[0] == pin[1] and pin[2] == pin[3] and pin[4] == pin[5]
    if repeated or in_a_row or year or pairs:
        raise Refused(
            _(
                "This PIN is too easy to guess: no row of digits, no repetition, no year of birth."
                " Choose another one."
            ),
            field="pin",
        )


def propose() -> str:
    """Four words by chance: what nobody guesses, and a person can remember."""
    return " ".join(secrets.choice(_list("words.txt")) for _at in range(WORDS))


def _left_of(passphrase: str, near: Iterable[str]) -> str:
    """What is left of a passphrase without the words a guesser tries first."""
    left = _folded(passphrase)
    known = {part for words in near for part in _parts(words) if len(part) >= SHORTEST_KNOWN}
    known |= {_folded(words) for words in near}
    for word in sorted({*known, *_list("common.txt")}, key=lambda one: (-len(one), one)):
        left = left.replace(word, "") if word else left
    return left


def _folded(words: str) -> str:
    return "".join(_parts(words))


def _parts(words: str) -> list[str]:
    """The words in small letters without accents, and nothing else but digits."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


@cache
def _list(name: str) -> tuple[str, ...]:
    lines = (paths.resources() / "passphrases" / name).read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())
