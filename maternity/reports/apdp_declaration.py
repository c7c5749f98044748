"""The draft of the declaration to the authority for personal data (APDP): filled, then reviewed.

It is a draft for a jurist: the program knows the facility, the data and how they are protected; it
cannot know what the law asks today (reference: safety, part 18).
"""

from __future__ import annotations

from maternity.i18n import N_, _
from maternity.reports.data_classes import by_level, by_readers, readers_words
from maternity.reports.laws import UNSURE, laws_grid
from maternity.reports.leaf import TO_FILL, Boxes, Facts, Grid, Leaf, Lines, Note, Part
from maternity.reports.own_state import OwnState, copies_grid, facility_facts, register_facts
from maternity.reports.retention import KEPT_FOR_EVER

TITLE = N_("Declaration of personal data to the APDP")
DRAFT = N_("Draft, to be reviewed by a jurist")

BEFORE = N_(
    "This is a draft. Have a jurist of Mali review it, fill in what is dotted, and hand it in"
    " before the register holds its first woman. If the register is in use already, hand it in now."
)
PURPOSE = N_(
    "The register of the maternity is kept on a computer instead of on paper. It serves the care of"
    " women and of their children, the monthly return to the health district, and the review of"
    " deaths. It serves nothing else."
)
GIVEN_TO = (
    N_(
        "The staff of the facility, each by the role of her account: the table above says who reads"
        " what. The technical administrator reads nothing about care."
    ),
    N_(
        "The health district and the ministry: figures without names, by the monthly return and by"
        " the DHIS2 file. The committee of the death reviews: files that name neither the woman nor"
        " the staff."
    ),
    N_("The woman herself, and the facility that she is referred to: the papers that she carries."),
    N_(
        "A file with names is written by the head alone, who gives a reason and proves that it is"
        " she; the file and its reason stand on the journal."
    ),
    N_(
        "Nothing leaves the country: the program needs no Internet and sends nothing by itself."
        " What leaves the ward leaves on paper or on a stick that somebody carries."
    ),
)
GUARDED = (
    N_("Each person signs in with a passphrase or a PIN of her own; there is no common account."),
    N_(
        "What a role may do is decided in one table of the program, for the screen, the paper, the"
        " file and the command line alike."
    ),
    N_(
        "The screen locks by itself after five minutes, and after two minutes where HIV, a death or"
        " the accounts are in view."
    ),
    N_(
        "Each change, view of a protected answer, print, export, sign-in and refused act is a line"
        " of a chained journal, which has no switch."
    ),
    N_(
        "The copies are encrypted and verified: each is opened and counted before it is called"
        " good, and one is tried every week."
    ),
)
IN_FILE = N_(
    "The register file, its drafts and its copies are encrypted (SQLCipher, a key of 256 bits drawn"
    " at random)."
)
ON_SERVER = N_(
    "The register lies on a server, which does not encrypt its files: its disk is encrypted by the"
    " system (BitLocker or LUKS), or the facility accepts in writing that it is not. The network is"
    " encrypted, the copies too."
)
RIGHTS_OF = N_(
    "A woman may ask the head of the maternity what is written about her, and have a mistake"
    " corrected; what was first written stays legible. She is told so by the notice for patients,"
    " which is put up in the ward and read aloud."
)


def leaves(own: OwnState) -> list[Leaf]:
    """The draft, filled with what the register knows."""
    parts = (Note(_(BEFORE), strong=True), *_who_and_what(own), *_guarded(own), *_by_law())
    return [Leaf(_(TITLE), parts, _(DRAFT))]


def _who_and_what(own: OwnState) -> tuple[Part, ...]:
    """Who answers for which data of whom, what for, and who receives them."""
    by_year = own.of_facility("expected_births_per_year")
    by_hand = (_("Legal representative"), _("Address"), _("E-mail"), _("Contact for the APDP"))
    return (
        facility_facts(own, _("1. Who answers for the data"), *by_hand),
        Note(_("2. What it is for"), strong=True),
        Note(_(PURPOSE)),
        _data(own),
        Facts(_("People concerned in a year"), (*by_year, (_("Others, if any"), TO_FILL))),
        Note(_("4. Who receives the data"), strong=True),
        *(Note(f"–  {_(one)}") for one in GIVEN_TO),
    )


def _guarded(own: OwnState) -> tuple[Part, ...]:
    """How long and how safely it is kept, and what a woman may ask."""
    return (
        Note(_("5. How long it is kept"), strong=True),
        Note(_(KEPT_FOR_EVER)),
        Lines("", 2),
        Note(_("6. How it is protected"), strong=True),
        Note(f"–  {_(ON_SERVER if own.server else IN_FILE)}"),
        *(Note(f"–  {_(one)}") for one in GUARDED),
        register_facts(own),
        copies_grid(own),
        Note(_("7. The rights of the women"), strong=True),
        Note(_(RIGHTS_OF)),
    )


def _by_law() -> tuple[Part, ...]:
    """The texts, and where the paper is signed."""
    receipt = tuple((words, TO_FILL) for words in (_("Number"), _("Date"), _("Fee paid (FCFA)")))
    signed = (
        _("Who answers for the data (name, date, signature)"),
        _("Reviewed by a jurist (name, date, signature)"),
    )
    return (
        laws_grid(),
        Note(_(UNSURE)),
        Facts(_("Receipt of the APDP"), receipt, columns=3),
        Boxes(signed),
    )


def _data(own: OwnState) -> Grid:
    """The data by how secret it is, as the registers declare it."""
    rows = tuple(
        (level.words, ", ".join(one.register.words for one in found), readers_words(roles))
        for level, there in by_level(own.held)
        for roles, found in by_readers(there)
    )
    heads = (_("Whose data"), _("Registers"), _("Who reads"))
    return Grid(_("3. Which data, of whom"), heads, rows, (1.6, 3.6, 1.6))
