"""A refusal, a failure or a problem in words, as the screen shows it."""

from __future__ import annotations

from maternity.records import Problem, Strength
from maternity.ui.told import sentence

__all__ = ["SIGNS", "line", "sentence"]

SIGNS = {Strength.MISSING: "•", Strength.STOPS: "×", Strength.ASKS: "!"}
"""The sign of each strength, beside its colour and its words."""


def line(problem: Problem) -> str:
    """A problem on one line, with its sign."""
    return f"{SIGNS[problem.strength]} {problem.words}"
