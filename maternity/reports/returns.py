"""Official returns as data: one file a form and version, checked whole against the registers.

A ministry changes its form more often than a ward its program. A file with a fault is refused with
its name, its line and the reason; being data, it can run nothing. A ward may lay a newer file into
the folder `returns` beside its register: a faulty one there is set aside, and all others work.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from maternity import paths
from maternity.errors import Refused
from maternity.i18n import _
from maternity.reports.faults import faults
from maternity.reports.form import Also, Form, LineForm, Signature
from maternity.reports.periods import period_days

__all__ = ["every", "forms", "in_force", "load", "period_days", "set_aside"]

FOLDER = paths.OWN_RETURNS

Kinds = dict[str, type]


def _kinds(words: str, **others: type) -> Kinds:
    return {**dict.fromkeys(words.split(), str), **others}


HEAD = _kinds("id version title form part every language right", header=list, settings=list) | {
    "from": date,
    "to": date,
    "signatures": list,
}
SECTION = _kinds("id title title_en", crossed=bool)
BOX = _kinds("title", lines=list)
LINE = _kinds(
    "if ruled_by code section label label_en note group group_en short short_en adds", indent=int
) | _kinds(
    "register dated where once once_a_month",
    by=list,
    by_hand=list,
    by_hand_of=list,
    sum=list,
    manual=bool,
    alert=bool,
    also=list,
)
LISTS = ("by", "by_hand", "by_hand_of", "sum")
ALSO = _kinds("setting is where once once_a_month", manual=bool)
"""The parts of a file, and what each holds."""


class _FaultyError(ValueError):
    """A part that is missing, unknown or of the wrong kind; `line` is the number of its line."""

    line: int | None = None


def forms(folder: Path | None = None) -> list[Form]:
    """Every return that is shipped, and those a ward laid into its own folder, if they are whole.

    What is shipped is whole or nothing works; a ward's own file that is not is told by `set_aside`.
    """
    shipped = sorted((paths.resources() / FOLDER).glob("*.toml"))
    return [*(load(file) for file in shipped), *_own(folder)[0]]


def set_aside(folder: Path | None = None) -> list[str]:
    """A sentence for each file in a ward's own folder that cannot be used: file, line, reason."""
    return _own(folder)[1]


def _own(folder: Path | None) -> tuple[list[Form], list[str]]:
    """The forms in a ward's own folder, and what is wrong with the files that hold none."""
    whole: list[Form] = []
    faulty: list[str] = []
    if folder is not None and (folder / FOLDER).is_dir():
        for file in sorted((folder / FOLDER).glob("*.toml")):
            try:
                whole.append(load(file))
            except Refused as refusal:
                faulty.append(refusal.words)
    return whole, faulty


def in_force(identity: str, first: date, folder: Path | None = None) -> Form:
    """The version for a period: the latest that covers its first day.

    Of two that begin on the same day the ward's own file is used.
    """
    known = [form for form in forms(folder) if form.id == identity]
    if not known:
        raise Refused(_("There is no return “{form}”.").format(form=identity))
    fitting = [form for form in known if form.covers(first)]
    if not fitting:
        raise Refused(
            _("There is no form “{form}” for this period. Choose another month.").format(
                form=identity
            )
        )
    return max(reversed(fitting), key=lambda form: form.valid_from)


def every(identity: str, folder: Path | None = None) -> str:
    """How often a return is filled in: by the month, the week, or over three months."""
    known = [form for form in forms(folder) if form.id == identity]
    return known[-1].every if known else "month"


def load(file: Path) -> Form:
    """The form of a file; refused whole, with file, line and reason, if anything is wrong."""
    try:
        about = file.stat()
        return _load(file, about.st_mtime_ns, about.st_size)
    except OSError as error:
        raise _refused(file, None, _("it cannot be read")) from error


@lru_cache(maxsize=32)
def _load(file: Path, _stamp: int, _size: int) -> Form:
    """Read once while the file stays as it is."""
    try:
        text = file.read_text("utf-8")
        told = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise _refused(file, None, _("it is not written in UTF-8")) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        reason = _("it is not written as TOML: {reason}").format(reason=error)
        raise _refused(file, int(found[1]) if found else None, reason) from error
    starts = _starts(text)
    try:
        form = _form(told, file)
    except _FaultyError as error:
        raise _refused(file, starts.get(error.line), str(error)) from error
    for at, reason in faults(form):
        raise _refused(file, starts.get(at), reason)
    return form


def _starts(text: str) -> dict[int | None, int]:
    """Where each line of the form begins in the file, and its head."""
    rows = [row.strip() for row in text.splitlines()]
    found: dict[int | None, int] = {None: rows.index("[return]") + 1 if "[return]" in rows else 1}
    begun = (number for number, row in enumerate(rows, 1) if row == "[[line]]")
    found.update(enumerate(begun))
    return found


def _refused(file: Path, line: int | None, reason: str) -> Refused:
    return Refused(
        _("The return file {file} cannot be used. Line {line}: {reason}.").format(
            file=file.name, line=line or "–", reason=reason
        )
    )


def _form(told: dict[str, Any], file: Path) -> Form:
    for name in told:
        if name not in {"return", "section", "line"}:
            raise _FaultyError(_("“{name}” means nothing here").format(name=name))
    head = _parts(told.get("return"), HEAD, needed=("id", "version", "from", "title", "form"))
    sections = [_parts(s, SECTION, needed=("id", "title")) for s in _listed(told, "section")]
    boxes = [_parts(b, BOX, needed=("title", "lines")) for b in head.get("signatures", ())]
    optional = {key: head[key] for key in ("part", "every", "language", "right") if key in head}
    return Form(
        id=head["id"],
        version=head["version"],
        valid_from=head["from"],
        valid_to=head.get("to"),
        title=head["title"],
        name=head["form"],
        header=_words(head.get("header", ())),
        settings=_words(head.get("settings", ())),
        signatures=tuple(Signature(box["title"], _words(box["lines"])) for box in boxes),
        sections={s["id"]: (s["title"], s.get("title_en", "")) for s in sections},
        crossed=frozenset(s["id"] for s in sections if s.get("crossed")),
        lines=tuple(_line(line, at) for at, line in enumerate(_listed(told, "line"))),
        source=file.name,
        **optional,
    )


def _listed(told: Mapping[str, Any], name: str) -> list[Any]:
    found = told.get(name)
    if not isinstance(found, list) or not found:
        raise _FaultyError(_("“{name}” is missing").format(name=f"[[{name}]]"))
    return found


def _parts(told: Any, kinds: Kinds, needed: tuple[str, ...]) -> dict[str, Any]:
    """A table of the file, with every part known, of its kind, and nothing missing."""
    if not isinstance(told, dict):
        raise _FaultyError(_("“{name}” is missing").format(name=needed[0]))
    for name, value in told.items():
        if name not in kinds:
            raise _FaultyError(_("“{name}” means nothing here").format(name=name))
        if type(value) is not kinds[name]:
            raise _FaultyError(_("“{name}” holds something else than it should").format(name=name))
    for name in needed:
        if name not in told:
            raise _FaultyError(_("“{name}” is missing").format(name=name))
    return told


def _words(values: Any) -> tuple[str, ...]:
    for value in values:
        if not isinstance(value, str):
            raise _FaultyError(_("“{name}” holds something else than it should").format(name=value))
    return tuple(values)


def _line(told: Any, at: int) -> LineForm:
    try:
        parts = _parts(told, LINE, needed=("code", "section", "label"))
        lists = [_words(parts.get(name, ())) for name in LISTS]
        also = tuple(_also(one) for one in parts.get("also", ()))
    except _FaultyError as error:
        error.line = at
        raise
    apart = {*LISTS, "also", "if"}
    rest = {name: value for name, value in parts.items() if name not in apart}
    shown_by = parts.get("if", "")
    by, by_hand, by_hand_of, adding = lists
    return LineForm(
        **rest,
        by=by,
        by_hand=by_hand,
        by_hand_of=by_hand_of,
        sum=adding,
        also=also,
        shown_by=shown_by,
    )


def _also(told: Any) -> Also:
    parts = dict(_parts(told, ALSO, needed=("setting", "is")))
    return Also(value=parts.pop("is"), **parts)
