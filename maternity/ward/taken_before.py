"""Rows that may stand in the register already under another key: told, to be looked at.

A row without a key of its own is known by its words. Once one of them is corrected it is another
row, and would make a second child of the same birth, or a second woman.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from maternity.db.container import Step
from maternity.exchange.columns import MADE
from maternity.exchange.intake import Intake, Remark, Row
from maternity.fields import Link
from maternity.i18n import _
from maternity.records import Register

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

HERS = "woman"


def ask_of_before(
    ward: Ward, intakes: Sequence[Intake], step: Step
) -> Iterator[tuple[Register, Remark]]:
    """What is to be confirmed of the new rows that no key of the file tells apart."""
    rows = [(one.register, row) for one in intakes for row in one.rows if _is_new(row)]
    for done, (about, row) in enumerate(rows):
        step(done, len(rows))
        if about.name == HERS:
            yield from ((about, one) for one in _resembling(ward, row))
        else:
            yield from ((about, one) for one in _beside(about, row))


def _is_new(row: Row) -> bool:
    return row.old is None and not row.refused and row.key.startswith(MADE)


def _resembling(ward: Ward, row: Row) -> Iterator[Remark]:
    same = [one.title() for one in ward.likely_same(row.entry)]
    if same:
        words = _(
            "She may be in the register already: {women}. If this row was taken in before and"
            " corrected since, undo that import first; if she came once more, take her in and make"
            " the two entries one on her page."
        )
        told = words.format(women=", ".join(same))
        yield Remark(row.number, row.entry.register.sorted_by, row.entry.title(), told)


def _beside(about: Register, row: Row) -> Iterator[Remark]:
    for name in row.links:
        link, above = about.fields[name], getattr(row.entry, name)
        holds = isinstance(link, Link) and link.required is True and bool(link.back)
        if holds and above is not None and above.version is not None:
            words = _(
                "This makes one more entry of what the register has already ({register}). If the"
                " row was taken in before and corrected since, undo that import first."
            )
            told = words.format(register=above.register.one_words)
            yield Remark(row.number, name, "", told)
