"""The pages of the window, each imported when it is seen first."""

from __future__ import annotations

from collections.abc import Callable

from maternity.records import Record
from maternity.ui.page import Page
from maternity.ward import Ward


def _home(ward: Ward) -> Page:
    from maternity.ui.home_page import HomePage  # noqa: PLC0415

    return HomePage(ward)


def _to_do(ward: Ward) -> Page:
    from maternity.ui.to_do_page import ToDoPage  # noqa: PLC0415

    return ToDoPage(ward)


def _registers(ward: Ward) -> Page:
    from maternity.ui.lists_page import ListsPage  # noqa: PLC0415

    return ListsPage(ward)


def _reports(ward: Ward) -> Page:
    from maternity.ui.report_page import ReportPage  # noqa: PLC0415

    return ReportPage(ward)


def _settings(ward: Ward) -> Page:
    from maternity.ui.settings_page import SettingsPage  # noqa: PLC0415

    return SettingsPage(ward)


def _help(ward: Ward) -> Page:
    from maternity.ui.help_page import HelpPage  # noqa: PLC0415

    return HelpPage(ward)


def _woman(ward: Ward, woman: Record) -> Page:
    from maternity.ui.woman_page import WomanPage  # noqa: PLC0415

    return WomanPage(ward, woman)


def _history(ward: Ward, entry: Record) -> Page:
    from maternity.ui.history_page import HistoryPage  # noqa: PLC0415

    return HistoryPage(ward, entry)


def _preview(ward: Ward, pdf: bytes, name: str, issue: Callable[[], bytes] | None = None) -> Page:
    from maternity.ui.preview import Preview  # noqa: PLC0415

    return Preview(ward, pdf, name, issue)


def _people(ward: Ward, *_state: object) -> Page:
    from maternity.ui.people_page import PeoplePage  # noqa: PLC0415

    return PeoplePage(ward)


def _paste(ward: Ward, register: str) -> Page:
    from maternity.ui.paste_page import PastePage  # noqa: PLC0415

    return PastePage(ward, register)


def _journal(ward: Ward, *_state: object) -> Page:
    from maternity.ui.journal_page import JournalPage  # noqa: PLC0415

    return JournalPage(ward)


def _copies(ward: Ward, *_state: object) -> Page:
    from maternity.ui.copies_page import CopiesPage  # noqa: PLC0415

    return CopiesPage(ward)


def _glass(ward: Ward, entry: Record, words: str) -> Page:
    from maternity.ui.glass_page import GlassPage  # noqa: PLC0415

    return GlassPage(ward, entry, words)


def _manual(ward: Ward, *_state: object) -> Page:
    from maternity.ui.manual_page import ManualPage  # noqa: PLC0415

    return ManualPage(ward)


def _district(ward: Ward, *_state: object) -> Page:
    from maternity.ui.district_page import DistrictPage  # noqa: PLC0415

    return DistrictPage(ward)


def _several(ward: Ward, entries: list[Record]) -> Page:
    from maternity.ui.several_page import SeveralPage  # noqa: PLC0415

    return SeveralPage(ward, entries)


def _news(ward: Ward, since: str = "") -> Page:
    from maternity.ui.news_page import NewsPage  # noqa: PLC0415

    return NewsPage(ward, since)


def _incoming(ward: Ward, *_state: object) -> Page:
    from maternity.ui.incoming_page import IncomingPage  # noqa: PLC0415

    return IncomingPage(ward)


def _imports(ward: Ward, *_state: object) -> Page:
    from maternity.ui.imports_page import ImportsPage  # noqa: PLC0415

    return ImportsPage(ward)


def _merging(ward: Ward, woman: Record, other: Record | None = None) -> Page:
    from maternity.ui.merge_page import MergePage  # noqa: PLC0415

    return MergePage(ward, woman, other)


def _parting(ward: Ward, merged: Record) -> Page:
    from maternity.ui.parting_page import PartingPage  # noqa: PLC0415

    return PartingPage(ward, merged)


def _checking(ward: Ward, *_state: object) -> Page:
    from maternity.ui.check_page import CheckPage  # noqa: PLC0415

    return CheckPage(ward)


MAIN: dict[str, Callable[[Ward], Page]] = {
    "home": _home,
    "to_do": _to_do,
    "registers": _registers,
    "reports": _reports,
    "settings": _settings,
    "help": _help,
}
"""Name of the command -> its page."""

DEEPER: dict[str, Callable[..., Page]] = {
    "woman": _woman,
    "told_history": _history,
    "previewed": _preview,
    "people": _people,
    "paste": _paste,
    "journal": _journal,
    "copies": _copies,
    "glass": _glass,
    "manual": _manual,
    "district": _district,
    "several": _several,
    "news": _news,
    "incoming": _incoming,
    "imports": _imports,
    "merging": _merging,
    "parting": _parting,
    "checking": _checking,
}
"""The signal of a page -> the page it leads to, and back from."""
