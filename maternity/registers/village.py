"""The villages, quarters and fractions women live in; they decide the catchment."""

from __future__ import annotations

from maternity.fields import Answer, Options, choice, text, yes_no
from maternity.i18n import N_
from maternity.records import Record, register


class VillageKind(Options):
    """What kind of place it is."""

    VILLAGE = "village", N_("Village")
    QUARTER = "quarter", N_("Town quarter")
    FRACTION = "fraction", N_("Nomadic fraction")
    NO_FIXED_PLACE = "no_fixed_place", N_("Passing through / nomadic")


@register(N_("Villages"), one=N_("Village"), setup=True, sorted_by="name")
class Village(Record):
    """A village, quarter or fraction; it belongs to one health area."""

    name: str | None = text(
        N_("Village, quarter or fraction"),
        required=True,
        sought=True,
        listed=True,
        help=N_(
            "Spelling used in the main town of the health area. Other ways of "
            "writing it go in « Other spellings »."
        ),
    )
    other_spellings: str | None = text(
        N_("Other spellings"),
        sought=True,
        help=N_("Separated by commas; used for searching, never printed."),
    )
    kind: VillageKind | None = choice(
        N_("Kind"),
        VillageKind,
        required=True,
        listed=True,
        help=N_("« Passing through / nomadic »: one line per municipality is enough."),
    )
    health_area: str | None = text(
        N_("Health area"),
        required="village.in_catchment == no",
        listed=True,
        help=N_("A village belongs to only one health area."),
    )
    in_catchment: Answer | None = yes_no(
        N_("In our catchment"),
        required=True,
        listed=True,
        help=N_(
            "Yes if the village is part of the facility's health area (for a "
            "CSRéf: of the district)."
        ),
    )
    commune: str | None = text(N_("Municipality"), listed=True)
    district: str | None = text(N_("Health district"), required="village.in_catchment == no")
    in_use: Answer | None = yes_no(
        N_("In use"),
        proposed="yes",
        help=N_("No: the village is no longer offered; what was written with it is kept."),
    )

    def title(self) -> str:
        """The village's name."""
        return self.name or ""
