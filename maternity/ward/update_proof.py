"""Another version of the program where a register stands: who brings it, and its trail.

Whoever updates or goes back proves herself with what opens that register, and the register holds
what became of the program. With the recovery code a register that cannot be opened any more is no
hindrance: it may be what the new version mends. Where no register stands nobody is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import files
from maternity.db import audit, backup, keys, migrate, moved, restore
from maternity.db.backup import Source
from maternity.db.faults import explained
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ward import place
from maternity.ward.copies import beside, copied
from maternity.ward.door import check_keys, exists
from maternity.ward.opening import consulted
from maternity.ward.technical import TECHNICIAN, Secret, agreed
from maternity.ward.tries import Tries

if TYPE_CHECKING:
    from sqlalchemy import Engine

CHANGED = "program_changed"


@dataclass(frozen=True)
class Proof:
    """Who brings another version, and the register that she opened; none where none stands."""

    engine: Engine | None = None
    who: str = ""
    role: str = ""
    approver: str = ""
    by_code: bool = False
    writes: bool = True
    """Whether the register can be written in: not one that is consulted alone."""
    source: Source | None = None
    """What a copy is made of."""

    @property
    def form(self) -> str | None:
        """The revision that the register is at; None where none was opened."""
        if self.engine is None:
            return None
        with explained(), self.engine.connect() as connection:
            return migrate.revision(connection)

    @property
    def _stays(self) -> bool:
        """Whether this program wrote the register last, and goes on writing it here."""
        engine = self.engine
        if engine is None or not self.writes:
            return False
        return self.form == migrate.HEAD and not moved.mark_of(engine)

    def copy(self) -> None:
        """Make a verified copy on this computer before another version takes over.

        By the recovery code the new version comes even where no copy can be made.
        """
        if self.source is None or not self._stays:
            return
        try:
            (made,) = copied(backup.as_it_stands(self.source), [beside(self.source.folder)])
            number = made.header.sequence
            audit.note(self.source.engine, "backup", who=self.who, role=self.role, sequence=number)
        except Unavailable:
            if not self.by_code:
                raise

    def note(self, before: str, version: str) -> None:
        """Write on the register's trail which version takes the place of which.

        A register of another form than this program's is left as it is, and so is one that went
        elsewhere; by the recovery code the new version comes even where nothing can be written.
        """
        engine = self.engine
        if engine is None or not self._stays:
            return
        facts = {"version_before": before, "version": version}
        agreed_by = self.approver or None
        changed = audit.Event(
            CHANGED, who=self.who, role=self.role, approver=agreed_by, facts=facts
        )
        events = [audit.Event("recovery_used"), changed] if self.by_code else [changed]
        try:
            audit.note_all(engine, events)
        except Unavailable:
            if not self.by_code:
                raise


def stands(folder: Path) -> bool:
    """Whether a register stands in a folder, or the way to that of a server."""
    return exists(folder) or place.on_server(folder)


def check_stands(folder: Path) -> None:
    """Refuse a folder that was named and holds no register: a wrong one would ask nobody."""
    if not stands(folder):
        raise Refused(_("There is no register in this folder. Choose its folder, or set one up."))


@contextmanager
def proven(folder: Path, secret: Secret | None) -> Iterator[Proof]:
    """Who updates where the register of this folder stands; it is held until that is done."""
    if not stands(folder):
        yield Proof()
        return
    if secret is None:
        raise Refused(
            _(
                "A register stands in {folder}. Say who changes its program: the technical"
                " administrator, or the head together with her (--as NAME --passphrase-file F, and"
                " --with NAME --with-passphrase-file F), or --code-file F with the recovery code."
            ).format(folder=folder)
        )
    check_keys(folder)
    with ExitStack() as undo:
        consulting = consulted(folder)
        if not consulting:
            _hold(folder, undo)
        by = _by_code if secret.code else _by_person
        proof = by(folder, secret, undo, consulting=consulting)
        proof.copy()
        yield proof


def _hold(folder: Path, undo: ExitStack) -> None:
    """Let no window open the register meanwhile; refused where one has it open."""
    lock = files.Lock(folder)
    try:
        lock.take()
    except Refused as error:
        raise Refused(
            _(
                "The register is open in a window of this computer. Close that window, then do this"
                " once more. Nothing was changed."
            )
        ) from error
    undo.callback(lock.release)


def _by_code(folder: Path, secret: Secret, undo: ExitStack, *, consulting: bool) -> Proof:
    key_file = keys.read(folder)
    key = keys.unlock_by_code(key_file, secret.code)
    with suppress(Refused, Unavailable):
        engine = place.open_book(folder, key, consulting=consulting)
        undo.callback(engine.dispose)
        source = Source(engine, folder, key_file, key)
        found = Proof(engine, by_code=True, writes=not consulting, source=source)
        if found.form is not None:
            return found
    return Proof(by_code=True)


def _by_person(folder: Path, secret: Secret, undo: ExitStack, *, consulting: bool) -> Proof:
    with _or_the_code():
        place.bring_keys(folder)
    key_file = keys.read(folder)
    key = _unlocked(folder, key_file, secret)
    with _or_the_code():
        engine = place.open_book(folder, key, consulting=consulting)
        undo.callback(engine.dispose)
        role = restore.role_of(engine, secret.person)
        technicians = restore.of_role(engine, TECHNICIAN)

    def unlock(one: keys.KeyFile) -> bytes:
        return keys.unlock(one, secret.person, secret.passphrase)

    key_file = place.same_keys(engine, folder, key_file, key, unlock)
    words = _(
        "The head changes the program together with the technical administrator: her name and her"
        " passphrase are needed too (--with NAME --with-passphrase-file F). The recovery code alone"
        " always suffices."
    )

    def second(asked: Secret) -> bool:
        return _unlocked(folder, key_file, asked) == key

    approver = agreed(secret, role, technicians, second, words)
    return Proof(
        *(engine, secret.person, role or "", approver),
        writes=not consulting,
        source=Source(engine, folder, key_file, key),
    )


@contextmanager
def _or_the_code() -> Iterator[None]:
    """What keeps the register from being opened is told with the way round it."""
    try:
        yield
    except Unavailable as error:
        raise Unavailable(
            error.words,
            advice=_(
                "The register cannot be opened to see who may. The recovery code alone suffices:"
                " give --code-file F."
            ),
        ) from error


def _unlocked(folder: Path, key_file: keys.KeyFile, secret: Secret) -> bytes:
    """The data key by a person's passphrase; each wrong one counts, as at the sign-in page."""
    key_file.slot(secret.person)
    tries = Tries(folder, key_file.register)
    tries.begin(secret.person)
    key = keys.unlock(key_file, secret.person, secret.passphrase)
    tries.succeed(secret.person)
    return key
