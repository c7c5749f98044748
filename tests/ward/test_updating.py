"""A newer version comes on a stick and is started; the version before, and its register, come back.

What a stick brings is a stranger's until it is proven: nothing is written that its list does not
name, no more than it says, and nowhere else.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import maternity
from maternity import files, paths
from maternity.db.migrate import HEAD
from maternity.errors import Refused, Unavailable
from maternity.exchange import release, release_signature
from maternity.ward import journal, older_versions, open_ward
from maternity.ward.going_back import go_back
from maternity.ward.technical import Secret
from maternity.ward.updating import proven, update
from maternity.ward.versions import Version, Versions
from tests.tooling.release import FILES, TOP, make, program
from tests.ward_fixtures import NAME, PASSPHRASE, at_work

NEWER = "9.0.0"
SECRET = b"a passphrase of those who make releases"


def a_home(place: Path) -> Path:
    """This program in a folder of its own, with libraries that are laid out."""
    for name, file in program(TOP).items():
        target = place / name.removeprefix(f"{release.PROGRAM}/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    cached = ("maternity/**/__pycache__/*", "alembic/**/__pycache__/*")
    for file in (one for names in cached for one in TOP.glob(names)):
        target = place / file.relative_to(TOP)
        target.parent.mkdir(exist_ok=True)
        shutil.copy2(file, target)  # what was compiled before is not compiled again
    venv = place / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", venv / "pyvenv.cfg")
    shutil.copy(place / "requirements" / "run.txt", venv / "run.txt")
    (venv / "made-in").write_text(f"{place}\n")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(venv), "platbase": str(venv)}))
    site.mkdir(parents=True)
    (site / "maternity.pth").write_text(f"{place}\n{sysconfig.get_path('purelib')}\n")
    return place


def a_newer_tree(home: Path, place: Path) -> Path:
    """The program as its makers have it next: another version, another form of the register."""
    tree = Path(shutil.copytree(home, place, ignore=shutil.ignore_patterns(".venv", "__pycache__")))
    for name, old, new in (
        ("maternity/__init__.py", f'"{maternity.__version__}"', f'"{NEWER}"'),
        ("maternity/db/migrate.py", f'HEAD = "{HEAD}"', 'HEAD = "9999"'),
    ):
        file = tree / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
    (tree / "alembic" / "versions" / "9999_nothing.py").write_text(
        f'revision = "9999"\ndown_revision = "{HEAD}"\n\n\ndef upgrade() -> None:\n    pass\n'
    )
    return tree


def run(home: Path, *told: object) -> subprocess.CompletedProcess[str]:
    """What a person types in the folder that the ward starts."""
    words = [str(home / "run"), *(str(one) for one in told)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=kept)


def answered(home: Path, *told: object) -> Any:
    done = run(home, *told)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_signed_stick_brings_a_newer_version_and_the_one_before_comes_back_with_its_register(
    tmp_path: Path,
) -> None:
    home, stick = a_home(tmp_path / "le registre"), tmp_path / "clé USB"
    stick.mkdir()
    (tmp_path / "f").write_text(PASSPHRASE)
    private, public = release_signature.new_key(SECRET)
    (home / "resources" / "release" / "makers.pub").write_bytes(public)
    tree = a_newer_tree(home, tmp_path / "makers")
    make(stick, program(tree), NEWER, "9999", (private, SECRET), packed=True)
    her = ("--data", tmp_path / "r", "--as", NAME, "--passphrase-file", tmp_path / "f")
    with at_work(tmp_path / "r", datetime.now().replace(microsecond=0)):
        pass

    asked = run(home, "update", stick, "--data", tmp_path / "r")
    assert (asked.returncode, "--code-file" in asked.stderr) == (2, True)
    brought = answered(home, "update", stick, *her)
    assert (brought["version"], brought["signed_by"]) == (NEWER, "makers")
    assert run(home, "--version").stdout == f"maternity {NEWER}\n", "it is started from now on"
    assert not (home / "versions" / NEWER / ".venv").exists(), "the same libraries serve both"

    rows = tmp_path / "village.csv"
    rows.write_text("source_id,name\nv1,Sikoro\n")
    answered(home, "import", *her, "village", rows)
    back = answered(home, "--previous", *her)
    assert back["version"] == maternity.__version__
    assert "village" in {one["register"] for one in back["to_type_again"]}
    assert Path(back["former"]).exists()
    assert run(home, "--version").stdout == f"maternity {maternity.__version__}\n"
    assert answered(home, "check", *her) == [], "the older program opens what was put back"
    ward = open_ward(tmp_path / "r", NAME, PASSPHRASE)
    (event,) = journal.events(ward, journal.Asked(event="program_changed"))
    ward.close()
    assert (event.who, f"version: {NEWER}" in event.about) == (NAME, True)


@pytest.fixture
def tiny(tmp_path: Path) -> dict[str, Path]:
    """The files of a program that only says its version."""
    told = {
        "program/run": f"#!/bin/sh\necho maternity {NEWER}\n",
        "program/run.cmd": f"@echo maternity {NEWER}\n",
        "program/requirements/run.txt": "a==1\n",
        "program/maternity/data.txt": "x" * 5000,
    }
    for name, text in told.items():
        (tmp_path / "tiny" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tiny" / name).write_text(text)
    (tmp_path / "tiny" / "program" / "run").chmod(0o755)
    return {name: tmp_path / "tiny" / name for name in told}


@pytest.fixture
def here(tmp_path: Path) -> Versions:
    """A home whose libraries are those of the tiny program."""
    (tmp_path / "home" / ".venv").mkdir(parents=True)
    (tmp_path / "home" / "run").write_text("#!/bin/sh\n")
    (tmp_path / "home" / ".venv" / "made-in").write_text("here")
    (tmp_path / "home" / ".venv" / "run.txt").write_text("a==1\n")
    return Versions(tmp_path / "home")


def test_a_release_is_taken_by_the_number_of_its_list_where_no_key_is_carried(
    tmp_path: Path, tiny: dict[str, Path], here: Versions
) -> None:
    assert release_signature.carried_keys() == {}
    made = make(tmp_path / "stick", tiny, NEWER, HEAD)
    for typed, told in (
        ("", "never one read from the stick"),
        ("1A2B", "not that of this"),
    ):
        with pytest.raises(Refused, match=told):
            update(here, tmp_path / "stick", typed)
    assert not here.place.exists()
    done = update(here, tmp_path / "stick", made.number.lower())
    assert (done.version, done.signed_by) == (NEWER, "")
    assert (here.started, here.known[NEWER].before) == (NEWER, "")
    assert (done.folder / "maternity" / "data.txt").read_text() == "x" * 5000
    assert go_back(Versions(here.home)).version == maternity.__version__
    assert here.started == ""
    with pytest.raises(Refused, match="nothing to go back to"):
        go_back(Versions(here.home))
    other = files.Lock(here.place)
    other.take()
    with pytest.raises(Refused, match="Another update"):
        update(Versions(here.home), tmp_path / "stick", made.number)
    other.release()
    kept = (done.folder / "run").stat().st_ino
    update(Versions(here.home), tmp_path / "stick", made.number)
    assert (done.folder / "run").stat().st_ino == kept, "it stands here already, whole"
    (done.folder / "run").write_text("damaged")
    update(Versions(here.home), tmp_path / "stick", made.number)
    assert release.is_whole(made, done.folder), "what was damaged is laid out anew"


def test_only_a_key_that_is_carried_proves_a_release_that_should_be_signed(
    tmp_path: Path, tiny: dict[str, Path]
) -> None:
    (private, public), (others, _other) = (release_signature.new_key(SECRET) for _key in range(2))
    keys = {"makers": base64.b64decode(public)}
    signed = make(tmp_path / "a", tiny, NEWER, HEAD, (private, SECRET))
    assert proven(signed, keys, "") == "makers"
    for key in ((others, SECRET), None):
        one = make(tmp_path / f"b{key is None}", tiny, NEWER, HEAD, key)
        with pytest.raises(Refused, match="not signed by those"):
            proven(one, keys, one.number)


def altered(place: Path, name: str, content: bytes) -> None:
    """A .zip in which one file is another."""
    with zipfile.ZipFile(place) as package:
        held = {one: package.read(one) for one in package.namelist()}
    held[name] = content
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as package:
        for one, bytes_of in held.items():
            package.writestr(one, bytes_of)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("program/maternity/data.txt", b"y" * 5000),
        ("program/maternity/data.txt", b"x" * 4999),
        ("program/maternity/data.txt", b"x" * 50_000_000),
        ("program/maternity/more.py", b"import os"),
        ("../../escaped", b"out"),
        ("/tmp/escaped", b"out"),
    ],
    ids=["changed", "cut short", "bomb", "not listed", "slip", "absolute"],
)
def test_what_the_list_does_not_say_is_never_written(
    tmp_path: Path, tiny: dict[str, Path], here: Versions, name: str, content: bytes
) -> None:
    made = make(tmp_path, tiny, NEWER, HEAD, packed=True)
    altered(made.place, name, content)
    before = {one for one in tmp_path.rglob("*") if one.is_file()}
    with pytest.raises(Refused, match="not as this release was made"):
        update(here, made.place, made.number)
    there = {one for one in tmp_path.rglob("*") if one.is_file()}
    assert there - {here.place / files.LOCK_NAME} == before
    assert Versions(here.home).started == ""


def test_no_more_is_unpacked_than_the_list_says(tmp_path: Path, tiny: dict[str, Path]) -> None:
    made = make(tmp_path, tiny, NEWER, HEAD, packed=True)
    altered(made.place, "program/maternity/data.txt", b"x" * 50_000_000)
    with pytest.raises(Refused, match="not as this release was made"):
        release.unpack(made, tmp_path / "out", lambda _done, _of: None)
    assert (tmp_path / "out" / "maternity" / "data.txt").stat().st_size <= 5000


@pytest.mark.parametrize(
    "name",
    [
        *("program/../../x", "/program/x", "program\\x", "C:/program/x", "elsewhere/x", "program"),
        *("program/a/../x", "program/con.txt", "program/x.", "program/ x", "program/.hidden"),
    ],
)
def test_a_list_that_leads_elsewhere_is_no_release(
    tmp_path: Path, tiny: dict[str, Path], name: str
) -> None:
    made = make(tmp_path, tiny, NEWER, HEAD)
    told = json.loads(made.raw)
    told["files"][name] = {"size": 1, "sha256": "0"}
    (made.place / release.LIST).write_text(json.dumps(told))
    with pytest.raises(Refused, match="is no release of this program"):
        release.read(made.place)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b'{"files": 3}',
        b"\xff",
        b"null",
        b'{"files": {"program/x": {"size": 1e999}}}',
    ],
)
def test_what_is_no_list_is_no_release(tmp_path: Path, tiny: dict[str, Path], raw: bytes) -> None:
    made = make(tmp_path, tiny, NEWER, HEAD)
    (made.place / release.LIST).write_bytes(raw)
    with pytest.raises(Refused, match="is no release of this program"):
        release.read(made.place)


def test_a_package_packed_in_another_way_is_no_release(
    tmp_path: Path, tiny: dict[str, Path]
) -> None:
    made = make(tmp_path, tiny, NEWER, HEAD, packed=True)
    with zipfile.ZipFile(made.place, "w", zipfile.ZIP_LZMA) as package:
        package.writestr(release.LIST, made.raw)
    content = made.place.read_bytes()
    made.place.write_bytes(content[:60] + b"\xff" * 200 + content[260:])
    with pytest.raises(Refused, match="is no release of this program"):
        release.read(made.place)


def test_a_link_on_the_stick_is_not_followed(
    tmp_path: Path, tiny: dict[str, Path], here: Versions
) -> None:
    made = make(tmp_path, tiny, NEWER, HEAD)
    file = made.place / "program" / "maternity" / "data.txt"
    file.unlink()
    file.symlink_to(tiny["program/maternity/data.txt"])
    with pytest.raises(Refused, match="not as this release was made"):
        update(here, made.place, made.number)


def test_a_release_that_does_not_fit_or_does_not_start_leaves_all_as_it_was(
    tmp_path: Path, tiny: dict[str, Path], here: Versions
) -> None:
    old = make(tmp_path / "old", tiny, "0.0.1", HEAD)
    with pytest.raises(Refused, match="nothing newer"):
        update(here, tmp_path / "old", old.number)
    with pytest.raises(Refused, match="There is no release of this program on"):
        update(here, tmp_path / "home")
    tiny["program/requirements/run.txt"].write_text("a==2\n")
    other = make(tmp_path / "other", tiny, NEWER, HEAD)
    with pytest.raises(Refused, match="needs other libraries"):
        update(here, tmp_path / "other", other.number)
    tiny["program/requirements/run.txt"].write_text("a==1\n")
    tiny["program/run"].write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    broken = make(tmp_path / "broken", tiny, NEWER, HEAD)
    with pytest.raises(Unavailable, match="does not start") as told:
        update(here, tmp_path / "broken", broken.number)
    assert "broken" in (told.value.advice or "")
    assert not here.folder(NEWER).exists()
    assert Versions(here.home).known == {}


def test_a_damaged_list_of_versions_is_told_and_changes_nothing(here: Versions) -> None:
    here.place.mkdir()
    (here.place / "installed.json").write_text('[{"folder": 3')
    with pytest.raises(Unavailable, match="cannot be read"):
        Versions(here.home)


def test_the_newest_release_of_a_stick_is_taken_and_each_comes_after_the_one_before(
    tmp_path: Path, tiny: dict[str, Path], here: Versions
) -> None:
    for version in ("9.0.0", "9.0.10", "9.0.9"):
        tiny["program/run"].write_text(f"#!/bin/sh\necho maternity {version}\n")
        made = make(tmp_path / "stick", tiny, version, HEAD, packed=version == "9.0.9")
        if version == "9.0.10":
            newest = made
    with zipfile.ZipFile(tmp_path / "stick" / "photos.zip", "w") as others:
        others.writestr("fete.jpg", b"what else lies on a stick")
    done = update(here, tmp_path / "stick", newest.number)
    assert (done.version, done.removed) == ("9.0.10", ())
    here.known[""] = Version(maternity.__version__, "0001")
    with pytest.raises(Refused, match="--data"):
        go_back(here)
    assert here.started == "9.0.10", "a refusal changes nothing"
    (here.place / "chosen.part").mkdir()  # nothing can be written here
    with pytest.raises(Unavailable):  # and no register is looked for
        go_back(here, tmp_path / "r", Secret(NAME, PASSPHRASE))
    (here.place / "chosen.part").rmdir()
    here.known[""] = Version(maternity.__version__, HEAD)
    here.add(Version("9.1.0", HEAD, "9.1.0", before=here.started))
    (here.home / "versions" / "9.1.0").mkdir()
    (here.home / "versions" / "9.1.0" / "run").touch()
    assert go_back(Versions(here.home)).version == "9.0.10"
    assert go_back(Versions(here.home)).version == maternity.__version__


def test_the_way_back_leads_to_the_first_version_as_it_is_now(
    tmp_path: Path, tiny: dict[str, Path], here: Versions
) -> None:
    here.place.mkdir()
    here.known[""] = Version("0.0.1", "0001")  # it was brought anew since, over its own folder
    here.add(Version("8.0.0", "0001", "8.0.0", before=""))
    assert Versions(here.home).started == "", "the folder of the chosen one is gone"
    made = make(tmp_path / "stick", tiny, NEWER, HEAD)
    update(here, tmp_path / "stick", made.number)
    found = Versions(here.home).known
    assert found[""] == Version(maternity.__version__, HEAD)
    assert found[NEWER].before == ""


def test_a_secret_key_never_goes_to_the_wards(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "resources" / "release").mkdir(parents=True)
    assert len(program(tmp_path)) == len(FILES)
    private, _public = release_signature.new_key(SECRET)
    (tmp_path / "resources" / "release" / "makers.pem").write_bytes(private)
    with pytest.raises(AssertionError, match=r"release/makers\.pem"):
        program(tmp_path)


def test_the_version_before_stays_and_older_ones_go_where_nothing_speaks_against_it(
    tmp_path: Path, tiny: dict[str, Path], here: Versions
) -> None:
    (here.home / "requirements").mkdir()
    (here.home / "requirements" / "run.txt").write_text("a==1\n")

    def brought(number: int) -> tuple[str, ...]:
        version = f"9.0.{number}"
        tiny["program/run"].write_text(f"#!/bin/sh\necho maternity {version}\n")
        made = make(tmp_path / version, tiny, version, HEAD)
        return update(Versions(here.home), tmp_path / version, made.number).removed

    def there() -> list[str]:
        return sorted(one.name for one in here.place.iterdir() if one.is_dir())

    assert (brought(1), brought(2)) == ((), ())
    assert brought(3) == ("9.0.1",)
    assert there() == ["9.0.2", "9.0.3"]
    kept = here.folder("9.0.2") / "registre_avant_restauration_seq3.db"  # a register of the ward
    kept.touch()
    with older_versions._shared(here.folder("9.0.3") / "run"):  # and this one is at work still
        assert (brought(4), brought(5)) == ((), ())
        (here.folder("9.0.4") / ".venv").mkdir()
        (here.folder("9.0.4") / ".venv" / "run.txt").write_text("a==1\n")  # it serves the others
        assert brought(6) == ()
    (here.folder("9.0.1")).mkdir()  # which nobody wrote down
    kept.unlink()
    assert brought(7) == ("9.0.2", "9.0.3", "9.0.5")
    assert there() == ["9.0.1", "9.0.4", "9.0.6", "9.0.7"]
    go_back(Versions(here.home))
    assert Versions(here.home).started == "9.0.6"
    with pytest.raises(Refused, match="nothing to go back to"):
        go_back(Versions(here.home))


def test_the_version_at_work_holds_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("run", "run.cmd"):
        (tmp_path / name).touch()
    monkeypatch.setattr(paths, "program", lambda: tmp_path)
    monkeypatch.setattr(older_versions, "_held", [])
    assert not older_versions._is_at_work(tmp_path)
    older_versions.hold()
    assert older_versions._is_at_work(tmp_path)
    older_versions._held.pop().close()
