"""Whether the register file that is open still bears its name: else what is saved would be lost.

A tool that puts an older copy back, or takes the file away, leaves the open program with a file
that has no name any more: the system throws it away when the program ends. Nothing is saved in it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from maternity.errors import Unavailable
from maternity.i18n import _

OPTION = "place"

Mark = tuple[Path, int, int]
"""Where the file was opened, and which file it was: device and number."""


def marked(path: Path) -> dict[str, Mark]:
    """What an engine remembers of the file it opens."""
    about = path.stat()
    return {OPTION: (path, about.st_dev, about.st_ino)}


def check(engine: Engine) -> None:
    """Refuse to save where another file took the register's place, or none is there."""
    mark: Mark | None = engine.get_execution_options().get(OPTION)
    if mark is None:
        return
    path, device, number = mark
    try:
        about = path.stat()
    except OSError:
        about = None
    if about is None or (about.st_dev, about.st_ino) != (device, number):
        raise Unavailable(
            _("The register file was replaced or taken away while it was open. Nothing was saved."),
            advice=_(
                "Write what is on the screen on paper, then leave the program: it makes a copy of"
                " what it still holds. Restore that copy before anything else is typed."
            ),
        )
