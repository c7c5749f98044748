"""The versions of the program that stand side by side, and which of them is started.

The first one lies where it was put; what a stick brings lies in its folder `versions`, each under
its number. `versions/chosen` names the one that `run` starts; without it, the first is started.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import maternity
from maternity import files, paths
from maternity.db.migrate import HEAD
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

FOLDER, CHOSEN, KNOWN = "versions", "chosen", "installed.json"


@dataclass(frozen=True)
class Version:
    """A version that stands here: its number, its folder's name, and what was started before it."""

    version: str
    schema: str
    """The revision of the register that it knows."""
    folder: str = ""
    """Its name in `versions`; empty for the first one."""
    before: str | None = None
    """The folder of the version that was started until it came; None for the first one."""


class Versions:
    """What stands side by side, and which is started."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.place = home / FOLDER
        self.known = self._read()

    def _read(self) -> dict[str, Version]:
        file = self.place / KNOWN
        if not file.exists():
            return {}
        with files.explained():
            raw = file.read_bytes()
        try:
            return {one["folder"]: Version(**one) for one in json.loads(raw)}
        except (ValueError, KeyError, TypeError) as error:
            raise Unavailable(
                _("The list of the versions that stand here cannot be read: {file}.").format(
                    file=file
                ),
                advice=_("The version at work goes on. Ask for help before updating."),
            ) from error

    @property
    def started(self) -> str:
        """The folder of the version that `run` starts: the first one where the chosen is gone."""
        file = self.place / CHOSEN
        with files.explained():
            name = file.read_text("utf-8").strip() if file.exists() else ""
        return name if (self.folder(name) / "run").is_file() else ""

    def folder(self, name: str) -> Path:
        """Where a version lies."""
        return self.place / name if name else self.home

    def environments(self) -> list[Path]:
        """The folders whose libraries are there, for any version that asks for the same."""
        there = sorted(self.place.iterdir()) if self.place.is_dir() else []
        return [one for one in (self.home, *there) if (one / ".venv" / "made-in").is_file()]

    def begin(self) -> None:
        """Write down the version at work as it is now: the first one may have been brought anew."""
        now = self.started
        before = self.known[now].before if now in self.known else None
        self.known[now] = Version(maternity.__version__, HEAD, now, before)

    def add(self, one: Version) -> None:
        """Write down a version that came, and start it from now on."""
        self.known[one.folder] = one
        self._write()
        self.start(one.folder)

    def forget(self, folders: set[str]) -> None:
        """Strike versions that stand here no more; nobody goes back to one of them."""
        self.known = {
            name: replace(one, before=None) if one.before in folders else one
            for name, one in self.known.items()
            if name not in folders
        }
        self._write()

    def _write(self) -> None:
        told = [asdict(each) for each in self.known.values()]
        files.replace(self.place / KNOWN, json.dumps(told, indent=1).encode() + b"\n")

    def start(self, folder: str) -> None:
        """Start this version from now on."""
        files.replace(self.place / CHOSEN, f"{folder}\n".encode())


def side_by_side() -> Versions:
    """The versions beside the one at work; refused where it is no folder of its own."""
    top = paths.program()
    if top is None:
        raise Refused(
            _(
                "This program was not set up as a folder with “run” in it. Update it the way it was"
                " set up."
            )
        )
    return Versions(top.parent.parent if top.parent.name == FOLDER else top)
