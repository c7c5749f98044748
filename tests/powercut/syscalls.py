"""Read a strace log: join interrupted calls, decode what strace prints in hexadecimal."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterable
from typing import Any

NEVER = float("inf")


class Unsupported(Exception):
    """The program did something to the watched folder that the record cannot follow."""


TEXT = r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?'
HANDLE = r"(AT_FDCWD|-?\d+)(?:<([^>]*)>)?(?:\(deleted\))?"
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (0x[0-9a-f]+|-?\d+|\?)(.*)$", re.DOTALL)
_PAUSED = re.compile(r"^(\d+) +(\w+)\((.*?) *<unfinished \.\.\.>$", re.DOTALL)
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", re.DOTALL)
BLOCK = re.compile(r"iov_base=" + TEXT)


def matched(pattern: str, text: str) -> Any:
    """A match at the beginning of a text, or None; strace's lines have one form each."""
    return re.match(pattern, text)


def found_in(pattern: str, text: str) -> Any:
    """A match anywhere in a text, or None."""
    return re.search(pattern, text)


def decode(text: str) -> bytes:
    """The bytes of a printed string."""
    return bytes.fromhex(text.replace("\\x", ""))


def name_of(text: str) -> str:
    """The path of a printed string or of the note that strace adds to a descriptor."""
    return os.fsdecode(decode(text)) if text.startswith("\\x") else text


@dataclasses.dataclass
class Call:
    """One finished system call; `result` is None when the program died inside it."""

    pid: int
    name: str
    args: str
    result: Any
    tail: str
    begin: float
    end: float


def calls(lines: Iterable[str]) -> list[Call]:
    """All calls in the order they began, the halves of interrupted ones joined."""
    done: list[Call] = []
    paused: dict[int, Call] = {}
    for number, line in enumerate(lines):
        text = line.rstrip("\n")
        match = _PAUSED.match(text)
        if match:
            call = Call(int(match[1]), match[2], match[3], None, "", number, NEVER)
            paused[call.pid] = call
            done.append(call)
            continue
        match = _RESUMED.match(text)
        if match:
            half = paused.pop(int(match[1]), None)
            if half is None or half.name != match[2]:
                raise Unsupported(f"line {number + 1}: half of a call is missing")
            call = half
            whole = _LINE.match(f"{call.pid} {call.name}({call.args}{match[3]}")
            if whole:
                call.args, call.tail = whole[3], whole[5]
                call.result = None if whole[4] == "?" else int(whole[4], 0)
                call.end = NEVER if call.result is None else number
            continue
        match = _LINE.match(text)
        if match:
            result = None if match[4] == "?" else int(match[4], 0)
            end = NEVER if result is None else number
            done.append(Call(int(match[1]), match[2], match[3], result, match[5], number, end))
    return done
