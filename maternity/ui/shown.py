"""An editor shows what a record holds of its field, or of the fields it stands for."""

from __future__ import annotations

from maternity.i18n import _
from maternity.records import Record
from maternity.settings import Settings
from maternity.ui.editors import BirthEditor, Editor, RoughDayEditor


def show(editor: Editor, record: Record) -> None:
    """Show the record's value, or that it is not known."""
    if isinstance(editor, (BirthEditor, RoughDayEditor)):
        editor.show_of(record)
        return
    name = editor.field.name
    if isinstance(record, Settings):
        _stand_in(editor, record.unanswered(name))
    gap = record.gap(name) if editor.field.gaps else None
    editor.show_value(getattr(record, name), gap)


def _stand_in(editor: Editor, words: str) -> None:
    """Show, more quietly, what holds while nobody answers."""
    if words:
        editor.setPlaceholderText(f"({words})")
        editor.standing_in = _("While this is empty, this holds: {answer}").format(answer=words)
        told = f"{editor.field.help_words} {editor.standing_in}".strip()
        editor.setAccessibleDescription(told)
