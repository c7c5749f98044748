"""The same work without a screen, for IT helpers: the ward's own acts, rights and sentences.

Answers go to standard output, faults to standard error in the words of the screen. Exit codes:
0 done, 2 refused (the user can act), 3 unavailable (the machine can't), 1 our own fault.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from maternity import i18n, log
from maternity.errors import Refused, Unavailable
from maternity.i18n import N_, _

if TYPE_CHECKING:
    from maternity.exchange.intake import Intake
    from maternity.ward import Ward

MOST_DELIVERIES = 100_000
"""More make no better exercise."""

DONE, OUR_FAULT, REFUSED, UNAVAILABLE = 0, 1, 2, 3

Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True)
class Command:
    """A command: its name, its words, its arguments and what it does."""

    name: str
    words: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run


class _Parser(argparse.ArgumentParser):
    """A parser whose faults are refusals like any other."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed, in our own words."""
        usage = self.format_usage().strip().removeprefix("usage:").strip()
        told = _("The command cannot be read: {fault}").format(fault=_fault(message))
        raise Refused(f"{told}\n{_('Type:')} {usage}")


FAULTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<names>.+)", N_("add {names}.")),
    (r"unrecognized arguments: (?P<names>.+)", N_("“{names}” means nothing here.")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<offered>.+)\)",
        N_("{name}: {value} is not offered. Choose one of: {offered}."),
    ),
    (r"argument (?P<name>.+): expected .+", N_("{name}: what follows it is missing.")),
    (
        r"argument (?P<name>.+): invalid int value: (?P<value>.+)",
        N_("{name}: {value} is not a whole number."),
    ),
)
"""What the standard parser says, and what is said instead."""


def _fault(message: str) -> str:
    for pattern, words in FAULTS:
        found = re.fullmatch(pattern, message)
        if found:
            return _(words).format(**found.groupdict())
    return message


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code says how it went."""
    i18n.use(_language(arguments))
    try:
        told = _parser().parse_args(list(arguments))
        run: Run = told.run
        return run(told)
    except Refused as refusal:
        _complain(refusal.words)
        return REFUSED
    except Unavailable as failure:
        _complain(failure.words, failure.advice)
        return UNAVAILABLE


def our_fault(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """Tell what nobody foresaw: where it is in the program, and none of the words typed."""
    _complain(
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


def _complain(*sentences: str) -> None:
    for sentence in sentences:
        if sentence:
            sys.stderr.write(f"{sentence}\n")


def _parser() -> _Parser:
    parser = _Parser(prog="maternity", description=_("The maternity register, without a screen."))
    parser.add_argument("--language", choices=i18n.languages(), default=i18n.DEFAULT)
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=_(command.words))
        sub.add_argument("--language", choices=i18n.languages(), default=argparse.SUPPRESS)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def _passphrase(source: str) -> str:
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
def _signed_in(told: argparse.Namespace) -> Iterator[Ward]:
    from maternity.ward import open_ward  # noqa: PLC0415 - the database, when a command needs it

    ward = open_ward(Path(told.data), told.person, _passphrase(told.passphrase_file))
    try:
        yield ward
    finally:
        ward.close()


def _sign_in_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--as", dest="person", required=True, metavar=_("NAME"))
    parser.add_argument("--passphrase-file", required=True, metavar=_("FILE"))


def _init_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--facility", required=True, metavar=_("NAME"))
    parser.add_argument("--level", required=True, metavar=_("LEVEL"))
    parser.add_argument("--area", required=True, metavar=_("NAME"))
    parser.add_argument("--admin", required=True, metavar=_("NAME"))
    parser.add_argument("--passphrase-file", required=True, metavar=_("FILE"))
    parser.add_argument("--facts", metavar=_("FILE"))


def _init(told: argparse.Namespace) -> int:
    from maternity.ward import create_ward  # noqa: PLC0415

    facts = Path(told.facts) if told.facts else None
    intakes = _facts(facts) if facts else []
    ward, code = create_ward(
        Path(told.data),
        facility=told.facility,
        level=told.level,
        area=told.area,
        admin=told.admin,
        passphrase=_passphrase(told.passphrase_file),
    )
    try:
        files = _take_facts(ward, intakes)
    finally:
        ward.close()
    _answer({"register": str(told.data), "recovery_code": code, "files": files})
    return DONE


def _facts(place: Path) -> list[Intake]:
    """The set-up tables of a folder of CSV files or of a workbook with a sheet a register."""
    from maternity.exchange import spreadsheet  # noqa: PLC0415
    from maternity.exchange.intake import take_in  # noqa: PLC0415

    if place.is_dir():
        tables = [(f.stem, f, *spreadsheet.read(f)) for f in sorted(place.glob("*.csv"))]
    else:
        tables = [(name, place, heads, rows) for name, heads, rows in spreadsheet.sheets(place)]
    return [take_in(name, file, heads, rows) for name, file, heads, rows in tables]


def _take_facts(ward: Ward, intakes: list[Intake]) -> list[dict[str, Any]]:
    from maternity.ward.taking import take_facts  # noqa: PLC0415

    return [intake.as_data() for intake in take_facts(ward, intakes)]


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    _sign_in_arguments(parser)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("pairs", nargs="+", metavar=_("REGISTER FILE"))


def _import(told: argparse.Namespace) -> int:
    from maternity.ward.files import import_files  # noqa: PLC0415

    if len(told.pairs) % 2:
        raise Refused(_("Give a register and a file, one or more times."))
    pairs = [
        (name, Path(file)) for name, file in zip(told.pairs[::2], told.pairs[1::2], strict=True)
    ]
    with _signed_in(told) as ward:
        intakes = import_files(ward, pairs, dry_run=told.dry_run, update=told.update)
    _answer({"files": [intake.as_data() for intake in intakes]})
    return DONE


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    _sign_in_arguments(parser)
    parser.add_argument("register", metavar=_("REGISTER"))
    parser.add_argument("--format", choices=("csv", "xlsx"), required=True)
    parser.add_argument("--out", required=True, metavar=_("FILE"))


def _export(told: argparse.Namespace) -> int:
    from maternity.records import named  # noqa: PLC0415
    from maternity.ward import Query  # noqa: PLC0415
    from maternity.ward.files import export  # noqa: PLC0415

    with _signed_in(told) as ward:
        try:
            named(told.register)
        except KeyError as error:
            words = _("There is no register “{register}”.").format(register=told.register)
            raise Refused(words) from error
        export(ward, Query(told.register), told.format, Path(told.out))
    return DONE


def _return_arguments(parser: argparse.ArgumentParser) -> None:
    _sign_in_arguments(parser)
    parser.add_argument("form", metavar=_("RETURN"))
    parser.add_argument("--month", required=True, metavar="2026-10")
    parser.add_argument("--format", required=True, metavar="json|csv|xlsx|pdf")
    parser.add_argument("--out", required=True, metavar=_("FILE"))


def _return(told: argparse.Namespace) -> int:
    from maternity.ward.returns import sheet, write_sheet  # noqa: PLC0415

    with _signed_in(told) as ward:
        counted = sheet(ward, told.form, told.month)
        write_sheet(ward, counted, told.format, Path(told.out))
    return DONE


def _print_arguments(parser: argparse.ArgumentParser) -> None:
    _sign_in_arguments(parser)
    parser.add_argument("what", metavar=_("DOCUMENT"))
    parser.add_argument("--month", default="", metavar="2026-10")
    parser.add_argument("--day", default="", metavar="2026-10-31")
    parser.add_argument("--entry", default="", metavar="214/2026")
    parser.add_argument("--blank", action="store_true")
    parser.add_argument("--copy", action="store_true")
    parser.add_argument("--out", required=True, metavar=_("FILE"))


def _print(told: argparse.Namespace) -> int:
    from maternity import files  # noqa: PLC0415
    from maternity.ward.printing import Asked, print_named  # noqa: PLC0415

    asked = Asked(told.month, told.day, told.entry, blank=told.blank, copy=told.copy)
    with _signed_in(told) as ward:
        pdf = print_named(ward, told.what, asked)
    files.replace(Path(told.out), pdf)
    return DONE


def _entries_arguments(parser: argparse.ArgumentParser) -> None:
    _sign_in_arguments(parser)
    parser.add_argument("form", metavar=_("RETURN"))
    parser.add_argument("--month", required=True, metavar="2026-10")
    parser.add_argument("--line", required=True, metavar="G21")
    parser.add_argument("--cell", default="", metavar="a15_19,in_area")


def _entries(told: argparse.Namespace) -> int:
    from maternity.ward.returns import behind, cell_of, sheet  # noqa: PLC0415

    with _signed_in(told) as ward:
        counted = sheet(ward, told.form, told.month)
        line = counted.line(told.line)
        _answer(behind(line, cell_of(line, told.cell)))
    return DONE


def _check(told: argparse.Namespace) -> int:
    from maternity.ward.files import check  # noqa: PLC0415

    with _signed_in(told) as ward:
        findings = check(ward)
    _answer([{"what": one.what, "words": one.words} for one in findings])
    for one in findings:
        _complain(one.words)
    return REFUSED if findings else DONE


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--deliveries", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--passphrase-file", metavar=_("FILE"))


def _demo(told: argparse.Namespace) -> int:
    from maternity.ward.demo import make_demo, new_passphrase  # noqa: PLC0415

    if not 0 <= told.deliveries <= MOST_DELIVERIES:
        words = _("--deliveries: enter a number from 0 to {most}.").format(most=MOST_DELIVERIES)
        raise Refused(words)
    given = told.passphrase_file
    passphrase = _passphrase(given) if given else new_passphrase()
    ward = make_demo(Path(told.data), told.deliveries, told.seed, passphrase=passphrase)
    name = ward.account.name
    ward.close()
    answer = {"register": str(told.data), "name": name}
    _answer(answer if given else {**answer, "passphrase": passphrase})
    return DONE


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json", "csv"), default="json")


def _schema(told: argparse.Namespace) -> int:
    from maternity.exchange.schema import as_csv, catalogue  # noqa: PLC0415

    if told.format == "csv":
        sys.stdout.write(as_csv())
    else:
        _answer(catalogue())
    return DONE


def _compute_arguments(parser: argparse.ArgumentParser) -> None:
    from maternity.exchange.computing.table import BY_NAME  # noqa: PLC0415

    parser.add_argument("what", choices=tuple(BY_NAME), metavar="|".join(BY_NAME))
    parser.add_argument("file", nargs="?", metavar=_("FILE"))
    parser.add_argument("--out", metavar=_("FILE"))
    parser.add_argument("--columns", action="store_true")


def _compute(told: argparse.Namespace) -> int:
    from maternity.exchange.computing.run import columns, compute  # noqa: PLC0415

    if told.columns:
        _answer(columns(told.what))
        return DONE
    if not told.file or not told.out:
        raise Refused(_("Give the file to read, and the one to write after --out."))
    summary = compute(told.what, Path(told.file), Path(told.out))
    _answer({"computation": told.what, "out": told.out, **summary.as_data()})
    return DONE


def _answer(data: object) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


COMMANDS: tuple[Command, ...] = (
    Command("init", N_("Set up a new register"), _init_arguments, _init),
    Command("import", N_("Take in rows from files"), _import_arguments, _import),
    Command("export", N_("Write a register to a file"), _export_arguments, _export),
    Command("return", N_("Count a return and write it"), _return_arguments, _return),
    Command("print", N_("Print a book or a document"), _print_arguments, _print),
    Command("entries", N_("List the entries behind a figure"), _entries_arguments, _entries),
    Command("check", N_("Check the register"), _sign_in_arguments, _check),
    Command("demo", N_("Make a training register"), _demo_arguments, _demo),
    Command(
        "compute",
        N_("Compute the clinical rules on a table, without a register"),
        _compute_arguments,
        _compute,
    ),
    Command(
        "schema", N_("Print the catalogue of registers and fields"), _schema_arguments, _schema
    ),
)
"""Every command of the command line."""
