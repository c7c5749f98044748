"""The closing line of a book: how many lines a month has, and who stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maternity.i18n import _
from maternity.records import Record


@dataclass(frozen=True)
class Arrested:
    """The lines of a month: their number, the first and last, those cancelled or not finished."""

    lines: int = 0
    first: str = ""
    last: str = ""
    cancelled: int = 0
    unfinished: int = 0


def arrested(entries: Sequence[Record]) -> Arrested:
    """What the closing line says of the entries of a month, each with its number."""
    numbers = sorted(
        (one.serial_year or 0, number)
        for one in entries
        if (number := getattr(one, "serial_no", None)) is not None
    )
    ends = [f"{number}/{year}" for year, number in (numbers[:1] + numbers[-1:])]
    cancelled = sum(one.voided_at is not None for one in entries)
    unfinished = sum(one.voided_at is None and one.closed_at is None for one in entries)
    first, last = ends or ("", "")
    return Arrested(len(entries), first, last, cancelled, unfinished)


def closing_words(told: Arrested, month: str) -> str:
    """« Arrêté le présent registre … », as it stands on the ward's books."""
    if not told.lines:
        words = _("This register is closed for the month of {month}: no line was written.")
        return words.format(month=month)
    words = _(
        "This register is closed for the month of {month} at {count} line(s) (n° {first} to"
        " n° {last}), of which {cancelled} cancelled and {unfinished} not finished."
    )
    if not told.first:  # a book whose lines bear no number
        words = _(
            "This register is closed for the month of {month} at {count} line(s), of which"
            " {cancelled} cancelled and {unfinished} not finished."
        )
    return words.format(
        month=month,
        count=told.lines,
        first=told.first,
        last=told.last,
        cancelled=told.cancelled,
        unfinished=told.unfinished,
    )


def signing_words(day: str, seal: str) -> str:
    """Who draws it up, who has seen it, and the seal of the register's history."""
    return _(
        "On {day}  ·  Drawn up by: {dots} (quality)  ·  Seen, the head of the maternity: {dots}"
        "  ·  Seal: {seal}"
    ).format(day=day, dots=DOTS, seal=seal_words(seal))


def seal_words(anchor: str) -> str:
    """The first signs of the history's chain, in groups of four."""
    signs = anchor.rpartition("-")[2].upper()
    return " ".join(signs[at : at + 4] for at in range(0, len(signs), 4))


DOTS = "." * 30
"""Where a name is written by hand."""
