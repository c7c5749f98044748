"""Cuts of the power and kills of the program: figures 1 to 5."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from maternity.db import keys
from tests import kill
from tests.figures.told import Told, none
from tests.powercut import scenarios
from tests.ward_fixtures import CHEAP


def measured(scratch: Path, disks: int) -> Iterator[Told]:
    """Every disk that a cut could leave, and as many on a disk that ignores flushes."""
    made = scenarios.recorded(scratch, "births")
    report = scenarios.judged(made, most=disks)
    verdicts = scenarios.told(report)
    torn = verdicts["torn"] + verdicts["corrupt"] + verdicts["error"]
    yield none(1, f"saved forms lost in {report.total} cuts, four models", verdicts["lost"])
    yield none(2, f"torn or corrupt after {report.total} cuts", torn)
    lying = scenarios.judged(made, ignore_flush=True, most=300, skipped=2400)
    caught = all(lying.bad([model]) for model in ("drop", "subset", "torn"))
    words = f"disk that ignores flushes: bad states of {lying.total}, all seen"
    yield Told(3, words, str(lying.bad()), "caught, each model", caught)


def killed(scratch: Path, kills: int) -> Iterator[Told]:
    """The real window killed while somebody types."""
    scratch.mkdir()
    usual, keys.COST = keys.COST, CHEAP
    try:
        folder = kill.prepared(scratch)
        chance = random.Random(7)
        lives = [kill.once(folder, chance.uniform(0.2, 9.0)) for _at in range(kills)]
    finally:
        keys.COST = usual
    lost, worst = sum(one.lost for one in lives), max(one.typing for one in lives)
    saved = sum(one.saved for one in lives)
    yield none(4, f"of {saved} saves lost in {kills} kills", lost, "0 in 200")
    yield Told(5, "typing lost at a kill", f"{worst:.1f} s", "<= 10 s", worst <= kill.MOST_TYPING_S)
