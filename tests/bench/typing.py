"""The reference deliveries typed through the real window: keys, thoughts, seconds, waiting.

With `MATERNITY_KEY_LOG` naming a folder the logs are left there, one event a line, so that another
scorer of the same model can be given them; where `MATERNITY_KEY_SCORER` names such a program, it
is run on the log and its table is printed too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from maternity import clock
from maternity.db import keys
from maternity.ui import jobs, program
from maternity.ui.window import Window
from tests.bench.timing import Figure
from tests.budgets.clerk import Clerk, watched
from tests.budgets.deliveries import ALL
from tests.budgets.keystrokes import BUDGETS, Budget, Event, medians, scored, written
from tests.budgets.register import make_register
from tests.budgets.tasks import correct_a_field, find_a_woman, show_the_return
from tests.ui import desk
from tests.ui.conftest import opened
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock

TASKS = {
    "find-mother": find_a_woman,
    "correct-field": correct_a_field,
    "monthly-form": show_the_return,
}


def measure() -> list[Figure]:
    """Each kind of task: its longest seconds against its budget."""
    events = _typed()
    _leave(events)
    scores = scored(events)
    for score in scores:
        told = f"{score.name} {score.identity:<4}{score.keys:>5} keys{score.thoughts:>4} thoughts"
        sys.stdout.write(f"  {told:<46}{score.total:8.1f} s  {'; '.join(score.over)}\n")
    return [
        Figure(f"{name}: {count}, the longest", longest * 1000, most * 1000, 1)
        for name, (count, _middle, longest) in medians(scores).items()
        if (most := _most(BUDGETS.get(name, Budget()))) is not None
    ]


def _most(budget: Budget) -> float | None:
    return budget.total if budget.total is not None else budget.operator


def _typed() -> list[Event]:
    """Every delivery in one sitting, then the short tasks."""
    events: list[Event] = []
    with _window() as window:
        for reference in ALL:
            with watched(reference.task, reference.identity) as log:
                Clerk(window, reference, log).write()
            events += log.events
        for name, task in TASKS.items():
            window.act("home")
            desk.settle()
            with watched(name) as log:
                task(window, log)
            events += log.events
    return events


@contextmanager
def _window() -> Iterator[Window]:
    """The window on a small register of its own."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    before, keys.COST = keys.COST, CHEAP
    with tempfile.TemporaryDirectory() as place, clock.use(FixedClock()):
        folder = Path(place) / "registre"
        make_register(folder)
        program.dress("en", 100)
        window = Window(opened(folder, NAME, PASSPHRASE))
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        desk.settle()
        yield window
        window.close()
        jobs.stop()
        shutil.rmtree(folder, ignore_errors=True)
    keys.COST = before


def _leave(events: list[Event]) -> None:
    folder = os.environ.get("MATERNITY_KEY_LOG")
    if not folder:
        return
    log = Path(folder) / "keys.jsonl"
    log.write_text(written(events), "utf-8")
    scorer = os.environ.get("MATERNITY_KEY_SCORER")
    if scorer:
        subprocess.run([sys.executable, scorer, str(log), "--budgets"], check=False)
