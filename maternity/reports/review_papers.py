"""The files of the death reviews, for the committee: facts, course, causes, delays, factors.

They name nobody, neither the woman nor the staff, and blame nobody: what could be done otherwise
is looked for (WHO, Maternal death surveillance and response, 2013; Making every baby count, 2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maternity.i18n import N_, _
from maternity.records import Record
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.perinatal_death import PerinatalDeath
from maternity.registers.pregnancy import Pregnancy
from maternity.reports.hours import course_grid
from maternity.reports.leaf import Boxes, Facts, Grid, Leaf, Lines, Note, Told, facts, value
from maternity.reports.nameless import nameless, names_around

NAMELESS = N_(
    "This file names neither the woman nor the staff. It looks for what can be done better, not for"
    " who is at fault. It stays with the committee."
)
PREGNANCY = (
    *("gravidity", "parity", "previous_caesareans", "living_children", "fetuses_expected"),
    *("anc_visits_total", "dating_method", "obstetric_history"),
)
WOMAN = ("marital_status", "occupation", "education", "chronic_conditions", "zone")
DELAYS = ("delay_1", "delay_2", "delay_3")
FACTORS = ("factors_family", "factors_administration", "factors_provider", "recommendations")
EXAMPLES = {
    "delay_1": N_("signs not known, decision of another, money, distance"),
    "delay_2": N_("road, transport, referral late, ambulance"),
    "delay_3": N_("staff, drugs, blood, equipment, waiting, wrong treatment"),
}


def maternal_review(death: MaternalDeath, _told: Told) -> list[Leaf]:
    """The file of a woman's death."""
    pregnancy = death.pregnancy
    parts: list[Any] = [
        Note(_(NAMELESS), strong=True),
        facts(death, _("The death"), *MATERNAL),
        facts(death, _("The woman"), *(f"woman.{name}" for name in WOMAN)),
    ]
    if pregnancy is not None:
        parts.append(facts(pregnancy, _("The pregnancy"), *PREGNANCY))
        births = (one for one in pregnancy.deliveries if one.voided_at is None)
        parts += [facts(birth, _("The delivery"), *BIRTH) for birth in births]
    parts += [
        facts(death, _("Causes"), *MATERNAL_CAUSES, columns=1),
        course_grid(_("What happened, hour by hour"), _around(pregnancy), death.died_at),
        *_review(death),
    ]
    names = names_around(death)
    return [Leaf(_("Review of a maternal death"), tuple(nameless(part, names) for part in parts))]


MATERNAL = (
    *("serial_no", "died_at", "place", "moment", "pregnancy_end", "days_after_end"),
    *("mother_age_years", "ga_weeks", "death_class", "referred_in", "autopsy", "notified_at"),
)
BIRTH = (
    *("delivered_at", "place", "mode", "ga_weeks", "labour_onset", "monitoring_tool"),
    *("attendant_qualification", "uterotonic", "blood_loss_ml", "blood_loss_method", "pph"),
    "placenta_complete",
)
MATERNAL_CAUSES = (
    *("cause_text", "underlying_cause", "contributing_causes", "cause_group"),
    "main_complication",
)


def perinatal_review(death: PerinatalDeath, _told: Told) -> list[Leaf]:
    """The file of a stillbirth or a newborn's death."""
    baby, delivery = death.newborn, death.delivery
    pregnancy = delivery.pregnancy if delivery is not None else None
    parts: list[Any] = [
        Note(_(NAMELESS), strong=True),
        facts(death, _("The death"), *PERINATAL),
    ]
    if baby is not None:
        parts.append(facts(baby, _("The baby"), *BABY))
    if delivery is not None:
        parts.append(facts(delivery, _("The delivery"), "mother_age_years", *BIRTH))
    if pregnancy is not None:
        parts.append(facts(pregnancy, _("The pregnancy"), *PREGNANCY))
    own = [baby, *baby.resuscitations, *baby.kangaroo_cares, *baby.stays] if baby else []
    end = death.died_at or (baby.born_at if baby is not None else None)
    others = [one for one in _around(pregnancy) if one not in own]
    parts += [
        facts(death, _("Causes"), *PERINATAL_CAUSES, columns=1),
        course_grid(_("What happened, hour by hour"), [*others, *own], end),
        *_review(death),
    ]
    names = names_around(death)
    return [Leaf(_("Review of a perinatal death"), tuple(nameless(part, names) for part in parts))]


PERINATAL = (
    *("serial_no", "kind", "died_at", "place", "age_hours", "age_band", "is_perinatal"),
    *("before_discharge", "notified_at"),
)
BABY = (
    *("born_at", "outcome", "sex", "birth_rank", "mode", "presentation", "weight_g"),
    *("size_for_age", "apgar_1", "apgar_5", "apgar_10", "resuscitated", "resuscitation_steps"),
    *("complications", "malformation"),
)
PERINATAL_CAUSES = (
    *("cause_text", "main_cause", "icd_pm_group", "neonatal_cause", "maternal_condition"),
)


def _around(pregnancy: Pregnancy | None) -> Iterator[Record]:
    """The entries of a pregnancy whose hours make its course."""
    if pregnancy is None:
        return
    yield from pregnancy.admissions
    yield from pregnancy.labour_cares
    for birth in pregnancy.deliveries:
        yield birth
        yield from birth.haemorrhage_cares
        yield from birth.newborns
    for sheet in pregnancy.eclampsia_cares:
        yield sheet
        yield from sheet.doses
    yield from pregnancy.referrals


def _review(death: MaternalDeath | PerinatalDeath) -> Iterator[Any]:
    """The three delays, the factors that can be changed, what is recommended, who reviewed."""
    about = death.register
    words = {name: about.fields[name].words for name in (*DELAYS, *FACTORS)}
    rows = tuple(
        (words[name], death.shown(name) or _("☐ yes  ☐ no  ☐ unknown"), _(EXAMPLES[name]))
        for name in DELAYS
    )
    heads = (_("Delay"), _("Was there one?"), _("For example"))
    yield Grid(_("The three delays"), heads, rows, (3, 2.4, 5), tall=True)
    for name in FACTORS:
        told = value(death, about.fields[name])
        if told:
            yield Facts("", ((words[name], told),), 1)
        else:
            yield Lines(words[name], 2)
    yield facts(death, _("The review"), "reviewed_on")
    yield Boxes((_("Chair of the committee"), _("Rapporteur"), _("Date of the follow-up")))
