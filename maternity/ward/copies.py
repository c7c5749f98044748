"""Copies of the register as the ward makes them: where to, when, and what is known of the last.

The ledger stands in the register itself: the places copied to, the last verified copy of each, the
last trial. A copy is numbered once; numbers found on a stick are never given again.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock, files
from maternity.db import audit, backup, container, copied_trail, restore
from maternity.db.backup import Source, nothing
from maternity.db.container import Container, Step
from maternity.db.faults import explained
from maternity.db.keys import KeyFile
from maternity.db.salvage import RECOVERED
from maternity.db.versions import last_change
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.people import Right
from maternity.ward import last_seen, recording
from maternity.ward.copy_ledger import Ledger, Place, change, ledger_of

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

LATE = timedelta(days=3)
"""After so long without a verified copy the ward is warned in red."""
DRILL_EVERY = timedelta(days=7)


@dataclass(frozen=True)
class State:
    """How the ward stands with its copies, for the home page."""

    last: datetime | None
    on_device: datetime | None
    late: bool
    """No verified copy for three days, or none at all."""
    device_today: bool
    drilled: datetime | None
    drill_late: bool
    device_late: bool = False
    """No verified copy on another device for three days, nor since the register was made."""
    altered: datetime | None = None
    """When a copy showed that the audit trail was altered; it stays so until one agrees again."""


def ledger(ward: Ward) -> Ledger:
    """What the register knows of its copies."""
    return ledger_of(ward.book.engine)


def state(ward: Ward) -> State:
    """How the ward stands with its copies."""
    known, now = ledger(ward), clock.now()
    last = known.last.when if known.last else None
    device = known.last_on_device.when if known.last_on_device else None
    drilled = datetime.fromisoformat(known.drilled_at) if known.drilled_at else None
    since = device or datetime.fromisoformat(ward.fact("made_at") or str(datetime.min))
    return State(
        last,
        device,
        late=last is None or abs(now - last) > LATE,
        device_today=device is not None and device.date() == now.date(),
        device_late=abs(now - since) > LATE,
        drilled=drilled,
        drill_late=drilled is None or abs(now - drilled) > DRILL_EVERY,
        altered=datetime.fromisoformat(known.altered_at) if known.altered_at else None,
    )


def here(ward: Ward) -> Path:
    """The second folder of this computer, beside that of the register."""
    return beside(_folder(ward))


def beside(folder: Path) -> Path:
    """Where this computer keeps the copies of the register of a folder."""
    return folder.with_name(f"{folder.name}-copies")


def copy_to(
    ward: Ward, places: Iterable[Path], step: Step = nothing, *, pinned: str = ""
) -> list[Container]:
    """Make a verified copy in each place, then let go of what no rule keeps there.

    A copy whose audit trail does not agree stays where it was written, and is told as a fault.
    """
    ward.allow(Right.BACK_UP)
    with _failure_told(ward, "backup"):
        made = copied(_source(ward, pinned), places, step)
    _tell(ward, made)
    last_seen.keep(ward)
    if not all(one.header.sound for one in made):
        raise copied_trail.altered()
    return made


def _tell(ward: Ward, made: Iterable[Container]) -> None:
    for one in made:
        outcome = "done" if one.header.sound else "failed"
        recording.record(ward, "backup", sequence=one.header.sequence, outcome=outcome)


@contextmanager
def _failure_told(ward: Ward, event: str) -> Iterator[None]:
    """What could not be copied or tried out stands on the trail as well."""
    try:
        yield
    except (Refused, Unavailable):
        with suppress(Refused, Unavailable):  # the disk of the register may be the full one
            recording.record(ward, event, outcome="failed")
        raise


def copied(source: Source, places: Iterable[Path], step: Step = nothing) -> list[Container]:
    """The same, of a register that nobody is at yet."""
    chosen = [place.resolve() for place in places]
    known, register = ledger_of(source.engine), source.key_file.register
    own = beside(source.folder).resolve()
    if own in chosen:
        with files.explained():
            own.mkdir(exist_ok=True)
    number = 1 + max([known.sequence, *(_highest(place, register) for place in chosen)])
    made = []
    for place in chosen:
        if _is_away(known.place(place, source.folder), source.folder, register):
            raise files.explain(OSError(errno.ENODEV, ""))
        made += backup.make(source, [place], number, step)
        _note(source, place, made[-1])
        backup.rotate(place, register, source.data_key)
    return made


def before_migration(source: Source) -> list[Container]:
    """A copy of the older register that is never removed; without it nothing is migrated."""
    sane = backup.clock_is_sane(source.engine)
    return copied(replace(source, pinned=MIGRATION, clock_ok=sane), [beside(source.folder)])


def _note(source: Source, place: Path, made: Container) -> None:
    header = made.header

    def noted(known: Ledger) -> None:
        known.sequence = max(known.sequence, header.sequence)
        known.altered_at = "" if header.sound else _now()
        if header.sound:
            about = known.place(place, source.folder)
            about.device = files.other_device(place, source.folder)
            about.sequence, about.name, about.at = header.sequence, made.path.name, _now()
            about.generation = header.generation

    change(source.engine, noted)


def _now() -> str:
    return clock.now().isoformat()


def changed(ward: Ward) -> bool:
    """Whether anything was written since the last verified copy."""
    last = ledger(ward).last
    return last is None or last.generation != generation(ward)


def generation(ward: Ward) -> int:
    """The number of the last change."""
    return last_change(ward.book.engine)


def before_risk(ward: Ward) -> None:
    """A copy on this computer before an import or a merge, if anything changed since the last."""
    if ward.secrets is not None and ward.folder is not None and changed(ward):
        with _failure_told(ward, "backup"):
            made = copied(_source(ward, ""), [here(ward)])
        _tell(ward, made)


MIGRATION = "migration"


def copy_by_itself(ward: Ward) -> list[Container]:
    """The copy at the end of a shift and every four hours: here, and on each device that is there.

    A device that fails does not hold up the copy on this computer; its fault is raised after it.
    Invented data is not copied by itself: an exercise loses nothing.
    """
    if ward.training or ward.secrets is None or ward.folder is None or not changed(ward):
        return []
    made = copy_to(ward, [here(ward)])
    register = ward.secrets[0].register
    devices = [
        Path(one.path)
        for one in ledger(ward).places
        if one.device and one.there and not _is_away(one, ward.folder, register)
    ]
    return made + (copy_to(ward, devices) if devices else [])


def _is_away(one: Place, folder: Path, register: str) -> bool:
    """Whether a stick was taken out and its place is an empty folder of this computer's disk."""
    path = Path(one.path)
    return (
        one.device
        and one.sequence > 0
        and one.there
        and not backup.folder_of(path, register).is_dir()
        and not files.other_device(path, folder)
    )


def found_in(ward: Ward, place: Path) -> list[Container]:
    """The copies of this register in a place, newest first, each proven to be ours."""
    key_file, key = _secrets(ward)
    return backup.proven(backup.copies_in(place, key_file.register), key)


def missing_since(ward: Ward) -> int:
    """How many changes the newest copy within reach, or this computer, has seen beyond these.

    More than none means that an older register was put in place of the newer one, or that the
    disk did not keep what it had promised.
    """
    known, (key_file, key) = ledger(ward), _secrets(ward)
    own = generation(ward)
    most = own + last_seen.behind(ward)
    for path in {here(ward), *(Path(one.path) for one in known.places)}:
        with suppress(Refused, Unavailable):
            one = backup.newest(path, key_file.register, key)
            if one is not None and one.header.sequence > known.restored_from:
                most = max(most, one.header.generation)
    return max(0, most - own)


def recovered(ward: Ward) -> datetime | None:
    """When this register was saved from a damaged file; None if it never was."""
    told = ward.fact(RECOVERED)
    return datetime.fromisoformat(told) if told else None


def drill(ward: Ward, step: Step = nothing) -> Container:
    """Restore the newest copy to a scratch place and count; the date of its success is kept."""
    ward.allow(Right.BACK_UP)
    known, (key_file, key) = ledger(ward), _secrets(ward)
    places = sorted(known.places, key=lambda one: (one.device, one.sequence), reverse=True)
    for one in places:
        found = found_in(ward, Path(one.path)) if one.there else []
        with _failure_told(ward, "drill"):
            _check_newest(one, key_file.register, found)
            if not found:
                continue
            restore.trial(found[0], key, _folder(ward), step)
        change(ward.book.engine, partial(_drilled, found[0].path.name))
        recording.record(ward, "drill", sequence=found[0].header.sequence)
        return found[0]
    raise Refused(_("There is no copy within reach to try. Put the stick in, or make a copy."))


def _drilled(name: str, known: Ledger) -> None:
    known.drilled_at, known.drilled = _now(), name


def _check_newest(place: Place, register: str, found: list[Container]) -> None:
    """Refuse to try an older copy in the place of one that can no longer be read.

    On another stick put in at the same place that copy never was: there its own newest is tried.
    """
    newest = backup.folder_of(Path(place.path), register) / place.name
    if place.name and newest.exists() and newest not in [one.path for one in found]:
        words = _("Copy n° {number} in {place} was whole and can no longer be read.")
        raise Unavailable(
            words.format(number=place.sequence, place=place.path),
            advice=_("Make a new copy now, and have this stick or disk checked."),
        )


def drill_if_due(ward: Ward) -> Container | None:
    """The weekly trial, when its week is over and a copy is within reach."""
    known = ledger(ward)
    reached = any(one.there and one.sequence for one in known.places)
    return drill(ward) if reached and state(ward).drill_late else None


def _source(ward: Ward, pinned: str) -> Source:
    key_file, key = _secrets(ward)
    doubted = audit.seat(ward.book.engine).doubted  # also once something was written under it
    sane = not doubted and backup.clock_is_sane(ward.book.engine)
    with explained(), ward.book.engine.connect() as connection:
        head = str(audit.head(connection))
    return Source(
        *(ward.book.engine, _folder(ward), key_file, key),
        clock_ok=sane,
        audit_head=head,
        pinned=pinned,
    )


def _secrets(ward: Ward) -> tuple[KeyFile, bytes]:
    if ward.secrets is None:
        raise Refused(_("Copies are made where the register file lies."))
    return ward.secrets


def _folder(ward: Ward) -> Path:
    if ward.folder is None:
        raise Refused(_("Copies are made where the register file lies."))
    return ward.folder


def _highest(place: Path, register: str) -> int:
    """The highest number there, read from the names alone."""
    names = backup.folder_of(place, register).glob(f"seq*{container.ENDING}")
    numbers = (one.name[3:].partition("_")[0] for one in names)
    return max((int(one) for one in numbers if one.isdigit()), default=0)
