"""What is so on the ward now, in words: who is here, what is due, what waits to be finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from maternity import clock
from maternity.i18n import N_, _, plural
from maternity.records import Record
from maternity.ui.lines import Row
from maternity.ui.parts import woman_of
from maternity.ui.table import state_words
from maternity.ward import Draft, Ward
from maternity.ward.due import Due, due, reach_words, when_words

Name = Callable[[str], str]
"""How a name is shown: whole, or its initials while names are hidden."""

GROUPS = {"labour": N_("In labour"), "delivered": N_("Delivered"), "waiting": N_("Pregnant, other")}


@dataclass
class Now:
    """What the first pages show, read in one go."""

    here: list[Any] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unfinished: list[Record] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    """Set-up lists that are still empty."""


def read_now(ward: Ward) -> Now:
    """The stays, drafts, unfinished entries, what is due, and what set-up still lacks."""
    lacks = [name for name in ("village", "staff_member") if not ward.all(name)]
    return Now(ward.in_ward(), ward.drafts(), ward.incomplete(), due(ward), lacks)


def group_of(stay: Any) -> str:
    """Where a woman stands: in labour, delivered, or here for something else."""
    if any(b.delivered_at is not None for b in stay.deliveries if b.voided_at is None):
        return "delivered"
    return "labour" if stay.plain("reason") in {"labour", "planned_caesarean"} else "waiting"


def ward_rows(here: list[Any], name: Name) -> Iterator[Row]:
    """The women of the ward, by how they stand, each with her facts and her babies."""
    for group, words in GROUPS.items():
        stays = [stay for stay in here if group_of(stay) == group]
        if stays:
            yield Row(f"{_(words)} · {len(stays)}", head=True)
        for stay in stays:
            yield Row(who(stay, name), _facts(stay), stay)


def _facts(stay: Any) -> str:
    births = [b for b in stay.deliveries if b.voided_at is None and b.delivered_at is not None]
    pregnancy = stay.pregnancy
    facts = []
    if pregnancy is not None and pregnancy.gravidity is not None:
        facts.append(f"G{pregnancy.shown('gravidity')} P{pregnancy.shown('parity')}")
    for birth in births:
        since = _since(birth.delivered_at)
        facts.append(_("delivered {time} ago").format(time=since))
        facts += [f"{b.shown('sex')} {b.shown('weight_g')} g" for b in birth.babies if b.weight_g]
    if not births and stay.admitted_at is not None:
        facts.append(_("here for {time}").format(time=_since(stay.admitted_at)))
    return "  ·  ".join(facts)


def _since(moment: Any) -> str:
    """Hours, then days, since a moment."""
    if moment.exact is None:
        days = (clock.today() - moment.day).days
        return plural("{count} day", "{count} days", days)
    minutes = max(0, int((clock.now() - moment.exact).total_seconds()) // 60)
    if minutes < 48 * 60:
        return _("{hours} h {minutes}").format(hours=minutes // 60, minutes=f"{minutes % 60:02d}")
    return plural("{count} day", "{count} days", minutes // (24 * 60))


def draft_rows(drafts: list[Draft], name: Name) -> Iterator[Row]:
    """The drafts, each with its time."""
    for one in drafts:
        kind, sign, woman = one.title.partition(" – ")
        facts = _("{day} at {time}, {who}").format(
            day=f"{one.at:%d/%m}", time=f"{one.at:%H:%M}", who=one.who
        )
        yield Row(f"{kind}{sign}{name(woman)}", facts, one)


def unfinished_rows(found: list[Record], name: Name) -> Iterator[Row]:
    """The entries that wait for something."""
    for one in found:
        number = getattr(one, "serial_no", None)
        kind = one.register.one_words + (f" n° {number}" if number else "")
        yield Row(who(one, name), f"{kind}  ·  {state_words(one)}", one)


def due_rows(found: list[Due], name: Name) -> Iterator[Row]:
    """What is due, each with the woman, where she lives and her phone."""
    today = clock.today()
    for one in found:
        facts = [when_words(one, today)]
        if one.woman is not None:
            facts.append(reach_words(one.woman))
        where = "  ·  ".join(fact for fact in facts if fact)
        yield Row(who(one.woman or one.about, name), f"{one.words}\n{where}", one)


def who(entry: Record, name: Name) -> str:
    """The woman an entry is about, or what the entry calls itself."""
    woman = woman_of(entry)
    return name(woman.title() if woman is not None else entry.title())
