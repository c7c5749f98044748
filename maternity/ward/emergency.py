"""An entry begun while nobody is signed in: labour does not wait for a PIN.

It is written and never read: each draft is closed for a public key of the register, whose private
half lies inside the register, so that the locked program itself cannot open it again. Whoever signs
in next finds it among the drafts, takes it up and keeps it in her name (reference: safety, part 7;
fault 77 of the catalogue). No value of the register is known here.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from maternity import clock, files
from maternity.db import drafts as waiting
from maternity.db import envelopes, people
from maternity.db.drafts import Draft
from maternity.db.facts import change_fact, fact
from maternity.errors import Refused
from maternity.i18n import _
from maternity.moments import Moment
from maternity.people import Account, Right
from maternity.records import Record, named
from maternity.ward import entries
from maternity.ward.door import EMERGENCIES, SEALED, sealed
from maternity.ward.ward import Ward

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from maternity.fields import Link

FACT = "emergency_key"
"""The fact of the register that holds the private key."""
BEFORE = "emergency_keys_before"
"""The fact that holds the private keys from before the register was given a new key."""
PURPOSE = "emergency"
UNREADABLE = ".illisible"
"""The ending of an entry of the door that this register cannot open: damaged, or of another."""
DAMAGED = "emergency_damaged"
"""The kind of notice, and of event, about such an entry."""
MOST = 30
"""Entries that may wait unsigned: nobody fills the disk from the door."""


class AtTheDoor(Ward):
    """The register as it is while locked: a form may be filled and sealed, nothing is read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.account, self.secrets = folder, Account(), None
        self.pins, self.must_change, self.training = {}, False, False
        self._public = public_key(folder)

    def allow(self, _right: Right) -> NoReturn:
        """Refuse everything but a draft."""
        raise Refused(_("Sign in first: nothing of the register is read at the door."))

    def note(self, event: str, **facts: str | int) -> None:
        """Nothing is noted: whoever takes the draft up is."""

    def keep_draft(self, draft: Draft) -> None:
        """Seal what stands in the form, over what was sealed of it before."""
        place = self._place(draft.form)
        if not place.exists() and len(sealed(place.parent)) >= MOST:
            raise Refused(_("Too many emergency entries wait already. Somebody must sign in."))
        title = _("Emergency: {entry}").format(entry=draft.title)
        told = {**asdict(draft), "title": title, "at": draft.at.isoformat(), "who": ""}
        content = json.dumps(told, ensure_ascii=False).encode()
        files.replace(place, envelopes.seal_for(self._public, content, PURPOSE), private=True)

    def _place(self, form: str) -> Path:
        if self.folder is None:
            raise RuntimeError("a door has a folder")
        return self.folder / SEALED.replace("*", form)

    def corrected(self, *_kept: Record) -> list[tuple[Record, str]]:
        """A new entry corrects nothing."""
        return []

    def likely_same(self, _woman: Record) -> list[Any]:
        """Nobody is looked for."""
        return []

    def suggestions(self, _field: Link, _text: str, _limit: int = 20) -> list[Record]:
        """No list is shown."""
        return []


def new_admission() -> Any:
    """A stay that begins now, of a woman whom nobody has looked for yet."""
    about = named("admission")
    pregnancy: Any = named("pregnancy").record
    stay: Any = entries.start(about.record, pregnancy=pregnancy(woman=named("woman").record()))
    stay.subject = about.fields["subject"].read("woman", exact=True)
    stay.admitted_at = Moment.at(clock.now())
    return stay


def public_key(folder: Path) -> bytes:
    """The key that entries at the door are closed for."""
    with files.explained():
        return bytes.fromhex((folder / EMERGENCIES).read_text("ascii").strip())


def begin(ward: Ward) -> list[Draft]:
    """Have the door ready, and take in what was written there since; what was taken in."""
    if ward.folder is None or ward.secrets is None:
        return []
    private = _private_key(ward)
    waiting = sealed(ward.folder)
    known = [private, *_private_keys_before(ward)] if waiting else [private]
    taken = [_taken(ward, known, place) for place in waiting]
    return [one for one in taken if one is not None]


def _private_key(ward: Ward) -> bytes:
    """The register's own, made the first time; its public half is put beside the register."""
    told = fact(ward.book.engine, FACT)
    if not told:  # two computers that come first at once have one and the same
        change_fact(ward.book.engine, FACT, lambda now: now or new_pair())
        told = fact(ward.book.engine, FACT)
    lay_public(ward.folder or Path(), told)
    return bytes.fromhex(told.partition("-")[0])


def new_pair() -> str:
    """A pair of keys as the register keeps it: the private one, a dash, the public one."""
    private, public = envelopes.new_pair()
    return f"{private.hex()}-{public.hex()}"


def lay_public(folder: Path, pair: str) -> None:
    """Put the public half beside the register, where the door reads it."""
    place, public = folder / EMERGENCIES, pair.partition("-")[2].encode()
    if not place.exists() or place.read_bytes() != public:
        files.replace(place, public, private=True)


def renewed(engine: Engine) -> dict[str, str]:
    """The facts of a new pair for a register under a new key; entries that wait still open."""
    former = fact(engine, FACT).partition("-")[0]
    before = " ".join(one for one in (former, fact(engine, BEFORE)) if one)
    return {FACT: new_pair(), BEFORE: before}


def _private_keys_before(ward: Ward) -> list[bytes]:
    return [bytes.fromhex(one) for one in fact(ward.book.engine, BEFORE).split()]


def _tell_unreadable(ward: Ward, name: str) -> None:
    """Say to whoever signs in, and to the head, that something written at the door is not there."""
    if any(one.reason == name for one in people.notices(ward.book, DAMAGED)):
        return  # cut off before it was put aside
    mine = ward.account.name or ""
    logging.getLogger(__name__).warning("an emergency entry cannot be opened")
    for told_to in (mine,) if ward.account.may(Right.VOID) else (mine, None):
        people.tell(ward.book, DAMAGED, mine, told_to=told_to, reason=name)
    ward.note(DAMAGED, file=name)


def unreadable(ward: Ward) -> list[people.Notice]:
    """What was written at the door and could not be opened, until she says that she has read it."""
    mine = people.notices(ward.book, DAMAGED)
    return [one for one in mine if one.told_to in {ward.account.name, None}]


def _taken(ward: Ward, known: list[bytes], place: Path) -> Draft | None:
    """A draft of the door put among those of the register; None where it cannot be opened."""
    with files.explained():
        closed = place.read_bytes()
    opened = (envelopes.unseal_with(private, closed, PURPOSE) for private in known)
    draft = _read(next((one for one in opened if one is not None), b""))
    if draft is None:
        aside = place.with_name(f"{place.name}{UNREADABLE}")
        _tell_unreadable(ward, aside.name)
        with files.explained():  # it waits for nobody, and takes no room from those that do
            place.replace(aside)
        return None
    waiting.keep_draft(ward.book, draft, "")
    ward.note("emergency_taken", register=draft.register, entry=draft.form)
    with files.explained():
        place.unlink()
    return draft


def _read(content: bytes) -> Draft | None:
    """The draft that was sealed; None for what this program did not write so.

    Whoever reaches the folder can seal anything: it must keep nobody from the register.
    """
    try:
        told = json.loads(content)
        draft = Draft(**{**told, "at": datetime.fromisoformat(told["at"])})
        named(draft.register)
    except (ValueError, TypeError, KeyError):
        return None
    plain = all(isinstance(one, str) for one in (draft.form, draft.title))
    return draft if plain and isinstance(draft.state, dict) else None
