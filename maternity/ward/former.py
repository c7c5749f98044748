"""The passphrases from before a new key are not taken again: somebody may have guessed them.

What is kept inside the register is each person's former envelope. It opens nothing here: it holds
the former data key, and whoever stole a copy has it anyway.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from maternity.db import keys
from maternity.db.facts import fact
from maternity.errors import Refused
from maternity.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

FACT = "former_envelopes"
"""The fact that holds them, the newest of each person."""


def kept(engine: Engine, key_file: keys.KeyFile) -> dict[str, str]:
    """The fact for a register that is given a new key."""
    told = _known(engine) | {one.name: asdict(one) for one in key_file.people}
    return {FACT: json.dumps(told, ensure_ascii=False)}


def check_not_former(engine: Engine, name: str, passphrase: str) -> None:
    """Refuse the passphrase that was a person's before the last new key."""
    told = _known(engine).get(name)
    if told is not None:
        check_other(keys.slot_of(told), passphrase)


def check_other(former: keys.Slot, passphrase: str) -> None:
    """Refuse a passphrase that opens this envelope."""
    try:
        keys.open_nameless(keys.nameless(former), former.name, passphrase)
    except Refused:
        return
    raise Refused(
        _("Choose another passphrase than the former one: somebody may know it."),
        field="passphrase",
    )


def _known(engine: Engine) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(fact(engine, FACT) or "{}")
    return found
