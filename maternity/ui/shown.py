"""An editor shows what a record holds of its field, or of the fields it stands for."""

from __future__ import annotations

from maternity.records import Record
from maternity.ui.editors import BirthEditor, Editor, RoughDayEditor


def show(editor: Editor, record: Record) -> None:
    """Show the record's value, or that it is not known."""
    if isinstance(editor, (BirthEditor, RoughDayEditor)):
        editor.show_of(record)
        return
    name = editor.field.name
    editor.stand_in(record.unanswered(name))
    gap = record.gap(name) if editor.field.gaps else None
    editor.show_value(getattr(record, name), gap)
