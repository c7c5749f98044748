"""Going to a field by the beginning of its name: no field is more than a few keys away."""

from __future__ import annotations

from collections.abc import Iterable

from maternity import names
from maternity.errors import Refused
from maternity.i18n import _
from maternity.ui.editors import Editor


def named_field(text: str, shown: Iterable[Editor]) -> Editor:
    """The first field on the form with a word, or a number on paper, that begins so."""
    wanted = names.words(text)
    if wanted:
        for editor in shown:
            words = names.words(editor.spoken_name())
            if all(any(word.startswith(one) for word in words) for one in wanted):
                return editor
    raise Refused(
        _("No field on this form begins with “{typed}”. Type the beginning of its name.").format(
            typed=text.strip()
        )
    )
