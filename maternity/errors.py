"""The two faces of failure: what a person can put right, and what the machine cannot do.

Anything else that is raised is our own bug; it is caught in one place and told calmly.
"""

from __future__ import annotations

NEEDS_SECOND, NEEDS_TECHNICIAN = "second", "technician"
"""The field of a refusal that asks for a second person at the screen, or for the passphrase of the
technical administrator beside the head while no register is open."""


class Refused(Exception):
    """The user can act: the sentence says what to do; `field` names the place, if there is one."""

    def __init__(self, words: str, *, field: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.field = field


class Unavailable(Exception):
    """The machine can't: the sentence says what failed, `advice` what may help."""

    def __init__(self, words: str, *, advice: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.advice = advice
