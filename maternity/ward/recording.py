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
from maternity.db import audit, journal, untold
from maternity.db.audit import Anchor
from maternity.errors import Refused, Unavailable
from maternity.ward import clock_check, last_seen

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

START, STOP = "start", "stop"
NOT_DONE = frozenset({"refused", "sign_in_failed", "proof_failed"})
OLD_SECONDS = 60
"""A search older than this is written before another one is waited for."""


COLUMNS = ("register", "entry", "reason", "approver")
"""Facts of an event that have a column of their own."""


@dataclass
class Waiting:
    """Events that wait to be written, and the search under way.

    Typing one name is one search, not one a letter. A full disk keeps nobody from opening the
    register and reading in it: what could not be written yet waits here too.
    """

    text: str = ""
    results: int = 0
    since: float = 0.0
    events: list[audit.Event] = field(default_factory=list)


def begin(ward: Ward) -> None:
    """A person is at the register; say so, and whether the last one left it without a word."""
    engine = ward.book.engine
    last = journal.last_of(engine, (START, STOP), audit.PC)
    role = str(ward.account.role.value) if ward.account.role else ""
    audit.sit_down(engine, ward.account.name or "", role)
    mine = _waiting(ward)
    if last == START:
        mine.events.append(audit.Event("unclean_stop"))
    mine.events.append(audit.Event(START, facts={"training": "yes" if ward.training else "no"}))
    with suppress(Unavailable):
        untold.tell(engine)
    with suppress(Unavailable):
        clock_check.begin(ward)
        _write_waiting(ward)


def finish(ward: Ward) -> None:
    """The register is closed. A full or absent disk does not hold the person."""
    with suppress(Refused, Unavailable):
        record(ward, STOP)
        last_seen.keep(ward)


def hear(ward: Ward, event: str, facts: Mapping[str, Any]) -> None:
    """Record an event noted elsewhere; what is one of COLUMNS stands in its own column.

    On a full disk it waits: nobody is kept from reading, and no refusal becomes a fault.
    """
    about = {name: facts[name] or None for name in COLUMNS if name in facts}
    rest = {name: value for name, value in facts.items() if name not in about}
    outcome = "refused" if event in NOT_DONE else "done"
    mine = _waiting(ward)
    _finish_search(mine)
    mine.events.append(audit.Event(event, **about, outcome=outcome, facts=rest or None))
    with suppress(Unavailable):
        _write_waiting(ward)


def record(ward: Ward, event: str, **facts: Any) -> Anchor:
    """Record an event of the person at work, after the searches that led to it."""
    _write_waiting(ward)
    return audit.note(ward.book.engine, event, **facts)


def head(ward: Ward) -> Anchor:
    """The last event: its number and first signs, as an anchor for paper."""
    with ward.book.engine.connect() as connection:
        return audit.head(connection)


def searched(ward: Ward, text: str, results: int) -> None:
    """Keep in mind that somebody was looked for; written with what comes next, or after a minute.

    What makes the words longer or shorter goes on with the same search.
    """
    mine, now = _waiting(ward), clock.steady()
    if mine.text and not (text.startswith(mine.text) or mine.text.startswith(text)):
        _finish_search(mine)
    if mine.events and now - mine.since > OLD_SECONDS:
        with suppress(Unavailable):
            _write_waiting(ward)
    if not mine.text and not mine.events:
        mine.since = now
    mine.text, mine.results = text, results


def _finish_search(mine: Waiting) -> None:
    if mine.text:
        facts = {"results": mine.results, "letters": len(mine.text)}
        mine.events.append(audit.Event("search", facts=facts))
        mine.text = ""


def _write_waiting(ward: Ward) -> None:
    mine = _waiting(ward)
    _finish_search(mine)
    if mine.events:
        audit.note_all(ward.book.engine, mine.events)
        mine.events.clear()


def _waiting(ward: Ward) -> Waiting:
    found: Waiting = ward.__dict__.setdefault("waiting", Waiting())
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
