"""Student's t distribution with a fractional number of degrees of freedom, to 1e-9 and better.

The standard library has none. By the regularised incomplete beta function, computed with its
continued fraction (Lentz's method).
"""

from __future__ import annotations

import math
from functools import cache

TINY = 1e-300
CLOSE = 1e-15
MOST_STEPS = 500


def below(t: float, freedom: float) -> float:
    """The probability of a value under t; degrees of freedom above 0."""
    square = t * t
    whole = freedom + square
    tail = _incomplete_beta(freedom / whole, square / whole, freedom / 2) / 2
    return 1 - tail if t >= 0 else tail


def at(probability: float, freedom: float) -> float:
    """The t under which this probability lies, by bisection; probability between 0 and 1."""
    if not 0 < probability < 1:
        raise ValueError("a probability must be between 0 and 1")
    low, high = -1.0, 1.0
    while below(low, freedom) > probability:
        low *= 2
    while below(high, freedom) < probability:
        high *= 2
    middle = (low + high) / 2
    while low < middle < high:
        if below(middle, freedom) < probability:
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return middle


@cache
def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _incomplete_beta(x: float, rest: float, a: float) -> float:
    """I_x(a, 1/2) for x above 0 and up to 1; `rest` is 1 - x, given so that it stays exact."""
    b = 0.5
    if rest == 0:
        return 1.0
    log_x = math.log1p(-rest) if rest < b else math.log(x)
    front = math.exp(a * log_x + b * math.log(rest) - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function; it converges within 50 steps here."""
    c = 1.0
    d = result = 1 / (1 - (a + b) * x / (a + 1))
    for m in range(1, MOST_STEPS):
        twice = a + 2 * m
        step = m * (b - m) * x / ((twice - 1) * twice)
        d = 1 / (1 + step * d or TINY)
        c = 1 + step / c or TINY
        result *= d * c
        step = -(a + m) * (a + b + m) * x / (twice * (twice + 1))
        d = 1 / (1 + step * d or TINY)
        c = 1 + step / c or TINY
        change = d * c
        result *= change
        if -CLOSE < change - 1 < CLOSE:
            return result
    raise ValueError(f"t must be a number: it does not settle in {MOST_STEPS} steps")
