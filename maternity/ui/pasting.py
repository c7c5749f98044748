"""Villages and staff from a pasted column or a spreadsheet: read, shown, then kept.

Plain logic without widgets. What cannot be read stays visible with its words; nothing is guessed
in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from maternity import names
from maternity.exchange import spreadsheet
from maternity.i18n import _, labelled
from maternity.reading import Unreadable
from maternity.records import Record, named
from maternity.ward import Ward

OUTSIDE = frozenset({"-", "non", "no", "hors", "hors aire", "outside", "n", "0"})
INSIDE = frozenset({"", "oui", "yes", "aire", "in area", "o", "y", "1", "x"})
HEADS = {
    "name": {"village", "villages", "nom", "name", "quartier", "noms"},
    "family_name": {"nom", "noms", "family name", "nom de famille"},
    "given_name": {"prenom", "prenoms", "given name", "prénom", "prénoms"},
}


@dataclass(frozen=True)
class Entered:
    """One line as it was understood."""

    register: str
    values: dict[str, str] = field(default_factory=dict)
    title: str = ""
    facts: str = ""
    fault: str = ""


def cells(text: str) -> list[list[str]]:
    """The lines of a text in cells: tabs or semicolons apart, empty lines left out."""
    rows = (line.replace("\t", ";").split(";") for line in text.splitlines() if line.strip())
    return [[cell.strip() for cell in row] for row in rows]


def from_file(place: Path) -> str:
    """The first sheet of a file as text, a line a row, to be looked at before it is kept."""
    heads, rows = spreadsheet.read(place)
    return "\n".join("; ".join(row).strip("; ") for row in [heads, *rows])


def villages(text: str) -> list[Entered]:
    """The villages: a name, then whether it lies in the health area (« - » before it: outside)."""
    found = []
    for row in _without_heads(cells(text), HEADS["name"]):
        name, where = row[0], (row[1] if len(row) > 1 else "").casefold()
        outside = name.startswith("-") or where in OUTSIDE
        name = name.lstrip("- ").strip()
        if not name:
            continue
        values = {"name": name, "kind": "village", "in_catchment": "no" if outside else "yes"}
        facts = _("outside the health area") if outside else _("in the health area")
        fault = ""
        if where not in OUTSIDE | INSIDE:
            fault = _("“{words}”: write “yes” or “no” for the health area.").format(words=row[1])
        found.append(Entered("village", values, name, facts, fault))
    return found


def staff(text: str) -> list[Entered]:
    """The people: names; qualification. Three cells: family name; given name; qualification."""
    return [
        one
        for row in _without_heads(cells(text), HEADS["family_name"])
        if (one := _person(row)) is not None
    ]


def _person(row: Sequence[str]) -> Entered | None:
    if len(row) >= 3:
        family, given, qualification = row[:3]
    else:
        family, _space, given = row[0].partition(" ")
        qualification = row[1] if len(row) > 1 else ""
        before, comma, last = row[0].rpartition(",")
        if comma and not qualification.strip() and _is_qualification(last):
            family, _space, given = before.strip().partition(" ")
            qualification = last
    if not family.strip():
        return None
    about = named("staff_member").fields["qualification"]
    title = f"{family} {given}".strip()
    values = {"family_name": family, "given_name": given.strip(), "active": "yes"}
    try:
        found = about.read(qualification)
    except Unreadable as error:
        return Entered("staff_member", values, title, "", str(error))
    if found is None:
        return Entered("staff_member", values, title, _("qualification to be filled in later"))
    values["qualification"] = about.plain(found)
    skilled = _entry(Entered("staff_member", values)).shown("skilled")
    label = named("staff_member").fields["skilled"].words
    return Entered(
        "staff_member", values, title, f"{about.show(found)}  ·  {labelled(label)} {skilled}"
    )


def _is_qualification(words: str) -> bool:
    try:
        return named("staff_member").fields["qualification"].read(words) is not None
    except Unreadable:
        return False


def _without_heads(rows: list[list[str]], heads: set[str]) -> list[list[str]]:
    first = rows[0][0].casefold() if rows else ""
    return rows[1:] if first in heads else rows


READERS: dict[str, Callable[[str], list[Entered]]] = {"village": villages, "staff_member": staff}
"""Register -> how its pasted lines are read."""


def _entry(one: Entered) -> Record:
    about = named(one.register)
    entry = about.record()
    for name, text in one.values.items():
        if text:
            setattr(entry, name, about.fields[name].read(text))
    if "skilled" in about.fields and entry.look("skilled") is None:
        setattr(entry, "skilled", entry.followed("skilled"))  # noqa: B010
    return entry


def keep(ward: Ward, entered: Sequence[Entered]) -> int:
    """Keep the lines that could be read and are not there yet; how many were kept."""
    known = {
        (register, names.respell(one.title()))
        for register in {one.register for one in entered}
        for one in ward.all(register)
    }
    kept = []
    for one in entered:
        entry = _entry(one) if not one.fault else None
        if entry is None or (key := (one.register, names.respell(entry.title()))) in known:
            continue
        known.add(key)
        kept.append(entry)
    if kept:
        ward.keep(*kept)
    return len(kept)
