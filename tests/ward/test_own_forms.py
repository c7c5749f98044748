"""A district's own return: tried without a trace, put in force from its day, refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from maternity import paths
from maternity.errors import Refused
from maternity.people import Account, Role
from maternity.ward import Ward, returns
from maternity.ward.own_forms import take_form, tried
from tests.ward_fixtures import a_birth

SHIPPED = (paths.resources() / "returns" / "rma_cscom-2019.toml").read_text("utf-8")
NEWER = SHIPPED.replace("from = 2019-01-01", "from = 2026-11-01").replace(
    'version = "2019"', 'version = "2026"'
)


def written(folder: Path, text: str) -> Path:
    place = folder / "nouveau.toml"
    place.write_text(text, "utf-8")
    return place


def test_a_file_is_tried_on_a_month_and_nothing_changes(ward: Ward, tmp_path: Path) -> None:
    ward.keep(*a_birth().all)
    sheet = tried(ward, written(tmp_path, NEWER), "2026-10")
    assert (sheet.form.version, sheet.count("G10")) == ("2026", 1)
    assert ward.sheet("rma_cscom", "2026-11").form.version == "2019"


def test_a_file_is_in_force_from_its_day_and_not_before(ward: Ward, tmp_path: Path) -> None:
    take_form(ward, written(tmp_path, NEWER))
    versions = [ward.sheet("rma_cscom", month).form.version for month in ("2026-10", "2026-11")]
    assert versions == ["2019", "2026"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('register = "delivery"', 'register = "deliverry"', "there is no register “deliverry”"),
        ("counts_as_delivery == yes", "counts_as_delivry == yes", "counts_as_delivry"),
        ("from = 2026-11-01", "from = 2026-11-01\nto = 2026-10-01", "it ends before it begins"),
        ('every = "month"', 'every = "day"', "“day” is no period"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line_and_nothing_is_laid_down(
    ward: Ward, tmp_path: Path, old: str, new: str, words: str
) -> None:
    file = written(tmp_path, NEWER.replace(old, new, 1))
    for act in (lambda: take_form(ward, file), lambda: tried(ward, file, "2026-10")):
        with pytest.raises(Refused, match=words):
            act()
    assert [form.source for form in returns.returns(ward) if form.source == "nouveau.toml"] == []


def test_sums_that_add_each_other_up_are_refused(ward: Ward, tmp_path: Path) -> None:
    loop = '\n[[line]]\ncode = "{}"\nsection = "3"\nlabel = "x"\nsum = ["{}"]\n'
    text = NEWER + loop.format("X1", "X2") + loop.format("X2", "X1")
    with pytest.raises(Refused, match="X2"):
        take_form(ward, written(tmp_path, text))


def test_two_versions_from_the_same_day_are_refused(ward: Ward, tmp_path: Path) -> None:
    take_form(ward, written(tmp_path, NEWER))
    other = NEWER.replace('version = "2026"', 'version = "2027"')
    with pytest.raises(Refused, match="01/11/2026: 2026 and 2027"):
        take_form(ward, written(tmp_path, other))


def test_only_who_sets_up_puts_a_return_in_force(ward: Ward, tmp_path: Path) -> None:
    ward.account = Account(name="Awa", role=Role.NURSE)
    with pytest.raises(Refused, match="role"):
        take_form(ward, written(tmp_path, NEWER))
