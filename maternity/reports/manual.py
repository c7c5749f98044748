"""The manual: one Markdown file a language, read on the screen, searched, and printed.

After its chapters come the fields of every register, told from their declarations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maternity import i18n, names, paths, registers
from maternity.i18n import _
from maternity.reports.field_help import told_field
from maternity.reports.leaf import Leaf, Note, Pages, Told

FENCE = "```"
SIGNS = re.compile(r"`|\*\*|(?<!\w)\*(?=\w)|(?<=[\w….])\*(?!\w)")
"""The signs of emphasis and of code."""


ELIDED = re.compile(r"\b(?:qu|jusqu|lorsqu|[cdjlmnst])['’]", re.IGNORECASE)
"""A French word cut short before a vowel: what follows it is looked for by its own beginning."""


def _apart(text: str) -> str:
    return ELIDED.sub(" ", text)


@dataclass(frozen=True)
class Chapter:
    """A title and its lines."""

    title: str
    lines: tuple[str, ...]

    def answers(self, wanted: list[str]) -> bool:
        """Whether every wanted beginning of a word stands in it."""
        words = names.words(_apart(" ".join((self.title, *self.lines))))
        return all(any(word.startswith(one) for word in words) for one in wanted)

    @property
    def markdown(self) -> str:
        """As Markdown."""
        return "\n\n".join((f"## {self.title}", *self.lines))


def chapters(folder: str = "manual") -> list[Chapter]:
    """The chapters of the manual, or of another text kept like it, in the language in use."""
    file = paths.resources() / folder / f"{i18n.language()}.md"
    parts = file.read_text("utf-8").split("\n## ")[1:]
    return [
        Chapter(head.strip(), tuple(_paragraphs(body)))
        for head, _break, body in (part.partition("\n") for part in parts)
    ]


def _paragraphs(body: str) -> Iterator[str]:
    """Its lines, each for itself; what stands between fences is one, as it is written."""
    for at, part in enumerate(body.split(FENCE)):
        if at % 2:
            yield f"{FENCE}{part}{FENCE}"
        else:
            yield from (line for line in part.splitlines() if line.strip())


def examples() -> list[str]:
    """The examples of the manual: whole files, as they are written."""
    lines = [line for one in chapters() for line in one.lines if line.startswith(FENCE)]
    return [line.removeprefix(FENCE).removesuffix(FENCE).partition("\n")[2] for line in lines]


def _plain(line: str) -> str:
    """A paragraph without the signs that only a screen reads."""
    if line.startswith(FENCE):
        return line.removeprefix(FENCE).removesuffix(FENCE).partition("\n")[2].rstrip()
    return SIGNS.sub("", line)


def fields() -> Iterator[Chapter]:
    """The fields of every register of care that anyone may see, each with what it takes."""
    for cls in registers.ALL:
        about = cls.register
        if not about.setup and not about.hidden:
            told = (f"**{one.words}** — {' '.join(told_field(one))}" for one in about.typed)
            yield Chapter(about.words, tuple(told))


def found(text: str) -> list[Chapter]:
    """The chapters that answer a search, then the fields that do; everything for no words."""
    wanted = names.words(_apart(text))
    if not wanted:
        return chapters()
    answers = [one for one in chapters() if one.answers(wanted)]
    for chapter in fields():
        lines = tuple(one for one in chapter.lines if Chapter("", (one,)).answers(wanted))
        if lines:
            answers.append(Chapter(chapter.title, lines))
    return answers


def pages(told: Told) -> Pages:
    """The whole manual, ready to be drawn."""
    chaptered = tuple(
        part
        for one in chapters()
        for part in (Note(one.title, strong=True), *(Note(_plain(line)) for line in one.lines))
    )
    leaves = [Leaf(_("How the register is used"), chaptered)]
    leaves += [
        Leaf(one.title, tuple(Note(line.replace("**", "")) for line in one.lines))
        for one in fields()
    ]
    return Pages(_("Manual of the maternity register"), tuple(leaves), told)
