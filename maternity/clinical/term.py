"""Term classes: preterm, at term, post-term (clinical rules, part 3)."""

from __future__ import annotations

from enum import Enum

TERM_DAYS = 259
POST_TERM_DAYS = 294


class Class(Enum):
    """The three classes of the ward's register."""

    PRETERM = "preterm"
    TERM = "term"
    POST_TERM = "post_term"


def register_class(age_days: int) -> Class:
    """Under 37+0 preterm, from 42+0 post-term; gestation in days."""
    if age_days < TERM_DAYS:
        return Class.PRETERM
    return Class.TERM if age_days < POST_TERM_DAYS else Class.POST_TERM


def is_term(weeks: int | None, ticked: str | None) -> bool | None:
    """Whether the birth was at 37+0 or later: by the weeks, else by the ticked class."""
    if weeks is not None:
        return weeks * 7 >= TERM_DAYS
    if ticked in {None, "unknown"}:
        return None
    return ticked != Class.PRETERM.value
