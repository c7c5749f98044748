"""Words: cleaning what was typed or pasted, without changing what it says."""

from __future__ import annotations

import re
import unicodedata

from maternity.i18n import _
from maternity.reading.unreadable import Unreadable

LONGEST = 200
LONGEST_LONG = 4000
_UNSEEN = ("Cc", "Cf", "Cs")
_PART = re.compile(r"[^\s-]+")


def clean(text: str) -> str:
    """The text on one line: NFC, no control or direction marks, single spaces."""
    if text.isprintable():  # nothing unseen in it, and no space but the common one
        return " ".join(unicodedata.normalize("NFC", text).split())
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    seen = "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def line(text: str, *, longest: int = LONGEST) -> str:
    """The cleaned text; refused, never cut, when it is longer than the column."""
    return _bounded(clean(text), longest)


def lines(text: str, *, longest: int = LONGEST_LONG) -> str:
    """The cleaned text with its lines kept, and at most one empty line between two."""
    cleaned = "\n".join(clean(each) for each in text.splitlines())
    return _bounded(re.sub(r"\n{3,}", "\n\n", cleaned).strip("\n"), longest)


def person_name(text: str, *, longest: int = LONGEST) -> str:
    """The cleaned name; a word typed wholly in small letters gets its first letter raised."""
    raised = _PART.sub(lambda found: _raise(found[0]), clean(text))
    return _bounded(raised, longest)


def _raise(word: str) -> str:
    first = word[0].upper()
    return first + word[1:] if word.islower() and len(first) == 1 else word


def _bounded(text: str, longest: int) -> str:
    if len(text) > longest:
        sentence = _("Shorten this text: it has {count} characters, {longest} are kept.")
        raise Unreadable(sentence.format(count=len(text), longest=longest))
    return text
