"""The recovery code: 128 bits and a checksum in signs that are not mistaken for one another.

Seven groups of four from an alphabet without 0 O 1 I, made to be written by hand and read aloud
(reference: safety, part 7).
"""

from __future__ import annotations

import hashlib
import secrets

from maternity.errors import Refused
from maternity.i18n import _

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 7, 4


def new_code() -> str:
    """A recovery code: 128 bits and a checksum, seven groups of four."""
    bits = secrets.randbits(128)
    letters = "".join(ALPHABET[(bits >> (5 * at)) & 31] for at in range(26))
    return _grouped(letters + _check_letters(letters))


def read_code(code: str) -> str:
    """The recovery code as typed, without spaces; refused if a sign was misread."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    letters, check = plain[:-2], plain[-2:]
    if len(plain) != GROUPS * GROUP or check != _check_letters(letters):
        raise Refused(
            _("This recovery code has a mistake. Check each group of four signs."), field="code"
        )
    return plain


def _check_letters(letters: str) -> str:
    digest = hashlib.sha256(letters.encode()).digest()
    return ALPHABET[digest[0] & 31] + ALPHABET[digest[1] & 31]


def _grouped(plain: str) -> str:
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
