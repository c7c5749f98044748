"""The sheet that one shift leaves to the next: what it says, before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from maternity.i18n import _, plural

Line = tuple[str, str]
"""Who, and what of her."""


@dataclass(frozen=True)
class Section:
    """A part of the sheet; an empty one says so."""

    head: str
    lines: tuple[Line, ...]

    def shown(self, most: int) -> Iterator[Line]:
        """So many of its lines, then how many more there are."""
        yield from self.lines[:most]
        more = len(self.lines) - most
        if more > 0:
            yield "…", plural("and {count} more", "and {count} more", more)
        if not self.lines:
            yield "–", _("nobody")

    @property
    def title(self) -> str:
        """Its head with how many lines it has."""
        return f"{self.head} · {len(self.lines)}"


@dataclass(frozen=True)
class Handover:
    """The whole sheet, one page."""

    facility: str
    since: datetime
    at: datetime
    by: str
    counts: str
    sections: tuple[Section, ...]
    training: bool = False

    @property
    def title(self) -> str:
        """What the sheet is, and of which hours."""
        return _("Handover from {since} to {at}").format(
            since=f"{self.since:%d/%m %H:%M}", at=f"{self.at:%d/%m/%Y %H:%M}"
        )
