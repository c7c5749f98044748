"""Groups of causes of death: what is grouped, what is asked, never a guess."""

from __future__ import annotations

import pytest

from maternity.clinical import causes
from maternity.clinical.causes import MaternalGroup, Nature, Timing
from maternity.clinical.judged import Judged

A, I, N = Timing.ANTEPARTUM, Timing.INTRAPARTUM, Timing.NEONATAL  # noqa: E741


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("O00", MaternalGroup.ABORTIVE),
        ("O07.9", MaternalGroup.ABORTIVE),
        ("O11", MaternalGroup.HYPERTENSION),
        ("O15.0", MaternalGroup.HYPERTENSION),
        ("O16", MaternalGroup.HYPERTENSION),
        ("O20", MaternalGroup.HAEMORRHAGE),
        ("O43.2", MaternalGroup.HAEMORRHAGE),
        ("O44.1", MaternalGroup.HAEMORRHAGE),
        ("O67.9", MaternalGroup.HAEMORRHAGE),
        ("O71.0", MaternalGroup.HAEMORRHAGE),
        ("O71.1", MaternalGroup.HAEMORRHAGE),
        ("O71.7", MaternalGroup.HAEMORRHAGE),
        ("O72.1", MaternalGroup.HAEMORRHAGE),
        ("O75.3", MaternalGroup.INFECTION),
        ("O85", MaternalGroup.INFECTION),
        ("O26.6", MaternalGroup.OTHER_OBSTETRIC),
        ("O71.2", MaternalGroup.OTHER_OBSTETRIC),
        ("O88.1", MaternalGroup.OTHER_OBSTETRIC),
        ("O29.0", MaternalGroup.UNANTICIPATED),
        ("O74.9", MaternalGroup.UNANTICIPATED),
        ("O10.0", MaternalGroup.INDIRECT),
        ("O24.0", MaternalGroup.INDIRECT),
        ("O24.9", MaternalGroup.INDIRECT),
        ("O99.0", MaternalGroup.INDIRECT),
    ],
)
def test_an_underlying_cause_has_its_group(code: str, group: MaternalGroup) -> None:
    assert causes.maternal_group(code) == Judged(group)


@pytest.mark.parametrize(
    ("code", "group", "lists"),
    [
        ("A34", MaternalGroup.INFECTION, "one_list"),
        ("C58", MaternalGroup.INDIRECT, "one_list"),
        ("D39.2", MaternalGroup.INDIRECT, "one_list"),
        ("F53", MaternalGroup.OTHER_OBSTETRIC, "one_list"),
        ("O95", MaternalGroup.UNDETERMINED, "one_list"),
        ("O44.0", MaternalGroup.OTHER_OBSTETRIC, "chosen"),
    ],
)
def test_a_group_that_only_one_list_gives_says_so(
    code: str, group: MaternalGroup, lists: str
) -> None:
    assert causes.maternal_group(code) == Judged(group, why=(lists,))


@pytest.mark.parametrize(
    ("code", "needs", "why"),
    [
        (None, ("cause",), ()),
        ("O22", ("subcode",), ()),
        ("O24", ("subcode",), ()),
        ("O71", ("subcode",), ()),
        ("O75", ("subcode",), ()),
        ("O64.0", ("underlying_cause",), ("contributory",)),
        ("O66", ("underlying_cause",), ("contributory",)),
        ("O80.0", ("underlying_cause",), ("contributory",)),
        ("O29.4", ("underlying_cause",), ("contributory",)),
        ("O74.5", ("underlying_cause",), ("contributory",)),
        ("O89.4", ("underlying_cause",), ("contributory",)),
        ("O96", ("cause_group",), ("late",)),
        ("O97.0", ("cause_group",), ("late",)),
        ("V03.1", ("cause_group",), ()),
        ("I05", ("cause_group",), ()),
        ("D39", ("cause_group",), ()),
    ],
)
def test_what_has_no_group_is_asked(
    code: str | None, needs: tuple[str, ...], why: tuple[str, ...]
) -> None:
    assert causes.maternal_group(code) == Judged(None, needs, why)


@pytest.mark.parametrize("written", ["O72.1", "o72.1", "O721", " O72.1 ", "O72.10"])
def test_a_code_may_be_written_in_its_usual_ways(written: str) -> None:
    assert causes.maternal_group(written).value is MaternalGroup.HAEMORRHAGE


@pytest.mark.parametrize("written", ["", "O", "O7", "72.1", "haemorrhage", "O72.123", "O72 et O85"])
def test_what_is_no_code_is_our_bug(written: str) -> None:
    with pytest.raises(ValueError, match="ICD-10 code"):
        causes.maternal_group(written)
    with pytest.raises(ValueError, match="ICD-10 code"):
        causes.perinatal_group(written, A)


def test_groups_1_to_6_are_direct() -> None:
    natures = [causes.nature(group) for group in MaternalGroup]
    assert natures == [
        *[Nature.DIRECT] * 6,
        *(Nature.INDIRECT, Nature.NOT_STATED, Nature.COINCIDENTAL),
    ]


@pytest.mark.parametrize(
    ("code", "when", "group"),
    [
        ("Q00", A, "a1"),
        ("Q00.0", I, "i1"),
        ("Q99", N, "n1"),
        ("A50", A, "a2"),
        ("P20.0", A, "a3"),
        ("P20.1", I, "i3"),
        ("P20.1", N, "n4"),
        ("P10", I, "i2"),
        ("P10.0", N, "n3"),
        ("P07", N, "n9"),
        ("P07.2", I, "i6"),
        ("P05", A, "a5"),
        ("P21.0", N, "n4"),
        ("P36.9", N, "n6"),
        ("P22.0", N, "n7"),
        ("P95", A, "a6"),
        ("P95", I, "i7"),
        ("P96.4", N, "n10"),
    ],
)
def test_a_babys_cause_is_grouped_within_its_timing(code: str, when: Timing, group: str) -> None:
    assert causes.perinatal_group(code, when) == Judged(group)


@pytest.mark.parametrize(
    ("code", "when", "needs"),
    [
        ("P95", N, ("cause_group",)),
        ("P20.0", I, ("cause_group",)),
        ("P20.1", A, ("cause_group",)),
        ("Q35", N, ("cause_group",)),
        ("P70.0", N, ("cause_group",)),
        ("P02", N, ("cause_group",)),
        (None, N, ("cause",)),
        ("P95", None, ("timing",)),
        (None, None, ("cause", "timing")),
    ],
)
def test_a_cause_without_a_group_is_asked(
    code: str | None, when: Timing | None, needs: tuple[str, ...]
) -> None:
    assert causes.perinatal_group(code, when) == Judged(None, needs)


@pytest.mark.parametrize(
    ("code", "group"),
    [("P02", "m1"), ("P01.0", "m2"), ("P03", "m3"), ("P00", "m4"), ("P04.9", "m4")],
)
def test_the_mothers_condition_has_its_group(code: str, group: str) -> None:
    assert causes.mothers_group(code, healthy=False) == Judged(group)


def test_a_healthy_mother_is_an_answer_and_a_blank_is_none() -> None:
    assert causes.mothers_group(None, healthy=True) == Judged("m5")
    assert causes.mothers_group(None, healthy=False) == Judged(None, ("cause",))
    assert causes.mothers_group("Q00", healthy=False) == Judged(None, ("cause_group",))
    assert causes.mothers_group("Z00", healthy=False) == Judged(None, ("cause_group",))


def test_the_timing_follows_the_outcome_until_a_person_corrects_it() -> None:
    assert causes.timing("macerated_stillbirth") is A
    assert causes.timing("fresh_stillbirth") is I
    assert causes.timing("live") is N
    assert causes.timing(None) is None
    assert causes.timing("fresh_stillbirth", corrected=A) is A
