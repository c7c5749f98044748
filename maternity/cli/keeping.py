"""The command that gives a register a new key."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from maternity.cli.copying import secret_arguments, secret_of
from maternity.cli.parsing import folder_to_write
from maternity.cli.talking import DONE, answer, passphrase
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from maternity.ward.new_key import NewKey


def new_key_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    secret_arguments(parser)
    parser.add_argument("--reason", required=True, metavar=_("WORDS"))
    parser.add_argument("--new-passphrase-file", default="", metavar=_("FILE"))
    parser.add_argument("--to", required=True, type=folder_to_write, metavar=_("DIR"))


def give_new_key(told: argparse.Namespace) -> int:
    """Give the register a new key; the papers with what opens it are written before it holds.

    Were the power cut after it, the code and the passphrases would stand there.
    """
    from maternity.ward.new_key import Asked, begin  # noqa: PLC0415

    file = told.new_passphrase_file
    chosen = passphrase(file) if file else ""
    papers = _papers(told.to)
    work = begin(Path(told.data), Asked(secret_of(told), told.reason, chosen))
    try:
        _write(work, *papers)
        done = work.finish()
    except BaseException:
        work.abandon()
        _take_back(*papers)  # they open nothing
        raise
    answer(
        {
            "register": told.data,
            "recovery_code": work.code,
            "people": [
                {"name": name, "passphrase": words, "must_change": True}
                for name, words in work.given.items()
            ],
            "papers": [str(one) for one in papers if one.exists()],
            "last_former_copy": work.last.sequence,
            "copy": done.copy,
            "trail_agrees": work.made.sound,
        }
    )
    return DONE


def _papers(folder: Path) -> tuple[Path, Path]:
    """Where the two papers go: the recovery code on two sheets, and the slips of the others.

    Refused where one lies there: older copies open with it alone.
    """
    papers = folder / _("recovery-code.pdf"), folder / _("passphrases.pdf")
    for one in papers:
        if one.exists():
            raise Refused(
                _("There is already a file {file}. Choose another folder for the papers.").format(
                    file=one
                )
            )
    return papers


def _write(work: NewKey, sheets: Path, slips: Path) -> None:
    from maternity import files  # noqa: PLC0415

    files.replace(sheets, work.sheets_pdf(), private=True)
    if work.given:
        files.replace(slips, work.slips_pdf(), private=True)


def _take_back(*papers: Path) -> None:
    for one in papers:
        with suppress(OSError):
            one.unlink(missing_ok=True)
