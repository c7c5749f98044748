"""What several documents say of a woman and her delivery."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from maternity.i18n import _, plural
from maternity.records import Record
from maternity.registers.delivery import Delivery
from maternity.registers.lists import DatePrecision
from maternity.registers.newborn import Newborn
from maternity.registers.woman import Woman
from maternity.reports.leaf import TO_FILL, Facts, facts, woman_of

DAY = timedelta(days=1)
SLIP_DAYS, LEGAL_DAYS = 8, 30
"""Volet II is handed to the town hall, and the birth declared, within so many days."""


def woman_in(entry: Record) -> Woman:
    """The woman of an entry; an empty one where there is none."""
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


def initials(person: Record) -> str:
    """Her initials as she gave them, or of her names."""
    own = getattr(person, "initials", None)
    if own:
        return str(own)
    return "".join(part[0] for part in person.title().replace("-", " ").split())


def who(entry: Any, day: date | None, *, heading: str = "") -> Facts:
    """The woman a document is about."""
    woman = woman_in(entry)
    names = ("village", "phone_1", "kin_name", "file_no")
    rows = [(_("Name"), woman.title()), (_("Age"), age_words(woman, day))]
    return Facts(heading, (*rows, *facts(woman, "", *names).rows))


def number_of(delivery: Delivery | None, baby: Newborn | None = None) -> str:
    """« 412/2026 », for a baby « 412/2026-1 »."""
    if delivery is None or not delivery.serial_no:
        return TO_FILL
    number = f"{delivery.serial_no}/{delivery.serial_year}"
    return f"{number}-{baby.birth_rank or 1}" if baby is not None else number
