"""The Robson report as a listing: ten groups, their parts, the total, and who is not classified.

Columns of the WHO's manual (2017): caesareans, women, size of the group, its caesarean rate, its
absolute and relative contribution to the overall rate. A share of nothing is a dash, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from maternity.clinical.robson import Class, Group, Subgroup
from maternity.clinical.robson_table import Line, Table, Verdict, believable, table
from maternity.fields import code
from maternity.i18n import N_, _
from maternity.records import Record, named
from maternity.reports.listing import Listing

WORDS: dict[Group, str] = {
    Group.G1: N_("Nulliparous, single cephalic, term, spontaneous labour"),
    Group.G2: N_("Nulliparous, single cephalic, term, induced or caesarean before labour"),
    Group.G3: N_("Multiparous without a scar, single cephalic, term, spontaneous labour"),
    Group.G4: N_(
        "Multiparous without a scar, single cephalic, term, induced or caesarean before labour"
    ),
    Group.G5: N_("Previous caesarean, single cephalic, term"),
    Group.G6: N_("Nulliparous, single breech"),
    Group.G7: N_("Multiparous, single breech"),
    Group.G8: N_("Multiple pregnancy"),
    Group.G9: N_("Transverse or oblique lie"),
    Group.G10: N_("Single cephalic, preterm"),
}


def counted(deliveries: Iterable[Record]) -> Table:
    """The table of these deliveries, each by its kept class."""
    return table((_class(one), code(one.look("mode")) == "caesarean") for one in deliveries)


def _class(delivery: Record) -> Class:
    group, part = (code(delivery.look(f"robson_{name}")) for name in ("group", "subgroup"))
    return Class(Group(group) if group else Group.G99, Subgroup(part) if part else None)


def listing(
    found: Table, *, facility: str, period: str, made_at: datetime, made_by: str, training: bool
) -> Listing:
    """The report as rows of words."""
    rows = [(_named(place), *_cells(line)) for place, line in found.lines.items()]
    rows.append((_("Total"), *_cells(found.total)))
    apart = (str(found.unclassified), _share(found.unclassified_share))
    rows.append((_("Not classified: an answer is missing"), "", *apart, "", "", ""))
    told = sum(one.verdict is Verdict.LOOK_AGAIN for one in believable(found))
    rows += [_remark(told)] if told else []
    return Listing(
        title=_("Robson report"),
        facility=facility,
        period=period,
        heads=(
            _("Group"),
            _("Caesareans"),
            _("Women"),
            _("Size of the group (%)"),
            _("Caesarean rate (%)"),
            _("Absolute contribution (%)"),
            _("Relative contribution (%)"),
        ),
        rows=tuple(rows),
        made_at=made_at,
        made_by=made_by,
        training=training,
    )


def _remark(count: int) -> tuple[str, ...]:
    words = _(
        "{count} usual proportions of the WHO manual are not met: in a referral centre this is"
        " often for good reasons."
    )
    return (words.format(count=count), "", "", "", "", "", "")


def _named(place: Group | Subgroup) -> str:
    if isinstance(place, Subgroup):
        options = named("delivery").derived["robson_subgroup"].options
        return f"     {options.coded(place.value).words if options else place.value}"
    return f"{place.value[1:]}.  {_(WORDS[place])}"


def _cells(line: Line) -> tuple[Any, ...]:
    shares = (line.size, line.rate, line.absolute, line.relative)
    return (str(line.caesareans), str(line.women), *map(_share, shares))


def _share(share: Fraction | None) -> str:
    return "–" if share is None else f"{float(share):.1f}".replace(".", ",")
