"""How the month of a return stands: under way, to check, closed, handed in, amended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from maternity.i18n import N_, _
from maternity.records import Record

EXTENDED_DAY = 10
"""Collection is on days 1 to 5 of the next month, extended to the 10th (SNISI, 2014-17)."""


class Stage(Enum):
    """The life of a return's month, in its order."""

    RUNNING = "running"
    TO_CHECK = "to_check"
    CLOSED = "closed"
    HANDED_IN = "handed_in"
    AMENDED = "amended"

    @property
    def words(self) -> str:
        """The state in the language in use."""
        return _(STAGES[self])


STAGES = {
    Stage.RUNNING: N_("under way"),
    Stage.TO_CHECK: N_("to check"),
    Stage.CLOSED: N_("closed"),
    Stage.HANDED_IN: N_("handed in"),
    Stage.AMENDED: N_("amended"),
}


@dataclass(frozen=True)
class Act:
    """Who did something, and when."""

    who: str
    at: datetime

    @property
    def words(self) -> str:
        """The person and the moment, as a page shows them."""
        return _("{who}, {day}").format(who=self.who, day=f"{self.at:%d/%m/%Y %H:%M}")


@dataclass(frozen=True)
class Moved:
    """A figure that is not what it was; `cell` is « total », or its codes joined with « / »."""

    code: str
    label: str
    cell: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Remark:
    """A warning before closing, with the note that answers it; empty while nobody answered."""

    check: str
    words: str
    note: str = ""


@dataclass
class Life:
    """What is known of a month: its state, who acted, what is pending."""

    stage: Stage = Stage.RUNNING
    edition: int = 0
    closed: Act | None = None
    handed_in: Act | None = None
    reopened: Act | None = None
    reason: str = ""
    seal: str = ""
    figures: dict[str, dict[str, int | None]] = field(default_factory=dict)
    """Of a closed return: every figure as it was kept, by line and cell."""
    changes: list[Moved] = field(default_factory=list)
    """What this edition changed against the one before."""
    remarks: list[Remark] = field(default_factory=list)
    pending: list[Record] = field(default_factory=list)
    """Entries of the month written or corrected after it was closed."""
    moved: list[Moved] = field(default_factory=list)
    """What a recount would give instead of the closed figures."""

    @property
    def is_closed(self) -> bool:
        """Whether the figures stand fast."""
        return self.stage in {Stage.CLOSED, Stage.HANDED_IN, Stage.AMENDED}

    @property
    def amendment(self) -> int:
        """Which amended return it is; 0 for the first return of the month."""
        return max(self.edition - 1, 0)


def due(last: date, day: int) -> tuple[date, date]:
    """By when a month that ends on `last` is handed in, and until when it is still taken."""
    return last + timedelta(days=day), last + timedelta(days=max(day, EXTENDED_DAY))
