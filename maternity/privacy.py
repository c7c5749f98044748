"""What the system must not write down of a running program: no image of its memory on disk."""

from __future__ import annotations

import sys

SILENT = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: no report of Windows with our memory in it."""


def no_dumps() -> None:
    """Forbid dumps of this process, which would hold names in clear."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there on Windows

        ctypes.windll.kernel32.SetErrorMode(SILENT)
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
