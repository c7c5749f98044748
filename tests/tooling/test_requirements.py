from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parents[2]
PINS = ("run", "test")
ADDRESS = re.compile(r"index-url|find-links|trusted-host|simple/|file:|https?:|@ ", re.IGNORECASE)


def entries(pin: str) -> dict[str, list[str]]:
    """Each requirement of a pin file, with the lines that follow it."""
    found: dict[str, list[str]] = {}
    for line in (TOP / "requirements" / f"{pin}.txt").read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            found[line.removesuffix("\\").strip()] = []
        elif line.strip().startswith("--hash"):
            found[list(found)[-1]].append(line.strip())
    return found


def pinned(pin: str) -> dict[str, Requirement]:
    """The requirements of a pin file by name."""
    read = [Requirement(entry) for entry in entries(pin)]
    return {canonicalize_name(one.name): one for one in read}


def asked(pin: str) -> list[Requirement]:
    """What pyproject.toml asks for, to run or to test."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (
        project["project"]["dependencies"] if pin == "run" else project["dependency-groups"][pin]
    )
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("pin", PINS)
def test_every_requirement_is_one_version_known_by_its_hash(pin: str) -> None:
    found = entries(pin)
    assert found
    for entry, hashes in found.items():
        assert re.fullmatch(r"==[0-9][^,*]*", str(Requirement(entry).specifier)), entry
        assert hashes, entry
        assert all(re.match(r"--hash=sha256:[0-9a-f]{64}\b", each) for each in hashes), entry


@pytest.mark.parametrize("pin", PINS)
def test_everything_asked_for_is_pinned_within_its_bounds(pin: str) -> None:
    for wish in asked(pin):
        one = pinned(pin)[canonicalize_name(wish.name)]
        assert wish.specifier.contains(str(one.specifier).removeprefix("==")), wish


def test_the_same_library_has_the_same_version_in_both_files() -> None:
    run, test = pinned("run"), pinned("test")
    for name in run.keys() & test.keys():
        assert run[name].specifier == test[name].specifier


def test_no_address_of_a_registry_stands_in_the_requirements() -> None:
    for file in sorted((TOP / "requirements").iterdir()):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not ADDRESS.search(line.replace("--no-emit-index-url", "")), (
                f"{file.name}: {line}"
            )
