"""Work for the database, off the screen's thread: one worker, in order, answers on the screen.

`work` is a call on the ward and gets no widget. Refusals and failures of the machine go to
`failed`, or to the window; anything else is our own bug and is raised on the screen's thread,
where crashes are told.
"""

from __future__ import annotations

import inspect
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal

from maternity.errors import Refused, Unavailable
from maternity.i18n import _

T = TypeVar("T")
Failed = Callable[[Refused | Unavailable], None]
LONG_MS = 2000
"""After so long the screen says that it waits."""


@dataclass(eq=False)
class Job:
    """A piece of work, and what follows it on the screen."""

    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Failed | None = None
    words: str = ""
    changes: bool = False
    stopped: threading.Event = field(default_factory=threading.Event)
    answer: Any = None
    error: Exception | None = None


class Hub(QObject):
    """What the screen may listen to."""

    changed = Signal()
    waits = Signal(str)
    step = Signal(int, int)
    over = Signal()
    succeeded = Signal()
    _answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.waiting: queue.Queue[Job | None] = queue.Queue()
        self.answers: deque[Job] = deque()
        self.pending: list[Job] = []
        self._answered.connect(self._deliver)
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(LONG_MS)
        self._long.timeout.connect(self._tell_long)
        self.thread_of_work = threading.Thread(target=self._work, name="register", daemon=True)
        self.thread_of_work.start()

    def put(self, job: Job) -> None:
        """Queue a piece of work."""
        self.pending.append(job)
        if len(self.pending) == 1:
            self._long.start()
        self.waiting.put(job)

    def _work(self) -> None:
        while (job := self.waiting.get()) is not None:
            try:
                job.answer = job.work()
            except Exception as error:  # noqa: BLE001 - the one place, with the excepthook
                job.error = error
            self.answers.append(job)
            del job  # it holds widgets, which are let go on the screen's thread alone
            self._answered.emit()

    def _tell_long(self) -> None:
        if self.pending:
            self.waits.emit(self.pending[0].words or _("One moment…"))

    def _deliver(self) -> None:
        job = self.answers.popleft()
        self.pending.remove(job)
        self._long.stop()
        self.over.emit()
        if self.pending:
            self._long.start()
        if job.error is not None:
            _refuse(job, job.error)
            return
        self.succeeded.emit()
        if _alive(job.then):
            job.then(job.answer)
        if job.changes:
            self.changed.emit()


def _refuse(job: Job, error: Exception) -> None:
    if not isinstance(error, (Refused, Unavailable)):
        raise error
    if job.failed is not None and _alive(job.failed):
        job.failed(error)
    else:
        tell(error)


def tell(error: Refused | Unavailable) -> None:
    """Hand a refusal to the window's message strip; raised where there is none."""
    if not told:
        raise error
    told[0](error)


def _alive(call: Callable[..., Any]) -> bool:
    """Whether the widgets a call would touch are still there: a page may have been left."""
    held: list[object] = []
    while isinstance(call, partial):
        held += call.args
        call = call.func
    held.append(getattr(call, "__self__", None))
    held += inspect.getclosurevars(call).nonlocals.values() if inspect.isfunction(call) else []
    return all(shiboken6.isValid(one) for one in held if isinstance(one, QObject))


told: list[Failed] = []
"""Where refusals go that nobody asked to hear: the window's message strip."""

_hub: list[Hub] = []


def hub() -> Hub:
    """The one worker's signals; it begins when first asked for."""
    if not _hub:
        _hub.append(Hub())
    return _hub[0]


def run(
    work: Callable[[], T],
    then: Callable[[T], None],
    failed: Failed | None = None,
    *,
    words: str = "",
    changes: bool = False,
) -> None:
    """Do this on the database's thread, then go on with its answer on the screen's.

    `words` say what is waited for if it takes long; `changes` tells the pages to read again.
    """
    hub().put(Job(work, then, failed, words, changes))


def run_long(
    work: Callable[[Callable[[int, int], None]], T],
    then: Callable[[T], None],
    failed: Failed | None = None,
    *,
    words: str,
) -> None:
    """Work that tells its progress and can be stopped between two steps."""
    job = Job(lambda: None, then, failed, words)

    def step(done: int, of: int) -> None:
        if job.stopped.is_set():
            raise Refused(_("Stopped before the end."))
        hub().step.emit(done, of)

    job.work = lambda: work(step)
    hub().put(job)


def cancel() -> None:
    """Ask the work under way to stop at its next step."""
    if _hub and _hub[0].pending:
        _hub[0].pending[0].stopped.set()


def idle() -> bool:
    """Whether every job was done and answered."""
    return not _hub or not _hub[0].pending


def wait_idle(seconds: float = 30.0) -> None:
    """Let the screen live until every job is answered (tests, and leaving the program)."""
    waited = 0.0
    while not idle() and waited < seconds:
        QCoreApplication.processEvents()
        QThread.usleep(500)
        waited += 0.0005
    QCoreApplication.processEvents()


def stop() -> None:
    """End the worker after what it has to do."""
    if _hub:
        wait_idle()
        _hub[0].waiting.put(None)
        _hub[0].thread_of_work.join(timeout=10)
        _hub.clear()
