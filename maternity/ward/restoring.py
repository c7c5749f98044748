"""A register made again, while none is open: from a copy, or from what is left of a damaged file.

Whoever asks proves herself with her passphrase or with the recovery code of that register. The
technical administrator may alone; the head does it together with her, where the register has one,
and both prove themselves. The recovery code alone always suffices: a register never stays closed
for want of one of them (reference: safety, part 9). The folder is held all the while, so that no
other window opens it in between.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import chosen, clock, files
from maternity.db import (
    audit,
    container,
    copied_trail,
    keys,
    migrate,
    own_files,
    restore,
    untold,
)
from maternity.db import engine as engines
from maternity.db import salvage as saving_rows
from maternity.db.audit import Event
from maternity.db.backup import nothing, prove
from maternity.db.container import Container, Header, Step
from maternity.db.facts import put_fact
from maternity.db.restore import Prepared
from maternity.db.salvaged import Report
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ward import last_seen
from maternity.ward.copy_ledger import FACT, as_text, ledger_of
from maternity.ward.place import on_server
from maternity.ward.technical import HEAD, TECHNICIAN, Secret, agreed, must_choose_own

if TYPE_CHECKING:
    from sqlalchemy import Engine

TRUSTED_S = 300
"""So long after the secret was typed the register may be swapped in."""


@dataclass(frozen=True)
class Asked:
    """Who proved herself for an act, and who agreed; `by_code` without a person."""

    person: str
    role: str = ""
    approver: str = ""
    by_code: bool = False


class Restoring:
    """A restoration under way: prepared, told, then swapped in or let go."""

    def __init__(
        self, folder: Path, lock: files.Lock, prepared: Prepared, asked: Asked, *, new: bool
    ) -> None:
        self.folder, self.prepared = folder, prepared
        self._lock, self._asked, self._new = lock, asked, new
        self._proved_at, self._noted = clock.steady(), False

    def finish(self) -> Path | None:
        """Swap the register in; the name under which the former one is kept.

        A fault before that leaves the former one in place, and the folder held: it can be tried
        again, or let go. Refused when the secret was typed too long ago: somebody else may stand
        there by now.
        """
        if clock.steady() - self._proved_at > TRUSTED_S:
            raise Refused(
                _("The passphrase was typed too long ago. Go back, and open the copy once more.")
            )
        if not self._noted:
            self._note()
            self._noted = True
        kept = restore.finish(self.prepared)
        self._lock.release()
        return kept

    def finish_or_let_go(self) -> Path | None:
        """The same where nobody is asked again: a fault leaves nothing of it behind."""
        try:
            return self.finish()
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Leave everything as it was."""
        try:
            restore.abandon(self.prepared)
        finally:
            self._lock.release()
            if self._new:
                _take_back(self.folder)

    def check_trail(self, how: str) -> None:
        """Let a copy go whose trail was altered, and say how it is restored all the same.

        Where somebody reads it on a page she is told, and presses once more.
        """
        if self.prepared.sound:
            return
        self.abandon()
        words = _(
            "The audit trail inside this copy is not as it was written: somebody altered it with"
            " other tools, or the disk failed. Nothing was restored. Take another copy, and tell"
            " the head; if there is no other: {how}"
        )
        raise Refused(words.format(how=how))

    def _note(self) -> None:
        """Later copies hold what this register never had: it must not be measured by them.

        Written before the swap: cut off after it, the register that came back says so.
        """
        engine = engines.open_file(self.folder / restore.NEW, self.prepared.data_key)
        try:
            known = ledger_of(engine)
            number = max(known.sequence, self.prepared.container.header.sequence)
            known.restored_from = known.sequence = number
            put_fact(engine, FACT, as_text(known))
            seen = self.prepared.container.header
            last_seen.write(self.folder, seen.register, self.prepared.data_key, seen.generation)
            _tell(engine, _events("restore", self._asked, sequence=number))
        finally:
            engine.dispose()


def begin(place: Path, folder: Path, secret: Secret, step: Step = nothing) -> Restoring:
    """Make the register of a copy beside that of a folder, and compare; nothing is replaced yet."""
    _check_not_served(folder)
    found = container.read(chosen.file(place))
    data_key = _data_key(found, secret)
    new = not folder.exists()
    chosen.make_folder(folder)
    files.fit_for_register(folder)
    with ExitStack() as undo:
        if new:
            undo.callback(_take_back, folder)
        lock = files.Lock(folder)
        lock.take()
        undo.callback(lock.release)
        prepared = restore.prepare(found, data_key, folder, step)
        undo.callback(restore.abandon, prepared)
        places = (folder / restore.NEW, *((folder / engines.BOOK_NAME,) if prepared.same else ()))
        asked = allowed(places, data_key, secret, partial(_second_key, found, folder))
        undo.pop_all()
    return Restoring(folder, lock, prepared, asked, new=new)


def _events(event: str, asked: Asked, **facts: int) -> list[Event]:
    """An event of whoever proved herself, and that the recovery code was used if it was that."""
    approver = asked.approver or None
    done = Event(event, who=asked.person, role=asked.role, approver=approver, facts=facts)
    return [Event("recovery_used", who=asked.person), done] if asked.by_code else [done]


def _tell(engine: Engine, events: Sequence[Event]) -> None:
    """On the trail of the register that was made; one of an older form tells at its opening."""
    if migrate.state(engine) is migrate.State.CURRENT:
        audit.note_all(engine, events)
    else:
        untold.keep(engine, events)


def _take_back(folder: Path) -> None:
    """Let a folder made for nothing go, with its lock; anything else in it keeps it."""
    with suppress(OSError):
        (folder / files.LOCK_NAME).unlink(missing_ok=True)
        folder.rmdir()


def _check_not_served(folder: Path) -> None:
    """A copy is never put beside a register that lives on a server: there would be two."""
    if on_server(folder):
        raise Refused(
            _(
                "The register of this folder is on a server. Restore the copy into another folder;"
                " “maternity move” then takes it to an empty database of the server."
            )
        )


def look_at(place: Path) -> Header:
    """What a copy says of itself; not proven before it is opened with a key."""
    return container.read(chosen.file(place)).header


def verify(place: Path, secret: Secret | None, step: Step = nothing) -> Header:
    """Read a copy whole; with a secret also open it: pages, rows, and the chain of its trail."""
    found = container.read(chosen.file(place))
    container.digest(found, step)
    if secret is not None:
        data_key = _data_key(found, secret)
        own_key = found.own_key(data_key)
        with _scratch() as folder:
            payload = folder / "payload.db"
            container.take_out(found, payload, step)
            prove(payload, own_key, found.header.rows)
            found.own_files(own_key)
            copied_trail.prove(payload, own_key, data_key, found.header.audit_head)
    return found.header


def salvage(
    place: Path, folder: Path, secret: Secret, copy: Path | None = None, step: Step = nothing
) -> Report:
    """Make a new register in a folder of what can be read of a damaged file, and of a copy.

    The key file and the district's files are looked for beside the damaged one, then in the copy.
    """
    _check_not_served(folder)
    if (folder / engines.BOOK_NAME).exists() or (folder / keys.NAME).exists():
        raise Refused(_("There is already a register in this folder. Choose another folder."))
    found = container.read(chosen.file(copy)) if copy is not None else None
    key_bytes, key = _keys_for(chosen.file(place), found, secret)
    chosen.make_folder(folder)
    files.fit_for_register(folder)
    target = folder / engines.BOOK_NAME
    with _scratch() as scratch, ExitStack() as undo:
        payload, held = None, own_files.gathered(place.parent)
        if found is not None:
            own_key = found.own_key(key)
            container.take_out(found, scratch / "payload.db", step)
            held = found.own_files(own_key) | held
            payload = _at_head(scratch / "payload.db", own_key), own_key
        work = shutil.copy(place, scratch / "damaged.db")
        journal = place.with_name(f"{place.name}-journal")
        if journal.exists():
            shutil.copy(journal, scratch / "damaged.db-journal")
        for made in (target, target.with_name(f"{target.name}-journal")):
            undo.callback(made.unlink, missing_ok=True)
        report = saving_rows.salvage(Path(work), key, target, payload)
        asked = allowed((target,), key, secret, partial(_second_key, found, place.parent))
        _note_salvage(target, key, _events("salvage", asked, rows=report.total("read")))
        own_files.lay(folder, held, files.UNFINISHED)
        files.replace(folder / keys.NAME, key_bytes, private=True)  # last: it makes it a register
        undo.pop_all()
    return report


def _note_salvage(place: Path, key: bytes, events: Sequence[Event]) -> None:
    engine = engines.open_file(place, key)
    try:
        _tell(engine, events)
    finally:
        engine.dispose()


def _at_head(place: Path, key: bytes) -> Path:
    """A copy of an older form is brought to the newest, so that its rows fit."""
    engine = engines.open_file(place, key)
    try:
        migrate.upgrade(engine)
    finally:
        engine.dispose()
    return place


def _data_key(found: Container, secret: Secret) -> bytes:
    if secret.code:
        return container.unlock_by_code(found, secret.code)
    return container.unlock(found, secret.person, secret.passphrase)


def _keys_for(place: Path, found: Container | None, secret: Secret) -> tuple[bytes, bytes]:
    """The bytes of the key file and the data key, from beside the register or from the copy."""
    beside = place.parent
    if any((beside / f"{keys.NAME}{ending}").exists() for ending in ("", ".1", ".2")):
        key_file = keys.read(beside)
        key = (
            keys.unlock_by_code(key_file, secret.code)
            if secret.code
            else keys.unlock(key_file, secret.person, secret.passphrase)
        )
        return keys.as_bytes(key_file), key
    if found is None:
        raise Refused(_("The key file is missing beside this register. Give a copy of it too."))
    key = _data_key(found, secret)
    return found.key_file(key), key


def together_words() -> str:
    """Why the head needs the technical administrator beside her."""
    return _(
        "The head restores together with the technical administrator: her name and her"
        " passphrase are needed too. The recovery code alone always suffices."
    )


def allowed(
    places: Sequence[Path],
    key: bytes,
    secret: Secret,
    second: Callable[[Secret], bytes],
    words: Callable[[], str] = together_words,
) -> Asked:
    """Who asks, and who agreed: the recovery code, or a person whose role in the register may.

    Of the registers named the first is the one that is made; the others are those it replaces, in
    which a technical administrator may have come since.
    """
    if secret.code:
        return Asked(secret.person, by_code=True)
    technicians: dict[str, bool] = {}
    for place in places:
        technicians |= restore.named_with(place, key, TECHNICIAN)
    role = restore.role_in(places[0], key, secret.person)
    if restore.named_with(places[0], key, HEAD).get(secret.person) is False:
        raise must_choose_own()
    approver = agreed(secret, role, technicians, lambda asked: second(asked) == key, words())
    return Asked(secret.person, role or "", approver)


def _second_key(found: Container | None, folder: Path, secret: Secret) -> bytes:
    """What the second person's passphrase opens: an envelope of the copy, or of the folder."""
    if found is not None:
        with suppress(Refused):
            return container.unlock(found, secret.person, secret.passphrase)
    with suppress(Refused, Unavailable):
        return keys.unlock(keys.read(folder), secret.person, secret.passphrase)
    raise Refused(_("The name and the passphrase do not fit. Check both and type them again."))


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder of its owner alone; what stands in it is encrypted, and goes at the end."""
    with tempfile.TemporaryDirectory(prefix="maternity-") as made:
        yield Path(made)
