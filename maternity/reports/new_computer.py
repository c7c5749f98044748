"""The sheet to follow when the computer is lost: a new one, the stick, the recovery code.

Each step names the buttons and lines of the screen by their own words, so that a person who has
never done it reads on paper what she sees. A test follows it through the real pages, step by step.
"""

from __future__ import annotations

from dataclasses import dataclass

from maternity.i18n import N_, _
from maternity.reports.leaf import Boxes, Grid, Leaf, Note, Pages, Told

RESTORE = N_("Restore a copy…")
CHOOSE = N_("Choose the file…")
CODE = N_("Or the recovery code, from its sheet")
COMPARE = N_("Open and compare")
SWAP = N_("Restore this copy")
FORGOTTEN = N_("Passphrase forgotten…")
OPEN = N_("Open with the recovery code")
COPIES = N_("Copies…")


@dataclass(frozen=True)
class Step:
    """What is done, and what of the screen it names, in their order."""

    words: str
    named: tuple[str, ...] = ()

    def told(self, folder: str) -> str:
        """The step in words; `folder` is where the copies of this register lie on a stick."""
        parts = {f"part{at}": _(one) for at, one in enumerate(self.named, start=1)}
        return _(self.words).format(folder=folder, **parts)


STEPS: tuple[Step, ...] = (
    Step(
        N_(
            "Take a computer that works, the stick with the copies, and the sealed envelope with"
            " the recovery code. Nothing else is needed, and no network."
        )
    ),
    Step(
        N_(
            "Install the program from its stick, by a double click on the installer, and start it."
            " Do not set up a new register."
        )
    ),
    Step(N_("On the first page press “{part1}”."), (RESTORE,)),
    Step(
        N_(
            "Put the stick in and press “{part1}”. Open the folder “{folder}” of the stick and take"
            " the file with the highest number after “seq”."
        ),
        (CHOOSE,),
    ),
    Step(
        N_(
            "Leave name and passphrase empty. Type the code of the envelope into “{part1}”, then"
            " press “{part2}”. The capitals and the dashes do not matter."
        ),
        (CODE, COMPARE),
    ),
    Step(
        N_("Read the day and the number of the copy. Press “{part1}”."),
        (SWAP,),
    ),
    Step(
        N_(
            "Choose your name and type your passphrase. If nobody remembers hers: choose the name"
            " of the head, press “{part1}”, type the code once more and a new passphrase, and press"
            " “{part2}”."
        ),
        (FORGOTTEN, OPEN),
    ),
    Step(
        N_(
            "Compare the last births on the screen with the paper book. What is on paper and not"
            " on the screen came after the copy: type it in now."
        )
    ),
    Step(
        N_(
            "Press “{part1}” on the first page and make a copy on the stick at once. Put the code"
            " into a new envelope and seal it."
        ),
        (COPIES,),
    ),
)
"""The steps; half an hour is enough for all of them."""


def told_steps(folder: str) -> list[str]:
    """The steps in words, in their order."""
    return [one.told(folder) for one in STEPS]


def pages(told: Told, folder: str, places: list[tuple[str, str]]) -> Pages:
    """The sheet: the steps, where the copies are now, and who keeps what."""
    title = _("A new computer for the register")
    steps = [Note(f"{at}.  {words}") for at, words in enumerate(told_steps(folder), start=1)]
    where = Grid(
        _("Where the copies are"),
        (_("Place"), _("Last verified copy")),
        tuple(places) or (("…", "…"),),
    )
    keepers = Boxes((_("Who keeps envelope 1"), _("Who keeps envelope 2"), _("Who keeps a stick")))
    parts = (Note(_("It takes half an hour. Keep this sheet on paper."), strong=True), *steps)
    return Pages(title, (Leaf(title, (*parts, where, keepers), folder),), told)
