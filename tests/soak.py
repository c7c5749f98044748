"""Many computers on one server for a while: nothing lost, nothing twice, nobody waits.

    python -m tests.soak --sessions 8 --minutes 10

A throw-away server on this machine, reached over TLS, set up by the program's own files. A register
is moved there, and each session is a computer of its own with its own process: it writes a birth
(woman, pregnancy, delivery, newborn), now and then completes one of its own or one that another
session writes too, and keeps beside what was acknowledged. At the end the register is read whole:
every acknowledged birth is there once, the numbers have no gap, and the trail is unbroken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from maternity.db import keys
from maternity.errors import Refused
from maternity.ward import Query, Ward, connecting, create_ward, moving, open_ward
from maternity.ward.files import check
from maternity.ward.server_setup import role_of
from tests.server import OWNER, PASSWORD, Cluster, cluster
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, a_birth

PAUSE_S = 0.5
"""Between two births of one session: thirty times as fast as a person types one."""
MOST_P95_MS = 150
SHARED = "soak-shared"


@dataclass
class Told:
    """What a session did."""

    kept: list[str] = field(default_factory=list)
    """The births that were acknowledged."""
    waited_ms: list[float] = field(default_factory=list)
    conflicts: int = 0
    """How often another session had changed the shared entry meanwhile."""
    shared: int = 0
    """How often the shared entry was changed."""


@dataclass
class Outcome:
    """What all of them did, and what the register holds."""

    sessions: int
    seconds: float
    births: int
    lost: int
    twice: int
    findings: list[str]
    p50_ms: float
    p95_ms: float
    worst_ms: float
    shared: int
    conflicts: int
    load: str
    """What else this machine had to do: processes that wait, for each of its processors."""

    @property
    def holds(self) -> bool:
        """Whether nothing is lost or double, and the saves are quick enough."""
        return not self.lost and not self.twice and not self.findings and self.p95_ms <= MOST_P95_MS


def computers(count: int) -> tuple[str, ...]:
    """The short names of the computers."""
    return tuple(f"poste{at}" for at in range(1, count + 1))


@contextmanager
def ward_of(
    server: Cluster, folder: Path, count: int, database: str = "maternity"
) -> Iterator[list[Path]]:
    """A register on the server, and the folder of each computer that is connected to it."""
    before, keys.COST = keys.COST, CHEAP
    try:
        names = computers(count)
        folders = [folder / name for name in names]
        ward, _code = create_ward(
            folders[0],
            facility="CSCom de Kalabancoro",
            level="cscom",
            area="Kalabancoro",
            admin=NAME,
            passphrase=PASSPHRASE,
        )
        shared = a_birth()
        shared.woman.id = SHARED
        ward.keep(*shared.all)
        owner = server.address(OWNER, database)
        moving.to_server(ward, owner, PASSWORD, role_of(names[0]), PASSWORD)
        for name, place in list(zip(names, folders, strict=True))[1:]:
            connecting.connect(
                place, server.address(role_of(name), database), PASSWORD, NAME, PASSPHRASE
            )
        yield folders
    finally:
        keys.COST = before


def session(folder: Path, number: int, until: float, pause: float) -> Told:
    """One computer at work."""
    told, luck = Told(), random.Random(number)
    ward = open_ward(folder, NAME, PASSPHRASE)
    try:
        while time.time() < until:
            birth = a_birth(name=f"Soak{number}", babies=1 + (luck.random() < 0.02))
            began = time.perf_counter()
            ward.keep(*birth.all)
            told.waited_ms.append((time.perf_counter() - began) * 1000)
            told.kept.append(birth.delivery.id)
            if luck.random() < 0.2:
                _change_shared(ward, told)
            time.sleep(pause * (0.5 + luck.random()))
    finally:
        ward.close()
    return told


def _change_shared(ward: Ward, told: Told) -> None:
    woman = ward.get("woman", SHARED)
    woman.phone_1 = f"{70_000_000 + random.randrange(10**6)}"  # type: ignore[attr-defined]
    try:
        ward.keep(woman, reason="un autre numéro")
        told.shared += 1
    except Refused:
        told.conflicts += 1


def outcome(folder: Path, told: list[Told], seconds: float) -> Outcome:
    """Read the register whole and compare it with what was acknowledged."""
    ward = open_ward(folder, NAME, PASSPHRASE)
    try:
        ids = ward.book.ids(Query("delivery", limit=10**6))
        findings = [one.words for one in check(ward)]
        rows = Counter(one.delivery.id for one in _babies(ward))  # type: ignore[attr-defined]
    finally:
        ward.close()
    kept = [one for part in told for one in part.kept]
    waited = sorted(one for part in told for one in part.waited_ms)
    there = Counter(ids)
    return Outcome(
        sessions=len(told),
        seconds=seconds,
        births=len(kept),
        lost=sum(one not in there or not rows[one] for one in kept),
        twice=len(ids) - 1 - len(kept) + sum(count - 1 for count in there.values()),
        findings=findings,
        p50_ms=waited[len(waited) // 2],
        p95_ms=waited[int(len(waited) * 0.95)],
        worst_ms=waited[-1],
        shared=sum(part.shared for part in told),
        conflicts=sum(part.conflicts for part in told),
        load=f"{os.getloadavg()[0] / (os.cpu_count() or 1):.1f}",
    )


def _babies(ward: Ward) -> list[object]:
    ids = ward.book.ids(Query("newborn", limit=10**6))
    found: list[object] = []
    for at in range(0, len(ids), 500):
        found += ward.book.by_ids("newborn", ids[at : at + 500])
    return found


def in_threads(folders: list[Path], seconds: float, pause: float) -> Outcome:
    """A short one inside this process (the gate)."""
    until, told = time.time() + seconds, [Told() for _one in folders]

    def work(at: int) -> None:
        told[at] = session(folders[at], at, until, pause)

    threads = [Thread(target=work, args=(at,)) for at in range(len(folders))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return outcome(folders[0], told, seconds)


def in_processes(folders: list[Path], seconds: float, pause: float) -> Outcome:
    """Each session in its own process, as on its own computer."""
    until = time.time() + seconds + len(folders)  # so long the processes take to begin
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.soak",
                "--session",
                str(at),
                str(one),
                str(until),
                str(pause),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for at, one in enumerate(folders)
    ]
    told = []
    for one in running:
        answer, _nothing = one.communicate()
        if one.returncode:
            raise SystemExit(f"a session ended with {one.returncode}")
        told.append(Told(**json.loads(answer)))
    return outcome(folders[0], told, seconds)


def main() -> int:
    """Run it; 1 when something does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--sessions", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pause", type=float, default=PAUSE_S)
    parser.add_argument("--session", nargs=4, metavar=("N", "DIR", "UNTIL", "PAUSE"))
    told = parser.parse_args()
    if told.session:
        number, folder, until, pause = told.session
        keys.COST = CHEAP
        sys.stdout.write(
            json.dumps(vars(session(Path(folder), int(number), float(until), float(pause))))
        )
        return 0
    with tempfile.TemporaryDirectory() as folder, cluster(computers(told.sessions)) as server:
        server.new_database("maternity")
        with ward_of(server, Path(folder), told.sessions) as folders:
            found = in_processes(folders, told.minutes * 60, told.pause)
    for name, value in vars(found).items():
        sys.stdout.write(f"{name:<10} {value}\n")
    sys.stdout.write("holds\n" if found.holds else "DOES NOT HOLD\n")
    return 0 if found.holds else 1


if __name__ == "__main__":
    sys.exit(main())
