"""Commands of versions: bring a newer one from a stick, go back to the one before."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from maternity.cli.copying import secret_arguments, secret_given
from maternity.cli.talking import DONE, answer
from maternity.i18n import _
from maternity.paths import default_data


def update_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("place", metavar=_("STICK"))
    parser.add_argument("--number", default="", metavar=_("NUMBER"))
    parser.add_argument("--data", metavar=_("DIR"))
    secret_arguments(parser)


def update(told: argparse.Namespace) -> int:
    """Bring a newer version from a stick beside this one; it is started from now on."""
    from maternity.ward.update_proof import proven  # noqa: PLC0415
    from maternity.ward.updating import update  # noqa: PLC0415
    from maternity.ward.versions import side_by_side  # noqa: PLC0415

    folder = _named(told) or default_data()
    with proven(folder, secret_given(told)) as proof:
        done = update(side_by_side(), Path(told.place), told.number, told=proof.note)
    answer(
        {
            "version": done.version,
            "folder": str(done.folder),
            "signed_by": done.signed_by or None,
            "number": done.number,
            "removed": list(done.removed),
        }
    )
    return DONE


def previous_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--data", metavar=_("DIR"))
    secret_arguments(parser)


def previous(told: argparse.Namespace) -> int:
    """Go back to the version before; what the register has beyond its copy is listed."""
    from maternity.ward.going_back import go_back  # noqa: PLC0415
    from maternity.ward.versions import side_by_side  # noqa: PLC0415

    gone = go_back(side_by_side(), _named(told), secret_given(told), usual=default_data())
    answer(
        {
            "version": gone.version,
            "restored": str(gone.restored) if gone.restored else None,
            "former": str(gone.former) if gone.former else None,
            "to_type_again": [asdict(one) for one in gone.later],
        }
    )
    return DONE


def _named(told: argparse.Namespace) -> Path | None:
    """The folder of the register that was named; one without a register proves nobody."""
    if not told.data:
        return None
    from maternity.ward.update_proof import check_stands  # noqa: PLC0415

    folder = Path(told.data)
    check_stands(folder)
    return folder
