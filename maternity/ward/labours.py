"""The labours of the ward: the guide of a woman who is here, new or already begun."""

from __future__ import annotations

from datetime import date

from maternity.db.book import Book
from maternity.db.loading import everything
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.labour_care import LabourCare
from maternity.registers.pregnancy import Pregnancy
from maternity.ward import care
from maternity.ward.entries import start
from maternity.ward.story import pregnancy_of


def guide_of(book: Book, about: Record, day: date) -> Record | None:
    """The labour of the woman's pregnancy of this day, begun now if there is none; with its stay.

    `about` is the woman, her stay or anything of hers. None when there is no woman.
    """
    woman = care.whose(about)
    if woman is None:
        return None
    found = pregnancy_of(about) if about != woman else None
    pregnancy = found if isinstance(found, Pregnancy) else care.open_pregnancy(book, woman, day)
    known = _begun(book, pregnancy)
    if known is not None:
        return known
    if pregnancy is not None and pregnancy.version is not None:
        loaded = book.get("pregnancy", pregnancy.id, everything(Pregnancy))
        pregnancy = loaded if isinstance(loaded, Pregnancy) else pregnancy
    stay = about if isinstance(about, Admission) else care.open_stay(book, pregnancy)
    made = start(LabourCare, pregnancy=pregnancy or Pregnancy(woman=woman))
    if isinstance(made, LabourCare):
        made.admission = stay or _stay(made.pregnancy)
    return made


def _begun(book: Book, pregnancy: Pregnancy | None) -> Record | None:
    if pregnancy is None or pregnancy.version is None:
        return None
    found = book.linked(LabourCare, "pregnancy", [pregnancy.id])
    return book.full("labour_care", found[-1].id) if found else None


def _stay(pregnancy: Pregnancy | None) -> Admission:
    """A stay for labour that is made with the guide."""
    stay = start(Admission, pregnancy=pregnancy, subject=AdmissionSubject.WOMAN)
    if not isinstance(stay, Admission):
        raise TypeError(stay.register.name)
    stay.reason = AdmissionReason.LABOUR
    return stay
