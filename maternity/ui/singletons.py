"""Keep None, True and False alive: before Python 3.12 they are counted like any object.

PySide6 6.12 gives back one reference too many each time a signal is emitted or an unset value is
read (measured); after some thousands of them the interpreter would stop the program in the middle
of the ward's work. From Python 3.12 on they are immortal and nothing is done.
"""

from __future__ import annotations

import sys

MANY = 1 << 40
"""More references than a program can lose."""


def hold() -> None:
    """Count so many references to the three that they can never run out."""
    if sys.version_info < (3, 12):
        import ctypes  # noqa: PLC0415 - only where it is needed

        for one in (None, True, False):
            count = ctypes.c_ssize_t.from_address(id(one))
            if count.value < MANY // 2:
                count.value += MANY
