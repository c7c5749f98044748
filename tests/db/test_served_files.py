"""The district's files of a register on a server: one set, put there by who sets the ward up."""

from __future__ import annotations

from pathlib import Path

from maternity.db import own_files, served_files
from tests.ward_fixtures import at_work


def test_files_go_to_each_computer_from_who_sets_up_and_none_is_lost(tmp_path: Path) -> None:
    mine, other, third = (tmp_path / name for name in ("mine", "other", "third"))
    for folder, content in ((mine, "ours"), (other, "another")):
        own_files.top(folder).mkdir(parents=True)
        (own_files.top(folder) / "form.toml").write_text(content)
    with at_work(tmp_path / "r") as ward:
        assert ward.secrets is not None
        engine, key = ward.book.engine, ward.secrets[1]
        served_files.bring(engine, mine, key, adds=False)
        served_files.bring(engine, third, key, adds=True)
        assert own_files.gathered(third) == {}, "a folder alone puts nothing in force elsewhere"
        for folder in (mine, other, third):
            served_files.bring(engine, folder, key, adds=True)
            assert own_files.gathered(folder) == {"form.toml": b"ours"}
    (kept,) = own_files.top(other).glob("form.toml.*")
    assert kept.read_text() == "another"
