"""Numbers: whole or with decimals, comma or point; the limits belong to the field.

The format is the ward's, whatever the language of the screen: decimal comma, and groups of three
only when they are asked for.
"""

from __future__ import annotations

import re
from decimal import Decimal

from maternity.i18n import _, plural
from maternity.reading.text import clean
from maternity.reading.unreadable import Unreadable

GROUP = "\u202f"
LONGEST_WHOLE = 9
LONGEST_DECIMALS = 6

_TOP_ROW = str.maketrans("&é\"'(-è_çà", "1234567890")
_TOP_ROW_SIGNS = frozenset("&é\"'(-è_çà")
_BETWEEN = frozenset(",;:!/.+hH ")
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?: [0-9]{3})+")
_DECIMAL = re.compile(r"([0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]+))?")


def azerty_digits(text: str) -> str:
    """Digits for an AZERTY top row typed without Shift: « éàà » is 200; other text is unchanged.

    One sign gives one sign, and a text that holds a digit already is left alone. It is for keys as
    they are pressed, seen at once by the person who types (the dash of the number pad is not one):
    no reader calls it, so that a dash written for "nothing" never becomes a 6.
    """
    signs = set(text)
    typed_there = signs & _TOP_ROW_SIGNS and signs <= _TOP_ROW_SIGNS | _BETWEEN
    return text.translate(_TOP_ROW) if typed_there else text


def whole(text: str) -> int:
    """The whole number that was typed; groups of three may be set apart by spaces."""
    plain = clean(text)
    if _WHOLE.fullmatch(plain):
        return int(_short(plain))
    if _DECIMAL.fullmatch(plain):
        raise Unreadable(_("Enter a whole number, without a comma or a point."))
    raise Unreadable(_("Enter a whole number, in digits."))


def decimal(text: str, *, places: int = LONGEST_DECIMALS) -> Decimal:
    """The number that was typed, exactly; more decimals than `places` are refused, not rounded."""
    found = _DECIMAL.fullmatch(clean(text))
    if found is None:
        raise Unreadable(_("Enter a number in digits, for example 36,5."))
    units, decimals = _short(found[1]), found[2] or ""
    if len(decimals) > places:
        raise Unreadable(_too_fine(places))
    return Decimal(f"{units}.{decimals}" if decimals else units)


def show_whole(value: int, *, grouped: bool = False) -> str:
    """The number in digits; in groups of three if asked (never in exports)."""
    return f"{value:,}".replace(",", GROUP) if grouped else str(value)


def show_decimal(value: Decimal | float, *, grouped: bool = False) -> str:
    """The number with a decimal comma and no zeros at its end."""
    digits = format(Decimal(str(value)), ",f" if grouped else "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.replace(",", GROUP).replace(".", ",")


def _short(digits: str) -> str:
    joined = digits.replace(" ", "")
    if len(joined) > LONGEST_WHOLE:
        raise Unreadable(_("Check this number: it has too many digits."))
    return joined


def _too_fine(places: int) -> str:
    if not places:
        return _("Enter a whole number, without a comma or a point.")
    return plural(
        "Enter at most {count} digit after the comma.",
        "Enter at most {count} digits after the comma.",
        places,
    )
