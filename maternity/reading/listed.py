"""Choices: what is typed, matched against the codes and words of a list.

A list is pairs of a code and its labels: first the one on the screen, then those of the other
languages. On the screen a key, the beginning of a word or a whole label is enough; in an import
only a code or a whole label is (`exact`), so that a figure is never taken for the place of a
choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from string import ascii_lowercase

from maternity.i18n import _
from maternity.names import fold
from maternity.reading.absence import gap
from maternity.reading.text import clean
from maternity.reading.unreadable import Unreadable

Pair = tuple[str, tuple[str, ...]]

KEYS = "123456789" + ascii_lowercase
LISTED = 8


def keys(pairs: Sequence[Pair]) -> list[str]:
    """The key of each choice: 1 to 9 then a to z, or the codes where each is one sign; else ""."""
    codes = [code for code, _labels in pairs]
    if all(len(code) == 1 for code in codes):
        return codes
    return [KEYS[at] if at < len(KEYS) else "" for at in range(len(codes))]


def choice(
    text: str, pairs: Sequence[Pair], *, exact: bool = False, by: Sequence[str] | None = None
) -> str:
    """The code of the one choice that was typed; `by` are the keys where some are left out."""
    typed = fold(clean(text))
    code = typed and (_whole(typed, pairs) or ("" if exact else _short(typed, pairs, by)))
    if code:
        return code
    few = _("Enter one of the choices: {choices}.")
    many = _("Enter one of the {count} choices, for example: {choices}.")
    raise Unreadable(_named(few, many, pairs))


def choices(
    text: str, pairs: Sequence[Pair], *, exact: bool = False, by: Sequence[str] | None = None
) -> tuple[str, ...]:
    """The codes that were typed, separated by `|`, `;` or `,`: each once, in the order typed."""
    pieces = [piece for piece in re.split("[|;]", clean(text)) if piece.strip()]
    if not pieces:
        return (choice("", pairs),)
    found = (code for piece in pieces for code in _piece(piece, pairs, exact=exact, by=by))
    return tuple(dict.fromkeys(found))


def matching(text: str, pairs: Sequence[Pair]) -> list[str]:
    """The codes to offer while typing: those with a word that begins so, in any language."""
    typed = fold(clean(text))
    return [
        code
        for code, labels in pairs
        if not typed or any(_begins(words, typed) for words in (code, *labels))
    ]


def _piece(
    piece: str, pairs: Sequence[Pair], *, exact: bool, by: Sequence[str] | None
) -> list[str]:
    """One choice, or several set apart by commas; a label may hold a comma itself."""
    rest = [part for part in piece.split(",") if part.strip()]
    found: list[str] = []
    while rest:
        taken = next((n for n in range(len(rest), 1, -1) if _joined(rest[:n], pairs)), 1)
        found.append(_joined(rest[:taken], pairs) or choice(rest[0], pairs, exact=exact, by=by))
        rest = rest[taken:]
    return found or [choice("", pairs)]


def _joined(parts: Sequence[str], pairs: Sequence[Pair]) -> str:
    return _whole(fold(clean(",".join(parts))), pairs)


def _whole(typed: str, pairs: Sequence[Pair]) -> str:
    """The code whose code or whole label was typed; a gap word names its own code."""
    for code, _labels in pairs:
        if typed == fold(code):
            return code
    same = _fitting(pairs, lambda label: fold(clean(label)) == typed)
    if len(same) > 1:
        raise _several(same, pairs)
    named = gap(typed)
    return same[0] if same else next((code for code, _labels in pairs if code == named), "")


def _short(typed: str, pairs: Sequence[Pair], by: Sequence[str] | None) -> str:
    """The code of a key, or of the beginning of a word: on the screen's labels before others."""
    for key, (code, _labels) in zip(by or keys(pairs), pairs, strict=True):
        if typed == key:
            return code
    width = max((len(labels) for _code, labels in pairs), default=0)
    for language in range(width):
        spoken = [(code, labels[language : language + 1]) for code, labels in pairs]
        found = _fitting(spoken, lambda label: _begins(label, typed))
        if len(found) > 1:
            raise _several(found, pairs)
        if found:
            return found[0]
    return ""


def _fitting(pairs: Sequence[Pair], fits: Callable[[str], bool]) -> list[str]:
    return [code for code, labels in pairs if any(fits(label) for label in labels)]


def _begins(words: str, typed: str) -> bool:
    """Whether the words, from the start of any of them, begin with what was typed."""
    plain = fold(words)
    return any(plain.startswith(typed, word.start()) for word in re.finditer(r"\w+", plain))


def _several(codes: Sequence[str], pairs: Sequence[Pair]) -> Unreadable:
    several = [pair for pair in pairs if pair[0] in codes]
    few = _("Write more: it may be {choices}.")
    many = _("Write more: {count} choices fit, for example: {choices}.")
    sentence = _named(few, many, several)
    return Unreadable(sentence, proposals=tuple(_label(pair) for pair in several[:LISTED]))


def _named(few: str, many: str, pairs: Sequence[Pair]) -> str:
    """The sentence with the choices in it, or with the first of them if they are too many."""
    labels = [_label(pair) for pair in pairs[:LISTED]]
    sentence = many if len(pairs) > LISTED else few
    return sentence.format(choices=", ".join(labels), count=len(pairs))


def _label(pair: Pair) -> str:
    code, labels = pair
    return labels[0] if labels else code
