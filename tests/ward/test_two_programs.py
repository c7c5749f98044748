"""Two starts at the same instant: one opens the register, the other is told so, never both."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

from maternity import clock
from maternity.db import keys
from maternity.errors import Refused
from maternity.ward import create_ward, open_ward
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock

RACES = 25
PATIENCE = 60
"""Seconds after which a race is given up."""


def race(folder: Path, start: Any, over: Any, answers: Any) -> None:
    """Open the register at the same instant as the other, again and again."""
    for _round in range(RACES):
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


def test_of_two_starts_at_the_same_instant_one_is_refused(tmp_path: Path) -> None:
    before, keys.COST = keys.COST, CHEAP
    try:
        with clock.use(FixedClock()), quickly():
            ward, _code = create_ward(
                tmp_path, facility="C", level="cscom", area="K", admin=NAME, passphrase=PASSPHRASE
            )
            ward.close()
    finally:
        keys.COST = before
    system = multiprocessing.get_context("spawn")
    start, over, answers = system.Barrier(2), system.Barrier(2), system.Queue()
    both = [system.Process(target=race, args=(tmp_path, start, over, answers)) for _one in range(2)]
    for one in both:
        one.start()
    told = [answers.get(timeout=PATIENCE) for _answer in range(2 * RACES)]
    for one in both:
        one.join(PATIENCE)
    assert told.count("open") == RACES
    assert len(set(told)) == 2, "and the other is always told the same, in whole sentences"
    assert all(words == "open" or words.endswith(".") for words in told)
    assert [one.exitcode for one in both] == [0, 0]
