"""The catalogues of words: what must be translated, and the compiled file beside each.

    python -m tests.translations          add what is new to each .po, compile each .mo, report
    python -m tests.translations FILE.po  take the translations of that file over first

Sentences come from the code (`_`, `N_`, `plural`); labels, helps, headings and choices come from
the catalogue of registers, each with its register or list as context.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "locale"

HEADER = "# Words of the maternity register. English is the source."

DECLARING = (
    *("maternity/registers/", "maternity/settings.py", "maternity/setting_options.py"),
    *("maternity/people.py",),
    *("maternity/fields.py", "maternity/records.py"),
)
"""Where `N_` marks labels that the catalogue of registers gives with their context."""

Key = tuple[str | None, str | tuple[str, str]]
"""Context (None for a sentence) and the English words; two for a plural."""


def sentences() -> Iterator[tuple[Key, str]]:
    """Every `_`, `plural` and, apart, every `N_` in the code, with the file that says it."""
    for file in sorted((ROOT / "maternity").rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                words = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if node.func.id in {"_", "N_"} and words and isinstance(words[0], str):
                    yield ("N_" if node.func.id == "N_" else None, words[0]), place
                if node.func.id == "plural" and len(words) >= 2:
                    yield (None, (str(words[0]), str(words[1]))), place


def labels() -> Iterator[tuple[Key, str]]:
    """Every label, help, heading and choice of every register, with its context."""
    from maternity import registers
    from maternity.fields import GAP_WORDS, Gap
    from maternity.records import TYPED_HEADING

    yield ("heading", TYPED_HEADING), "records"
    for gap in Gap:
        yield ("gap", GAP_WORDS[gap]), "gap"
    for record in registers.ALL:
        about = record.register
        yield ("register", about.label), about.name
        yield ("register", about.one or about.label), about.name
        for name, column in about.columns.items():
            place = f"{about.name}.{name}"
            yield (about.name, column.label), place
            if column.help:
                yield (about.name, column.help), place
            heading = getattr(column, "under", "")
            if heading:
                yield ("heading", heading), place
            if getattr(column, "unit", ""):
                yield ("unit", column.unit), place
            options: Any = getattr(column, "options", None) or ()
            for choice in options:
                yield (options.list_name(), choice.label), place


def wanted() -> dict[Key, list[str]]:
    """All that a shipped language must have, each with its places."""
    found: dict[Key, list[str]] = {}
    for key, place in labels():
        found.setdefault(key, []).append(place)
    for (kind, words), place in sentences():
        if kind != "N_" or not place.startswith(DECLARING):
            found.setdefault((None, words), []).append(place)
    return found


def read(file: Path) -> Catalog:
    """A catalogue as it stands; an empty one if the file is new."""
    if not file.exists():
        return Catalog(locale=file.stem, project="maternity", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=file.stem)


def key_of(message: Message) -> Key:
    """The key of a catalogue's message."""
    words = message.id
    return message.context, (words[0], words[1]) if isinstance(words, (tuple, list)) else words


def said(message: Message) -> bool:
    """Whether a message has its words, all of its plural forms included."""
    words = message.string
    return bool(words) and all(words or ())


def known(catalogue: Catalog) -> dict[Key, Message]:
    """The messages of a catalogue by key."""
    return {key_of(message): message for message in catalogue if message.id}


def renewed(catalogue: Catalog, extra: dict[Key, Message], language: str) -> Catalog:
    """The catalogue with exactly what is wanted; translations kept or taken from `extra`."""
    old = {**known(catalogue), **extra}
    new = Catalog(locale=language, fuzzy=False, header_comment=HEADER)
    for (context, words), places in sorted(
        wanted().items(), key=lambda item: (item[0][0] or "", str(item[0][1]))
    ):
        message = old.get((context, words)) or old.get((None, words))
        new.add(
            words,
            string=message.string if message else None,
            context=context,
            auto_comments=sorted(set(places))[:3],
        )
    return new


def save(catalogue: Catalog, file: Path) -> None:
    """Write the .po and the compiled .mo beside it."""
    with file.open("wb") as stream:
        write_po(stream, catalogue, width=100, omit_header=False, no_location=True)
    with file.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalogue)


def main(arguments: list[str]) -> int:
    """Renew every catalogue; the number of untranslated messages is the exit code, at most 1."""
    extra: dict[Key, Message] = {}
    for name in arguments:
        with Path(name).open("rb") as stream:
            extra |= {k: m for k, m in known(read_po(stream, locale="fr")).items() if m.string}
    missing = 0
    for file in sorted(FOLDER.glob("*.po")) or [FOLDER / "fr.po"]:
        catalogue = renewed(read(file), extra, file.stem)
        save(catalogue, file)
        empty = [m for m in catalogue if m.id and not said(m)]
        missing += len(empty)
        for message in empty:
            sys.stdout.write(f"{file.stem}: {message.context or ''} | {message.id}\n")
        told = f"{len(known(catalogue))} messages, {len(empty)} without words"
        sys.stdout.write(f"{file.name}: {told}\n")
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
