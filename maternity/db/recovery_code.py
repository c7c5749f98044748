"""The recovery code: 128 bits and a checksum in signs that are not mistaken for one another.

Seven groups of four from an alphabet without 0 O 1 I, made to be written by hand and read aloud
(reference: safety, part 7).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator

from maternity.errors import Refused
from maternity.i18n import _

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 7, 4


def new_code() -> str:
    """A recovery code: more than 128 bits and a checksum, seven groups of four.

    One in two would let a sign that is misread pass for right: it is not given out.
    """
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _at in range(GROUPS * GROUP - 2))
        plain = letters + _check_letters(letters)
        if not any(_is_whole(slip) for slip in slips(plain)):
            return _grouped(plain)


def slips(plain: str) -> Iterator[str]:
    """Every code with one sign misread, or two beside each other exchanged."""
    for at, sign in enumerate(plain):
        for other in ALPHABET:
            if other != sign:
                yield plain[:at] + other + plain[at + 1 :]
        after = plain[at + 1 : at + 2]
        if after not in {"", sign}:
            yield plain[:at] + after + sign + plain[at + 2 :]


def read_code(code: str) -> str:
    """The recovery code as typed, without spaces; refused if a sign was misread."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    if len(plain) != GROUPS * GROUP or not _is_whole(plain):
        raise Refused(
            _("This recovery code has a mistake. Check each group of four signs."), field="code"
        )
    return plain


def _is_whole(plain: str) -> bool:
    return plain[-2:] == _check_letters(plain[:-2])


def _check_letters(letters: str) -> str:
    digest = hashlib.sha256(letters.encode()).digest()
    return ALPHABET[digest[0] & 31] + ALPHABET[digest[1] & 31]


def _grouped(plain: str) -> str:
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
