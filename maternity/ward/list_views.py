"""Views of a list saved by name: its columns, filters, period and order, for each person.

A view holds no words that were searched for: it never names a woman. What the list has no more (a
field of an older version, a code) is left out when the view is read again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from maternity import reading
from maternity.db import saved_views
from maternity.db.query import can_sort
from maternity.errors import Refused
from maternity.fields import Choice, Choices
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Register, named
from maternity.reports.books import column_named
from maternity.ward import discretion

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

LONGEST_NAME = 60
MOST = 20
"""Views of one list; with more of them none is found again."""


@dataclass(frozen=True)
class ListView:
    """What a list shows: columns, state, answers it is narrowed to, period by its key, order."""

    name: str = ""
    columns: tuple[str, ...] = ()
    state: str = ""
    equal: tuple[tuple[str, str], ...] = ()
    period: str = ""
    sort: str = ""
    descending: bool = False

    def as_data(self) -> dict[str, Any]:
        """As it is kept, without its name."""
        return {key: value for key, value in asdict(self).items() if key != "name"}


def list_view(about: Register, name: str, data: dict[str, Any]) -> ListView:
    """A view as it was kept, without what this register has no more."""
    equal = tuple((one, code) for one, code in data.get("equal", ()) if _answers(about, one, code))
    sort = str(data.get("sort", ""))
    return ListView(
        name=name,
        columns=tuple(one for one in data.get("columns", ()) if _is_column(about, one)),
        state=str(data.get("state", "")),
        equal=equal,
        period=str(data.get("period", "")),
        sort=sort if sort and can_sort(about, sort) else "",
        descending=bool(data.get("descending")),
    )


def _is_column(about: Register, name: str) -> bool:
    """A column of the register, or of its book on paper."""
    found = None if name in about.columns else column_named(name)
    return name in about.columns or (found is not None and found[0].register == about.name)


def _answers(about: Register, name: str, code: str) -> bool:
    field = about.fields.get(name)
    if not isinstance(field, (Choice, Choices)):
        return False
    try:
        return field.restore(code) is not None
    except ValueError:
        return False


def views(ward: Ward, register: str) -> list[ListView]:
    """The views that the person at work has of a list."""
    discretion.may_read(ward, register)
    found = saved_views.saved(ward.book, ward.account.id, register)
    return [list_view(named(register), name, data) for name, data in found]


def keep_view(ward: Ward, register: str, view: ListView) -> ListView:
    """Keep a view under its name, over the one that had it."""
    ward.allow(Right.READ)
    name = reading.line(view.name, longest=LONGEST_NAME)
    if not name:
        raise Refused(_("Give the view a name, such as “Caesareans of the month”."))
    others = [one for one in views(ward, register) if one.name != name]
    if len(others) >= MOST:
        raise Refused(
            _("There are {count} views of this list already. Take one away first.").format(
                count=MOST
            )
        )
    saved_views.save(ward.book, ward.account.id, register, name, view.as_data())
    return list_view(named(register), name, view.as_data())


def drop_view(ward: Ward, register: str, name: str) -> None:
    """Take a view away; no entry is touched."""
    ward.allow(Right.READ)
    saved_views.drop(ward.book, ward.account.id, register, name)
