"""A drawing as an SVG file: the same marks as on paper, the same bytes for the same drawing."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from maternity.reports.drawing import POINT_MM, Box, Dot, Drawing, Line, Mark, Words

FAMILY = "DejaVu Sans, sans-serif"
SHADE, DASHES, ROUND = "#EBEBEB", "0.7 0.5", 1.2
ANCHOR = {"left": "start", "middle": "middle", "right": "end"}
DOWN = 0.35
"""From the middle of a letter down to its foot, of its size."""


def svg(drawing: Drawing, title: str) -> str:
    """The sheet as the text of an SVG file, a millimetre being its unit."""
    size = f'width="{drawing.wide:g}mm" height="{drawing.high:g}mm"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
    marks = "\n".join(_marks(drawing))
    return (
        f'{head} viewBox="0 0 {drawing.wide:g} {drawing.high:g}" role="img"'
        f" aria-label={quoteattr(title)}>\n<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>\n{marks}\n</svg>\n'
    )


def _marks(drawing: Drawing) -> Iterator[str]:
    for mark in drawing.marks:
        yield _mark(mark)


def _mark(mark: Mark) -> str:
    if isinstance(mark, Line):
        dashes = f' stroke-dasharray="{DASHES}"' if mark.dashed else ""
        ends = f'x1="{mark.x:.2f}" y1="{mark.y:.2f}" x2="{mark.to_x:.2f}" y2="{mark.to_y:.2f}"'
        return f'<line {ends} stroke="#000000" stroke-width="{mark.wide:g}"{dashes}/>'
    if isinstance(mark, Box):
        fill = SHADE if mark.shade else "none"
        stroke = f'stroke="#000000" stroke-width="{mark.line:g}"' if mark.line else 'stroke="none"'
        corner = f' rx="{ROUND}"' if mark.round_ else ""
        room = f'x="{mark.x:.2f}" y="{mark.y:.2f}" width="{mark.wide:.2f}"'
        return f'<rect {room} height="{mark.high:.2f}" fill="{fill}" {stroke}{corner}/>'
    if isinstance(mark, Dot):
        return f'<circle cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="{mark.wide / 2:.2f}"/>'
    return _words(mark)


def _words(mark: Words) -> str:
    size = mark.size * POINT_MM
    weight = ' font-weight="bold"' if mark.bold else ""
    turn = f' transform="rotate(-90 {mark.x:.2f} {mark.y:.2f})"' if mark.up else ""
    place = (
        f'x="{mark.x:.2f}" y="{mark.y + size * DOWN:.2f}"'
        if not mark.up
        else (f'x="{mark.x:.2f}" y="{mark.y:.2f}" dy="{size * DOWN:.2f}"')
    )
    return (
        f'<text {place} font-family="{FAMILY}" font-size="{size:.2f}"{weight}'
        f' text-anchor="{ANCHOR[mark.at]}"{turn}>{escape(mark.text)}</text>'
    )
