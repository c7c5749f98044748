"""The works that are recorded, each from a register prepared for it."""

from __future__ import annotations

import random
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from maternity.db import migrate
from maternity.db.engine import BOOK_NAME, open_file
from maternity.db.facts import write_facts
from maternity.db.rollback_journal import MAGIC
from tests.powercut import images, recording, replay
from tests.ward_fixtures import NAME, at_work

ROOT = Path(__file__).parents[2]
SERVER = f"{shlex.quote(sys.executable)} -m tests.powercut.checker"
SEED = 7
PER_POINT = 2
AT_A_POINT = 2 + 2 * PER_POINT
"""Disks tried after each event."""
CORES = 2


def prepared(folder: Path, scenario: str) -> Path:
    """The folder a scenario begins from."""
    start = folder / f"start-{scenario}"
    with at_work(start / "r") as ward:
        key = ward.secrets[1] if ward.secrets else b""
        register = ward.fact("register")
    (start / "stick").mkdir()
    if scenario == "opening":
        _older(start / "r", key, register)
    return start


def _older(folder: Path, key: bytes, register: str) -> None:
    """The same register, in the form of the first revision."""
    place = folder / BOOK_NAME
    place.unlink()
    engine = open_file(place, key, new=True)
    migrate.upgrade(engine, to=min(migrate.known_revisions()))
    write_facts(engine, {"register": register, "training": "no"})
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO account (id, version, created_at, created_by, name, role, active) VALUES "
            f"('1', 1, '2026-11-26 10:00:00', 'x', '{NAME}', 'head', 'yes')"
        )
    engine.dispose()


def recorded(folder: Path, scenario: str) -> recording.Recording:
    """A scenario run once under strace."""
    run = folder / f"run-{scenario}"
    command = [sys.executable, "-m", "tests.powercut.writer", scenario]
    code, made = recording.record(command, str(run), start=str(prepared(folder, scenario)))
    if code:
        raise SystemExit(f"the writer ended with code {code}")
    return made


def recorded_again(folder: Path, image: images.Image, deep: int) -> recording.Recording:
    """The recovery from a disk that a cut left, followed in its turn."""
    start, run = folder / f"cut-{deep}", folder / f"run-{deep}"
    replay.export(image, str(start))
    command = [sys.executable, "-m", "tests.powercut.writer", "recovery"]
    code, made = recording.record(command, str(run), start=str(start))
    if code:
        raise SystemExit(f"the recovery ended with code {code}")
    return made


def in_trouble(made: recording.Recording, wanted: int) -> list[images.Image]:
    """The first disks of a recording, each unlike the others, whose journal must be played back."""
    seen: dict[bytes, images.Image] = {}
    for image in images.crash_images(made, random.Random(SEED), ("torn",), 1):
        if any(is_hot(name, content) for name, content in image.files.items()):
            seen.setdefault(image.digest, image)
        if len(seen) == wanted:
            break
    return list(seen.values())


def is_hot(name: str, content: bytes) -> bool:
    """Whether a file is the journal of a save that was cut."""
    return name.endswith(f"{BOOK_NAME}-journal") and content[:8] == MAGIC


@contextmanager
def judging() -> Iterator[replay.Judge]:
    """The program, asked what it finds on some disks: it is started once for each core."""
    judge = replay.Judge(SERVER, "", serve=True)
    try:
        yield judge
    finally:
        judge.close()


def judged(
    made: recording.Recording,
    *,
    by: replay.Judge | None = None,
    ignore_flush: bool = False,
    most: int = 0,
    skipped: int = 0,
) -> replay.Report:
    """Every disk of a recording, or some of them spread over it, judged by the program itself."""
    with nullcontext(by) if by is not None else judging() as judge:
        return replay.replay(
            made,
            judge,
            images.MODELS,
            PER_POINT,
            SEED,
            512,
            ignore_flush,
            CORES,
            most=most,
            skipped=skipped,
        )


def told(report: replay.Report) -> Counter[str]:
    """The verdicts of all models together."""
    return sum(report.counts.values(), Counter())


def has_strace() -> bool:
    """Whether this computer lets a program be followed."""
    if not shutil.which("strace"):
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return done.returncode == 0


def first(made: recording.Recording, ending: str) -> int:
    """How many disks come before the first event on a file of this ending."""
    at = next(n for n, event in enumerate(made.events) if event.path.endswith(ending))
    return at * AT_A_POINT
