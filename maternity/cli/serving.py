"""Commands of a register on a server: set-up, move, connect, upgrade."""

from __future__ import annotations

import argparse
from pathlib import Path

from maternity.cli.talking import DONE, answer, passphrase, sign_in_arguments
from maternity.errors import Refused
from maternity.i18n import _


def set_up_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--out", required=True, metavar=_("DIR"))
    parser.add_argument("--host", required=True, metavar=_("NAME"))
    parser.add_argument("--network", required=True, metavar="192.168.1.0/24")
    parser.add_argument("--pc", action="append", required=True, metavar="NAME=192.168.1.21")
    parser.add_argument("--database", default="maternity", metavar=_("NAME"))


def set_up(told: argparse.Namespace) -> int:
    """Write what the administrator of the server runs and reads."""
    from maternity.ward import server_setup  # noqa: PLC0415

    computers = server_setup.read_computers(told.pc)
    wanted = server_setup.Wanted(told.database, told.host, told.network, computers)
    made = server_setup.write(wanted, Path(told.out))
    roles = {name: server_setup.role_of(name) for name in computers}
    answer({"files": [str(one) for one in made], "roles": roles})
    return DONE


def move_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes: an address, or « file » for the way back."""
    sign_in_arguments(parser)
    parser.add_argument("--to", required=True, metavar=_("ADDRESS"))
    parser.add_argument("--password-file", metavar=_("FILE"))
    parser.add_argument("--role", metavar=_("NAME"))
    parser.add_argument("--role-password-file", metavar=_("FILE"))


BACK = "file"


def move(told: argparse.Namespace) -> int:
    """Take the register to a server, or back into its file."""
    from maternity.ward import moving  # noqa: PLC0415
    from maternity.ward.opening import open_ward  # noqa: PLC0415

    own, secret = "", ""
    if told.to != BACK:
        if not told.role or not told.password_file or not told.role_password_file:
            raise Refused(
                _(
                    "Give --password-file with the owner's password, and --role with"
                    " --role-password-file for this computer."
                )
            )
        own, secret = passphrase(told.role_password_file), passphrase(told.password_file)
    ward = open_ward(Path(told.data), told.person, passphrase(told.passphrase_file), moved=True)
    try:
        if told.to == BACK:
            done = moving.to_file(ward)
        else:
            done = moving.to_server(ward, told.to, secret, told.role, own)
    finally:
        ward.close()
    tables = {name: count for name, (count, _hash) in done.tables.items() if count}
    answer(
        {
            "where": done.where,
            "rows": done.rows,
            "head": done.head,
            "kept": done.kept,
            "tables": tables,
        }
    )
    return DONE


def connect_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("--to", required=True, metavar=_("ADDRESS"))
    parser.add_argument("--password-file", required=True, metavar=_("FILE"))


def connect(told: argparse.Namespace) -> int:
    """Bring another computer to the register on the server."""
    from maternity.ward.connecting import connect as connected  # noqa: PLC0415

    where = connected(
        Path(told.data),
        told.to,
        passphrase(told.password_file),
        told.person,
        passphrase(told.passphrase_file),
    )
    answer({"register": told.data, "where": where})
    return DONE


def upgrade_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument("--owner", default="maternity_owner", metavar=_("NAME"))
    parser.add_argument("--password-file", required=True, metavar=_("FILE"))


def upgrade(told: argparse.Namespace) -> int:
    """Bring the register on the server to the form of this program."""
    from maternity.ward.connecting import upgrade as upgraded  # noqa: PLC0415

    revision = upgraded(
        Path(told.data),
        told.owner,
        passphrase(told.password_file),
        told.person,
        passphrase(told.passphrase_file),
    )
    answer({"register": told.data, "revision": revision})
    return DONE
