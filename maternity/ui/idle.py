"""The lock that comes by itself: after five minutes without a key, two on sensitive pages.

Those show HIV or a death, or how the register is administered. It warns twenty seconds before. Time
is that of the steady clock; a computer that slept is locked when it wakes, whichever of its clocks
went on.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from maternity import clock
from maternity.i18n import plural
from maternity.ward.locking import is_over

if TYPE_CHECKING:
    from maternity.ui.window import Window

IDLE_S, SENSITIVE_S, WARNING_S = 300, 120, 20
SLEPT_S = 60
"""Between two looks a second apart no clock goes on so far, unless the computer slept."""
LOOK_MS = 1000
SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
ADMINISTRATION = frozenset({"PeoplePage", "JournalPage", "CopiesPage", "DistrictPage"})
"""Pages of accounts, the journal, the copies and the district's forms, by their class."""


class IdleLock(QObject):
    """Watches a window, and says when it is to be locked."""

    over = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._last = clock.steady()
        self._seen: tuple[float, datetime] = (clock.steady(), clock.now())
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key or the mouse: she is there; nothing is taken from whom it is for."""
        if event.type() in SIGNS_OF_LIFE:
            self.stay()
        return super().eventFilter(watched, event)

    def stay(self) -> None:
        """Begin to count anew."""
        self._last = clock.steady()
        if self._warned:
            self._warned = False
            self.window.status.say("", "")

    def look(self) -> None:
        """Lock, or warn, if it is time."""
        self._watch_windows()
        steady, wall = clock.steady(), clock.now()
        before, self._seen = self._seen, (steady, wall)
        slept = max(steady - before[0], (wall - before[1]).total_seconds()) > SLEPT_S
        left = self.limit() - (steady - self._last)
        if slept or left <= 0 or is_over(self.window.ward.passphrase_at):
            self._timer.stop()
            self.over.emit()
        elif left <= WARNING_S:
            self._warned = True
            words = plural(
                "The screen locks in {count} second. Press a key to stay.",
                "The screen locks in {count} seconds. Press a key to stay.",
                int(left),
            )
            self.window.status.say(words, "unsure")

    def _watch_windows(self) -> None:
        """Hear the keys of this window and of what is open over it, as the system sends them.

        A filter on the whole program would be asked about each event of each widget.
        """
        over = (QApplication.activeModalWidget(), QApplication.activePopupWidget())
        for widget in (self.window, *over):
            handle = widget.windowHandle() if widget is not None else None
            if handle is not None:
                handle.installEventFilter(self)

    def limit(self) -> int:
        """Seconds without a key on the page in view."""
        page = self.window.trail.current
        return SENSITIVE_S if page is not None and is_sensitive(page) else IDLE_S


def is_sensitive(page: QWidget) -> bool:
    """Whether a page shows HIV, a death, or how the register is administered."""
    if type(page).__name__ in ADMINISTRATION:
        return True
    entry = getattr(page, "entry", None)
    about = getattr(page, "about", None) or getattr(entry, "register", None)
    return bool(getattr(about, "hidden", False) or getattr(about, "of_deaths", False))


def close_all_over(window: QWidget) -> None:
    """Close every dialog, menu and list that is open: nothing may keep the screen from locking."""
    for _most in range(20):
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is None or over is window:
            return
        over.close()
        if over.isVisible():
            over.hide()
