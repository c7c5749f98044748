"""What stood in the entry first, struck through, on the page of the entry itself."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from maternity.i18n import _, labelled
from maternity.records import Record
from maternity.ui import jobs
from maternity.ward import Ward
from maternity.ward.rectifying import Rectified, rectified

MOST = 3
"""Corrections shown here; all of them stand in the history."""


class Rectifications(QLabel):
    """The last corrections of an entry; hidden where there is none."""

    def __init__(self, ward: Ward, entry: Record) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setContentsMargins(10, 2, 10, 2)
        self.hide()
        if entry.version is not None and entry.version > 1:
            jobs.run(lambda: rectified(ward, entry), self._show)

    def _show(self, found: list[Rectified]) -> None:
        lines = [line(one) for one in found[:MOST]]
        if len(found) > MOST:
            lines.append(escape(_("More corrections stand in the history of the entry.")))
        self.setText("<br>".join(lines))
        self.setAccessibleName(" ".join(spoken(one) for one in found[:MOST]))
        self.setVisible(bool(found))


def line(one: Rectified) -> str:
    """A correction as it is shown: the first value struck through, then the one that stands."""
    why = f" ({escape(one.reason)})" if one.reason else ""
    who = escape(f"{one.who}, {one.at:%d/%m/%Y %H:%M}")
    new = escape(one.new or "–")
    return f"{labelled(escape(one.field))} <s>{escape(one.old)}</s> → {new}  ·  {who}{why}"


def spoken(one: Rectified) -> str:
    """A correction for who does not see it."""
    return _("{field}: {new} instead of {old}, {who}.").format(
        field=one.field, new=one.new or "–", old=one.old, who=one.who
    )
