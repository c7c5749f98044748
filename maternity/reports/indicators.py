"""Indicators as data beside the returns: a numerator and a denominator, both always told."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from maternity import paths
from maternity.reports.form import spoken

FOLDER = "returns/indicators"
PER = 100
FEW = 20
"""Under this denominator a rate says little: the two figures are told without it."""


@dataclass(frozen=True)
class Indicator:
    """A rate: its lines added up above and below."""

    code: str
    words: str
    words_en: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


@dataclass(frozen=True)
class Rate:
    """An indicator of a period; None where a figure was not answered."""

    code: str
    words: str
    numerator: int | None
    denominator: int | None

    @property
    def per_cent(self) -> float | None:
        """The rate per 100 to one decimal; None where it cannot be told or says too little."""
        if self.numerator is None or not self.denominator or self.denominator < FEW:
            return None
        return round(PER * self.numerator / self.denominator, 1)


@cache
def shipped() -> tuple[Indicator, ...]:
    """Every indicator beside the returns."""
    found = []
    for file in sorted((paths.resources() / FOLDER).glob("*.toml")):
        for told in tomllib.loads(file.read_text("utf-8"))["indicator"]:
            above, below = tuple(told.pop("numerator")), tuple(told.pop("denominator"))
            found.append(Indicator(**told, numerator=above, denominator=below))
    return tuple(found)


def rates(totals: Mapping[str, int | None]) -> list[Rate]:
    """Every indicator from the totals of lines, by code."""
    return [
        Rate(
            one.code,
            spoken(one.words, one.words_en),
            _added(totals, one.numerator),
            _added(totals, one.denominator),
        )
        for one in shipped()
    ]


def _added(totals: Mapping[str, int | None], codes: Sequence[str]) -> int | None:
    values = [totals.get(code) for code in codes]
    return None if None in values else sum(value or 0 for value in values)
