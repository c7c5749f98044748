"""Emergency sheets: which can be begun of whom, and the one under way that is taken up again.

In an emergency nobody looks for an entry: one key finds the sheet that is not ended, or begins one
now with the delivery, the stay or the baby it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from maternity import clock
from maternity.db.book import Book
from maternity.errors import Refused
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.people import Right
from maternity.records import Record, named
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.delivery import Delivery
from maternity.registers.eclampsia_care import EclampsiaCare
from maternity.registers.haemorrhage_care import HaemorrhageCare
from maternity.registers.kangaroo_care import KangarooCare
from maternity.registers.newborn import BirthOutcome, Newborn
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.resuscitation import Resuscitation
from maternity.ward import care
from maternity.ward.due import Due, Kind, When, baby_words
from maternity.ward.entries import start
from maternity.ward.labours import guide_of
from maternity.ward.story import pregnancy_of

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

UNDER_WAY = timedelta(hours=48)
"""A sheet nobody ended is taken up for so long; a later one is another emergency."""
LONGER = {"kangaroo_care": timedelta(days=60), "eclampsia_care": timedelta(days=7)}


@dataclass(frozen=True)
class Choice:
    """A sheet that can be begun: its register, of whom, and in which words."""

    register: str
    about: Record
    words: str


FOLLOW_UP = N_("Follow-up ({who})")
"""The sheet that HIV rules, in words that say nothing to who passes by."""


def choices(ward: Ward, about: Record) -> list[Choice]:
    """The sheets that can be begun of a stay, a delivery, a labour or a baby, in their order."""
    ward.allow(Right.WRITE)
    births, babies = _births(ward.book, about), []
    found = []
    if not isinstance(about, Newborn) and not _own_stay(about):
        birth = next((one for one in births if one.delivered_at is not None), None)
        if birth is not None:
            found.append(Choice("haemorrhage_care", birth, named("haemorrhage_care").one_words))
        found.append(Choice("eclampsia_care", about, named("eclampsia_care").one_words))
        babies = [baby for birth in births for baby in birth.babies]
    elif isinstance(about, Newborn):
        babies = [about]
    elif isinstance(about, Admission) and about.newborn is not None:
        babies = [about.newborn]
    for baby in babies:
        found += _of_a_baby(ward, baby)
    return found


def _of_a_baby(ward: Ward, baby: Newborn) -> Iterator[Choice]:
    who = baby_words(baby)
    yield Choice("resuscitation", baby, f"{named('resuscitation').one_words} ({who})")
    if baby.outcome in {None, BirthOutcome.LIVE}:
        yield Choice("kangaroo_care", baby, f"{named('kangaroo_care').one_words} ({who})")
        if ward.account.may(Right.SEE_HIV):
            yield Choice("hiv_care", baby, _(FOLLOW_UP).format(who=who))


def _own_stay(about: Record) -> bool:
    return isinstance(about, Admission) and about.subject is AdmissionSubject.NEWBORN


def _births(book: Book, about: Record) -> list[Delivery]:
    """The deliveries of the pregnancy an entry belongs to, with their babies."""
    if isinstance(about, Delivery):
        return [about]
    pregnancy = pregnancy_of(about)
    if pregnancy is None or pregnancy.version is None:
        return []
    found = book.linked(Delivery, "pregnancy", [pregnancy.id], ("newborns",))
    return [one for one in found if isinstance(one, Delivery)]


def taken_up(book: Book, register: str, about: Record | None, day: date) -> Record | None:
    """What a new beginning takes up: a recent delivery, the guide of a labour, or a sheet.

    None where `begin` makes a new entry.
    """
    if register == "delivery":
        return care.recent_delivery(book, about, day)
    if register == "labour_care" and about is not None:
        return guide_of(book, about, day)
    return _sheet(book, register, about, day) if named(register).ends else None


def _sheet(book: Book, register: str, about: Record | None, day: date) -> Record:
    """The sheet under way of this delivery, pregnancy or baby; a new one, begun now."""
    cls = named(register).record
    link, subject, stay = _subject(book, cls, about, day)
    ends, dated = cls.register.ends, cls.register.dated
    now, most = clock.now(), LONGER.get(register, UNDER_WAY)
    for one in reversed(book.linked(cls, link, [subject.id])):
        began = getattr(one, dated)
        recent = began is None or now - began.clinical <= most
        if not one.answered(ends) and recent:
            return book.full(register, one.id)
    whole: Any = book.full(subject.register.name, subject.id) if subject.version else subject
    made = start(cls, **{link: whole, dated: Moment.at(now)})
    if isinstance(made, EclampsiaCare):
        made.admission = stay or care.open_stay(book, made.pregnancy)
    return made


def _subject(
    book: Book, cls: type[Record], about: Record | None, day: date
) -> tuple[str, Record, Admission | None]:
    """The link of a sheet, the entry it is about, and the stay it was begun from."""
    stay = about if isinstance(about, Admission) else None
    woman = care.whose(about)
    if cls is EclampsiaCare and woman is not None:
        found = pregnancy_of(about) if about is not None and about != woman else None
        pregnancy = found or care.open_pregnancy(book, woman, day)
        return "pregnancy", pregnancy or Pregnancy(woman=woman), stay
    births = _births(book, about) if about is not None else []
    if not births and woman is not None:
        last = care.recent_delivery(book, woman, day)
        births = [last] if isinstance(last, Delivery) else []
    if cls is HaemorrhageCare and births:
        return "delivery", births[-1], stay
    if cls in {Resuscitation, KangarooCare}:
        babies = [baby for birth in births for baby in birth.babies]
        babies = [about] if isinstance(about, Newborn) else babies
        if babies:
            return "newborn", babies[0], stay
    raise Refused(_("There is no delivery of hers yet. Write the delivery first, then this sheet."))


def doses_due(sheets: list[EclampsiaCare]) -> Iterator[Due]:
    """The next dose of each treatment that goes on; late once its hour is over."""
    now = clock.now()
    for sheet in sheets:
        at = sheet.next_dose_at.exact if sheet.next_dose_at is not None else None
        if at is None:
            continue
        when = When.LATE if now > at else When.TODAY
        words = _("Magnesium sulfate at {time}").format(time=f"{at:%H:%M}")
        plain = _("Check of the mother")
        woman = sheet.pregnancy.woman if sheet.pregnancy else None
        yield Due(Kind.DOSE, sheet, woman, when, at.date(), words, plain)
