"""The parts of an .xlsx workbook: which of them holds which sheet. Source: ECMA-376, part 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

BOOK, LINKS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheets_of(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the part that holds it; KeyError if it is no workbook."""
    targets = {one.get("Id"): one.get("Target", "") for one in tree(parts[LINKS])}
    for one in tree(parts[BOOK]).iter():
        if local(one.tag) == "sheet":
            target = targets.get(one.get(RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in parts:
                yield one.get("name", ""), part


def tree(content: bytes) -> ET.Element:
    """A part as a tree; one that declares entities, which no workbook needs, is no part.

    Only UTF-8 is read: in wider letters a declaration could hide from this look.
    """
    if declares(content):
        raise ET.ParseError
    return ET.fromstring(content)  # noqa: S314 - nothing is declared in it


def declares(content: bytes) -> bool:
    """Whether a part declares entities, or is in letters in which it could hide that."""
    return b"<!DOCTYPE" in content or b"\0" in content


def local(tag: str) -> str:
    """The name of a tag without what stands before it."""
    return tag.rpartition("}")[2].rpartition(":")[2]
