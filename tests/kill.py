"""Kill the real window while somebody types, again and again, and see what is left.

    python -m tests.kill [--times 200]

The window works in a process of its own; what was acknowledged on its screen and what stood in the
form are told to this one, which kills it at a moment of chance and opens the register again. The
answer is 1 when something acknowledged is lost, or when more than ten seconds of typing are.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

MOST_TYPING_S = 10.0
TYPED = "Coulibaly"
"""What is typed begins so."""
PASSPHRASE = "manguier calebasse pirogue tambour"


@dataclass
class Told:
    """What the killed window had told: saves, and each letter with its moment."""

    saved: list[str] = field(default_factory=list)
    typed: list[tuple[float, str, str]] = field(default_factory=list)
    """When, in which form, and what its field then held."""

    def listen(self, pipe: IO[str]) -> None:
        """Hear all that the window tells until it is dead; a line cut short tells nothing."""
        for line in pipe:
            if line.endswith("\n"):
                self.hear(line)

    def hear(self, line: str) -> None:
        """Take in a line of the window's."""
        kind, _space, rest = line.strip().partition(" ")
        if kind == "SAVED":
            self.saved.append(rest)
        elif kind == "TYPED":
            at, form, words = rest.split(" ", 2)
            self.typed.append((float(at), form, words))
        elif kind == "BEGUN":
            self.typed.clear()


@dataclass(frozen=True)
class Life:
    """One life of the window."""

    saved: int
    lost: int
    """Acknowledged saves that the register does not hold."""
    typing: float
    """Seconds of typing that are lost."""


def tell(words: str) -> None:
    """A line to whoever listens."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def child(folder: Path) -> None:
    """Type forms in the real window until killed; tell what the screen tells."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from maternity.db import keys
    from maternity.ui import jobs, program
    from maternity.ui.form import Form
    from maternity.ui.window import Window
    from maternity.ward import open_ward
    from maternity.ward.demo import NAME
    from tests.ui import desk
    from tests.ward_fixtures import CHEAP

    keys.COST = CHEAP
    program.make_application("fr", 100)
    found: list[Window] = []
    jobs.run(lambda: open_ward(folder, NAME, PASSPHRASE), lambda ward: found.append(Window(ward)))
    desk.settle()
    window = found[0]
    window.show()
    window.activateWindow()
    chance = random.Random()
    tell("READY")
    for number in range(10_000):
        tell("BEGUN")
        desk.ask(lambda: None)
        window.show_form(window.ward.new("woman"))
        desk.settle()
        form = window.trail.current
        if not isinstance(form, Form):
            raise TypeError(form)
        entry = form.entry.id
        first = form.sheet.order()[0]
        first.setFocus()
        words = ""
        for letter in f"{TYPED}{number}":
            words += letter
            desk.write(letter)
            tell(f"TYPED {time.monotonic()} {entry} {words}")
            _live(QApplication.processEvents, chance.uniform(0.0, 0.15))
        form.save()
        desk.settle()
        if window.trail.current is not form:
            tell(f"SAVED {entry}")


def _live(turn: object, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        turn()  # type: ignore[operator]
        time.sleep(0.005)


def once(
    folder: Path, after: float, environment: dict[str, str] | None = None, *, look: bool = True
) -> Life:
    """One life of the window; without a look at what is left the register stays as it fell."""
    command = [sys.executable, "-m", "tests.kill", "--child", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as window:
        if window.stdout is None:
            raise RuntimeError("no pipe")
        told = Told()
        for line in window.stdout:
            if line.startswith("READY"):
                break
        hearing = threading.Thread(target=told.listen, args=(window.stdout,))
        hearing.start()
        time.sleep(after)
        window.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        hearing.join()
    lost, typing = left(folder, told, killed) if look else (0, 0.0)
    return Life(len(told.saved), lost, typing)


def left(folder: Path, told: Told, killed: float) -> tuple[int, float]:
    """What the register still holds of it."""
    from maternity.ward import open_ward
    from maternity.ward.demo import NAME

    ward = open_ward(folder, NAME, PASSPHRASE)
    try:
        kept = {one.id for one in ward.book.by_ids("woman", told.saved)}
        waiting = [str(one.state) for one in ward.drafts()]
        unsafe = [
            at
            for at, entry, words in told.typed
            if not ward.book.by_ids("woman", [entry])
            and not any(entry in state and words in state for state in waiting)
        ]
        for draft in ward.drafts():
            ward.give_up(draft)
    finally:
        ward.close()
    return len(set(told.saved) - kept), max((killed - at for at in unsafe), default=0.0)


def prepared(folder: Path) -> Path:
    """A training register to work in."""
    from maternity.db import keys
    from maternity.ward.demo import make_demo
    from tests.ward_fixtures import CHEAP

    keys.COST = CHEAP
    make_demo(folder / "r", 5, 1, passphrase=PASSPHRASE).close()
    return folder / "r"


def main() -> int:
    """Kill the window so many times."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--child", type=Path)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child)
        return 0
    chance = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="maternity-kill-") as made:
        folder = prepared(Path(made))
        lives = [once(folder, chance.uniform(0.2, 9.0)) for _at in range(asked.times)]
    lost, worst = sum(one.lost for one in lives), max(one.typing for one in lives)
    tell(f"{asked.times} kills, {sum(one.saved for one in lives)} saves acknowledged:")
    tell(f"{lost} of them lost, at most {worst:.1f} s of typing lost")
    return 1 if lost or worst > MOST_TYPING_S else 0


if __name__ == "__main__":
    sys.exit(main())
