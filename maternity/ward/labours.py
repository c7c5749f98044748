"""The labours of the ward: the guide of a woman who is here, new or already begun."""

from __future__ import annotations

from datetime import date, datetime

from maternity.clinical.risks import Risk, risks
from maternity.db.book import Book
from maternity.db.loading import everything
from maternity.i18n import N_, _, plural
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_watch import is_open, raised
from maternity.registers.pregnancy import ObstetricHistory, Pregnancy
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


RISK_WORDS = {
    Risk.SCAR: N_("scarred uterus"),
    Risk.YOUNG: N_("under 18 years"),
    Risk.OLDER: N_("35 years or more"),
    Risk.MANY_BIRTHS: N_("5 births or more"),
    Risk.SEVERAL: N_("several fetuses"),
    Risk.SEVERE_ANAEMIA: N_("severe anaemia"),
    Risk.ANAEMIA: N_("anaemia"),
}
TAG_LISTS = (
    *("labour_cares", "labour_cares.observations", "pregnancy.deliveries"),
    "pregnancy.antenatal_visits",
)
"""The lists of a stay that its tags read."""


def risk_words(stay: Admission) -> list[str]:
    """The risks of a woman who came in, in words; nothing that HIV rules."""
    pregnancy = stay.pregnancy
    if pregnancy is None:
        return []
    woman = pregnancy.woman
    age = woman.age_on(stay.admitted_at.day) if woman and stay.admitted_at else None
    history = pregnancy.obstetric_history
    scarred = None if history is None else ObstetricHistory.UTERINE_SURGERY in history
    measured = [
        (str(visit.seen_on or ""), visit.believed("hb_g_dl"))
        for visit in pregnancy.antenatal_visits
        if visit.voided_at is None and visit.believed("hb_g_dl") is not None
    ]
    last = max(measured, default=("", None))[1]
    found = risks(
        age_years=age,
        parity=pregnancy.believed("parity"),
        previous_caesareans=pregnancy.believed("previous_caesareans"),
        other_scar=scarred,
        fetuses=pregnancy.believed("fetuses_expected"),
        haemoglobin_g_dl=None if last is None else float(last),
    )
    return [_(RISK_WORDS[risk]) for risk in found]


def guide_words(stay: Admission, now: datetime) -> list[str]:
    """What the guide of an open labour says to who passes by: alerts that wait for an answer."""
    told = []
    for care_ in stay.labour_cares:
        if care_.voided_at is None and is_open(care_):
            waiting = [one for one in raised(care_, now) if one.answer is None]
            if waiting:
                told.append(
                    plural(
                        "guide: {count} alert not answered",
                        "guide: {count} alerts not answered",
                        len(waiting),
                    )
                )
    return told


def last_cervix(stay: Admission) -> str:
    """The last dilatation of an open labour with its hour: « 7 cm 13:10 »; empty without one."""
    for one in stay.labour_cares:
        if one.voided_at is None and is_open(one) and one.examinations:
            at, cm = one.examinations[-1]
            return f"{cm} cm {at:%H:%M}"
    return ""
