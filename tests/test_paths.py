from __future__ import annotations

import sys
from pathlib import Path

import pytest

from maternity import paths

TOP = Path(__file__).resolve().parents[1]


def test_a_checkout_finds_its_resources_and_migrations_at_its_top() -> None:
    assert paths.resources() == TOP / "resources"
    assert paths.migrations() == TOP / "alembic"


def test_a_build_finds_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    (tmp_path / "_resources").mkdir()
    (tmp_path / "_alembic").mkdir()
    assert paths.resources() == tmp_path / "_resources"
    assert paths.migrations() == tmp_path / "_alembic"


def test_the_register_lies_in_the_users_own_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.default_data() == tmp_path / "maternity"


@pytest.mark.parametrize("share", ["", "relative/share"])
def test_a_data_folder_that_is_no_full_path_is_not_followed(
    share: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", share)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert paths.default_data() == tmp_path / ".local/share/maternity"


def test_on_windows_the_register_lies_in_the_folder_that_no_cloud_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert paths.default_data() == tmp_path / "Maternity"
    monkeypatch.delenv("LOCALAPPDATA")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert paths.default_data() == tmp_path / "AppData" / "Local" / "Maternity"
