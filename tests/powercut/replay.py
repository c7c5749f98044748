#!/usr/bin/env python3
"""Try every power cut on a program that saves.

    replay.py --record [--run R] [--watch D] [--start S] -- COMMAND...
    replay.py --check 'COMMAND {db}' [--run R] [--db NAME] [...]

See README.md for the acknowledgement protocol, the verdicts and the models.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import itertools
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from tests.powercut import images, recording
from tests.powercut.images import Image
from tests.powercut.recording import Event, Recording
from tests.powercut.syscalls import Unsupported

VERDICTS = {0: "ok", 10: "lost", 11: "torn", 12: "corrupt"}
BAD = ("lost", "torn", "corrupt", "error")


class Judge:
    """Asks the project's own command what an image holds."""

    def __init__(self, command: str, db: str, serve: bool = False, timeout: int = 60) -> None:
        self.command = shlex.split(command)
        self.db = db
        self.serve = serve
        self.timeout = timeout
        self.base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.servers: list[subprocess.Popen[str]] = []
        self.idle: collections.deque[subprocess.Popen[str]] = collections.deque()

    def __call__(self, image: Image) -> tuple[str, str]:
        folder = tempfile.mkdtemp(prefix="powercut-", dir=self.base)
        try:
            data, acks = os.path.join(folder, "data"), os.path.join(folder, "acks.txt")
            os.mkdir(data)
            images.write_image(image, data)
            write_keys(acks, image.keys)
            db = os.path.join(data, self.db) if self.db else data
            return (
                self.ask_server(data, db, acks) if self.serve else self.ask_command(data, db, acks)
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def ask_command(self, data: str, db: str, acks: str) -> tuple[str, str]:
        fill = {"{db}": db, "{dir}": data, "{acks}": acks}
        command = []
        for part in self.command:
            filled = part
            for hole, value in fill.items():
                filled = filled.replace(hole, value)
            command.append(filled)
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=self.timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "error", f"no answer in {self.timeout} s"
        said = (done.stdout.strip() or done.stderr.strip()).splitlines()
        verdict = VERDICTS.get(done.returncode, "error")
        if not said:
            return verdict, f"exit code {done.returncode}"
        return verdict, said[-1 if verdict == "error" else 0]

    def ask_server(self, data: str, db: str, acks: str) -> tuple[str, str]:
        server: Any = self.idle.pop() if self.idle else self.start_server()
        patience = threading.Timer(self.timeout, server.kill)
        patience.start()
        try:
            server.stdin.write(f"{data}\t{db}\t{acks}\n")
            server.stdin.flush()
            for line in server.stdout:  # an answer begins with the folder asked about
                about, _, answer = line.rstrip("\n").partition("\t")
                if about == data:
                    verdict, _, reason = answer.partition("\t")
                    patience.cancel()
                    self.idle.append(server)
                    return verdict if verdict in VERDICTS.values() else "error", reason
        except OSError:
            pass
        finally:
            patience.cancel()
        server.kill()
        server.wait()
        return "error", "the checking process stopped without an answer"

    def start_server(self) -> subprocess.Popen[str]:
        """One more checking process: there are as many as were ever asked at once."""
        server = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.servers.append(server)
        return server

    def close(self) -> None:
        """Let the checking processes end."""
        for server in self.servers:
            server.communicate(timeout=self.timeout)


def write_keys(path: str, keys: list[str]) -> None:
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(f"ACK {key}\n" for key in keys)


class Report:
    """Counts by model, and the first bad images in words."""

    def __init__(self) -> None:
        self.counts: dict[str, collections.Counter[str]] = collections.defaultdict(
            collections.Counter
        )
        self.examples: list[str] = []
        self.distinct = 0
        self.seconds = 0.0

    @property
    def total(self) -> int:
        return sum(counts["images"] for counts in self.counts.values())

    def bad(self, models: Sequence[str] | None = None) -> int:
        chosen = self.counts if models is None else models
        return sum(self.counts[m][v] for m in chosen for v in BAD)

    def text(self) -> str:
        columns = ("images", "ok", *BAD, "early")
        lines = ["{:8s}".format("model") + "".join(f"{c:>9s}" for c in columns)]
        for model, counts in self.counts.items():
            lines.append(f"{model:8s}" + "".join(f"{counts[c]:9d}" for c in columns))
        lines.append(f"{self.total} images, {self.distinct} different, {self.seconds:.1f} s")
        return "\n".join(lines)


def replay(
    made: Recording,
    judge: Callable[[Image], tuple[str, str]],
    models: Sequence[str],
    per_point: int,
    seed: int,
    sector: int,
    ignore_flush: bool,
    jobs: int,
    keep: str | None = None,
    most: int = 0,
    skipped: int = 0,
) -> Report:
    """Build and judge every image. Images alike, with the same promises, are judged once."""
    report, began = Report(), time.monotonic()
    known: dict[tuple[bytes, int], Any] = {}
    fresh = not made.first
    rng = random.Random(seed)

    def count(image: Image, event: Event, verdict: str, reason: str) -> None:
        counts = report.counts[image.model]
        counts["images"] += 1
        if verdict != "ok" and fresh and not image.keys:
            verdict = "early"  # nothing promised yet and nothing there before
        counts[verdict] += 1
        if verdict in BAD:
            if len(report.examples) < 5:
                report.examples.append(
                    f"{verdict}: cut after event {image.point} ({event}), model {image.model}, "
                    f"{len(image.keys)} acknowledged: {reason}"
                )
            if keep is not None and len(os.listdir(keep)) < 5:
                export(image, os.path.join(keep, f"{image.point:06d}-{image.model}-{verdict}"))

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        waiting: collections.deque[tuple[Image, Any]] = collections.deque()
        stream = images.crash_images(made, rng, models, per_point, sector, ignore_flush)
        for image in itertools.islice(stream, skipped, skipped + most if most else None):
            mark = image.digest, len(image.keys)
            if mark not in known:
                known[mark] = pool.submit(judge, image)
            waiting.append((image, known[mark]))
            while waiting and (waiting[0][1].done() or len(waiting) > 64 * jobs):
                done, answer = waiting.popleft()
                count(done, made.events[done.point - 1], *answer.result())
        for image, answer in waiting:
            count(image, made.events[image.point - 1], *answer.result())
    report.distinct = len(known)
    report.seconds = time.monotonic() - began
    return report


def export(image: Image, folder: str) -> None:
    """Keep an image with its promises, ready for `--record --start`."""
    if not os.path.exists(folder):
        os.makedirs(os.path.join(folder, "data"))
        images.write_image(image, os.path.join(folder, "data"))
        write_keys(os.path.join(folder, "acks.txt"), image.keys)


def sample(
    made: Recording, models: Sequence[str], per_point: int, seed: int, sector: int, wanted: int
) -> list[Image]:
    """Some images spread over the recording, for a second recording that starts in trouble."""
    seen, kept = set(), []
    for image in images.crash_images(made, random.Random(seed), models, per_point, sector):
        if image.keys and image.digest not in seen:
            seen.add(image.digest)
            kept.append(image)
    step = max(1, len(kept) // wanted)
    return kept[::step][:wanted]


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="replay.py",
        description=__doc__.splitlines()[0],
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--record", action="store_true", help="run the command after -- and record it")
    add("--check", metavar="CMD", help="judge every image; {db} {dir} {acks} are filled in")
    add("--run", default="powercut-run", help="folder of the recording")
    add("--watch", help="folder to watch (default: RUN/data; {data} in the command)")
    add("--start", help="folder to begin from, such as an exported image")
    add("--ignore", action="append", help="names to leave out (default: *-shm)")
    add(
        "--longest-write", type=int, default=recording.LONGEST_WRITE, help="bytes kept of one write"
    )
    add("--db", help="file name below the watched folder, for {db}")
    add("--serve", action="store_true", help="CMD stays alive and answers line by line")
    add("--models", default=",".join(images.MODELS))
    add("--per-point", type=int, default=2, help="random images per event for subset and torn")
    add("--seed", type=int, default=7)
    add("--sector", type=int, default=512)
    add("--jobs", type=int, default=os.cpu_count() or 1)
    add("--min-images", type=int, default=0, help="fail when fewer images were tried")
    add(
        "--negative-control",
        action="store_true",
        help="ignore every fsync: passes only if bad images are reported",
    )
    add("--keep", metavar="DIR", help="keep the first five bad images")
    add(
        "--export",
        metavar="DIR",
        help="with --check: also keep --export-count images to start from",
    )
    add("--export-count", type=int, default=3)
    mine: list[str] = argv
    rest: list[str] = []
    if "--" in argv:
        mine, rest = argv[: argv.index("--")], argv[argv.index("--") + 1 :]
    options = parser.parse_args(mine)
    options.command = rest
    if not options.record and not options.check:
        parser.error("say --record, --check, or both")
    if options.record and not options.command:
        parser.error("--record needs a command after --")
    unknown = set(options.models.split(",")) - set(images.MODELS)
    if unknown:
        parser.error(f"unknown model: {', '.join(sorted(unknown))}")
    return options


def do_record(options: argparse.Namespace) -> int:
    ignore = options.ignore or ["*-shm"]
    code, made = recording.record(
        options.command, options.run, options.watch, options.start, ignore, options.longest_write
    )
    kinds = collections.Counter(event.kind for event in made.events)
    flushes = sum(kinds[k] for k in ("flush", "flushdir", "flushall"))
    acks = kinds["ack"]
    print(f"recorded {len(made.events)} events, {flushes} flushes, {acks} acknowledgements")
    if code:
        print(f"the command ended with code {code}", file=sys.stderr)
    return code


def do_check(options: argparse.Namespace) -> int:
    if not os.path.exists(os.path.join(options.run, "trace")):
        print(f"no recording in {options.run}: record first", file=sys.stderr)
        return 2
    made = recording.read(options.run)
    if (
        not any(event.kind == "ack" for event in made.events)
        and not made.promised
        and not made.first
    ):
        print("no acknowledgement was recorded: the check would prove nothing", file=sys.stderr)
        return 2
    models = options.models.split(",")
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    judge = Judge(options.check, options.db, options.serve)
    try:
        report = replay(
            made,
            judge,
            models,
            options.per_point,
            options.seed,
            options.sector,
            options.negative_control,
            options.jobs,
            options.keep,
        )
    finally:
        judge.close()
    print(report.text())
    for example in report.examples:
        print("  " + example)
    if options.export:
        chosen = sample(
            made, models, options.per_point, options.seed, options.sector, options.export_count
        )
        for number, image in enumerate(chosen, 1):
            export(image, os.path.join(options.export, f"{number:04d}"))
    if options.negative_control:
        # A program that dies loses nothing without fsync, so `kill` stays clean here.
        blind = [m for m in models if m != "kill" and not report.bad([m])]
        seen = report.bad()
        print(
            f"fsync ignored: {seen} bad images reported"
            + (f", none under {', '.join(blind)}" if blind else "")
        )
        print("NEGATIVE CONTROL " + ("OK" if seen and not blind else "FAILED"))
        return 0 if seen and not blind else 1
    if report.total < options.min_images:
        print(f"FAILED: only {report.total} images, {options.min_images} wanted")
        return 1
    print("PASSED" if not report.bad() else f"FAILED: {report.bad()} bad images")
    return 1 if report.bad() else 0


def main(argv: list[str] | None = None) -> int:
    options = arguments(sys.argv[1:] if argv is None else argv)
    try:
        code = do_record(options) if options.record else 0
        return do_check(options) if options.check and code == 0 else code
    except Unsupported as problem:
        print(f"cannot follow this program: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
