"""The clipboard forgets: what was copied from the register is not there a while later.

Everything the program itself put there is taken away after half a minute, when the register is
locked and when the window is closed; what another program put there since is left alone. Windows
is asked to keep it out of its own history of copies and out of the cloud.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 30_000

NOT_REMEMBERED = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)
"""Formats by which Windows is told, each with nothing in it."""


class Forgetting(QObject):
    """Watches the clipboard while a register is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(forget)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def forget_after(self, milliseconds: int) -> None:
        """How long a copy stays."""
        self._timer.setInterval(milliseconds)

    def _changed(self) -> None:
        board = QGuiApplication.clipboard()
        if board.ownsClipboard() or QGuiApplication.focusWindow() is not None:
            _ours[:] = [board.text()]
            self._timer.start()
        else:
            _ours.clear()
            self._timer.stop()


_ours: list[str] = []
"""What the program put there last, while it is there."""


def copy(text: str) -> None:
    """Put words on the clipboard, for a short time and for nobody's history."""
    data = QMimeData()
    data.setText(text)
    for name in NOT_REMEMBERED:
        data.setData(f'application/x-qt-windows-mime;value="{name}"', bytes(4))
    QGuiApplication.clipboard().setMimeData(data)


def forget() -> None:
    """Take away what this program put on the clipboard, if it is still there."""
    board = QGuiApplication.clipboard()
    if _ours and board.text() == _ours[0]:
        board.clear()
    _ours.clear()
