from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from maternity import paths

FONTS = paths.resources() / "fonts"
NEEDED = "ɛɔɲŋƐƆƝŊàâçéèêëîïôùûüœŒÉÈÀÇ«»’–…°№×≥≤☐☑→²½"


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.ttf")), ids=lambda file: file.stem)
def test_every_letter_of_the_ward_and_of_its_forms_is_in_the_font(file: Path) -> None:
    known = TTFontFile(str(file)).charToGlyph
    assert [letter for letter in NEEDED if ord(letter) not in known] == []


def test_the_four_faces_come_with_their_licence() -> None:
    assert {file.stem for file in FONTS.glob("*.ttf")} == {
        "DejaVuSans",
        "DejaVuSans-Bold",
        "DejaVuSansCondensed",
        "DejaVuSansCondensed-Bold",
    }
    licence = (FONTS / "LICENSE").read_text(encoding="utf-8")
    assert "Bitstream Vera Fonts Copyright" in licence
    assert "Arev Fonts Copyright" in licence
