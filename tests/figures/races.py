"""Two starts of the program at the same instant, again and again: figure 18."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

from maternity import clock
from maternity.db import keys
from maternity.errors import Refused
from maternity.ward import create_ward, open_ward
from tests.figures.told import Told
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock

PATIENCE = 60
"""Seconds after which a race is given up."""


def race(folder: Path, races: int, start: Any, over: Any, answers: Any) -> None:
    """Open the register at the same instant as the other, again and again."""
    for _round in range(races):
        start.wait(PATIENCE)
        try:
            ward = open_ward(folder, NAME, PASSPHRASE)
        except Refused as told:
            answers.put(told.words)
            over.wait(PATIENCE)
        else:
            answers.put("open")
            over.wait(PATIENCE)
            ward.close()
        start.wait(PATIENCE)


def raced(folder: Path, races: int) -> tuple[list[str], list[int | None]]:
    """What the two were told, « open » or why not, and how their processes ended."""
    before, keys.COST = keys.COST, CHEAP
    try:
        with clock.use(FixedClock()), quickly():
            ward, _code = create_ward(
                folder, facility="C", level="cscom", area="K", admin=NAME, passphrase=PASSPHRASE
            )
            ward.close()
    finally:
        keys.COST = before
    system = multiprocessing.get_context("spawn")
    start, over, answers = system.Barrier(2), system.Barrier(2), system.Queue()
    told = (folder, races, start, over, answers)
    both = [system.Process(target=race, args=told) for _one in range(2)]
    for one in both:
        one.start()
    said = [answers.get(timeout=PATIENCE) for _answer in range(2 * races)]
    for one in both:
        one.join(PATIENCE)
    return said, [one.exitcode for one in both]


def measured(scratch: Path, races: int = 100) -> Told:
    """How often both were in."""
    said, ends = raced(scratch / "races", races)
    both = said.count("open") - races
    holds = both == 0 and len(set(said)) == 2 and ends == [0, 0]
    return Told(18, f"two instances open at once in {races} races", str(both), "0", holds)
