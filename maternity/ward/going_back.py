"""The way back to the version before: its folder was kept, and the copy made before the change.

An older program refuses a register that a newer one has brought to its form. So the newer one,
which can still read it, puts the copy in its place and lists what was written since, to be typed
again; the register that was there is kept beside it.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from maternity.db import backup, keys, migrate
from maternity.db.container import Container
from maternity.db.restore import Later
from maternity.errors import Refused
from maternity.i18n import _
from maternity.ward import restoring
from maternity.ward.copies import MIGRATION, beside
from maternity.ward.place import on_server
from maternity.ward.technical import Secret
from maternity.ward.update_proof import Proof, proven
from maternity.ward.versions import Version, Versions


@dataclass(frozen=True)
class Gone:
    """What was gone back to, and what became of the register."""

    version: str
    restored: Path | None = None
    """The copy that stands in the register's place; None where the register fits as it is."""
    former: Path | None = None
    """Where the register is kept that was there."""
    later: list[Later] = field(default_factory=list)
    """What was written since the copy, to be typed again."""


def go_back(
    here: Versions,
    folder: Path | None = None,
    secret: Secret | None = None,
    *,
    usual: Path | None = None,
) -> Gone:
    """Start the version before from now on; the register of a folder is made to fit it.

    Who asks proves herself where a register stands: in that folder, or in the usual one.
    """
    now = here.known.get(here.started)
    before = here.known.get(now.before or "") if now is not None else None
    if now is None or now.before is None or before is None:
        raise Refused(_("No version was here before this one: there is nothing to go back to."))
    if not (here.folder(before.folder) / "run").is_file():
        raise Refused(_("The folder of version {version} is gone.").format(version=before.version))
    gone = Gone(before.version)
    if before.schema != migrate.HEAD:
        here.start(now.folder)  # what can't be written here is told before a register is touched
        gone = _with_register(before, folder, secret)
        here.start(before.folder)
        return gone
    stands = folder or usual
    with proven(stands, secret) if stands is not None else nullcontext(Proof()) as proof:
        proof.note(now.version, before.version)
        here.start(before.folder)
    return gone


def _with_register(before: Version, folder: Path | None, secret: Secret | None) -> Gone:
    if folder is None or secret is None:
        raise Refused(
            _(
                "Version {version} knows an older form of the register. Name the register (--data)"
                " and who asks (--as with --passphrase-file, or --code-file): the copy made before"
                " the change is then put in its place, and what was written since is listed."
            ).format(version=before.version)
        )
    if on_server(folder):
        raise Refused(
            _(
                "The register is on a server, in the form of this version. Take it back into a file"
                " first with “maternity move --to file”."
            )
        )
    with proven(folder, secret) as proof:
        if proof.form == before.schema:
            return Gone(before.version)
    copy = _copy_before(folder, before)
    if copy is None:
        raise Refused(
            _(
                "There is no copy of the register from before the change within reach. Version"
                " {version} could not open the register: this version stays."
            ).format(version=before.version)
        )
    work = restoring.begin(copy.path, folder, secret)
    work.check_trail(f"maternity restore {copy.path} --data {folder} --accept-altered")
    later = work.prepared.later
    return Gone(before.version, copy.path, work.finish_or_let_go(), later)


def _copy_before(folder: Path, before: Version) -> Container | None:
    """The newest copy that was made before the register left the form of that version."""
    register = keys.read(folder).register
    return next(
        (
            one
            for one in backup.copies_in(beside(folder), register)
            if one.header.pinned == MIGRATION and one.header.schema == before.schema
        ),
        None,
    )
