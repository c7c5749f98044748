"""Who has a passphrase from one who may not read care: another one who cares vouches for her.

The technical administrator makes accounts and gives passphrases anew, and never learns a secret
that opens care (reference: safety, part 9). He knows the words that he gave: with them alone he
could choose a passphrase in her name. So whoever reads care, and was given hers by one who does
not, chooses her own with a colleague beside her who proves by her PIN or passphrase that it is
really she. Where nobody could, he gives none: the recovery code of the sealed envelope gives a
passphrase without him.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.db import people
from maternity.db.people import Given
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import RIGHTS, Account, Right, Role
from maternity.ward.second_person import Together, candidates, check_second, may_vouch

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def begin(ward: Ward) -> None:
    """Whether the person at work must choose her own passphrase first, and be vouched for."""
    known = people.given(ward.book, ward.account.id)
    ward.must_change = known is not Given.HERS
    ward.unvouched = known is Given.BY_OTHER and ward.account.may(Right.READ)


def giver(ward: Ward) -> Given:
    """As whose a passphrase counts that the person at work gives another one."""
    return Given.BY_CARER if ward.account.may(Right.READ) else Given.BY_OTHER


def check_somebody_vouches(ward: Ward, name: str, role: Role | None) -> None:
    """Refuse to give a passphrase for care to somebody whom nobody could vouch for."""
    if role is None or Right.READ not in RIGHTS[role] or giver(ward) is Given.BY_CARER:
        return
    others = (one for one in ward.book.all("account") if isinstance(one, Account))
    if not any(one.name != name and may_vouch(ward, one) for one in others):
        raise Refused(_nobody().format(name=name))


def vouched(ward: Ward) -> str:
    """Who vouches for the person at work, or nobody where that is not needed; refused without."""
    if not ward.unvouched:
        return ""
    if not candidates(ward, Together.VOUCH):
        raise Refused(_nobody().format(name=ward.account.name))
    return check_second(ward, Together.VOUCH)


def _nobody() -> str:
    return _(
        "Nobody else who cares here has a passphrase of her own and could attest that it is really"
        " {name}. On the sign-in page the recovery code of the sealed envelope gives {name} a new"
        " passphrase."
    )
