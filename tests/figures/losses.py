"""A ward at work day and night: how old the work is that no copy holds yet (figure 13).

People relieve each other at the locked screen, and each has a window of her own. The stick stays in
the computer, or is put in once a day, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QObject

from maternity import clock, files
from maternity.db import backup, keys
from maternity.registers.woman import Woman
from maternity.ui.copying import FIRST_MS, LOOK_MS, Copier
from maternity.ward import Ward, copies, open_ward
from tests.figures.told import Told
from tests.ui import desk
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, at_work

MINUTE = timedelta(minutes=1)
WINDOW_MIN, SAVE_MIN = 47, 9
"""How long one person sits at the screen, and how often something is written."""
MOST_FILE, MOST_STICK = timedelta(hours=4), timedelta(hours=24)


@dataclass
class Running:
    """Both clocks, which go on only when they are told to."""

    at: datetime = datetime(2026, 11, 26, 7, 0)

    def now(self) -> datetime:
        """The wall clock."""
        return self.at

    def steady(self) -> float:
        """The steady clock."""
        return self.at.timestamp()


@dataclass
class Place:
    """Where copies lie, and the oldest work that the newest copy there does not hold."""

    folders: tuple[Path, ...]
    copies: int = 0
    since: datetime | None = None
    worst: timedelta = field(default_factory=timedelta)

    def look(self, now: datetime) -> None:
        """See whether a copy came, and how old the work without one is."""
        made = sum(1 for one in self.folders for _copy in one.rglob("*.mrb"))
        if made > self.copies:
            self.copies, self.since = made, None
        if self.since is not None:
            self.worst = max(self.worst, now - self.since)

    def written(self, now: datetime) -> None:
        """Something was kept."""
        self.since = self.since or now


def lived(scratch: Path, hours: int, *, once_a_day: bool) -> tuple[timedelta, timedelta]:
    """The oldest work in no copy at all, and the oldest in none on the stick."""
    folder, stick, away = scratch / "r", scratch / "stick", scratch / "away"
    usual, keys.COST = keys.COST, CHEAP
    try:
        with at_work(folder):
            pass
        stick.mkdir()
        anywhere, there = Place((copies.beside(folder), stick, away)), Place((stick, away))
        with (
            clock.use(told := Running()),
            mock.patch.object(files, "other_device", lambda path, _than: path == stick.resolve()),
            mock.patch.object(backup, "rotate"),
        ):
            ward = _sat_down(folder)
            desk.ask(partial(copies.copy_to, ward, [copies.here(ward), stick]))
            if once_a_day:
                stick.rename(away)
            for minute, copier in _minutes(told, folder, ward, hours * 60):
                if minute % SAVE_MIN == 0:
                    kept = Woman(family_name="Coulibaly")
                    desk.ask(partial(copier.ward.keep, kept))
                    for one in (anywhere, there):
                        one.written(told.at)
                if once_a_day and minute % (24 * 60) == 24 * 60 - SAVE_MIN:
                    away.rename(stick)
                    desk.ask(partial(copies.copy_to, copier.ward, [stick]))
                    stick.rename(away)
                for one in (anywhere, there):
                    one.look(told.at)
    finally:
        keys.COST = usual
    return anywhere.worst, there.worst


def _sat_down(folder: Path) -> Ward:
    ward: Ward = desk.ask(partial(open_ward, folder, NAME, PASSPHRASE))
    return ward


def _minutes(told: Running, folder: Path, ward: Ward, minutes: int) -> Iterator[tuple[int, Copier]]:
    """Minute after minute with the copier of whoever is at the screen, which looks as it does."""
    owner = QObject()
    copier, begun = Copier(ward, lambda *_said: None, owner), 0
    first, every = FIRST_MS // 60_000, LOOK_MS // 60_000
    for minute in range(1, minutes):
        told.at += MINUTE
        yield minute, copier
        since = minute - begun
        if since >= first and (since - first) % every == 0:
            copier.look()
            desk.settle()
        if since == WINDOW_MIN:  # she locks, and another unlocks
            copier.locking = True
            copier.end()
            desk.ask(ward.close)
            ward = _sat_down(folder)
            copier, begun = Copier(ward, lambda *_said: None, owner), minute
    copier.end()
    desk.ask(ward.close)


def measured(scratch: Path) -> Iterator[Told]:
    """A day with the stick left in, and two in which it is put in once a day."""
    _any, stick = lived(scratch / "in", 24, once_a_day=False)
    words = "oldest work not on the stick, left in, people changing, 24 h"
    yield Told(13, words, _hours(stick), "<= 4 h", stick <= MOST_FILE)
    anywhere, stick = lived(scratch / "daily", 48, once_a_day=True)
    words = f"the same, put in once a day, 48 h (in no copy: {_hours(anywhere)})"
    holds = stick <= MOST_STICK and anywhere <= MOST_FILE
    yield Told(13, words, _hours(stick), "<= 24 h", holds)


def _hours(time: timedelta) -> str:
    return f"{time / timedelta(hours=1):.1f} h"
