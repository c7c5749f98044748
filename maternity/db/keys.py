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
import os
import secrets
import time
import unicodedata
import uuid
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from maternity import files
from maternity.db.guessing import check_passphrase, check_pin
from maternity.db.recovery_code import new_code, read_code
from maternity.errors import Refused, Unavailable
from maternity.i18n import _

NAME = "registre.cle"
FORMAT = 1
KEY_BYTES = 32


@dataclass(frozen=True)
class Cost:
    """What one derivation costs: memory in KiB, passes, lanes (argon2id)."""

    memory: int = 60 * 1024
    passes: int = 3
    lanes: int = 1


COST = Cost()
"""The cost of new slots on an ordinary computer; the OWASP floor is 12 MiB with three passes.

With what else an unlocking needs it stays below 64 MiB of memory.
"""

FLOOR = 12 * 1024
LONGEST_SECONDS = 1.0


@dataclass(frozen=True)
class Slot:
    """An envelope: the data key under somebody's secret."""

    name: str
    salt: str
    nonce: str
    sealed: str
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True)
class KeyFile:
    """What stands in the key file: no secret in clear, no role, no count of failures."""

    register: str
    people: tuple[Slot, ...]
    recovery: Slot
    mac: str = ""
    format: int = FORMAT

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


def _damaged() -> Unavailable:
    return Unavailable(
        _("The key file of this register is damaged."),
        advice=_("Restore a copy; do not make a new register over this one."),
    )


def made(person: str, passphrase: str) -> tuple[KeyFile, bytes, str]:
    """What a new key file will hold, not written yet; the data key, and the recovery code."""
    check_passphrase(passphrase, person)
    key = secrets.token_bytes(KEY_BYTES)
    code = new_code()
    new = KeyFile(
        register=uuid.uuid4().hex,
        people=(_sealed(person, key, _normal(passphrase), calibrated()),),
        recovery=_sealed_by_code(key, code),
    )
    return new, key, code


def read(folder: Path) -> KeyFile:
    """The key file of a folder, or the newest of its predecessors that is whole."""
    places = [folder / NAME, folder / f"{NAME}.1", folder / f"{NAME}.2"]
    existing = [place for place in places if place.exists()]
    if not existing:
        raise Refused(_("There is no register in this folder. Choose its folder, or set one up."))
    for place in existing:
        found = _parsed(place)
        if found is not None:
            return found
    raise _damaged()


def unlock(keys: KeyFile, person: str, passphrase: str) -> bytes:
    """The data key, from a person's passphrase."""
    slot = keys.slot(person)
    return _proven(keys, _opened(slot, _derived(_normal(passphrase), slot)))


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
    return _proven(keys, key)


def add_person(folder: Path, keys: KeyFile, key: bytes, person: str, passphrase: str) -> KeyFile:
    """The key file with one more person, or with her new passphrase."""
    check_passphrase(passphrase, person)
    others = tuple(slot for slot in keys.people if slot.name != person)
    slot = _sealed(person, key, _normal(passphrase), calibrated())
    replaced = len(others) < len(keys.people)
    return save(folder, replace(keys, people=(*others, slot)), key, forget=replaced)


def remove_person(folder: Path, keys: KeyFile, key: bytes, person: str) -> KeyFile:
    """The key file without a person's envelope; the last one cannot be removed."""
    others = tuple(slot for slot in keys.people if slot.name != person)
    if not others:
        raise Refused(_("The last account cannot be removed. Add another person first."))
    return save(folder, replace(keys, people=others), key, forget=True)


def save(folder: Path, keys: KeyFile, key: bytes, *, forget: bool = False) -> KeyFile:
    """Write the key file after proving that it unwraps; keep the two before it.

    `forget` leaves none before it that still holds an envelope taken out.
    """
    whole = replace(keys, mac=_mac(keys, key))
    _proven(whole, key)
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


def as_bytes(keys: KeyFile) -> bytes:
    """A key file as it stands on the disk."""
    body = json.dumps(asdict(keys), ensure_ascii=False, sort_keys=True)
    text = json.dumps({"checksum": _checksum(body), "keys": body}, ensure_ascii=False)
    return text.encode()


def pin_slot(person: str, key: bytes, pin: str) -> Slot:
    """An envelope that a PIN opens; it is kept inside the encrypted register alone."""
    check_pin(pin)
    return _sealed(person, key, pin.encode(), calibrated())


def unlock_by_pin(keys: KeyFile, slot: Slot, pin: str) -> bytes:
    """The data key, from a person's PIN and the envelope that was in the open register."""
    try:
        return _proven(keys, _opened(slot, _derived(pin.encode(), slot)))
    except Refused as error:
        raise Refused(_("This is not the PIN of the person chosen."), field="pin") from error


def slot_of(told: dict[str, Any]) -> Slot:
    """An envelope from its plain facts."""
    return _slot(told)


def calibrated() -> Cost:
    """The usual cost, or on a slow computer one that takes a second at most; never below the floor.

    Half the memory takes about half the time.
    """
    from maternity.db import wrapping  # noqa: PLC0415 - when a secret is typed

    cost = COST
    started = time.perf_counter()
    wrapping.stretched(b"calibration", bytes(16), **asdict(cost))
    took = time.perf_counter() - started
    while took > LONGEST_SECONDS and cost.memory // 2 >= FLOOR:
        cost, took = replace(cost, memory=cost.memory // 2), took / 2
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
    body = json.dumps(asdict(replace(keys, mac="")), ensure_ascii=False, sort_keys=True)
    subkey = derived(key, "key file")
    return hmac.new(subkey, body.encode(), hashlib.sha256).hexdigest()


def prove(keys: KeyFile, key: bytes) -> None:
    """Refuse a key file that was not made with this data key."""
    _proven(keys, key)


def _proven(keys: KeyFile, key: bytes) -> bytes:
    if not hmac.compare_digest(keys.mac, _mac(keys, key)):
        raise _damaged()
    return key


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _parsed(place: Path) -> KeyFile | None:
    with files.explained():
        raw = place.read_bytes()
    try:
        outer: dict[str, Any] = json.loads(raw)
        body = outer["keys"]
        if _checksum(body) != outer["checksum"]:
            return None
        told = json.loads(body)
        return KeyFile(
            register=told["register"],
            people=tuple(_slot(one) for one in told["people"]),
            recovery=_slot(told["recovery"]),
            mac=told["mac"],
            format=told["format"],
        )
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        return None


def _slot(told: dict[str, Any]) -> Slot:
    return Slot(**{**told, "cost": Cost(**told["cost"])})


def nameless(slot: Slot) -> dict[str, Any]:
    """An envelope as it stands in a copy: without the name, which a copy never shows."""
    told = asdict(slot)
    del told["name"]
    return told


def open_nameless(told: dict[str, Any], person: str, passphrase: str) -> bytes:
    """The data key from an envelope of a copy; refused if it is not this person's."""
    slot = _bounded({**told, "name": person})
    return _opened(slot, _derived(_normal(passphrase), slot))


def open_recovery(told: dict[str, Any], code: str) -> bytes:
    """The data key from the recovery envelope of a copy."""
    slot = _bounded({**told, "name": ""})
    return _opened(slot, _code_secret(read_code(code), slot))


DEAREST = Cost(memory=1024 * 1024, passes=16, lanes=8)
"""No envelope of ours asks for more; one read from a stick could, to freeze the computer."""


def _bounded(told: dict[str, Any]) -> Slot:
    """An envelope whose form and cost are possible: nothing has proven it yet."""
    try:
        slot = _slot(told)
        lengths = [len(base64.b64decode(one, validate=True)) for one in (slot.salt, slot.nonce)]
        base64.b64decode(slot.sealed, validate=True)
        asked, most = asdict(slot.cost), asdict(DEAREST)
        possible = lengths == [16, 12] and all(0 < asked[one] <= most[one] for one in most)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged() from error
    if not possible or asked["memory"] < 8 * asked["lanes"]:
        raise _damaged()
    return slot
