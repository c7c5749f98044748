from __future__ import annotations

from tests.tooling.third_party import TOP, page


def test_the_page_of_licences_is_that_of_the_libraries_installed() -> None:
    written = (TOP / "THIRD-PARTY.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m tests.tooling.third_party > THIRD-PARTY.md"


def test_nothing_the_register_uses_forbids_giving_it_away() -> None:
    rows = [line for line in page().splitlines() if line.startswith("| ")]
    assert len(rows) > 40
    for row in rows:
        assert "Proprietary" not in row
        assert "AGPL" not in row
        assert "GPL" not in row or "LGPL" in row, row
