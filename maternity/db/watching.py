"""How far the check at the opening has come: it reads every page, which takes a while.

The database tells how many steps it has taken, and not of how many: a page takes about as many in
every register of ours, so that its number of pages tells the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Step = Callable[[int, int], None]
"""Told how much is done and of how much; may raise to stop."""

STEPS_A_PAGE = 350
"""Measured on registers of 50, 100 and 125 MB: 310 to 393."""
AT_ONCE = 50_000
LARGE_PAGES = 5000
"""A register of 20 MB opens before anybody wonders."""


@contextmanager
def watched(raw: Any, step: Step | None) -> Iterator[None]:
    """Tell how far a connection has come meanwhile, in pages; a small file tells nothing."""
    pages = int(raw.execute("PRAGMA page_count").fetchone()[0]) if step is not None else 0
    if step is None or pages < LARGE_PAGES:
        yield
        return
    told = 0

    def tick() -> int:
        nonlocal told
        told += AT_ONCE // STEPS_A_PAGE
        step(min(told, pages), pages)
        return 0

    raw.set_progress_handler(tick, AT_ONCE)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
