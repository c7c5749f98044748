"""A second person at the same screen, for the acts that need two: who she may be, and her proof.

Two entries are made one, or parted, with another one who may propose it; where the ward has none,
with another one who cares there. The settings are changed by the head with the technical
administrator, or by the latter alone (reference: safety, part 9). Where the register has nobody
who could be the second person, the act is done alone and the trail names none. Only for a first
passphrase that one without care gave somebody who cares does another one who cares always vouch
(`ward.vouching`).

A setting is what rules the whole ward and all it hands in: the rules of the ward and our own
facility (registers say it of themselves, `Register.setting`), the district's files put in force,
the version of the program. The lists of the ward's daily life (villages, beds, staff, other
facilities, choices of the ward's own) are no settings: who sets up keeps them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db import people
from maternity.db.plain import changes, row_of
from maternity.errors import NEEDS_SECOND, Refused
from maternity.fields import Answer
from maternity.i18n import N_, _
from maternity.people import Account, Right, Role
from maternity.records import Record, is_setting
from maternity.ward.proving import PROOF_S, check_secret

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


class Together(Enum):
    """What two people do: one does it, the other one agrees."""

    MERGE = "merge"
    SETTINGS = "settings"
    VOUCH = "vouch"

    @property
    def right(self) -> Right:
        """What whoever does it may do."""
        return Right.SET_UP if self is Together.SETTINGS else Right.READ


WORDS = {
    Together.MERGE: N_(
        "This needs a second person: she proves with her PIN or passphrase that she agrees."
    ),
    Together.SETTINGS: N_(
        "The head changes the settings together with the technical administrator, who proves with"
        " a PIN or passphrase to agree. Nothing was changed."
    ),
    Together.VOUCH: N_(
        "The passphrase you were given is known to one who does not care for women here. A"
        " colleague attests with her PIN or passphrase that it is really you."
    ),
}


def candidates(ward: Ward, act: Together) -> list[str]:
    """The names of who may be the second person of an act; nobody where it is done alone."""
    _allow(ward, act)
    return sorted(_possible(ward, act))


def _allow(ward: Ward, act: Together) -> None:
    """Who is vouched for has no right before it; for all else she has one."""
    if not (act is Together.VOUCH and ward.unvouched):
        ward.allow(act.right)


def _possible(ward: Ward, act: Together) -> dict[str, Account]:
    others = [
        one
        for one in ward.book.all("account")
        if isinstance(one, Account)
        and one.active is not Answer.NO
        and one.name
        and one.name != ward.account.name
    ]
    return {one.name or "": one for one in FITTING[act](ward, others)}


def _of_merge(_ward: Ward, others: list[Account]) -> list[Account]:
    proposing = [one for one in others if one.may(Right.PROPOSE_MERGE)]
    return proposing or [one for one in others if one.may(Right.READ)]


def _of_settings(ward: Ward, others: list[Account]) -> list[Account]:
    if ward.account.role is Role.TECHNICIAN:
        return []
    return [one for one in others if one.role is Role.TECHNICIAN]


def _of_vouching(ward: Ward, others: list[Account]) -> list[Account]:
    return [one for one in others if may_vouch(ward, one)]


def may_vouch(ward: Ward, one: Account) -> bool:
    """Whether somebody cares here and has a passphrase that nobody gave her."""
    known = people.is_temporary(ward.book, one.id)
    return one.active is not Answer.NO and one.may(Right.READ) and not known


FITTING: dict[Together, Callable[[Ward, list[Account]], list[Account]]] = {
    Together.MERGE: _of_merge,
    Together.SETTINGS: _of_settings,
    Together.VOUCH: _of_vouching,
}
"""Who of the others fits as the second person."""


def prove_second(ward: Ward, name: str, secret: str, act: Together) -> None:
    """Prove by PIN or passphrase that the second person stands here; it holds for a minute."""
    _allow(ward, act)
    possible = _possible(ward, act)
    if name not in possible:
        raise Refused(
            _("{name} cannot be the second person. Choose another one.").format(name=name)
        )
    if people.is_temporary(ward.book, possible[name].id):
        words = _(
            "{name} has a passphrase that another person gave her. She chooses her own first."
        )
        raise Refused(words.format(name=name))
    check_secret(ward, name, secret)
    ward.seconded = (name, clock.steady())


def check_second(ward: Ward, act: Together) -> str:
    """The second person who proved within the minute that she stands here; refused without one."""
    name, at = ward.seconded
    possible = candidates(ward, act)
    if name in possible and 0 <= clock.steady() - at <= PROOF_S:
        return name
    if not possible:
        return ""
    raise Refused(_(WORDS[act]), field=NEEDS_SECOND)


def spend(ward: Ward) -> None:
    """The act is done: for another one she agrees anew."""
    ward.seconded = ("", 0.0)


def agreed_to(ward: Ward, kept: Iterable[Record]) -> str:
    """Who agrees to these entries, if they change a setting; her agreement is for them alone."""
    if not any(_changes_setting(ward, one) for one in kept):
        return ""
    agreed = check_second(ward, Together.SETTINGS)
    spend(ward)
    return agreed


def _changes_setting(ward: Ward, entry: Record) -> bool:
    """Whether it is a setting, or was one, and the register holds it otherwise."""
    about = entry.register
    if not about.setting:
        return False
    stored = ward.book.by_ids(about.name, [entry.id])
    if not any(map(is_setting, (entry, *stored))):
        return False
    return not stored or any(
        changes(about, row_of(one), row_of(entry))
        or (one.voided_at is None) is not (entry.voided_at is None)
        for one in stored
    )
