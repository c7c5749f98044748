"""The two answers without a value: nobody knows, and it was not done."""

from __future__ import annotations

from typing import Literal

from maternity.i18n import _
from maternity.names import fold
from maternity.reading.text import clean

Gap = Literal["unknown", "not_done"]

_UNKNOWN = "? ?? ??? nsp inconnu inconnue inconnus inconnues unknown not_known"
_NOT_DONE = "nf not_done notdone non_fait"
_WORDS: dict[str, Gap] = {
    **dict.fromkeys(_UNKNOWN.split(), "unknown"),
    **dict.fromkeys(("ne sait pas", "sait pas", "not known", "n.s.p.", "n s p"), "unknown"),
    **dict.fromkeys(_NOT_DONE.split(), "not_done"),
    **dict.fromkeys(("non fait", "non faite", "pas fait", "pas faite", "not done"), "not_done"),
    **dict.fromkeys(("non faits", "non faites", "n.f.", "n/f"), "not_done"),
}


def gap(text: str) -> Gap | None:
    """Which gap the text names, in French or English, or None; it never refuses."""
    return _WORDS.get(fold(clean(text)))


def show_gap(answer: Gap) -> str:
    """The gap in words."""
    return _("Unknown") if answer == "unknown" else _("Not done")
