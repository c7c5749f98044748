"""Figures of a return that somebody wants looked at: a flag and a comment, kept with the month.

A mark never blocks the closing; what is not settled then is printed on the return. Of a closed
month no mark is set: its figures stand fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.db.book import Query
from maternity.db.saving import keep
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record
from maternity.registers.month_closing import FigureMark
from maternity.reports.form import cell_words
from maternity.reports.life import Remark
from maternity.reports.periods import is_sum
from maternity.reports.sheet import TOTAL, Cell, Sheet
from maternity.ward.printed_words import check_nameless

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MOST = 1000
LEAST_WORDS = 3
CHECK = "V?"
"""How a mark that was not settled is named among the remarks of a closed return."""


def marks(ward: Ward, counted: Sheet) -> list[FigureMark]:
    """The marks of a return's month, settled ones too, the oldest first."""
    ward.allow(Right.COUNT)
    equal = (("return_form", counted.form.id),)
    asked = Query("figure_mark", first=counted.first, last=counted.first, equal=equal, limit=MOST)
    found = ward.book.by_ids("figure_mark", ward.book.ids(asked))
    made = [one for one in found if isinstance(one, FigureMark)]
    return sorted(made, key=lambda one: (str(one.created_at), one.id))


def open_marks(ward: Ward, counted: Sheet) -> list[Record]:
    """Those nobody has settled."""
    if is_sum(counted.period):
        return []
    return [one for one in marks(ward, counted) if one.settled is not Answer.YES]


def mark(ward: Ward, counted: Sheet, code: str, cell: Cell, comment: str) -> Record:
    """Mark a figure to be checked, with what is to check; a second comment takes its place."""
    ward.allow(Right.WRITE)
    _may_mark(counted)
    words = " ".join(comment.split())
    if len(words) < LEAST_WORDS:
        raise Refused(_("Say in a few words what is to be checked."))
    check_nameless(counted, words)
    where = "/".join(cell) or TOTAL
    line = counted.line(code)
    known = (one for one in marks(ward, counted) if (one.line_code, one.cell) == (code, where))
    kept = next((one for one in known if one.settled is not Answer.YES), None) or FigureMark()
    kept.month_on, kept.return_form = counted.first, counted.form.id
    kept.line_code, kept.cell, kept.comment, kept.settled = line.code, where, words, Answer.NO
    keep(ward.book, [kept], ward.stamp(""))
    return kept


def settle(ward: Ward, counted: Sheet, one: FigureMark, outcome: str) -> Record:
    """Settle a mark: what was found."""
    ward.allow(Right.WRITE)
    _may_mark(counted)
    words = " ".join(outcome.split())
    if len(words) < LEAST_WORDS:
        raise Refused(_("Say in a few words what was found."))
    one.settled, one.outcome = Answer.YES, words
    keep(ward.book, [one], ward.stamp(""))
    return one


def _may_mark(counted: Sheet) -> None:
    if is_sum(counted.period):
        raise Refused(_("A quarter or a year is the sum of its months. Mark the month's figure."))
    if counted.life.is_closed:
        raise Refused(_("This month is closed. The head opens it again before a figure changes."))


def told(one: FigureMark) -> str:
    """A mark in words: the figure, and what is to check."""
    return _("{code}, {cell}: {comment}").format(
        code=one.line_code, cell=cell_words(one.cell or TOTAL), comment=one.comment
    )


def remarks(ward: Ward, counted: Sheet) -> list[Remark]:
    """What was not settled when the month was closed, as it is printed."""
    found = (one for one in open_marks(ward, counted) if isinstance(one, FigureMark))
    return [Remark(CHECK, _("To check: {mark}").format(mark=told(one))) for one in found]
