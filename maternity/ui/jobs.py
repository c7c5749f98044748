"""Work for the database, off the screen's thread: one worker, in order, answers on the screen.

`work` is a call on the ward and gets no widget. Refusals and failures of the machine go to
`failed`; anything else is our own bug and goes where crashes are told.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from maternity.errors import Refused, Unavailable

T = TypeVar("T")
Failed = Callable[[Refused | Unavailable], None]
Job = tuple[Callable[[], Any], Callable[[Any], None], Failed | None]


class _Answers(QObject):
    """Carries answers to the screen's thread."""

    done = Signal(object, object)
    failed = Signal(object, object)


class _Worker:
    """One thread that owns the database."""

    def __init__(self) -> None:
        self.waiting: queue.Queue[Job | None] = queue.Queue()
        self.pending = 0
        self.answers = _Answers()
        self.answers.done.connect(self._deliver)
        self.answers.failed.connect(self._tell)
        self.thread = threading.Thread(target=self._work, name="register", daemon=True)
        self.thread.start()

    def _work(self) -> None:
        while True:
            job = self.waiting.get()
            if job is None:
                return
            work, then, failed = job
            try:
                answer = work()
            except Exception as error:  # noqa: BLE001 - the one place, with the excepthook
                self.answers.failed.emit(failed, error)
            else:
                self.answers.done.emit(then, answer)

    def _deliver(self, then: Callable[[Any], None], answer: Any) -> None:
        self.pending -= 1
        then(answer)

    def _tell(self, failed: Failed | None, error: Exception) -> None:
        self.pending -= 1
        if isinstance(error, (Refused, Unavailable)) and (failed or told):
            (failed or told[0])(error)
            return
        raise error


told: list[Failed] = []
"""Where refusals go that nobody asked to hear: the window's message strip."""

_worker: list[_Worker] = []


def run(work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
    """Do this on the database's thread, then go on with its answer on the screen's."""
    if not _worker:
        _worker.append(_Worker())
    _worker[0].pending += 1
    _worker[0].waiting.put((work, then, failed))


def idle() -> bool:
    """Whether every job was done and answered."""
    return not _worker or _worker[0].pending == 0


def wait_idle(seconds: float = 30.0) -> None:
    """Let the screen live until every job is answered (tests, and leaving the program)."""
    waited = 0.0
    while not idle() and waited < seconds:
        QCoreApplication.processEvents()
        QThread.msleep(2)
        waited += 0.002
    QCoreApplication.processEvents()


def stop() -> None:
    """End the worker after what it has to do."""
    if _worker:
        wait_idle()
        _worker[0].waiting.put(None)
        _worker[0].thread.join(timeout=10)
        _worker.clear()
