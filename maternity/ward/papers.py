"""The documents of the ward: offered with an entry, previewed, printed, and remembered as printed.

A preview leaves no trace. Printing or saving one keeps who, when and its sheet number; whatever
is printed again of the same entry is marked as a duplicate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from maternity import clock, reading
from maternity.conditions import parse
from maternity.db import search
from maternity.db.audit import Event
from maternity.db.book import Query
from maternity.db.loading import everything
from maternity.db.saving import keep
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record, named
from maternity.reports.documents import Document, document, every
from maternity.reports.leaf import Pages, Told, woman_of
from maternity.reports.periods import days_words
from maternity.ward import care, discretion, kept_pages, recording

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


@dataclass(frozen=True)
class Offer:
    """A document that can be printed now: of which entry, in which words."""

    document: Document
    entry: Record

    @property
    def words(self) -> str:
        """Its words, with the baby's rank where there are several."""
        rank = getattr(self.entry, "birth_rank", None)
        twins = rank and len(getattr(getattr(self.entry, "delivery", None), "newborns", ())) > 1
        return f"{self.document.told} ({rank})" if twins else self.document.told


def offered(ward: Ward, register: str, identity: str) -> list[Offer]:
    """The documents of an entry, of its babies, its deliveries and its woman."""
    ward.allow(Right.PRINT)
    if named(register).setup:
        return []
    entry = ward.full(register, identity)
    found = [
        Offer(one, about)
        for about in _around(ward, entry)
        if _may_print(ward, about)
        for one in every()
        if not one.dated and not one.blank and one.suits(about)
        if not one.review or ward.account.may(Right.SEE_DEATH_REVIEW)
    ]
    sheets = SHEETS_OF_A_WOMAN if register == "woman" else (register,)
    own = (one for one in every() if one.blank and one.of in sheets)
    return [*found, *(Offer(one, entry) for one in own)]


def blank_sheets(register: str) -> list[Document]:
    """The blank sheets of a register, for when there is no entry to begin from."""
    return [one for one in every() if one.blank and one.of == register]


def _may_print(ward: Ward, entry: Record) -> bool:
    try:
        discretion.may_print(ward, entry)
    except Refused:
        return False
    return True


SHEETS_OF_A_WOMAN = (
    *("woman", "admission", "delivery", "antenatal_visit", "postnatal_visit"),
    *("referral", "family_planning_act", "abortion_care", "labour_care"),
)
"""The blank sheets that can bear a woman's name."""


def _around(ward: Ward, entry: Record) -> Iterator[Record]:
    yield entry
    births = getattr(entry, "deliveries", ()) if entry.register.name == "admission" else ()
    for birth in (entry, *(one for one in births if one.voided_at is None)):
        whole = birth if birth is entry else ward.book.full(birth.register.name, birth.id)
        if birth is not entry:
            yield whole
        for back in whole.register.lines:
            for line in getattr(whole, back):
                if line.voided_at is None:
                    yield line
    stay = getattr(entry, "admission", None) if entry.register.name == "delivery" else None
    if stay is not None:
        yield ward.book.full("admission", stay.id)
    woman = woman_of(entry)
    if woman is not None and woman is not entry:
        yield woman


def preview(ward: Ward, name: str, subject: Record | None = None) -> bytes:
    """A document as it will be printed, without a trace."""
    of = document(name)
    subject = _about(of, subject)
    _check(ward, of, subject)
    first = _first_print(_before(ward, of, subject))
    return _drawn(of, [_loaded(ward, of, subject)], told_of(ward, first))


def issue(ward: Ward, name: str, subject: Record | None = None) -> bytes:
    """A document for paper or a file: its printing is kept, a second one is a duplicate."""
    of = document(name)
    subject = _about(of, subject)
    _check(ward, of, subject)
    entry = _loaded(ward, of, subject)
    of.make(entry, told_of(ward, ""))  # what cannot be made is not kept as printed
    before = _before(ward, of, subject)
    woman = woman_of(entry) if subject is not None else None
    kept: Any = named("printout").record()
    kept.document, kept.times = of.name, len(before) + 1
    kept.subject = _key(subject)
    kept.woman = woman if woman is not None and woman.version is not None else None
    said = {"document": of.name, "times": kept.times}
    event = Event("print", register=of.of, entry=entry.id, facts=said)
    keep(ward.book, [kept], ward.stamp(""), event=event)
    number = f"{kept.serial_no}/{kept.serial_year}" if kept.serial_no else ""
    drawn = _drawn(of, [entry], told_of(ward, _first_print(before), number))
    kept_pages.keep_pages(ward, kept, drawn)
    return drawn


def _about(of: Document, subject: Record | None) -> Record | None:
    """Whom a document is about: a blank sheet that HIV rules is nobody's, also where it is kept."""
    return None if of.blank and named(of.of).hidden else subject


def _check(ward: Ward, of: Document, subject: Record | None) -> None:
    """Refuse what she may not print: a colleague's form, or a register she may not see."""
    discretion.may_print(ward, None if of.blank else _stored(ward, subject))
    if of.review:
        ward.allow(Right.SEE_DEATH_REVIEW)
    for about in {of.of, subject.register.name if subject is not None else of.of}:
        discretion.may_see(ward, named(about))


def _stored(ward: Ward, subject: Record | None) -> Record | None:
    """The entry as it stands: what a form says of its author is not taken on trust."""
    if subject is None or subject.version is None:
        return subject
    found = ward.book.by_ids(subject.register.name, [subject.id])
    return found[0] if found else None


def of_period(ward: Ward, name: str, first: date, last: date) -> bytes:
    """A list of a period as the bytes of a PDF."""
    ward.allow(Right.PRINT_ALL)
    of = document(name)
    cls = named(of.of).record
    found = ward.book.dated(cls, of.dated, first, last, sorted({*of.needs, *everything(cls)}))
    asked = parse(of.when)
    fitting = [one for one in found if asked.judge(one.look) is True]
    fitting.sort(key=lambda one: (str(one.look(of.dated)), one.id))
    pages = _drawn(of, fitting, told_of(ward, ""), several=True, period=days_words(first, last))
    recording.printed(ward, of.name, first=str(first), last=str(last), entries=len(fitting))
    return pages


def _drawn(
    of: Document,
    entries: Sequence[Record],
    told: Told,
    *,
    several: bool = False,
    period: str = "",
) -> bytes:
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415 - ReportLab, when printing

    leaves = of.make(entries if several else entries[0], told)
    if period:
        leaves = [replace(one, under=period) for one in leaves]
    if of.review:  # it names nobody, not even who printed it: the journal does
        told = replace(told, made_by="–")
    return render_pages(Pages(of.told, tuple(leaves), told, of.size))


def _loaded(ward: Ward, of: Document, subject: Record | None) -> Record:
    """The entry a document is about, whole; an empty one for a blank sheet."""
    cls = named(of.of).record
    if subject is None:
        if not of.blank:
            raise Refused(_("Say of which entry: its number, for example 214/2026."))
        return cls()
    if of.blank and subject.register.name != of.of:
        woman: Any = woman_of(subject)
        return care.begin(ward.book, of.of, woman, clock.today())
    if subject.version is None:
        return subject
    entry = ward.book.get(of.of, subject.id, sorted({*of.needs, *everything(cls)}))
    if not of.blank and not of.suits(entry):
        raise Refused(
            _("“{document}” cannot be made of this entry: {entry}.").format(
                document=of.told, entry=entry.title()
            )
        )
    return entry


def told_of(ward: Ward, first: str, number: str = "") -> Told:
    """What a document tells of the ward, the day and who prints."""
    return Told(
        facility=ward.facility,
        made_at=clock.now(),
        made_by=ward.account.name or "",
        number=number,
        training=ward.training,
        duplicate_of=first,
    )


def _key(subject: Record | None) -> str:
    return f"{subject.register.name}:{subject.id}" if subject is not None else ""


def _before(ward: Ward, of: Document, subject: Record | None) -> list[Record]:
    """The earlier printings of this document of this entry; each blank sheet is a first one."""
    if subject is None or of.blank:
        return []
    wanted = (("document", of.name), ("subject", _key(subject)))
    ids = ward.book.ids(Query("printout", equal=wanted, limit=1000))
    found = ward.book.by_ids("printout", ids)
    return sorted(found, key=lambda one: (one.created_at, one.id))


def _first_print(before: list[Record]) -> str:
    """When a document was first printed, if it was before."""
    if not before or before[0].created_at is None:
        return ""
    at = before[0].created_at
    return f"{reading.show_day(at.date())} {at:%H:%M}, {before[0].created_by or ''}"


def numbered(ward: Ward, name: str, number: str) -> Record:
    """The entry of a document by its number, for example 214/2026, or by its identity."""
    ward.allow(Right.PRINT)
    of = document(name)
    found = ward.book.by_ids(of.of, [number])
    if not found:
        about = named(of.of)
        rows = ward.book.page(Query(of.of, text=number, limit=2)).rows
        found = rows if about.serial is None or search.number(number) else []
    if len(found) != 1:
        raise Refused(
            _("No single entry of “{register}” is found by “{number}”.").format(
                register=named(of.of).words, number=number
            )
        )
    return found[0]
