"""A ward that works while the power may go: births, people, copies, or the opening of an old book.

Each promise that a person could read on the screen is written to the file of acknowledgements,
in one write, at the moment it would have been shown. It ends without closing anything.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from maternity import clock
from maternity.db import keys
from maternity.people import Role
from maternity.ward import Ward, copies, new_key, open_ward
from maternity.ward.technical import Secret
from tests.powercut.checker import RENEWED
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock, a_birth

BIRTHS = 24


def acknowledge(words: str) -> None:
    """Promise something, as the screen would."""
    handle = os.open(os.environ["POWERCUT_ACK"], os.O_WRONLY | os.O_APPEND)
    os.write(handle, f"ACK {words}\n".encode())
    os.close(handle)


def births(ward: Ward) -> None:
    """Forms kept one after the other, some of them corrected, and a person added between."""
    for at in range(BIRTHS):
        birth = a_birth(name=f"Coulibaly{at}")
        ward.keep(*birth.all)
        acknowledge(f"delivery {birth.delivery.id} 1")
        if at % 6 == 5:
            birth.delivery.ga_weeks = 38
            ward.keep(birth.delivery, reason="typed wrongly before")
            acknowledge(f"delivery {birth.delivery.id} 2")
    ward.add_person("Diallo Awa", Role.NURSE, "tambour pirogue lampe natte")
    acknowledge("person Diallo_Awa")


def stick(ward: Ward) -> None:
    """Copies to a stick, with forms between them."""
    place = Path(os.environ["POWERCUT_DATA"]) / "stick"
    for at in range(3):
        birth = a_birth(name=f"Sidibé{at}")
        ward.keep(*birth.all)
        acknowledge(f"delivery {birth.delivery.id} 1")
        made = copies.copy_to(ward, [place])[0]
        acknowledge(f"copy {made.path.relative_to(place)}")


def opening(_ward: Ward) -> None:
    """The register was brought to the newest form while it was opened."""
    acknowledge("opened")


def recovery(ward: Ward) -> None:
    """The register is opened after a cut, and one more form is kept."""
    birth = a_birth(name="Keïta")
    ward.keep(*birth.all)
    acknowledge(f"delivery {birth.delivery.id} 1")


def renewal(ward: Ward) -> None:
    """The register is given a new key: from here on the former passphrase opens it no more."""
    folder = Path(os.environ["POWERCUT_DATA"]) / "r"
    ward.close()
    asked = new_key.Asked(Secret(NAME, PASSPHRASE), "The stick was stolen", RENEWED)
    new_key.begin(folder, asked).finish()
    acknowledge("renewed")


WORK = {
    "births": births,
    "stick": stick,
    "opening": opening,
    "recovery": recovery,
    "renewal": renewal,
}


def main() -> None:
    """Open the register and work."""
    keys.COST = CHEAP
    with clock.use(FixedClock()):
        ward = open_ward(Path(os.environ["POWERCUT_DATA"]) / "r", NAME, PASSPHRASE)
        WORK[sys.argv[1]](ward)
    os._exit(0)


if __name__ == "__main__":
    main()
