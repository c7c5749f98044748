"""Who may sign in, and what each role may do (reference: safety, part 9).

The table of rights is decided here and asked for in `ward`; screens only reflect it. The
technical administrator sees no clinical value.
"""

from __future__ import annotations

from enum import Enum

from maternity.fields import Answer, Options, choice, text, yes_no
from maternity.i18n import N_
from maternity.records import Record, register


class Role(Options):
    """What a person is in the ward."""

    NURSE = "nurse", N_("Matron or nurse")
    MIDWIFE = "midwife", N_("Midwife")
    HEAD = "head", N_("Head of the maternity")
    TECHNICIAN = "technician", N_("Technical administrator")


class Right(Enum):
    """What the program can be asked to do."""

    READ = "read"
    WRITE = "write"
    CORRECT_OTHERS = "correct_others"
    VOID = "void"
    COUNT = "count"
    PRINT = "print"
    EXPORT_FIGURES = "export_figures"
    EXPORT_NAMES = "export_names"
    IMPORT = "import"
    SET_UP = "set_up"
    MANAGE_PEOPLE = "manage_people"
    SEE_HIV = "see_hiv"
    SEE_DEATH_REVIEW = "see_death_review"
    CHECK = "check"
    NOTE_HIV_TEST = "note_hiv_test"
    SEE_DEATHS = "see_deaths"
    SEE_MINORS = "see_minors"
    PRINT_ALL = "print_all"
    PROPOSE_VOID = "propose_void"
    PROPOSE_MERGE = "propose_merge"
    MERGE = "merge"
    CLOSE_MONTH = "close_month"
    REOPEN_MONTH = "reopen_month"
    BREAK_GLASS = "break_glass"
    BACK_UP = "back_up"
    RESTORE = "restore"
    READ_OWN_JOURNAL = "read_own_journal"
    READ_TECHNICAL_JOURNAL = "read_technical_journal"
    READ_JOURNAL = "read_journal"


_CARE = frozenset(
    {
        Right.READ,
        Right.WRITE,
        Right.COUNT,
        Right.PRINT,
        Right.NOTE_HIV_TEST,
        Right.BACK_UP,
        Right.READ_OWN_JOURNAL,
    }
)
_MIDWIFERY = _CARE | {
    Right.CORRECT_OTHERS,
    Right.SEE_HIV,
    Right.SEE_DEATHS,
    Right.SEE_MINORS,
    Right.PRINT_ALL,
    Right.PROPOSE_VOID,
    Right.PROPOSE_MERGE,
    Right.BREAK_GLASS,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.NURSE: _CARE,
    Role.MIDWIFE: _MIDWIFERY,
    Role.HEAD: frozenset(Right) - {Right.BREAK_GLASS},
    Role.TECHNICIAN: frozenset(
        {
            Right.SET_UP,
            Right.MANAGE_PEOPLE,
            Right.CHECK,
            Right.BACK_UP,
            Right.RESTORE,
            Right.READ_TECHNICAL_JOURNAL,
        }
    ),
}
"""The table of the reference. The head needs no glass to break: she has the right itself.

What she does together with another person, the settings among it, stands in `ward.second_person`.
"""

OWN_HOURS = 24
"""So long a person completes and corrects what she wrote; later it is a rectification."""


@register(
    N_("People and passphrases"), one=N_("Account"), setup=True, taken_in=False, sorted_by="name"
)
class Account(Record):
    """Someone who signs in; her passphrase opens a slot of the key file, never stored here."""

    name: str | None = text(N_("Name"), required=True, unique=True, listed=True)
    role: Role | None = choice(N_("Role"), Role, required=True, listed=True)
    active: Answer | None = yes_no(N_("Active"), required=True, listed=True, proposed="yes")
    language: str | None = text(N_("Language"), longest=8)

    def title(self) -> str:
        """The name she signs in with."""
        return self.name or ""

    def may(self, right: Right) -> bool:
        """Whether her role has this right."""
        return self.role is not None and right in RIGHTS[self.role]
