"""The month for the association and the radio: true figures, and none that points to a woman."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from maternity.errors import Refused
from maternity.reports.public_summary import TOLD, grouped
from maternity.ward import Ward
from maternity.ward.public_summary import write_summary
from tests.ward_fixtures import a_birth


def test_the_words_to_read_aloud_are_the_returns_figures_and_group_small_ones(
    ward: Ward, tmp_path: Path
) -> None:
    ward.keep(*a_birth(weight_g=2100).all, *a_birth(name="Diarra").all)
    ward.keep(*a_birth(day=date(2026, 9, 3)).all)
    place = write_summary(ward, ward.sheet("rma_cscom", "2026-10"), tmp_path / "mois.txt")
    told = place.read_text("utf-8").splitlines()
    assert "Births in our maternity: 2; the month before: 1." in told
    assert "Babies under 2500 g: fewer than 5; the month before: 0." in told
    assert len(told) == len(TOLD) + 2 == 12


def test_the_page_is_one_page_with_the_same_sentences(ward: Ward, tmp_path: Path) -> None:
    ward.keep(*a_birth().all)
    place = write_summary(ward, ward.sheet("rma_csref", "2026-10"), tmp_path / "mois.pdf")
    pages = PdfReader(place).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    assert "Births in our maternity: 1" in text
    assert "Coulibaly" not in text


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, "not known"), (0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5")],
)
def test_a_figure_from_one_to_four_is_not_told(value: int | None, told: str) -> None:
    assert grouped(value, sensitive=True) == told


def test_only_a_month_has_a_summary_and_only_as_page_or_words(ward: Ward, tmp_path: Path) -> None:
    for period, name in (("2026", "an.txt"), ("2026-10", "mois.docx")):
        with pytest.raises(Refused):
            write_summary(ward, ward.sheet("rma_cscom", period), tmp_path / name)
    assert list(tmp_path.glob("*.docx")) == []
