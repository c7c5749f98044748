"""Phones: Malian numbers typed in any way, kept as +223 and eight digits; foreign ones as typed.

The ranges are those of libphonenumber for the region ML. An unlikely number is flagged, so that
the form asks; it never blocks.
"""

from __future__ import annotations

import re

from maternity.i18n import _
from maternity.reading.text import clean
from maternity.reading.unreadable import Unreadable

COUNTRY = "223"
DIGITS = 8
FEWEST_ABROAD = 7
MOST_ABROAD = 15

_LIKELY = re.compile(r"(?:5[0-3]|[679][0-9]|8[2-59]|2[012]|44|80)[0-9]{6}")
_TYPED = re.compile(r"(\+|00)?([0-9]+)")
_MALIAN = re.compile(rf"\+{COUNTRY}([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})")


def phone(text: str) -> str:
    """The number as it is kept: `+22376123456`, or the foreign number as typed."""
    typed = clean(text)
    found = _TYPED.fullmatch(re.sub(r"[ ().\-/]", "", typed))
    if found is None:
        raise Unreadable(_("Enter a phone number in digits, for example 76 12 34 56."))
    abroad, digits = found[1], found[2]
    national = digits.removeprefix(COUNTRY) if abroad or len(digits) > DIGITS else digits
    if abroad and not digits.startswith(COUNTRY):
        return _foreign(typed, digits)
    if len(national) != DIGITS:
        sentence = _(
            "Check this number: it has {count} digits. A number in Mali has 8; "
            "a foreign number begins with + and the code of its country."
        )
        raise Unreadable(sentence.format(count=len(national)))
    return f"+{COUNTRY}{national}"


def likely_phone(number: str) -> bool:
    """Whether a kept number is of a known Malian range; a foreign one is not judged."""
    found = _MALIAN.fullmatch(number)
    return found is None or bool(_LIKELY.fullmatch("".join(found.groups())))


def show_phone(number: str) -> str:
    """The number as it is said: `76 12 34 56`; a foreign one as it was typed."""
    found = _MALIAN.fullmatch(number)
    return " ".join(found.groups()) if found else number


def _foreign(typed: str, digits: str) -> str:
    if not FEWEST_ABROAD <= len(digits) <= MOST_ABROAD:
        raise Unreadable(_("Check this foreign number: it has too few or too many digits."))
    return typed
