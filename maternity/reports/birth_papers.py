"""Papers about a birth: its notification, the bands of mother and child, her card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maternity.i18n import N_, _
from maternity.reading import code_of, show_day
from maternity.registers.delivery import Delivery
from maternity.registers.newborn import Declaration, Newborn
from maternity.registers.woman import BloodGroup, Woman
from maternity.reports.leaf import (
    TO_FILL,
    Band,
    Boxes,
    Facts,
    Grid,
    Leaf,
    Note,
    Told,
    column_at,
    facts,
    value,
)
from maternity.reports.said import DAY, LEGAL_DAYS, SLIP_DAYS, age_words, number_of, woman_in

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
        (_("Number of the notification"), number_of(baby.delivery, baby)),
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
    delivery, woman = baby.delivery, woman_in(baby)
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
    woman = woman_in(baby)
    born = baby.shown("born_at")
    own = (
        _("Baby of {mother}").format(mother=woman.title()),
        f"{baby.shown('sex')} · {born} · {value(*column_at(baby, 'weight_g'))}",
        _("Delivery n° {number}, child {rank}").format(
            number=number_of(baby.delivery), rank=baby.birth_rank or 1
        ),
    )
    mother = (
        woman.title(),
        born,
        _("Delivery n° {number}").format(number=number_of(baby.delivery)),
    )
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
    group = "" if woman.blood_group is BloodGroup.NOT_DONE else woman.shown("blood_group")
    about = (age_words(woman, told.today), woman.shown("village"))
    own = (woman.shown("phone_1"), woman.shown("file_no"), group)
    lines = (
        woman.title(),
        *(" · ".join(part for part in parts if part and part != TO_FILL) for parts in (about, own)),
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
