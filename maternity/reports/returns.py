"""Official returns as data: one file a form and version, checked whole against the registers.

A ministry changes its form more often than a ward its program. A file with a fault is refused with
its name, its line and the reason; being data, it can run nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from maternity import paths
from maternity.conditions import Condition, Joined, Misspelt, Test, parse
from maternity.errors import Refused
from maternity.fields import Number
from maternity.i18n import _, language
from maternity.records import Column, Computed, Record, named, path
from maternity.settings import Settings

ORDERING = {"<", "<=", ">", ">="}


@dataclass(frozen=True)
class Also:
    """What a line adds when a setting has a value."""

    setting: str
    value: str
    where: str = ""
    once: str = ""
    once_a_month: str = ""


@dataclass(frozen=True)
class LineForm:
    """A line of a form: its words, what it counts, and how it is split."""

    code: str
    label: str
    label_en: str
    section: str
    register: str = ""
    dated: str = ""
    where: str = ""
    once: str = ""
    once_a_month: str = ""
    by: tuple[str, ...] = ()
    manual: bool = False
    group: str = ""
    short: str = ""
    indent: int = 0
    note: str = ""
    also: tuple[Also, ...] = ()

    @property
    def words(self) -> str:
        """The line's words: the form's own, in English for an English screen."""
        return self.label_en if language() == "en" and self.label_en else self.label

    def chosen(self, settings: Settings) -> Iterator[Also]:
        """The additions that the ward's settings call for."""
        return (one for one in self.also if settings.chosen(one.setting) == one.value)

    def condition(self, settings: Settings) -> Condition:
        """What an entry must fulfil, with the settings in force."""
        texts = [self.where, *(one.where for one in self.chosen(settings))]
        parts = tuple(parse(text) for text in texts if text)
        return parts[0] if len(parts) == 1 else Joined(parts, decisive=False)

    def counted_once(self, settings: Settings) -> tuple[str, bool]:
        """The link that counts once, and whether once a month (True) or ever (False)."""
        for one in self.chosen(settings):
            if one.once or one.once_a_month:
                return one.once or one.once_a_month, bool(one.once_a_month)
        return self.once or self.once_a_month, bool(self.once_a_month)


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
    part: str
    sections: dict[str, tuple[str, str]]
    lines: tuple[LineForm, ...]
    settings: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    every: str = "month"
    source: str = field(default="", compare=False)

    def line(self, code: str) -> LineForm:
        """The line of a code; refused if the form has none."""
        found = next((line for line in self.lines if line.code == code), None)
        if found is None:
            raise Refused(_("The form {form} has no line {code}.").format(form=self.id, code=code))
        return found

    def section_words(self, section: str) -> str:
        """A section's title."""
        french, english = self.sections[section]
        return english if language() == "en" and english else french


def forms(folder: Path | None = None) -> list[Form]:
    """Every return that is shipped, and those a ward laid in its own folder."""
    places = [paths.resources() / "returns"]
    if folder is not None and (folder / "returns").is_dir():
        places.append(folder / "returns")
    return [load(file) for place in places for file in sorted(place.glob("*.toml"))]


def in_force(identity: str, first: date, folder: Path | None = None) -> Form:
    """The version for a period: the latest that begins not after its first day."""
    fitting = [f for f in forms(folder) if f.id == identity and f.valid_from <= first]
    if not fitting:
        raise Refused(
            _("There is no form “{form}” for this period. Choose another month.").format(
                form=identity
            )
        )
    return max(fitting, key=lambda form: (form.valid_from, form.version))


def load(file: Path) -> Form:
    """The form of a file; refused whole, with file, line and reason, if anything is wrong."""
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise _refused(file, "", str(error)) from error
    try:
        form = _form(told, file)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _refused(
            file, "", _("a part is missing or misnamed: {part}").format(part=error)
        ) from error
    for line, reason in faults(form):
        raise _refused(file, line, reason)
    return form


def _refused(file: Path, line: str, reason: str) -> Refused:
    return Refused(
        _("The return file {file} cannot be used. Line {line}: {reason}.").format(
            file=file.name, line=line or "–", reason=reason
        )
    )


def _form(told: dict[str, Any], file: Path) -> Form:
    head = told["return"]
    return Form(
        id=head["id"],
        version=str(head["version"]),
        valid_from=_day(head["from"]),
        title=head["title"],
        name=head["form"],
        part=head.get("part", ""),
        every=head.get("every", "month"),
        settings=tuple(head.get("settings", ())),
        signatures=tuple(
            Signature(box["title"], tuple(box["lines"])) for box in head.get("signatures", ())
        ),
        sections={s["id"]: (s["title"], s.get("title_en", "")) for s in told["section"]},
        lines=tuple(_line(line) for line in told["line"]),
        source=file.name,
    )


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("from")
    return value


def _line(told: dict[str, Any]) -> LineForm:
    rest = {key: value for key, value in told.items() if key not in {"by", "also"}}
    also = tuple(
        Also(setting=a["setting"], value=a["is"], **{k: a[k] for k in a if k in _ALSO})
        for a in told.get("also", ())
    )
    return LineForm(**rest, by=tuple(told.get("by", ())), also=also)


_ALSO = {"where", "once", "once_a_month"}


def faults(form: Form) -> Iterator[tuple[str, str]]:
    """What is wrong with a form, each with the code of its line."""
    codes = [line.code for line in form.lines]
    for code in {code for code in codes if codes.count(code) > 1}:
        yield code, _("this code stands twice")
    for name in form.settings:
        if name not in Settings.register.fields:
            yield "", _("“{name}” is no setting").format(name=name)
    for line in form.lines:
        if line.section not in form.sections:
            yield line.code, _("its section “{name}” is not declared").format(name=line.section)
        yield from ((line.code, reason) for reason in _line_faults(line))


def _line_faults(line: LineForm) -> Iterator[str]:
    if not line.register:
        if not line.manual:
            yield _("it is neither counted nor typed by hand")
        return
    try:
        cls = named(line.register).record
    except KeyError:
        yield _("there is no register “{name}”").format(name=line.register)
        return
    yield from _date_faults(cls, line.dated)
    yield from _rule_faults(cls, line)
    for text in [line.where, *(one.where for one in line.also)]:
        yield from _condition_faults(cls, text)


def _rule_faults(cls: type[Record], line: LineForm) -> Iterator[str]:
    for name in line.by:
        if not _is_kind(cls, name, {"choice"}):
            yield _("“{name}” is no choice to split by").format(name=name)
    for once in {line.once, line.once_a_month, *(a.once or a.once_a_month for a in line.also)}:
        if once and once not in cls.register.links:
            yield _("“{name}” is no link that could count once").format(name=once)
    for one in line.also:
        if one.setting not in Settings.register.fields:
            yield _("“{name}” is no setting").format(name=one.setting)


def _date_faults(cls: type[Record], name: str) -> Iterator[str]:
    column = _column(cls, name)
    if column is None or column.kind not in {"date", "moment"}:
        yield _("“{name}” is no day or moment to date by").format(name=name)
    elif isinstance(column, Computed) and not column.dated_by:
        yield _("“{name}” does not say which days it is made of").format(name=name)


def _column(cls: type[Record], name: str) -> Column | None:
    try:
        steps = path(cls, name)
    except Misspelt:
        return None
    at = cls
    for step in steps[:-1]:
        if step not in at.register.links:
            return None
        at = named(at.register.links[step].target).record
    return at.register.columns.get(steps[-1])


def _is_kind(cls: type[Record], name: str, kinds: set[str]) -> bool:
    column = _column(cls, name)
    return column is not None and column.kind in kinds


def _condition_faults(cls: type[Record], text: str) -> Iterator[str]:
    try:
        condition = parse(text)
    except Misspelt as error:
        yield str(error)
        return
    for test in tests_of(condition):
        column = _column(cls, test.name)
        if column is None:
            yield _("“{name}” means nothing here").format(name=test.name)
        else:
            yield from _test_faults(column, test)


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every single test of a condition."""
    if isinstance(condition, Test):
        yield condition
    for part in getattr(condition, "parts", ()):
        yield from tests_of(part)
    inner = getattr(condition, "inner", None)
    if inner is not None:
        yield from tests_of(inner)


def _test_faults(column: Column, test: Test) -> Iterator[str]:
    if test.op in ORDERING and column.kind not in {Number.kind, "decimal"}:
        yield _("“{name}” is no number to compare").format(name=test.name)
    options = getattr(column, "options", None)
    if options is None or test.op in ORDERING or test.op.startswith("is"):
        return
    known = {str(choice.value) for choice in options}
    for code in test.codes:
        if code not in known:
            yield _("“{code}” is no answer of “{name}”").format(code=code, name=test.name)


def period_days(form: Form, period: str) -> tuple[date, date]:
    """The first and the last day of a period written `2026-10`; refused if it is not one."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", period)
    if form.every != "month" or found is None or not 1 <= int(found[2]) <= 12:
        raise Refused(_("Enter the month as year and month, for example 2026-10."))
    year, month = int(found[1]), int(found[2])
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)
