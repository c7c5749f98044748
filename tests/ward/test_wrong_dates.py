"""A clock that is wrong takes no copy away, keeps nobody out and touches no month."""

from __future__ import annotations

from pathlib import Path

import pytest

from maternity.db import keys
from tests.figures.dates import ANOMALIES, Seen, lived_through, prepared
from tests.ward_fixtures import CHEAP


def test_what_is_written_under_a_wrong_clock_does_not_make_it_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once something bears the wrong date, the newest date of the register is wrong as well."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    folder, stick = tmp_path / "r", tmp_path / "stick"
    before = prepared(folder, stick)
    for _words, at, zone in (ANOMALIES[2], ANOMALIES[0]):
        assert lived_through(folder, stick, before, at, zone) == Seen(0, 0, 0, 0)
