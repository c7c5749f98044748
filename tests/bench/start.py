"""A start to the sign-in page, against a bare window: each time a process of its own.

The clock runs from the call of the interpreter until the first page is painted. The peak of memory
is that of the whole process a second and a half later: what the sign-in page loads behind itself
counts (told by Linux).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.timing import Figure

MOST, MOST_MB = 2.0, 160.0
ROUNDS = 9

SAY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def ready(window):
    QApplication.processEvents()
    window.grab()
    print("ready", flush=True)
    QTimer.singleShot(1500, QApplication.quit)

def peak():
    with open("/proc/self/status") as told:
        return next(line.split()[1] for line in told if line.startswith("VmHWM"))
"""

BARE = (
    SAY
    + """
from PySide6.QtWidgets import QLineEdit, QMainWindow
application = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QLineEdit())
window.showMaximized()
QTimer.singleShot(0, lambda: ready(window))
application.exec()
print(peak())
"""
)

OURS = (
    SAY
    + """
from maternity.ui import program
begin = program.Program.begin

def begun(self):
    begin(self)
    QTimer.singleShot(0, lambda: ready(self.window))

program.Program.begin = begun
program.run(["--data", sys.argv[1]])
print(peak())
"""
)


def measure(folder: Path) -> list[Figure]:
    """The window of a register that exists already, as every morning."""
    found: dict[str, tuple[list[float], list[float]]] = {OURS: ([], []), BARE: ([], [])}
    with tempfile.TemporaryDirectory() as home:
        for _round in range(ROUNDS + 1):
            for script, (times, peaks) in found.items():
                milliseconds, megabytes = _started(script, folder, home)
                times.append(milliseconds)
                peaks.append(megabytes)
    (ours, memory), (floor, bare) = found[OURS], found[BARE]
    return [
        Figure("start to the sign-in page", median(ours[1:]), median(floor[1:]), MOST),
        Figure("  peak of memory", max(memory), max(bare), MOST_MB, unit="MB"),
    ]


def _started(script: str, folder: Path, home: str) -> tuple[float, float]:
    """Milliseconds to the first painted page, and the peak of memory in MB."""
    about = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "HOME": home}
    began = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True, env=about
    ) as child:
        if child.stdout is None or child.stdout.readline().strip() != "ready":
            raise RuntimeError("the window did not come")
        milliseconds = (perf_counter() - began) * 1000
        peak = child.stdout.read()
    return milliseconds, int(peak) / 1024
