"""The figures of safety that this machine can measure, in one table.

    python -m tests.figures [--cache FOLDER] [--disks 2000] [--kills 20]

The numbers are those of the table of figures to hold. A register of 100 MB is made once and kept
in the cache folder. The answer is 1 when a target does not hold. All the disks:
`python -m tests.powercut`;
two hundred kills: `--kills 200`.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from argon2.low_level import Type, hash_secret_raw

from maternity import clock
from maternity.db import keys
from tests import kill
from tests.bench import copying, trail, volume
from tests.bench.copying import Told
from tests.powercut import scenarios
from tests.ward_fixtures import CHEAP, FixedClock


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.figures")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--disks", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="maternity-figures-") as scratch:
        cache = asked.cache or Path(scratch) / "cache"
        cache.mkdir(parents=True, exist_ok=True)
        told = []
        for one in measured(cache, Path(scratch), asked.disks, asked.kills):
            verdict = "holds" if one.holds else "DOES NOT HOLD"
            line = f"{one.number:>3}  {one.words:<58}{one.value:>22}  {one.target:<18}{verdict}\n"
            sys.stdout.write(line)
            sys.stdout.flush()
            told.append(one)
    return 0 if all(one.holds for one in told) else 1


def measured(cache: Path, scratch: Path, disks: int, kills: int) -> Iterator[Told]:
    """Each figure, the quick ones first."""
    yield _derivation()
    yield from _cuts(scratch, disks)
    yield from _kills(scratch / "kills", kills)
    with clock.use(FixedClock(volume.NOW)):
        yield _opening(cache)
        yield from copying.measure(cache)


def _derivation() -> Told:
    cost = keys.calibrated()
    began = perf_counter()
    hash_secret_raw(b"four words", bytes(16), cost.passes, cost.memory, cost.lanes, 32, Type.ID)
    took = perf_counter() - began
    floor = cost.memory >= keys.FLOOR and cost.passes >= keys.COST.passes
    words = f"deriving a key ({cost.memory // 1024} MB, {cost.passes} passes)"
    return Told(9, words, f"{took * 1000:.0f} ms", "above the floor", floor)


def _cuts(scratch: Path, disks: int) -> Iterator[Told]:
    made = scenarios.recorded(scratch, "births")
    report = scenarios.judged(made, most=disks)
    verdicts = scenarios.told(report)
    lost, torn = verdicts["lost"], verdicts["torn"] + verdicts["corrupt"] + verdicts["error"]
    yield Told(1, f"saved forms lost in {report.total} cuts", str(lost), "0", lost == 0)
    yield Told(2, f"torn or corrupt after {report.total} cuts", str(torn), "0", torn == 0)
    lying = scenarios.judged(made, ignore_flush=True, most=300, skipped=2400)
    caught = all(lying.bad([model]) for model in ("drop", "subset", "torn"))
    words = f"disk that ignores flushes: bad of {lying.total}"
    yield Told(3, words, str(lying.bad()), "caught, each model", caught)


def _kills(scratch: Path, kills: int) -> Iterator[Told]:
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
    yield Told(4, f"of {saved} saves lost in {kills} kills", str(lost), "0", lost == 0)
    yield Told(5, "typing lost at a kill", f"{worst:.1f} s", "<= 10 s", worst <= kill.MOST_TYPING_S)


def _opening(cache: Path) -> Told:
    place = trail.made(cache, copying.BIRTHS_100_MB)
    began = perf_counter()
    ward = volume.opened(place)
    took = perf_counter() - began
    ward.close()
    return Told(7, "opening 100 MB, from the passphrase", f"{took:.1f} s", "<= 8 s", took <= 8)


if __name__ == "__main__":
    sys.exit(main())
