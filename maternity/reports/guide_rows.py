"""The rows of the Labour Care Guide in the order of the WHO form, and what each says of its bounds.

The screen, the sheet on paper and its blank are made from these rows: none has its own order.
Source: WHO Labour Care Guide, 2020 (clinical rules, part 13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maternity import reading
from maternity.clinical import labour
from maternity.fields import Field
from maternity.i18n import N_, _, words
from maternity.records import Record, named
from maternity.registers.labour_observation import OF_THE_FETUS
from maternity.registers.labour_watch import FIRST_STAGE, SECOND_STAGE, Raised
from maternity.reports.guide_codes import codes

SHORT = {
    "fhr_bpm": N_("Baseline FHR"),
    "fhr_deceleration": N_("FHR deceleration"),
    "bp_systolic_mmhg": N_("Systolic BP"),
    "bp_diastolic_mmhg": N_("Diastolic BP"),
    "contractions_per_10min": N_("Contractions / 10 min"),
    "contraction_duration_s": N_("Duration of contractions"),
    "dilatation_cm": N_("Cervix"),
    "descent_fifths": N_("Descent"),
    "oxytocin_iu_per_l": N_("Oxytocin (IU/L)"),
    "oxytocin_drops_per_min": N_("Oxytocin (drops/min)"),
    "temperature_c": N_("Temperature °C"),
}
"""The words of the form where they are shorter than the field's."""

OF_TIME = {
    SECOND_STAGE: N_("Second stage"),
    FIRST_STAGE: N_("Active first stage"),
}
RETROSPECTIVE = "↩"
"""Beside the hour of a column that was noted long after it was seen."""
SIGNS = {"<=": "≤", ">=": "≥", "=": "="}
APART = frozenset({"observed_at", "fetus", "labour_care"})
"""Fields of an observation that are no row of the form."""


@dataclass(frozen=True)
class GuideRow:
    """A row: its field, and the section of the form it stands in."""

    field: Field

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    @property
    def section(self) -> str:
        """The section, in the language in use."""
        return words(self.field.under, "heading")

    @property
    def told(self) -> str:
        """The words of the row, as short as the form has them."""
        return _(SHORT[self.name]) if self.name in SHORT else self.field.words

    @property
    def of_the_fetus(self) -> bool:
        """Whether each fetus has this row for itself."""
        return self.name in OF_THE_FETUS

    @property
    def bounds(self) -> str:
        """The alert column: the values that alert, as the form prints them; empty for none."""
        rule = next((one for one in labour.ROWS if one.name == self.name), None)
        if rule is None:
            return ""
        if rule.codes:
            told = codes(self.field)
            return ", ".join(told[code] for code in told if code in rule.codes)
        numbers = (
            *(("<", rule.below), ("≤", rule.up_to)),
            *(("≥", rule.from_), (">", rule.above)),
        )
        return ", ".join(f"{sign} {figure(at)}" for sign, at in numbers if at is not None)


def figure(value: object) -> str:
    """A bound with a decimal comma."""
    return str(value).replace(".", ",")


def rows() -> tuple[GuideRow, ...]:
    """Every row, in the order of the form."""
    fields = named("labour_observation").fields
    return tuple(GuideRow(one) for name, one in fields.items() if name not in APART)


def sections() -> Iterator[tuple[str, list[GuideRow]]]:
    """The sections of the form with their rows."""
    found: dict[str, list[GuideRow]] = {}
    for row in rows():
        found.setdefault(row.section, []).append(row)
    yield from found.items()


def alert_words(one: Raised) -> str:
    """An alert with its row, its value and the bound it crossed."""
    alert = one.alert
    if alert.row in OF_TIME:
        told = _("{stage}: {hours} ({sign} {limit})").format(
            stage=_(OF_TIME[alert.row]),
            hours=hours(int(alert.value)),
            sign=SIGNS.get(alert.sign, alert.sign),
            limit=hours(int(alert.bound)),
        )
    elif alert.row == "dilatation_cm":
        told = _("Cervix: {cm} cm for {limit} or more").format(
            cm=alert.value, limit=hours(int(alert.bound))
        )
    else:
        told = _value_words(one)
    return _("{row}, fetus {fetus}").format(row=told, fetus=one.fetus) if one.fetus else told


def _value_words(one: Raised) -> str:
    alert = one.alert
    row = GuideRow(named("labour_observation").fields[alert.row])
    if alert.sign == "=":
        told = codes(row.field)
        return f"{row.told} {told.get(str(alert.value), alert.value)}"
    sign = SIGNS.get(alert.sign, alert.sign)
    return f"{row.told} {figure(alert.value)} ({sign} {figure(alert.bound)})"


def answer_words(one: Raised) -> str:
    """What was done about an alert, and who says so; what to do while nobody has."""
    if one.answer is None:
        return _("not answered: write the plan and who")
    return f"{one.answer.plan} – {who(one.answer.observed_by)}"


def who(person: Record | None) -> str:
    """A person by the initials, or the name where there are none."""
    if person is None:
        return ""
    return str(getattr(person, "initials", None) or person.title())


def hours(minutes: int) -> str:
    """A length of time in hours and minutes: « 2 h 30 »."""
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02d}" if rest else f"{whole} h"


def clock_words(at: object) -> str:
    """The hour of a moment."""
    return reading.show_hour(getattr(at, "time", lambda: None)())
