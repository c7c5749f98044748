"""Commands of copies: make, verify, restore, salvage."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity.cli.parsing import folder_to_write
from maternity.cli.talking import (
    DONE,
    answer,
    passphrase,
    second_arguments,
    second_passphrase,
    sign_in_arguments,
    signed_in,
)
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from maternity.ward.technical import Secret


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    sign_in_arguments(parser)
    parser.add_argument(
        "--to", action="append", required=True, type=folder_to_write, metavar=_("DIR")
    )


def back_up(told: argparse.Namespace) -> int:
    """Make a verified copy in each folder named."""
    from maternity.ward.copies import copy_to  # noqa: PLC0415

    with signed_in(told) as ward:
        made = copy_to(ward, [Path(place) for place in told.to])
    answer({"copies": [{"file": str(one.path), **_about(one.header)} for one in made]})
    return DONE


def verify_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar=_("FILE"))
    secret_arguments(parser)


def verify_copy(told: argparse.Namespace) -> int:
    """Read a copy whole; with a secret, open it too."""
    from maternity.ward.restoring import verify  # noqa: PLC0415

    secret = secret_given(told)
    header = verify(Path(told.file), secret)
    answer({"file": told.file, "opened": secret is not None, **_about(header)})
    return DONE


def restore_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar=_("FILE"))
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--accept-altered", action="store_true")
    secret_arguments(parser)


def restore_copy(told: argparse.Namespace) -> int:
    """Restore a copy into a folder; what was newer there is listed.

    A copy whose trail was altered is refused, unless whoever asks says that she knows it.
    """
    from maternity.ward.restoring import begin  # noqa: PLC0415

    work = begin(Path(told.file), Path(told.data), secret_of(told))
    if not told.accept_altered:
        work.check_trail("--accept-altered")
    later = [asdict(one) for one in work.prepared.later]
    header = work.prepared.container.header
    kept = work.finish_or_let_go()
    answer(
        {
            "register": told.data,
            "former": str(kept) if kept else None,
            "to_type_again": later,
            "trail_agrees": work.prepared.sound,
            "former_keys": work.prepared.other_keys,
            **_about(header),
        }
    )
    return DONE


def salvage_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar=_("FILE"))
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--copy", metavar=_("FILE"))
    secret_arguments(parser)


def salvage_register(told: argparse.Namespace) -> int:
    """Make a new register of what is left of a damaged one."""
    from maternity.ward.restoring import salvage  # noqa: PLC0415

    copy = Path(told.copy) if told.copy else None
    report = salvage(Path(told.file), Path(told.data), secret_of(told), copy)
    tables = [asdict(one) for one in report.tables if one.read or one.unreadable or one.from_copy]
    totals = {name: report.total(name) for name in ("read", "unreadable", "from_copy", "dropped")}
    answer(
        {
            "register": told.data,
            **totals,
            "orphans": report.orphans,
            "pages": report.pages,
            "tables": tables,
        }
    )
    return DONE


def secret_arguments(parser: argparse.ArgumentParser) -> None:
    """Who asks: a person with her passphrase, or the recovery code."""
    parser.add_argument("--as", dest="person", default="", metavar=_("NAME"))
    parser.add_argument("--passphrase-file", metavar=_("FILE"))
    parser.add_argument("--code-file", metavar=_("FILE"))
    second_arguments(parser)


def secret_of(told: argparse.Namespace) -> Secret:
    """What opens a register, as it was asked for."""
    from maternity.ward.technical import Secret  # noqa: PLC0415

    if told.code_file:
        return Secret(code=passphrase(told.code_file))
    if not told.person or not told.passphrase_file:
        raise Refused(_("Give --as with --passphrase-file, or --code-file with the recovery code."))
    mine = passphrase(told.passphrase_file)
    theirs = second_passphrase(told)
    return Secret(told.person, mine, second=told.second, second_passphrase=theirs)


def secret_given(told: argparse.Namespace) -> Secret | None:
    """The same, where it was given at all."""
    return secret_of(told) if told.code_file or told.person else None


def _about(header: Any) -> dict[str, Any]:
    """What may be told of a copy: counts and marks, no name."""
    return {
        "sequence": header.sequence,
        "made_at": header.made_at,
        "clock_ok": header.clock_ok,
        "schema": header.schema,
        "generation": header.generation,
        "audit_head": header.audit_head,
        "rows": sum(header.rows.values()),
        "bytes": header.size,
    }
