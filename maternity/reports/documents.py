"""The documents of the ward, each declared once: what it is about, and what stands on it.

The screen's print menu and the command line both read `DOCUMENTS`; a new document is one function
and one row. A document names fields of the catalogue; their words, units and masks come from
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from maternity.clinical.followup import DUE, Contact, Due
from maternity.conditions import parse
from maternity.errors import Refused
from maternity.i18n import N_, _, plural
from maternity.reading import code_of, show_day
from maternity.records import Record, day_value, named
from maternity.registers.admission import Admission
from maternity.registers.delivery import Delivery
from maternity.registers.lists import DatePrecision
from maternity.registers.newborn import Declaration, Newborn
from maternity.registers.postnatal_visit import PostnatalContact
from maternity.registers.referral import Referral, ReferralKind
from maternity.registers.woman import Woman
from maternity.reports.blank import blank_parts, can_be_blank
from maternity.reports.leaf import (
    TO_FILL,
    Band,
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
    woman_of,
)

DAY = timedelta(days=1)
SLIP_DAYS, LEGAL_DAYS = 8, 30
"""Volet II is handed to the town hall, and the birth declared, within so many days."""

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

    @property
    def told(self) -> str:
        """Its words in the language in use."""
        if self.blank:
            return _(self.words).format(register=named(self.of).one_words)
        return _(self.words)

    def suits(self, entry: Record) -> bool:
        """Whether it can be made of this entry."""
        return entry.register.name == self.of and parse(self.when).judge(entry.look) is True


def _woman(entry: Record) -> Woman:
    found = woman_of(entry)
    return found if isinstance(found, Woman) else Woman()


def age_words(woman: Woman, day: date | None) -> str:
    """Her age on a day, with « said » where it comes from what she said."""
    age = woman.age_on(day)
    if age is None:
        return TO_FILL
    told = plural("{count} year", "{count} years", age)
    sure = woman.birth_precision is DatePrecision.EXACT
    return told if sure else _("{age} (declared)").format(age=told)


def _who(entry: Any, day: date | None, *, heading: str = "") -> Facts:
    """The woman a document is about."""
    woman = _woman(entry)
    names = ("village", "phone_1", "kin_name", "file_no")
    rows = [(_("Name"), woman.title()), (_("Age"), age_words(woman, day))]
    return Facts(heading, (*rows, *facts(woman, "", *names).rows))


def _number(delivery: Delivery | None, baby: Newborn | None = None) -> str:
    """« 412/2026 », for a baby « 412/2026-1 »."""
    if delivery is None or not delivery.serial_no:
        return TO_FILL
    number = f"{delivery.serial_no}/{delivery.serial_year}"
    return f"{number}-{baby.birth_rank or 1}" if baby is not None else number


# births


VOLETS = (
    N_("Volet I: stays in the register"),
    N_("Volet II: for the town hall"),
    N_("Volet III: for the parents"),
)


def birth_notification(baby: Newborn, told: Told) -> list[Leaf]:
    """The three volets of a birth, to copy into the declaration register."""
    parts = (
        Note(
            _(
                "An aid for copying into the register of birth declarations. This sheet is not a"
                " civil-status certificate."
            ),
            strong=True,
        ),
        *_declared(baby),
        *_born(baby, told),
        Boxes((_("Declared by (name, tie, signature)"), _("Maternity: name, quality, stamp"))),
    )
    return [Leaf(_("Birth notification"), parts, _(volet)) for volet in VOLETS]


def _declared(baby: Newborn) -> Iterator[Any]:
    born = baby.born_at.day if baby.born_at else None
    rows = [
        (_("Number of the notification"), _number(baby.delivery, baby)),
        (_("Number of the volet"), baby.declaration_no or TO_FILL),
    ]
    if born is not None:
        rows += [
            (_("At the town hall before"), show_day(born + SLIP_DAYS * DAY)),
            (_("Legal limit"), show_day(born + LEGAL_DAYS * DAY)),
        ]
    yield Facts("", tuple(rows))
    if baby.declaration is Declaration.REGISTER_UNAVAILABLE:
        words = _(
            "REGISTER NOT AVAILABLE on the day of birth: to be declared as soon as a register is"
            " there, and before the legal limit."
        )
        yield Note(words, strong=True)


def _born(baby: Newborn, told: Told) -> Iterator[Facts]:
    delivery, woman = baby.delivery, _woman(baby)
    own = facts(
        baby,
        _("The child"),
        "family_name",
        "given_name",
        "sex",
        "birth_rank",
        "born_at",
        "weight_g",
    )
    at = told.facility
    commune = at.shown("commune") if at else ""
    rows = (
        (_("Place of birth"), _birth_place(delivery, told)),
        (_("Municipality"), commune or "…"),
    )
    yield Facts(own.heading, (*own.rows, *rows))
    mother = facts(woman, "", "occupation", "village", "village.commune")
    age = age_words(woman, baby.born_at.day if baby.born_at else None)
    names = ((_("Name"), woman.title()), (_("Age"), age))
    yield Facts(_("The mother"), (*names, *mother.rows))
    if delivery is not None:
        father = ("father_name", "father_occupation", "father_residence")
        yield facts(delivery, _("The father"), *father, columns=1)


def _birth_place(delivery: Delivery | None, told: Told) -> str:
    if delivery is None:
        return TO_FILL
    if delivery.plain("place") == "facility" and told.facility:
        return str(told.facility.name)
    return delivery.shown("place") or TO_FILL


def newborn_band(baby: Newborn, _told: Told) -> list[Leaf]:
    """Two bands for the baby and one for the mother, with a code to scan."""
    woman = _woman(baby)
    born = baby.shown("born_at")
    own = (
        _("Baby of {mother}").format(mother=woman.title()),
        f"{baby.shown('sex')} · {born} · {value(*column_at(baby, 'weight_g'))}",
        _("Delivery n° {number}, child {rank}").format(
            number=_number(baby.delivery), rank=baby.birth_rank or 1
        ),
    )
    mother = (woman.title(), born, _("Delivery n° {number}").format(number=_number(baby.delivery)))
    code = code_of("newborn", baby.id)
    parts = (
        Note(_("Cut along the dashes. One band on the wrist, one on the ankle, one for her.")),
        Note(_("Baby: wrist")),
        Band(code, own),
        Note(_("Baby: ankle")),
        Band(code, own),
        Note(_("Mother")),
        Band(code_of("woman", woman.id), mother),
    )
    return [Leaf(_("Identity bands"), parts)]


def mother_card(woman: Woman, told: Told) -> list[Leaf]:
    """A card she keeps: scanned at the next visit, it opens her page."""
    lines = (
        woman.title(),
        " · ".join(part for part in (age_words(woman, told.today), woman.shown("village")) if part),
        " · ".join(
            part
            for part in (woman.shown("phone_1"), woman.shown("file_no"), woman.shown("blood_group"))
            if part
        ),
    )
    words = _("Keep this card and bring it to every visit: scanned, it finds your page at once.")
    band = Band(code_of("woman", woman.id), lines, wide_mm=128, tall_mm=34)
    visits = Grid(
        _("My visits"),
        (_("Date"), _("Where"), _("What was done")),
        (("", "", ""),) * 5,
        (2, 3, 5),
        tall=True,
    )
    return [Leaf(_("Mother's card"), (band, Note(words), visits))]


# leaving and coming back


def discharge_summary(stay: Admission, told: Told) -> list[Leaf]:
    """What she, and whoever cares for her next, must know of a stay."""
    births = [one for one in stay.deliveries if one.voided_at is None]
    left = stay.discharged_at.day if stay.discharged_at else told.today
    parts: list[Any] = [
        _who(stay, left, heading=_("Who she is")),
        facts(stay, _("The stay"), *STAY),
    ]
    for birth in births:
        parts.append(facts(birth, _("The delivery"), *BIRTH))
        parts.append(table(Newborn, birth.babies, _("The children"), *BABY, widths=BABY_WIDTHS))
    parts += [
        facts(stay, _("Leaving"), "diagnoses", "treatment", "next_visit_on", columns=1),
        Note(_(DANGER), strong=True),
        Lines(_("Prescription and advice"), 3),
        Boxes((_("Discharged by (name, quality, signature)"), _("Stamp"))),
    ]
    return [Leaf(_("Discharge summary"), tuple(parts))]


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
    rows = tuple((_window(due, born), _contact(due.contact), "") for due in DUE)
    babies = ", ".join(
        f"{one.shown('sex')} {value(*column_at(one, 'weight_g'))}" for one in birth.babies
    )
    who = _who(birth, born)
    more = ((_("Delivered on"), birth.shown("delivered_at")), (_("Children"), babies or TO_FILL))
    parts = (
        Facts("", (*who.rows, *more)),
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
    if due.contact is Contact.WEEK_6:
        last = first
    if first == last:
        return show_day(first)
    return _("from {first} to {last}").format(first=show_day(first), last=show_day(last))


def _contact(contact: Contact) -> str:
    return PostnatalContact.coded(contact.value).words


def stay_certificate(stay: Admission, told: Told) -> list[Leaf]:
    """That she was in the ward from one day to another; nothing of why."""
    woman = _woman(stay)
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


# referring


def referral_slip(sent: Referral, told: Told) -> list[Leaf]:
    """The slip in two copies, each with the part that comes back."""
    urgent = sent.kind is ReferralKind.EVACUATION
    title = _("Evacuation slip (emergency)") if urgent else _("Referral slip")
    decided = sent.decided_at.day if sent.decided_at else told.today
    pregnancy = ("pregnancy.gravidity", "pregnancy.parity", "woman.blood_group", "woman.allergies")
    parts = (
        facts(sent, "", "serial_no", "kind", "stage", *(_place_of(sent),)),
        _who(sent, decided, heading=_("Who she is")),
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


# lists of a period


def caesareans(births: Sequence[Delivery], _told: Told) -> list[Leaf]:
    """The caesareans of the period with their kit, for the claim."""
    grid = _named_rows(Delivery, births, CAESAREAN, (1, 2.2, 2.4, 1, 2, 2, 2.2, 2))
    count = plural("{count} caesarean", "{count} caesareans", len(births))
    boxes = Boxes((_("Head of the maternity"), _("Accountant"), _("Head of the facility")))
    title = _("Caesareans with kit, for reimbursement")
    return [Leaf(title, (grid, Note(count, strong=True), boxes))]


CAESAREAN = (
    *("serial_no", "delivered_at", "pregnancy", "caesarean_timing", "caesarean_indication"),
    *("caesarean_kit", "operator"),
)


def _named_rows(
    cls: type[Record],
    entries: Sequence[Record],
    names: tuple[str, ...],
    widths: tuple[float, ...],
) -> Grid:
    """A table whose third column is the woman and the fourth her age."""
    grid = table(cls, entries, "", *names)
    heads, rows = list(grid.heads), []
    for entry, cells in zip(entries, grid.rows, strict=True):
        woman, day = _woman(entry), day_value(entry.look(cls.register.dated))
        rows.append((*cells[:2], woman.title(), age_words(woman, day), *cells[3:]))
    heads[2:3] = [_("Name"), _("Age")]
    return Grid("", tuple(heads), tuple(rows), widths)


def births_to_declare(babies: Sequence[Newborn], _told: Told) -> list[Leaf]:
    """The births whose slips were not handed over yet, with the day each must be."""
    grid = _named_rows(
        Newborn, babies, ("serial_no", "born_at", "delivery", "sex", "declaration"), WAITING
    )
    limits = [
        show_day(baby.born_at.day + LEGAL_DAYS * DAY) if baby.born_at else "" for baby in babies
    ]
    rows = tuple((*row, limit, "") for row, limit in zip(grid.rows, limits, strict=True))
    heads = (*grid.heads, _("Legal limit"), _("Handed over on"))
    count = plural("{count} birth to declare", "{count} births to declare", len(babies))
    made = Grid("", heads, rows, (*WAITING, 2, 2), tall=True)
    return [Leaf(_("Births not yet declared"), (made, Note(count, strong=True)))]


WAITING = (1, 2.2, 3, 1.6, 1.2, 2.2)


# blank forms


def blank_form(entry: Record, _told: Told) -> list[Leaf]:
    """The entry form of a register on paper, in the order of the screen."""
    return [
        Leaf(
            _("Entry sheet: {register}").format(register=entry.register.one_words),
            blank_parts(entry),
        )
    ]


LIVE = "outcome == live"
BLANK = N_("Blank sheet: {register}")

DOCUMENTS: tuple[Document, ...] = (
    Document("birth_notification", N_("Birth notification"), "newborn", birth_notification, LIVE),
    Document("newborn_band", N_("Identity bands"), "newborn", newborn_band),
    Document(
        "discharge_summary",
        N_("Discharge summary"),
        "admission",
        discharge_summary,
        "subject == woman",
        needs=("deliveries.newborns",),
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
)
"""Every document made of an entry or of a period; the blank sheets of the registers beside it."""


def every() -> tuple[Document, ...]:
    """Every document: those declared, and a blank sheet for each register that is written in."""
    from maternity.registers import ALL  # noqa: PLC0415 - the catalogue, when a document is made

    blanks = tuple(
        Document(f"blank_{cls.register.name}", BLANK, cls.register.name, blank_form, blank=True)
        for cls in ALL
        if can_be_blank(cls.register)
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
