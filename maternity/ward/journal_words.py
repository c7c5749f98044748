"""The facts of an event in words: what was printed or written, which act was refused, what doubt.

On the trail they stand as codes; a journal is read by people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from maternity.i18n import N_, _, labelled, language
from maternity.people import Right, Role
from maternity.records import named
from maternity.ward.clock_check import Doubt

FACTS = {
    "document": N_("document: {value}"),
    "results": N_("women found: {value}"),
    "sequence": N_("copy number {value}"),
    "rows": N_("lines: {value}"),
    "times": N_("number of times: {value}"),
    "kind": N_("kind of file: {value}"),
    "first": N_("from: {value}"),
    "last": N_("up to: {value}"),
    "findings": N_("faults found: {value}"),
    "from": N_("from: {value}"),
    "to": N_("up to: {value}"),
    "doubt": N_("doubt about the clock: {value}"),
    "person": N_("person: {value}"),
    "role": N_("role: {value}"),
    "right": N_("act refused: {value}"),
    "before": N_("person before: {value}"),
    "entries": N_("entries: {value}"),
    "files": N_("file: {value}"),
    "new": N_("new: {value}"),
    "changed": N_("changed: {value}"),
    "import": N_("import number {value}"),
    "left": N_("left as they are: {value}"),
    "version_before": N_("version before: {value}"),
    "version": N_("version: {value}"),
    "anchor": N_("event number {value}"),
    "envelope": N_("envelope: {value}"),
}
"""Facts that a journal shows; digests and the values a person confirmed stay on the trail."""

PAPERS = {
    "list": N_("list of a register"),
    "rows": N_("rows of a register"),
    "journal": N_("journal"),
    "history": N_("history of an entry"),
    "summary": N_("the month on one page"),
    "import_report": N_("report of an import"),
    "patient_notice": N_("notice for patients"),
    "apdp_declaration": N_("draft of the declaration to the APDP"),
    "data_classification": N_("classes of the data"),
    "incident_sheet": N_("sheet for a loss or a theft"),
    "departure_sheet": N_("departure sheet of a person"),
}
"""Papers and files that are no document of an entry, no book and no return."""

KINDS = {
    "xlsx": N_("workbook"),
    "csv": N_("table for any program"),
    "pdf": N_("pages"),
    "summary": N_("the month on one page"),
    "form": N_("form of a return"),
    "mappings": N_("DHIS2 table"),
    "workbooks": N_("ministry's workbook"),
}

DOUBTS = {
    Doubt.OLD.value: N_("a day before the program was made"),
    Doubt.BEHIND.value: N_("before the last event of the register"),
    Doubt.AHEAD.value: N_("long after the last event of the register"),
    Doubt.BACK.value: N_("the clock was set back"),
    Doubt.ZONE.value: N_("another time zone"),
    Doubt.SERVER.value: N_("another time than the server's"),
}

ENVELOPES = {"head": N_("of the head"), "district": N_("of the health district")}

RIGHTS = {
    Right.READ: N_("to read the registers of care"),
    Right.WRITE: N_("to write entries"),
    Right.CORRECT_OTHERS: N_("to correct what others wrote"),
    Right.VOID: N_("to cancel an entry"),
    Right.COUNT: N_("to count a return"),
    Right.PRINT: N_("to print"),
    Right.EXPORT_FIGURES: N_("to write figures to a file"),
    Right.EXPORT_NAMES: N_("to write names to a file"),
    Right.IMPORT: N_("to take in files"),
    Right.SET_UP: N_("to change lists and rules"),
    Right.MANAGE_PEOPLE: N_("to manage people"),
    Right.SEE_HIV: N_("to see what HIV rules"),
    Right.SEE_DEATH_REVIEW: N_("to see the review of a death"),
    Right.CHECK: N_("to check the register"),
    Right.NOTE_HIV_TEST: N_("to note that a test was done"),
    Right.SEE_DEATHS: N_("to see deaths"),
    Right.SEE_MINORS: N_("to see the names of minors"),
    Right.PRINT_ALL: N_("to print lists and documents"),
    Right.PROPOSE_VOID: N_("to propose a cancelling"),
    Right.PROPOSE_MERGE: N_("to propose that two are one"),
    Right.MERGE: N_("to make two entries one"),
    Right.CLOSE_MONTH: N_("to close a month"),
    Right.REOPEN_MONTH: N_("to open a month again"),
    Right.BREAK_GLASS: N_("to open a closed file"),
    Right.BACK_UP: N_("to make a copy"),
    Right.RESTORE: N_("to restore a copy"),
    Right.READ_OWN_JOURNAL: N_("to read her own journal"),
    Right.READ_TECHNICAL_JOURNAL: N_("to read the technical journal"),
    Right.READ_JOURNAL: N_("to read the journal"),
}


def told_facts(facts: Mapping[str, Any] | None) -> Iterator[str]:
    """The facts of an event that a journal shows, each in words."""
    for name, value in (facts or {}).items():
        if name in FACTS and _says(name, str(value)):
            yield _(FACTS[name]).format(value=_told(name, value))
        elif (about := _register(name)) is not None:
            yield f"{labelled(about)} {value}"


def _says(name: str, code: str) -> bool:
    """Whether there is something to tell: the number of a first upgrade is no day."""
    return bool(code) and (name not in DAYS or "-" in code)


def _told(name: str, value: Any) -> str:
    code = str(value)
    if name == "document":
        return _paper(code)
    if name == "right":
        return _(RIGHTS[Right(code)]) if code in _CODES else code
    if name == "role":
        return role_words(code)
    if name in DAYS:
        return _day(code)
    table = {"kind": KINDS, "doubt": DOUBTS, "envelope": ENVELOPES}.get(name, {})
    return _(table[code]) if code in table else code


def role_words(code: str) -> str:
    """A role in words; empty where nobody was at work."""
    return Role.coded(code).words if code in {str(one.value) for one in Role} else code


DAYS = frozenset({"first", "last"})
_CODES = frozenset(str(one.value) for one in Right)


def _day(code: str) -> str:
    """A day as the ward writes it."""
    year, _dash, rest = code.partition("-")
    month, _dash, day = rest.partition("-")
    return f"{day}/{month}/{year}" if len(year) == 4 and day else code


def _paper(code: str) -> str:
    """What a paper or file is called; a code that no version knows any more stays a code."""
    if code in PAPERS:
        return _(PAPERS[code])
    return _names(language()).get(code) or code


@cache
def _names(_language: str) -> dict[str, str]:
    """Documents, books and returns by their names; put together once for a language."""
    from maternity.reports.books import books  # noqa: PLC0415 - when a journal is read
    from maternity.reports.documents import every  # noqa: PLC0415
    from maternity.reports.returns import forms  # noqa: PLC0415

    found = {one.name: one.told for one in every()}
    found |= {one.id: one.words for one in books()}
    return found | {one.id: one.name for one in forms()}


def _register(name: str) -> str | None:
    """A register in words, where a fact is a number of its entries; None for anything else."""
    try:
        return named(name).words
    except KeyError:
        return None
