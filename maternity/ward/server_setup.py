"""The files for who sets a server up: roles, who is let in, settings, certificates.

They are read by a person before they are run. No password of anyone stands in them: psql asks for
each; that of the door, which opens nothing but the envelopes, is drawn here.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from string import Template

from maternity import files, paths
from maternity.errors import Refused
from maternity.i18n import _

FILES = ("roles.sql", "pg_hba.conf", "postgresql.conf", "authority.sh")
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True)
class Wanted:
    """What the hospital has: the server, its network, and the computers of the ward."""

    database: str
    host: str
    network: str
    computers: dict[str, str]
    """The short name of each computer, and its address."""


def read_computers(told: list[str]) -> dict[str, str]:
    """`salle=192.168.1.21` as names and addresses."""
    found = {}
    for one in told:
        name, _equals, address = one.partition("=")
        if not NAME.fullmatch(name):
            raise Refused(
                _("“{name}”: a name has small letters, digits and _ only.").format(name=name)
            )
        found[name] = _network(address)
    return found


def _network(address: str) -> str:
    try:
        return str(ipaddress.ip_network(address))
    except ValueError as error:
        raise Refused(
            _("“{address}” is no address. Type one like 192.168.1.21.").format(address=address)
        ) from error


def role_of(computer: str) -> str:
    """The role of a computer on the server."""
    return f"maternity_pc_{computer}"


def write(wanted: Wanted, folder: Path) -> list[Path]:
    """Write the files into a folder; which they are."""
    if not NAME.fullmatch(wanted.database):
        raise Refused(
            _("“{name}”: a name has small letters, digits and _ only.").format(name=wanted.database)
        )
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", wanted.host):
        raise Refused(_("“{host}” is no name of a server.").format(host=wanted.host))
    door, network = secrets.token_hex(16), _network(wanted.network)
    told = {
        "roles.sql": {"door": door, "computers": "".join(map(_role, wanted.computers))},
        "pg_hba.conf": {"network": network, "computers": "\n".join(_lines(wanted))},
        "postgresql.conf": {},
        "authority.sh": {"names": _names(wanted.host)},
    }
    made = []
    with files.explained():
        folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        words = (paths.resources() / "server" / name).read_text("utf-8")
        whole = Template(words).substitute(database=wanted.database, host=wanted.host, **told[name])
        files.replace(folder / name, whole.encode(), private=True)
        made.append(folder / name)
    return made


def _role(computer: str) -> str:
    role = role_of(computer)
    return (
        f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
        f" CONNECTION LIMIT 3 IN ROLE maternity_app;\n\\password {role}\n\n"
    )


def _lines(wanted: Wanted) -> list[str]:
    return [
        f"hostssl  {wanted.database}  {role_of(name)}  {address}  scram-sha-256"
        for name, address in wanted.computers.items()
    ]


def _names(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return f"DNS:{host}"
    return f"IP:{host}"
