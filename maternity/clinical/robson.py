"""The Robson ten-group classification (clinical rules, part 4; WHO 2017).

One answer for each woman delivered. Codes in are those of the register; the code "unknown" is
not known. Group 99 is an answer: shown, counted and listed, never guessed; it says what it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from maternity.clinical.limits import check, check_code

CEPHALIC = frozenset({"vertex", "face", "brow"})
PRESENTATIONS = CEPHALIC | {"breech", "transverse", "unknown"}
SPONTANEOUS, INDUCED, NO_LABOUR = "spontaneous", "induced", "no_labour"
ONSETS = frozenset({SPONTANEOUS, INDUCED, NO_LABOUR, "unknown"})


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
    """Parts of the groups 2, 4 and 5, and of 8 when asked for."""

    INDUCED_2 = "2a"
    BEFORE_LABOUR_2 = "2b"
    INDUCED_4 = "4a"
    BEFORE_LABOUR_4 = "4b"
    ONE_SCAR = "5_1"
    MORE_SCARS = "5_2"
    SPONTANEOUS_8 = "8a"
    INDUCED_8 = "8b"
    BEFORE_LABOUR_8 = "8c"


@dataclass(frozen=True)
class Class:
    """The answer: group, subgroup if there is one, and the inputs that were missing if it is 99."""

    group: Group
    subgroup: Subgroup | None = None
    needs: tuple[str, ...] = ()


def classify(
    *,
    parity: int | None,
    previous_caesareans: int | None,
    onset: str | None,
    fetuses: int | None,
    term: bool | None,
    presentation: str | None,
    scarred: bool | None = None,
    split_eight: bool = False,
) -> Class:
    """The group by the first rule that matches.

    `term` is whether the birth was at 259 days or later; `scarred` says that there was a previous
    caesarean whose number is not known. The scar of a nullipara contradicts itself and is ignored.
    """
    check(parity=parity, previous_caesareans=previous_caesareans, fetuses=fetuses)
    check_code("onset", onset, ONSETS)
    check_code("presentation", presentation, PRESENTATIONS)
    if fetuses is None:
        return _missing("fetuses")
    if fetuses > 1:
        return Class(Group.G8, _OF_EIGHT.get(onset) if split_eight else None)
    if presentation is None or presentation == "unknown":
        return _missing("presentation")
    if presentation in CEPHALIC:
        return _cephalic(parity, previous_caesareans, onset, term=term, scarred=scarred)
    if presentation == "transverse":
        return Class(Group.G9)
    return _missing("parity") if parity is None else Class(Group.G7 if parity else Group.G6)


def _cephalic(
    parity: int | None,
    caesareans: int | None,
    onset: str | None,
    *,
    term: bool | None,
    scarred: bool | None,
) -> Class:
    if term is None:
        return _missing("term")
    if not term:
        return Class(Group.G10)
    scar = bool(caesareans) if caesareans is not None else scarred
    if parity is None or scar is None:
        asked = {"parity": parity, "previous_caesareans": scar}
        return _missing(*(name for name, value in asked.items() if value is None))
    if parity and scar:
        return Class(Group.G5, _scars(caesareans))
    if onset is None or onset == "unknown":
        return _missing("onset")
    return _BY_ONSET[parity > 0, onset]


def _scars(number: int | None) -> Subgroup | None:
    if number is None:
        return None
    return Subgroup.ONE_SCAR if number == 1 else Subgroup.MORE_SCARS


_BY_ONSET = {
    (False, SPONTANEOUS): Class(Group.G1),
    (False, INDUCED): Class(Group.G2, Subgroup.INDUCED_2),
    (False, NO_LABOUR): Class(Group.G2, Subgroup.BEFORE_LABOUR_2),
    (True, SPONTANEOUS): Class(Group.G3),
    (True, INDUCED): Class(Group.G4, Subgroup.INDUCED_4),
    (True, NO_LABOUR): Class(Group.G4, Subgroup.BEFORE_LABOUR_4),
}
_OF_EIGHT: dict[str | None, Subgroup] = {
    SPONTANEOUS: Subgroup.SPONTANEOUS_8,
    INDUCED: Subgroup.INDUCED_8,
    NO_LABOUR: Subgroup.BEFORE_LABOUR_8,
}


def _missing(*names: str) -> Class:
    return Class(Group.G99, needs=names)
