"""What is new in each version, for who uses it: one Markdown file a language, beside the manual."""

from __future__ import annotations

import maternity
from maternity.reports.manual import Chapter, chapters

FOLDER = "news"


def number(version: str) -> tuple[int, ...]:
    """A version as numbers, to be compared; empty for what is none."""
    parts = version.split(".")
    return tuple(int(one) for one in parts) if all(one.isdecimal() for one in parts) else ()


def news(since: str = "") -> list[Chapter]:
    """What came after a version, the newest first; everything when none is named."""
    return [one for one in chapters(FOLDER) if number(one.title) > number(since)]


def is_newer(than: str) -> bool:
    """Whether this program is newer than a version somebody saw last."""
    return number(maternity.__version__) > number(than)
