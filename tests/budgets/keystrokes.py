"""The keystroke-level model: seconds that a trained person needs for a log of keys.

Operators and times after Card, Moran and Newell (1980), « The keystroke-level model for user
performance time with interactive systems », Communications of the ACM 23(7), 396-410: K a key
(0.28 s for an average typist of 40 words a minute; Shift, Ctrl and Alt are keys too), P to point
(1.10 s), B to press or to release a button (0.10 s), H a hand from the keyboard to the mouse or
back (0.40 s), M to think (1.35 s), R to wait, as measured. M is counted once for each group of
about three fields read from the paper in one glance, once for each decision taken on the screen
without a proposal, once before saving. Error-free work; the model compares screens and is no
stop-watch in a ward.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

KEY, POINT, BUTTON, HAND, THINK = 0.28, 1.10, 0.10, 0.40, 1.35

Event = dict[str, Any]


@dataclass(frozen=True)
class Budget:
    """The most that a task may cost: seconds, those of the person, keys, waiting."""

    total: float | None = None
    operator: float | None = None
    keys: int | None = None
    waited: float | None = None


BUDGETS = {
    "normal-birth": Budget(total=60, keys=130),
    "stillbirth": Budget(total=60),
    "twins": Budget(total=105),
    "find-mother": Budget(total=6),
    "correct-field": Budget(total=12),
    "monthly-form": Budget(operator=15, waited=3),
}
SAVE_SHOWN = 0.3
"""Seconds from the key that saves to « saved »."""


@dataclass
class Score:
    """What one task cost."""

    name: str
    identity: str = ""
    keys: int = 0
    points: int = 0
    buttons: int = 0
    hands: int = 0
    thoughts: int = 0
    waited: float = 0.0
    scrolled: int = 0
    summaries: int = 0
    longest: dict[str, float] = field(default_factory=dict)

    @property
    def operator(self) -> float:
        """Seconds of the person."""
        acts = self.keys * KEY + self.points * POINT + self.buttons * BUTTON
        return acts + self.hands * HAND + self.thoughts * THINK

    @property
    def total(self) -> float:
        """Seconds with the waiting."""
        return self.operator + self.waited

    @property
    def over(self) -> list[str]:
        """Each budget that is broken, in words."""
        budget = BUDGETS.get(self.name, Budget())
        spent = (
            ("seconds", self.total, budget.total),
            ("seconds of the person", self.operator, budget.operator),
            ("keys", self.keys, budget.keys),
            ("seconds waited", self.waited, budget.waited),
            ("seconds to save", self.longest.get("save", 0), SAVE_SHOWN),
            ("clicks", self.points, 0),
            ("pixels scrolled", self.scrolled, 0),
        )
        return [
            f"{self.name} {self.identity}: {was:.4g} {what}, at most {most}"
            for what, was, most in spent
            if most is not None and was > most
        ]


def scored(events: Iterable[Event]) -> list[Score]:
    """The score of each task of a log, in order; an event that is not known is an error."""
    scores: list[Score] = []
    at_mouse, group = False, None
    for event in events:
        kind = event["event"]
        if kind == "task":
            scores.append(Score(event["name"], event.get("id", "")))
            at_mouse, group = False, None
            continue
        score = scores[-1]
        if kind in {"key", "click"}:
            score.hands += at_mouse is not (kind == "click")
            at_mouse = kind == "click"
        if kind == "key":
            score.keys += 1 + len(event.get("modifiers", ()))
            score.thoughts += bool(event.get("save"))
        elif kind == "click":
            score.points += 1
            score.buttons += 2
        elif kind == "focus":
            now = event.get("group", event["field"])
            score.thoughts += (now != group) + bool(event.get("choice"))
            group = now
        elif kind == "wait":
            score.waited += event["seconds"]
            why = event.get("for", "")
            score.longest[why] = max(score.longest.get(why, 0.0), event["seconds"])
        elif kind == "scroll":
            score.scrolled += abs(event["pixels"])
        elif kind == "errors":
            score.summaries += 1
        else:
            raise ValueError(kind)
    return scores


def medians(scores: list[Score]) -> dict[str, tuple[int, float, float]]:
    """Kind of task -> how many, the median and the longest of their seconds."""
    names = dict.fromkeys(one.name for one in scores)
    every = {name: [one.total for one in scores if one.name == name] for name in names}
    return {name: (len(all_), median(all_), max(all_)) for name, all_ in every.items()}


def written(events: Iterable[Event]) -> str:
    """A log as text: one event a line."""
    return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
