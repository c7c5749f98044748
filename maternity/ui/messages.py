"""A refusal, a failure or a problem in words, as the screen shows it."""

from __future__ import annotations

from maternity.errors import Refused, Unavailable
from maternity.records import Problem, Strength

SIGNS = {Strength.MISSING: "•", Strength.STOPS: "×", Strength.ASKS: "!"}
"""The sign of each strength, beside its colour and its words."""


def sentence(error: Refused | Unavailable) -> str:
    """The sentence of an error, with its advice."""
    advice = error.advice if isinstance(error, Unavailable) else ""
    return f"{error.words} {advice}".strip()


def line(problem: Problem) -> str:
    """A problem on one line, with its sign."""
    return f"{SIGNS[problem.strength]} {problem.words}"
