"""A refusal or a failure in words; light, for the first screen."""

from __future__ import annotations

from maternity.errors import Refused, Unavailable


def sentence(error: Refused | Unavailable) -> str:
    """The sentence of an error, with its advice."""
    advice = error.advice if isinstance(error, Unavailable) else ""
    return f"{error.words} {advice}".strip()
