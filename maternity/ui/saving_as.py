"""Asking where a file goes: it bears the ending of its kind, or nothing opens it elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_ENDING = re.compile(r"\*(\.\w+)")


def ask_place(page: QWidget, words: str, name: str, kinds: str) -> Path | None:
    """Ask for a file of one of these kinds (« PDF (*.pdf);;CSV (*.csv) »); None if none is named.

    A name without an ending gets that of the kind chosen; no other file is written over for it.
    """
    told, kind = QFileDialog.getSaveFileName(page, words, name, kinds)
    if not told:
        return None
    place, endings = Path(told), _ENDING.findall(kinds)
    if place.suffix.lower() in endings:
        return place
    ending = (_ENDING.findall(kind) or endings)[0]
    named, at = place.with_name(f"{place.name}{ending}"), 1
    while named.exists():
        at += 1
        named = place.with_name(f"{place.name} {at}{ending}")
    return named
