"""What a person may see and write beyond the right itself: HIV, deaths, minors, the review.

Asked by every act of the ward, so that a screen, a list, a file and a command are given the same.
What may not be seen is not loaded, or taken out before it leaves the ward (reference: safety,
part 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from maternity import clock
from maternity.conditions import Misspelt
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Account, Right, Role
from maternity.records import Record, Register, child_of, named, one_of, path
from maternity.ward.proving import check_proven

if TYPE_CHECKING:
    from maternity.db.drafts import Draft
    from maternity.db.query import Query
    from maternity.reports.form import Form
    from maternity.reports.sheet import Line
    from maternity.ward.ward import Ward

ADULT_YEARS = 18
REVIEW = "Review"
"""The part of a death's form that is the review file."""


def refused() -> Refused:
    """The one sentence for what a role does not allow."""
    return Refused(_("Your role does not allow this. Ask the head of the maternity."))


def may_read(ward: Ward, register: str) -> None:
    """Refuse to read a register: care by who cares, lists by who sets up, accounts by neither."""
    for right in asked_to_read(named(register), ward.account.role):
        ward.allow(right)


def asked_to_read(about: Register, role: Role | None) -> tuple[Right, ...]:
    """The rights that reading a register asks of a person of this role, each of them."""
    asked = [Right.SEE_HIV] if about.hidden else []
    if about.of_deaths:
        asked.append(Right.SEE_DEATHS)
    if issubclass(about.record, Account):
        asked.append(Right.MANAGE_PEOPLE)
    else:
        asked.append(right_for(role, about, Right.READ))
    return tuple(asked)


def right_for(role: Role | None, about: Register, right: Right) -> Right:
    """The right asked for; to the lists of the set-up the technical administrator has her own."""
    return Right.SET_UP if role is Role.TECHNICIAN and _of_set_up(about) else right


def may_see(ward: Ward, about: Register) -> None:
    """Refuse the register that HIV rules to who may not see it."""
    if about.hidden:
        ward.allow(Right.SEE_HIV)


def may_ask(ward: Ward, query: Query) -> None:
    """Refuse a list that she may not read, or whose order or filter would tell what is hidden."""
    may_read(ward, query.register)
    told = {*query.sort.split(","), *(name for name, _code in query.equal)}
    if not told.isdisjoint(reviewed(ward, named(query.register))):
        ward.note("refused", right=str(Right.SEE_DEATH_REVIEW.value))
        raise Refused(refused().words, field="sort")  # the list goes back to its own order


def may_read_one(ward: Ward, entry: Record) -> None:
    """Refuse an entry of deaths to who may only enter the fact, but for her own."""
    if entry.register.of_deaths and entry.created_by != ward.account.name:
        ward.allow(Right.SEE_DEATHS)


def may_write(ward: Ward, entry: Record) -> None:
    """Accounts are for who manages people, set-up for who sets up, care for who cares."""
    about = entry.register
    if isinstance(entry, Account):
        from maternity.ward.staffing import check_account  # noqa: PLC0415 - when it is needed

        ward.allow(Right.MANAGE_PEOPLE)
        check_proven(ward)
        check_account(ward, entry)
    else:
        ward.allow(Right.SET_UP if about.setup and not of_care(about) else Right.WRITE)
    if about.hidden:
        from maternity.ward.glass import check_glass  # noqa: PLC0415 - where HIV rules alone

        may_see(ward, about)
        check_glass(ward, entry, writing=True)
    if entry.voided_at is not None:
        ward.allow(Right.VOID)
    if getattr(entry, "discreet", False):
        raise Refused(_("Open the entry itself to change it: its list shows initials alone."))
    _keep_review(ward, entry)


def approver(ward: Ward, kept: Iterable[Record]) -> str:
    """Who agrees to what these entries change of the settings; empty where nobody has to."""
    settings = [one for one in kept if one.register.setting]
    if not settings:
        return ""
    from maternity.ward.second_person import agreed_to  # noqa: PLC0415 - for a setting alone

    return agreed_to(ward, settings)


def _of_set_up(about: Register) -> bool:
    """A list of the set-up; what the program itself keeps, of months or of papers, is none."""
    return about.setup and bool(about.typed) and not of_care(about)


def of_care(about: Register) -> bool:
    """Whether entries lead to people cared for: then they are no mere list of the set-up."""
    return not about.setup or any(_leads_to_care(one.target) for one in about.links.values())


def _leads_to_care(register: str) -> bool:
    about = named(register)
    return not about.setup or any(not named(one.target).setup for one in about.links.values())


def lists(ward: Ward, register: str, wanted: Iterable[str]) -> list[str]:
    """The lists of children asked for, without those that hold what she may not see."""
    cls = named(register).record
    return [one for one in wanted if all(_may(ward, about) for about in _through(cls, one))]


def _may(ward: Ward, about: Register) -> bool:
    if about.hidden and not ward.account.may(Right.SEE_HIV):
        return False
    return ward.account.may(Right.READ) or not of_care(about)


def _through(cls: Any, wanted: str) -> Iterable[Register]:
    """The registers a path of lists and links leads through."""
    for given in wanted.split("."):
        about, one = cls.register, vars(cls).get(given)
        step = one.children if isinstance(one, one_of) else given
        if step in about.links:
            cls = named(about.links[step].target).record
        elif step in about.backs:
            cls = child_of(cls, step)
        else:
            return
        yield cls.register


def shown(ward: Ward, entry: Record) -> Record:
    """An entry as it leaves the ward: without the review file of a death, for who may not see it.

    What is taken out is put back before the entry is written; a broken glass shows it.
    """
    names = reviewed(ward, entry.register)
    if names:
        from maternity.ward.glass import is_broken  # noqa: PLC0415 - for a death alone

        names = [] if is_broken(ward, entry) else names
    for name in names:
        setattr(entry, name, None)
    return entry


def reviewed(ward: Ward, about: Register) -> list[str]:
    """The fields of the review file, where the person may not see them."""
    if not about.of_deaths or ward.account.may(Right.SEE_DEATH_REVIEW):
        return []
    return [one.name for one in about.typed if one.under == REVIEW]


def _keep_review(ward: Ward, entry: Record) -> None:
    """What she may not see stays as it stands, and what she may not write is refused."""
    names = reviewed(ward, entry.register)
    if not names:
        return
    stored = ward.book.get(entry.register.name, entry.id) if entry.version is not None else None
    for name in names:
        before = getattr(stored, name) if stored is not None else None
        if getattr(entry, name) not in {None, (), before}:
            raise Refused(_("The review of a death is written by the head of the maternity."))
        setattr(entry, name, before)


def discreet(ward: Ward, rows: list[Any]) -> list[Any]:
    """The rows of a list, without the review of a death for who may not see it.

    Minors stand by their initials, for who may list only her own patients.
    """
    rows = [shown(ward, row) for row in rows]
    if ward.account.may(Right.SEE_MINORS):
        return rows
    for row in rows:
        woman = woman_of(row)
        hers = {row.created_by, row.changed_by, getattr(woman, "created_by", None)}
        if woman is None or ward.account.name in hers:
            continue
        if getattr(woman, "discreet", False) or is_minor(woman):
            _to_initials(woman)
            row.discreet = True
    return rows


def _to_initials(woman: Any) -> None:
    for field in woman.register.typed:
        if field.sensitive == "personal" and field.kind in {"text", "long_text"}:
            words = getattr(woman, field.name) or ""
            named_so = field.name in {"family_name", "given_name"}
            setattr(woman, field.name, f"{words[:1]}." if words and named_so else None)
    woman.discreet = True


def may_count(ward: Ward, form: Form) -> bool:
    """Whether she may see a return: that of the reviews of deaths is for who sees the reviews."""
    return not form.right or ward.account.may(Right(form.right))


def check_count(ward: Ward, form: Form) -> None:
    """Refuse a return that she may not see."""
    ward.allow(Right.COUNT)
    if form.right:
        ward.allow(Right(form.right))


def counted(ward: Ward, lines: Iterable[Line]) -> None:
    """The entries behind figures, for who sees counts alone: initials, and of HIV nothing."""
    if ward.account.may(Right.SEE_MINORS):
        return
    for line in lines:
        line.counted = _uncovered(ward, line.counted)
        line.unplaced = _uncovered(ward, line.unplaced)
        line.not_judged = _uncovered(ward, line.not_judged)
        line.cells = {cell: _uncovered(ward, found) for cell, found in line.cells.items()}


def _uncovered(ward: Ward, found: list[Record]) -> list[Record]:
    shown = [type(one)(id=one.id) if one.register.hidden else one for one in found]
    for one in shown:
        woman = woman_of(one)
        if woman is not None and one.created_by != ward.account.name:
            _to_initials(woman)
            one.discreet = True  # type: ignore[attr-defined]
    return shown


def may_print(ward: Ward, entry: Record | None) -> None:
    """Refuse to print a colleague's forms to who prints her own."""
    ward.allow(Right.PRINT)
    own = entry is None or entry.version is None
    if not own and ward.account.name not in {entry.created_by, entry.changed_by}:  # type: ignore[union-attr]
        ward.allow(Right.PRINT_ALL)


def is_minor(woman: Any) -> bool:
    """Whether she is under eighteen; who may be is taken for one."""
    age = woman.age_on(clock.today())
    return age is not None and age < ADULT_YEARS


def woman_of(entry: Record) -> Any:
    """The woman an entry is about, herself if it is she; None if it is about none."""
    if entry.register.name == "woman":
        return entry
    try:
        steps = path(type(entry), "woman.id")
    except Misspelt:
        return None
    found: Any = entry
    for step in steps[:-1]:
        found = getattr(found, step, None)
    return found


def may_take_up(ward: Ward, draft: Draft) -> bool:
    """Whether a draft is hers or nobody's yet, or a colleague's whose entries she may correct."""
    about = named(draft.register)
    if about.hidden and not ward.account.may(Right.SEE_HIV):
        return False
    if not ward.account.may(right_for(ward.account.role, about, Right.READ)):
        return False
    return draft.who in {"", ward.account.name} or ward.account.may(Right.CORRECT_OTHERS)


def take_up(ward: Ward, draft: Draft) -> None:
    """Refuse to open a colleague's draft to who may not correct her entries."""
    ward.allow(right_for(ward.account.role, named(draft.register), Right.WRITE))
    if not may_take_up(ward, draft):
        ward.note("refused", right=str(Right.CORRECT_OTHERS.value))
        raise refused()
    for one in draft.state.get("records", ()):
        about = named(one["register"])
        may_see(ward, about)
        ward.allow(right_for(ward.account.role, about, Right.READ))
