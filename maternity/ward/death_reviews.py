"""Deaths still to notify, and the summary of their reviews: for who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity import clock
from maternity.fields import Answer, code
from maternity.people import Right
from maternity.records import Record, named
from maternity.reports import death_reviews
from maternity.reports.leaf import Pages, Told
from maternity.reports.sheet import Sheet

MATERNAL = frozenset({"maternal", "unclassified"})
"""The classes of death that are notified."""

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def reviews_pdf(ward: Ward, counted: Sheet) -> bytes:
    """The summary of a period as the bytes of a PDF."""
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.SEE_DEATH_REVIEW)
    leaf = death_reviews.leaf(counted)
    told = Told(ward.facility, clock.now(), ward.account.name or "", training=ward.training)
    return render_pages(Pages(leaf.title, (leaf,), told))


def not_notified(ward: Ward, counted: Sheet) -> list[Record]:
    """The deaths of a period that nobody has notified yet; none for who may not see deaths."""
    if not ward.account.may(Right.SEE_DEATHS):
        return []
    days = (counted.first, counted.last)
    women, babies = (named(name).record for name in ("maternal_death", "perinatal_death"))
    died = ward.book.dated(women, "died_at", *days, ("pregnancy.deliveries",))
    lost = ward.book.dated(babies, "newborn.delivery.delivered_at", *days)
    return [
        *(one for one in died if code(one.look("death_class")) in MATERNAL and _waits(one)),
        *(one for one in lost if one.look("is_perinatal") is Answer.YES and _waits(one)),
    ]


def _waits(death: Record) -> bool:
    return not death.answered("notified_at")
