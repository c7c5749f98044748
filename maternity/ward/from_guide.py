"""What the form of a delivery takes from the guide of the labour: proposed, never written over."""

from __future__ import annotations

from maternity.db.book import Book
from maternity.registers.delivery import Delivery, MonitoringTool
from maternity.registers.labour_care import LabourCare


def from_guide(book: Book, birth: Delivery) -> None:
    """Propose the onset, the beginning and the tool of the labour in a new delivery.

    How long the labour was is worked out on the form, once the hour of the birth is typed.
    """
    pregnancy = birth.pregnancy
    if pregnancy is None or pregnancy.version is None:
        return
    found = book.linked(LabourCare, "pregnancy", [pregnancy.id], ("observations",))
    labours = [one for one in found if isinstance(one, LabourCare)]
    if not labours:
        return
    labour = labours[-1]
    birth.labour_onset = labour.onset
    birth.labour_began = labour.started_at  # type: ignore[misc]
    if labour.noted:
        birth.monitoring_tool = MonitoringTool.LCG
