"""A day of work emits signals by the hundred thousand; the program lives through it."""

from __future__ import annotations

import subprocess
import sys

DAY = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import maternity.ui
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    sent = Signal(object)
sender = Sender()
for _at in range(300_000):
    sender.sent.emit(None)
    sender.property("unset")
print("alive")
"""


def test_the_program_lives_through_a_day_of_signals() -> None:
    done = subprocess.run([sys.executable, "-c", DAY], capture_output=True, text=True, check=False)
    assert done.stdout == "alive\n", done.stderr[-500:]
