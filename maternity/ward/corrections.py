"""A correction of care is kept with its reason, whoever asks: a screen, a command, a program.

The screen asks for it; here it is demanded. Filling what was empty corrects nothing; an answer that
replaces another does, and so does a late entry of a closed month (reference: safety, part 10).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maternity.db.saving import corrected
from maternity.errors import Refused
from maternity.i18n import _
from maternity.records import Record
from maternity.ward.reasons import REASONS, check_reason

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

CODES = frozenset(one.code for one in REASONS)


def check_why(ward: Ward, kept: Sequence[Record], reason: str, code: str) -> None:
    """Refuse to replace an answer without a reason; of a colleague's entry, without words."""
    if code and code not in CODES:
        raise Refused(_("This reason is not one of the list. Choose it by its key."))
    old = [one for one in kept if one.version is not None and not one.register.setup]
    replaced = corrected(ward.book, old) if old else []
    if not replaced:
        return
    if not reason.strip():
        raise Refused(
            _("Say why an answer that was kept is corrected: a reason of the list, or words."),
            field=replaced[0][1],
        )
    others = any(entry.created_by != ward.account.name for entry, _name in replaced)
    if others or not code:
        check_reason(reason.partition(" : ")[2] if code else reason)
