"""The sheet for the day on which a stick is lost, the computer stolen, or a secret known.

What to do in its order, with room for the hour and the name; whom to tell; which copies there are.
It is printed beforehand and kept on paper: on that day the computer may be gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from maternity.i18n import N_, _
from maternity.people import Role
from maternity.reports.leaf import TO_FILL, Boxes, Facts, Grid, Leaf, Lines, Note
from maternity.reports.own_state import OwnState, copies_grid

TITLE = N_("Stick lost, computer stolen, secret known")
BEFORE = N_(
    "Print this sheet today and keep it with the keys of the ward. On that day, write the hour and"
    " the name at each step. Care goes on: write on paper meanwhile."
)


@dataclass(frozen=True)
class Part:
    """A kind of incident: what the finder can do, and the steps in their order."""

    title: str
    risk: str
    steps: tuple[str, ...]


STICK = Part(
    N_("A. A stick or a disk is lost"),
    N_(
        "A copy of the register (.mrb) is encrypted: without a passphrase of the ward or the"
        " recovery code nobody opens it. Every other file on the stick (PDF, workbook, CSV) can be"
        " read by anybody."
    ),
    (
        N_("Look for it where it was used last, and ask who used it last."),
        N_("Tell the head of the maternity, the same hour."),
        N_(
            "Write down what was on it: copies only, or also papers, lists or workbooks? Of which"
            " month? With names?"
        ),
        N_("Was a passphrase or the recovery code with it, on paper or in a file? Then go to C."),
        N_("Make a verified copy on another stick today, on the page “Copies…”."),
        N_("If files with names were on it: tell the health district; see “Whom to tell”."),
    ),
)
COMPUTER = Part(
    N_("B. The computer is stolen or cannot be found"),
    N_(
        "The register file is encrypted. If the register was open on the screen, what was in view"
        " could be read until it locked by itself (five minutes). Papers beside it can be read."
    ),
    (
        N_("Tell the head of the maternity and the police, and keep the number of the complaint."),
        N_("Was the register open, and whose name was on it? Write it down."),
        N_(
            "If several computers share a register on a server: the technical administrator shuts"
            " out the stolen one (“Several computers, one register” in the manual)."
        ),
        N_(
            "If the register was on the stolen computer: take a stick with a copy and the sealed"
            " envelope, and follow the sheet “A new computer for the register” (half an hour)."
        ),
        N_(
            "Type in from paper what came after the copy. Each person chooses a new passphrase and"
            " a new PIN."
        ),
        N_("Was a passphrase or the recovery code beside the computer? Then go to C."),
    ),
)
ON_SERVER = N_(
    "The register lies on a server: the stolen computer holds only sealed drafts, and the password"
    " of the computer, which a passphrase of the ward opens. What was in view could be read until"
    " the screen locked by itself (five minutes)."
)
SECRET = Part(
    N_("C. A passphrase, a PIN or the recovery code is known to somebody else"),
    N_(
        "A new passphrase shuts the register of the ward. It does not shut a copy or a computer"
        " that is lost already: what was lost still opens with the old secret."
    ),
    (
        N_(
            "Whose secret is known changes it at once: “Settings”, “Change my passphrase or my"
            " PIN…”. If she is not there, the head gives her a new one or ends her access."
        ),
        N_("Read the journal of the days concerned: who signed in, at hours that are not hers?"),
        N_(
            "If a copy or the computer is lost and its secret is known, take it as read by others:"
            " everything in it. Tell the health district the same day."
        ),
        N_(
            "Give the register a new key: page “Copies…”, “New key after a leak…”. It comes with a"
            " new recovery code and new passphrases; seal two new envelopes."
        ),
        N_(
            "Keep the old sheet and the older copies apart, marked as the new sheet says: the old"
            " secret still opens them."
        ),
    ),
)

TO_TELL = (
    N_("Health district (CSRéf), keeper of the second envelope"),
    N_("Who directs the facility, health association (ASACO)"),
    N_("Police or gendarmerie: number of the complaint"),
    N_("APDP, Bamako (apdp.ml), if others may have read names"),
    N_("Women concerned: who tells them, how, after a jurist was asked"),
)
DEADLINE = N_(
    "No rule of Mali on how many hours there are to tell was found: tell the same day, and ask a"
    " jurist."
)


def leaves(own: OwnState) -> list[Leaf]:
    """The sheet, with what is known of the register and its copies today."""
    steps = [
        part
        for kind in (STICK, COMPUTER, SECRET)
        for part in _steps(kind, served=bool(own.server) and kind is COMPUTER)
    ]
    whom = tuple((_(one), "", "") for one in TO_TELL)
    parts = (
        Note(_(BEFORE), strong=True),
        Facts(
            _("What happened"),
            (
                (_("Noticed on, at what hour"), TO_FILL),
                (_("Noticed by"), TO_FILL),
                (_("Seen last, where and when"), TO_FILL),
                (_("By whom"), TO_FILL),
                (_("Number of the register"), own.register or TO_FILL),
                (_("Incident number, if you keep them"), TO_FILL),
            ),
        ),
        Facts("", ((_("What is gone or known"), _(GONE)),), columns=1, to_choose=True),
        *steps,
        Grid(
            _("Whom to tell"),
            (_("Who"), _("Name, phone"), _("Day and hour, by whom")),
            ((Role.HEAD.words, ", ".join(own.heads), ""), (Role.TECHNICIAN.words, "", ""), *whom),
            (3, 2.6, 2.2),
            tall=True,
        ),
        Note(_(DEADLINE)),
        copies_grid(own),
        Lines(_("What was lost, what was found again, what is done otherwise from now on"), 2),
        Boxes((Role.HEAD.words, Role.TECHNICIAN.words, _("Health district"))),
    )
    return [Leaf(_(TITLE), parts)]


GONE = N_("☐ stick   ☐ computer   ☐ envelope   ☐ papers   ☐ passphrase   ☐ PIN   ☐ recovery code")


def _steps(kind: Part, *, served: bool) -> tuple[Note, Note, Grid]:
    rows = tuple((str(at), _(words), "", "") for at, words in enumerate(kind.steps, start=1))
    heads = ("", _("What to do, in this order"), _("Hour"), _("By whom"))
    return (
        Note(_(kind.title), strong=True),
        Note(_(ON_SERVER if served else kind.risk)),
        Grid("", heads, rows, (0.4, 6, 1.1, 1.8), tall=True),
    )
