"""Headings of a file as they are compared: small letters without accents, signs made spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection

from maternity.names import fold


def told(text: str) -> str:
    """A heading as it is compared: small letters without accents, signs made spaces."""
    return " ".join("".join(s if s.isalnum() else " " for s in fold(text)).split())


def bare(text: str) -> str:
    """The same without what stands in brackets: « Poids (g) » is « poids »."""
    return told(re.sub(r"\([^)]*\)", " ", text))


def heading_in(heads: Collection[str]) -> Callable[[str], str | None]:
    """Which heading of a file another writing of it means; none where two are alike."""
    counts = Counter(told(head) for head in heads if head)
    alone = {told(head): head for head in heads if head and counts[told(head)] == 1}
    return lambda heading: heading if heading in heads else alone.get(told(heading))
