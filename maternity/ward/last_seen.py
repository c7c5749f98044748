"""How far the register had come when this computer saw it last, kept beside it.

An older copy of the register file, dragged back in place of the newer one, is whole and opens: only
what was noted elsewhere shows that it is older (faults 24 and 25 of the catalogue). The note is the
number of the last change, sealed under a key of the register, written at each clean close and each
copy. It stands in a file of its own and not in the key file, whose two predecessors must not be
pushed out by every close. Whoever deletes it leaves the copies to tell the same.
"""

from __future__ import annotations

import hmac
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import files
from maternity.db import keys
from maternity.db.versions import last_change
from maternity.errors import Unavailable

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

NAME = "registre.vu"


def keep(ward: Ward) -> None:
    """Note how far the open register has come; a full disk holds nobody up."""
    if ward.folder is not None and ward.secrets is not None:
        key_file, key = ward.secrets
        with suppress(Unavailable):
            most = max(last_change(ward.book.engine), read(ward.folder, key_file.register, key))
            write(ward.folder, key_file.register, key, most)


def behind(ward: Ward) -> int:
    """How many changes this computer has seen that the open register has not."""
    if ward.folder is None or ward.secrets is None:
        return 0
    key_file, key = ward.secrets
    seen = read(ward.folder, key_file.register, key)
    return max(0, seen - last_change(ward.book.engine)) if seen else 0


def read(folder: Path, register: str, key: bytes) -> int:
    """The last change seen of this register; 0 where nothing that it sealed says so."""
    place = folder / NAME
    if not place.exists():
        return 0
    with files.explained():
        raw = place.read_bytes()
    try:
        told: dict[str, Any] = json.loads(raw)
        seen, seal = int(told["last"]), str(told["seal"])
    except (ValueError, KeyError, TypeError):
        return 0
    return seen if hmac.compare_digest(seal, _sealed(register, key, seen)) else 0


def write(folder: Path, register: str, key: bytes, last: int) -> None:
    """Note the last change seen, such as that of a register just restored."""
    told = {"last": last, "seal": _sealed(register, key, last)}
    files.replace(folder / NAME, json.dumps(told).encode(), private=True)


def _sealed(register: str, key: bytes, last: int) -> str:
    plain = f"{register}/{last}".encode()
    return hmac.digest(keys.derived(key, "last seen"), plain, "sha256").hex()
