"""The rotating log of the program: register names and identities, never a value.

It lies in the data folder, readable by its owner alone.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "journal.log"
LARGEST = 512 * 1024
KEPT = 3


class _OwnerOnly(RotatingFileHandler):
    """A rotating file that only its owner may read."""

    def _open(self) -> object:  # type: ignore[override]
        stream = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return stream


def start(folder: Path) -> None:
    """Write the log of this program to the folder from now on."""
    handler = _OwnerOnly(
        folder / NAME, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    ours = logging.getLogger("maternity")
    stop()
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    ours.propagate = False


def stop() -> None:
    """Close the log."""
    ours = logging.getLogger("maternity")
    for handler in list(ours.handlers):
        handler.close()
        ours.removeHandler(handler)
