"""The board of the ward: who lies where, mother and babies together, and what each waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from maternity import clock
from maternity.clinical import dating, followup
from maternity.db.book import Query
from maternity.db.loading import everything
from maternity.fields import Answer
from maternity.i18n import N_, _, labelled, plural
from maternity.people import Right
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.bed import Bed
from maternity.registers.delivery import Delivery
from maternity.registers.lists import (
    BirthMode,
    DischargeOutcome,
    MaternalComplication,
    NewbornComplication,
)
from maternity.registers.newborn import BirthOutcome, Newborn, NewbornDischarge
from maternity.ward.after_birth import after_birth
from maternity.ward.due import Due, When, baby_words, contacts, doses, lives
from maternity.ward.labours import TAG_LISTS, guide_words, risk_words

if TYPE_CHECKING:
    from maternity.db.book import Book
    from maternity.ward.ward import Ward

SMALL_G = 2500
LOW_APGAR = 7
DAY = timedelta(days=1)
MOST = 500


class Group(Enum):
    """Where a woman stands."""

    LABOUR = "labour"
    DELIVERED = "delivered"
    WAITING = "waiting"


@dataclass(frozen=True)
class Place:
    """A card of the board: a mother with her babies, or a baby whose mother has left."""

    stay: Admission | None
    bed: Bed | None = None
    birth: Delivery | None = None
    babies: tuple[Newborn, ...] = ()

    @property
    def about(self) -> Record | None:
        """The entry the card stands for: the stay, else the baby."""
        return self.stay or (self.babies[0] if self.babies else None)

    @property
    def mother(self) -> bool:
        """Whether a woman lies here, and not a baby alone."""
        return self.stay is not None and self.stay.subject is not AdmissionSubject.NEWBORN

    @property
    def group(self) -> Group:
        """In labour, delivered, or here for something else."""
        if not self.mother or (self.birth is not None and self.birth.delivered_at is not None):
            return Group.DELIVERED
        labour = {AdmissionReason.LABOUR, AdmissionReason.PLANNED_CAESAREAN}
        waits = self.stay is None or self.stay.reason not in labour
        return Group.WAITING if waits else Group.LABOUR


@dataclass(frozen=True)
class Board:
    """The whole ward at a moment."""

    at: datetime
    places: list[Place] = field(default_factory=list)
    free: list[Bed] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)

    @property
    def women(self) -> int:
        """How many women are here."""
        return sum(place.mother for place in self.places)

    @property
    def babies(self) -> int:
        """How many living babies are here."""
        return sum(len(place.babies) for place in self.places)

    @property
    def leaving(self) -> list[Place]:
        """The women whose 24 hours after the birth are over today."""
        return [place for place in self.places if _may_leave_by(place, self.at)]


def head_words(board: Board) -> str:
    """How many women, babies, free beds, and who may leave today."""
    leaving = len(board.leaving)
    told = [
        plural("{count} woman", "{count} women", board.women),
        plural("{count} baby", "{count} babies", board.babies),
        plural("{count} free bed", "{count} free beds", len(board.free)),
        plural("{count} may leave today", "{count} may leave today", leaving),
    ]
    return "  ·  ".join(told)


_BABY_LISTS = (
    *("birth_doses", "perinatal_deaths", "stays", "delivery.newborns"),
    *("delivery.postnatal_visits", "delivery.postnatal_visits.newborn_checks"),
)
_STAY_LISTS = (
    *TAG_LISTS,
    *("bed_transfers", "deliveries", "deliveries.newborns", "pregnancy.maternal_deaths"),
    *("deliveries.postnatal_visits", "deliveries.postnatal_visits.newborn_checks"),
    *("deliveries.recovery_checks", "eclampsia_cares", "eclampsia_cares.doses"),
    *(f"deliveries.newborns.{name}" for name in _BABY_LISTS[:3]),
    *(f"newborn.{name}" for name in _BABY_LISTS),
)


def board(ward: Ward) -> Board:
    """Who is here now, in the order of the beds, and which beds are free."""
    ward.allow(Right.READ)
    now, book = clock.now(), ward.book
    open_stay = tuple((name, "") for name in ("discharged_at", "discharged_at_gap", "voided_at"))
    ids = [*book.ids(Query("admission", equal=open_stay, limit=MOST)), *_left_impossibly(book, now)]
    stays = book.by_ids("admission", ids, _STAY_LISTS)
    places = [place_of(stay) for stay in stays if isinstance(stay, Admission)]
    still = (("discharge_state", "still_in"), ("discharged_at", ""), ("voided_at", ""))
    ids = [*book.ids(Query("newborn", equal=still, limit=MOST)), *_left_behind(book, now)]
    shown = {baby.id for place in places for baby in place.babies}
    alone = [baby for baby in book.by_ids("newborn", ids, _BABY_LISTS) if isinstance(baby, Newborn)]
    alone = [baby for baby in alone if baby.id not in shown and _lives(baby)]
    places += [Place(None, None, baby.delivery, (baby,)) for baby in alone]
    taken = {place.bed.id for place in places if place.bed is not None}
    beds = [bed for bed in book.all("bed") if isinstance(bed, Bed) and bed.in_use is Answer.YES]
    free = [bed for bed in beds if bed.id not in taken]
    places.sort(key=lambda place: _order(place.bed))
    return Board(now, places, sorted(free, key=_order), list(_due(places, now)))


def _left_impossibly(book: Book, now: datetime) -> Iterator[str]:
    """The stays whose end cannot be true: whoever is written so has not left."""
    last = now.date()
    unfinished = (("closed_at", ""), ("voided_at", ""))
    asked = Query("admission", equal=unfinished, first=last - RECENT, last=last, limit=MOST)
    for stay in book.by_ids("admission", book.ids(asked)):
        if getattr(stay, "discharged_at", None) and stay.believed("discharged_at") is None:
            yield stay.id


def _left_behind(book: Book, now: datetime) -> Iterator[str]:
    """The babies of whom nobody said where they are when their mother left or died of late."""
    last = now.date()
    unsaid = tuple((name, "") for name in ("discharge_state", "discharged_at", "voided_at"))
    asked = Query("newborn", equal=unsaid, first=last - RECENT, last=last, limit=MOST)
    for baby in book.by_ids("newborn", book.ids(asked)):
        birth = baby.look("delivery")
        stay = birth.admission if birth is not None else None
        left = stay.believed("discharged_at") if stay is not None and not stay.voided_at else None
        if left is not None and left.day >= (now - UNSAID).date():
            yield baby.id


RECENT = timedelta(days=31)
"""Entries that began longer ago are not looked through for what was mistyped or not said."""
UNSAID = timedelta(days=2)
"""So long the board asks where a baby is whose mother has left."""


def place_of(stay: Admission) -> Place:
    """The card of a stay."""
    moves = [move for move in stay.bed_transfers if move.voided_at is None and move.bed]
    last = max(moves, key=lambda move: (str(move.moved_at or ""), move.id), default=None)
    bed = last.bed if last is not None else None
    if stay.subject is AdmissionSubject.NEWBORN:
        baby = stay.newborn
        return Place(stay, bed, baby.delivery if baby else None, (baby,) if baby else ())
    births = [b for b in stay.deliveries if b.voided_at is None and b.delivered_at is not None]
    birth = births[-1] if births else None
    return Place(stay, bed, birth, tuple(b for b in birth.babies if _with_her(b)) if birth else ())


def _with_her(baby: Newborn) -> bool:
    """Whether a baby is in the bed of its mother, who is here."""
    left = {NewbornDischarge.REFERRED, NewbornDischarge.DIED, NewbornDischarge.LEFT}
    gone = baby.discharged_at is not None or baby.discharge_state in left
    own = any(stay.discharged_at is None and stay.voided_at is None for stay in baby.stays)
    return not gone and not own and _lives(baby)


def _lives(baby: Newborn) -> bool:
    return lives(baby, baby.delivery.postnatal_visits if baby.delivery else [])


def _order(bed: Bed | None) -> tuple[int, int, str]:
    """Beds by their number, then those with a name, then whoever has none."""
    code = bed.code or "" if bed is not None else ""
    digits = "".join(sign for sign in code if sign.isdigit())
    return (0 if code else 1, int(digits) if digits else 0, code)


def _due(places: list[Place], now: datetime) -> Iterator[Due]:
    """What is due to those who are here, today or already late."""
    for place in places:
        found: list[Due] = list(_doses_of_magnesium(place))
        if place.birth is not None and place.mother:
            found += [*after_birth(place.birth, now), *contacts(place.birth, now)]
        found += [one for baby in place.babies for one in doses(baby, now.date())]
        yield from (one for one in found if one.when is not When.SOON)


def _doses_of_magnesium(place: Place) -> Iterator[Due]:
    """What an eclampsia that is treated asks for next."""
    if place.mother and place.stay is not None and place.stay.eclampsia_cares:
        from maternity.ward.emergencies import doses_due  # noqa: PLC0415 - in an emergency

        yield from doses_due(place.stay.eclampsia_cares)


def since_of(place: Place) -> tuple[bool, datetime | None]:
    """Whether hours count from the birth, and since when; None while the hour is not known."""
    born = place.birth.delivered_at if place.birth is not None else None
    if born is not None:
        return True, born.exact
    entered = place.stay.admitted_at if place.stay is not None else None
    return False, entered.exact if entered is not None else None


def may_leave_at(place: Place) -> datetime | None:
    """When the 24 hours after a birth by the natural way are over; None when it is not so."""
    after_birth, since = since_of(place)
    if not place.mother or not after_birth or since is None or place.birth is None:
        return None
    if any(baby.mode is BirthMode.CAESAREAN for baby in place.birth.babies):
        return None
    return since + timedelta(hours=followup.STAY_HOURS)


def _may_leave_by(place: Place, now: datetime) -> bool:
    when = may_leave_at(place)
    return when is not None and when.date() <= now.date()


STILLBORN, TWINS = N_("stillborn child"), N_("several children")


def watch(place: Place) -> list[str]:
    """What to watch in the mother and the babies, each in words; nothing that HIV rules."""
    told: dict[str, None] = {}
    stay, birth = place.stay, place.birth
    if place.mother and stay is not None:
        told |= _words(MaternalComplication.NONE, stay.complications)
        high, low = stay.believed("bp_systolic_mmhg"), stay.believed("bp_diastolic_mmhg")
        if followup.measure_again(systolic=high, diastolic=low).value:
            told[_("BP {high}/{low} on arrival").format(high=high or "?", low=low or "?")] = None
        if birth is None:
            told |= dict.fromkeys([*guide_words(stay, clock.now()), *risk_words(stay)])
    if birth is not None and place.mother:
        told |= _words(MaternalComplication.NONE, birth.complications)
        if birth.pph is Answer.YES:
            told[MaternalComplication.POSTPARTUM_HAEMORRHAGE.words] = None
        if any(baby.mode is BirthMode.CAESAREAN for baby in birth.babies):
            told[BirthMode.CAESAREAN.words] = None
        if any(baby.outcome not in {None, BirthOutcome.LIVE} for baby in birth.babies):
            told[_(STILLBORN)] = None
        if len(birth.babies) > 1:
            told[_(TWINS)] = None
    for baby in place.babies:
        told |= dict.fromkeys(_watch_baby(baby, alone=place.stay is None))
    return list(told)


def _words(none: object, given: tuple[MaternalComplication, ...] | None) -> dict[str, None]:
    return {one.words: None for one in given or () if one is not none}


def _watch_baby(baby: Newborn, *, alone: bool) -> Iterator[str]:
    who = baby_words(baby)
    if alone and baby.discharge_state is None:
        yield _("{who}: say whether it is still here").format(who=who)
    weight, apgar = baby.believed("weight_g"), baby.believed("apgar_5")
    if weight is not None and weight < SMALL_G:
        yield _("{who}: small weight").format(who=who)
    if apgar is not None and apgar < LOW_APGAR:
        yield _("{who}: Apgar {apgar} at 5 min").format(who=who, apgar=apgar)
    for one in baby.complications or ():
        if one is not NewbornComplication.NONE:
            yield f"{labelled(who)} {one.words.lower()}"


def weeks_words(place: Place) -> str:
    """The age of the pregnancy today, while she carries it; empty if it is not known."""
    pregnancy = place.stay.pregnancy if place.stay is not None else None
    dated = pregnancy.dated if pregnancy is not None else None
    if dated is None or place.group is Group.DELIVERED:
        return ""
    told = dating.weeks_on(dated.day_zero, clock.today())
    return _("{weeks} weeks + {days}").format(weeks=told[0], days=told[1]) if told else ""


@dataclass
class Leaving:
    """Who is asked about when one leaves: the mother if she is here, and each baby with her."""

    stay: Admission | None
    babies: list[Newborn]
    still: frozenset[str] = frozenset()
    """The babies who were said to be still here: that they leave now corrects nothing."""

    def __post_init__(self) -> None:
        here = NewbornDischarge.STILL_IN
        self.still = frozenset(one.id for one in self.babies if one.discharge_state is here)

    @property
    def entry(self) -> Record:
        """The entry that the form is about."""
        return self.stay if self.stay is not None else self.babies[0]


def leaving(ward: Ward, entry: Record, *, died: bool = False) -> Leaving:
    """The stay and the babies of who leaves, for a form; a death is put in as the answer."""
    ward.allow(Right.WRITE)
    book = ward.book
    if isinstance(entry, Newborn):
        found = Leaving(None, [_baby(ward, entry.id)])
        if died:
            found.babies[0].discharge_state = NewbornDischarge.DIED
        return found
    stay = book.full("admission", entry.id)
    if not isinstance(stay, Admission):
        raise TypeError(stay.register.name)
    known = book.by_ids("admission", [entry.id], _STAY_LISTS)
    here = place_of(known[0]).babies if isinstance(known[0], Admission) else ()
    if died and stay.outcome is None:
        stay.outcome = DischargeOutcome.DIED
    return Leaving(stay, [_baby(ward, baby.id) for baby in here])


def _baby(ward: Ward, identity: str) -> Newborn:
    baby = ward.book.get("newborn", identity, everything(Newborn) | set(_BABY_LISTS))
    if not isinstance(baby, Newborn):
        raise TypeError(baby.register.name)
    return baby
