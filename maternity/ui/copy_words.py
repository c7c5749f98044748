"""How the ward stands with its copies, in words: the same on both pages that tell it."""

from __future__ import annotations

from datetime import datetime

from maternity.i18n import N_, _
from maternity.ward.copies import LATE, State
from maternity.ward.copy_ledger import Ledger, Place
from maternity.ward.recovery_trial import Envelope, Trial


def when_words(when: datetime) -> str:
    """A day and an hour."""
    return _("{day} at {time}").format(day=f"{when:%d/%m/%Y}", time=f"{when:%H:%M}")


def last_words(state: State) -> tuple[str, str]:
    """The sentence about the last verified copy, and the state of its colour."""
    if state.last is None:
        return _("No copy of the register was made yet. Make one on a stick now."), "wrong"
    told = when_words(state.last)
    if state.altered is not None:
        words = _(
            "The copy of {when} is not verified: the audit trail was altered with other tools. "
            "Keep the older copies and have the register checked. Last verified copy: {last}."
        )
        return words.format(when=when_words(state.altered), last=told), "wrong"
    if state.late:
        words = _(
            "No verified copy for more than {days} days: the last is of {when}. Make one now."
        )
        return words.format(days=LATE.days, when=told), "wrong"
    if state.device_late:
        return _device_words(state), "wrong"
    if not state.device_today:
        words = _("Last verified copy: {when}. Today's copy on a stick is still to be made.")
        return words.format(when=told), "unsure"
    return _("Last verified copy: {when}. Today's copy on a stick is made.").format(when=told), ""


def _device_words(state: State) -> str:
    """What is said when no stick was put in for three days: one computer can be lost."""
    if state.on_device is None:
        return _(
            "No copy was ever made on a stick: what is on this computer alone is lost with it."
            " Put a stick in and make one now."
        )
    words = _(
        "No copy on a stick for more than {days} days: the last is of {when}. Put the stick in and"
        " make one now."
    )
    return words.format(days=LATE.days, when=when_words(state.on_device))


def drill_words(state: State) -> str:
    """The sentence about the last trial that succeeded."""
    if state.drilled is None:
        return _("No copy was tried out yet.")
    return _("Last copy tried out with success: {when}.").format(when=when_words(state.drilled))


def status_words(state: State, now: datetime) -> str:
    """The last verified copy in few words, for the line that is always in view."""
    if state.last is None or state.late or state.device_late or state.altered is not None:
        return _("! a copy on a stick is to be made")
    days = (now.date() - state.last.date()).days
    at = f"{state.last:%H:%M}"
    if days in {0, 1}:
        at = at if days == 0 else _("yesterday {time}").format(time=at)
        return _("copy verified {when}").format(when=at)
    return _("copy verified {when}").format(when=f"{state.last:%d/%m}")


TRIED = {
    Envelope.HEAD: N_("Recovery code, envelope of the head: tried on {when}."),
    Envelope.DISTRICT: N_("Recovery code, envelope of the health district: tried on {when}."),
}
NOT_TRIED = {
    Envelope.HEAD: N_("Recovery code, envelope of the head: not tried since it was sealed."),
    Envelope.DISTRICT: N_(
        "Recovery code, envelope of the health district: not tried since it was sealed."
    ),
}


def trial_words(trial: Trial) -> str:
    """The sentence about the last trial of the code of an envelope."""
    if trial.at is None:
        return _(NOT_TRIED[trial.envelope])
    return _(TRIED[trial.envelope]).format(when=f"{trial.at:%d/%m/%Y}")


def due_words(found: list[Trial]) -> str:
    """What is said once a year of the recovery code; empty while no envelope is due."""
    if not any(one.due for one in found):
        return ""
    return _(
        "The recovery code was not tried for a year. Open both envelopes, type the code of each "
        "on the page “Copies…”, then seal them again with the date."
    )


def missing_words(missing: int) -> str:
    """What is said when a copy knows more than the register; empty when none does."""
    if not missing:
        return ""
    return _(
        "This register is older than a copy of it: {count} changes are missing here. "
        "Restore the newest copy, or ask for help before typing anything."
    ).format(count=missing)


def room_words(left: int | None) -> str:
    """What is said when the disk of the register is nearly full; empty otherwise."""
    if left is None:
        return ""
    return _(
        "Only {count} MB are free on this computer's disk. Free some space: the copies stop first, "
        "then nothing can be saved."
    ).format(count=left)


def recovered_words(when: datetime | None) -> str:
    """What a register says that was saved from a damaged file; empty for any other."""
    if when is None:
        return ""
    return _(
        "Register recovered on {when} from a damaged file: what is missing is on paper alone."
    ).format(when=when_words(when))


def place_words(place: Place, known: Ledger, here: str) -> tuple[str, str]:
    """The name of a place, and what is known of it."""
    name = _("This computer, second folder") if place.path == here else place.path
    if place.when is None:
        return name, _("No copy there yet.")
    if not place.there:
        return name, _("Not within reach now.")
    newest = known.last is place
    words = _("Copy n° {number}, verified on {when}") + ("  ✓" if newest else "")
    return name, words.format(number=place.sequence, when=when_words(place.when))
