"""The banner of the woman, always in view: name, age, order, village, gestation, what to know."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from maternity import clock
from maternity.i18n import _
from maternity.records import Column, Record
from maternity.ui.parts import lines
from maternity.ui.table import initials, late_words

OF_THE_ENTRY = (
    *("ga_weeks", "robson_group", "early_warning", "next_dose_at", "shock_index"),
    *("body_mass_index", "weight_for_height"),
)
"""What is worked out of the entry, or stands in it, and is told as soon as it is known."""
NAMED = frozenset({"body_mass_index"})
"""The figures whose unit alone does not say what they are."""
OF_A_LINE = ("size_for_age", "weight_centile")
"""What is worked out of each baby and told as soon as it can be."""
UNSAID = frozenset({"g99", "no_reference", "incomplete", "usual"})
"""The codes of lists that say « no class yet »."""


class Banner(QWidget):
    """One line about the woman, and on the right the number of the entry."""

    def __init__(self, woman: Record | None) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.woman = woman
        self.hidden = False
        self._words, self._right = QLabel(), QLabel()
        self._words.setProperty("role", "title")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self._words)
        self._facts = QLabel()
        self._facts.setWordWrap(True)
        row.addWidget(self._facts, 1)
        row.addWidget(self._right)

    def name(self) -> str:
        """The woman's name, or what stands for it."""
        return self.woman.title() if self.woman is not None else ""

    def show_entry(self, entry: Record) -> None:
        """Show what is known now."""
        name = initials(self.name()) if self.hidden else self.name()
        self._words.setText(name or entry.register.one_words)
        self._facts.setText(" · ".join(fact for fact in self._known(entry) if fact))
        number = getattr(entry, "serial_no", None)
        one = entry.register.one_words
        told = f"{one} n° {number}/{entry.serial_year}" if number else one
        self._right.setText("  ·  ".join(word for word in (told, late_words(entry)) if word))

    def _known(self, entry: Record) -> list[str]:
        woman = self.woman
        if woman is None or woman is entry:
            return []
        age = woman.age_on(clock.today()) if hasattr(woman, "age_on") else None
        facts = [_("{age} years").format(age=age) if age is not None else ""]
        pregnancy = entry.look("pregnancy") if "pregnancy" in entry.register.links else None
        if pregnancy is not None:
            gravidity, parity = pregnancy.shown("gravidity"), pregnancy.shown("parity")
            facts.append(f"G{gravidity} P{parity}" if gravidity or parity else "")
        village, zone = woman.shown("village"), woman.shown("zone")
        facts.append(f"{village} ({zone.lower()})" if village else "")
        columns = entry.register.columns
        for back in entry.register.lines:
            children = lines(entry, back)
            for at, child in enumerate(children, start=1):
                told = _of_a_line(child)
                whose = _("baby {rank}: {told}") if len(children) > 1 else "{told}"
                facts += [whose.format(rank=at, told=one) for one in told]
        known = (n for n in OF_THE_ENTRY if n in columns and _says(entry.look(n)))
        return facts + [_told(entry, columns[name]) for name in known]


def _told(entry: Record, column: Column) -> str:
    """A value with its unit; a figure that this does not tell, with its name."""
    shown, unit = entry.shown(column.name), column.unit_words
    told = f"{shown} {unit}".strip()
    bare = shown[:1].isdigit() and (not unit or column.name in NAMED)
    return f"{column.words} {told}" if bare else told


def _of_a_line(child: Record) -> list[str]:
    """The size of a baby for its gestation, once it can be told."""
    known = (n for n in OF_A_LINE if n in child.register.derived and _says(child.look(n)))
    told = [child.shown(name) for name in known]
    return [f"{told[0]} ({told[1]})"] if len(told) > 1 else told


def _says(value: object) -> bool:
    """Whether there is something to tell: not while a class cannot be found yet."""
    return value is not None and getattr(value, "value", "") not in UNSAID
