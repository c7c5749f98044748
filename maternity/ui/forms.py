"""Registers whose form is not the ordinary one: empty until something truly needs a picture."""

from __future__ import annotations

from maternity.records import Record
from maternity.ui.form import Form

SPECIAL: dict[type[Record], type[Form]] = {}
