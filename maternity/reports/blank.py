"""The entry form of a register as a sheet of paper, in the order of the screen.

What is asked, and in which order, is the same on the screen and on paper: `ui` reads it here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from maternity.fields import Answer, Choice, Choices, Decimals, Field, Link, Number, keys
from maternity.i18n import _, words
from maternity.records import NUMBERED, TYPED_HEADING, Record, Register, child_of, named
from maternity.reports.leaf import TO_FILL, Facts, Note, Part, value, woman_of

WOMAN_FIELDS = (
    *("family_name", "given_name", "born_on", "village", "phone_1", "phone_1_owner"),
    *("kin_name", "file_no"),
)
"""What is asked of a woman who is met for the first time, inside the flow."""


def woman_fields(about: Register) -> tuple[str, ...]:
    """What is asked of a woman with an entry: who she is, and what its book on paper has of her."""
    return (*WOMAN_FIELDS, *(one for one in on_paper(about) if one not in WOMAN_FIELDS))


def on_paper(about: Register) -> tuple[str, ...]:
    """The fields of a woman that stand in the book on paper whose numbers a register gives."""
    own = about.serial.paper.partition(" ")[0] if about.serial is not None else ""
    fields = named("woman").fields.values() if own else ()
    return tuple(
        one.name
        for one in fields
        if own in {said.partition(" ")[0] for said in one.paper.split(";")}
    )


FILLED_BY_ANOTHER = frozenset(
    {"birth_precision", "declared_age_years", "age_declared_on", "lmp_precision"}
)
"""Fields that the editor beside them fills."""


def asked(about: Register) -> tuple[str, ...]:
    """The fields of a register that a person fills on its own form."""
    found = []
    for one in about.typed:
        if one.name in FILLED_BY_ANOTHER:
            continue
        if isinstance(one, Link) and not named(one.target).setup and one.target != "newborn":
            continue
        found.append(one.name)
    return tuple(found)


def can_be_blank(about: Register) -> bool:
    """Whether a register has a sheet of its own: it is written in, and not as a line of another.

    That of a register that HIV rules is printed for who may see it, and bears no name.
    """
    parents = (named(one.target) for one in about.links.values() if one.back)
    lines = {line for parent in parents for line in parent.lines}
    own_line = any(one.back in lines for one in about.links.values() if one.back)
    partly = any(one.sensitive == "hiv" for one in about.typed) and not about.hidden
    return not (about.setup or own_line or partly) and about.name != "return_figure"


def blank_parts(entry: Record) -> tuple[Part, ...]:
    """The sheet: who she is, then each block of the form with room to write in."""
    return (
        Note(
            _("Sheet written in without the computer: type it in later with its number and date.")
        ),
        *(_by_number() if entry.register.hidden else _woman_part(entry)),
        *_alongside(entry),
        *_blocks(entry.register, ""),
        *(part for back in entry.register.lines for part in _line_blocks(entry, back)),
    )


def _by_number() -> Iterator[Part]:
    """A woman stands on such a sheet by the number of her file alone."""
    yield Note(
        _(
            "Write no name on this sheet: the number of her file alone. Keep it locked away"
            " until it is typed in, then destroy it."
        ),
        strong=True,
    )
    woman = named("woman")
    yield Facts("", ((woman.fields["file_no"].words, TO_FILL),))


def _woman_part(entry: Record) -> Iterator[Facts]:
    if entry.register.name == "woman" or not _is_about_a_woman(entry.register):
        return
    woman = woman_of(entry) or named("woman").record()
    about = woman.register
    rows = [
        (about.fields[name].words, value(woman, about.fields[name]) or TO_FILL)
        for name in woman_fields(entry.register)
    ]
    yield Facts(about.one_words, tuple(rows))


def _is_about_a_woman(about: Register) -> bool:
    return not about.setup and about.name != "session_day"


def _alongside(entry: Record) -> Iterator[Facts]:
    rows = []
    for dotted in entry.register.alongside:
        link, _dot, name = dotted.rpartition(".")
        target: Any = named(link)
        rows.append((_label(target.fields[name]), TO_FILL))
    if rows:
        yield Facts("", tuple(rows))


def _line_blocks(entry: Record, back: str) -> Iterator[Facts]:
    about = child_of(type(entry), back).register
    yield from _blocks(about, about.one_words)


def _blocks(about: Register, mark: str) -> Iterator[Facts]:
    """The fields under each heading, those seldom needed at the end, as on the screen."""
    blocks: dict[tuple[bool, str], list[Field]] = {}
    for name in asked(about):
        if name in NUMBERED:
            continue
        field = about.fields[name]
        if field.sensitive != "hiv" or about.hidden:
            heading = words(field.under or TYPED_HEADING, "heading")
            blocks.setdefault((field.aside, heading), []).append(field)
    for (_aside, heading), fields in sorted(blocks.items(), key=lambda block: block[0][0]):
        title = f"{mark} — {heading}" if mark else heading
        for long, group in groupby(fields, key=lambda one: len(_room(one)) > LONG):
            rows = tuple((_label(one), _room(one)) for one in group)
            yield Facts(title, rows, 1 if long else 2, to_choose=True)
            title = ""


LONG = 70
"""Choices longer than this take the whole width of the sheet."""


def _label(field: Field) -> str:
    unit = field.unit_words
    measured = unit and isinstance(field, (Number, Decimals)) and f"({unit})" not in field.words
    return f"{field.words} ({unit})" if measured else field.words


def _room(field: Field) -> str:
    """The choices to circle, each with its key; dots for anything else."""
    if not isinstance(field, (Choice, Choices)):
        return TO_FILL
    offered = field.offered
    if all(isinstance(one, Answer) for one in offered):
        return "   ".join(f"☐{TIED}{one.words}" for one in offered)
    told = (f"☐ {key} {one.words}" for key, one in zip(keys(offered), offered, strict=True))
    return "   ".join(one.replace(" ", TIED) for one in told)


TIED = "\N{NO-BREAK SPACE}"
"""Keeps a box and its words on one line."""
