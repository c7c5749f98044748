"""The rotating log of the program: register names and identities, never a value.

It lies in the data folder, readable by its owner alone. Of an exception it keeps the kinds and the
places in the program: an exception's own words may hold what somebody typed.
"""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

NAME = "journal.log"
LARGEST = 512 * 1024
KEPT = 3
ONE_LINE = {at: f"\\x{at:02x}" for at in (*range(32), 127)} | {0x85: "\\x85"}
ONE_LINE |= {at: f"\\u{at:04x}" for at in (0x2028, 0x2029)}
"""Signs that would break a line or move about in it, as they are written instead."""


class _OwnerOnly(RotatingFileHandler):
    """A rotating file that only its owner may read; a full disk does not stop the ward."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """What cannot be logged is let go: printing it could show a value."""


class _NoValues(logging.Formatter):
    """Lines with the moment and its distance from UTC; exceptions without their words."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S%z"
        )

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """A message on one line: a line break in a file's name begins no entry of its own."""
        return super().formatMessage(record).translate(ONE_LINE)

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The kinds of error and their places in the program."""
        return "\n".join(places(ei[1]))


def places(error: BaseException | None) -> Iterator[str]:
    """The kinds of an error and its causes, and where in the program; none of their words."""
    while error is not None:
        yield type(error).__name__
        for one in traceback.extract_tb(error.__traceback__):
            yield f"  {Path(one.filename).name}:{one.lineno} {one.name}"
        error = error.__cause__ or error.__context__


def start(folder: Path) -> None:
    """Write the log of this program to the folder from now on."""
    stop()
    handler = _OwnerOnly(
        folder / NAME, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(_NoValues())
    ours = logging.getLogger("maternity")
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    ours.propagate = False


def stop() -> None:
    """Close the log."""
    ours = logging.getLogger("maternity")
    for handler in list(ours.handlers):
        if isinstance(handler, _OwnerOnly):
            handler.close()
            ours.removeHandler(handler)
    ours.propagate = True
