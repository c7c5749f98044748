"""Sessions held: figures that no patient line can give."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from maternity.fields import Options, choice, day, number, text, village
from maternity.i18n import N_
from maternity.records import Record, register
from maternity.registers.lists import Strategy

if TYPE_CHECKING:
    from maternity.registers.village import Village


class SessionActivity(Options):
    """What the session was for."""

    ANTENATAL = "antenatal", N_("Antenatal")
    FAMILY_PLANNING = "family_planning", N_("Family planning")
    VACCINATION = "vaccination", N_("Vaccination")
    ADVOCACY = "advocacy", N_("Advocacy")
    TALK_CENTRE = "talk_centre", N_("Talk at the centre")
    TALK_COMMUNITY = "talk_community", N_("Talk in the community")
    CONFERENCE = "conference", N_("Conference")
    FILM = "film", N_("Film show")


@register(N_("Sessions"), one=N_("Session"), dated="held_on")
class SessionDay(Record):
    """A session held."""

    held_on: date | None = day(
        N_("Session date"), required=True, low="today - 5 y", high="today", listed=True
    )
    activity: SessionActivity | None = choice(
        N_("Activity"), SessionActivity, required=True, listed=True
    )
    strategy: Strategy | None = choice(N_("Strategy"), Strategy, required=True, listed=True)
    village: Village | None = village(
        N_("Place"), when="session_day.strategy != fixed", listed=True
    )
    men: int | None = number(
        N_("Men"),
        when="session_day.activity in {advocacy|talk_centre|talk_community|conference|film}",
        low=0,
        high=5000,
        ask_high=300,
        unit="",
        help=N_("Participants in information, education and communication (IEC) activities."),
    )
    women: int | None = number(
        N_("Women"),
        when="session_day.activity in {advocacy|talk_centre|talk_community|conference|film}",
        low=0,
        high=5000,
        ask_high=300,
        unit="",
    )
    note: str | None = text(N_("Notes"))
