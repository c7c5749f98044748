"""The numbers the clinical rules read: package data, each file with its source, read once.

A damaged file is told as such; a table is never half believed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

from maternity.errors import Unavailable


def read_json(name: str, sound: Callable[[Any], bool]) -> Any:
    """The content of a JSON table; Unavailable unless it can be read and is found sound."""
    return _checked(name, _parse_json(name), sound)


@cache
def read_rows(name: str, sound: Callable[[Any], bool]) -> tuple[dict[str, str], ...]:
    """The rows of a CSV table, without its lines of source (`#`); Unavailable if damaged."""
    lines = [line for line in _text(name).splitlines() if not line.startswith("#")]
    rows = tuple(csv.DictReader(lines))
    return _checked(name, rows, sound)  # type: ignore[no-any-return]


@cache
def _parse_json(name: str) -> Any:
    try:
        return json.loads(_text(name))
    except ValueError as error:
        raise _damaged(name) from error


def _checked(name: str, content: Any, sound: Callable[[Any], bool]) -> Any:
    try:
        good = sound(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(name) from error
    if not good:
        raise _damaged(name)
    return content


def _text(name: str) -> str:
    try:
        return resources.files(__package__).joinpath(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> Unavailable:
    return Unavailable(
        f"The clinical table {name} is missing or damaged.",
        advice="Install the program again; nothing of the register is lost.",
    )
