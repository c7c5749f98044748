"""The words of Qt's own windows: its translation, and in ours what that lacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from maternity import i18n
from maternity.i18n import N_, _

LACKING = frozenset({N_("&Look in:"), N_("Files of &type:"), N_("Page &Set:")})
"""Words of its windows for files and printing that Qt's French does not have."""

_in_use: list[QTranslator] = []


class _Lacking(QTranslator):
    """Our words for what Qt's translation lacks."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The words in the language in use; None for what is not ours.

        Empty words would be taken for a translation: every other word of Qt's would be blank.
        """
        del context, disambiguation, n
        return _(source) if source in LACKING else None  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        """Never: Qt would not ask."""
        return False


def speak(application: QCoreApplication) -> None:
    """Let Qt's own windows speak the language in use."""
    while _in_use:
        application.removeTranslator(_in_use.pop())
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words, ours = QTranslator(), _Lacking()
    _in_use.append(words)
    if words.load(f"qtbase_{i18n.language()}", folder):
        _in_use.append(ours)
    for one in _in_use:
        application.installTranslator(one)


def spoken() -> bool:
    """Whether Qt's windows were given a language."""
    return bool(_in_use)
