"""A program that is killed loses nothing it had acknowledged; two hundred times by `tests.kill`."""

from __future__ import annotations

from pathlib import Path

import pytest

from maternity.db import keys
from tests import kill
from tests.ward_fixtures import CHEAP


def test_a_window_killed_while_somebody_types_loses_ten_seconds_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "COST", CHEAP)
    folder = kill.prepared(tmp_path)
    lives = [kill.once(folder, after) for after in (2.0, 5.5)]
    assert sum(one.lost for one in lives) == 0
    assert max(one.typing for one in lives) <= kill.MOST_TYPING_S
    assert sum(one.saved for one in lives) > 0


def test_a_loss_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", CHEAP)
    folder = kill.prepared(tmp_path)
    told = kill.Told(saved=["never kept"], typed=[(10.0, "never kept", "Coul")])
    assert kill.left(folder, told, 21.0) == (1, 11.0)
