"""The cards of the ward in words: the bed, the mother, her babies, what to watch, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from maternity import clock
from maternity.i18n import N_, _, plural
from maternity.records import Record
from maternity.ui.lines import Row
from maternity.ui.parts import woman_of
from maternity.ui.ward_now import Name
from maternity.ward.board import Board, Group, Place, may_leave_at, since_of, watch, weeks_words
from maternity.ward.due import baby_words, when_words
from maternity.ward.labours import last_cervix

GROUPS = {
    Group.LABOUR: (N_("In labour"), N_("No woman is in labour.")),
    Group.DELIVERED: (N_("Delivered"), N_("No woman has delivered.")),
    Group.WAITING: (N_("Pregnant, other"), N_("No other woman is here.")),
}
"""The columns of the board, and what stands in an empty one."""
HOURS_UNTIL_DAYS = 48


def free_words(board: Board) -> str:
    """Which beds are free."""
    beds = ", ".join(bed.title() for bed in board.free)
    return _("Free beds: {beds}").format(beds=beds) if beds else _("No bed is free.")


def cards(board: Board, group: Group, name: Name, *, hidden: bool = False) -> list[Row]:
    """The cards of one column."""
    return [card(one, name, hidden=hidden) for one in board.places if one.group is group]


def card(place: Place, name: Name, *, hidden: bool = False) -> Row:
    """A card; while names are hidden what is to be watched is a sign without words."""
    bed = _("Bed {bed}").format(bed=place.bed.title()) if place.bed else _("No bed")
    woman = woman_of(place.about) if place.about is not None else None
    who = name(woman.title()) if woman is not None else "?"
    if not place.mother and place.babies:
        who = _("Baby of {mother}").format(mother=who)
    title = f"{bed}  ·  {who}{_age(woman) if place.mother else ''}"
    told = watch(place)
    signs = f"! {len(told)}" if hidden else "\n".join(f"! {words}" for words in told)
    lines = (_mother(place), *(_baby(one) for one in place.babies), signs if told else "")
    leave = may_leave_at(place)
    facts = [line for line in (*lines, _leave(leave) if leave else "") if line]
    return Row(title, "\n".join(facts), place)


def _age(woman: Record | None) -> str:
    age = woman.age_on(clock.today()) if woman is not None and hasattr(woman, "age_on") else None
    return f"  ·  {plural('{count} year', '{count} years', age)}" if age is not None else ""


def _mother(place: Place) -> str:
    """Her pregnancies, its age, and for how long she is here or has been delivered."""
    pregnancy = place.stay.pregnancy if place.stay is not None and place.mother else None
    facts = []
    if pregnancy is not None and (pregnancy.gravidity is not None or pregnancy.parity is not None):
        facts.append(f"G{pregnancy.shown('gravidity') or '?'} P{pregnancy.shown('parity') or '?'}")
    facts.append(weeks_words(place))
    if place.group is Group.LABOUR and place.stay is not None:
        facts.append(last_cervix(place.stay))
    after_birth, since = since_of(place)
    if since is not None:
        words = _("born {time} ago") if after_birth else _("here for {time}")
        facts.append(words.format(time=since_words(since)))
    return "  ·  ".join(fact for fact in facts if fact)


def since_words(since: datetime) -> str:
    """Hours and minutes, then days, since then."""
    minutes = max(0, int((clock.now() - since).total_seconds()) // 60)
    if minutes < HOURS_UNTIL_DAYS * 60:
        return _("{hours} h {minutes}").format(hours=minutes // 60, minutes=f"{minutes % 60:02d}")
    return plural("{count} day", "{count} days", minutes // (24 * 60))


def _baby(baby: Record) -> str:
    weight = f"{baby.shown('weight_g')} g" if baby.look("weight_g") else ""
    facts = (baby_words(baby), baby.shown("sex").lower(), weight)  # type: ignore[arg-type]
    return "  ".join(fact for fact in facts if fact)


def _leave(when: datetime) -> str:
    if when <= clock.now():
        return _("✓ 24 h after the birth")
    return _("24 h after the birth on {day} at {time}").format(
        day=f"{when:%d/%m}", time=f"{when:%H:%M}"
    )


def due_cards(board: Board, name: Name) -> Iterator[Row]:
    """What is due to those who are here."""
    for one in board.due:
        woman = one.woman
        who = name(woman.title()) if woman is not None else "?"
        yield Row(who, f"{one.words}\n{when_words(one, board.at.date())}", one)
