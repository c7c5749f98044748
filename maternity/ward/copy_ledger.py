"""The ledger of the copies, which stands in the register itself.

The places copied to, the last verified copy of each, the last trial. Several computers may keep it
at once: it is changed from what it is at that moment, never from what it was when a copy began.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import files
from maternity.db.facts import change_fact, fact

if TYPE_CHECKING:
    from sqlalchemy import Engine

FACT = "copies"


@dataclass
class Place:
    """A place copied to, and the last verified copy there."""

    path: str
    device: bool
    """Whether it is another device than the computer's own disk."""
    sequence: int = 0
    name: str = ""
    at: str = ""
    generation: int = 0

    @property
    def when(self) -> datetime | None:
        """When the last copy there was verified."""
        return datetime.fromisoformat(self.at) if self.at else None

    @property
    def there(self) -> bool:
        """Whether the place can be reached now."""
        return Path(self.path).is_dir()


@dataclass
class Ledger:
    """What the register knows of its copies."""

    sequence: int = 0
    places: list[Place] = field(default_factory=list)
    drilled_at: str = ""
    drilled: str = ""
    """The file of the last trial that succeeded."""
    restored_from: int = 0
    """The highest number of a copy when the register was restored; older ones hold nothing more."""
    altered_at: str = ""
    """When a copy last showed that the audit trail was altered; empty once one agrees again."""

    @property
    def last(self) -> Place | None:
        """The place with the newest verified copy."""
        made = [one for one in self.places if one.sequence]
        return max(made, key=lambda one: one.sequence, default=None)

    @property
    def last_on_device(self) -> Place | None:
        """The same, of the places on another device."""
        made = [one for one in self.places if one.sequence and one.device]
        return max(made, key=lambda one: one.sequence, default=None)

    def place(self, path: Path, folder: Path) -> Place:
        """What is known of a place; a new one if it was never copied to."""
        found = next((one for one in self.places if Path(one.path) == path), None)
        if found is None:
            found = Place(str(path), files.other_device(path, folder))
            self.places.append(found)
        return found


def ledger_of(engine: Engine) -> Ledger:
    """What a register knows of its copies, whether somebody is at it or not."""
    return _read(fact(engine, FACT))


def _read(told: str) -> Ledger:
    if not told:
        return Ledger()
    plain = json.loads(told)
    return Ledger(**{**plain, "places": [Place(**one) for one in plain["places"]]})


def change(engine: Engine, act: Callable[[Ledger], None]) -> None:
    """Change the ledger as it is now: another computer may have copied meanwhile."""

    def changed(told: str) -> str:
        known = _read(told)
        act(known)
        return as_text(known)

    change_fact(engine, FACT, changed)


def as_text(known: Ledger) -> str:
    """The ledger as the register keeps it."""
    return json.dumps(asdict(known), ensure_ascii=False)
