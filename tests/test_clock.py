"""The time is told in one place, which a test can replace."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from maternity import clock
from tests.ward_fixtures import FixedClock

PACKAGE = Path(clock.__file__).parent


def test_the_time_is_local_without_zone_and_without_fractions() -> None:
    told = clock.now()
    assert told.tzinfo is None
    assert told.microsecond == 0
    assert abs((datetime.now() - told).total_seconds()) < 60


def test_the_steady_clock_never_goes_back() -> None:
    told = [clock.steady() for _ in range(1000)]
    assert told == sorted(told)


def test_a_test_puts_the_clock_where_it_wants() -> None:
    with clock.use(FixedClock(datetime(2026, 12, 31, 23, 58))):
        assert clock.now() == datetime(2026, 12, 31, 23, 58)
        assert clock.today() == date(2026, 12, 31)
        with clock.use(FixedClock(datetime(2027, 1, 1, 0, 2))):
            assert clock.today() == date(2027, 1, 1)
        assert clock.today() == date(2026, 12, 31)


def test_nobody_else_reads_the_computers_clock() -> None:
    sign = re.compile(r"datetime\.now\(|date\.today\(|datetime\.today\(|utcnow\(|time\.time\(")
    readers = [
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if sign.search(file.read_text("utf-8"))
    ]
    assert readers == ["clock.py"]
