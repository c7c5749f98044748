"""Reading what was typed: commands, their arguments, and faults in our own words."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from maternity import chosen, i18n
from maternity.errors import Refused
from maternity.i18n import N_, _

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

    def format_help(self) -> str:
        """The help, its few fixed words too in the language of the reader."""
        told = super().format_help()
        for standard, words in HELP:
            told = told.replace(standard, _(words), 1)
        return told

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Take an argument; one that has to be given holds something."""
        if not {"type", "action", "default"} & options.keys() or options.get("action") == "append":
            options.setdefault("type", _filled)
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed, in our own words."""
        usage = self.format_usage().strip().removeprefix("usage:").strip()
        told = _("The command cannot be read: {fault}").format(fault=_fault(message))
        raise Refused(f"{told}\n{_('Type:')} {usage}")


class _CommandParser(_Parser):
    """The parser of one command, which refuses by itself what means nothing in it."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read what stands after the command; nothing is left over for the whole program."""
        told, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return told, rest


def _filled(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("expected something")
    return text


def file_to_write(text: str) -> Path:
    """The file of `--out`; refused before anything is done where it cannot stand."""
    return chosen.target(Path(_filled(text)))


def folder_to_write(text: str) -> Path:
    """A folder that is there, to write into."""
    return chosen.folder(Path(_filled(text)))


HELP = (
    ("usage:", N_("Type:")),
    ("positional arguments:", N_("What to give:")),
    ("options:", N_("What may be added:")),
    ("show this help message and exit", N_("Show this help")),
)
"""The fixed words of the standard parser's help, and ours."""

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


def parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """The parser of these commands, each with its own arguments and the language."""
    whole = _Parser(prog="maternity", description=_("The maternity register, without a screen."))
    whole.add_argument("--language", choices=i18n.languages(), default=i18n.DEFAULT)
    places = whole.add_subparsers(required=True, metavar=_("COMMAND"), parser_class=_CommandParser)
    for command in commands:
        sub = places.add_parser(command.name, help=_(command.words))
        sub.add_argument("--language", choices=i18n.languages(), default=argparse.SUPPRESS)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return whole
