"""The Robson ten-group classification (clinical rules, part 4; WHO 2017).

One answer for each woman delivered. Codes in are those of the register; the code "unknown" is
not known. Group 99 is an answer: shown, counted and listed, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

CEPHALIC = frozenset({"vertex", "face", "brow"})
SPONTANEOUS, INDUCED, NO_LABOUR = "spontaneous", "induced", "no_labour"


class Group(Enum):
    """The ten groups, and what cannot be classified."""

    G1 = "g1"
    G2 = "g2"
    G3 = "g3"
    G4 = "g4"
    G5 = "g5"
    G6 = "g6"
    G7 = "g7"
    G8 = "g8"
    G9 = "g9"
    G10 = "g10"
    G99 = "g99"


class Subgroup(Enum):
    """Parts of the groups 2, 4 and 5."""

    INDUCED_2 = "2a"
    BEFORE_LABOUR_2 = "2b"
    INDUCED_4 = "4a"
    BEFORE_LABOUR_4 = "4b"
    ONE_SCAR = "5_1"
    MORE_SCARS = "5_2"


@dataclass(frozen=True)
class Class:
    """The answer: group, subgroup if there is one, and what was missing if it is 99."""

    group: Group
    subgroup: Subgroup | None = None
    needs: str = ""


def classify(
    *,
    parity: int | None,
    previous_caesareans: int | None,
    onset: str | None,
    fetuses: int | None,
    term: bool | None,
    presentation: str | None,
) -> Class:
    """The group by the first rule that matches."""
    if fetuses is None:
        return _missing("fetuses")
    if fetuses > 1:
        return Class(Group.G8)
    if presentation in {None, "unknown"}:
        return _missing("presentation")
    if presentation == "transverse":
        return Class(Group.G9)
    if presentation == "breech":
        if parity is None:
            return _missing("parity")
        return Class(Group.G7 if parity else Group.G6)
    return _cephalic(parity, previous_caesareans, onset, term)


def _cephalic(
    parity: int | None, caesareans: int | None, onset: str | None, term: bool | None
) -> Class:
    if term is None:
        return _missing("gestation")
    if not term:
        return Class(Group.G10)
    if parity is None:
        return _missing("parity")
    if caesareans is None:
        return _missing("previous_caesareans")
    if parity and caesareans:
        return Class(Group.G5, Subgroup.ONE_SCAR if caesareans == 1 else Subgroup.MORE_SCARS)
    if onset in {None, "unknown"}:
        return _missing("onset")
    return _by_onset(multipara=parity > 0, onset=str(onset))


_BY_ONSET = {
    (False, SPONTANEOUS): Class(Group.G1),
    (False, INDUCED): Class(Group.G2, Subgroup.INDUCED_2),
    (False, NO_LABOUR): Class(Group.G2, Subgroup.BEFORE_LABOUR_2),
    (True, SPONTANEOUS): Class(Group.G3),
    (True, INDUCED): Class(Group.G4, Subgroup.INDUCED_4),
    (True, NO_LABOUR): Class(Group.G4, Subgroup.BEFORE_LABOUR_4),
}


def _by_onset(*, multipara: bool, onset: str) -> Class:
    return _BY_ONSET[multipara, onset]


def _missing(name: str) -> Class:
    return Class(Group.G99, needs=name)
