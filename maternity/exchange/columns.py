"""A file under headings of its own: which field each of its columns fills, and the rows they make.

One row of such a file may tell of an entry and of those it hangs on: a baby, her delivery, the
pregnancy, the woman. A column that fills nothing is taken as nothing, and is said to be.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from maternity.errors import Refused
from maternity.exchange.headings import heading_in, told
from maternity.exchange.intake import KEY, Remark
from maternity.exchange.spreadsheet import Line, Table
from maternity.fields import Choice, Day, Field, Link, LongText, Moments
from maternity.i18n import _, plural
from maternity.names import fold
from maternity.reading.text import clean
from maternity.records import Register, named

TITLES = 10
"""So many rows may stand above the headings: a title, the name of the centre."""
MOST_COLUMNS = 200
LONGEST_SHOWN = 80
"""Signs of a heading, or of an example, that are shown."""
MADE = "t-"
"""How a key begins that is made of what its row says."""
BOTH = "+"
"""Between two fields that one column fills: the first word, then the rest."""
NAMES = ("family_name", "given_name")
"""The fields that old tables write in one column."""
HOUR = re.compile(r"([0-9]{1,2})[h:]([0-9]{2})?(?::[0-9]{2})?", re.IGNORECASE)
WITH_HOUR = re.compile(r"(.+[0-9])[T ][0-9]{1,2}[:h][0-9:]*")
Short = Mapping[str, Mapping[str, str]]
"""The abbreviations of the paper: of a list, folded, with the code of each."""


@dataclass(frozen=True)
class Use:
    """A column by its heading, and the field it fills; empty for none.

    A field of a register above stands with its name: `woman.family_name`.
    """

    heading: str
    field: str


@dataclass(frozen=True)
class Headed:
    """A table with a name of its own for each column, and the rows below."""

    heads: list[str]
    rows: list[Line]
    above: int = 0
    """How many rows with a title stood above the headings."""
    others: tuple[str, ...] = ()

    def examples(self, heading: str, most: int = 3) -> list[str]:
        """What stands first under a heading."""
        at = self.heads.index(heading)
        told = (row[at].strip() for row in self.rows if len(row) > at)
        return list(dict.fromkeys(clean(one)[:LONGEST_SHOWN] for one in told if one))[:most]


def headed(table: Table) -> Headed:
    """The table below its titles; a column without a heading is called by its letter."""
    heads, rows, above = list(table.heads), list(table.rows), 0
    width = max((len(_filled(row)) for row in (heads, *rows[:TITLES])), default=0)
    while len(_filled(heads)) < 2 <= width and above < TITLES and rows:
        heads, above = list(rows.pop(0)), above + 1
    wide = max((len(row) for row in (heads, *rows)), default=0)
    if wide > MOST_COLUMNS:
        raise Refused(
            _(
                "The file has {count} columns; at most {most} are taken. Take out the others."
            ).format(count=wide, most=MOST_COLUMNS)
        )
    heads += [""] * (wide - len(heads))
    told: list[str] = []
    for at, head in enumerate(heads):
        used = any(len(row) > at and row[at].strip() for row in rows)
        words = clean(head)[:LONGEST_SHOWN].strip() or (
            _("column {letter}").format(letter=_letter(at)) if used else ""
        )
        again = sum(one == words or one.startswith(f"{words} (") for one in told) if words else 0
        told.append(f"{words} ({again + 1})" if again and words in told else words)
    return Headed(told, rows, above, table.others)


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell.strip()]


def _letter(at: int) -> str:
    """The letter a spreadsheet calls a column by: A, B … Z, AA."""
    first, last = divmod(at, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)


@dataclass(frozen=True)
class Target:
    """What a column may fill: a field of the register, or of one that its entries hang on."""

    name: str
    register: Register
    field: Field | None

    @property
    def words(self) -> str:
        """What it is called in a list of all of them."""
        one = self.register.one_words
        if self.field is None:
            return _("Key of the row — {register}").format(register=one)
        if BOTH in self.name:
            second = self.register.fields[self.name.rpartition(BOTH)[2]]
            return _("{first}, then {second} — {register}").format(
                first=self.field.words, second=second.words, register=one
            )
        return f"{self.field.words} — {one}"


def above(about: Register) -> dict[str, tuple[str, str]]:
    """The registers that entries hang on, the nearest first: each by whom it is linked, and how."""
    found: dict[str, tuple[str, str]] = {}
    waiting = deque([about])
    while waiting:
        at = waiting.popleft()
        for name, link in at.links.items():
            if _holds(link) and link.target not in {*found, about.name}:
                found[link.target] = (at.name, name)
                waiting.append(named(link.target))
    return found


def _holds(link: Link) -> bool:
    return link.required is True and bool(link.back) and not named(link.target).setup


def targets(about: Register) -> list[Target]:
    """All that a column may fill, the register's own first."""
    found: list[Target] = []
    for name in (about.name, *above(about)):
        one, front = named(name), "" if name == about.name else f"{name}."
        found.append(Target(f"{front}{KEY}", one, None))
        for column in one.typed:
            if isinstance(column, LongText) and column.archived:
                continue
            if not (front and isinstance(column, Link) and _holds(column)):
                found.append(Target(f"{front}{column.name}", one, column))
            if column.name == NAMES[0] and NAMES[1] in one.fields:
                found.append(Target(f"{front}{BOTH.join(NAMES)}", one, column))
    return found


def read_uses(about: Register, heads: Collection[str], table: Table, file: str) -> list[Use]:
    """The columns as a small table names them, heading and field; every fault is told."""
    offered = {one.name for one in targets(about)}
    known = heading_in(heads)
    rows = [(row.number, [*row, "", ""]) for row in table.rows]
    if told(table.heads[0]) not in {"heading", "entete", "en tete", "colonne"}:
        rows.insert(0, (1, [*table.heads, "", ""]))
    found: list[Use] = []
    faults: list[str] = []
    for number, row in rows:
        heading, name = row[0].strip(), row[1].strip()
        name = name.removeprefix(f"{about.name}.")
        head = known(heading) if heading else None
        if head is None:
            words = _("Line {line}: the file has no heading “{heading}”.")
            faults.append(words.format(line=number, heading=heading))
        elif name and name not in offered:
            words = _("Line {line}: “{field}” is no field that a column may fill.")
            faults.append(words.format(line=number, field=name))
        else:
            found.append(Use(head, name))
    if faults:
        words = _("The table of columns {file} cannot be used. Correct it:").format(file=file)
        raise Refused("\n".join([words, *faults[:20]]))
    return found


@dataclass
class Built:
    """The rows of a file as rows of each register, those above first."""

    tables: list[tuple[str, list[str], list[Line]]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    """Rows that cannot be taken as they stand; `field` is the target of the column."""
    shared: dict[int, int] = field(default_factory=dict)
    """Rows that say of whom they hang on what an earlier row said: taken as the same."""
    lines: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    """Register and row of the file -> every row that stands on it."""


def build(
    about: Register,
    sheet: Headed,
    uses: Sequence[Use],
    short: Short,
    without: Collection[int] = (),
) -> Built:
    """The rows of each register; those of these numbers are left out."""
    made = _Building(about, sheet, [one for one in uses if one.field], short)
    for row in sheet.rows:
        if row.number not in without:
            made.take(row)
    return made.built()


class _Building:
    """The rows on their way."""

    def __init__(self, about: Register, sheet: Headed, uses: Sequence[Use], short: Short) -> None:
        self.about, self.sheet, self.uses, self.short = about, sheet, uses, short
        if not any(_of(about, one.field)[0] == about.name for one in uses):
            raise Refused(
                _("No column fills a field of {register}. Say which one does.").format(
                    register=about.words
                )
            )
        self.registers = self._needed()
        self.fields: dict[str, list[str]] = {name: [] for name in self.registers}
        for use in uses:
            register, names = _of(about, use.field)
            self.fields[register] += [
                one for one in names if one not in self.fields[register] and one != KEY
            ]
        self.links = {name: self._links(name) for name in self.registers}
        self.rows: dict[str, dict[str, Line]] = {name: {} for name in self.registers}
        self.found = Built()
        self.groups: dict[str, int] = {}
        self.seen: dict[str, int] = {}

    def _needed(self) -> list[str]:
        """The registers of the columns and what leads to them, each after those it hangs on."""
        ways = above(self.about)
        wanted = {_of(self.about, one.field)[0] for one in self.uses}
        for name in list(wanted):
            at = name
            while at != self.about.name:
                wanted.add(at)
                at = ways[at][0]
        order: list[str] = []

        def place(name: str) -> None:
            for link in named(name).links.values():
                if _holds(link) and link.target in wanted and link.target not in order:
                    place(link.target)
            order.append(name)

        place(self.about.name)
        return order

    def _links(self, name: str) -> dict[str, str]:
        found = {one: link.target for one, link in named(name).links.items() if _holds(link)}
        return {
            one: target
            for one, target in found.items()
            if target in self.registers and one not in self.fields[name]
        }

    def take(self, row: Line) -> None:
        """A row of the file, as a row of each register."""
        cells = self._cells(row)
        own = {name: text for name, text in cells[self.about.name].items() if name != KEY}
        hung = [
            (name, one, text)
            for name in self.registers[:-1]
            for one, text in sorted(cells[name].items())
        ]
        columns = zip_longest(map(told, self.sheet.heads), row)
        key = cells[self.about.name].get(KEY) or _made(columns)
        fault = self._fault(own, hung, key)
        if fault:
            self.found.remarks.append(Remark(row.number, "", "", fault))
            return
        self.seen[key] = row.number
        group = _made((f"{name}.{one}", text) for name, one, text in hung)
        first = self.groups.setdefault(group, row.number)
        if hung and first != row.number and not any(one == KEY for _n, one, _t in hung):
            self.found.shared[row.number] = first
        keys = {name: cells[name].get(KEY) or group for name in self.registers[:-1]}
        keys[self.about.name] = key
        for name in self.registers:
            self._put(name, keys, cells[name], row.number)

    def _fault(self, own: Mapping[str, str], hung: Sequence[object], key: str) -> str:
        if not own:
            words = _("Nothing of this row belongs to {register}.")
            return words.format(register=self.about.words)
        if len(self.registers) > 1 and not hung:
            top = named(self.registers[0])
            words = _("This row does not say of whom it is ({register}). Write it on each row.")
            return words.format(register=top.one_words)
        if key in self.seen and key.startswith(MADE):
            words = _("The same as row {row}, cell for cell. Take one of them out.")
            return words.format(row=self.seen[key])
        return ""

    def _put(
        self, name: str, keys: Mapping[str, str], cells: Mapping[str, str], number: int
    ) -> None:
        key = keys[name]
        told = [cells.get(one, "") for one in self.fields[name]]
        line = Line([key, *told, *(keys[one] for one in self.links[name].values())], number)
        known = self.rows[name].get(key)
        if name == self.about.name and known is not None:
            self.rows[name][f"{key}\0{number}"] = line  # the same key twice is told by the reading
        elif known is None:
            self.rows[name][key] = line
        elif list(known) != list(line):
            words = _("{register} “{key}”: row {row} says otherwise of it. Make them agree.")
            told_so = words.format(register=named(name).one_words, key=key, row=known.number)
            self.found.remarks.append(Remark(number, f"{name}.{KEY}", key, told_so))
        first = self.rows[name][key].number
        self.found.lines.setdefault((name, first), []).append(number)

    def _cells(self, row: Line) -> dict[str, dict[str, str]]:
        """What the row says, by register and field; columns of one field are put together."""
        parts: dict[tuple[str, str], list[str]] = {}
        at = {head: n for n, head in enumerate(self.sheet.heads) if head}
        for use in self.uses:
            place = at[use.heading]
            text = row[place].strip() if place < len(row) else ""
            register, names = _of(self.about, use.field)
            first, _space, rest = text.partition(" ") if len(names) > 1 else (text, "", "")
            for name, part in zip(names, (first, rest.strip()), strict=False):
                if part:
                    parts.setdefault((register, name), []).append(part)
        found: dict[str, dict[str, str]] = {name: {} for name in self.registers}
        for (register, name), texts in parts.items():
            about = named(register).fields.get(name)
            found[register][name] = _as_files_hold(about, texts, self.short)
        return found

    def built(self) -> Built:
        """All rows, as tables."""
        for name in self.registers:
            heads = [KEY, *self.fields[name], *self.links[name]]
            self.found.tables.append((name, heads, list(self.rows[name].values())))
        return self.found


def _of(about: Register, target: str) -> tuple[str, list[str]]:
    """The register and the fields of a target."""
    front, dot, name = target.rpartition(".")
    return (front if dot else about.name), name.split(BOTH)


def _made(parts: Iterable[tuple[str, str | None]]) -> str:
    """A key of what a row says: the same words make the same key, in whatever order they stand."""
    said = sorted(f"{name}\x1e{(text or '').strip()}" for name, text in parts if text)
    plain = "\x1f".join(said)
    return MADE + hashlib.sha256(plain.encode()).hexdigest()[:20]


def _as_files_hold(about: Field | None, texts: list[str], short: Short) -> str:
    """What stands in the columns of a field, as an import reads it; nothing is guessed."""
    if isinstance(about, Moments):
        texts = [_hour(one) for one in texts]
    joined = " ".join(texts)
    if isinstance(about, Day) and (found := WITH_HOUR.fullmatch(joined)):
        return found[1]
    if isinstance(about, Choice):
        return short.get(about.options.list_name(), {}).get(fold(joined), joined)
    return joined


def _hour(text: str) -> str:
    """« 8h05 » or 8:05 as 08:05; anything else as it stands."""
    found = HOUR.fullmatch(text)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else text


def not_taken(heads: Sequence[str], uses: Sequence[Use]) -> list[str]:
    """The headings of which no field is filled."""
    filled = {one.heading for one in uses if one.field}
    return [head for head in heads if head and head not in filled]


def told_not_taken(heads: Sequence[str]) -> str:
    """Which columns are taken as nothing, in words."""
    return plural(
        "{count} column is taken as nothing: {columns}.",
        "{count} columns are taken as nothing: {columns}.",
        len(heads),
        columns=", ".join(heads),
    )
