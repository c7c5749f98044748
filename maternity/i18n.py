"""Words in the user's language: gettext catalogues under `resources/locale/`.

English is the source; French is complete. Labels that are declared once and shown later are marked
with `N_()`; their catalogue entries carry the register or the list as context, since one English
word may need two French ones (« Inconnu », « Inconnue »). The language of the words never changes
how numbers and dates are read or written.
"""

from __future__ import annotations

import gettext
from functools import cache

from maternity import paths

SOURCE = "en"
DEFAULT = "fr"

_chosen = DEFAULT


def languages() -> tuple[str, ...]:
    """The languages there are: the source and one for each catalogue in the folder."""
    found = sorted(file.stem for file in (paths.resources() / "locale").glob("*.mo"))
    return (*found, SOURCE)


def language() -> str:
    """The language in use."""
    return _chosen


def use(name: str) -> None:
    """Speak this language from now on; an unknown one falls back to the source."""
    global _chosen
    _chosen = name if name in languages() else SOURCE


@cache
def catalogue(name: str) -> gettext.NullTranslations:
    """The words of a language; empty where it has no file."""
    file = paths.resources() / "locale" / f"{name}.mo"
    if not file.exists():
        return gettext.NullTranslations()
    with file.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def _(sentence: str) -> str:
    """The sentence in the language in use."""
    return catalogue(_chosen).gettext(sentence) if sentence else ""


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a sentence for translation and return it unchanged."""
    return sentence


def labelled(label: str) -> str:
    """A label with its colon, set as the language in use sets it."""
    return _("{label}:").format(label=label)


def plural(one: str, many: str, count: int, **told: object) -> str:
    """The sentence for this count, with `{count}` and the other gaps filled in."""
    return catalogue(_chosen).ngettext(one, many, count).format(count=count, **told)


def words(label: str, context: str) -> str:
    """A label declared in a register or list (`context`), in the language in use."""
    return in_language(label, context, _chosen)


def in_language(label: str, context: str, name: str) -> str:
    """A declared label in a named language; the label itself where the catalogue has none."""
    if not label:
        return ""
    known = catalogue(name)
    found = known.pgettext(context, label)
    return found if found != label else known.gettext(label)
