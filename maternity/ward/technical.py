"""What the technical administrator does beside a register that nobody has open: who may.

She may alone; the head does it together with her, where the register has one, and both prove
themselves with a passphrase of their own. The recovery code alone always suffices: a register never
stays closed, nor without a mended program, for want of one of them (reference: safety, part 9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from maternity.errors import NEEDS_TECHNICIAN, Refused
from maternity.i18n import _
from maternity.people import RIGHTS, Right, Role

TECHNICIAN, HEAD = str(Role.TECHNICIAN.value), str(Role.HEAD.value)


@dataclass(frozen=True)
class Secret:
    """What opens a register: a name with its passphrase, or the recovery code.

    `second` is the technical administrator beside the head, with a passphrase of her own.
    """

    person: str = ""
    passphrase: str = ""
    code: str = ""
    second: str = ""
    second_passphrase: str = ""

    @property
    def of_second(self) -> Secret:
        """What the second person alone would be asked for."""
        return Secret(self.second, self.second_passphrase)


def must_choose_own() -> Refused:
    """To whoever has a passphrase that another person gave her."""
    return Refused(_("Choose your own passphrase first, in place of the one you were given."))


def agreed(
    secret: Secret,
    role: str | None,
    technicians: Mapping[str, bool],
    second: Callable[[Secret], bool],
    words: str,
) -> str:
    """Who agrees beside this person of a role; refused with `words` where nobody does who must.

    `technicians` tells of each whether her passphrase is her own; `second` proves what is asked of
    the second person.
    """
    if role is None or Right.RESTORE not in RIGHTS[Role.coded(role)]:
        raise Refused(_("Your role does not allow this. Ask the head of the maternity."))
    if role == TECHNICIAN:
        if not technicians.get(secret.person, True):
            raise must_choose_own()
        return ""
    if not technicians:
        return ""
    if secret.second not in technicians or not second(secret.of_second):
        raise Refused(words, field=NEEDS_TECHNICIAN)
    if not technicians[secret.second]:
        given = _(
            "{name} has a passphrase that another person gave her. She chooses her own first."
        )
        raise Refused(given.format(name=secret.second), field=NEEDS_TECHNICIAN)
    return secret.second
