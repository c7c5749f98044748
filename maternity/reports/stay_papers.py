"""Papers of leaving, coming back and being referred."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from maternity import settings
from maternity.clinical.followup import DAY, Contact, Due
from maternity.i18n import N_, _
from maternity.reading import show_day
from maternity.records import Record
from maternity.registers.admission import Admission
from maternity.registers.delivery import Delivery
from maternity.registers.newborn import Newborn
from maternity.registers.postnatal_visit import PostnatalContact
from maternity.registers.referral import Referral, ReferralKind
from maternity.reports.leaf import (
    TO_FILL,
    Boxes,
    Cut,
    Facts,
    Grid,
    Leaf,
    Lines,
    Note,
    Told,
    column_at,
    facts,
    table,
    value,
)
from maternity.reports.said import who, woman_in


def discharge_summary(stay: Admission, told: Told) -> list[Leaf]:
    """What she, and whoever cares for her next, must know of a stay."""
    births = [one for one in stay.deliveries if one.voided_at is None]
    left = stay.discharged_at.day if stay.discharged_at else told.today
    parts: list[Any] = [
        who(stay, left, heading=_("Who she is")),
        facts(stay, _("The stay"), *STAY),
    ]
    for birth in births:
        parts.append(facts(birth, _("The delivery"), *BIRTH))
        parts.append(table(Newborn, birth.babies, _("The children"), *BABY, widths=BABY_WIDTHS))
    sheets = list(_sheets(stay, births))
    if sheets:
        from maternity.reports.hours import hours_grid  # noqa: PLC0415 - after an emergency

        parts.append(facts(stay, _("Emergencies"), "all_complications", "all_acts", columns=1))
        parts.append(hours_grid("", sheets))
    parts += [
        facts(stay, _("Leaving"), "diagnoses", "treatment", "next_visit_on", columns=1),
        Note(_(DANGER), strong=True),
        Lines(_("Prescription and advice"), 3),
        Boxes((_("Discharged by (name, quality, signature)"), _("Stamp"))),
    ]
    return [Leaf(_("Discharge summary"), tuple(parts))]


def _sheets(stay: Admission, births: list[Delivery]) -> Iterator[Record]:
    """The emergency sheets of a stay, of its deliveries and of their babies."""
    for sheet in stay.eclampsia_cares:
        yield sheet
        yield from sheet.doses
    for birth in births:
        yield from birth.haemorrhage_cares
        for baby in birth.babies:
            yield from baby.resuscitations
            yield from baby.kangaroo_cares


STAY = ("serial_no", "admitted_at", "discharged_at", "outcome", "woman.insurance", "discharged_by")
BIRTH = (
    *("serial_no", "delivered_at", "place", "mode", "ga_weeks", "attendant", "blood_loss_ml"),
    *("perineal_tear", "episiotomy", "complications", "iron_folate_given", "vitamin_a_given"),
)
BABY = ("birth_rank", "sex", "outcome", "born_at", "weight_g", "apgar_5", "discharge_state")
BABY_WIDTHS = (1.2, 1.5, 1.5, 2.4, 1.5, 1.6, 2)
DANGER = N_(
    "Come back AT ONCE, by day or night. The mother: bleeding, fever, severe headache or blurred"
    " sight, fits, bad smell, swollen and painful leg. The child: does not suck, fever or cold"
    " body, fast breathing, fits, yellow skin, red or oozing cord."
)


def appointment_card(birth: Delivery, told: Told) -> list[Leaf]:
    """When mother and child are expected, in words a family can read."""
    born = birth.delivered_at.day if birth.delivered_at else told.today
    rows = tuple(
        (_window(due, born), _contact(due.contact), "") for due in settings.current().calendar().due
    )
    babies = ", ".join(
        f"{one.shown('sex')} {value(*column_at(one, 'weight_g'))}" for one in birth.babies
    )
    her = who(birth, born)
    more = ((_("Delivered on"), birth.shown("delivered_at")), (_("Children"), babies or TO_FILL))
    parts = (
        Facts("", (*her.rows, *more)),
        Grid(
            _("We expect mother and child"),
            (_("When"), _("Visit"), _("Seen on, by")),
            rows,
            (4, 3, 3),
            tall=True,
        ),
        Note(_("Bring this card, the health booklet and the child: its vaccines are given then.")),
        Note(_(DANGER), strong=True),
    )
    return [Leaf(_("Postnatal appointments"), parts)]


def _window(due: Due, born: date) -> str:
    first, last = born + due.opens, born + due.closes
    if due.contact is Contact.WEEK_6 and due.closes < due.missed_from - DAY:
        last = first  # the day of the WHO's calendar, which may be made up for within the week
    if first == last:
        return show_day(first)
    return _("from {first} to {last}").format(first=show_day(first), last=show_day(last))


def _contact(contact: Contact) -> str:
    return PostnatalContact.coded(contact.value).words


def stay_certificate(stay: Admission, told: Told) -> list[Leaf]:
    """That she was in the ward from one day to another; nothing of why."""
    woman = woman_in(stay)
    here = _(
        "The undersigned certifies that {name}, living at {village}, has been in the maternity of"
        " {facility} since {first} and is still there."
    )
    left = _(
        "The undersigned certifies that {name}, living at {village}, was in the maternity of"
        " {facility} from {first} to {last}."
    )
    words = (left if stay.discharged_at else here).format(
        name=woman.title(),
        village=woman.shown("village") or TO_FILL,
        facility=told.facility.name if told.facility else TO_FILL,
        first=show_day(stay.admitted_at.day) if stay.admitted_at else TO_FILL,
        last=show_day(stay.discharged_at.day) if stay.discharged_at else TO_FILL,
    )
    end = _("Given to her on {day} for whatever use the law allows.").format(
        day=show_day(told.today)
    )
    parts = (
        facts(stay, "", "serial_no", "ward_no"),
        Note(words),
        Note(end),
        Boxes(("", _("The head of the maternity: name, signature, stamp"))),
    )
    return [Leaf(_("Certificate of stay"), parts)]


def referral_slip(sent: Referral, told: Told) -> list[Leaf]:
    """The slip in two copies, each with the part that comes back."""
    urgent = sent.kind is ReferralKind.EVACUATION
    title = _("Evacuation slip (emergency)") if urgent else _("Referral slip")
    decided = sent.decided_at.day if sent.decided_at else told.today
    pregnancy = ("pregnancy.gravidity", "pregnancy.parity", "woman.blood_group", "woman.allergies")
    parts = (
        facts(sent, "", "serial_no", "kind", "stage", *(_place_of(sent),)),
        who(sent, decided, heading=_("Who she is")),
        facts(sent, "", *pregnancy),
        facts(sent, _("Why"), *WHY, columns=1),
        facts(sent, _("The way"), *WAY),
        Boxes((_("Decided by (name, quality, signature)"), _("Escort"), _("Stamp"))),
        Cut(_("Feedback: to be filled in by the facility that receives her, and sent back")),
        facts(Referral(kind=sent.kind, stage=sent.stage), "", *BACK),
        Lines(_("Final diagnosis, treatment, advice for her follow-up"), 3),
        Boxes((_("Received by (name, quality, signature)"), _("Date and stamp"))),
    )
    return [Leaf(title, parts, _(copy)) for copy in SLIPS]


def _place_of(sent: Referral) -> str:
    return "from_facility" if sent.plain("direction") == "in" else "to_facility"


WHY = ("reason", "diagnoses", "complications", "newborn_complications", "acts_done")
WAY = ("decided_at", "called_at", "left_at", "transport", "escort_qualification")
BACK = ("arrived_at", "arrival_state", "taken_in_charge", "outcome", "counter_referral_on")
SLIPS = (N_("Copy 1: travels with her"), N_("Copy 2: stays here"))
