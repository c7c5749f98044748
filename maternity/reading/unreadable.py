"""What a reader raises when it cannot read what was typed."""

from __future__ import annotations

from maternity.errors import Refused


class Unreadable(Refused):
    """A text that cannot be read: the sentence says what to do; `proposals` are likely texts.

    A proposal is shown, and typed by the user if it is right; it is never put in by itself.
    """

    def __init__(self, words: str, *, proposals: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.proposals = proposals
