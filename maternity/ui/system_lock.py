"""The lock that follows the system's own: who locks Windows, or changes its user, locks this too.

Windows tells a window that asked for it when its session is locked, disconnected or put to sleep.
Elsewhere the idle lock and the look at the clocks after a sleep do it alone.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SESSION_CHANGE = 0x02B1  # WM_WTSSESSION_CHANGE
POWER = 0x0218  # WM_POWERBROADCAST
LEAVES = {
    SESSION_CHANGE: frozenset({2, 4, 6, 7}),  # disconnected here or from afar, signed off, locked
    POWER: frozenset({4}),  # about to sleep
}
"""Messages of Windows, and which of their kinds mean that nobody is there any more."""


class _Filter(QAbstractNativeEventFilter):
    """Hears what the system tells the program."""

    def __init__(self, lock: SystemLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: Any, message: Any) -> object:
        """Look at a message, and let everybody else have it too."""
        if bytes(kind).startswith(b"windows"):
            from ctypes import wintypes  # noqa: PLC0415 - on Windows alone

            told = wintypes.MSG.from_address(int(message))
            self._lock.hear(told.message, told.wParam or 0)
        return False, 0


class SystemLock(QObject):
    """Says when the system was locked over a window."""

    over = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.filter = _Filter(self)
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - only there on Windows

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)
            self.listen()

    def listen(self) -> None:
        """Hear the messages of the system as long as the window lives."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self.filter)
            self.destroyed.connect(lambda: application.removeNativeEventFilter(self.filter))

    def hear(self, message: int, kind: int) -> None:
        """Lock, if this is one of the messages that say so."""
        if kind in LEAVES.get(message, ()):
            self.over.emit()
