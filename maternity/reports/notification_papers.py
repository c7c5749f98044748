"""The sheets that notify a death: a code and facts, no name, no blame.

What stands on the sheet is what WHO asks of a notification (reference: Mali, part 8; registers,
part 12). The words a person wrote of what happened stay in the register: they may hold a name.
"""

from __future__ import annotations

from typing import Any

from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.reading import show_day
from maternity.records import Record, day_value
from maternity.registers import death_notice
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.perinatal_death import PerinatalDeath
from maternity.reports.leaf import TO_FILL, Boxes, Facts, Leaf, Lines, Note, Told, column_at, facts
from maternity.reports.leaf import value as said_value
from maternity.reports.said import age_words, woman_in

COPIES = (N_("Copy 1: for the district"), N_("Copy 2: stays here"))
NAMELESS = N_(
    "No name of the woman, of the child or of the staff stands on this sheet, and none is added by"
    " hand. It says what happened, never whose fault it was."
)


def maternal_death_notification(death: MaternalDeath, told: Told) -> list[Leaf]:
    """The sheet of a woman's death, in two copies."""
    parts = (
        Note(_(NAMELESS), strong=True),
        _notified(death, "M", death.died_at, told),
        _woman(death, death.died_at),
        facts(death, _("The death"), *DEATH),
        _came_from(death.admission),
        facts(death, _("The cause, as far as it is known"), *CAUSE, columns=1),
        *_foot(),
    )
    return [Leaf(_("Notification of a maternal death"), parts, _(copy)) for copy in COPIES]


DEATH = ("moment", "ga_weeks", "died_at", "place", "pregnancy_end", "days_after_end")
CAUSE = (
    *("underlying_cause", "contributing_causes", "cause_group", "main_complication"),
    *("death_class", "autopsy"),
)


def perinatal_death_notification(death: PerinatalDeath, told: Told) -> list[Leaf]:
    """The sheet of a stillbirth or of a newborn's death, in two copies."""
    parts = (
        Note(_(NAMELESS), strong=True),
        _notified(death, "P", death.known_at, told),
        facts(death, _("The death"), *(LIVED if death.died_at else ()), *CHILD),
        facts(death, _("The birth"), *BIRTH),
        _woman(death, death.known_at, heading=_("The mother")),
        facts(death, _("The cause, as far as it is known"), *CHILD_CAUSE, columns=1),
        *_foot(),
    )
    return [Leaf(_("Notification of a perinatal death"), parts, _(copy)) for copy in COPIES]


CHILD = ("kind", "place", "newborn.sex", "newborn.weight_g")
LIVED = ("died_at", "age_band")
BIRTH = (
    *("newborn.born_at", "newborn.delivery.place", "newborn.delivery.ga_weeks"),
    *("newborn.birth_rank", "newborn.mode", "newborn.apgar_5"),
)
CHILD_CAUSE = ("main_cause", "icd_pm_group", "neonatal_cause", "maternal_condition")


def _notified(death: Any, kind: str, died: Moment | None, told: Told) -> Facts:
    """Its number, by when it had to be told, when it was, and by whom: a function, a telephone."""
    limit = death_notice.limit(died, in_facility=death.in_facility)
    by = death.notified_by
    own = facts(death, "", "notified_at", "notified_in_time")
    rows = [
        (_("Code of the deceased"), code_of_death(death, kind)),
        (_("To be notified before"), _shown(limit)),
        *own.rows,
        (_("Function of who notifies"), by.shown("qualification") if by else TO_FILL),
        (_("Phone"), _phone(by, told)),
    ]
    if "notified_to" in death.register.fields:
        rows += facts(death, "", "notified_to").rows
    return Facts(_("Notification"), tuple((label, said or TO_FILL) for label, said in rows))


def code_of_death(death: Any, kind: str) -> str:
    """The number of a death with its kind, for example M-3/2026."""
    return f"{kind}-{death.serial_no}/{death.serial_year}" if death.serial_no else TO_FILL


def _shown(at: Moment | None) -> str:
    if at is None:
        return TO_FILL
    return f"{show_day(at.day)} {at.time:%H:%M}" if at.time else show_day(at.day)


def _phone(by: Record | None, told: Told) -> str:
    own = by.shown("phone") if by is not None else ""
    return own or (told.facility.shown("phone") if told.facility else "") or TO_FILL


def _woman(death: Record, at: Moment | None, *, heading: str = "") -> Facts:
    """Her age, where she comes from, her pregnancies: nothing that names her."""
    woman = woman_in(death)
    day = day_value(at)
    rows = [(_("Age"), age_words(woman, day)), *facts(woman, "", *PLACE).rows]
    pregnancy = "pregnancy" if "pregnancy" in death.register.links else "newborn.delivery.pregnancy"
    rows += facts(death, "", *(f"{pregnancy}.{name}" for name in HISTORY)).rows
    return Facts(heading or _("The woman"), tuple(rows))


PLACE = ("village", "village.health_area")
HISTORY = ("gravidity", "parity", "living_children", "deceased_children")


def _came_from(stay: Any) -> Facts:
    if stay is None:
        return Facts(_("Where she came from"), ((_("Referred by"), TO_FILL), (_("At"), TO_FILL)))
    names = ("arrival_mode", "from_facility", "admitted_at")
    rows = [(column.words, said_value(at, column)) for at, column in _columns(stay, names)]
    return Facts(_("Where she came from"), tuple((label, said or TO_FILL) for label, said in rows))


def _columns(stay: Record, names: tuple[str, ...]) -> list[Any]:
    return [column_at(stay, name) for name in names]


def _foot() -> tuple[Any, ...]:
    return (
        Lines(_("What the receiver decides: review on, by whom (functions)"), 2),
        Boxes((_("Notified by (function, signature)"), _("Received by (function, day, hour)"))),
    )
