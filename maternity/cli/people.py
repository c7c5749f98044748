"""Commands about who may sign in: the list, a new person, an end, a passphrase to be changed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from maternity.cli.talking import DONE, answer, passphrase, sign_in_arguments, signed_in
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from maternity.people import Role
    from maternity.ward import Ward

VERBS = ("list", "add", "disable", "reset")


def people_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("name", nargs="?", default="", metavar=_("NAME"))
    parser.add_argument("--role", default="", metavar=_("ROLE"))
    parser.add_argument("--new-passphrase-file", default="", metavar=_("FILE"))
    sign_in_arguments(parser)


def manage_people(told: argparse.Namespace) -> int:
    """Do what the verb says; a passphrase proposed is told once, and must be changed at first."""
    if told.verb != "list" and not told.name:
        raise Refused(_("Say whose account: people {verb} NAME.").format(verb=told.verb))
    with signed_in(told) as ward:
        answer(ACTS[told.verb](ward, told))
    return DONE


def _list(ward: Ward, _told: argparse.Namespace) -> object:
    return [
        {"name": one.name, "role": one.plain("role"), "active": one.plain("active")}
        for one in ward.people()
    ]


def _add(ward: Ward, told: argparse.Namespace) -> object:
    role, secret = _role(told.role), _secret(told)
    ward.add_person(told.name, role, secret, temporary=True)
    return _given(told, secret)


def _disable(ward: Ward, told: argparse.Namespace) -> object:
    from maternity.ward.staffing import disable_person  # noqa: PLC0415

    disable_person(ward, told.name)
    return {"name": told.name, "active": "no"}


def _reset(ward: Ward, told: argparse.Namespace) -> object:
    from maternity.ward.staffing import reset_person  # noqa: PLC0415

    secret = _secret(told)
    reset_person(ward, told.name, secret)
    return _given(told, secret)


def _secret(told: argparse.Namespace) -> str:
    """The passphrase of a file, or four words by chance."""
    from maternity.ward.staffing import propose  # noqa: PLC0415

    return passphrase(told.new_passphrase_file) if told.new_passphrase_file else propose()


def _given(told: argparse.Namespace, secret: str) -> object:
    """What is answered; a passphrase that was in a file is not repeated."""
    given = {} if told.new_passphrase_file else {"passphrase": secret}
    return {"name": told.name, **given, "must_change": True}


def _role(code: str) -> Role:
    from maternity.people import Role  # noqa: PLC0415

    try:
        return Role.coded(code)
    except ValueError as error:
        offered = ", ".join(str(one.value) for one in Role)
        raise Refused(
            _("“{role}” is no role. Enter one of: {offered}.").format(role=code, offered=offered)
        ) from error


ACTS = {"list": _list, "add": _add, "disable": _disable, "reset": _reset}
"""A verb and what it does."""
