"""The tables: sound as shipped, and a damaged one is told instead of half believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from maternity.clinical import causes, growth, size, tables
from maternity.errors import Unavailable

FOLDER = resources.files(tables)
NAMES = (
    "icd_mm.csv",
    "icd_pm.csv",
    "ig21_newborn_size_equations.json",
    "ig21_very_preterm_equations.json",
    "who2006.csv",
)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables that a test may damage, with nothing remembered of the real ones."""
    for name in NAMES:
        (tmp_path / name).write_text(FOLDER.joinpath(name).read_text("utf-8"), "utf-8")
    forget()
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    for remembered in (
        *(tables.read_rows, tables._parse_json, size._shape, size._early),
        *(growth._standard, causes._maternal, causes._perinatal),
    ):
        remembered.cache_clear()


def read_all() -> None:
    size.weight_centile(3000, 270, male=True)
    size.weight_centile(1000, 200, male=True)
    growth.value_at(size.Measure.WEIGHT, 0, 0, male=True)
    causes.maternal_group("O72")
    causes.perinatal_group("P20", causes.Timing.ANTEPARTUM)


def test_every_table_is_sound_and_says_its_source(shipped: Path) -> None:
    read_all()
    for name in NAMES:
        text = (shipped / name).read_text("utf-8")
        assert re.search(r"Villar|WHO|INTERGROWTH", text), name
    assert {p.name for p in FOLDER.iterdir() if p.name.endswith((".csv", ".json"))} == set(NAMES)
    assert "BSD 3-Clause" in FOLDER.joinpath("LICENSE-who2006").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_table_is_unavailable(shipped: Path, name: str) -> None:
    (shipped / name).unlink()
    with pytest.raises(Unavailable, match=name) as told:
        read_all()
    assert "Install" in told.value.advice


@pytest.mark.parametrize("name", NAMES)
def test_a_table_cut_short_is_unavailable(shipped: Path, name: str) -> None:
    whole = (shipped / name).read_text("utf-8")
    (shipped / name).write_text(whole[: len(whole) // 3], "utf-8")
    if name.startswith("icd"):
        (shipped / name).write_text(whole.split("\n", 5)[4] + "\n", "utf-8")
    with pytest.raises(Unavailable, match=name):
        read_all()


@pytest.mark.parametrize("name", NAMES)
def test_bytes_that_are_no_text_are_unavailable(shipped: Path, name: str) -> None:
    (shipped / name).write_bytes(b"\xff\xfe\x00 damaged")
    with pytest.raises(Unavailable, match=name):
        read_all()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("ig21_newborn_size_equations.json", {"valid_days": [231, 299]}),
        ("ig21_newborn_size_equations.json", {"models": {}}),
        ("ig21_newborn_size_equations.json", {"models": None}),
        ("ig21_very_preterm_equations.json", {"valid_ga_days": [168, 231]}),
        ("ig21_very_preterm_equations.json", {"measures": {"weight": {}}}),
    ],
)
def test_a_model_for_other_days_is_refused(
    shipped: Path, name: str, change: dict[str, Any]
) -> None:
    content = json.loads((shipped / name).read_text("utf-8"))
    (shipped / name).write_text(json.dumps(content | change), "utf-8")
    with pytest.raises(Unavailable, match=name):
        read_all()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("who2006.csv", "weight,male,7,", "weight,male,8,"),
        ("who2006.csv", "head,female,42,1.0,", "head,female,42,0,"),
        ("who2006.csv", "weight,male,0,0.3487", "weight,male,0,about"),
        ("icd_mm.csv", "O10,O10,indirect", "O10,O10,elsewhere"),
        ("icd_mm.csv", "O10,O10,", "O1,O10,"),
        ("icd_mm.csv", "O10,O10,", "O09,O11,"),
        ("icd_mm.csv", "O10,O10,indirect,agreed", "O08,O08,indirect,agreed"),
        ("icd_pm.csv", "P20,P20,a3", "P20,P20,i3"),
        ("icd_pm.csv", "P01,P01,,,,m2", "P01,P01,,,,2"),
    ],
)
def test_a_gap_a_wrong_order_or_a_wrong_code_is_refused(
    shipped: Path, name: str, old: str, new: str
) -> None:
    whole = (shipped / name).read_text("utf-8")
    assert old in whole
    (shipped / name).write_text(whole.replace(old, new, 1), "utf-8")
    with pytest.raises(Unavailable, match=name):
        read_all()
