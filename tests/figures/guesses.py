"""Wrong secrets, thousands of them, and what deriving a key costs: figures 9 and 10."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from argon2.low_level import Type, hash_secret_raw

from maternity import clock
from maternity.db import keys, recovery_code
from maternity.errors import Refused
from maternity.people import Role
from maternity.ward import Ward, open_ward
from maternity.ward.locking import Locked, lock
from maternity.ward.opening import recover_ward, reopen_ward
from maternity.ward.staffing import set_pin
from maternity.ward.tries import Tries
from tests.figures.told import Told, none
from tests.ward_fixtures import CHEAP, NAME, NOW, PASSPHRASE, at_work

OTHER, HERS = "Diarra Awa", "lampe natte pilon sorgho"
PIN, HER_PIN = "408196", "735204"
LETTERS = "abcdefghijklmnopqrstuvwxyzéèêàçɛɔɲŋ '-"


@dataclass
class TwoClocks:
    """A wall clock and a steady one that move apart."""

    at: datetime = NOW
    steady_s: float = 1000.0

    def now(self) -> datetime:
        """What hangs on the wall."""
        return self.at

    def steady(self) -> float:
        """What never goes back."""
        return self.steady_s

    def wait(self, seconds: float) -> None:
        """Let time pass on both."""
        self.at += timedelta(seconds=int(seconds))
        self.steady_s += seconds


def two_people(place: Path) -> Path:
    """A register of two people with PINs, closed."""
    with at_work(place) as ward:
        ward.add_person(OTHER, Role.MIDWIFE, HERS)
        set_pin(ward, PIN)
    hers = open_ward(place, OTHER, HERS)
    set_pin(hers, HER_PIN)
    hers.close()
    return place


def locked(folder: Path) -> Locked:
    """The register opened by its head and locked."""
    ward = open_ward(folder, NAME, PASSPHRASE)
    found = lock(ward)
    ward.close()
    assert ward.secrets is None
    assert found is not None
    return found


def accepted(folder: Path, tries: int) -> list[str]:
    """The wrong secrets that opened the register: passphrases, PINs and recovery codes in turn.

    The waits are taken away before each, which nobody at the door can: they would take years.
    """
    chance, one = random.Random(11), locked(folder)
    counted = Tries(folder, one.register)
    ways: list[tuple[Callable[[], str], Callable[[str], Ward]]] = [
        (partial(_phrase, chance), lambda said: open_ward(folder, NAME, said)),
        (partial(_pin, chance), lambda said: reopen_ward(one, NAME, said)),
        (recovery_code.new_code, lambda said: recover_ward(folder, NAME, said, HERS)),
    ]
    opened = []
    for guess, opens in islice(cycle(ways), tries):
        counted.succeed(NAME)
        said = guess()
        try:
            opens(said).close()
        except Refused:
            continue
        opened.append(said)
    return opened


def _phrase(chance: random.Random) -> str:
    """Words by chance, or the right ones with one sign changed, lost or doubled."""
    at = chance.randrange(len(PASSPHRASE))
    near = (
        "".join(chance.choices(LETTERS, k=chance.randrange(40))),
        PASSPHRASE[:at] + chance.choice(LETTERS.replace(PASSPHRASE[at], "")) + PASSPHRASE[at + 1 :],
        PASSPHRASE[:at] + PASSPHRASE[at] + PASSPHRASE[at:],
        PASSPHRASE[:at],
        PASSPHRASE.upper(),
        HERS,
    )
    return chance.choice(near)


def _pin(chance: random.Random) -> str:
    """Six digits by chance, hers among them, and never the right ones."""
    found = chance.choice([f"{chance.randrange(10**6):06d}", HER_PIN, PIN[:-1], f"{PIN}0", ""])
    return found if found != PIN else HER_PIN


def measured(scratch: Path, tries: int) -> Iterator[Told]:
    """Wrong secrets at the real door; a cheap derivation tells a wrong one as a dear one does."""
    usual, keys.COST = keys.COST, CHEAP
    try:
        with clock.use(TwoClocks()):
            opened = accepted(two_people(scratch / "guesses"), tries)
    finally:
        keys.COST = usual
    words = f"wrong secrets accepted of {tries:,} (cheap derivation)"
    yield none(10, words, len(opened))


def derivation() -> Told:
    """The cost of new envelopes on this computer."""
    cost = keys.calibrated()
    began = perf_counter()
    hash_secret_raw(b"four words", bytes(16), cost.passes, cost.memory, cost.lanes, 32, Type.ID)
    took = perf_counter() - began
    floor = cost.memory >= keys.FLOOR and cost.passes >= keys.COST.passes
    words = f"deriving a key ({cost.memory // 1024} MiB, {cost.passes} passes)"
    return Told(9, words, f"{took * 1000:.0f} ms", "above the floor, <= 1 s", floor and took <= 1)
