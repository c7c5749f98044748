"""What must not be read by others from a page: HIV in any form, and how a pregnancy was ended.

The masks follow the words, wherever they stand (reference README, part 2): fields that HIV rules,
diagnoses with its codes, and any clause of a free text that names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

HIV_WORDS = re.compile(
    r"\b(VIH|HIV|SIDA|AIDS|T?ARV|PTME|PMTCT|s[ée]ro-?positi\w*|s[ée]ro-?n[ée]gati\w*"
    r"|s[ée]rologie r[ée]tro\w*|(anti-?)?r[ée]trovir\w*|n[ée]virapine|zidovudine)\b",
    re.IGNORECASE,
)
HIDDEN_CODES = re.compile(r"^\s*(B2[0-4]|O98\.?7|Z20\.?6|Z21|R75|O0[4-6])(\b|\.|$)", re.IGNORECASE)
CLAUSE = re.compile(r"(?<=[.;,\n])")


def diagnoses(value: Sequence[str]) -> list[str]:
    """The diagnoses that may stand on a page."""
    return [one for one in value if not HIDDEN_CODES.match(one) and not HIV_WORDS.search(one)]


def text(value: str) -> str:
    """A free text without the clauses that name HIV."""
    if not HIV_WORDS.search(value):
        return value
    kept = (clause for clause in CLAUSE.split(value) if not HIV_WORDS.search(clause))
    return "".join(kept).strip(" ,;\n")
