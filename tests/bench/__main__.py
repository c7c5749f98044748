"""Measure the register against its floors, in one run.

    python -m tests.bench [--size 1000000] [--cache FOLDER] [--only start,save,find,...]

The big registers are made once, in a minute for each hundred thousand births, and kept in the
cache folder (5 GB for a million births). The answer is 1 when a target does not hold.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from maternity import clock
from maternity.ward import Ward
from tests.bench import counting, finding, labour, listing, months, paper, saving, start, volume
from tests.bench.timing import Figure, told
from tests.ward_fixtures import FixedClock

MILLION = 1_000_000
SMALLER = 100
"""How many times smaller the register is that shows whether size matters."""
PARTS = ("typing", "start", "list", "find", "count", "paper", "save", "labour", "month", "year")


def main() -> int:
    """Measure what was asked for and tell it as a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--size", type=int, default=MILLION)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    parts = [part for part in asked.only.split(",") if part] or list(PARTS)
    if parts == ["typing"]:
        return 0 if all(figure.holds for figure in _told(typed_by_keys())) else 1
    with _cache(asked.cache) as cache, clock.use(FixedClock(volume.NOW)):
        figures = list(_measured(parts, cache, asked.size))
    return 0 if all(figure.holds for figure in figures) else 1


@contextmanager
def _cache(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="maternity-bench-") as made:
        yield Path(made)


def _measured(parts: list[str], cache: Path, size: int) -> Iterator[Figure]:
    if "labour" in parts:
        yield from _told(labour.measure(cache))
    if "year" in parts:
        yield from _told(months.yearly(cache))
    if not set(parts) - {"labour", "year"}:
        return
    less = max(size // SMALLER, volume.A_MONTH)
    small = volume.made(cache, less, _progress(less))
    big = volume.made(cache, size, _progress(size))
    sys.stdout.write(f"{'':<52}{'ours':>13}{'floor':>13}\n")
    if "typing" in parts:
        yield from _told(typed_by_keys())
    if "start" in parts:
        yield from _told(start.measure(small))
    if "list" in parts:
        yield from _told(listing.measure(big))
    inside: dict[str, Callable[[Ward, Ward], list[Figure]]] = {
        "find": lambda ward, _other: finding.measure(ward),
        "count": counting.measure,
        "paper": lambda ward, _other: paper.measure(ward),
        "save": lambda ward, _other: saving.measure(ward),
        "month": lambda ward, _other: months.measure(ward),
    }
    wanted = [part for part in inside if part in parts]
    if not wanted:
        return
    ward, other = volume.opened(big), volume.opened(small)
    try:
        for part in wanted:
            yield from _told(inside[part](ward, other))
    finally:
        ward.close()
        other.close()


def typed_by_keys() -> list[Figure]:
    """The reference deliveries through the window: needs no big register."""
    from tests.bench import typing

    return typing.measure()


def _told(figures: list[Figure]) -> Iterator[Figure]:
    for figure in figures:
        sys.stdout.write(told(figure) + "\n")
        sys.stdout.flush()
        yield figure


def _progress(size: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        sys.stderr.write(f"\rmaking a register: {done:,} of {size:,} births")

    return tell


if __name__ == "__main__":
    sys.exit(main())
