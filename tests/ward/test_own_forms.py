"""A district's own return: tried without a trace, put in force from its day, refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from maternity import cli, paths
from maternity.errors import Refused
from maternity.people import Account, Role
from maternity.ward import Ward, returns
from maternity.ward.own_forms import faulty, take_form, tried
from tests.ward_fixtures import NAME, PASSPHRASE, a_birth

SHIPPED = (paths.resources() / "returns" / "rma_cscom-2019.toml").read_text("utf-8")
NEWER = SHIPPED.replace("from = 2019-01-01", "from = 2026-11-01").replace(
    'version = "2019"', 'version = "2026"'
)

SHIPPED_COUNT = len(list((paths.resources() / "returns").glob("*.toml")))


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


def test_a_faulty_file_in_the_folder_is_set_aside_and_every_other_return_works(ward: Ward) -> None:
    ward.keep(*a_birth().all)
    assert ward.folder is not None
    own = ward.folder / "returns"
    own.mkdir()
    broken = NEWER.replace('register = "delivery"', 'register = "deliverry"', 1)
    (own / "district.toml").write_text(broken, "utf-8")
    (own / "latin.toml").write_bytes(b"\xe9\xff")
    (told, other), line = faulty(ward), broken.splitlines().index('register = "deliverry"')
    assert "latin.toml cannot be used" in other
    assert "district.toml cannot be used" in told
    assert 0 < line - int(told.split("Line ")[1].split(":")[0]) < 15
    assert "there is no register “deliverry”" in told
    assert len(ward.returns()) == SHIPPED_COUNT
    assert ward.sheet("rma_cscom", "2026-10").count("G10") == 1


def test_the_command_counts_other_returns_and_tells_the_faulty_file(
    ward: Ward, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ward.folder
    assert folder is not None
    (folder / "returns").mkdir()
    (folder / "returns" / "district.toml").write_text("[return]\nid = 4\n", "utf-8")
    ward.close()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, "utf-8")
    out = tmp_path / "rma.json"
    head = ["return", "--data", str(folder), "--as", NAME, "--passphrase-file", str(secret)]
    asked = [*head, "rma_cscom", "--month", "2026-10", "--format", "json", "--out", str(out)]
    assert cli.main(asked) == 0
    assert out.exists()
    assert "district.toml" in capsys.readouterr().err
