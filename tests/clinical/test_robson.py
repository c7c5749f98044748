"""Robson: the corner cases of the manual, and one answer for every combination of inputs."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity.clinical import robson
from maternity.clinical.robson import CEPHALIC, Class, Group, Subgroup, classify

USUAL: dict[str, Any] = {
    "parity": 0,
    "previous_caesareans": 0,
    "onset": "spontaneous",
    "fetuses": 1,
    "term": True,
    "presentation": "vertex",
}
MULTIPARA = {"parity": 2}
INPUTS: dict[str, tuple[Any, ...]] = {
    "parity": (None, 0, 1, 3),
    "previous_caesareans": (None, 0, 1, 2, 3),
    "onset": (None, "unknown", "spontaneous", "induced", "no_labour"),
    "fetuses": (None, 1, 2, 3),
    "term": (None, True, False),
    "presentation": (None, *sorted(robson.PRESENTATIONS)),
}


@pytest.mark.parametrize(
    ("woman", "group", "subgroup"),
    [
        ({}, Group.G1, None),
        ({"onset": "induced"}, Group.G2, Subgroup.INDUCED_2),
        ({"onset": "no_labour"}, Group.G2, Subgroup.BEFORE_LABOUR_2),
        (MULTIPARA, Group.G3, None),
        (MULTIPARA | {"onset": "induced"}, Group.G4, Subgroup.INDUCED_4),
        (MULTIPARA | {"onset": "no_labour"}, Group.G4, Subgroup.BEFORE_LABOUR_4),
        (MULTIPARA | {"previous_caesareans": 1}, Group.G5, Subgroup.ONE_SCAR),
        (MULTIPARA | {"previous_caesareans": 2}, Group.G5, Subgroup.MORE_SCARS),
        (
            MULTIPARA | {"previous_caesareans": None, "scarred": True},
            Group.G5,
            None,
        ),
        (MULTIPARA | {"previous_caesareans": 1, "onset": None}, Group.G5, Subgroup.ONE_SCAR),
        ({"previous_caesareans": None, "scarred": False}, Group.G1, None),
        ({"presentation": "breech"}, Group.G6, None),
        (MULTIPARA | {"presentation": "breech"}, Group.G7, None),
        (
            MULTIPARA | {"presentation": "breech", "previous_caesareans": 1, "term": None},
            Group.G7,
            None,
        ),
        ({"fetuses": 2}, Group.G8, None),
        ({"fetuses": 2, "term": False}, Group.G8, None),
        ({"fetuses": 2, "presentation": "transverse"}, Group.G8, None),
        ({"presentation": "transverse"}, Group.G9, None),
        (
            MULTIPARA | {"presentation": "transverse", "previous_caesareans": 1},
            Group.G9,
            None,
        ),
        ({"term": False}, Group.G10, None),
        (MULTIPARA | {"term": False, "previous_caesareans": 1}, Group.G10, None),
        ({"term": False, "parity": None, "onset": None}, Group.G10, None),
        ({"previous_caesareans": 2}, Group.G1, None),
        ({"previous_caesareans": 2, "onset": "induced"}, Group.G2, Subgroup.INDUCED_2),
        ({"presentation": "face"}, Group.G1, None),
        ({"presentation": "brow"}, Group.G1, None),
    ],
)
def test_the_first_rule_that_matches_decides(
    woman: dict[str, Any], group: Group, subgroup: Subgroup | None
) -> None:
    assert classify(**(USUAL | woman)) == Class(group, subgroup)


@pytest.mark.parametrize(
    ("woman", "needs"),
    [
        ({"fetuses": None}, ("fetuses",)),
        ({"presentation": None}, ("presentation",)),
        ({"presentation": "unknown"}, ("presentation",)),
        ({"presentation": "breech", "parity": None}, ("parity",)),
        ({"term": None}, ("term",)),
        ({"parity": None}, ("parity",)),
        ({"previous_caesareans": None}, ("previous_caesareans",)),
        ({"parity": None, "previous_caesareans": None}, ("parity", "previous_caesareans")),
        ({"onset": None}, ("onset",)),
        ({"onset": "unknown"}, ("onset",)),
    ],
)
def test_what_cannot_be_classified_says_what_it_needs(
    woman: dict[str, Any], needs: tuple[str, ...]
) -> None:
    assert classify(**(USUAL | woman)) == Class(Group.G99, needs=needs)


@pytest.mark.parametrize(
    ("onset", "subgroup"),
    [
        ("spontaneous", Subgroup.SPONTANEOUS_8),
        ("induced", Subgroup.INDUCED_8),
        ("no_labour", Subgroup.BEFORE_LABOUR_8),
        (None, None),
        ("unknown", None),
    ],
)
def test_group_8_is_split_only_when_asked(onset: str | None, subgroup: Subgroup | None) -> None:
    twins = USUAL | {"fetuses": 2, "onset": onset}
    assert classify(**twins).subgroup is None
    assert classify(**twins, split_eight=True) == Class(Group.G8, subgroup)


@pytest.mark.parametrize(
    ("woman", "words"),
    [
        ({"parity": -1}, "parity must be from 0 to 19"),
        ({"parity": 20}, "parity must be from 0 to 19"),
        ({"previous_caesareans": 9}, "from 0 to 8"),
        ({"fetuses": 0}, "from 1 to 10"),
        ({"onset": "slow"}, "induced, no_labour, spontaneous"),
        ({"presentation": "oblique"}, "breech, brow"),
    ],
)
def test_what_the_register_keeps_out_names_the_range(woman: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        classify(**(USUAL | woman))


def by_definition(woman: dict[str, Any]) -> set[Group]:
    """Every group whose definition fits, each written on its own, in no order."""
    parity, scars, onset = woman["parity"], woman["previous_caesareans"], woman["onset"]
    one, lie, at_term = woman["fetuses"] == 1, woman["presentation"], woman["term"]
    usual = one and lie in CEPHALIC and at_term is True
    first, later = parity == 0, parity is not None and parity > 0
    unscarred = later and scars == 0
    judged = scars is not None
    started, other = onset == "spontaneous", onset in {"induced", "no_labour"}
    fits = {
        Group.G1: usual and first and judged and started,
        Group.G2: usual and first and judged and other,
        Group.G3: usual and unscarred and started,
        Group.G4: usual and unscarred and other,
        Group.G5: usual and later and bool(scars),
        Group.G6: one and lie == "breech" and first,
        Group.G7: one and lie == "breech" and later,
        Group.G8: woman["fetuses"] is not None and woman["fetuses"] > 1,
        Group.G9: one and lie == "transverse",
        Group.G10: one and lie in CEPHALIC and at_term is False,
    }
    return {group for group, fit in fits.items() if fit}


def test_every_woman_is_in_one_group_and_only_one() -> None:
    for values in product(*INPUTS.values()):
        woman = dict(zip(INPUTS, values, strict=True))
        found = classify(**woman)
        fits = by_definition(woman)
        assert len(fits) <= 1
        assert found.group is (fits.pop() if fits else Group.G99)
        assert bool(found.needs) is (found.group is Group.G99)


@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in INPUTS.items()}))
def test_what_is_needed_is_what_is_missing(woman: dict[str, Any]) -> None:
    for name in classify(**woman).needs:
        assert woman[name] in {None, "unknown"}


def test_a_missing_answer_never_moves_a_woman_to_another_group() -> None:
    for values in product(*INPUTS.values()):
        woman = dict(zip(INPUTS, values, strict=True))
        full = classify(**woman).group
        for name in INPUTS:
            assert classify(**(woman | {name: None})).group in {full, Group.G99}
