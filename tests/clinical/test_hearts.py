"""Which fetus a heart rate is of: one heart heard twice, or two exchanged, at each edge."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from maternity.clinical.hearts import Doubt, Heard, doubtful

AT = datetime(2026, 11, 26, 10, 0)
BEFORE = AT - timedelta(minutes=30)


def test_a_single_fetus_is_never_doubted() -> None:
    assert doubtful(Heard(1, AT, 140), [Heard(1, BEFORE, 120), Heard(1, AT, 140)]) is None


def test_the_same_rate_at_the_same_moment_may_be_one_heart() -> None:
    assert doubtful(Heard(2, AT, 140), [Heard(1, AT, 140)]) is Doubt.SAME
    assert doubtful(Heard(2, AT, 141), [Heard(1, AT, 140)]) is None
    assert doubtful(Heard(2, AT, 140), [Heard(1, BEFORE, 140)]) is None


@pytest.mark.parametrize(
    ("own", "other", "doubt"),
    [
        (125, 140, Doubt.EXCHANGED),  # 15 from its own last, 0 from the other's
        (126, 140, None),  # 14 from its own
        (125, 143, Doubt.EXCHANGED),  # 3 from the other's
        (125, 144, None),  # 4 from the other's
    ],
)
def test_a_rate_like_the_other_ones_and_far_from_its_own(
    own: int, other: int, doubt: Doubt | None
) -> None:
    seen = [Heard(1, BEFORE, other), Heard(2, BEFORE, own)]
    assert doubtful(Heard(2, AT, 140), seen) is doubt


def test_a_rate_of_long_ago_is_not_compared_with() -> None:
    long_ago = AT - timedelta(hours=2, minutes=1)
    assert doubtful(Heard(2, AT, 140), [Heard(1, BEFORE, 140), Heard(2, long_ago, 120)]) is None
    just = AT - timedelta(hours=2)
    seen = [Heard(1, BEFORE, 140), Heard(2, just, 120)]
    assert doubtful(Heard(2, AT, 140), seen) is Doubt.EXCHANGED


def test_a_rate_out_of_range_is_our_fault() -> None:
    with pytest.raises(ValueError, match="fhr_bpm must be from 30 to 260"):
        doubtful(Heard(1, AT, 1400), [])
