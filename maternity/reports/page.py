"""What every page on paper has: embedded letters, its number, who printed it, words that fit.

The same input gives the same bytes; text from entries is never read as markup.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus.flowables import Flowable

from maternity import i18n, paths
from maternity.i18n import _

REGULAR, BOLD = "DejaVuSansCondensed", "DejaVuSansCondensed-Bold"
MARGIN = 12 * mm
FOOT = 5 * mm
INSET = 6
"""What ReportLab keeps free inside its own margins, in points."""
HAIRLINE = 0.4
TEXT, SMALL, TITLE = 9, 7, 11
"""Sizes in points; the small one only for how it was counted."""
PAD = 3
SHADE = colors.Color(0.92, 0.92, 0.92)
ACROSS = colors.Color(0.45, 0.45, 0.45, alpha=0.2)
ACROSS_SIZE = 60

Commands = list[tuple[Any, ...]]
Page = tuple[float, float]

PLAIN: Commands = [
    ("FONT", (0, 0), (-1, -1), REGULAR, TEXT),  # else ReportLab asks for a letter not embedded
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


rl_config.trustedHosts = []
"""A page asks no address for anything, whatever a file of the person's home says to ReportLab."""


@cache
def fonts() -> None:
    """Make the embedded letters known, once."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)


@cache
def letters(size: float, *, bold: bool = False) -> ParagraphStyle:
    """How a paragraph of this size is set."""
    name = BOLD if bold else REGULAR
    return ParagraphStyle(f"{name}{size}", fontName=name, fontSize=size, leading=size * 1.2)


@dataclass(frozen=True)
class Paper:
    """A size of paper with its margin, and what stands on every page of it."""

    size: Page
    title: str
    told: str
    across: str = ""
    margin: float = MARGIN
    foot: float = FOOT
    letter: float = TEXT

    @property
    def width(self) -> float:
        """What may be written on, from left to right."""
        return self.size[0] - 2 * self.margin


def document(story: list[Flowable], paper: Paper) -> bytes:
    """The pages of a story as the bytes of a PDF."""
    stream = io.BytesIO()
    made = SimpleDocTemplate(
        stream,
        pagesize=paper.size,
        leftMargin=paper.margin - INSET,
        rightMargin=paper.margin - INSET,
        topMargin=paper.margin - INSET,
        bottomMargin=paper.margin + paper.foot - INSET,
        title=paper.title,
        lang=i18n.language(),
        invariant=1,
        initialFontName=REGULAR,
    )
    made.build(story, canvasmaker=lambda *a, **k: _Numbered(paper, *a, **k))
    return stream.getvalue()


class _Numbered(Canvas):
    """A canvas that writes « page n/N », who printed it, and a word across the page."""

    def __init__(self, paper: Paper, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._paper = paper
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's own name
        """Keep the page until their number is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write the foot of every page."""
        for at, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self._foot(_("page {page}/{pages}").format(page=at, pages=len(self._pages)))
            super().showPage()
        super().save()

    def _foot(self, number: str) -> None:
        paper, (width, height) = self._paper, self._paper.size
        self.setFont(REGULAR, paper.letter)
        room = paper.width - pdfmetrics.stringWidth(number, REGULAR, paper.letter) - PAD
        self.drawString(paper.margin, paper.margin, cut(paper.told, room, paper.letter))
        self.drawRightString(width - paper.margin, paper.margin, number)
        if paper.across:
            self.saveState()
            self.setFillColor(ACROSS)
            wide = pdfmetrics.stringWidth(paper.across, BOLD, ACROSS_SIZE)
            self.setFont(BOLD, min(ACROSS_SIZE, ACROSS_SIZE * width / wide))
            self.translate(width / 2, height / 2)
            self.rotate(32)
            self.drawCentredString(0, 0, paper.across)
            self.restoreState()


def cut(text: str, room: float, size: float = TEXT) -> str:
    """The text, shortened with « … » where it is longer than its room."""
    if pdfmetrics.stringWidth(text, REGULAR, size) <= room:
        return text
    while text and pdfmetrics.stringWidth(f"{text}…", REGULAR, size) > room:
        text = text[:-1]
    return f"{text}…"


def base_style(size: float) -> Commands:
    """A plain grid with letters of this size."""
    return [
        ("FONT", (0, 0), (-1, -1), REGULAR, size),
        ("LEADING", (0, 0), (-1, -1), size * 1.15),
        ("GRID", (0, 0), (-1, -1), HAIRLINE, colors.black),
        ("LEFTPADDING", (0, 0), (-1, -1), PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]


def stack(lines: Sequence[str]) -> Flowable:
    """Lines of markup, one under the other."""
    return Paragraph("<br/>".join(lines), letters(TEXT))


def fitted(text: str, width: float, size: float = TEXT) -> str:
    """Words on as many lines as the column needs; a word longer than it is cut into pieces."""
    room = width - 2 * PAD
    if "\n" not in text and pdfmetrics.stringWidth(text, REGULAR, size) <= room:
        return text
    indent = text[: len(text) - len(text.lstrip())]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = indent
        for word in _pieces(paragraph.split(), room, size):
            longer = f"{line} {word}" if line.strip() else f"{line}{word}"
            if line.strip() and pdfmetrics.stringWidth(longer, REGULAR, size) > room:
                lines.append(line)
                line = f"{indent}{word}"
            else:
                line = longer
        lines.append(line)
    return "\n".join(lines)


def _pieces(words: list[str], room: float, size: float) -> Iterator[str]:
    for whole in words:
        word = whole
        while len(word) > 1 and pdfmetrics.stringWidth(word, REGULAR, size) > room:
            end = len(word) - 1
            while end > 1 and pdfmetrics.stringWidth(word[:end], REGULAR, size) > room:
                end -= 1
            yield word[:end]
            word = word[end:]
        yield word
