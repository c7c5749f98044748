"""The same work without a screen, for IT helpers: the ward's own acts, rights and sentences.

Answers go to standard output, faults to standard error in the words of the screen. Exit codes:
0 done, 2 refused (the user can act), 3 unavailable (the machine can't), 1 our own fault. Each kind
of work has a module; a command is a row of COMMANDS.
"""

from __future__ import annotations

from collections.abc import Sequence

from maternity import i18n, log
from maternity.cli import (
    checking,
    closing,
    copying,
    describing,
    district,
    exchanging,
    keeping,
    people,
    reporting,
    serving,
    setting_up,
    telling,
    updating,
)
from maternity.cli.parsing import Command, Run, parser
from maternity.cli.talking import (
    DONE,
    OUR_FAULT,
    REFUSED,
    UNAVAILABLE,
    complain,
)
from maternity.errors import NEEDS_SECOND, Refused, Unavailable
from maternity.i18n import N_, _

__all__ = ["COMMANDS", "DONE", "OUR_FAULT", "REFUSED", "UNAVAILABLE", "main", "our_fault"]


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code says how it went."""
    asked = _language(arguments)
    i18n.use(asked if asked in i18n.languages() else i18n.DEFAULT)
    try:
        told = parser(COMMANDS).parse_args(list(arguments))
        run: Run = told.run
        return run(told)
    except Refused as refusal:
        by_two = refusal.field == NEEDS_SECOND
        complain(refusal.words, _(WITH_WHOM) if by_two else "")
        return REFUSED
    except Unavailable as failure:
        complain(failure.words, failure.advice)
        return UNAVAILABLE


WITH_WHOM = N_("Say who agrees: --with NAME --with-passphrase-file FILE.")


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
    Command("check", N_("Check the register"), checking.check_arguments, checking.check_register),
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
        "history",
        N_("Tell the history of an entry"),
        telling.history_arguments,
        telling.tell_history,
    ),
    Command("close", N_("Close the month of a return"), closing.close_arguments, closing.close),
    Command("reopen", N_("Open a closed month again"), closing.reopen_arguments, closing.reopen),
    Command(
        "hand-in",
        N_("Write a closed return to a stick"),
        closing.hand_in_arguments,
        closing.hand_in,
    ),
    Command("backup", N_("Make a verified copy"), copying.backup_arguments, copying.back_up),
    Command("verify", N_("Verify a copy"), copying.verify_arguments, copying.verify_copy),
    Command("restore", N_("Restore a copy"), copying.restore_arguments, copying.restore_copy),
    Command(
        "salvage",
        N_("Make a new register of what is left of a damaged one"),
        copying.salvage_arguments,
        copying.salvage_register,
    ),
    Command(
        "indicators",
        N_("Work out the indicators of the WHO"),
        closing.indicators_arguments,
        closing.indicators,
    ),
    Command(
        "people",
        N_("List, add, disable or reset who may sign in"),
        people.people_arguments,
        people.manage_people,
    ),
    Command(
        "district",
        N_("Check, try and put in force a file of the district"),
        district.district_arguments,
        district.district_file,
    ),
    Command(
        "fill",
        N_("Fill the ministry's workbook"),
        district.fill_arguments,
        district.fill_workbook,
    ),
    Command(
        "server-setup",
        N_("Write the files that set a server up"),
        serving.set_up_arguments,
        serving.set_up,
    ),
    Command(
        "move",
        N_("Take the register to a server, or back into its file"),
        serving.move_arguments,
        serving.move,
    ),
    Command(
        "connect",
        N_("Connect this computer to the register on a server"),
        serving.connect_arguments,
        serving.connect,
    ),
    Command(
        "server-upgrade",
        N_("Bring the register on a server to the form of this program"),
        serving.upgrade_arguments,
        serving.upgrade,
    ),
    Command(
        "update",
        N_("Bring a newer version of the program from a stick"),
        updating.update_arguments,
        updating.update,
    ),
    Command(
        "previous",
        N_("Go back to the version before the update"),
        updating.previous_arguments,
        updating.previous,
    ),
    Command(
        "new-key",
        N_("Give the register a new key after a leak"),
        keeping.new_key_arguments,
        keeping.give_new_key,
    ),
    Command(
        "journal",
        N_("Write the journal as pages or as a table"),
        telling.journal_arguments,
        telling.write_journal,
    ),
)
"""Every command of the command line."""
