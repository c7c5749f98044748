"""The maternity ward's register on the ward's own computer; the monthly return comes out of it."""

from __future__ import annotations

__version__ = "0.1.0"

MADE_ON = "2026-11-01"
"""No clock of a computer that runs this version can be right with an earlier day."""
