"""A new key for the register after a suspected leak: a stick or a computer stolen, a secret known.

Whoever has an old key file or copy may guess at its passphrases for as long as she likes; with them
come the old data key and what it encrypts, and no act here can change that. What is written from
now on stands under a key that nothing old leads to: no old passphrase, PIN or recovery code opens
it. The passphrases of the others are not known here, so each gets one that only lets her choose
her own, as after a reset; who asks chooses hers at once, and not the former one.

The head may, together with the technical administrator where there is one, or the recovery code
alone (reference: safety, parts 7 and 9). The technical administrator may not alone, otherwise than
when restoring: everybody's words stand on the slips, and with those of a person who cares he would
read care. Beside the head he sees them too: she chooses her own in the act, nobody proposes it, and
then vouches for the others (`ward.vouching`). The folder is held all the while, and nothing is in
force before `finish`.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock, files
from maternity.db import audit, backup, guessing, keys, migrate, rekeying, restore, succession
from maternity.db import engine as engines
from maternity.db.audit import Actor, Event
from maternity.db.backup import Source, nothing
from maternity.db.book import Book
from maternity.db.container import Header, Step
from maternity.db.facts import fact, right_book
from maternity.db.keys import KeyFile
from maternity.db.people import Given
from maternity.db.versions import last_change
from maternity.errors import NEEDS_TECHNICIAN, Refused, Unavailable
from maternity.fields import Answer
from maternity.i18n import _
from maternity.reports.leaf import Told
from maternity.ward import emergency, former, last_seen, place, recovery_trial
from maternity.ward.copies import beside, copied
from maternity.ward.copy_ledger import FACT, Ledger, as_text, ledger_of
from maternity.ward.door import check_keys
from maternity.ward.new_computer import code_pdf
from maternity.ward.reasons import check_reason
from maternity.ward.restoring import allowed
from maternity.ward.staffing import near_facility
from maternity.ward.technical import TECHNICIAN, Secret
from maternity.ward.tries import Tries

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from maternity.records import Record

PINNED = "new_key"
"""Why the last copy under the former key is never removed."""
WITHIN_S = 3600
"""So long after the secret was typed the new key may be put in force: papers are printed first."""


@dataclass(frozen=True)
class Asked:
    """Who asks for a new key, why, and the passphrase she chooses; four words without one.

    Beside a technical administrator the head chooses hers.
    """

    secret: Secret = field(repr=False)
    reason: str
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True)
class Done:
    """What became of a new key that is in force."""

    copy: int | None
    """The number of the first copy under the new key; None where it could not be made."""


class NewKey:
    """A new key under way: made and proven, told on paper, then put in force or let go."""

    def __init__(
        self,
        lock: files.Lock,
        made: rekeying.Made,
        given: dict[str, str],
        last: Header,
        told: Told,
        pair: str,
    ) -> None:
        self.made, self.given, self.last = made, given, last
        self._lock, self._told, self._pair = lock, told, pair
        self._proved_at = clock.steady()

    @property
    def code(self) -> str:
        """The new recovery code, shown and printed now and kept nowhere."""
        return self.made.code

    def sheets_pdf(self) -> bytes:
        """The recovery code on two sheets, as the bytes of a PDF."""
        from maternity.reports.recovery_sheet import Since  # noqa: PLC0415 - when it is printed

        since = Since(self.last.sequence, f"{self.last.made:%d/%m/%Y}")
        return code_pdf(self._told, self.made.after.register, self.code, since)

    def slips_pdf(self) -> bytes:
        """A slip for each person with a passphrase to be changed, as the bytes of a PDF."""
        from maternity.reports import recovery_sheet  # noqa: PLC0415 - when it is printed
        from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415

        return render_pages(recovery_sheet.slips(self._told, self.given))

    def finish(self) -> Done:
        """Put the new key in force, then make the first copy under it.

        A fault before the register has its new key leaves the former in force: it can be tried
        again, or let go.
        """
        if clock.steady() - self._proved_at > WITHIN_S:
            raise Refused(_("The passphrase was typed too long ago. Go back, and begin once more."))
        rekeying.swap(self.made)
        try:
            return Done(_begun(self.made, self._pair))
        finally:
            self._lock.release()

    def abandon(self) -> None:
        """Leave everything as it was; unavailable where the new key is in force already."""
        try:
            if self.in_force:
                raise _in_force_already()
            rekeying.abandon(self.made)
        finally:
            self._lock.release()

    @property
    def in_force(self) -> bool:
        """Whether what stands on the new papers opens the register, and nothing else does."""
        return succession.is_swapped(self.made.folder, self.made.after)


def _in_force_already() -> Unavailable:
    return Unavailable(
        _("The new key is in force already: what stands on the new papers opens the register."),
        advice=_(
            "Keep these papers and sign in with what stands on them. If the register does not open,"
            " restore a copy."
        ),
    )


def begin(folder: Path, asked: Asked, step: Step = nothing) -> NewKey:
    """Make the register under a new key beside the one in place; nothing is in force yet.

    A verified copy that is never removed comes first. Refused on a server, without a reason, and to
    who may not.
    """
    _check_not_served(folder)
    if asked.secret.code and asked.passphrase:
        raise Refused(
            _(
                "The recovery code names nobody: with it each person gets a passphrase on a slip."
                " Leave the new passphrase empty, or prove yourself with your name and passphrase."
            )
        )
    why = check_reason(asked.reason)
    check_keys(folder)
    keys.read(folder)
    with ExitStack() as undo:
        lock = files.Lock(folder)
        lock.take()
        undo.callback(lock.release)
        key_file = keys.read(folder)
        key = _unlocked(folder, key_file, asked.secret)
        agreed = _check_allowed(folder, key_file, key, asked)
        asked = replace(asked, secret=replace(asked.secret, second=agreed))
        with ExitStack() as opened:
            engine = engines.open_file(folder / engines.BOOK_NAME, key)
            opened.callback(engine.dispose)
            _check_usable(engine, key_file, step)
            key_file = succession.settled(folder, key_file, key)
            made, given, last, told, pair = _made(engine, folder, key_file, key, asked, why, step)
        undo.pop_all()
    return NewKey(lock, made, given, last, told, pair)


def _check_not_served(folder: Path) -> None:
    """On a server the other computers hold the key file too: it goes back into its file first."""
    if place.on_server(folder):
        raise Refused(
            _(
                "The register of this folder is on a server. Take it back into its file with"
                " “maternity move --to file”, give it a new key, then take it to an empty database"
                " of the server and connect the other computers anew."
            )
        )


def _unlocked(folder: Path, key_file: KeyFile, secret: Secret) -> bytes:
    """The data key in force; a wrong passphrase counts as one."""
    if secret.code:
        return keys.unlock_by_code(key_file, secret.code)
    tries = Tries(folder, key_file.register)
    key_file.slot(secret.person)
    tries.begin(secret.person)
    key = keys.unlock(key_file, secret.person, secret.passphrase)
    tries.succeed(secret.person)
    return key


def _check_allowed(folder: Path, key_file: KeyFile, key: bytes, asked: Asked) -> str:
    """The technical administrator who agrees; empty where the head or the code is alone."""
    book, secret = folder / engines.BOOK_NAME, asked.secret
    second = partial(_unlocked, folder, key_file)
    who = allowed((book,), key, secret, second, _together_words)
    if who.role == TECHNICIAN:
        raise Refused(
            _(
                "The head gives a new key, with you as the second person: the slips tell what opens"
                " the register for everybody. Her name goes first. The recovery code alone always"
                " suffices."
            ),
            field=NEEDS_TECHNICIAN,
        )
    if who.approver and not asked.passphrase:
        raise Refused(
            _(
                "Choose your new passphrase yourself: the technical administrator would know the"
                " words that are proposed."
            )
        )
    return who.approver


def _together_words() -> str:
    return _(
        "The head gives a new key together with the technical administrator: her name and her"
        " passphrase are needed too. The recovery code alone always suffices."
    )


def _check_usable(engine: Engine, key_file: KeyFile, step: Step) -> None:
    right_book(engine, key_file.register, step)
    place.look_whether_moved(engine, moved=False)
    if migrate.state(engine) is not migrate.State.CURRENT:
        raise Refused(
            _(
                "The register was written by another version of the program. Sign in once with this"
                " version, leave it, then begin the new key."
            )
        )


def _made(
    engine: Engine,
    folder: Path,
    key_file: KeyFile,
    key: bytes,
    asked: Asked,
    why: str,
    step: Step,
) -> tuple[rekeying.Made, dict[str, str], Header, Told, str]:
    facility, training = _facility(engine), fact(engine, "training") == "yes"
    passphrases, given = _passphrases(engine, key_file, asked, facility)
    source = Source(engine, folder, key_file, key, pinned=PINNED)
    (last,) = copied(backup.as_it_stands(source), [beside(folder)], step)
    pair = emergency.renewed(engine)
    handed = rekeying.Handed(
        *_events(engine, asked.secret, why, last.header, len(passphrases)),
        facts={
            **pair,
            **former.kept(engine, key_file),
            **recovery_trial.sealed_now(),
            FACT: as_text(_forgotten(ledger_of(engine))),
        },
        temporary=given,
        by=Given.BY_OTHER if asked.secret.second else Given.BY_CARER,
        told=_notice(asked.secret, why),
    )
    made = rekeying.make(engine, folder, passphrases, handed, step)
    told = Told(facility, clock.now(), asked.secret.person, training=training)
    return made, given, last.header, told, pair[emergency.FACT]


def _facility(engine: Engine) -> Record | None:
    own = (one for one in Book(engine).all("facility") if one.look("is_own") is Answer.YES)
    return next(own, None)


def _passphrases(
    engine: Engine, key_file: KeyFile, asked: Asked, facility: Record | None
) -> tuple[dict[str, str], dict[str, str]]:
    """Each person's new passphrase, and those that were made for somebody by chance."""
    person, chosen = asked.secret.person, asked.passphrase
    near = near_facility(facility)
    if chosen and person:
        former.check_new(engine, person, chosen, near)
        former.check_other(key_file.slot(person), chosen)
    mine = {person: chosen} if chosen and person else {}
    given = {name: guessing.propose() for name in key_file.names() if name not in mine}
    return {**mine, **given}, given


def _events(
    engine: Engine, secret: Secret, why: str, last: Header, people: int
) -> tuple[Actor, list[Event], list[Event]]:
    """Who is at it, and what the trail says on both sides of the hand-over."""
    role = restore.role_of(engine, secret.person) if secret.person else None
    actor = Actor(secret.person, role or "")
    closing = [Event("recovery_used")] if secret.code else []
    second = secret.second or None
    told = {"sequence": last.sequence}
    closing.append(Event("key_closed", reason=why, approver=second, facts=told))
    opening = Event("new_key", reason=why, approver=second, facts={"people": people})
    return actor, closing, [opening]


def _notice(secret: Secret, why: str) -> dict[str, str]:
    """What the recovery code did is listed to the head."""
    return {"kind": "new_key_by_code", "who": "", "reason": why} if secret.code else {}


def _forgotten(known: Ledger) -> Ledger:
    """The ledger without the copies under the former key: no secret in force opens them."""
    places = [replace(one, sequence=0, name="", at="", generation=0) for one in known.places]
    return replace(known, places=places, drilled_at="", drilled="", restored_from=known.sequence)


def _begun(made: rekeying.Made, pair: str) -> int | None:
    """What goes with the new key: a first copy, and what lies beside the register."""
    register, folder = made.after.register, made.folder
    try:
        engine = engines.open_file(folder / engines.BOOK_NAME, made.key)
    except Unavailable:  # it was proven in place a moment ago: the next who signs in is told why
        return None
    try:
        with suppress(Unavailable):  # a full disk: the next who signs in does it
            emergency.lay_public(folder, pair)
            last_seen.write(folder, register, made.key, last_change(engine))
        with suppress(Unavailable):  # told by the caller, and in red on the first page
            source = Source(engine, folder, made.after, made.key)
            (copy,) = copied(backup.as_it_stands(source), [beside(folder)])
            audit.note(engine, "backup", sequence=copy.header.sequence)
            return copy.header.sequence
        return None
    finally:
        engine.dispose()
