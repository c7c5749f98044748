"""What an official return says of itself: its lines, its words, its boxes. Data, and only data.

The words of a form are the ministry's own; English ones stand beside them for an English screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from maternity.conditions import Condition, parse
from maternity.errors import Refused
from maternity.i18n import N_, SOURCE, _, language

AXES: dict[str, tuple[str, ...]] = {
    "age_band": ("a10_14", "a15_19", "a20_24", "a25_plus"),
    "zone": ("in_area", "out_of_area"),
    "age_months": ("m0_11", "m12_23", "m24_plus"),
    "sex": ("female", "male"),
    "age6": ("m0_11", "y1_4", "y5_14", "y15_44", "y45_59", "y60_plus"),
}
"""The columns of each way to split, in the order of the form; « unknown » has its own."""

SPLIT_BY = {
    "age_band": N_("age"),
    "zone": N_("in or outside the area"),
    "age_months": N_("months of age"),
    "sex": N_("sex"),
    "age6": N_("age"),
}
"""Each way to split, within a sentence."""
SPLIT_HEAD = {
    "age_band": N_("Age"),
    "zone": N_("Catchment"),
    "age_months": N_("Age in months"),
    "sex": N_("Sex"),
    "age6": N_("Age band of morbidity"),
}
"""Each way to split, as the head of a column."""

HEADS: dict[str, tuple[str, str]] = {
    **{code: (words, words) for code, words in (("a10_14", "10-14"), ("a15_19", "15-19"))},
    **{code: (words, words) for code, words in (("a20_24", "20-24"), ("a25_plus", "25+"))},
    "in_area": ("Aire", "Area"),
    "out_of_area": ("Hors aire", "Outside"),
    "m0_11": ("0-11 m", "0-11 m"),
    "m12_23": ("12-23 m", "12-23 m"),
    "m24_plus": ("24+ m", "24+ m"),
    "female": ("F", "F"),
    "male": ("M", "M"),
    "y1_4": ("1-4", "1-4"),
    "y5_14": ("5-14", "5-14"),
    "y15_44": ("15-44", "15-44"),
    "y45_59": ("45-59", "45-59"),
    "y60_plus": ("60+", "60+"),
}
"""The words over a column, as the form has them and in English."""


@dataclass(frozen=True)
class Also:
    """What a line adds when a setting has a value."""

    setting: str
    value: str
    where: str = ""
    once: str = ""
    once_a_month: str = ""
    manual: bool = False
    """The line is typed by hand then, and nothing is proposed for it."""


@dataclass(frozen=True)
class LineForm:
    """A line of a form: its words, what it counts, and how it is split."""

    code: str
    label: str
    section: str
    label_en: str = ""
    register: str = ""
    dated: str = ""
    where: str = ""
    once: str = ""
    once_a_month: str = ""
    by: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    """The codes of the columns whose persons no register has: a person types their cells."""
    by_hand_of: tuple[str, ...] = ()
    """The lines whose typed columns make those of this one, until they are typed themselves."""
    sum: tuple[str, ...] = ()
    adds: str = ""
    """The field whose sum is proposed for a line typed by hand; empty to propose a count."""
    manual: bool = False
    alert: bool = False
    """Whether a case is told to the district at once, and not only with the return."""
    group: str = ""
    group_en: str = ""
    short: str = ""
    short_en: str = ""
    indent: int = 0
    note: str = ""
    also: tuple[Also, ...] = ()
    shown_by: str = ""
    """The setting that must be « on » for the line to stand on the form; `if` in the file."""
    ruled_by: str = ""
    """The setting whose condition counts a line that is typed by hand until there is one."""

    @property
    def words(self) -> str:
        """The line's words: the form's own, in English for an English screen."""
        return spoken(self.label, self.label_en)

    @property
    def heading(self) -> str:
        """The heading of the group it stands in; empty for none."""
        return spoken(self.group, self.group_en)

    @property
    def under_heading(self) -> str:
        """Its words where the heading of its group stands above it."""
        return spoken(self.short, self.short_en) or self.words

    @property
    def level(self) -> int:
        """How far it is set in: a « dont » line, or a line of a group."""
        return self.indent + bool(self.group)

    def is_typed(self, cell: tuple[str, ...] = ()) -> bool:
        """Whether a person types the figure of a cell, or of the whole line."""
        return self.manual or not set(self.by_hand).isdisjoint(cell)

    def cell_now(self, name: str) -> str:
        """The whole name of a cell: where columns by hand stand beside it, « a15_19 » is counted.

        So is a cell that was kept before those columns stood there.
        """
        codes = name.split("/")
        if not self.by_hand or len(codes) == len(self.by):
            return name
        counted = [[code for code in AXES[way] if code not in self.by_hand] for way in self.by]
        found = [[code for code in way if code in codes] for way in counted]
        whole = [said or way for said, way in zip(found, counted, strict=True)]
        said = sum(len(one) for one in found) == len(codes)
        return "/".join(one[0] for one in whole) if said and {*map(len, whole)} == {1} else name

    def chosen(self, settings: Mapping[str, str]) -> Iterator[Also]:
        """The additions that the ward's settings call for."""
        return (one for one in self.also if settings.get(one.setting) == one.value)

    def under(self, settings: Mapping[str, str]) -> LineForm | None:
        """The line as it is with these settings; None where it does not stand on the form."""
        if self.shown_by and settings.get(self.shown_by) != ON:
            return None
        rule = settings.get(self.ruled_by, "") if self.ruled_by else ""
        if rule:
            return replace(self, manual=False, where=rule)
        if self.ruled_by or any(one.manual for one in self.chosen(settings)):
            return replace(self, manual=True, register="", dated="", where="", **_COUNTED_NEVER)
        return self

    def rule(self, settings: Mapping[str, str]) -> str:
        """What an entry must fulfil, with the settings in force, as it is written."""
        texts = [self.where, *(one.where for one in self.chosen(settings))]
        return " and ".join(f"({text})" if " or " in text else text for text in texts if text)

    def condition(self, settings: Mapping[str, str]) -> Condition:
        """What an entry must fulfil, with the settings in force."""
        return parse(self.rule(settings))

    def counted_once(self, settings: Mapping[str, str]) -> tuple[str, bool]:
        """The link that counts once, and whether once a month (True) or ever (False)."""
        for one in self.chosen(settings):
            if one.once or one.once_a_month:
                return one.once or one.once_a_month, bool(one.once_a_month)
        return self.once or self.once_a_month, bool(self.once_a_month)


ON = "on"
_COUNTED_NEVER: dict[str, Any] = {"once": "", "once_a_month": "", "also": ()}


@dataclass(frozen=True)
class Signature:
    """A box to sign in."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A return: one version of one official form."""

    id: str
    version: str
    valid_from: date
    title: str
    name: str
    sections: dict[str, tuple[str, str]]
    lines: tuple[LineForm, ...]
    crossed: frozenset[str] = frozenset()
    """The sections whose lines make a table on paper: their words name its row and its column."""
    valid_to: date | None = None
    part: str = ""
    every: str = "month"
    language: str = "fr"
    header: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    right: str = ""
    """The right that who counts it needs beside counting; empty for none."""
    source: str = field(default="", compare=False)

    def line(self, code: str) -> LineForm:
        """The line of a code; refused if the form has none."""
        found = next((line for line in self.lines if line.code == code), None)
        if found is None:
            raise Refused(_("The form {form} has no line {code}.").format(form=self.id, code=code))
        return found

    def under(self, settings: Mapping[str, str]) -> Form:
        """The form with the lines that these settings call for, each as they have it."""
        lines = tuple(one for line in self.lines if (one := line.under(settings)) is not None)
        used = {line.section for line in lines}
        there = {name: told for name, told in self.sections.items() if name in used}
        return self if lines == self.lines else replace(self, lines=lines, sections=there)

    def section_words(self, section: str) -> str:
        """A section's title."""
        return spoken(*self.sections[section])

    def covers(self, first: date) -> bool:
        """Whether a period that begins on this day is filled in on this version."""
        return self.valid_from <= first and (self.valid_to is None or first <= self.valid_to)


def head_of(code: str) -> str:
    """The words over a column."""
    return spoken(*HEADS[code])


def cell_words(cell: str) -> str:
    """A cell named by its codes, in words: « a15_19/in_area » is « 15-19, Aire »."""
    told = (spoken(*HEADS[code]) if code in HEADS else _("unknown") for code in cell.split("/"))
    return _("total") if cell == "total" else ", ".join(told)


@cache
def in_order(by: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The cells of a row from left to right: the second way to split outside, the first inside."""
    if not by:
        return ()
    crossed = product(*(AXES[name] for name in reversed(by)))
    return tuple(tuple(reversed(cell)) for cell in crossed)


def spoken(own: str, english: str) -> str:
    """The form's own words, or the English ones on an English screen."""
    return english if language() == SOURCE and english else own
