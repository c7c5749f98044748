"""What stands on the audit trail beside the changes of entries.

Who came and went, what was looked for, what left the register. The facts beside an event are names
of documents and registers, identities, numbers and digests; never a clinical value, and never the
words a woman was looked for by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import clock, files
from maternity.db import audit, journal
from maternity.db.audit import Anchor
from maternity.errors import Refused, Unavailable
from maternity.ward import clock_check

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

START, STOP = "start", "stop"
OLD_SECONDS = 60
"""A search older than this is written before another one is waited for."""


@dataclass
class Searches:
    """The searches that wait to be written: typing one name is one search, not one a letter."""

    text: str = ""
    results: int = 0
    since: float = 0.0
    waiting: list[dict[str, int]] = field(default_factory=list)


def begin(ward: Ward) -> None:
    """A person is at the register; say so, and whether the last one left it without a word."""
    engine = ward.book.engine
    last = journal.last_of(engine, (START, STOP), audit.PC)
    role = str(ward.account.role.value) if ward.account.role else ""
    audit.sit_down(engine, ward.account.name or "", role)
    clock_check.begin(ward)
    if last == START:
        audit.note(engine, "unclean_stop")
    audit.note(engine, START, training="yes" if ward.training else "no")


def finish(ward: Ward) -> None:
    """The register is closed. A full or absent disk does not hold the person."""
    with suppress(Refused, Unavailable):
        _write_searches(ward)
        audit.note(ward.book.engine, STOP)


def hear(ward: Ward, event: str, facts: Mapping[str, Any]) -> None:
    """Record an event noted elsewhere; `register` and `entry` say what it is about."""
    about = {name: facts[name] for name in ("register", "entry") if name in facts}
    rest = {name: value for name, value in facts.items() if name not in about}
    outcome = "refused" if event in {"refused", "sign_in_failed"} else "done"
    record(ward, event, **about, outcome=outcome, facts=rest or None)


def record(ward: Ward, event: str, **facts: Any) -> Anchor:
    """Record an event of the person at work, after the searches that led to it."""
    _write_searches(ward)
    return audit.note(ward.book.engine, event, **facts)


def head(ward: Ward) -> Anchor:
    """The last event: its number and first signs, as an anchor for paper."""
    with ward.book.engine.connect() as connection:
        return audit.head(connection)


def searched(ward: Ward, text: str, results: int) -> None:
    """Keep in mind that somebody was looked for; written with what comes next, or after a minute.

    What makes the words longer or shorter goes on with the same search.
    """
    mine, now = _searches(ward), clock.steady()
    if mine.text and not (text.startswith(mine.text) or mine.text.startswith(text)):
        _finish_search(mine)
    if mine.waiting and now - mine.since > OLD_SECONDS:
        _write_searches(ward)
    if not mine.text and not mine.waiting:
        mine.since = now
    mine.text, mine.results = text, results


def _finish_search(mine: Searches) -> None:
    if mine.text:
        mine.waiting.append({"results": mine.results, "letters": len(mine.text)})
        mine.text = ""


def _write_searches(ward: Ward) -> None:
    mine = _searches(ward)
    _finish_search(mine)
    if mine.waiting:
        events = [audit.Event("search", facts=facts) for facts in mine.waiting]
        audit.note_all(ward.book.engine, events)
        mine.waiting.clear()


def _searches(ward: Ward) -> Searches:
    found: Searches = ward.__dict__.setdefault("searches", Searches())
    return found


def printed(ward: Ward, what: str, **facts: Any) -> None:
    """Pages were made for paper or a file."""
    record(ward, "print", document=what, **facts)


def exported(ward: Ward, place: Path, what: str, **facts: Any) -> None:
    """A file left the register: its kind, its length and the digest of its bytes.

    Without its event on the trail the file does not stay.
    """
    try:
        with files.explained(), place.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        record(ward, "export", document=what, digest=digest, **facts)
    except (Refused, Unavailable):
        with suppress(OSError):
            place.unlink()
        raise
