"""Where the program's own files and the ward's data lie, in a checkout, installed or frozen.

The only module that knows this; it asks nothing of the screen, the database or the settings.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

OWN_RETURNS = "returns"
"""The folder of the district's files in that of a register."""


def resources() -> Path:
    """The folder of fonts, icons, words, codes and official returns."""
    return _beside("_resources", "resources")


def migrations() -> Path:
    """The folder of Alembic's script and its versions."""
    return _beside("_alembic", "alembic")


def program() -> Path | None:
    """The folder of a checkout or a release, which is started by `run`; None where it is packed."""
    top = _PACKAGE.parent
    return top if (top / "run").is_file() and (top / "run.cmd").is_file() else None


def default_data() -> Path:
    """The folder for the ward's register when none is named: this user's, never a synced one."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "Maternity"
    share = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (share if share.is_absolute() else Path.home() / ".local" / "share") / "maternity"


def _beside(packed: str, loose: str) -> Path:
    """The folder inside the package where a build put it, else at the top of the checkout."""
    inside = _PACKAGE / packed
    return inside if inside.is_dir() else _PACKAGE.parent / loose
