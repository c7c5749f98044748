"""Why an answer that was kept is changed: a reason of the list, words of one's own, or both.

The author of an entry may choose from the list alone; who rectifies what another person wrote says
in words what made her do it. Words count when they say something: ten letters or figures, not one
key held down (reference: safety, part 10; case 121).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maternity import reading
from maternity.errors import Refused
from maternity.i18n import N_, _

LETTERS = 10
DIFFERENT = 4


@dataclass(frozen=True)
class Reason:
    """A reason of the list: its key, the code kept for good, its words."""

    key: str
    code: str
    words: str


REASONS = (
    Reason("1", "slip", N_("a slip of the keys")),
    Reason("2", "misread", N_("misread or misheard")),
    Reason("3", "learnt_later", N_("learnt later")),
    Reason("4", "other_woman", N_("written for another woman")),
)
"""The usual reasons of a correction."""


def check_reason(reason: str) -> str:
    """The reason, refused if it says nothing."""
    words = " ".join(reason.split())
    signs = [sign for sign in words.casefold() if sign.isalnum()]
    if len(signs) < LETTERS or len(set(signs)) < DIFFERENT:
        raise Refused(
            _("Say why in at least {count} letters, so that it can be understood later.").format(
                count=LETTERS
            ),
            field="reason",
        )
    return words


def read_reason(
    typed: str, *, rectifies: bool = False, reasons: Sequence[Reason] = REASONS
) -> tuple[str, str]:
    """The code of a reason, if one was chosen by its key, and the whole reason in words.

    The key may be followed by words: « 2 the bag was weighed again ». To rectify another person's
    entry, words are needed. An act with usual reasons of its own names them.
    """
    key, words = _split(typed)
    chosen = next((one for one in reasons if one.key == key), None)
    if chosen is None:
        return "", check_reason(typed)
    told = _(chosen.words)
    if words or rectifies:
        return chosen.code, f"{told} : {check_reason(words)}"
    return chosen.code, told


def _split(typed: str) -> tuple[str, str]:
    first, _space, rest = typed.strip().partition(" ")
    key = reading.azerty_digits(first)
    return (key, rest.strip()) if len(key) == 1 else ("", "")
