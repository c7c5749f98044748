from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
SCRIPTS = ("run", "test", "requirements/setup.sh", "requirements/pin", ".ci/run")
ONE_LIBRARY = "a==1 --hash=sha256:0\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the start script with an environment that is ready: its Python only echoes."""
    top = tmp_path / "le registre"
    (top / "requirements").mkdir(parents=True)
    (top / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(TOP / "run", top / "run")
    shutil.copy(TOP / "requirements" / "setup.sh", top / "requirements" / "setup.sh")
    for folder in ("requirements", ".venv"):
        (top / folder / "run.txt").write_text(ONE_LIBRARY)
    (top / ".venv" / "made-in").write_text(f"{top}\n")
    python = top / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\nprintf "%s|" "$PWD" "$@"\n')
    python.chmod(0o755)
    return top


def start(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Type ./run from another folder, on a machine where neither Python nor apt is found."""
    tools = checkout / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("sh", "readlink", "cmp", "grep", "id"):
        program = shutil.which(name)
        assert program is not None
        if not (tools / name).exists():
            (tools / name).symlink_to(program)
    return subprocess.run(
        [checkout / "run", *arguments],
        cwd="/",
        env={"PATH": str(tools), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_are_well_formed_and_may_be_started(script: str) -> None:
    file = TOP / script
    shell = "bash" if script == ".ci/run" else "sh"
    subprocess.run([shell, "-n", file], check=True)
    assert os.access(file, os.X_OK) or script.endswith(".sh")


def test_a_ready_register_starts_where_the_user_stands_and_gets_his_words(checkout: Path) -> None:
    done = start(checkout, "import", "deux mots", DISPLAY=":0")
    assert done.stdout == "/|-I|-m|maternity|import|deux mots|"
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("chosen", ["0.2.0", "", "..", "../versions/0.2.0", "0.3.0", "0.2.0;id"])
def test_the_version_chosen_beside_is_started_and_nothing_else(checkout: Path, chosen: str) -> None:
    newer = checkout / "versions" / "0.2.0"
    newer.mkdir(parents=True)
    (newer / "run").write_text('#!/bin/sh\nprintf "newer|%s" "$*"\n')
    (newer / "run").chmod(0o755)
    (checkout / "versions" / "chosen").write_text(f"{chosen}\n")
    done = start(checkout, "import", "x", DISPLAY=":0")
    assert done.stdout == ("newer|import x" if chosen == "0.2.0" else "/|-I|-m|maternity|import|x|")


def test_a_version_from_a_stick_takes_the_libraries_of_another_with_the_same_pins(
    checkout: Path,
) -> None:
    newer = checkout / "versions" / "0.2.0"
    (newer / "requirements").mkdir(parents=True)
    shutil.copy(checkout / "run", newer / "run")
    for name in ("setup.sh", "run.txt"):
        shutil.copy(checkout / "requirements" / name, newer / "requirements" / name)
    (checkout / "versions" / "chosen").write_text("0.2.0\n")
    told = start(checkout, "check").stdout
    assert told.startswith("/|-I|-c|")
    assert told.endswith(f"|{newer}|check|")
    (newer / "requirements" / "run.txt").write_text(ONE_LIBRARY.replace("1", "2"))
    done = start(checkout, "check")
    assert (done.returncode, done.stdout) == (3, ""), "other libraries are never taken for them"


def test_without_a_display_the_window_is_not_tried(checkout: Path) -> None:
    done = start(checkout)
    assert done.returncode == 3
    assert "pas d'écran" in done.stderr
    assert "no display" in done.stderr


def test_without_a_display_a_command_still_works(checkout: Path) -> None:
    assert start(checkout, "check").stdout.endswith("|check|")


@pytest.mark.parametrize("change", ["pins", "moved", "interrupted", "no python"])
def test_what_is_no_longer_whole_is_set_up_again(checkout: Path, change: str) -> None:
    venv = checkout / ".venv"
    if change == "pins":
        (checkout / "requirements" / "run.txt").write_text(ONE_LIBRARY.replace("1", "2"))
    elif change == "moved":
        (venv / "made-in").write_text("/elsewhere\n")
    elif change == "interrupted":
        (venv / "made-in").unlink()
    else:
        (venv / "bin" / "python").unlink()
    done = start(checkout, "check")
    assert done.returncode == 3
    assert "Première préparation" in done.stderr
    assert done.stdout == ""


def test_without_the_right_to_install_the_administrators_command_is_told(checkout: Path) -> None:
    (checkout / ".venv" / "made-in").unlink()
    tools = checkout / "tools"
    tools.mkdir()
    (tools / "apt-get").write_text("#!/bin/sh\nexit 1\n")
    (tools / "apt-get").chmod(0o755)
    (tools / "id").write_text("#!/bin/sh\necho 1000\n")
    (tools / "id").chmod(0o755)
    done = start(checkout, "check")
    assert done.returncode == 3
    assert "Demandez à l'administrateur" in done.stderr
    assert "sudo apt-get install --no-install-recommends python3" in done.stderr
