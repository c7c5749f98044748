"""Reading what was typed: the tested layer behind every entry field.

A reader takes a text and returns its value, or raises `Unreadable` with a sentence that says what
to do. It never clamps, never corrects in silence, and knows no limits: those are the field's. The
format is the ward's (`fr_ML`), whatever the language of the screen; words are read in French and
in English.
"""

from __future__ import annotations

from maternity.reading.absence import Gap, gap, show_gap
from maternity.reading.calendar import (
    day,
    full_day,
    long_day,
    show_age,
    show_day,
    show_month,
)
from maternity.reading.diagnosis import read_diagnosis, show_diagnosis
from maternity.reading.listed import Pair, choice, choices, keys, matching
from maternity.reading.measure import (
    Gestation,
    Pressure,
    gestation,
    gestation_days,
    pressure,
    show_gestation,
    show_pressure,
)
from maternity.reading.number import azerty_digits, decimal, show_decimal, show_whole, whole
from maternity.reading.rough import (
    Birth,
    Precision,
    RoughDay,
    birth,
    birth_of_age,
    rough_day,
    show_birth,
    show_rough_day,
)
from maternity.reading.scanned import code_of, number_of, read_code, unread
from maternity.reading.telephone import likely_phone, phone, show_phone
from maternity.reading.text import clean, line, lines, person_name
from maternity.reading.unreadable import Unreadable
from maternity.reading.when import hour, hour_alone, moment, nearest, show_hour, show_moment

__all__ = [
    "Birth",
    "Gap",
    "Gestation",
    "Pair",
    "Precision",
    "Pressure",
    "RoughDay",
    "Unreadable",
    "azerty_digits",
    "birth",
    "birth_of_age",
    "choice",
    "choices",
    "clean",
    "code_of",
    "day",
    "decimal",
    "full_day",
    "gap",
    "gestation",
    "gestation_days",
    "hour",
    "hour_alone",
    "keys",
    "likely_phone",
    "line",
    "lines",
    "long_day",
    "matching",
    "moment",
    "nearest",
    "number_of",
    "person_name",
    "phone",
    "pressure",
    "read_code",
    "read_diagnosis",
    "rough_day",
    "show_age",
    "show_birth",
    "show_day",
    "show_decimal",
    "show_diagnosis",
    "show_gap",
    "show_gestation",
    "show_hour",
    "show_moment",
    "show_month",
    "show_phone",
    "show_pressure",
    "show_rough_day",
    "show_whole",
    "unread",
    "whole",
]
