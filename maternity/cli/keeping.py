"""The command that gives a register a new key."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from maternity.cli.copying import secret_arguments, secret_of
from maternity.cli.parsing import folder_to_write
from maternity.cli.talking import DONE, answer, passphrase
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
    work = begin(Path(told.data), Asked(secret_of(told), told.reason, chosen))
    try:
        papers = _papers(work, told.to)
        done = work.finish()
    except BaseException:
        work.abandon()
        raise
    answer(
        {
            "register": told.data,
            "recovery_code": work.code,
            "people": [
                {"name": name, "passphrase": words, "must_change": True}
                for name, words in work.given.items()
            ],
            "papers": [str(one) for one in papers],
            "last_former_copy": work.last.sequence,
            "copy": done.copy,
            "trail_agrees": work.made.sound,
        }
    )
    return DONE


def _papers(work: NewKey, folder: Path) -> list[Path]:
    """The recovery code on two sheets, and the slips of the others."""
    from maternity import files  # noqa: PLC0415

    drawn = {_("recovery-code.pdf"): work.sheets_pdf()}
    if work.given:
        drawn[_("passphrases.pdf")] = work.slips_pdf()
    for name, pdf in drawn.items():
        files.replace(folder / name, pdf, private=True)
    return [folder / name for name in drawn]
