"""A month of 300 deliveries comes in by files; every line equals an independent count of the rows.

The count below knows nothing of the program: it reads the same rows and follows the words of the
form and its settled questions.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from maternity import cli, clock
from maternity.db import keys
from maternity.ward import open_ward, returns
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock

MONTH, FIRST, LAST = "2026-10", date(2026, 10, 1), date(2026, 10, 31)
Row = dict[str, str]

METHODS = (
    *("coc", "cop", "dmpa_im", "dmpa_sc", "male_condom", "female_condom", "jadelle", "implanon"),
    *("cycle_beads", "iud", "lam", "sterilisation", "spermicide", "other"),
)
COILS = ("with_caesarean", "post_placental", "postpartum_48h")
TABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((method, ()) for method in METHODS[:4]),
    ("dmpa_sc", ("self_injection",)),
    *((method, ()) for method in METHODS[4:10]),
    ("iud", COILS),
    *((method, ()) for method in METHODS[10:]),
)
"""The rows of the method table, with the actions of those that are a part of another."""


@dataclass
class Month:
    """Rows of every register, invented by dice, with every odd case of a ward."""

    dice: Random
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, register: str, **cells: object) -> Row:
        """A row; its key is its number in its register."""
        rows = self.rows.setdefault(register, [])
        row = {"source_id": f"{register}-{len(rows) + 1}"}
        row |= {name: "" if value is None else str(value) for name, value in cells.items()}
        rows.append(row)
        return row

    def pick(self, *choices: Any, weights: tuple[int, ...] | None = None) -> Any:
        """One of these."""
        return self.dice.choices(choices, weights)[0]

    def fill(self) -> None:
        """Villages, staff, and 300 women with what happened to them."""
        for name, inside in (("Kalabancoro", "yes"), ("Sikoro", "yes"), ("Baguinéda", "no")):
            self.add("village", name=name, kind="village", in_catchment=inside)
        for kind, skilled in (("midwife", "yes"), ("matron", "no"), ("nurse", "no")):
            self.add(
                "staff_member",
                family_name="Traoré",
                given_name=kind,
                qualification=kind,
                skilled=skilled,
                active="yes",
            )
        for _at in range(300):
            self.case()

    def case(self) -> None:
        """One woman: her birth, babies, visits, referral, deaths."""
        day = FIRST + timedelta(days=self.dice.randrange(-8, 39))
        hour = self.pick(
            f"T{self.dice.randrange(24):02d}:{self.dice.randrange(60):02d}", "", weights=(9, 1)
        )
        age = self.pick(None, self.dice.randrange(13, 45), weights=(1, 12))
        village = self.pick(
            "village-1", "village-2", "village-3", "", "unknown", weights=(5, 4, 3, 1, 1)
        )
        woman = self.add(
            "woman",
            family_name=self.pick("Traoré", "=Coulibaly", "Keïta", "Ŋaba"),
            given_name="Awa",
            declared_age_years=age,
            age_declared_on=day if age else None,
            village=village,
        )
        parity = self.dice.randrange(8)
        pregnancy = self.add(
            "pregnancy",
            woman=woman["source_id"],
            gravidity=parity + 1,
            parity=parity,
            previous_caesareans=0,
            anc_visits_elsewhere=self.pick(None, "unknown", 0, 1, 3),
        )
        self.before(pregnancy, day)
        self.planned(woman, pregnancy, day)
        place = self.pick("facility", "home", "on_the_way", "other_facility", weights=(88, 6, 3, 3))
        staff = self.pick(
            ("staff_member-1", "midwife"),
            ("staff_member-2", "matron"),
            ("", "trained_birth_attendant"),
            ("", "auxiliary"),
            ("", "student"),
            ("", ""),
        )
        weeks = self.pick(None, "unknown", 26, 27, 28, 36, 39, weights=(1, 1, 1, 1, 1, 3, 20))
        birth = self.add(
            "delivery",
            pregnancy=pregnancy["source_id"],
            place=place,
            delivered_at=f"{day}{hour}",
            ga_weeks=weeks,
            attendant=staff[0] if place == "facility" else None,
            attendant_qualification=staff[1],
            amtsl=self.answer(90),
            pph=self.answer(6),
            iron_folate_given=self.answer(70),
            deworming_given=self.answer(50),
        )
        babies = [
            self.baby(birth, day, hour, rank + 1)
            for rank in range(self.pick(1, 2, 3, 0, weights=(90, 6, 1, 2)))
        ]
        self.after(pregnancy, birth, babies, day, hour)

    def before(self, pregnancy: Row, born: date) -> None:
        """Her antenatal visits, written in any order."""
        days = [born - timedelta(days=self.dice.randrange(1, 150)) for _at in range(7)]
        for day in dict.fromkeys(days[: self.dice.randrange(8)]):
            self.add(
                "antenatal_visit",
                pregnancy=pregnancy["source_id"],
                seen_on=day,
                iron_folate_given=self.answer(80),
                deworming_given=self.answer(30),
                hb_g_dl=self.pick("", "not_done", "10.9", "11", "12.5"),
                net_given=self.answer(40),
                iptp_dose=self.pick("", "not_done", 1, 2, 3, 4),
                td_dose=self.pick("", "td1", "td2", "td_booster", "not_due", "not_given"),
            )

    def planned(self, woman: Row, pregnancy: Row, born: date) -> None:
        """Her family planning acts, after this birth or without one."""
        for _act in range(self.pick(0, 1, 2, weights=(2, 2, 1))):
            method = self.pick("", *METHODS)
            parts = {"dmpa_sc": ["self_injection", "resupply"], "iud": ["insertion", *COILS]}
            self.add(
                "family_planning_act",
                woman=woman["source_id"],
                pregnancy=self.pick("", pregnancy["source_id"]),
                acted_on=born + timedelta(days=self.dice.randrange(40)),
                user_type=self.pick("new", "continuing"),
                strategy=self.pick("fixed", "outreach", "mobile", ""),
                visit_type="new_acceptor" if method else "counselling_only",
                counselled=self.answer(80),
                method=method,
                action=self.pick(*parts.get(method, [""])),
                origin=self.pick("delivery", "postnatal", "vaccination", "other"),
            )

    def vaccinated(self, baby: Row, born: date) -> None:
        """The doses of a baby of birth."""
        for vaccine in ("bcg", "hepb0", "opv0"):
            if self.pick(True, False):
                self.add(
                    "birth_dose",
                    newborn=baby["source_id"],
                    vaccine=vaccine,
                    given_at=born + timedelta(days=self.dice.randrange(12)),
                    counted_by=self.pick("maternity", "epi", weights=(4, 1)),
                    adverse_event=self.answer(5),
                )

    def answer(self, yes: int) -> str:
        """Yes, no, unknown or nothing."""
        return str(self.pick("yes", "no", "unknown", "", weights=(yes, 100 - yes, 4, 3)))

    def baby(self, birth: Row, day: date, hour: str, rank: int) -> Row:
        """A baby, sometimes stillborn, small, or not weighed."""
        outcome = self.pick(
            "live", "fresh_stillbirth", "macerated_stillbirth", "", weights=(88, 5, 4, 1)
        )
        live = outcome == "live"
        declared = live and self.pick(True, False)
        return self.add(
            "newborn",
            delivery=birth["source_id"],
            birth_rank=rank,
            born_at=f"{day}{hour}",
            outcome=outcome,
            sex=self.pick("female", "male"),
            mode="vaginal",
            weight_g=self.pick(
                None,
                "not_done",
                950,
                999,
                1000,
                2499,
                2500,
                3200,
                weights=(1, 1, 1, 1, 1, 3, 3, 20),
            ),
            resuscitated=self.answer(5),
            breastfed_within_1h=self.answer(90) if live else None,
            vitamin_k1=self.answer(90) if live else None,
            tetracycline=self.answer(90) if live else None,
            chlorhexidine=self.answer(90) if live else None,
            kangaroo_care=self.answer(6) if live else None,
            declaration=("declared" if declared else "not_yet") if live else None,
            declared_on=day + timedelta(days=self.dice.randrange(20)) if declared else None,
        )

    def after(self, pregnancy: Row, birth: Row, babies: list[Row], day: date, hour: str) -> None:
        """Visits, a referral, deaths."""
        for _visit in range(self.pick(0, 1, 2, weights=(3, 4, 3))):
            seen = day + timedelta(days=self.dice.randrange(12))
            visit = self.add(
                "postnatal_visit",
                pregnancy=pregnancy["source_id"],
                delivery=birth["source_id"],
                seen_at=f"{seen}{self.pick('T23:59', '')}",
                mother_seen=self.pick("yes", "no", weights=(9, 1)),
                iron_folate_given=self.answer(50),
                deworming_given=self.answer(50),
            )
            for baby in babies:
                if baby["outcome"] == "live" and self.pick(True, False):
                    self.add(
                        "newborn_check",
                        postnatal_visit=visit["source_id"],
                        newborn=baby["source_id"],
                        state=self.pick("well", "ill", "died", weights=(8, 2, 1)),
                    )
        if self.pick(True, False, weights=(1, 4)):
            self.add(
                "referral",
                pregnancy=pregnancy["source_id"],
                direction=self.pick("out", "in"),
                kind=self.pick("referral", "evacuation"),
                stage=self.pick("pregnant", "labour", "postpartum", "newborn"),
                decided_at=f"{day}T10:00",
                arrived_at=self.pick("", f"{day + timedelta(days=1)}T09:00"),
                reason="HTA",
            )
        if self.pick(True, False, weights=(1, 25)):
            woman = pregnancy["woman"]
            self.add(
                "maternal_death",
                woman=woman,
                pregnancy=pregnancy["source_id"],
                died_at=day + timedelta(days=self.pick(0, 41, 42, 43)),
                place=self.pick("facility", "home"),
                cause_group=self.pick("haemorrhage", "coincidental", ""),
            )
        for baby in babies:
            if baby["outcome"] == "live":
                self.vaccinated(baby, day)
            if baby["outcome"] == "live" and self.pick(True, False, weights=(1, 12)):
                hours = self.pick(0, 23, 24, 167, 168, 671, 672)
                at = datetime.fromisoformat(f"{day}{hour or 'T00:00'}") + timedelta(hours=hours)
                self.add(
                    "perinatal_death",
                    newborn=baby["source_id"],
                    kind="neonatal",
                    died_at=at.isoformat(timespec="minutes") if hour else at.date(),
                    place=self.pick("facility", "home"),
                    cause_text="?",
                )

    def write(self, folder: Path) -> list[str]:
        """A CSV for each register; the pairs for the command, children before parents."""
        pairs: list[str] = []
        for register, rows in reversed(self.rows.items()):
            place = folder / f"{register}.csv"
            heads = list(dict.fromkeys(name for row in rows for name in row))
            with place.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, heads)
                writer.writeheader()
                writer.writerows(rows)
            pairs += [register, str(place)]
        return pairs


class Count:
    """The figures of the form, from the rows alone."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.rows = rows
        self.by_key = {row["source_id"]: row for of in rows.values() for row in of}

    def up(self, row: Row, link: str) -> Row:
        return self.by_key.get(row[link], {})

    def inside(self, text: str) -> bool:
        return bool(text) and FIRST.isoformat() <= text[:10] <= LAST.isoformat()

    def counts_as_birth(self, baby: Row) -> bool | None:
        if not baby["outcome"]:
            return None
        if baby["outcome"] == "live":
            return True
        if baby["weight_g"].isdigit():
            return int(baby["weight_g"]) >= 1000
        weeks = self.up(baby, "delivery")["ga_weeks"]
        return int(weeks) >= 28 if weeks.isdigit() else True

    def babies(self, birth: Row) -> list[Row]:
        return [b for b in self.rows["newborn"] if b["delivery"] == birth["source_id"]]

    def deliveries(self, *places: str) -> list[Row]:
        return [
            d
            for d in self.rows["delivery"]
            if self.inside(d["delivered_at"])
            and d["place"] in places
            and any(self.counts_as_birth(b) for b in self.babies(d))
        ]

    def skilled(self, birth: Row) -> bool | None:
        staff = self.by_key.get(birth["attendant"])
        if staff:
            return staff["skilled"] == "yes"
        kind = birth["attendant_qualification"]
        return None if kind in {"", "student"} else kind == "midwife"

    def within_48h(self, visit: Row) -> bool:
        born, seen = self.up(visit, "delivery")["delivered_at"], visit["seen_at"]
        if "T" in born and "T" in seen:
            passed = datetime.fromisoformat(seen) - datetime.fromisoformat(born)
            return timedelta(0) <= passed <= timedelta(hours=48)
        days = (date.fromisoformat(seen[:10]) - date.fromisoformat(born[:10])).days
        return 0 <= days <= 2

    def given_in_ppi(self, name: str) -> int:
        found = 0
        for birth in self.rows["delivery"]:
            visits = [
                v for v in self.rows["postnatal_visit"] if v["delivery"] == birth["source_id"]
            ]
            sources = [
                birth,
                *(v for v in visits if self.within_48h(v) and v["mother_seen"] == "yes"),
            ]
            found += self.inside(birth["delivered_at"]) and any(s[name] == "yes" for s in sources)
        return found

    def newborns(self, test: Callable[[Row], bool]) -> int:
        return sum(
            1
            for b in self.rows["newborn"]
            if self.inside(self.up(b, "delivery")["delivered_at"])
            and self.up(b, "delivery")["place"] == "facility"
            and test(b)
        )

    def first_visits(self) -> int:
        firsts: dict[str, Row] = {}
        for visit in self.rows["postnatal_visit"]:
            if visit["mother_seen"] == "yes":
                best = firsts.get(visit["delivery"])
                if best is None or visit["seen_at"] < best["seen_at"]:
                    firsts[visit["delivery"]] = visit
        return sum(self.inside(visit["seen_at"]) for visit in firsts.values())

    def babies_seen(self) -> int:
        firsts: dict[str, str] = {}
        for check in self.rows["newborn_check"]:
            if check["state"] != "died":
                seen = self.up(check, "postnatal_visit")["seen_at"]
                firsts[check["newborn"]] = min(seen, firsts.get(check["newborn"], seen))
        return sum(self.inside(seen) for seen in firsts.values())

    def acts(self, test: Callable[[Row], bool]) -> list[Row]:
        rows = self.rows["family_planning_act"]
        return [act for act in rows if self.inside(act["acted_on"]) and test(act)]

    def users(self, test: Callable[[Row], bool]) -> int:
        return len({act["woman"] for act in self.acts(test)})

    def planning(self) -> dict[str, int]:
        away = {"outreach", "mobile"}
        told = {"FPC1": self.users(lambda a: a["counselled"] == "yes")}
        for user, visits, table in (("new", 2, "FPN"), ("continuing", 5, "FPA")):
            mine: Callable[[Row], bool] = lambda a, user=user: a["user_type"] == user  # type: ignore[misc] # noqa: E731
            told[f"FP{visits}"] = len(
                self.acts(lambda a, mine=mine: mine(a) and a["strategy"] == "fixed")  # type: ignore[misc]
            )
            told[f"FP{visits + 1}"] = len(
                self.acts(lambda a, mine=mine: mine(a) and a["strategy"] in away)  # type: ignore[misc]
            )
            told[f"FP{visits + 2}"] = self.users(
                lambda a, mine=mine: (  # type: ignore[misc]
                    mine(a) and bool(a["method"]) and a["origin"] in {"delivery", "postnatal"}
                )
            )
            for row, (method, actions) in enumerate(TABLE, start=1):
                told[f"{table}{row}"] = self.users(
                    lambda a, mine=mine, method=method, actions=actions: (  # type: ignore[misc]
                        mine(a)
                        and a["method"] == method
                        and (not actions or a["action"] in actions)
                    )
                )
            told[f"{table}17"] = self.users(lambda a, mine=mine: mine(a) and bool(a["method"]))  # type: ignore[misc]
        return told

    def doses(self) -> dict[str, int]:
        given = [one for one in self.rows["birth_dose"] if self.inside(one["given_at"])]
        ours = [one["vaccine"] for one in given if one["counted_by"] == "maternity"]
        td = [visit["td_dose"] for visit in self.antenatal(bool)]
        return {
            **{f"VAC{at}": ours.count(one) for at, one in enumerate(("bcg", "hepb0", "opv0"), 1)},
            **{f"VAC{at}": td.count(one) for at, one in enumerate(("td1", "td2", "td_booster"), 4)},
            "VAC7": sum(one["adverse_event"] == "yes" for one in given),
            "LAB1": sum("transfusion" in stay["acts"] for stay in self.rows.get("admission", ())),
            "MAL1": self.pregnancies(lambda v: v["net_given"] == "yes"),
            "MAL2": self.first_given("1"),
            "MAL3": self.first_given("2"),
            "MAL4": self.first_given("3", "4"),
        }

    def first_given(self, *doses: str) -> int:
        firsts: dict[str, str] = {}
        for visit in self.rows["antenatal_visit"]:
            if visit["iptp_dose"] in doses:
                key, day = visit["pregnancy"], visit["seen_on"]
                firsts[key] = min(day, firsts.get(key, day))
        return sum(self.inside(day) for day in firsts.values())

    def antenatal(self, test: Callable[[Row], bool]) -> list[Row]:
        return [v for v in self.rows["antenatal_visit"] if self.inside(v["seen_on"]) and test(v)]

    def pregnancies(self, test: Callable[[Row], bool]) -> int:
        return len({visit["pregnancy"] for visit in self.antenatal(test)})

    def reaching(self, rank: int, *, elsewhere: bool) -> int:
        found = 0
        for pregnancy in self.rows["pregnancy"]:
            key, before = pregnancy["source_id"], pregnancy["anc_visits_elsewhere"]
            mine = sorted(
                v["seen_on"] for v in self.rows["antenatal_visit"] if v["pregnancy"] == key
            )
            at = rank - (int(before) if elsewhere and before.isdigit() else 0)
            reached = mine[max(at, 1) - 1 :]
            found += bool(reached) and self.inside(reached[0])
        return found

    def sent(self, stage: str, *kinds: str) -> int:
        return sum(
            r["direction"] == "out"
            and r["stage"] == stage
            and r["kind"] in kinds
            and self.inside(r["decided_at"])
            for r in self.rows["referral"]
        )

    def women_dead(self) -> int:
        found = 0
        for death in self.rows["maternal_death"]:
            births = [d for d in self.rows["delivery"] if d["pregnancy"] == death["pregnancy"]]
            days = (
                date.fromisoformat(death["died_at"][:10])
                - date.fromisoformat(births[0]["delivered_at"][:10])
            ).days
            counted = death["cause_group"] != "coincidental" and days <= 42
            found += death["place"] == "facility" and counted and self.inside(death["died_at"])
        return found

    def babies_dead(self, hours: int) -> int:
        found = 0
        for death in self.rows["perinatal_death"]:
            born, died = self.up(death, "newborn")["born_at"], death["died_at"]
            if "T" in born and "T" in died:
                age = (
                    datetime.fromisoformat(died) - datetime.fromisoformat(born)
                ).total_seconds() // 3600
            else:
                age = (date.fromisoformat(died[:10]) - date.fromisoformat(born[:10])).days * 24
            found += death["place"] == "facility" and age < hours and self.inside(died)
        return found

    def lines(self) -> dict[str, int]:
        here = self.deliveries("facility")
        live: Callable[[Row], bool] = lambda b: b["outcome"] == "live"  # noqa: E731
        low = [d for d in here if self.skilled(d) is False]
        matrons = {"matron", "trained_birth_attendant", "auxiliary"}
        told = {
            **self.planning(),
            **self.doses(),
            "G3": self.reaching(1, elsewhere=False),
            "G4": len(self.antenatal(bool)),
            "G5": self.reaching(4, elsewhere=True),
            "G6": self.pregnancies(lambda v: v["iron_folate_given"] == "yes"),
            "G7": self.pregnancies(lambda v: v["deworming_given"] == "yes"),
            "G9": self.pregnancies(lambda v: v["hb_g_dl"] == "10.9"),
            "G10": len(here),
            "G11": sum(self.skilled(d) is True for d in here),
            "G12": sum(d["attendant_qualification"] in matrons for d in low),
            "G13": sum(d["amtsl"] == "yes" for d in here),
            "G14": sum(d["amtsl"] == d["pph"] == "yes" for d in here),
            "G15": len(self.deliveries("home", "on_the_way")),
            "G16": self.first_visits(),
            "G17": self.given_in_ppi("iron_folate_given"),
            "G18": self.given_in_ppi("deworming_given"),
            "G19": self.newborns(live),
            "G21": self.newborns(
                lambda b: live(b) and b["weight_g"].isdigit() and int(b["weight_g"]) < 2500
            ),
            "G27": sum(
                live(b) and b["declaration"] == "declared" and self.inside(b["declared_on"])
                for b in self.rows["newborn"]
            ),
            "G28": self.babies_seen(),
            "G29": self.sent("pregnant", "referral"),
            "G30": self.sent("postpartum", "referral"),
            "G31": self.sent("newborn", "referral"),
            "G32": self.sent("pregnant", "evacuation"),
            "G33": self.sent("labour", "referral", "evacuation"),
            "G34": self.sent("postpartum", "evacuation"),
            "G35": self.sent("newborn", "evacuation"),
            "G36": self.women_dead(),
            "G37": self.babies_dead(24),
            "G38": self.babies_dead(168),
            "G39": self.babies_dead(672),
            "G40": self.newborns(
                lambda b: b["outcome"] == "fresh_stillbirth" and bool(self.counts_as_birth(b))
            ),
            "G41": self.newborns(
                lambda b: b["outcome"] == "macerated_stillbirth" and bool(self.counts_as_birth(b))
            ),
        }
        for code, name in (
            ("G20", "breastfed_within_1h"),
            ("G22", "resuscitated"),
            ("G23", "vitamin_k1"),
            ("G24", "tetracycline"),
            ("G25", "chlorhexidine"),
            ("G26", "kangaroo_care"),
        ):
            told[code] = self.newborns(lambda b, name=name: live(b) and b[name] == "yes")  # type: ignore[misc]
        return told

    def cells(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for birth in self.deliveries("facility"):
            woman = self.up(self.up(birth, "pregnancy"), "woman")
            age, village = woman["declared_age_years"], self.by_key.get(woman["village"])
            if age and village:
                band = (
                    "a10_14"
                    if int(age) < 15
                    else "a15_19"
                    if int(age) < 20
                    else "a20_24"
                    if int(age) < 25
                    else "a25_plus"
                )
                cell = (band, "in_area" if village["in_catchment"] == "yes" else "out_of_area")
                found[cell] = found.get(cell, 0) + 1
        return found


@pytest.fixture
def signed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A new register made by the command, and the words that sign in to it."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    secret = tmp_path / "phrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    data = str(tmp_path / "registre")
    made = ["--data", data, "--facility", "CSCom", "--level", "cscom", "--area", "Kalabancoro"]
    with clock.use(FixedClock(datetime(2027, 1, 15, 8, 0))):
        with quickly():
            assert cli.main(["init", *made, "--admin", NAME, "--passphrase-file", str(secret)]) == 0
        yield ["--data", data, "--as", NAME, "--passphrase-file", str(secret)]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_line_equals_an_independent_count_of_the_same_rows(
    signed_in: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    month = Month(Random(seed))
    month.fill()
    pairs = month.write(tmp_path)
    capsys.readouterr()
    assert cli.main(["import", *signed_in, *pairs]) == 0
    told = json.loads(capsys.readouterr().out)["files"]
    assert [one["refused"] for one in told if one["refused"]] == []
    assert {one["register"]: one["added"] for one in told} == {
        register: len(rows) for register, rows in month.rows.items()
    }

    out = tmp_path / "return.json"
    asked = ["rma_cscom", "--month", MONTH, "--format", "json", "--out", str(out)]
    assert cli.main(["return", *signed_in, *asked]) == 0
    lines = {line["code"]: line for line in json.loads(out.read_text("utf-8"))["lines"]}
    count = Count(month.rows)
    assert {code: lines[code]["total"] for code in count.lines()} == count.lines()
    assert {code for code, line in lines.items() if not line["manual"]} == set(count.lines())

    cells = {(c["age"], c["zone"]): c["value"] for c in lines["G10"]["cells"]}
    assert {cell: value for cell, value in cells.items() if value} == count.cells()
    assert sum(cells.values()) + lines["G10"]["unplaced"] == lines["G10"]["total"]


def test_the_entries_of_a_figure_are_as_many_as_the_figure(
    signed_in: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month = Month(Random(3))
    month.fill()
    cli.main(["import", *signed_in, *month.write(tmp_path)])
    totals = Count(month.rows).lines()
    ward = open_ward(Path(signed_in[signed_in.index("--data") + 1]), NAME, PASSPHRASE)
    counted = returns.sheet(ward, "rma_cscom", MONTH)
    behind = {code: returns.behind(counted.line(code)) for code in totals}
    ward.close()
    for code in list(totals)[:: len(totals) // 3]:  # the command answers with the same
        capsys.readouterr()
        asked = ["rma_cscom", "--month", MONTH, "--line", code]
        assert cli.main(["entries", *signed_in, *asked]) == 0
        assert json.loads(capsys.readouterr().out) == behind[code]
    for code, total in totals.items():
        entries = behind[code]
        assert len(entries) == total
        assert len({entry["id"] for entry in entries}) == total
        assert all(entry["source_id"] for entry in entries)


def test_the_same_files_again_change_nothing(
    signed_in: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month = Month(Random(4))
    month.fill()
    pairs = month.write(tmp_path)
    cli.main(["import", *signed_in, *pairs])
    capsys.readouterr()
    assert cli.main(["import", *signed_in, *pairs]) == 0
    for one in json.loads(capsys.readouterr().out)["files"]:
        assert (one["added"], one["changed"]) == (0, 0), one
        assert one["unchanged"] == one["read"]
    assert cli.main(["check", *signed_in]) == 0
