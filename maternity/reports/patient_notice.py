"""The notice for patients: what is written about them, who reads it, what they may ask.

The first page is put up in the ward; the second is read aloud by who speaks the woman's language.
"""

from __future__ import annotations

from maternity.i18n import N_, _
from maternity.people import Role
from maternity.reports.leaf import TO_FILL, Facts, Leaf, Lines, Note, Part
from maternity.reports.own_state import OwnState

TITLE = N_("What we write about you")
ALOUD = N_("To be read aloud to each woman")

NOTICE: tuple[tuple[str, str], ...] = (
    (
        N_("What is written?"),
        N_(
            "Your name, your age, where you live, your pregnancy, your delivery and your child are"
            " written in the register of the maternity. The register is on a computer of the ward."
        ),
    ),
    (
        N_("What for?"),
        N_(
            "To care for you and for your child, and to find what was done when you come back."
            " Births are also counted for the ministry of health: these figures bear no name."
        ),
    ),
    (
        N_("Who reads it?"),
        N_(
            "The staff who care for you, each as her work needs. They are bound by professional"
            " secrecy. The technician who looks after the computer reads nothing about your care."
        ),
    ),
    (
        N_("And HIV?"),
        N_(
            "Your result is told to you, to the parent of a minor who was tested, or to a court."
            " Only the midwives and the head of the maternity see it. It is on no list that is put"
            " up or passed around."
        ),
    ),
    (
        N_("How is it guarded?"),
        N_(
            "The register is locked. Each person opens it with a secret of her own, and it writes"
            " down who changed, printed or saw what is protected."
        ),
    ),
    (
        N_("Who else is given it?"),
        N_(
            "The facility that you are sent to gets the papers that you carry. Nobody else gets"
            " your name from us unless you agree or the law obliges us."
        ),
    ),
    (
        N_("What may you ask?"),
        N_(
            "You may ask what is written about you and have a mistake corrected. You may leave a"
            " question without an answer: you are cared for all the same."
        ),
    ),
    (
        N_("If you think that your secret was not kept"),
        N_(
            "Tell the head of the maternity. You may also write to the authority for personal data"
            " in Bamako (APDP, apdp.ml)."
        ),
    ),
)
"""A question and its answer, as they stand on the wall."""

HOW_TO = N_(
    "Read it slowly, in the language that she understands, where nobody else listens. Stop after"
    " each line and ask whether she has understood. In a hurry, care first and read it later."
)
SCRIPT = (
    N_("We write your name and what we do for you and for your child."),
    N_("It is so that you are well cared for today, and when you come back."),
    N_("The births are counted for the ministry. Your name is not sent there."),
    N_("Only those who care for you read it. They have no right to speak of it outside."),
    N_("If you are tested for HIV, the result is told to you. It stands on no list."),
    N_("The computer is locked, and we know who has opened it."),
    N_("You may ask us what is written. If something is wrong, we put it right."),
    N_("You may choose not to answer a question. We care for you all the same."),
    N_("If somebody speaks of what you told us, tell the head of the maternity."),
    N_("Have you understood? Have you a question?"),
)
"""Short sentences that can be translated one by one."""


def leaves(own: OwnState) -> list[Leaf]:
    """The notice for the wall, and the sentences to be read aloud."""
    asked: list[Part] = []
    for question, words in NOTICE:
        asked += [Note(_(question), strong=True), Note(_(words), large=True)]
    phone = own.of_facility("phone")
    whom = Facts(_("Whom to ask"), ((Role.HEAD.words, own.head), *phone, (_("Hours"), TO_FILL)), 3)
    lines = tuple(
        Note(f"{at}.  {_(words)}", large=True) for at, words in enumerate(SCRIPT, start=1)
    )
    script: tuple[Part, ...] = (
        Note(_(HOW_TO), strong=True),
        *lines,
        Lines(_("Words that we use in the language of the ward"), 8),
    )
    return [Leaf(_(TITLE), (*asked, whom)), Leaf(_(ALOUD), script, _(TITLE))]
