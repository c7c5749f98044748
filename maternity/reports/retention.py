"""How long what is written is kept: nothing of care is ever deleted, and why."""

from __future__ import annotations

from maternity.i18n import N_

KEPT_FOR_EVER = N_(
    "The program deletes no entry, on no day and by no setting. An entry that was wrong is"
    " cancelled with a reason and stays legible; the journal is kept as long as the register."
    " Only drafts go, once they are saved or given up, and copies that newer verified copies"
    " replace. No rule of Mali on how long a file is kept was found; France keeps it 20 years"
    " after the last stay and 10 years after a death (article R1112-7), which is a reference"
    " only. If the law or the facility sets an end, it is written here by hand."
)
