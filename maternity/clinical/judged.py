"""An answer that may be missing, and what it would need: "not computable: needs ..."."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Judged(Generic[T]):
    """The value, or None and the names of the inputs that it needs; `why` names what decided."""

    value: T | None
    needs: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def any_of(**signs: bool | None) -> Judged[bool]:
    """Whether one sign is there: one is enough for yes, all must be known for no."""
    there = tuple(name for name, sign in signs.items() if sign)
    missing = tuple(name for name, sign in signs.items() if sign is None)
    if there:
        return Judged(value=True, needs=missing, why=there)
    return Judged(None, missing) if missing else Judged(value=False)
