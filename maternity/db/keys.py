"""The key file: one random data key, an envelope for each person, and one for recovery.

The data key encrypts the register and is never derived from a password. Each envelope holds it
under a key that argon2id makes from a person's passphrase; parameters are kept with the slot. The
recovery code opens one more. No default secret exists. The file is replaced whole, after an
unwrapping test, and its two predecessors are kept (reference: safety, parts 4, 7, 8).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import math
import os
import secrets
import time
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from maternity import files
from maternity.db.book_file import BOOK_NAME, mark_of
from maternity.db.guessing import check_passphrase, check_pin
from maternity.db.recovery_code import new_code, read_code
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

NAME, FORMAT, KEY_BYTES = "registre.cle", 1, 32


@dataclass(frozen=True)
class Cost:
    """What one derivation costs: memory in KiB, passes, lanes (argon2id)."""

    memory: int = 60 * 1024
    passes: int = 3
    lanes: int = 1


COST = Cost()
"""Of new slots; an unlocking needs less than 64 MiB in all. OWASP's floor: 12 MiB, 3 passes."""

FLOOR = 12 * 1024
SHORTEST_SECONDS, LONGEST_SECONDS, TICK = 0.3, 1.0, 0.001
"""How long a derivation takes on the ward's computer: long for a guesser, short for a midwife."""
DEAREST = Cost(memory=1024 * 1024, passes=16, lanes=8)
"""No envelope of ours asks for more; one read from a stick could, to freeze the computer."""


@dataclass(frozen=True)
class Slot:
    """An envelope: the data key under somebody's secret."""

    name: str
    salt: str
    nonce: str
    sealed: str
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True)
class Successor:
    """Keys that wait: they hold from the moment the register file of this mark is in place."""

    mark: str
    people: tuple[Slot, ...]
    recovery: Slot
    mac: str


@dataclass(frozen=True)
class KeyFile:
    """What stands in the key file: no secret in clear, no role, no count of failures."""

    register: str
    people: tuple[Slot, ...]
    recovery: Slot
    mac: str = ""
    format: int = FORMAT
    next: Successor | None = None

    def names(self) -> list[str]:
        """The names of the sign-in screen, in order."""
        return sorted(slot.name for slot in self.people)

    def slot(self, name: str) -> Slot:
        """The person's envelope; the same refusal as for a wrong passphrase if there is none."""
        found = next((slot for slot in self.people if slot.name == name), None)
        if found is None:
            raise _wrong()
        return found


def _wrong() -> Refused:
    return Refused(_("The name and the passphrase do not fit. Check both and type them again."))


def damaged() -> Unavailable:
    """What is said of envelopes that nobody here wrote so."""
    return Unavailable(
        _("The key file of this register is damaged."),
        advice=_("Restore a copy; do not make a new register over this one."),
    )


def made(person: str, passphrase: str) -> tuple[KeyFile, bytes, str]:
    """What a new key file will hold, not written yet; the data key, and the recovery code."""
    return made_for(uuid.uuid4().hex, {person: passphrase})


def made_for(register: str, passphrases: dict[str, str]) -> tuple[KeyFile, bytes, str]:
    """The same for several people, of a register that has its identity already."""
    for person, passphrase in passphrases.items():
        check_passphrase(passphrase, person)
    key, code, cost = secrets.token_bytes(KEY_BYTES), new_code(), calibrated()
    people = tuple(_sealed(one, key, _normal(told), cost) for one, told in passphrases.items())
    new = KeyFile(register, people, _sealed_by_code(key, code))
    for person, passphrase in passphrases.items():
        _tried(new, key, partial(unlock, person=person, passphrase=passphrase))
    _tried(new, key, partial(unlock_by_code, code=code))
    return _with_seal(new, key), key, code


def read(folder: Path) -> KeyFile:
    """The key file of a folder, or the newest of its predecessors that is whole.

    Where it holds the keys of two register files, those of the file that is in place.
    """
    places = [folder / NAME, folder / f"{NAME}.1", folder / f"{NAME}.2"]
    existing = [place for place in places if place.exists()]
    if not existing:
        raise Refused(_("There is no register in this folder. Choose its folder, or set one up."))
    for found in map(parsed, existing):
        if found is not None:
            return _of_file(folder / BOOK_NAME, found)
    raise damaged()


def _of_file(book: Path, found: KeyFile) -> KeyFile:
    after = found.next
    if after is None or mark_of(book) != after.mark:
        return found
    return KeyFile(found.register, after.people, after.recovery, after.mac, found.format)


def unlock(keys: KeyFile, person: str, passphrase: str) -> bytes:
    """The data key, from a person's passphrase."""
    return prove(keys, opened_by_passphrase(keys.slot(person), passphrase))


def unlock_by_code(keys: KeyFile, code: str) -> bytes:
    """The data key, from the recovery code."""
    secret = _code_secret(read_code(code), keys.recovery)
    try:
        key = _opened(keys.recovery, secret)
    except Refused as error:
        raise Refused(
            _("This recovery code does not open this register. Take the sheet of this register."),
            field="code",
        ) from error
    return prove(keys, key)


def add_person(folder: Path, keys: KeyFile, key: bytes, person: str, passphrase: str) -> KeyFile:
    """The key file with one more person, or with her new passphrase."""
    check_passphrase(passphrase, person)
    others = tuple(slot for slot in keys.people if slot.name != person)
    slot = _sealed(person, key, _normal(passphrase), calibrated())
    replaced = len(others) < len(keys.people)
    changed = replace(keys, people=(*others, slot))
    _tried(changed, key, partial(unlock, person=person, passphrase=passphrase))
    return save(folder, changed, key, forget=replaced)


def remove_person(folder: Path, keys: KeyFile, key: bytes, person: str) -> KeyFile:
    """The key file without a person's envelope; the last one cannot be removed."""
    others = tuple(slot for slot in keys.people if slot.name != person)
    if not others:
        raise Refused(_("The last account cannot be removed. Add another person first."))
    return save(folder, replace(keys, people=others), key, forget=True)


def save(folder: Path, keys: KeyFile, key: bytes, *, forget: bool = False) -> KeyFile:
    """Write the key file, a new envelope having been tried before; keep the two before it.

    `forget` leaves none before it that still holds an envelope taken out.
    """
    whole = replace(_with_seal(keys, key), next=None)
    place = folder / NAME
    for older, newer in ((f"{NAME}.1", f"{NAME}.2"), (NAME, f"{NAME}.1")):
        if (folder / older).exists():
            files.replace(folder / newer, (folder / older).read_bytes())
    written = as_bytes(whole)
    files.replace(place, written, private=True)
    for before in (folder / f"{NAME}.1", folder / f"{NAME}.2") if forget else ():
        if before.exists():
            files.replace(before, written, private=True)
    return whole


def _tried(keys: KeyFile, key: bytes, opening: Callable[[KeyFile], bytes]) -> None:
    """Open a new envelope as it would stand on the disk, before it replaces anything there."""
    written = _read_back(as_bytes(_with_seal(keys, key)))
    try:
        opens = written is not None and opening(written) == key
    except (Refused, Unavailable):
        opens = False
    if not opens:
        raise Unavailable(
            _("The new envelope does not open the register. Nothing was changed."),
            advice=_("Try again; if it happens once more, have this computer checked."),
        )


def _with_seal(keys: KeyFile, key: bytes) -> KeyFile:
    return replace(keys, mac=_mac(keys, key))


def as_bytes(keys: KeyFile) -> bytes:
    """A key file as it stands on the disk."""
    body = _body(keys)
    text = json.dumps(
        {"checksum": hashlib.sha256(body.encode()).hexdigest(), "keys": body}, ensure_ascii=False
    )
    return text.encode()


def _body(keys: KeyFile) -> str:
    told = asdict(keys)
    if keys.next is None:
        del told["next"]  # most key files have no such word, nor have their seals
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def pin_slot(person: str, key: bytes, pin: str) -> Slot:
    """An envelope that a PIN opens; it is kept inside the encrypted register alone."""
    check_pin(pin)
    return _sealed(person, key, pin.encode(), calibrated())


def unlock_by_pin(keys: KeyFile, slot: Slot, pin: str) -> bytes:
    """The data key, from a person's PIN and the envelope that was in the open register."""
    try:
        key = _opened(slot, _derived(pin.encode(), slot))
    except Refused as error:
        raise Refused(_("This is not the PIN of the person chosen."), field="pin") from error
    if not fits(keys, key):  # the register was given a new key while it was locked
        raise Refused(_("Type the passphrase: the PIN does not open the register now."))
    return key


def calibrated() -> Cost:
    """What takes 0.3 to 1 s on this computer; never below the floor (reference: safety, part 7).

    On a slow one half the memory takes about half the time; on a fast one the same memory is gone
    through more often, so that opening the register never asks for more of it.
    """
    from maternity.db import wrapping  # noqa: PLC0415 - when a secret is typed

    cost = COST
    started = time.perf_counter()
    wrapping.stretched(b"calibration", bytes(16), **asdict(cost))
    took = time.perf_counter() - started
    while took > LONGEST_SECONDS and cost.memory // 2 >= FLOOR:
        cost, took = replace(cost, memory=cost.memory // 2), took / 2
    if took < SHORTEST_SECONDS and cost.memory >= FLOOR:
        passes = math.ceil(cost.passes * SHORTEST_SECONDS / max(took, TICK))
        cost = replace(cost, passes=min(passes, DEAREST.passes))
    return cost


def _normal(passphrase: str) -> bytes:
    return unicodedata.normalize("NFKC", passphrase).encode()


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text)


def _sealed(name: str, key: bytes, passphrase: bytes, cost: Cost) -> Slot:
    bare = Slot(name, _b64(os.urandom(16)), _b64(os.urandom(12)), "", cost)
    return _closed(bare, key, _derived(passphrase, bare))


def _sealed_by_code(key: bytes, code: str) -> Slot:
    bare = Slot("", _b64(os.urandom(16)), _b64(os.urandom(12)), "")
    return _closed(bare, key, _code_secret(read_code(code), bare))


def _closed(bare: Slot, key: bytes, secret: bytes) -> Slot:
    from maternity.db import wrapping  # noqa: PLC0415 - when a secret is typed

    sealed = wrapping.closed(secret, _raw(bare.nonce), key, bare.name)
    return replace(bare, sealed=_b64(sealed))


def _opened(slot: Slot, secret: bytes) -> bytes:
    from maternity.db import wrapping  # noqa: PLC0415 - when a secret is typed

    key = wrapping.opened(secret, _raw(slot.nonce), _raw(slot.sealed), slot.name)
    if key is None:
        raise _wrong()
    return key


def opened_by_passphrase(slot: Slot, passphrase: str) -> bytes:
    """What an envelope holds, whoever made it; refused if the passphrase is another."""
    return _opened(slot, _derived(_normal(passphrase), slot))


def opened_by_code(slot: Slot, code: str) -> bytes:
    """What the envelope of a recovery code holds; refused if the code is another."""
    return _opened(slot, _code_secret(read_code(code), slot))


def _derived(passphrase: bytes, slot: Slot) -> bytes:
    from maternity.db import wrapping  # noqa: PLC0415 - when a secret is typed

    return wrapping.stretched(passphrase, _raw(slot.salt), **asdict(slot.cost))


def _code_secret(code: str, slot: Slot) -> bytes:
    from maternity.db import wrapping  # noqa: PLC0415 - when a secret is typed

    return wrapping.derived(code.encode(), "recovery", _raw(slot.salt))


def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose, from the data key (HKDF)."""
    from maternity.db import wrapping  # noqa: PLC0415 - when a secret is typed

    return wrapping.derived(key, purpose)


def _mac(keys: KeyFile, key: bytes) -> str:
    body = _body(replace(keys, mac="", next=None))
    subkey = derived(key, "key file")
    return hmac.new(subkey, body.encode(), hashlib.sha256).hexdigest()


def fits(keys: KeyFile, key: bytes) -> bool:
    """Whether a key file was made with this data key."""
    return hmac.compare_digest(keys.mac, _mac(keys, key))


def prove(keys: KeyFile, key: bytes) -> bytes:
    """The key; refused where the key file was not made with it."""
    if not fits(keys, key):
        raise damaged()
    return key


def parsed(place: Path) -> KeyFile | None:
    """What one key file holds; None if it is damaged."""
    with files.explained():
        raw = place.read_bytes()
    return _read_back(raw)


def _read_back(raw: bytes) -> KeyFile | None:
    try:
        return from_bytes(raw)
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        return None


def from_bytes(raw: bytes) -> KeyFile:
    """A key file as it stood on a disk; ValueError, KeyError or TypeError if it is none."""
    outer: dict[str, Any] = json.loads(raw)
    body = outer["keys"]
    if hashlib.sha256(body.encode()).hexdigest() != outer["checksum"]:
        raise ValueError("the checksum differs")
    told = json.loads(body)
    after = told.get("next")
    return KeyFile(
        register=told["register"],
        **_kept(told),
        format=told["format"],
        next=None if after is None else Successor(mark=after["mark"], **_kept(after)),
    )


def _kept(told: dict[str, Any]) -> dict[str, Any]:
    people = tuple(slot_of(one) for one in told["people"])
    return {"people": people, "recovery": slot_of(told["recovery"]), "mac": told["mac"]}


def slot_of(told: dict[str, Any]) -> Slot:
    """An envelope from its plain facts."""
    return Slot(**{**told, "cost": Cost(**told["cost"])})
