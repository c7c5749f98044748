"""How secret the data of each register is, derived from its declaration; nothing is listed twice.

A register's class follows from whose data it holds and from the marks of its fields (identity, HIV,
death); who reads it is told by the ward, which decides it (reference: safety, parts 9 and 18).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from maternity import registers
from maternity.i18n import N_, _
from maternity.people import Account, Role
from maternity.records import Register
from maternity.reports.leaf import Grid, Leaf, Lines, Note, Part
from maternity.reports.retention import KEPT_FOR_EVER

if TYPE_CHECKING:
    from maternity.reports.own_state import OwnState

Readers = Callable[[Register], tuple[Role, ...]]
"""Who reads a register."""
IsOfCare = Callable[[Register], bool]
"""Whether a register leads to people cared for."""


class Level(IntEnum):
    """How secret, from what the ward may show to what few may see."""

    WARD = 1
    STAFF = 2
    CARE = 3
    SECRET = 4

    @property
    def words(self) -> str:
        """What the level holds."""
        return _(WORDS[self])

    @property
    def kept(self) -> str:
        """How it is protected, in whole sentences."""
        return _(KEPT[self])


WORDS = {
    Level.WARD: N_("Lists and rules of the ward"),
    Level.STAFF: N_("Staff and accounts"),
    Level.CARE: N_("Women and children: who they are, and their care"),
    Level.SECRET: N_("HIV, and the deaths with their review"),
}

KEPT = {
    Level.WARD: N_(
        "Changed by who sets up. The head changes the rules and our own facility together with the"
        " technical administrator, where there is one."
    ),
    Level.STAFF: N_(
        "No passphrase and no PIN is kept, only the envelope that each one opens. Accounts are read"
        " by who manages people."
    ),
    Level.CARE: N_(
        "Read by who cares for them. Minors of other colleagues stand by their initials before a"
        " matron or a nurse. A file with names is written by the head alone, with a reason and her"
        " PIN or passphrase."
    ),
    Level.SECRET: N_(
        "What concerns HIV is masked on the screen and each view is on the journal; day pages,"
        " lists and the papers of a woman do not show it. The PMTCT book is printed apart, with a"
        " care number and no name. A matron enters that a woman or a child died and reads only what"
        " she wrote; the review of a death is for the head, and names nobody."
    ),
}


@dataclass(frozen=True)
class Held:
    """What a register holds: how secret it is, how many answers carry each mark, who reads it."""

    register: Register
    level: Level
    identity: int
    hiv: int
    deaths: int
    readers: tuple[Role, ...]


def held(readers: Readers, is_of_care: IsOfCare) -> list[Held]:
    """Every register there is, in menu order."""
    return [_held(cls.register, readers, is_of_care) for cls in registers.ALL]


def _held(about: Register, readers: Readers, is_of_care: IsOfCare) -> Held:
    marks = [column.sensitive for column in about.columns.values()]
    identity, hiv, deaths = (marks.count(one) for one in ("personal", "hiv", "death"))
    level = Level.WARD
    if hiv or deaths:
        level = Level.SECRET
    elif is_of_care(about):
        level = Level.CARE
    elif identity or issubclass(about.record, Account):
        level = Level.STAFF
    return Held(about, level, identity, hiv, deaths, readers(about))


def by_level(found: Iterable[Held]) -> Iterator[tuple[Level, list[Held]]]:
    """The registers of each level, the most secret first."""
    every = list(found)
    for level in sorted(Level, reverse=True):
        yield level, [one for one in every if one.level is level]


def by_readers(found: Iterable[Held]) -> Iterator[tuple[tuple[Role, ...], list[Held]]]:
    """Registers that the same roles read, together."""
    together: dict[tuple[Role, ...], list[Held]] = {}
    for one in found:
        together.setdefault(one.readers, []).append(one)
    yield from together.items()


def readers_words(roles: tuple[Role, ...]) -> str:
    """Who reads, in words."""
    return ", ".join(role.words for role in roles) or _("nobody")


TITLE = N_("Classes of the data")
HOW = N_(
    "This table is worked out from the registers as the program declares them and from its table of"
    " rights: it is never written by hand. A figure says how many questions of a register carry a"
    " mark; a dash, none."
)
BESIDE: tuple[tuple[str, str], ...] = (
    (
        N_("Journal of the register"),
        N_(
            "Who did what and when, without a clinical value. The head reads all of it, each person"
            " her own lines, the technical administrator the technical ones."
        ),
    ),
    (
        N_("Key file"),
        N_(
            "The names of who may sign in, readable at the door, and one envelope for each"
            " passphrase. It holds nothing about a woman. What anybody can read of a copy bears"
            " none of these names."
        ),
    ),
    (
        N_("Copies (.mrb)"),
        N_("The whole register, encrypted; a passphrase or the recovery code opens it."),
    ),
    (
        N_("Papers and files that somebody asked for"),
        N_(
            "PDF, workbook, CSV, DHIS2: they are not encrypted, and nothing protects them but who"
            " carries them. Delete them from a stick as soon as they are handed over."
        ),
    ),
)
"""What stands beside the registers: what it holds, and who reads it."""


def leaves(own: OwnState) -> list[Leaf]:
    """The classification: each level, each register, what stands beside them, how long."""
    parts: list[Part] = [Note(_(HOW))]
    for level, there in by_level(own.held):
        parts.append(Note(f"{level.value}.  {level.words}", strong=True))
        parts.append(Note(level.kept))
        heads = (_("Register"), _("Identity"), _("HIV"), _("Deaths"), *(r.words for r in Role))
        parts.append(
            Grid("", heads, tuple(_row(one) for one in there), (2.4, 1.05, 0.65, 0.85, *_wide()))
        )
    parts += [
        Grid(
            _("What stands beside the registers"),
            (_("What"), _("What it holds and who reads it")),
            tuple((_(what), _(told)) for what, told in BESIDE),
            (2.2, 6.2),
        ),
        Note(_("How long it is kept"), strong=True),
        Note(_(KEPT_FOR_EVER)),
        Lines("", 1),
    ]
    return [Leaf(_(TITLE), tuple(parts))]


def _wide() -> tuple[float, ...]:
    """The columns of the roles: no word of a head is cut."""
    return tuple((3 + max(len(word) for word in role.words.split())) / 9.3 for role in Role)


def _row(one: Held) -> tuple[str, ...]:
    marks = (str(count or "–") for count in (one.identity, one.hiv, one.deaths))
    read = (_("reads") if role in one.readers else "–" for role in Role)
    return (one.register.words, *marks, *read)
