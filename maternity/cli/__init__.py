"""The same work without a screen, for IT helpers: the ward's own acts, rights and sentences.

Answers go to standard output, faults to standard error in the words of the screen. Exit codes:
0 done, 2 refused (the user can act), 3 unavailable (the machine can't), 1 our own fault. Each kind
of work has a module; a command is a row of COMMANDS.
"""

from __future__ import annotations

from collections.abc import Sequence

from maternity import i18n, log
from maternity.cli import checking, describing, exchanging, people, reporting, setting_up
from maternity.cli.parsing import Command, Run, parser
from maternity.cli.talking import (
    DONE,
    OUR_FAULT,
    REFUSED,
    UNAVAILABLE,
    complain,
    sign_in_arguments,
)
from maternity.errors import Refused, Unavailable
from maternity.i18n import N_, _

__all__ = ["COMMANDS", "DONE", "OUR_FAULT", "REFUSED", "UNAVAILABLE", "main", "our_fault"]


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code says how it went."""
    i18n.use(_language(arguments))
    try:
        told = parser(COMMANDS).parse_args(list(arguments))
        run: Run = told.run
        return run(told)
    except Refused as refusal:
        complain(refusal.words)
        return REFUSED
    except Unavailable as failure:
        complain(failure.words, failure.advice)
        return UNAVAILABLE


def our_fault(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """Tell what nobody foresaw: where it is in the program, and none of the words typed."""
    complain(
        _("The program made a mistake. Nothing is half-written. Report these lines:"),
        *log.places(error),
    )


def _language(arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments):
        if argument == "--language" and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    return i18n.DEFAULT


COMMANDS: tuple[Command, ...] = (
    Command("init", N_("Set up a new register"), setting_up.init_arguments, setting_up.init),
    Command(
        "import", N_("Take in rows from files"), exchanging.import_arguments, exchanging.import_rows
    ),
    Command(
        "export",
        N_("Write a register to a file"),
        exchanging.export_arguments,
        exchanging.export_register,
    ),
    Command(
        "return",
        N_("Count a return and write it"),
        reporting.return_arguments,
        reporting.write_return,
    ),
    Command(
        "print", N_("Print a book or a document"), reporting.print_arguments, reporting.print_paper
    ),
    Command(
        "entries",
        N_("List the entries behind a figure"),
        reporting.entries_arguments,
        reporting.list_entries,
    ),
    Command("check", N_("Check the register"), sign_in_arguments, checking.check_register),
    Command(
        "demo", N_("Make a training register"), setting_up.demo_arguments, setting_up.make_exercise
    ),
    Command(
        "compute",
        N_("Compute the clinical rules on a table, without a register"),
        describing.compute_arguments,
        describing.compute_table,
    ),
    Command(
        "schema",
        N_("Print the catalogue of registers and fields"),
        describing.schema_arguments,
        describing.print_schema,
    ),
    Command(
        "people",
        N_("List, add, disable or reset who may sign in"),
        people.people_arguments,
        people.manage_people,
    ),
)
"""Every command of the command line."""
