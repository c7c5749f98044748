"""What showed « Saved » survives a cut of the power at any moment; the first 2,000 disks of it.

All of them: `python -m tests.powercut`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.powercut import scenarios
from tests.powercut.images import Image
from tests.powercut.recording import Recording
from tests.powercut.replay import Judge, Report

pytestmark = pytest.mark.skipif(
    not scenarios.has_strace(), reason="strace cannot follow a program on this computer"
)


def sound(report: Report, least: int) -> None:
    """Enough disks were tried, and none was bad."""
    assert report.examples == []
    assert report.bad() == 0
    assert report.total >= least


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """The program that opens what a cut left."""
    with scenarios.judging() as found:
        yield found


@pytest.fixture(scope="module")
def births(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Forms kept one after the other, followed once."""
    return scenarios.recorded(tmp_path_factory.mktemp("cuts"), "births")


def test_a_form_that_was_saved_survives_every_cut_and_a_lying_disk_is_caught(
    births: Recording, judge: Judge
) -> None:
    made = births
    sound(scenarios.judged(made, by=judge, most=1200), 1200)
    lying = scenarios.judged(made, by=judge, ignore_flush=True, most=240, skipped=2400)
    assert lying.bad(["kill"]) == 0
    assert all(lying.bad([model]) for model in ("drop", "subset", "torn"))


def test_a_copy_is_whole_or_is_none_whenever_the_power_goes(tmp_path: Path, judge: Judge) -> None:
    made = scenarios.recorded(tmp_path, "stick")
    before = scenarios.first(made, ".mrb.part")
    sound(scenarios.judged(made, by=judge, most=400, skipped=before), 400)


def test_an_upgrade_is_done_or_not_begun_whenever_the_power_goes(
    tmp_path: Path, judge: Judge
) -> None:
    made = scenarios.recorded(tmp_path, "opening")
    before = scenarios.first(made, "registre.db-journal")
    sound(scenarios.judged(made, by=judge, most=400, skipped=before), 400)


DEEP, OF_EACH = 3, 8


def verdicts(judge: Judge, found: list[Image]) -> Counter[str]:
    """What the program finds on disks it is shown."""
    return Counter(judge(image)[0] for image in found)


def test_cuts_during_the_recovery_from_a_cut_three_deep_lose_nothing(
    births: Recording, judge: Judge, tmp_path: Path
) -> None:
    made = births
    for deep in range(DEEP):
        made = scenarios.recorded_again(tmp_path, scenarios.in_trouble(made, 4)[-1], deep)
        found = scenarios.in_trouble(made, OF_EACH)
        assert found, "the recovery itself can be cut"
        assert verdicts(judge, found) == {"ok": len(found)}


def test_a_journal_deleted_after_a_cut_loses_no_form_in_silence(
    births: Recording, judge: Judge
) -> None:
    found = scenarios.in_trouble(births, 24)
    for image in found:
        image.files = {
            name: content for name, content in image.files.items() if not name.endswith("-journal")
        }
    told = verdicts(judge, found)
    assert not set(told) - {"ok", "torn", "corrupt"}
    assert told["ok"] > 0
    assert len(found) > 20
