"""Two starts at the same instant: one opens the register, the other is told so, never both."""

from __future__ import annotations

from pathlib import Path

from tests.figures.races import raced

RACES = 25


def test_of_two_starts_at_the_same_instant_one_is_refused(tmp_path: Path) -> None:
    told, ends = raced(tmp_path, RACES)
    assert told.count("open") == RACES
    assert len(set(told)) == 2, "and the other is always told the same, in whole sentences"
    assert all(words == "open" or words.endswith(".") for words in told)
    assert ends == [0, 0]
