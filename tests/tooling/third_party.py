"""Write THIRD-PARTY.md: `python -m tests.tooling.third_party > THIRD-PARTY.md`.

The licences are read from the libraries as installed; a library that says nothing stops it.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import distribution
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]

# Read by a person: the library ships its licence but does not name it.
READ = {"sqlcipher3": "Zlib"}
WINDOWS_ONLY = {"tzdata": "Apache-2.0", "colorama": "BSD-3-Clause"}
LONGEST = 80  # longer is the licence's text, not its name

HEAD = """\
# Third-party licences

The register is under the Apache License 2.0 (`LICENSE`). It stands on the work of others; here is
what it uses and under which terms. The whole text of each library's licence is in that library's
own folder (`*.dist-info`) wherever the register is installed. This page is written by
`python -m tests.tooling.third_party` from the libraries as installed; a test compares it.

## Fonts shipped in `resources/fonts/`

DejaVu Sans, Bold, Condensed and Condensed Bold, version 2.37, unchanged. Copyright 2003 Bitstream,
Inc. (Bitstream Vera), 2006 Tavmjong Bah (Arev); the changes of DejaVu are in the public domain.
The whole licence is `resources/fonts/LICENSE`; the fonts may be shipped with a program but not
sold alone.

## Libraries of the register

| library | version | licence |
|---|---|---|
"""

CARRIED = """
Some of them carry the work of others inside:

- PySide6 and Shiboken carry Qt 6 (LGPL-3.0-only, or GPL-2.0 or GPL-3.0), used here under the LGPL:
  they stay separate, replaceable files. Qt itself carries third-party code (ICU, HarfBuzz, PCRE2,
  libpng, libjpeg-turbo, zlib and others) under permissive licences, and QtPdf carries PDFium
  (BSD-3-Clause and Apache-2.0). The texts are among Qt's own documents.
- sqlcipher3 carries SQLCipher (BSD-3-Clause, copyright Zetetic LLC), SQLite (public domain) and
  OpenSSL (Apache-2.0).
- cryptography carries OpenSSL (Apache-2.0).
- argon2-cffi-bindings carries the reference Argon2 (CC0-1.0 or Apache-2.0).
- psycopg and psycopg-binary (LGPL-3.0) are used as separate, replaceable files; psycopg-binary
  carries libpq (PostgreSQL licence), OpenSSL (Apache-2.0), MIT Kerberos (MIT), OpenLDAP (OLDAP-2.8)
  and Cyrus SASL (BSD).
- Pillow carries libjpeg-turbo, libtiff, libwebp, FreeType, zlib and others, under permissive
  licences named in its own.

## Tools of the tests

They are not part of the register and are not shipped with it.

| library | version | licence |
|---|---|---|
"""


def page() -> str:
    """The whole page."""
    run = _pins("run")
    test = {name: version for name, version in _pins("test").items() if name not in run}
    return HEAD + _table(run) + CARRIED + _table(test)


def _pins(pin: str) -> dict[str, str]:
    text = (TOP / "requirements" / f"{pin}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+)", text, re.MULTILINE))


def _table(pins: dict[str, str]) -> str:
    return "".join(
        f"| {name} | {version} | {_licence(name)} |\n" for name, version in sorted(pins.items())
    )


def _licence(name: str) -> str:
    if name in WINDOWS_ONLY:
        return f"{WINDOWS_ONLY[name]} (Windows only)"
    if name in READ:
        return READ[name]
    told = distribution(name).metadata
    words = [*told.get_all("License-Expression", []), *told.get_all("License", [])]
    kinds = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier", [])
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    short = [text.strip() for text in words if 0 < len(text.strip()) < LONGEST]
    found = short[0] if short else "; ".join(kinds)
    if not found:
        raise LookupError(f"{name} does not say its licence")
    return found


if __name__ == "__main__":
    sys.stdout.write(page())
