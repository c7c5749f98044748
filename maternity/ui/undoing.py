"""Ctrl+Z in a form: what a field held before it was changed comes back, the last change first."""

from __future__ import annotations

from dataclasses import dataclass, field

from maternity.records import Record
from maternity.ui.editors import Editor, LinkEditor


@dataclass(frozen=True)
class Step:
    """What a field held before it was changed."""

    key: str
    text: str
    chosen: Record | None


@dataclass
class Undo:
    """The changes of a form, the newest last."""

    _steps: list[Step] = field(default_factory=list)

    def note(self, key: str, editor: Editor) -> None:
        """A field was left: remember what it held, if that is no longer so."""
        if editor.text() != editor.former:
            self._steps.append(Step(key, editor.former, editor.former_choice))

    def take_back(self, editors: dict[str, Editor]) -> Editor | None:
        """Put the last change back; its field, or None when there is none left."""
        while self._steps:
            step = self._steps.pop()
            editor = editors.get(step.key)
            if editor is not None and editor.text() != step.text:
                if isinstance(editor, LinkEditor):
                    editor.chosen = step.chosen
                editor.setText(step.text)
                editor.followed = False
                return editor
        return None
