"""A baby written under the wrong mother is put under the right one, with all that hangs on it.

Nothing is written anew: the baby keeps its identity and its number, and what was written of it
goes with it. The change stands in the history of the baby and in that of both deliveries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from maternity.db.loading import everything
from maternity.db.saving import Kept, keep
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.i18n import _
from maternity.people import Right
from maternity.reading import show_day
from maternity.records import Record, child_of
from maternity.registers.delivery import Delivery
from maternity.registers.newborn import Newborn
from maternity.registers.newborn_check import NewbornCheck
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.referral import Referral
from maternity.ward import care
from maternity.ward.closed import guard
from maternity.ward.reasons import check_reason

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

NEAR_DAYS = 31
"""A delivery further than this from the day of the birth is not the baby's."""
MOST = 5
"""Deliveries offered at once, the nearest to the birth first, each by one key."""
SOUGHT = 30
"""Women looked at who are called so."""
AROUND = ("newborns", "postnatal_visits")


@dataclass(frozen=True)
class Choice:
    """A delivery a baby may be moved to, in words that tell it from the others."""

    delivery: Delivery
    words: str


def deliveries_for(ward: Ward, baby: Record, typed: str) -> list[Choice]:
    """The deliveries near the baby's birth of the women found by these words or this number."""
    ward.allow(Right.CORRECT_OTHERS)
    if not isinstance(baby, Newborn):
        raise TypeError(baby.register.name)
    women = [one.woman for one in care.find(ward.book, typed, SOUGHT)]
    born = _day(baby)
    found = [
        birth
        for woman in women
        for pregnancy in ward.book.linked(child_of(type(woman), "pregnancies"), "woman", [woman.id])
        for birth in ward.book.linked(Delivery, "pregnancy", [pregnancy.id], ("newborns",))
        if isinstance(birth, Delivery) and birth != baby.delivery and _near(birth, born)
    ]
    if not found:
        raise Refused(
            _(
                "No other delivery near {day} is found by “{words}”. Check the name or the number;"
                " if hers is not written yet, write it first."
            ).format(day=show_day(born) if born else _("day not known"), words=typed.strip())
        )
    found.sort(key=lambda birth: _days_apart(birth, born))
    return [Choice(birth, delivery_words(birth)) for birth in found[:MOST]]


def _day(baby: Newborn) -> date | None:
    at = baby.born_at or (baby.delivery.delivered_at if baby.delivery else None)
    return at.day if at else None


def _near(birth: Delivery, born: date | None) -> bool:
    return _days_apart(birth, born) <= NEAR_DAYS


def _days_apart(birth: Delivery, born: date | None) -> int:
    """Days between a delivery and the baby's birth; none where one of them is not known."""
    if birth.delivered_at is None or born is None:
        return 0
    return abs((birth.delivered_at.day - born).days)


def delivery_words(birth: Delivery | None) -> str:
    """Whose delivery it is, when and with which number."""
    if birth is None:
        return _("no delivery")
    woman = birth.woman
    number = f"n° {birth.serial_no}/{birth.serial_year}" if birth.serial_no else ""
    facts = (woman.title() if woman else "?", birth.shown("delivered_at"), number)
    return ", ".join(one for one in facts if one)


def move_newborn(ward: Ward, baby: Record, to: Record, reason: str) -> Kept:
    """Put a baby under the delivery it was born of, for a reason; all that hangs on it follows."""
    ward.allow(Right.CORRECT_OTHERS)
    told = check_reason(reason)
    moved = ward.book.full("newborn", baby.id)
    right = ward.book.get("delivery", to.id, AROUND)
    if not isinstance(moved, Newborn) or not isinstance(right, Delivery):
        raise TypeError(f"{moved.register.name} to {right.register.name}")
    wrong_id = moved.delivery.id if moved.delivery else ""
    if wrong_id == right.id:
        raise Refused(_("The baby is written under this delivery already."))
    if moved.voided_at is not None or right.voided_at is not None:
        raise Refused(_("One of the two is cancelled. Choose entries that are not."))
    wrong = ward.book.get("delivery", wrong_id, AROUND) if wrong_id else None
    if wrong is not None and not isinstance(wrong, Delivery):
        raise TypeError(wrong.register.name)
    changed = list(_moved(ward, moved, wrong, right))
    guard(ward, changed, told)
    return keep(ward.book, changed, ward.stamp(told))


def _moved(ward: Ward, baby: Newborn, wrong: Delivery | None, right: Delivery) -> Iterator[Record]:
    """The baby, what hangs on it, both deliveries and the babies whose rank changes."""
    words = _("Baby {rank} ({sex}, {weight} g) put under delivery {to}, was under {wrong}.").format(
        rank=baby.birth_rank or "?",
        sex=baby.shown("sex") or "?",
        weight=baby.shown("weight_g") or "?",
        to=_number(right),
        wrong=_number(wrong),
    )
    stay = [one for one in (wrong.babies if wrong else []) if one != baby]
    come = [*right.babies, baby]
    baby.delivery = right
    for birth, babies in ((wrong, stay), (right, come)):
        if birth is not None:
            birth.note = "\n".join(part for part in (birth.note, words) if part)
            yield birth
            yield from _ranked(babies, baby)
    yield baby
    for child in _hanging(ward, baby):
        yield from _follow(child, wrong, right)


def _number(birth: Delivery | None) -> str:
    return (
        f"{birth.serial_no}/{birth.serial_year}" if birth is not None and birth.serial_no else "?"
    )


def _ranked(babies: list[Newborn], moved: Newborn) -> Iterator[Newborn]:
    """The babies of a delivery numbered again in the order of their births."""
    ordered = sorted(babies, key=lambda one: (str(one.born_at or "9"), one.birth_rank or 0, one.id))
    for rank, one in enumerate(ordered, start=1):
        if one.birth_rank != rank:
            one.birth_rank = rank
            if one != moved:
                yield one


def _hanging(ward: Ward, baby: Newborn) -> Iterator[Record]:
    for back, link in baby.register.backs.items():
        cls = child_of(Newborn, back)
        yield from ward.book.linked(cls, link, [baby.id], sorted(everything(cls)))


def _follow(child: Record, wrong: Delivery | None, right: Delivery) -> Iterator[Record]:
    """What was written of the baby belongs to the pregnancy of its right mother."""
    if isinstance(child, NewbornCheck):
        yield from _check_follows(child, right)
        return
    if "pregnancy" in child.register.links:
        child.pregnancy = right.pregnancy  # type: ignore[attr-defined]
        if isinstance(child, Referral) and wrong is not None and child.admission:
            hers = wrong.admission == child.admission
            child.admission = right.admission if hers else child.admission
        yield child


def _check_follows(check: NewbornCheck, right: Delivery) -> Iterator[Record]:
    """A check stands in a visit of the right mother: of that day, else one of the baby alone."""
    before = check.postnatal_visit
    if before is None:
        return
    day = before.seen_at.day if before.seen_at else None
    same = (
        one
        for one in right.postnatal_visits
        if one.voided_at is None and one.seen_at is not None and one.seen_at.day == day
    )
    visit = next(same, None)
    if visit is None:
        visit = PostnatalVisit(
            pregnancy=right.pregnancy,
            delivery=right,
            seen_at=before.seen_at,
            mother_seen=Answer.NO,
            seen_by=before.seen_by,
        )
        yield visit
    check.postnatal_visit = visit
    yield check
