"""Commands that tell what was done: the history of one entry."""

from __future__ import annotations

import argparse

from maternity.cli.talking import DONE, answer, sign_in_arguments, signed_in
from maternity.errors import Refused
from maternity.i18n import _


def history_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("register", metavar=_("REGISTER"))
    parser.add_argument("id", metavar="ID")


def tell_history(told: argparse.Namespace) -> int:
    """Every version of an entry, the newest first: who, when, what and why."""
    from maternity.records import named  # noqa: PLC0415
    from maternity.ward.files import entry_with_key  # noqa: PLC0415

    with signed_in(told) as ward:
        try:
            named(told.register)
        except KeyError as error:
            words = _("There is no register “{register}”.").format(register=told.register)
            raise Refused(words) from error
        found = ward.history(entry_with_key(ward, told.register, told.id))
    answer(
        [
            {
                "version": one.version,
                "at": one.at.isoformat(),
                "who": one.who,
                "event": one.event,
                "field": one.field,
                "before": one.old,
                "after": one.new,
                "reason": one.reason,
            }
            for one in found
        ]
    )
    return DONE
