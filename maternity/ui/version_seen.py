"""The version each person saw last on this computer: what is new since is shown to her once.

Whoever sits down here for the first time is told of nothing new: all of it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

import maternity

if TYPE_CHECKING:
    from maternity.ui.window import Window


def show_once(window: Window) -> None:
    """Show what came since she was here last, over the page that she left."""
    kept = QSettings()
    mine = f"person/{window.ward.account.id}/version"
    seen = str(kept.value(mine, ""))
    if seen == maternity.__version__:
        return
    from maternity.reports.news import is_newer, news  # noqa: PLC0415 - after an update

    if is_newer(seen):
        kept.setValue(mine, maternity.__version__)
    if seen and news(seen):
        window.show_deeper("news", seen)
