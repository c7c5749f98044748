"""The kinds of value a register holds: how each is read, shown, written plainly and bounded.

A field is declared once, on its register; forms, lists, prints, imports, exports and the audit
trail derive from it. Kinds are classes here, instances are lines there. Names, codes and bounds
are those of the data dictionary. Nothing here knows Qt or a database.

Three ways of not having a value stay apart: *empty* (nobody answered), a *gap* (somebody asked:
unknown, or not done), and *not applicable* (the field's condition is false).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeVar, cast

from maternity import reading
from maternity.conditions import Condition, Limit, limit, parse
from maternity.i18n import N_, in_language, words
from maternity.moments import Moment

if TYPE_CHECKING:
    from maternity.records import Record


class Gap(Enum):
    """A question that was asked and has no value for an answer."""

    UNKNOWN = "unknown"
    NOT_DONE = "not_done"

    @property
    def words(self) -> str:
        """« inconnu » or « non fait », in the language in use."""
        return words(GAP_WORDS[self], "gap")


GAP_WORDS = {Gap.UNKNOWN: N_("unknown"), Gap.NOT_DONE: N_("not done")}


class Sensitive(Enum):
    """Whose eyes a field is for."""

    NONE = "none"
    PERSONAL = "personal"
    HIV = "hiv"
    DEATH = "death"


class Options(Enum):
    """A closed list: `NAME = "code", N_("Words")`; a third member False stops offering it.

    A code once released is never renamed or reused.
    """

    label: str
    offered: bool
    counts_as: str
    """The code of the official list that it counts as: its own, or « other » for a ward's own."""

    __hash__ = object.__hash__  # a choice is there once; the name's own hash is slow to ask for

    def __new__(cls, code: str, label: str, offered: bool = True) -> Self:
        """A choice is its code; the words stand beside it."""
        choice = object.__new__(cls)
        choice._value_ = choice.counts_as = code
        choice.label = label
        choice.offered = offered
        return choice

    def __init_subclass__(cls, *, local: str = "", **rest: Any) -> None:
        """`local` are the words of a list that a ward may add to: `class Way(Options, local=…)`."""
        super().__init_subclass__(**rest)
        if local:
            LOCAL[cls.list_name()] = Local(local, cls)

    @classmethod
    def coded(cls, code: str) -> Self:
        """The choice of a code; ValueError if the list has no such code."""
        found = cls._value2member_map_.get(code) or cls._own(code)
        if found is None:
            raise ValueError(f"{cls.list_name()} has no code {code!r}")
        return cast("Self", found)

    @classmethod
    def _own(cls, code: str) -> Self | None:
        """A choice the ward added, also one that its list does not tell (any more)."""
        local = LOCAL.get(cls.list_name())
        if local is None or not code.startswith(OWN_CODE):
            return None
        if code not in local.own:
            made = object.__new__(cls)
            made._value_, made._name_ = code, code.upper()
            made.label, made.offered = code.removeprefix(OWN_CODE).replace("_", " "), False
            made.counts_as = OTHER if OTHER in cls._value2member_map_ else code
            local.own[code] = made
        return cast("Self", local.own[code])

    @classmethod
    def known(cls) -> tuple[Self, ...]:
        """Every choice there is or was: the official ones, then the ward's own."""
        local = LOCAL.get(cls.list_name())
        own = local.own.values() if local is not None else ()
        return (*cls, *cast("Iterable[Self]", own))

    @classmethod
    def offers(cls) -> tuple[Self, ...]:
        """The choices offered today, in order."""
        local = LOCAL.get(cls.list_name())
        withdrawn = local.withdrawn if local is not None else ()
        return tuple(one for one in cls.known() if one.offered and one.value not in withdrawn)

    @classmethod
    def list_name(cls) -> str:
        """The list's name in the dictionary: `birth_outcome` for `BirthOutcome`."""
        return _list_name(cls.__name__)

    @property
    def words(self) -> str:
        """The choice in the language in use; a ward's own in the words of the ward."""
        return self.label if self._is_own else words(self.label, self.list_name())

    def words_in(self, language: str) -> str:
        """The choice in a named language."""
        return self.label if self._is_own else in_language(self.label, self.list_name(), language)

    @property
    def _is_own(self) -> bool:
        return str(self._value_).startswith(OWN_CODE)


@cache
def _list_name(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


OWN_CODE = "own_"
"""How the code of a choice that a ward added begins: no official code ever does."""
OTHER = "other"


@dataclass
class Local:
    """A closed list that a ward may add to: the official codes stay as they are and first."""

    label: str
    options: type[Options]
    own: dict[str, Options] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
    """Official codes that this ward no longer offers."""


LOCAL: dict[str, Local] = {}
"""The lists that a ward may add to, by name; filled by their classes, then by the open register."""


def use_own(told: Iterable[tuple[str, str, str, bool]]) -> None:
    """Put a ward's own choices in force: list, code, words, whether it is offered.

    A code of the official list is one that this ward offers or not. What was in force before and
    is not told now keeps its words and is offered no more: old entries can still be read.
    """
    for local in LOCAL.values():
        local.withdrawn = frozenset()
        for one in local.own.values():
            one.offered = False
    for name, code, label, offered in told:
        if name not in LOCAL:
            continue
        local = LOCAL[name]
        choice = local.options.coded(code)
        if code.startswith(OWN_CODE):
            choice.label, choice.offered = label, offered
        elif not offered:
            local.withdrawn |= {code}


OptionsT = TypeVar("OptionsT", bound=Options)


class Answer(Options):
    """Yes, no, or asked and not known."""

    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    UNKNOWN = "unknown", N_("Unknown")

    @classmethod
    def of(cls, truth: bool | None) -> Answer | None:
        """The answer for a truth; None stays None (cannot be told)."""
        if truth is None:
            return None
        return cls.YES if truth else cls.NO


@dataclass(frozen=True, kw_only=True)
class Field:
    """One declared field; `name` and `register` are given when its register is declared."""

    kind: ClassVar[str] = ""

    label: str
    required: str | bool = False
    when: str = ""
    low: str | float | None = None
    high: str | float | None = None
    ask_low: str | float | None = None
    ask_high: str | float | None = None
    help: str = ""
    under: str = ""
    aside: bool = False
    listed: bool = False
    sought: bool = False
    unique: bool = False
    computed: bool = False
    sensitive: Literal["none", "personal", "hiv", "death"] = "none"
    gaps: tuple[Gap, ...] = ()
    unit: str = ""
    paper: str = ""
    proposed: str = ""
    follows: str = ""
    carried: bool = False
    """Whether a new entry begins with what the entry before had."""
    name: str = ""
    register: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return words(self.label, self.register)

    @property
    def help_words(self) -> str:
        """The help sentence in the language in use."""
        return words(self.help, self.register)

    @property
    def heading(self) -> str:
        """The heading it stands under on the form, in the language in use."""
        return words(self.under, "heading")

    @property
    def unit_words(self) -> str:
        """The unit in the language in use (« jours »)."""
        return words(self.unit, "unit")

    def words_in(self, language: str) -> str:
        """The label in a named language."""
        return in_language(self.label, self.register, language)

    @property
    def start(self) -> Any:
        """The value a new form proposes (never an import); None for none."""
        return self.read(self.proposed) if self.proposed else None

    @property
    def applies(self) -> Condition:
        """When the field is on the form."""
        return parse(self.when)

    @property
    def must(self) -> Condition | None:
        """When it is needed to close the entry; None for never."""
        if not self.required:
            return None
        return parse("" if self.required is True else self.required)

    def bound(self, which: Literal["low", "high", "ask_low", "ask_high"]) -> Limit | None:
        """One of the four bounds, None where there is none."""
        text = getattr(self, which)
        return None if text is None else limit(str(text))

    def gap(self, text: str) -> Gap | None:
        """The gap that a typed word means here, None if it is none."""
        found = reading.gap(text)
        return Gap(found) if found and Gap(found) in self.gaps else None

    def read(self, text: str, *, exact: bool = False) -> Any:
        """The value typed; None for an empty text. Raises reading.Unreadable.

        `exact` is for files: no « hier », no prefix of a word, no one-key code.
        """
        raise TypeError(f"{self.kind} has no reader")  # links are chosen, not read

    def show(self, value: Any) -> str:
        """The value for a screen or a page, in the ward's fixed format."""
        return "" if value is None else str(value)

    def plain(self, value: Any) -> str:
        """The value as files and the history hold it; `read` takes it back."""
        return "" if value is None else str(value)

    def store(self, value: Any) -> Any:
        """The value as a column holds it."""
        return value

    def restore(self, stored: Any) -> Any:
        """The value a column held."""
        return stored


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words on one line."""

    kind: ClassVar[str] = "text"
    longest: int = 200
    name_like: bool = False
    phone: bool = False

    def read(self, text: str, *, exact: bool = False) -> str | None:
        """Cleaned words; a phone in its kept form."""
        if self.phone and text.strip():
            return reading.phone(text)
        if self.name_like:
            return reading.person_name(text, longest=self.longest) or None
        return reading.line(text, longest=self.longest) or None

    def show(self, value: str | None) -> str:
        """The words; a phone as people say it."""
        return reading.show_phone(value) if self.phone and value else value or ""


@dataclass(frozen=True, kw_only=True)
class LongText(Field):
    """Words on several lines."""

    kind: ClassVar[str] = "long_text"
    longest: int = 4000
    archived: bool = False
    """A paper kept whole in its column, and not once more in the history."""

    def read(self, text: str, *, exact: bool = False) -> str | None:
        """Cleaned words, line by line."""
        return reading.lines(text, longest=self.longest) or None


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number with a unit."""

    kind: ClassVar[str] = "number"
    weeks: bool = False
    """Days of gestation, typed and shown as weeks and days (« 12+3 »)."""

    def read(self, text: str, *, exact: bool = False) -> int | None:
        """The whole number typed."""
        if not text.strip():
            return None
        weeks = self.weeks and not exact  # files hold days
        return reading.gestation_days(text) if weeks else reading.whole(text)

    def show(self, value: int | None) -> str:
        """The figure, or weeks and days."""
        if value is None:
            return ""
        return reading.show_gestation(value) if self.weeks else reading.show_whole(value)


@dataclass(frozen=True, kw_only=True)
class Decimals(Field):
    """A number with a decimal comma."""

    kind: ClassVar[str] = "decimal"

    def read(self, text: str, *, exact: bool = False) -> Decimal | None:
        """The number typed, with comma or point."""
        return reading.decimal(text) if text.strip() else None

    def show(self, value: Decimal | None) -> str:
        """With a decimal comma."""
        return "" if value is None else reading.show_decimal(value)

    def plain(self, value: Decimal | None) -> str:
        """With a point, and no zeros at its end: one number has one plain form."""
        return self.show(value).replace(",", ".")

    def store(self, value: Decimal | None) -> Any:
        """As a decimal, whatever number it was given as."""
        return None if value is None else Decimal(str(value))


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A calendar day; `precision` names the field that says how sure it is.

    `ahead` is for appointments: without a year, the next such day is meant and not the last.
    `ended` names a derived day that takes the place of today in the bounds once it is known.
    """

    kind: ClassVar[str] = "date"
    precision: str = ""
    ahead: bool = False
    ended: str = ""

    def read(self, text: str, *, exact: bool = False) -> date | None:
        """The day typed, in any forgiving form."""
        return reading.day(text, ahead=self.ahead, exact=exact) if text.strip() else None

    def show(self, value: date | None) -> str:
        """dd/mm/yyyy."""
        return "" if value is None else reading.show_day(value)


@dataclass(frozen=True, kw_only=True)
class Moments(Field):
    """A day and an hour; the hour may be unknown."""

    kind: ClassVar[str] = "moment"
    after: str = ""
    """The moment that it follows closely: an hour alone is the first such hour from there on."""

    def read(self, text: str, *, exact: bool = False) -> Moment | None:
        """The moment typed; a day alone has an unknown hour."""
        return reading.moment(text, exact=exact) if text.strip() else None

    def show(self, value: Moment | None) -> str:
        """dd/mm/yyyy hh:mm, « ? » for an unknown hour."""
        return "" if value is None else reading.show_moment(value)

    def store(self, value: Moment | None) -> Any:
        """As text that sorts in the order of time."""
        return None if value is None else str(value)

    def restore(self, stored: Any) -> Moment | None:
        """The moment a column held."""
        return None if stored is None else Moment.read_iso(stored)


Found = TypeVar("Found")


def _known(offered: tuple[Options, ...], options: type[Options]) -> tuple[Options, ...]:
    return (*offered, *(one for one in options.known() if one not in offered))


def _read(
    reader: Callable[..., Found],
    text: str,
    offered: tuple[Options, ...],
    known: tuple[Options, ...],
    exact: bool,
) -> Found:
    """What is typed, among what is offered; whole words may also be of what was retired.

    The keys are those of the paper: nothing retired ever has one.
    """
    try:
        return reader(text, pairs(offered), exact=exact, by=keys(offered))
    except reading.Unreadable:
        if len(known) == len(offered):
            raise
        try:
            return reader(text, pairs(known), exact=True)
        except reading.Unreadable:
            pass
        raise


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a closed list."""

    kind: ClassVar[str] = "choice"
    options: type[Options]

    @property
    def offered(self) -> tuple[Options, ...]:
        """The choices offered today, in order."""
        return self.options.offers()

    @property
    def known(self) -> tuple[Options, ...]:
        """The choices offered today, then those that old entries may hold."""
        return _known(self.offered, self.options)

    def read(self, text: str, *, exact: bool = False) -> Options | None:
        """The choice by key, code or words; one no longer offered by its whole words alone."""
        if not text.strip():
            return None
        return self.options.coded(_read(reading.choice, text, self.offered, self.known, exact))

    def show(self, value: Options | None) -> str:
        """The words of the choice."""
        return "" if value is None else value.words

    def plain(self, value: Options | None) -> str:
        """The code."""
        return "" if value is None else str(value.value)

    def store(self, value: Options | None) -> Any:
        """The code."""
        return None if value is None else value.value

    def restore(self, stored: Any) -> Options | None:
        """The choice of a code."""
        return None if stored is None else self.options.coded(stored)


@dataclass(frozen=True, kw_only=True)
class YesNo(Choice):
    """Yes or no."""

    kind: ClassVar[str] = "yes_no"
    options: type[Options] = Answer

    @property
    def offered(self) -> tuple[Options, ...]:
        """Yes and no alone."""
        return (Answer.YES, Answer.NO)

    @property
    def known(self) -> tuple[Options, ...]:
        """Yes and no alone: no entry ever held anything else."""
        return self.offered


@dataclass(frozen=True, kw_only=True)
class YesNoUnknown(Choice):
    """Yes, no, or unknown."""

    kind: ClassVar[str] = "yes_no_unknown"
    options: type[Options] = Answer


NONE = "none"
"""The code that says "none of them" in a list of several, and excludes the others."""


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Several of a closed list, in the order they were given."""

    kind: ClassVar[str] = "multi_choice"
    options: type[Options]

    @property
    def offered(self) -> tuple[Options, ...]:
        """The choices offered today, in order."""
        return self.options.offers()

    @property
    def known(self) -> tuple[Options, ...]:
        """The choices offered today, then those that old entries may hold."""
        return _known(self.offered, self.options)

    def read(self, text: str, *, exact: bool = False) -> tuple[Options, ...] | None:
        """The choices by key, code or words; one no longer offered by its whole words alone."""
        if not text.strip():
            return None
        found = _read(reading.choices, text, self.offered, self.known, exact)
        return tuple(self.options.coded(code) for code in found)

    def show(self, value: Sequence[Options] | None) -> str:
        """The words, separated by commas."""
        return ", ".join(choice.words for choice in value or ())

    def plain(self, value: Sequence[Options] | None) -> str:
        """The codes, separated by bars."""
        return "|".join(str(choice.value) for choice in value or ())

    def store(self, value: Sequence[Options] | None) -> Any:
        """The codes; None while nobody answered."""
        return self.plain(value) or None

    def restore(self, stored: Any) -> tuple[Options, ...] | None:
        """The choices of the codes."""
        return None if not stored else tuple(self.options.coded(code) for code in stored.split("|"))


@dataclass(frozen=True, kw_only=True)
class Diagnosis(Field):
    """Entries of the ward's ICD list; free words are kept beside them, to be coded later."""

    kind: ClassVar[str] = "diagnosis"

    def read(self, text: str, *, exact: bool = False) -> tuple[str, ...] | None:
        """Each diagnosis typed, separated by bars or semicolons."""
        parts = (reading.line(part, longest=200) for part in text.replace(";", "|").split("|"))
        told = tuple(part for part in parts if part)
        return (told if exact else tuple(map(reading.read_diagnosis, told))) or None

    def show(self, value: Sequence[str] | None) -> str:
        """The diagnoses, separated by semicolons; one of the list by its words and its code."""
        return " ; ".join(map(reading.show_diagnosis, value or ()))

    def plain(self, value: Sequence[str] | None) -> str:
        """The diagnoses, separated by bars."""
        return "|".join(value or ())

    def store(self, value: Sequence[str] | None) -> Any:
        """As a list in one text."""
        return json.dumps(list(value), ensure_ascii=False) if value else None

    def restore(self, stored: Any) -> tuple[str, ...] | None:
        """The list a column held."""
        return tuple(json.loads(stored)) if stored else None


@dataclass(frozen=True, kw_only=True)
class Link(Field):
    """Another entry; `target` is its register's name, `back` the list on the other end."""

    kind: ClassVar[str] = "link"
    target: str
    back: str = ""
    alters: bool = False
    """The constraint is added after the tables (a ring of links)."""

    def show(self, value: Record | None) -> str:
        """How the other entry calls itself."""
        return "" if value is None else value.title()

    def plain(self, value: Record | None) -> str:
        """The other entry's own key of an import, or its identity."""
        return "" if value is None else value.source_id or value.id


@dataclass(frozen=True, kw_only=True)
class Person(Link):
    """Someone of the staff list."""

    kind: ClassVar[str] = "person"
    target: str = "staff_member"


@dataclass(frozen=True, kw_only=True)
class Place(Link):
    """A line of the village list."""

    kind: ClassVar[str] = "village"
    target: str = "village"


KINDS: dict[str, type[Field]] = {
    kind.kind: kind
    for kind in (
        *(Text, LongText, Number, Decimals, YesNo, YesNoUnknown, Day, Moments),
        *(Choice, Choices, Diagnosis, Person, Place, Link),
    )
}


def code(choice: Options | None) -> str | None:
    """The code of a choice, as the clinical rules take it; None while nobody answered.

    A choice that a ward added is to them what it counts as.
    """
    return None if choice is None else choice.counts_as


def union(lists: Iterable[tuple[OptionsT, ...] | None]) -> tuple[OptionsT, ...]:
    """The choices of several answers, each once; « none » only when it is all there is."""
    found = dict.fromkeys(choice for answer in lists for choice in answer or ())
    real = tuple(choice for choice in found if choice.value != NONE)
    return real or tuple(found)


def pairs(offered: Sequence[Options]) -> list[tuple[str, tuple[str, ...]]]:
    """Code and words (in use, French, English) of choices, as `reading` matches them."""
    return [
        (str(c.value), tuple(dict.fromkeys((c.words, c.words_in("fr"), c.label)))) for c in offered
    ]


def keys(offered: Sequence[Options]) -> list[str]:
    """The key of each choice offered: that of its place on the paper.

    An official choice that the ward does not offer keeps its place, and its key answers nothing:
    no key ever begins to mean another official choice. The ward's own come after.
    """
    paper = [one for one in type(offered[0]) if one.offered] if offered else []
    paper += [one for one in offered if one not in paper]
    of = dict(zip(paper, reading.keys(pairs(paper)), strict=True))
    return [of[one] for one in offered]


def _declared(kind: type[Field]) -> Callable[..., Any]:
    """A declaration that type checkers take for any value: the annotation beside it rules."""

    def declare(label: str, **rest: Any) -> Any:
        return kind(label=label, **rest)

    declare.__doc__ = f"Declare a field: {(kind.__doc__ or '').splitlines()[0]}"
    return declare


text = _declared(Text)
long_text = _declared(LongText)
number = _declared(Number)
decimal = _declared(Decimals)
yes_no = _declared(YesNo)
yes_no_unknown = _declared(YesNoUnknown)
day = _declared(Day)
moment = _declared(Moments)
diagnosis = _declared(Diagnosis)
person = _declared(Person)
village = _declared(Place)


def choice(label: str, options: type[Options], **rest: Any) -> Any:
    """Declare a field: one of a closed list."""
    return Choice(label=label, options=options, **rest)


def choices(label: str, options: type[Options], **rest: Any) -> Any:
    """Declare a field: several of a closed list."""
    return Choices(label=label, options=options, **rest)


def link(label: str, target: str, *, back: str = "", **rest: Any) -> Any:
    """Declare a link to an entry of the named register; `back` is the list on the other end."""
    return Link(label=label, target=target, back=back, **rest)


def serial(label: str, *, per: str = "", unless: str = "", **rest: Any) -> Any:
    """Declare the annual number of the register; `per` splits the series by a choice field."""
    return Serial(label=label, per=per, unless=unless, computed=True, **rest)


@dataclass(frozen=True, kw_only=True)
class Serial(Number):
    """The annual serial number: given at the first keeping, gapless, never reused."""

    per: str = ""
    unless: str = ""
