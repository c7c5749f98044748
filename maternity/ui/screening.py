"""The window of a register is kept out of screen captures and remote views, where that can be.

Windows can leave a window black in captures; other systems have no such call, and say nothing.
"""

from __future__ import annotations

import logging
import sys

from PySide6.QtWidgets import QWidget

EXCLUDED = 0x11
"""WDA_EXCLUDEFROMCAPTURE; of Windows 10, version 2004."""
BLACK = 0x01
"""WDA_MONITOR, of older versions: the window is black in a capture."""

_log = logging.getLogger(__name__)


def hide_from_captures(window: QWidget) -> bool:
    """Ask the system to leave the window out of captures; whether it could."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there on Windows

        user, place = ctypes.windll.user32, int(window.winId())
        if any(user.SetWindowDisplayAffinity(place, kind) for kind in (EXCLUDED, BLACK)):
            return True
        _log.warning("the window could not be kept out of screen captures")
    return False
