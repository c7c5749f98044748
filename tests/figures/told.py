"""One figure of the table of safety, and how its line is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A figure: its number in the table, its words, its value, its target."""

    number: int
    words: str
    value: str
    target: str
    holds: bool

    def line(self) -> str:
        """The figure as a line of the table."""
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        return f"{self.number:>3}  {self.words:<66} {self.value:>30}  {self.target:<24} {verdict}"


def none(number: int, words: str, found: int, target: str = "0") -> Told:
    """A figure that holds when nothing was found."""
    return Told(number, words, str(found), target, found == 0)
