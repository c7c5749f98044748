"""A second person at the same screen, for the acts that need two: who she may be, and her proof.

She is another one who may propose the act; where the ward has none, another one who cares there;
where nobody else has an account, the act is done alone and the trail names no second person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity import clock
from maternity.db import people
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.i18n import _
from maternity.people import Account, Right
from maternity.ward.proving import PROOF_S, check_secret

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

NEEDS_SECOND = "second"
"""The field of a refusal that asks for the second person."""


def candidates(ward: Ward, right: Right) -> list[str]:
    """The names of who may be the second person of an act that this right may propose."""
    ward.allow(Right.READ)
    return sorted(_possible(ward, right))


def _possible(ward: Ward, right: Right) -> dict[str, Account]:
    others = [
        one
        for one in ward.book.all("account")
        if isinstance(one, Account)
        and one.active is not Answer.NO
        and one.name
        and one.name != ward.account.name
    ]
    proposing = [one for one in others if one.may(right)]
    fitting = proposing or [one for one in others if one.may(Right.READ)]
    return {one.name or "": one for one in fitting}


def prove_second(ward: Ward, name: str, secret: str, right: Right) -> None:
    """Prove by PIN or passphrase that the second person stands here; it holds for a minute."""
    ward.allow(Right.READ)
    possible = _possible(ward, right)
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


def check_second(ward: Ward, right: Right) -> str:
    """The second person who proved within the minute that she stands here; refused without one."""
    name, at = ward.seconded
    possible = candidates(ward, right)
    if name in possible and 0 <= clock.steady() - at <= PROOF_S:
        return name
    if not possible:
        return ""
    raise Refused(
        _("This needs a second person: she proves with her PIN or passphrase that she agrees."),
        field=NEEDS_SECOND,
    )


def spend(ward: Ward) -> None:
    """The act is done: for another one she agrees anew."""
    ward.seconded = ("", 0.0)
