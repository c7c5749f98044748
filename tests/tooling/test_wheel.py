from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import maternity

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel as it is built from this checkout, without any network."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    (file,) = out.glob("*.whl")
    return zipfile.ZipFile(file)


def loose(folder: str) -> set[str]:
    """The files of a folder of the checkout, as git would carry them."""
    files = (file for file in (TOP / folder).rglob("*") if file.is_file())
    names = {str(file.relative_to(TOP)) for file in files}
    return {name for name in names if "__pycache__" not in name and "/." not in name}


@pytest.mark.parametrize(
    ("folder", "packed"),
    [
        ("maternity", "maternity"),
        ("alembic", "maternity/_alembic"),
        ("resources", "maternity/_resources"),
    ],
)
def test_the_wheel_carries_the_whole_program(
    wheel: zipfile.ZipFile, folder: str, packed: str
) -> None:
    wanted = {packed + name.removeprefix(folder) for name in loose(folder)}
    assert wanted
    assert wanted <= set(wheel.namelist())


def test_the_wheel_carries_nothing_else(wheel: zipfile.ZipFile) -> None:
    name = f"maternity_register-{maternity.__version__}.dist-info"
    assert {entry.split("/")[0] for entry in wheel.namelist()} == {"maternity", name}
    assert not [entry for entry in wheel.namelist() if "__pycache__" in entry or "test_" in entry]


def test_the_program_finds_its_files_where_the_wheel_put_them(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    wheel.extractall(tmp_path)
    asking = (
        "import sys; sys.path.insert(0, sys.argv[1]); from maternity import paths; "
        "print(paths.resources(), paths.migrations(), sep=chr(10))"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", asking, tmp_path], check=True, capture_output=True, text=True
    )
    package = tmp_path / "maternity"
    assert told.stdout.split("\n")[:2] == [str(package / "_resources"), str(package / "_alembic")]


def test_the_wheel_starts_the_program_by_its_name_and_tells_its_licences(
    wheel: zipfile.ZipFile,
) -> None:
    name = f"maternity_register-{maternity.__version__}.dist-info"
    assert b"maternity = maternity.__main__:main" in wheel.read(f"{name}/entry_points.txt")
    assert "License-Expression: Apache-2.0" in wheel.read(f"{name}/METADATA").decode()
    licences = {entry for entry in wheel.namelist() if "/licenses/" in entry}
    assert {entry.rpartition("/")[2] for entry in licences} == {"LICENSE", "THIRD-PARTY.md"}
