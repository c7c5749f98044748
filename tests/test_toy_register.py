"""A new register costs one file and one name; a new field one line: all the rest appears."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

TOY = '''
import json, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from maternity.fields import choice, day, number, text, link, Options
from maternity.i18n import N_
from maternity.records import Record, register, derived

class Colour(Options):
    """The colour of the cloth."""
    RED = "red", N_("Red")
    BLUE = "blue", N_("Blue")

@register(N_("Cloths"), one=N_("Cloth"), dated="given_on")
class Cloth(Record):
    """A cloth given to a mother: a register of one class."""
    owner: str | None = text(N_("Owner"), required=True, listed=True, sought=True)
    pregnancy = link(N_("Pregnancy"), "pregnancy")
    given_on = day(N_("Given on"), required=True, listed=True)
    colour: Colour | None = choice(N_("Colour"), Colour, listed=True)
    length_cm: int | None = number(N_("Length"), unit="cm", low=50, high=300, listed=True)

    @derived(N_("In metres"), listed=True)
    def metres(self) -> int | None:
        """Whole metres."""
        return None if self.length_cm is None else self.length_cm // 100

from maternity import registers
registers.ALL = (*registers.ALL, Cloth)

from maternity.db import keys, migrate, tables
keys.COST = keys.Cost(memory=1024, passes=1)

def make(engine, **_more):
    tables.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{migrate.HEAD}')")
migrate.upgrade = make

from maternity.ward import Query, create_ward, open_ward
folder = Path(sys.argv[1])
told = {}

from PySide6.QtWidgets import QApplication
application = QApplication([])
from maternity.ui.form import Form
from maternity.ui import jobs

def ask(task):
    found = []
    jobs.run(task, found.append)
    jobs.wait_idle()
    return found[0]

ward, code = ask(lambda: create_ward(folder / "r", facility="C", level="cscom", area="K",
                                     admin="A", passphrase="quatre mots bien longs"))
cloth = ask(lambda: ward.new("cloth"))
form = Form(ward, cloth)
jobs.wait_idle()
names = [e.field.name for e in form.editors.values()]
told["form"] = names
by = {e.field.name: e for e in form.editors.values()}
by["owner"].setText("Djénéba"); by["given_on"].setText("3/11/2026")
by["colour"].setText("2"); by["length_cm"].setText("250")
form.fill()
done = ask(lambda: ward.keep(cloth))
told["kept"] = [p.words for p in done.still_open]
told["list"] = [c.name for c in Cloth.register.listed]
page = ask(lambda: ward.page(Query("cloth", text="jeneba")))
told["search"] = page.total
told["row"] = [page.rows[0].shown(c.name) for c in Cloth.register.listed]
told["print"] = ask(lambda: ward.print_list(Query("cloth")))[:5].decode()
out = folder / "cloth.csv"
ask(lambda: ward.export(Query("cloth"), "csv", out, reason="pour essayer"))
told["export"] = out.read_text("utf-8-sig").splitlines()
again = ask(lambda: ward.full("cloth", cloth.id))
again.colour = Colour.RED
ask(lambda: ward.keep(again, reason="balance mal lue"))
told["history"] = [[c.field, c.old, c.new, c.reason] for c in ask(lambda: ward.history(again))][:1]
from maternity.exchange.schema import catalogue
(about,) = [r for r in catalogue()["registers"] if r["name"] == "cloth"]
told["schema"] = [f["name"] for f in about["fields"]]
lines = ["source_id;owner;given_on;colour;length_cm", "c1;Awa;04/11/2026;Blue;120"]
(folder / "in.csv").write_text("\\n".join([*lines, "c2;Sitan;04/11/2026;red;20"]))
from maternity.ward.files import import_files
(intake,) = ask(lambda: import_files(ward, [("cloth", folder / "in.csv")]))
told["import"] = [intake.added, [r.field for r in intake.refused]]
ask(ward.close)
print(json.dumps(told))
'''


def test_a_toy_register_appears_everywhere(tmp_path: Path) -> None:
    script = tmp_path / "toy.py"
    script.write_text(TOY, "utf-8")
    run = [sys.executable, str(script), str(tmp_path)]
    done = subprocess.run(
        run, cwd=ROOT, capture_output=True, text=True, check=False, env={**_environment()}
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["form"] == ["owner", "given_on", "colour", "length_cm"]
    assert told["kept"] == []
    assert told["list"] == ["owner", "given_on", "colour", "length_cm", "metres"]
    assert told["search"] == 1
    assert told["row"] == ["Djénéba", "03/11/2026", "Blue", "250", "2"]
    assert told["print"] == "%PDF-"
    heads, row = (line.split(";") for line in told["export"])
    exported = dict(zip(heads, row, strict=True))
    assert exported["given_on"] == "2026-11-03"
    assert (exported["colour"], exported["metres"]) == ("blue", "2")
    assert told["history"] == [["Colour", "Blue", "Red", "balance mal lue"]]
    assert told["schema"] == ["owner", "pregnancy", "given_on", "colour", "length_cm", "metres"]
    assert told["import"] == [1, ["length_cm"]]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
