"""Lists of a period: what is claimed back, and what is still to be declared."""

from __future__ import annotations

from collections.abc import Sequence

from maternity.i18n import N_, _, plural
from maternity.reading import show_day
from maternity.records import Record, day_value
from maternity.registers.admission import Admission
from maternity.registers.delivery import Delivery
from maternity.registers.newborn import Newborn
from maternity.reports.leaf import Boxes, Grid, Leaf, Note, Told, table
from maternity.reports.said import DAY, LEGAL_DAYS, age_words, woman_in


def caesareans(births: Sequence[Delivery], _told: Told) -> list[Leaf]:
    """The caesareans of the period with their kit, for the claim."""
    grid = _named_rows(Delivery, births, CAESAREAN, (1, 2.2, 2.4, 1.5, 2, 2.2, 2.2, 2))
    count = plural("{count} caesarean", "{count} caesareans", len(births))
    boxes = Boxes((_("Head of the maternity"), _("Accountant"), _("Head of the facility")))
    title = _("Caesareans with kit, for reimbursement")
    return [Leaf(title, (grid, Note(count, strong=True), boxes))]


CAESAREAN = (
    *("serial_no", "delivered_at", "pregnancy", "caesarean_timing", "caesarean_indication"),
    *("caesarean_kit", "operator"),
)


def life_threatening(stays: Sequence[Admission], _told: Told) -> list[Leaf]:
    """The women whose life was in danger, without names, with room for the criteria found."""
    names = ("serial_no", "admitted_at", "all_complications", "all_acts", "outcome")
    grid = table(Admission, stays, "", *names)
    ages = [age_words(woman_in(stay), day_value(stay.admitted_at)) for stay in stays]
    rows = tuple((*row[:2], age, *row[2:], "") for row, age in zip(grid.rows, ages, strict=True))
    heads = (*grid.heads[:2], _("Age"), *grid.heads[2:], _("Criteria found"))
    made = Grid("", heads, rows, (1, 2, 1, 3, 3, 1.6, 4), tall=True)
    count = plural("{count} woman to review", "{count} women to review", len(stays))
    systems = "\n".join(f"☐ {_(words)}" for words in SYSTEMS)
    title = _("Life-threatening conditions, for the review of near misses")
    return [Leaf(title, (Note(count, strong=True), made, Note(systems)))]


SYSTEMS = (
    N_("circulation: shock, cardiac arrest, lactate > 5 mmol/l, pH < 7.1, resuscitation"),
    N_("breathing: cyanosis, gasping, > 40 or < 6 a minute, saturation < 90 % for 60 min"),
    N_("kidney: no urine in spite of fluids, creatinine ≥ 300 µmol/l or ≥ 3.5 mg/dl, dialysis"),
    N_("clotting: no clot, platelets < 50 000 per mm3, 5 units of blood or more"),
    N_("liver: jaundice with pre-eclampsia, bilirubin > 100 µmol/l or > 6.0 mg/dl"),
    N_("nervous system: unconscious for 12 h, stroke, fits that do not stop, paralysis"),
    N_("uterus: hysterectomy after infection or haemorrhage"),
)
"""The criteria of a near miss by system; one is enough (WHO; clinical rules, part 20)."""


def _named_rows(
    cls: type[Record],
    entries: Sequence[Record],
    names: tuple[str, ...],
    widths: tuple[float, ...],
) -> Grid:
    """A table whose third column is the woman and the fourth her age."""
    grid = table(cls, entries, "", *names)
    heads, rows = list(grid.heads), []
    for entry, cells in zip(entries, grid.rows, strict=True):
        woman, day = woman_in(entry), day_value(entry.look(cls.register.dated))
        rows.append((*cells[:2], woman.title(), age_words(woman, day), *cells[3:]))
    heads[2:3] = [_("Name"), _("Age")]
    return Grid("", tuple(heads), tuple(rows), widths)


def births_to_declare(babies: Sequence[Newborn], _told: Told) -> list[Leaf]:
    """The births whose slips were not handed over yet, with the day each must be."""
    grid = _named_rows(
        Newborn, babies, ("serial_no", "born_at", "delivery", "sex", "declaration"), WAITING
    )
    limits = [
        show_day(baby.born_at.day + LEGAL_DAYS * DAY) if baby.born_at else "" for baby in babies
    ]
    rows = tuple((*row, limit, "") for row, limit in zip(grid.rows, limits, strict=True))
    heads = (*grid.heads, _("Legal limit"), _("Handed over on"))
    count = plural("{count} birth to declare", "{count} births to declare", len(babies))
    made = Grid("", heads, rows, (*WAITING, 2, 2), tall=True)
    return [Leaf(_("Births not yet declared"), (made, Note(count, strong=True)))]


WAITING = (1.4, 2.2, 2.8, 1.9, 1.2, 2.2)
