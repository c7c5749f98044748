"""The documents of the ward, each declared once: what it is about, and what stands on it.

The screen's print menu and the command line both read `DOCUMENTS`; a new document is one function
and one row. A document names fields of the catalogue; their words, units and masks come from
there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from maternity.conditions import parse
from maternity.errors import Refused
from maternity.i18n import N_, _
from maternity.records import Record, named
from maternity.reports.birth_papers import birth_notification, mother_card, newborn_band
from maternity.reports.blank import blank_parts, can_be_blank
from maternity.reports.leaf import Leaf, Told
from maternity.reports.period_papers import births_to_declare, caesareans, life_threatening
from maternity.reports.stay_papers import (
    appointment_card,
    discharge_summary,
    referral_slip,
    stay_certificate,
)

Make = Callable[[Any, Told], Sequence[Leaf]]


@dataclass(frozen=True)
class Document:
    """A document: its name on the command line, its words, and the register it is about."""

    name: str
    words: str
    of: str
    make: Make
    when: str = ""
    size: str = "A4"
    needs: tuple[str, ...] = ()
    dated: str = ""
    blank: bool = False
    review: bool = False
    """Whether it is the file of a death's review, for who may see it alone."""

    @property
    def told(self) -> str:
        """Its words in the language in use."""
        if self.blank:
            return _(self.words).format(register=named(self.of).one_words)
        return _(self.words)

    def suits(self, entry: Record) -> bool:
        """Whether it can be made of this entry."""
        return entry.register.name == self.of and parse(self.when).judge(entry.look) is True


def blank_form(entry: Record, _told: Told) -> list[Leaf]:
    """The entry form of a register on paper, in the order of the screen."""
    about = entry.register
    head = _("Entry sheet: {register}").format(register=about.one_words)
    if about.hidden:  # who sees it lie on a table learns nothing from its head
        head = _("Entry sheet of the confidential register")
    return [Leaf(head, blank_parts(entry))]


def _late(module: str, name: str) -> Make:
    """A paper of a module that is read only when one is made."""

    def make(entry: Any, told: Told) -> Sequence[Leaf]:
        papers = import_module(f"maternity.reports.{module}")
        leaves: Sequence[Leaf] = getattr(papers, name)(entry, told)
        return leaves

    return make


def _labour(name: str) -> Make:
    return _late("labour_papers", name)


MOTHER_LISTS = (
    *("pregnancy.antenatal_visits", "pregnancy.admissions", "pregnancy.labour_cares"),
    *("pregnancy.deliveries.haemorrhage_cares", "pregnancy.deliveries.newborns"),
    *("pregnancy.eclampsia_cares.doses", "pregnancy.referrals"),
)
BABY_LISTS = (
    *("newborn.resuscitations", "newborn.kangaroo_cares", "newborn.stays"),
    *("newborn.delivery.newborns", "newborn.delivery.haemorrhage_cares"),
    *(f"newborn.delivery.{one}" for one in MOTHER_LISTS),
)
"""The lists of children that the files of a review read."""


LIVE = "outcome == live"
BLANK = N_("Blank sheet: {register}")
CONFIDENTIAL = N_("Blank sheet of the confidential register")

DOCUMENTS: tuple[Document, ...] = (
    Document("birth_notification", N_("Birth notification"), "newborn", birth_notification, LIVE),
    Document("newborn_band", N_("Identity bands"), "newborn", newborn_band),
    Document(
        "discharge_summary",
        N_("Discharge summary"),
        "admission",
        discharge_summary,
        "subject == woman",
        needs=(
            *("deliveries.newborns.resuscitations", "deliveries.newborns.kangaroo_cares"),
            *("deliveries.haemorrhage_cares", "eclampsia_cares.doses", "referrals"),
        ),
    ),
    Document(
        "appointment_card",
        N_("Postnatal appointments"),
        "delivery",
        appointment_card,
        size="A5",
        needs=("newborns",),
    ),
    Document("referral_slip", N_("Referral or evacuation slip"), "referral", referral_slip),
    Document(
        "stay_certificate",
        N_("Certificate of stay"),
        "admission",
        stay_certificate,
        size="A5 landscape",
    ),
    Document("mother_card", N_("Mother's card"), "woman", mother_card, size="A5 landscape"),
    Document(
        "caesareans",
        N_("Caesareans with kit"),
        "delivery",
        caesareans,
        "place == facility and mode == caesarean",
        size="A4 landscape",
        needs=("newborns",),
        dated="delivered_at",
    ),
    Document(
        "births_to_declare",
        N_("Births not yet declared"),
        "newborn",
        births_to_declare,
        "outcome == live and declaration in {not_yet|register_unavailable|family_declines}",
        size="A4 landscape",
        dated="born_at",
    ),
    Document(
        "near_misses",
        N_("Life-threatening conditions (near misses)"),
        "admission",
        life_threatening,
        "subject == woman and life_threatening == yes",
        size="A4 landscape",
        needs=(*("deliveries.haemorrhage_cares", "referrals", "eclampsia_cares.doses"),),
        dated="admitted_at",
    ),
    Document(
        "maternal_review",
        N_("Review of a maternal death"),
        "maternal_death",
        _late("review_papers", "maternal_review"),
        needs=MOTHER_LISTS,
        review=True,
    ),
    Document(
        "perinatal_review",
        N_("Review of a perinatal death"),
        "perinatal_death",
        _late("review_papers", "perinatal_review"),
        needs=BABY_LISTS,
        review=True,
    ),
    Document("labour_guide", N_("Labour Care Guide"), "labour_care", _labour("labour_guide")),
    Document("partograph", N_("Partograph"), "labour_care", _labour("partograph")),
    Document(
        "blank_labour_care",
        N_("Blank sheet: Labour Care Guide"),
        "labour_care",
        _labour("blank_guide"),
        blank=True,
    ),
    Document(
        "blank_partograph",
        N_("Blank sheet: partograph"),
        "labour_care",
        _labour("blank_partograph"),
        blank=True,
    ),
    Document(
        "maternal_death_notification",
        N_("Notification of a maternal death"),
        "maternal_death",
        _late("notification_papers", "maternal_death_notification"),
        needs=("pregnancy.deliveries",),
    ),
    Document(
        "perinatal_death_notification",
        N_("Notification of a perinatal death"),
        "perinatal_death",
        _late("notification_papers", "perinatal_death_notification"),
    ),
)
"""Every document made of an entry or of a period; the blank sheets of the registers beside it."""


def every() -> tuple[Document, ...]:
    """Every document: those declared, and a blank sheet for each register that is written in."""
    from maternity.registers import ALL  # noqa: PLC0415 - the catalogue, when a document is made

    drawn = {one.of for one in DOCUMENTS if one.blank}
    blanks = tuple(
        Document(
            f"blank_{about.name}",
            CONFIDENTIAL if about.hidden else BLANK,
            *(about.name, blank_form),
            blank=True,
        )
        for about in (cls.register for cls in ALL)
        if can_be_blank(about) and about.name not in drawn
    )
    return (*DOCUMENTS, *blanks)


def document(name: str) -> Document:
    """The document of a name; refused with those there are."""
    found = next((one for one in every() if one.name == name), None)
    if found is None:
        offered = ", ".join(one.name for one in every())
        raise Refused(
            _("There is no document “{name}”. Choose one of: {offered}.").format(
                name=name, offered=offered
            )
        )
    return found
