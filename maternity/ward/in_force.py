"""What the ward chose, put in force for the register that is open: its settings, its own choices.

A choice that was retired or cancelled is offered no more and stays readable where it was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from maternity import settings
from maternity.db.book import Book, Query
from maternity.errors import Refused
from maternity.fields import Answer, use_own
from maternity.i18n import _
from maternity.records import Record, named
from maternity.settings import Settings

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

CHOICES = "ward_choice"
MOST = 1000


def begin(ward: Ward) -> None:
    """Put what was chosen in force: the register was opened."""
    settings.use(ward.settings())
    _offer(ward.book)


def renew(ward: Ward, kept: Iterable[Record]) -> None:
    """Put it in force anew, where one of its entries was written."""
    for entry in kept:
        if isinstance(entry, Settings):
            settings.use(ward.settings())
        elif entry.register.name == CHOICES:
            _offer(ward.book)


def _offer(book: Book) -> None:
    cancelled = book.page(Query(CHOICES, state="voided", limit=MOST)).rows
    use_own(_told(one) for one in (*cancelled, *book.all(CHOICES)) if _own(one))


def _told(one: Record) -> tuple[str, str, str, bool]:
    offered = one.look("in_use") is not Answer.NO and one.voided_at is None
    return one.plain("of_list"), _own(one), one.title(), offered


def _own(entry: Record) -> str:
    return str(getattr(entry, "own_code", ""))


def check(ward: Ward, kept: Iterable[Record]) -> None:
    """Refuse another code for a choice that entries may hold already, and a rule nobody can read.

    A rule of the ward's own is checked as those in the files of the returns are.
    """
    for entry in kept:
        if isinstance(entry, Settings) and entry.effective_anc_condition:
            _check_rule(entry.effective_anc_condition)
    ids = [one.id for one in kept if one.register.name == CHOICES and one.version is not None]
    codes = {row["id"]: row["code"] for row in ward.book.values(CHOICES, ids, ("code",))}
    for entry in kept:
        if codes.get(entry.id) and codes[entry.id] != getattr(entry, "code", None):
            raise Refused(
                _("The code of a choice stays the same: entries are written with it."),
                field="code",
            )


def _check_rule(text: str) -> None:
    from maternity.reports.faults import condition_faults  # noqa: PLC0415 - when it is written

    for reason in condition_faults(named("antenatal_visit").record, text):
        raise Refused(
            _("The rule of an effective antenatal visit cannot be used: {reason}.").format(
                reason=reason
            ),
            field="effective_anc_condition",
        )
