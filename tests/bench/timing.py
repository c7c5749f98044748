"""Measuring fairly: ours and its floor by turns, the middle one of several rounds."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]
ROUNDS = 9


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured, its floor, and how far apart they may be."""

    name: str
    ours: float
    floor: float
    most: float
    """The ratio that must hold; a plain bound of `ours` where the unit is MB or s."""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    @property
    def holds(self) -> bool:
        """Whether the target is met."""
        return (self.ratio if self.unit == "ms" else self.ours) <= self.most


def took(work: Work) -> float:
    """Milliseconds of one go, without a search for garbage that falls into it by chance."""
    gc.collect()
    gc.disable()
    try:
        began = perf_counter()
        work()
        return (perf_counter() - began) * 1000
    finally:
        gc.enable()


def against(name: str, most: float, ours: Work, floor: Work, rounds: int = ROUNDS) -> Figure:
    """Ours and its floor by turns, each once before the watch is started."""
    ours()
    floor()
    found: tuple[list[float], list[float]] = ([], [])
    for _round in range(rounds):
        found[0].append(took(ours))
        found[1].append(took(floor))
    return Figure(name, median(found[0]), median(found[1]), most)


def told(figure: Figure) -> str:
    """The line of the table."""
    verdict = "holds" if figure.holds else "DOES NOT HOLD"
    if figure.unit == "MB":
        measured = f"{figure.ours:>10.0f} MB{figure.floor:>10.0f} MB{'':>9}"
    elif figure.unit == "s":
        measured = f"{figure.ours:>10.2f} s {'':>13}{'':>9}"
    else:
        measured = f"{figure.ours:>10.2f} ms{figure.floor:>10.2f} ms{figure.ratio:>8.2f}x"
    unit = "x" if figure.unit == "ms" else figure.unit
    return f"{figure.name:<52}{measured}  <= {figure.most:g} {unit}  {verdict}"
