"""Print the figures of safety that this machine can measure, in one table.

    python -m tests.figures [--cache FOLDER] [--only 6,8,…] [--disks 2000] [--kills 10]
                            [--server]

The numbers are those of the table of figures to hold. A register of 100 MB is made once and kept
in the cache folder. The answer is 1 when a target does not hold. Times are told as this machine
measured them: nothing else should run meanwhile. All the disks: `python -m tests.powercut`; two
hundred kills: `--kills 200`; the upgrades on a throw-away PostgreSQL server too: `--server`, which
takes many minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from maternity import clock
from maternity.ui import program
from tests.bench import copying, trail, volume
from tests.figures import (
    cuts,
    dates,
    guesses,
    hands,
    hostile,
    losses,
    memory,
    races,
    tables,
    tried,
)
from tests.figures.told import Told
from tests.ward_fixtures import FixedClock, at_work

ALL = frozenset(range(1, 31))
GUESSES = 10_000


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.figures")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--only", type=_numbers, default=ALL)
    parser.add_argument("--disks", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--server", action="store_true")
    asked = parser.parse_args()
    told = []
    with tempfile.TemporaryDirectory(prefix="maternity-figures-") as scratch:
        cache = asked.cache or Path(scratch) / "cache"
        cache.mkdir(parents=True, exist_ok=True)
        for one in measured(asked, cache, Path(scratch)):
            sys.stdout.write(f"{one.line()}\n")
            sys.stdout.flush()
            told.append(one)
    held = sum(one.holds for one in told)
    figures = len({one.number for one in told})
    sys.stdout.write(f"{figures} figures in {len(told)} lines, {held} of them hold\n")
    return 0 if held == len(told) else 1


def _numbers(text: str) -> frozenset[int]:
    found = frozenset(int(one) for one in text.split(","))
    if not found <= ALL:
        raise argparse.ArgumentTypeError("1 to 30")
    return found


Measure = Callable[[], Iterable[Told]]


def measured(asked: argparse.Namespace, cache: Path, scratch: Path) -> Iterator[Told]:
    """Each figure that is wanted, what takes time by the clock first."""
    wanted: frozenset[int] = asked.only
    named = partial(tried.measured, set(wanted), scratch, also_a_server=asked.server)
    groups: list[tuple[set[int], Measure]] = [
        ({30}, lambda: [memory.measured(cache, scratch)]),
        ({9}, lambda: [guesses.derivation()]),
        ({6, 8}, lambda: _at(lambda: hands.measured(cache, scratch))),
        ({7}, lambda: _at(lambda: [_opening(cache)])),
        ({11, 12, 14, 15}, lambda: _at(lambda: copying.measure(cache))),
        ({13}, lambda: _with_screen(lambda: losses.measured(scratch))),
        ({1, 2, 3}, lambda: cuts.measured(scratch, asked.disks)),
        ({4, 5}, lambda: cuts.killed(scratch / "kills", asked.kills)),
        ({10}, lambda: guesses.measured(scratch, GUESSES)),
        (set(tried.NAMED), named),
        ({18}, lambda: [races.measured(scratch)]),
        ({25}, lambda: [dates.measured(scratch)]),
        ({26}, lambda: hostile.imports(scratch)),
        ({27}, lambda: _formulas(scratch)),
        ({28}, lambda: [tables.standard()]),
        ({29}, lambda: [tables.faults()]),
    ]
    for numbers, measure in groups:
        if numbers & wanted:
            yield from (one for one in measure() if one.number in wanted)


def _at(measure: Measure) -> Iterator[Told]:
    """On the day of the register of 100 MB."""
    with clock.use(FixedClock(volume.NOW)):
        yield from measure()


def _with_screen(measure: Measure) -> Iterable[Told]:
    if QApplication.instance() is None:
        program.make_application("fr", 100)
    return measure()


def _opening(cache: Path) -> Told:
    place = trail.made(cache, copying.BIRTHS_100_MB)
    began = perf_counter()
    ward = volume.opened(place)
    took = perf_counter() - began
    ward.close()
    return Told(7, "opening 100 MB, from the passphrase", f"{took:.1f} s", "<= 8 s", took <= 8)


def _formulas(scratch: Path) -> Iterator[Told]:
    folder = scratch / "formulas"
    with at_work(folder / "r") as ward:
        yield hostile.exports(ward, folder)


if __name__ == "__main__":
    sys.exit(main())
