"""The passphrases from before a new key are not taken again: somebody may have guessed them.

What is kept inside the register is each person's former envelopes. They open nothing here: they
hold former data keys, and whoever stole a copy has them anyway.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from maternity.db import guessing, keys
from maternity.db.facts import fact
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

FACT = "former_envelopes"
"""The fact that holds them, those of each person by her name."""


def kept(engine: Engine, key_file: keys.KeyFile) -> dict[str, str]:
    """The fact for a register that is given a new key."""
    told = _known(engine)
    for one in key_file.people:
        told.setdefault(one.name, []).append(asdict(one))
    return {FACT: json.dumps(told, ensure_ascii=False)}


def check_new(engine: Engine, name: str, passphrase: str, near: Iterable[str]) -> None:
    """Refuse a passphrase that is easily guessed, or was hers before one of the new keys."""
    guessing.check_passphrase(passphrase, name, near)
    for told in _known(engine).get(name, []):
        check_other(keys.slot_of(told), passphrase)


def check_other(former: keys.Slot, passphrase: str) -> None:
    """Refuse a passphrase that opens this envelope."""
    try:
        keys.opened_by_passphrase(former, passphrase)
    except Refused:
        return
    raise Refused(
        _("Choose another passphrase than the former one: somebody may know it."),
        field="passphrase",
    )


def _known(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(fact(engine, FACT) or "{}")
    return found
