"""Commands that make a register."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity.cli.talking import DONE, answer, passphrase
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from maternity.exchange.intake import Intake
    from maternity.ward import Ward

MOST_DELIVERIES = 100_000
"""More make no better exercise."""


def init_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--facility", required=True, metavar=_("NAME"))
    parser.add_argument("--level", required=True, metavar=_("LEVEL"))
    parser.add_argument("--area", required=True, metavar=_("NAME"))
    parser.add_argument("--admin", required=True, metavar=_("NAME"))
    parser.add_argument("--passphrase-file", required=True, metavar=_("FILE"))
    parser.add_argument("--facts", metavar=_("FILE"))


def init(told: argparse.Namespace) -> int:
    """Set up a new register and print its recovery code."""
    from maternity.ward import create_ward  # noqa: PLC0415

    facts = Path(told.facts) if told.facts else None
    intakes = _facts(facts) if facts else []
    ward, code = create_ward(
        Path(told.data),
        facility=told.facility,
        level=told.level,
        area=told.area,
        admin=told.admin,
        passphrase=passphrase(told.passphrase_file),
    )
    try:
        files = _take_facts(ward, intakes)
    finally:
        ward.close()
    answer({"register": str(told.data), "recovery_code": code, "files": files})
    return DONE


def _facts(place: Path) -> list[Intake]:
    """The set-up tables of a folder of CSV files or of a workbook with a sheet a register."""
    from maternity.exchange import spreadsheet  # noqa: PLC0415
    from maternity.exchange.intake import take_list  # noqa: PLC0415

    if place.is_dir():
        read = [(f, spreadsheet.read_table(f)) for f in sorted(place.glob("*.csv"))]
        tables = [(file.stem, file, table.heads, table.rows) for file, table in read]
    else:
        tables = [(name, place, heads, rows) for name, heads, rows in spreadsheet.sheets(place)]
    if not tables:
        raise Refused(_no_tables(place))
    return [take_list(name, file, heads, rows) for name, file, heads, rows in tables]


def _no_tables(place: Path) -> str:
    if place.is_dir():
        words = _("The folder “{folder}” holds no .csv file. Name the one with the set-up tables.")
        return words.format(folder=place)
    return _("The file {file} is empty.").format(file=place.name)


def _take_facts(ward: Ward, intakes: list[Intake]) -> list[dict[str, Any]]:
    from maternity.ward.taking import take_facts  # noqa: PLC0415

    return [intake.as_data() for intake in take_facts(ward, intakes)]


def demo_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--data", required=True, metavar=_("DIR"))
    parser.add_argument("--deliveries", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--passphrase-file", metavar=_("FILE"))


def make_exercise(told: argparse.Namespace) -> int:
    """Make a training register, the same for the same seed."""
    from maternity.ward.demo import make_demo, new_passphrase  # noqa: PLC0415

    if not 0 <= told.deliveries <= MOST_DELIVERIES:
        words = _("--deliveries: enter a number from 0 to {most}.").format(most=MOST_DELIVERIES)
        raise Refused(words)
    given = told.passphrase_file
    secret = passphrase(given) if given else new_passphrase()
    ward = make_demo(Path(told.data), told.deliveries, told.seed, passphrase=secret)
    name = ward.account.name
    ward.close()
    told_back = {"register": str(told.data), "name": name}
    answer(told_back if given else {**told_back, "passphrase": secret})
    return DONE
