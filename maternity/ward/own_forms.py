"""A district's own return: checked whole, tried on a month, then put in force from its first day.

Trying changes nothing. What is taken in lies in the register's own folder and is used from the day
its head names, beside the versions before it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db.book import Query
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.reports.form import Form
from maternity.reports.periods import period_days
from maternity.reports.returns import FOLDER, forms, load, set_aside
from maternity.reports.sheet import Sheet
from maternity.reports.tallying import tally
from maternity.ward import discretion, district_files
from maternity.ward.district_files import Laying

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def tried(ward: Ward, file: Path, period: str) -> Sheet:
    """A month counted with a file that is not in force; refused with its line if it is faulty."""
    ward.allow(Right.COUNT)
    form = load(file)
    discretion.check_count(ward, form)
    first, last = period_days(period, form.every)
    chosen = ward.settings()
    settings = {name: chosen.chosen(name) for name in form.settings}
    form = form.under(settings)
    with ward.book.together() as entries:
        lines, to_finish = tally(form, first, last, entries, settings)
    return Sheet(
        form=form,
        period=period,
        first=first,
        last=last,
        facility=ward.facility,
        settings=settings,
        lines=lines,
        made_at=clock.now(),
        made_by=ward.account.name or "",
        to_finish=to_finish,
        training=ward.training,
    )


def faulty(ward: Ward) -> list[str]:
    """A sentence for each return in the register's own folder that is set aside, and why."""
    ward.allow(Right.COUNT)
    return set_aside(ward.folder)


def checked(ward: Ward, file: Path) -> Form:
    """A district's file, whole and fit to be put in force; refused with the reason otherwise.

    No two versions may be in force from the same day, and no version that a month was closed with
    may be written over: what was signed could not be told again.
    """
    form = load(file)
    for other in forms(ward.folder):
        same_day = (other.id, other.valid_from) == (form.id, form.valid_from)
        if same_day and other.version != form.version:
            raise Refused(
                _(
                    "Two versions of “{form}” would be in force from {day}: {one} and {other}."
                    " Change the first day of one of them."
                ).format(
                    form=form.id,
                    day=f"{form.valid_from:%d/%m/%Y}",
                    one=other.version,
                    other=form.version,
                )
            )
        if (other.id, other.version) == (form.id, form.version) and other != form:
            _check_unused(ward, form)
    return form


def _check_unused(ward: Ward, form: Form) -> None:
    """Refuse a changed file under the version that a month was closed with."""
    equal = (("return_form", form.id), ("form_version", form.version))
    used = ward.book.ids(Query("month_closing", equal=equal, limit=1))
    if used:
        raise Refused(
            _(
                "A month was closed with version {version} of “{form}”: it must stay as it is."
                " Give the changed file a new version."
            ).format(version=form.version, form=form.id)
        )


def take_form(ward: Ward, file: Path) -> Form:
    """Check a district's file and put it in force from its first day."""
    ward.allow(Right.SET_UP)
    form = checked(ward, file)
    contents = {f"{form.id}-{form.version}.toml": district_files.whole(file)}
    district_files.lay(ward, [Laying(Path(FOLDER), form.id, form.valid_from, contents)])
    return form
