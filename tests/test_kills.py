"""A program that is killed loses nothing it had acknowledged; two hundred times by `tests.kill`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from maternity.db import keys
from tests import kill
from tests.ready import quickly


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A training register to work in."""
    usual = keys.COST
    with quickly():
        yield kill.prepared(tmp_path_factory.mktemp("kills"))
    keys.COST = usual


def test_a_window_killed_while_somebody_types_loses_ten_seconds_at_most(folder: Path) -> None:
    lives = [kill.once(folder, after) for after in (1.0, 2.6)]
    assert sum(one.lost for one in lives) == 0
    assert max(one.typing for one in lives) <= kill.MOST_TYPING_S
    assert sum(one.saved for one in lives) > 0


def test_a_loss_would_be_seen(folder: Path) -> None:
    told = kill.Told(saved=["never kept"], typed=[(10.0, "never kept", "Coul")])
    assert kill.left(folder, told, 21.0) == (1, 11.0)
