"""What every command shares: exit codes, signing in, answers and complaints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from maternity.ward import Ward

DONE, OUR_FAULT, REFUSED, UNAVAILABLE = 0, 1, 2, 3


def complain(*sentences: str) -> None:
    """Tell a fault, a line a sentence."""
    for sentence in sentences:
        if sentence:
            sys.stderr.write(f"{sentence}\n")


def passphrase(source: str) -> str:
    """The passphrase from a file, or from standard input for « - »; its line end is left out."""
    if source == "-":
        return sys.stdin.readline().rstrip("\r\n")
    try:
        return Path(source).read_text("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            _("The passphrase file {file} cannot be read.").format(file=source)
        ) from error


@contextmanager
def signed_in(told: argparse.Namespace) -> Iterator[Ward]:
    """The register opened by the person named; closed when the command is done."""
    from maternity.ward import open_ward  # noqa: PLC0415 - the database, when a command needs it

    ward = open_ward(Path(told.data), told.person, passphrase(told.passphrase_file))
    try:
        yield ward
    finally:
        ward.close()


def sign_in_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the register lies, who asks, and where her passphrase is read."""
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--as", dest="person", required=True, metavar=_("NAME"))
    parser.add_argument("--passphrase-file", required=True, metavar=_("FILE"))


def second_arguments(parser: argparse.ArgumentParser) -> None:
    """Who agrees, where two must: her name, and where her passphrase is read."""
    parser.add_argument("--with", dest="second", default="", metavar=_("NAME"))
    parser.add_argument("--with-passphrase-file", dest="second_file", metavar=_("FILE"))


def second_passphrase(told: argparse.Namespace) -> str:
    """The passphrase of who agrees; empty where nobody was named."""
    if bool(told.second) is not bool(told.second_file):
        raise Refused(_("Give --with and --with-passphrase-file together: who agrees, and how."))
    return passphrase(told.second_file) if told.second_file else ""


def agree(ward: Ward, told: argparse.Namespace) -> None:
    """Let the person named agree to the settings that the command changes."""
    from maternity.ward.second_person import Together, prove_second  # noqa: PLC0415

    secret = second_passphrase(told)
    if told.second:
        prove_second(ward, told.second, secret, Together.SETTINGS)


def answer(data: object) -> None:
    """Give the answer as JSON on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
