"""Wrong secrets, counted a person at a time in a small file beside the register.

The count is written before the secret is tried, so that ending the program saves nobody a wait. A
try during a wait is refused without being counted: nobody can prolong a colleague's wait. Waits
run on the steady clock; changing the wall clock neither frees nor prolongs them. No name stands
in the file (reference: safety, part 8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from maternity import clock, files
from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural

NAME = "essais"
PIN_WAITS_S = (1, 2, 5, 30)
MOST_PINS = 5
"""After so many wrong PINs the passphrase of that person is asked for."""
FREE_PASSPHRASES = 10
"""Wrong passphrases without a wait; then 30 s, doubled each time, up to an hour."""
FIRST_WAIT_S, LONGEST_WAIT_S = 30, 3600


@dataclass
class Count:
    """A person's wrong tries since her last right one, and the wait they led to."""

    pins: int = 0
    passphrases: int = 0
    told: int = 0
    """How many of them stand on the trail already."""
    until: float = 0.0
    """When the wait is over, by the steady clock."""
    wait: float = 0.0
    """How long it was: after a restart of the computer it begins anew, and is never longer."""


class Tries:
    """The counts of a register's people."""

    def __init__(self, folder: Path, register: str) -> None:
        self.place, self._register = folder / NAME, register

    def wait_left(self, name: str) -> float:
        """Seconds until this person may try again; 0 if she may now."""
        count = self._read().get(self._key(name), Count())
        return min(max(0.0, count.until - clock.steady()), count.wait)

    def pins_left(self, name: str) -> int:
        """How many wrong PINs are left before the passphrase is asked for."""
        return max(0, MOST_PINS - self._read().get(self._key(name), Count()).pins)

    def begin(self, name: str, *, pin: bool = False) -> None:
        """Count a try as wrong before it is made; refused while a wait is not over."""
        left = self.wait_left(name)
        if left > 0:
            raise Refused(
                plural(
                    "Too many wrong tries for this name. Wait {count} second, then try again.",
                    "Too many wrong tries for this name. Wait {count} seconds, then try again.",
                    int(left) + 1,
                )
            )
        counts = self._read()
        count = counts.setdefault(self._key(name), Count())
        if pin and count.pins >= MOST_PINS:
            raise Refused(_("Too many wrong PINs for this name. Type the passphrase instead."))
        if pin:
            count.pins += 1
            count.wait = PIN_WAITS_S[min(count.pins, len(PIN_WAITS_S)) - 1]
        else:
            count.passphrases += 1
            count.wait = passphrase_wait(count.passphrases)
        count.until = clock.steady() + count.wait
        self._write(counts)

    def succeed(self, name: str) -> int:
        """The secret was right: how many wrong ones came before it; they are forgotten."""
        counts = self._read()
        count = counts.pop(self._key(name), Count())
        self._write(counts)
        return max(0, count.pins + count.passphrases - count.told - 1)

    def untold(self, names: Iterable[str]) -> dict[str, int]:
        """The wrong tries under these names that nobody was told of yet; they are told now."""
        counts, found = self._read(), {}
        for name in names:
            count = counts.get(self._key(name), Count())
            wrong = count.pins + count.passphrases
            if wrong > count.told:
                found[name], count.told = wrong - count.told, wrong
        if found:
            self._write(counts)
        return found

    def _key(self, name: str) -> str:
        return hashlib.sha256(f"{self._register}/{name}".encode()).hexdigest()[:24]

    def _read(self) -> dict[str, Count]:
        """The counts; a file that is missing or damaged holds none."""
        if self.place in _unwritten:
            return _unwritten[self.place]
        if not self.place.exists():
            return {}
        with files.explained():
            raw = self.place.read_bytes()
        try:
            told: dict[str, dict[str, Any]] = json.loads(raw)
            counts = {key: Count(**one) for key, one in told.items()}
            begun_anew = _begun_anew(counts)
        except (ValueError, TypeError, AttributeError):
            return {}
        if begun_anew:
            self._write(counts)
        return counts

    def _write(self, counts: dict[str, Count]) -> None:
        told = {key: asdict(one) for key, one in counts.items()}
        try:
            files.replace(self.place, json.dumps(told).encode(), private=True)
        except Unavailable:  # a full disk keeps nobody from the register
            _unwritten[self.place] = counts
        else:
            _unwritten.pop(self.place, None)


_unwritten: dict[Path, dict[str, Count]] = {}
"""The counts that the disk did not take, as long as the program lives."""


def _begun_anew(counts: dict[str, Count]) -> bool:
    """After a restart of the computer each wait runs once more from its beginning, and ends.

    The steady clock then begins anew: a moment of the run before may lie days ahead of it.
    """
    now, found = clock.steady(), False
    for count in counts.values():
        if count.until - now > count.wait + ROUNDING_S:
            count.until, found = now + count.wait, True
    return found


ROUNDING_S = 0.001


def passphrase_wait(wrong: int) -> float:
    """Seconds to wait after so many wrong passphrases."""
    over = wrong - FREE_PASSPHRASES
    return 0.0 if over < 0 else float(min(FIRST_WAIT_S * 2 ** min(over, 10), LONGEST_WAIT_S))
