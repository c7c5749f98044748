"""The code on a band or a card, as a scanner types it: only letters that no keyboard moves.

A scanner types like a keyboard and its layout may not be the computer's. Between the American,
French and German layouts neither figures nor A, M, Q, W, Y, Z stay where they are; the sixteen
consonants used here do, so that a code reads the same whatever the scanner is set to.
"""

from __future__ import annotations

from maternity.reading.number import azerty_digits

SIGNS = "BCDFGHJKLNPRSTVX"
"""A sign for each sixteenth; none of them is moved by a layout."""

KINDS = {"woman": "F", "newborn": "N"}
"""What a code begins with: whose it is."""

LENGTH = 34


def code_of(register: str, identity: str) -> str:
    """The code of a woman or a baby: whose it is, the identity, a sign to check it by."""
    told = KINDS[register] + "".join(SIGNS[int(sign, 16)] for sign in identity)
    return told + _check(told)


def read_code(typed: str) -> tuple[str, str] | None:
    """The register and identity of a scanned code; None for anything else that was typed."""
    told = typed.strip().upper()
    if len(told) != LENGTH or _check(told[:-1]) != told[-1] or set(told[1:]) - set(SIGNS):
        return None
    register = next((name for name, kind in KINDS.items() if kind == told[0]), None)
    if register is None:
        return None
    return register, "".join(f"{SIGNS.index(sign):x}" for sign in told[1:-1])


def unread(typed: str) -> bool:
    """Whether this came from a scanner and is no whole code: cut short, or of a strange keyboard.

    Nobody types so many signs without a space between them to find a woman.
    """
    told = typed.strip()
    return len(told) >= SCANNED and not any(sign.isspace() for sign in told) and not read_code(told)


SCANNED = 28
"""So many signs in one piece come from a scanner."""


def number_of(typed: str) -> str:
    """A number scanned from a card, its figures from the top row of a French keyboard put right.

    A scanner set for an American keyboard types « &é" » for 123 where the computer's is French.
    """
    told = typed.strip().translate(OTHER_ROWS)
    found = azerty_digits(told)
    return found if len(told) >= SHORTEST and found.isdigit() else typed


SHORTEST = 3
"""One or two such signs may be the beginning of a name."""

OTHER_ROWS = str.maketrans({"§": "-", "!": "_"})
"""Where Belgium's and Apple's French keyboards have 6 and 8."""


def _check(told: str) -> str:
    """Finds one wrong sign and two that changed places."""
    total = sum(at * (ord(sign) - ord("A") + 1) for at, sign in enumerate(told, start=1))
    return SIGNS[total % len(SIGNS)]
