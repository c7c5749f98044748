"""Pictures of every page, form and dialog, for eyes and for the README.

    python -m tests.screens OUT [--language en] [--text 175] [--only home,return]

The real program on a training register, at 1366x768, without a screen.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from maternity import clock, i18n, registers
from maternity.ui import jobs, program

SIZE = (1366, 728)
"""A ward's screen of 1366x768, less the bar of tasks."""
NOW = datetime(2026, 11, 26, 10, 30)
PASSPHRASE = "manguier calebasse pirogue tambour"
BIRTHS = 120
VILLAGES = "Kalabancoro\nSikoro\nNiamana\n- Baguinéda\nSanankoroba; non"
STAFF = "Traoré Aminata; sage-femme\nDiallo Awa; matrone\nKeïta Oumou; dentiste"


class _Clock:
    """A morning in November 2026."""

    def now(self) -> datetime:
        """That morning."""
        return NOW

    def steady(self) -> float:
        """Its seconds."""
        return NOW.timestamp()


Shot = tuple[str, QWidget]
Picture = Callable[[str, QWidget], Path]


@contextmanager
def begun(language: str, percent: int) -> Iterator[Path]:
    """The application dressed as on the ward, and a folder for its registers."""
    application = QApplication.instance() or program.make_application(language, percent)
    application.setOrganizationName("maternity-screens")
    before = i18n.language()
    program.dress(language, percent)
    with tempfile.TemporaryDirectory() as folder, clock.use(_Clock()):
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
        yield Path(folder)
        jobs.stop()
        program.take_down()
    program.dress(before, 100)


def pages(folder: Path) -> Iterator[Shot]:
    """Every picture: its name, and the widget that stands there now."""
    yield from _setup(folder)
    yield from _sign_in(folder)
    yield from _inside(folder)


def settle() -> None:
    """Let every answer come and every page be drawn."""
    for _turn in range(3):
        jobs.wait_idle()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _shown(widget: QWidget) -> QWidget:
    widget.resize(*SIZE)
    widget.show()
    widget.activateWindow()
    settle()
    return widget


def _setup(folder: Path) -> Iterator[Shot]:
    from maternity.ui.setup_pages import SetUp, TrainingMade

    setup = SetUp(folder / "new", folder / "training")
    _shown(setup)
    setup.villages.box.text.setPlainText(VILLAGES)
    setup.staff.box.text.setPlainText(STAFF)
    for at in range(len(setup.steps)):
        if at == len(setup.steps) - 1:
            yield from _code(setup)
        setup.turn_to(at)
        settle()
        yield f"setup-{at + 1}", setup
    setup.close()
    jobs.run(setup.ward.close if setup.ward else lambda: None, lambda _done: None)
    made = TrainingMade("Formation", PASSPHRASE)
    yield "training-made", _shown(made)
    made.close()


def _code(setup: Any) -> Iterator[Shot]:
    setup.centre.name.setText("CSCom de Kalabancoro")
    setup.centre.area.setText("Kalabancoro")
    setup.account.name.setText("Mme Traoré")
    for line in (setup.account.passphrase, setup.account.again):
        line.setText(PASSPHRASE)
    setup.next()
    settle()
    yield "setup-code", setup
    groups = setup.account.code.split("-")
    for at, line in zip(setup.account.proof.asked, setup.account.proof.groups, strict=True):
        line.setText(groups[at])


def _sign_in(folder: Path) -> Iterator[Shot]:
    from maternity.people import Role
    from maternity.ui.sign_in import SignIn
    from maternity.ward.demo import make_demo

    def made() -> None:
        ward = make_demo(folder / "demo", BIRTHS, 1, passphrase=PASSPHRASE)
        ward.add_person("Diallo Awa", Role.NURSE, "tambour pirogue lampe natte")
        ward.close()

    jobs.run(made, lambda _done: None)
    settle()
    page = SignIn(folder / "demo")
    yield "sign-in", _shown(page)
    page.passphrase.setText("not this one at all")
    page.sign_in()
    settle()
    yield "sign-in-refused", page
    page.close()


def _inside(folder: Path) -> Iterator[Shot]:
    from maternity.ui.window import Window
    from maternity.ward import open_ward

    opened: list[Any] = []
    jobs.run(lambda: open_ward(folder / "demo", "Formation", PASSPHRASE), opened.append)
    settle()
    window = Window(opened[0])
    _shown(window)

    def at(name: str) -> Shot:
        settle()
        return name, window

    yield at("home")
    window.act("names")
    yield at("home-names-hidden")
    window.act("names")
    settle()
    yield from _leaving(window, at)
    for name in ("to_do", "registers", "settings", "help"):
        window.act(name)
        yield at(name)
    yield from _copies(window, at, folder)
    for name, about in (("people", ()), ("paste", ("village",)), ("district", ()), ("news", ())):
        window.show_deeper(name, *about)
        yield at(name)
        window.back()
    yield from _incoming(window, at, folder)
    yield from _lists(window, at)
    yield from _report(window, at)
    yield from _forms(window, at)
    yield from _guide(window, at)
    yield from _emergency(window, at)
    yield from _crash()
    window.activateWindow()
    yield at("home-after")
    window.close()


At = Callable[[str], Shot]


def _away(page: QWidget) -> None:
    """Take a page that stood alone off the screen."""
    page.close()
    page.deleteLater()
    settle()


def _copies(window: Any, at: At, folder: Path) -> Iterator[Shot]:
    from maternity.ui.new_key_page import NewKeyPage
    from maternity.ui.restore_page import RestorePage

    window.show_deeper("copies")
    yield at("copies-none")
    (folder / "stick").mkdir()
    window.trail.current.copy_to(folder / "stick")
    settle()
    window.trail.current.drill()
    yield at("copies")
    window.act("home")
    yield at("home-copied")
    page = RestorePage(folder / "neuf")
    page.file.setText(str(next((folder / "stick").rglob("*.mrb"))))
    page.person.setText("Formation")
    page.passphrase.setText(PASSPHRASE)
    yield "restore", _shown(page)
    page.compare()
    settle()
    yield "restore-compared", page
    page.leave()
    settle()
    _away(page)
    renewing = NewKeyPage(folder)
    yield "new-key", _shown(renewing)
    _away(renewing)
    window.activateWindow()
    settle()


OLD_TABLE = """Nom et prénoms;Age;Date acc.;Heure;Mode d'acct;Issue;Poids (g);Observations de la SF
Diarra Awa;24;03/10/2026;8:05;VB;V;3100;RAS
Keïta Fanta;31;31/02/2026;21:40;C;V;2900;césarienne
Touré Mariam;19;05/10/2026;3:20;VB;MNF;9500;
"""


def _incoming(window: Any, at: At, folder: Path) -> Iterator[Shot]:
    file = folder / "cahier.csv"
    file.write_text(OLD_TABLE, "utf-8")
    window.show_deeper("incoming")
    page = window.trail.current
    page.look_at(file)
    yield at("incoming-columns")
    page.try_rows()
    yield at("incoming-tried")
    page.take_rows()
    settle()
    window.show_deeper("imports")
    settle()
    page = window.trail.current
    page.look(page.imports_made.lines.current())
    yield at("imports")
    window.act("home")
    settle()


def _leaving(window: Any, at: At) -> Iterator[Shot]:
    from maternity.ward.board import Group

    page = window.trail.current
    place = page.columns[Group.DELIVERED].lines.current()
    page._ask_who(page._died, "Qui est décédé ?", place)
    yield at("home-who-died")
    page.ask.leave()
    window.show_leaving(place.stay)
    yield at("leaving")
    window.trail.current.leave()


def _lists(window: Any, at: At) -> Iterator[Shot]:
    for cls in registers.ALL:
        if cls.register.name not in {"settings", "account"}:
            window.list_register(cls.register.name)
            yield at(f"list-{cls.register.name}")
            window.back()
    window.list_register("delivery")
    settle()
    page = window.trail.current
    page.narrow("place", "facility")
    settle()
    page.table.selectAll()
    yield at("list-filtered-selected")
    page.void()
    yield at("list-void")
    page.ask.leave()
    page.correct_several()
    settle()
    several = window.trail.current
    several.fields.setCurrentIndex(several.fields.findData("ga_weeks"))
    several.editor.setText("12")
    several.look()
    yield at("several")
    window.back()
    settle()
    page.show_history()
    yield at("history")
    window.back()
    window.show_deeper("journal")
    yield at("journal")
    window.back()
    window.show_deeper("checking")
    yield at("check")
    window.back()
    page.print_page()
    yield at("list-preview")
    window.act("home")


def _report(window: Any, at: At) -> Iterator[Shot]:
    window.act("reports")
    settle()
    page = window.trail.current
    page.month.setCurrentIndex(1)
    page.refresh()
    yield at("return")
    page.bar_of_month.show_lacks()
    yield at("return-to-complete")
    page.bar_of_month.checks.show_checks()
    yield at("return-checks")
    page.bar_of_month.offer_closing()
    yield at("return-closing")
    page.ask.leave()
    counted = next(row for row in range(page.model.rowCount()) if page.model.line(row))
    line = next(line for line in page.model.rows if getattr(line, "code", "") == "G10")
    page.model.typed.emit(line, (), "39")
    yield at("return-correct")
    page.ask.leave()
    page.grid.setCurrentIndex(page.model.index(counted, page.model.columnCount() - 1))
    page.print_page()
    yield at("return-preview")
    window.back()


def _forms(window: Any, at: At) -> Iterator[Shot]:
    window.act("home")
    window.act("delivery")
    finder = window.trail.current
    finder.line.setText("kulib")
    finder._look()
    yield at("finder")
    finder.new.emit("Coulibaly Djénéba")
    yield at("form-delivery-new-woman")
    form = window.trail.current
    form.add_line()
    yield at("form-delivery-twins")
    form.show_missing()
    yield at("form-delivery-missing")
    form.sheet.order()[2].setText("24")
    form.leave()
    yield at("home-with-draft")
    window.show_deeper("woman", _woman(window))
    yield at("woman")
    yield from _merging(window, at)
    for cls in registers.ALL:
        entry = _some_entry(window, cls.register.name)
        if entry is not None:
            window.open_entry(entry)
            yield at(f"form-{cls.register.name}")
            window.trail.current.leave()
            settle()


def _merging(window: Any, at: At) -> Iterator[Shot]:
    """Two women of the exercise read as if they were one; nothing is written."""
    window.show_deeper("merging", _woman(window), None)
    settle()
    page = window.trail.current
    page.finder.line.setText("a")
    yield at("merge-finder")
    page.read(_some_entry(window, "family_planning_act").woman)
    settle()
    yield at("merge-sides")
    page.sides.choose_all(1)
    page.save()
    yield at("merge-why")
    page.ask.leave()
    window.back()
    settle()


def _guide(window: Any, at: At) -> Iterator[Shot]:
    from maternity.ward.board import Group

    window.act("home")
    settle()
    place = window.trail.current.columns[Group.LABOUR].lines.current()
    window.begin("labour_care", place.stay)
    settle()
    form = window.trail.current
    column = next(one for one in reversed(form.columns) if (one.fetus or 1) == 1)
    for name, typed in {"fhr_bpm": "172", "posture": "1", "dilatation_cm": "11"}.items():
        form.editors[f"{column.id}.{name}"].setText(typed)
    form.refresh()
    yield at("guide-grid")
    form.turn()
    yield at("guide-drawn")
    form.turn()
    yield at("guide-labour")
    form.leave()


def _emergency(window: Any, at: At) -> Iterator[Shot]:
    from maternity.ui.home_page import emergency
    from maternity.ward.board import Group

    window.act("home")
    settle()
    page = window.trail.current
    place = page.columns[Group.DELIVERED].lines.current()
    emergency(page, place)
    yield at("emergency-which")
    page.ask.leave()
    for register in ("eclampsia_care", "kangaroo_care"):
        window.begin(register, place.stay)
        settle()
        form = window.trail.current
        if register == "eclampsia_care":
            form.next_line()
        yield at(f"emergency-{register}")
        form.leave()
        settle()


def _crash() -> Iterator[Shot]:
    from maternity.ui import crash

    error = LookupError("what a value may be")
    box = crash.message(Path("incident.txt"), crash.report(error, None))
    box.show()
    settle()
    yield "crash", box
    box.close()


def _woman(window: Any) -> Any:
    entry = _some_entry(window, "delivery")
    return entry.pregnancy.woman


def _some_entry(window: Any, register: str) -> Any:
    from maternity.ward import Query

    found: list[Any] = []
    jobs.run(lambda: window.ward.page(Query(register, limit=1)).rows, found.extend)
    jobs.wait_idle()
    return found[0] if found else None


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens")
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="fr", choices=i18n.languages())
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--only", default="")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    wanted = set(told.only.split(",")) - {""}
    with begun(told.language, told.text) as folder:
        for name, widget in pages(folder):
            if not wanted or name in wanted:
                widget.grab().save(str(told.out / f"{name}.png"))


if __name__ == "__main__":
    main()
