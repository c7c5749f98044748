"""The papers of a register's keys: the recovery code twice; with a new key a slip for each other.

They are printed or written where somebody asked for them, and nowhere else; each code and each
passphrase of a new key stands on paper before that key is in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maternity.i18n import N_, _
from maternity.reports.leaf import Boxes, Cut, Facts, Leaf, Note, Pages, Part, Told
from maternity.reports.new_computer import told_steps

ENVELOPES = (
    N_("Envelope 1: the head of the maternity"),
    N_("Envelope 2: the health district"),
)


@dataclass(frozen=True)
class Since:
    """The copy that ends what the former code opens."""

    number: int
    day: str


def pages(told: Told, folder: str, code: str, since: Since | None = None) -> Pages:
    """The two sheets: whose envelope, the code, what it opens and what it does not, the steps.

    `since` is of a register that was given a new key.
    """
    title = _("Maternity register: recovery code")
    opens = _(
        "It opens the register if every passphrase is forgotten, on this computer or on a new"
        " one with a copy. Seal it and keep it away from the computer. Try it once a year."
    )
    former = () if since is None else (Note(_former(since)),)
    steps = [Note(f"{at}.  {words}") for at, words in enumerate(told_steps(folder), start=1)]
    return Pages(
        title,
        tuple(
            Leaf(
                title,
                (
                    Note(_(whose), strong=True),
                    Note(code, large=True),
                    Note(opens),
                    *former,
                    Note(_("A new computer for the register"), strong=True),
                    *steps,
                    Boxes((_("Sealed on, by"),)),
                ),
                folder,
            )
            for whose in ENVELOPES
        ),
        told,
    )


def _former(since: Since) -> str:
    return _(
        "The register was given a new key on {day}. This code opens the copies with a number above"
        " {number}. Copy n° {number} and those before it open with the former code and the former"
        " passphrases alone, and restoring one of them brings these back: write “former, up to copy"
        " n° {number}” on the former sheet, and keep it apart as long as those copies are kept."
    ).format(day=since.day, number=since.number)


def slips(told: Told, given: Mapping[str, str]) -> Pages:
    """A slip for each person whose passphrase was made anew; they are cut apart and handed over."""
    title = _("Passphrases for one day")
    parts: list[Part] = [
        Note(
            _(
                "Cut the slips apart and give each one into the hands of its person. Tear it up"
                " when she has chosen her own passphrase."
            ),
            strong=True,
        )
    ]
    for name, passphrase in given.items():
        parts += [
            Cut(""),
            Facts(name, ((_("Passphrase, to be changed at once"), passphrase),), 1),
            Note(
                _(
                    "The register has a new key: your former passphrase and PIN open it no more."
                    " Choose your name, type these words, then choose a passphrase of your own."
                    " Do not take the former one again: somebody may know it."
                )
            ),
        ]
    return Pages(title, (Leaf(title, tuple(parts)),), told)
