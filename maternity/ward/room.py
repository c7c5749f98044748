"""The room on the disk of the register: told while something can still be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity import files

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

LITTLE = 500 * 1024 * 1024
"""With less than so many bytes free the ward is told: copies are refused first, saves last."""


def room_left(ward: Ward) -> int | None:
    """The megabytes that are free on the disk of the register, where they are few."""
    if ward.folder is None:
        return None
    free = files.free_space(ward.folder)
    return free // (1024 * 1024) if free < LITTLE else None
