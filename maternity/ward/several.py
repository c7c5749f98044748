"""Several entries corrected together: one field, one new value, told row by row before it is done.

Each row goes through the same checks as a single correction. What is told first is what is done:
the rows that can be written are written in one transaction with one reason, each with its version
and its event on the trail; the rows that cannot are named with why, and stay as they are. Where a
row was changed by somebody meanwhile, nothing at all is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maternity.errors import Refused
from maternity.fields import Field, Gap, Link, LongText, Text
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Problem, Record, Register, Strength, named
from maternity.ward import discretion
from maternity.ward.closed import OWN
from maternity.ward.reasons import read_reason

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MOST = 200
"""Entries corrected together; more of them nobody reads before she says yes."""

APART = OWN | {"account", "settings", "return_figure", "printout", "woman_merge"}
"""Registers whose entries have an act of their own for each change."""


@dataclass(frozen=True)
class Row:
    """One entry: what stands there, what will stand there, and why not where it will not."""

    entry: Record
    old: str
    new: str
    refused: str = ""
    unlikely: str = ""
    """What somebody has to confirm afterwards: the entry is written, and stays to confirm."""


@dataclass(frozen=True)
class Plan:
    """What will be done to each entry, in the order they were selected."""

    field: Field
    rows: tuple[Row, ...]

    @property
    def written(self) -> list[Record]:
        """The entries that will be written."""
        return [row.entry for row in self.rows if not row.refused]

    @property
    def left(self) -> list[Row]:
        """The rows that stay as they are, each with why."""
        return [row for row in self.rows if row.refused]


def correctable(about: Register) -> list[Field]:
    """The fields of a register that may be given one value in several entries.

    Not what tells one entry from another (names, days, numbers), nor what HIV or a death rules.
    """
    if about.hidden or about.name in APART:
        return []
    return [field for field in about.typed if _may_be_shared(about, field)]


def _may_be_shared(about: Register, field: Field) -> bool:
    if field.unique or field.name == about.dated or field.sensitive in {"hiv", "death"}:
        return False
    if isinstance(field, Link):
        return named(field.target).setup and not field.back
    if isinstance(field, Text):
        return not (field.name_like or field.phone)
    return not (isinstance(field, LongText) and field.archived)


def plan(ward: Ward, entries: Sequence[Record], name: str, value: Any, gap: Gap | None) -> Plan:
    """What giving this value to this field of these entries would do; nothing is written."""
    about = entries[0].register
    _allow(ward, about)
    field = next((one for one in correctable(about) if one.name == name), None)
    if field is None:
        raise Refused(_("This answer is corrected entry by entry."))
    if len(entries) > MOST:
        raise Refused(
            _("{count} entries are too many to be read first. Select at most {most}.").format(
                count=len(entries), most=MOST
            )
        )
    new = gap.words if gap else field.show(value)
    rows = (_row(ward, one, field, value, gap, new) for one in entries)
    return Plan(field, tuple(rows))


def _allow(ward: Ward, about: Register) -> None:
    """Who corrects what others wrote, and for the lists of the ward who sets them up."""
    lists = about.setup and not discretion.of_care(about)
    ward.allow(Right.SET_UP if lists else Right.CORRECT_OTHERS)


def _row(ward: Ward, listed: Record, field: Field, value: Any, gap: Gap | None, new: str) -> Row:
    try:
        entry = ward.full(listed.register.name, listed.id)
    except Refused as error:
        return Row(listed, "", new, refused=error.words)
    old = entry.shown(field.name)
    if entry.voided_at is not None:
        return Row(entry, old, new, refused=_("It is cancelled."))
    if entry.applies(field.name) is False:
        return Row(entry, old, new, refused=_("This question is not asked in this entry."))
    before = entry.problems()
    was = entry.plain(field.name)
    if field.gaps:
        entry.set_gap(field.name, None)
    setattr(entry, field.name, value)
    if gap is not None:
        entry.set_gap(field.name, gap)
    if entry.plain(field.name) == was:
        return Row(entry, old, new, refused=_("It stands there already."))
    found = [one for one in entry.problems() if one not in before]
    stops = _words(found, Strength.STOPS)
    return Row(entry, old, new, refused=stops, unlikely=_words(found, Strength.ASKS))


def _words(problems: Sequence[Problem], strength: Strength) -> str:
    return " ".join(one.words for one in problems if one.strength is strength)


def others(ward: Ward, plan: Plan) -> bool:
    """Whether one of the entries to be written is another person's: words of one's own are due."""
    return any(one.created_by != ward.account.name for one in plan.written)


def correct(ward: Ward, plan: Plan, typed: str) -> int:
    """Write the rows that the plan said would be written, all or none; how many there were."""
    written = plan.written
    if not written:
        raise Refused(_("None of these entries would change. Choose another value."))
    _allow(ward, written[0].register)
    code, reason = read_reason(typed, rectifies=others(ward, plan))
    ward.keep(*written, reason=reason, code=code)
    return len(written)
