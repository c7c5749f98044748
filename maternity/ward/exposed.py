"""The infants exposed to HIV whose follow-up is due; only for who may see what HIV rules.

The words name neither the disease nor the test: a screen is read by whoever passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maternity.clinical import exposure
from maternity.i18n import N_, _
from maternity.people import Right
from maternity.records import Record
from maternity.registers.delivery import Delivery
from maternity.registers.hiv_care import HivCare
from maternity.ward.due import WEEK, Due, Kind, When, baby_words, lives

if TYPE_CHECKING:
    from maternity.registers.newborn import Newborn
    from maternity.ward.ward import Ward

ASKED_DAYS = 950
"""From the first contact of a pregnancy to three months after the last test, at 18 months."""
FOLLOWED_DAYS = 640
STEPS = {
    "nevirapine": N_("Follow-up of {who}: treatment from birth"),
    "first_test": N_("Follow-up of {who}: week 4 to 6"),
    "cotrimoxazole": N_("Follow-up of {who}: prevention from week 6"),
    "second_test": N_("Follow-up of {who}: month 9"),
    "final_test": N_("Follow-up of {who}: month 18"),
}
"""What is due, in words that say nothing of it to who passes by."""

_LISTS = ("newborns", "newborns.hiv_cares", "newborns.perinatal_deaths", "postnatal_visits")
LISTS = (*_LISTS, "postnatal_visits.newborn_checks")


def exposed(ward: Ward, today: date) -> list[Due]:
    """What is due to the exposed infants; nothing to who may not see what HIV rules."""
    ward.allow(Right.READ)
    if not ward.account.may(Right.SEE_HIV):
        return []
    since = today - timedelta(days=ASKED_DAYS)
    cares = ward.book.dated(HivCare, "seen_on", since, today)
    return exposed_of(ward, _positive_of(cares), today)


def exposed_of(ward: Ward, pregnancies: list[str], today: date) -> list[Due]:
    """What is due to the infants of these pregnancies, where the mother was found positive."""
    ward.allow(Right.READ)
    if not ward.account.may(Right.SEE_HIV):
        return []
    cares = ward.book.linked(HivCare, "pregnancy", pregnancies)
    births = ward.book.linked(Delivery, "pregnancy", _positive_of(cares), LISTS)
    return [
        one
        for birth in births
        if isinstance(birth, Delivery)
        for baby in birth.babies
        for one in steps(baby, today)
    ]


def _positive_of(cares: Iterable[Record]) -> list[str]:
    """The pregnancies in which the mother is known or was found positive."""
    found = (one for one in cares if isinstance(one, HivCare) and _positive(one))
    return sorted({one.pregnancy.id for one in found if one.pregnancy is not None})


def _positive(care: HivCare) -> bool:
    known, result = care.plain("known_status"), care.plain("result")
    told = exposure.is_exposed(
        known_positive=known == "known_positive", tested_positive=result == "positive"
    )
    return bool(told.value)


def steps(baby: Newborn, today: date) -> Iterator[Due]:
    """The first step of a living exposed infant that is not written as done."""
    birth = baby.delivery
    born = baby.born_at or (birth.delivered_at if birth is not None else None)
    if born is None or birth is None or not lives(baby, birth.postnatal_visits):
        return
    if not 0 <= (today - born.day).days <= FOLLOWED_DAYS:
        return
    cares = [one for one in baby.hiv_cares if one.voided_at is None]
    for step in exposure.hiv_steps(born.day, high_risk=False, breastfed=None):
        if (today - step.from_on).days < -WEEK or _done(step, cares):
            continue
        if step.what == "nevirapine" and step.to_on is not None and today > step.to_on:
            continue
        when, by = _when(step, today)
        words = _(STEPS[step.what]).format(who=baby_words(baby))
        plain = _("Visit at the centre: {who}").format(who=baby_words(baby))
        yield Due(Kind.EXPOSED, baby, birth.woman, when, by, words, plain)


def _when(step: exposure.Step, today: date) -> tuple[When, date]:
    if today < step.from_on:
        return When.SOON, step.from_on
    last = step.to_on if step.what != "nevirapine" else None
    late_from = step.overdue_from or (step.from_on + timedelta(days=WEEK * 4))
    by = last or late_from - timedelta(days=1)
    return (When.LATE if today > by else When.TODAY), by


def _done(step: exposure.Step, cares: list[HivCare]) -> bool:
    """Whether a contact of the infant says that the step was made."""
    if step.what == "nevirapine":
        given = {"nevirapine", "nevirapine_zidovudine", "other"}
        return any(one.plain("infant_prophylaxis") in given for one in cares)
    if step.what == "cotrimoxazole":
        return any(one.cotrimoxazole_on is not None for one in cares)
    later = [one.infant_test_on for one in cares if one.infant_test_on is not None]
    return any(on >= step.from_on for on in later)
