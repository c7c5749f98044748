"""Two entries of one woman made one: what was written of the second goes to the first.

Every register with a link to her is looked through, as the registers declare their links, so that
a new one cannot be forgotten. Each entry is corrected in the ordinary way, old value, who, when and
why; the emptied one stays, cancelled, and leads to the other (reference: safety, parts 9 and 10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from maternity import registers
from maternity.db import people
from maternity.db.audit import Event
from maternity.db.loading import everything
from maternity.db.plain import plain_values
from maternity.db.saving import Kept, Stamp, keep
from maternity.errors import Refused
from maternity.i18n import N_, _
from maternity.people import Right
from maternity.records import Record, Register, named
from maternity.registers.woman import Woman
from maternity.registers.woman_merge import MergeState, WomanMerge
from maternity.ward import entries
from maternity.ward.closed import guard
from maternity.ward.copies import before_risk
from maternity.ward.entries import told_value
from maternity.ward.merged import PROPOSED, proposals
from maternity.ward.noticing import settle_proposals
from maternity.ward.one_pregnancy import Pair, cannot_be_both, may_be_one
from maternity.ward.proving import check_proven
from maternity.ward.reasons import Reason, read_reason
from maternity.ward.second_person import Together, candidates, check_second, spend

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

REASONS = (
    Reason("1", "entered_twice", N_("entered twice by mistake")),
    Reason("2", "spelt_otherwise", N_("her name was spelt otherwise")),
    Reason("3", "other_name", N_("she came under another name")),
    Reason("4", "learnt_later", N_("learnt later")),
)
"""Why two entries are one woman."""

OWN = WomanMerge.register.name

FOLLOWS = {
    "birth_precision": "born_on",
    "age_declared_on": "declared_age_years",
    "phone_1_owner": "phone_1",
    "phone_2_owner": "phone_2",
    "occupation_other": "occupation",
    "insurance_no": "insurance",
    "lmp_precision": "lmp_on",
    "scan_ga_days": "scan_on",
}
"""Answers that say nothing without another one: they stay or go with it."""


@dataclass(frozen=True)
class Difference:
    """A field that the two entries answer differently, in words."""

    kept: Record
    emptied: Record
    name: str
    ours: str
    theirs: str

    @property
    def words(self) -> str:
        """The name of the field."""
        return self.kept.register.fields[self.name].words

    @property
    def key(self) -> tuple[str, str]:
        """What a choice is remembered by."""
        return self.kept.id, self.name

    @property
    def proposed(self) -> bool | None:
        """Whether the other's answer is proposed; None where a person must choose."""
        mine, other = self.kept.answered(self.name), self.emptied.answered(self.name)
        gap = self.kept.gap(self.name) is not None
        return True if not mine or gap else None if other else False


@dataclass(frozen=True)
class Plan:
    """What making two entries one would do; nothing is written yet."""

    kept: Woman
    emptied: Woman
    differences: list[Difference]
    pairs: list[Pair] = field(default_factory=list)
    """Pregnancies of the two that may be one and the same."""
    moving: dict[str, int] = field(default_factory=dict)
    """How many entries of each register go to the entry that stays; of HIV nothing is told."""
    proposed_by: str = ""
    twice: list[tuple[Record, Record]] = field(default_factory=list)
    """What the two entries have and one woman cannot have had both of."""

    def of_pair(self, pair: Pair) -> list[Difference]:
        """The answers in which the two pregnancies of a pair differ."""
        return list(_differences(self, pair.kept, pair.emptied))

    book: Any = field(default=None, repr=False)


def links_to(register: str) -> list[tuple[type[Record], str]]:
    """Every link of every register that points to a register, but for the merge's own memory."""
    return [
        (cls, name)
        for cls in registers.ALL
        for name, link in cls.register.links.items()
        if link.target == register and cls.register.name != OWN
    ]


def plan(ward: Ward, kept: Record, emptied: Record) -> Plan:
    """What making these two entries one would do, for who may propose it."""
    ward.allow(Right.PROPOSE_MERGE)
    first, second = ward.book.full("woman", kept.id), ward.book.full("woman", emptied.id)
    if not isinstance(first, Woman) or not isinstance(second, Woman):
        raise TypeError(f"{first.register.name} and {second.register.name}")
    _check(first, second)
    proposed = [one for one in proposals(ward, first) if {one.kept, one.emptied} == {first, second}]
    made = Plan(
        first,
        second,
        [],
        may_be_one(ward.book, first, second),
        _counted(ward, second),
        proposed[0].proposed_by or "" if proposed else "",
        [one for one in cannot_be_both(ward.book, first, second) if _told(ward, one[0].register)],
        ward.book,
    )
    made.differences.extend(_differences(made, first, second))
    return made


def _check(first: Woman, second: Woman) -> None:
    if first == second:
        raise Refused(_("This is the same entry. Choose the other entry of the woman."))
    if first.voided_at is not None or second.voided_at is not None:
        raise Refused(_("One of the two is cancelled. Choose entries that are not."))


def _differences(made: Plan, kept: Record, emptied: Record) -> Iterator[Difference]:
    own, other = plain_values(kept), plain_values(emptied)
    about = kept.register
    differ = [
        one
        for one in about.typed
        if own.get(one.name, "") != other.get(one.name, "")
        and not (one.name in about.links and about.links[one.name].target == "woman")
        and _says_more(kept, emptied, one.name)
    ]
    names = {one.name for one in differ}
    for one in differ:
        if FOLLOWS.get(one.name) in names:
            continue
        told = [told_value(made.book, one, plain.get(one.name, "")) for plain in (own, other)]
        yield Difference(kept, emptied, one.name, *told)


def _says_more(kept: Record, emptied: Record, name: str) -> bool:
    """Whether the other entry holds anything here that the one that stays has not."""
    if not emptied.answered(name):
        return False
    return emptied.gap(name) is None or not kept.answered(name)


def _counted(ward: Ward, woman: Woman) -> dict[str, int]:
    found = {one.id: one for one in entries.hanging_on(ward.book, woman)}
    for cls, link in links_to("woman"):
        found |= {one.id: one for one in ward.book.linked(cls, link, [woman.id], cancelled=True)}
    told = (one.register for one in found.values())
    return dict(Counter(about.name for about in told if _told(ward, about)))


def _told(ward: Ward, about: Register) -> bool:
    """Whether a merge tells of a register; that somebody is followed for HIV stands nowhere."""
    return not about.hidden and (not about.of_deaths or ward.account.may(Right.SEE_DEATHS))


def propose(ward: Ward, kept: Record, emptied: Record, typed: str) -> None:
    """Ask the head to make two entries one; both stay as they are until she does."""
    made = plan(ward, kept, emptied)
    _code, told = read_reason(typed, reasons=REASONS)
    if made.proposed_by:
        raise Refused(_("It is proposed already. The head of the maternity decides."))
    row = WomanMerge()
    row.kept, row.emptied, row.state = made.kept, made.emptied, MergeState.PROPOSED
    row.proposed_by, row.reason = ward.account.name, told
    event = Event(PROPOSED, register="woman", entry=kept.id, reason=told)
    keep(ward.book, [row], ward.stamp(told), event=event)
    about = {"register": "woman", "entry": kept.id, "reason": told}
    people.tell(ward.book, PROPOSED, ward.account.name or "", **about)


def merge(
    ward: Ward,
    shown: Plan,
    typed: str,
    *,
    theirs: Collection[tuple[str, str]] = (),
    one_pregnancy: Collection[str] = (),
) -> Kept:
    """Make the two entries one, for a reason of the list, with a second person; all or nothing.

    `theirs` are the keys of the differences where the other's answer stays; `one_pregnancy` the
    identities of the pregnancies that stay of the pairs that are one and the same. A verified copy
    is made before.
    """
    ward.allow(Right.MERGE)
    check_proven(ward)
    code, told = read_reason(typed, reasons=REASONS)
    made = _read_again(ward, shown)
    still_here = made.proposed_by in candidates(ward, Together.MERGE)
    approver = made.proposed_by if still_here else check_second(ward, Together.MERGE)
    works = _Works(ward, theirs)
    for pair in made.pairs:
        if pair.kept.id in one_pregnancy:
            works.join(pair.kept, pair.emptied, made.of_pair(pair), _why(pair.kept, told))
    works.join(made.kept, made.emptied, made.differences, _why(made.kept, told))
    changed = list(works.found.values())
    guard(ward, changed, told)
    before_risk(ward)
    row = _row(ward, made, told, approver)
    row.moved = "\n".join(_moved(one, works.stands) for one in changed)
    stamp = replace(ward.stamp(told, code), approver=approver)
    done = keep(ward.book, [*changed, row], stamp, event=_event(made, changed, stamp))
    spend(ward)
    settle_proposals(ward, [one for one in changed if one.voided_at is not None])
    _settle(ward, made)
    return done


def _read_again(ward: Ward, shown: Plan) -> Plan:
    """The same plan from the register as it is now; refused if it is not what was shown."""
    made = plan(ward, shown.kept, shown.emptied)
    if _versions(made) != _versions(shown):
        raise Refused(
            _("One of the two entries was changed meanwhile. Go back and read both again.")
        )
    return made


def _versions(made: Plan) -> set[tuple[str, int | None]]:
    pairs = (one for pair in made.pairs for one in (pair.kept, pair.emptied))
    return {(one.id, one.version) for one in (made.kept, made.emptied, *pairs)}


def _event(made: Plan, changed: Sequence[Record], stamp: Stamp) -> Event:
    """What the trail says of it: who agreed, whom it emptied, and how many of what were moved."""
    told = [one.register.name for one in changed if not one.register.hidden]
    return Event(
        "merge",
        register="woman",
        entry=made.kept.id,
        reason=stamp.reason,
        reason_code=stamp.code,
        approver=stamp.approver or None,
        facts={"emptied": made.emptied.id, **Counter(told)},
    )


def _why(kept: Record, told: str) -> str:
    return _("The same as “{entry}”: {reason}").format(entry=kept.title(), reason=told)


def _moved(one: Record, stands: Mapping[str, str]) -> str:
    """An entry, the version that the merge makes of it, and what stands for it if it is emptied."""
    told = [one.register.name, one.id, str((one.version or 0) + 1), stands.get(one.id, "")]
    return " ".join(told).strip()


def _row(ward: Ward, made: Plan, told: str, approver: str) -> WomanMerge:
    pair = {made.kept, made.emptied}
    waiting = (one for one in proposals(ward, made.kept) if {one.kept, one.emptied} == pair)
    row = next(waiting, None) or WomanMerge()
    row.kept, row.emptied, row.state = made.kept, made.emptied, MergeState.DONE
    row.approved_by, row.reason = approver or None, told
    return row


def _settle(ward: Ward, made: Plan) -> None:
    """The two are one: that is proposed no more; what is proposed with a third one still waits."""
    asked = ward.book.linked(WomanMerge, "emptied", [made.emptied.id])
    others = (one.kept for one in asked if isinstance(one, WomanMerge))
    for woman in {made.kept, made.emptied, *(one for one in others if one is not None)}:
        if any(one.kept == woman for one in proposals(ward, woman)):
            continue
        for notice in people.notices(ward.book, PROPOSED):
            if notice.entry == woman.id:
                people.settle(ward.book, notice.id, ward.account.name or "")


class _Works:
    """The entries that a merge changes, each once, whatever changes in it."""

    def __init__(self, ward: Ward, theirs: Collection[tuple[str, str]]) -> None:
        self.ward, self.theirs = ward, set(theirs)
        self.found: dict[str, Record] = {}
        self.stands: dict[str, str] = {}
        """What is emptied -> what stands for it."""

    def join(
        self, kept: Record, emptied: Record, differences: Sequence[Difference], why: str
    ) -> None:
        """Bring all that points to one entry to the other, and cancel it."""
        stays = self.found.get(kept.id, kept)
        taken = [one for one in differences if one.key in self.theirs]
        for one in taken:
            followers = [name for name, leader in FOLLOWS.items() if leader == one.name]
            for name in (one.name, *followers):
                if name in stays.register.fields:
                    _take(stays, emptied, name)
        if taken:
            self.found[stays.id] = stays
        for cls, link in links_to(kept.register.name):
            lists = sorted(everything(cls))
            for child in self.ward.book.linked(cls, link, [emptied.id], lists, cancelled=True):
                moved = self.found.setdefault(child.id, child)
                setattr(moved, link, stays)
        empty = self.found.setdefault(emptied.id, emptied)
        self.stands[emptied.id] = stays.id
        entries.void(empty, why, self.ward.account.name or "")


def _take(stays: Record, other: Record, name: str) -> None:
    """One answer of the other entry, with the « yes, it is right » that was said of it."""
    about = named(stays.register.name).fields[name]
    if about.gaps:
        stays.set_gap(name, other.gap(name))
    setattr(stays, name, getattr(other, name))
    if (other.confirmed or {}).get(name) == other.plain(name):
        stays.confirm(name)
