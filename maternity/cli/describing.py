"""Commands that need no register: the catalogue and the clinical rules on a table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from maternity.cli.parsing import file_to_write
from maternity.cli.talking import DONE, answer
from maternity.errors import Refused
from maternity.i18n import _


def schema_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--format", choices=("json", "csv"), default="json")


def print_schema(told: argparse.Namespace) -> int:
    """Print the catalogue of registers and fields."""
    from maternity.exchange.schema import as_csv, catalogue  # noqa: PLC0415

    if told.format == "csv":
        sys.stdout.write(as_csv())
    else:
        answer(catalogue())
    return DONE


def compute_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    from maternity.exchange.computing.table import BY_NAME  # noqa: PLC0415

    parser.add_argument("what", choices=tuple(BY_NAME), metavar="|".join(BY_NAME))
    parser.add_argument("file", nargs="?", metavar=_("FILE"))
    parser.add_argument("--out", type=file_to_write, metavar=_("FILE"))
    parser.add_argument("--columns", action="store_true")


def compute_table(told: argparse.Namespace) -> int:
    """Compute a clinical rule on every row of a table."""
    from maternity.exchange.computing.run import columns, compute  # noqa: PLC0415

    if told.columns:
        answer(columns(told.what))
        return DONE
    if not told.file or not told.out:
        raise Refused(_("Give the file to read, and the one to write after --out."))
    summary = compute(told.what, Path(told.file), Path(told.out))
    answer({"computation": told.what, "out": str(told.out), **summary.as_data()})
    return DONE
