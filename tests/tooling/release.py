"""A release of this checkout, to go to wards on a stick.

    python -m tests.tooling.release --new-key FILE --passphrase-file F     a key, once
    python -m tests.tooling.release OUT [--key FILE --passphrase-file F] [--wheels FOLDER] [--zip]

The version is that of `maternity/__init__.py`. The public part of a key goes into
`resources/release/`, and with the next release to the wards; its secret part is kept under lock.
Where the libraries are other than those of the release before, `--wheels` adds them (made by
`pip download` for the wards' computers). The number printed at the end is told to the wards on
paper or by telephone: it proves a release to a program that carries no key.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import zipfile
from pathlib import Path

import maternity
from maternity.db.migrate import HEAD
from maternity.exchange import release, release_signature

TOP = Path(__file__).resolve().parents[2]
WHOLE = ("maternity", "alembic", "resources")
FILES = (
    *("run", "run.cmd", "requirements/run.txt", "requirements/setup.sh"),
    *("LICENSE", "THIRD-PARTY.md", "README.md", "CHANGELOG.md"),
)


def program(top: Path, wheels: Path | None = None) -> dict[str, Path]:
    """The files of a release by their names in it."""
    inside = (file for name in WHOLE for file in (top / name).rglob("*") if file.is_file())
    own = [file for file in inside if "__pycache__" not in file.parts]
    own += [top / name for name in FILES]
    found = {f"{release.PROGRAM}/{file.relative_to(top).as_posix()}": file for file in own}
    secret = [name for name, file in found.items() if b"PRIVATE KEY-----" in file.read_bytes()]
    assert not secret, f"a secret key would go to every ward: {secret}"
    for file in sorted(wheels.glob("*.whl")) if wheels is not None else ():
        found[f"{release.WHEELS}/{file.name}"] = file
    return found


def make(
    out: Path,
    files: dict[str, Path],
    version: str,
    schema: str,
    key: tuple[bytes, bytes] | None = None,
    *,
    packed: bool = False,
) -> release.Release:
    """Write a release into a folder, and read it back as a ward does."""
    raw = release.listed(files, version, schema)
    signature = release_signature.sign(raw, *key) if key is not None else b""
    place = out / f"maternity-{version}"
    if packed:
        place = place.with_name(f"{place.name}{release.ENDING}")
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(release.LIST, raw)
            package.writestr(release.SIGNATURE, signature)
            for name, file in files.items():
                package.write(file, name)
    else:
        for name, file in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place / name)
        (place / release.LIST).write_bytes(raw)
        (place / release.SIGNATURE).write_bytes(signature)
    return release.read(place)


def main() -> None:
    """Make a key, or a release."""
    parser = argparse.ArgumentParser(prog="python -m tests.tooling.release")
    parser.add_argument("out", nargs="?", type=Path)
    for name in ("--new-key", "--key", "--passphrase-file", "--wheels"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--zip", action="store_true")
    told = parser.parse_args()
    secret = told.passphrase_file.read_bytes().strip() if told.passphrase_file else b""
    if told.new_key or told.key:
        assert secret, "--passphrase-file is needed with a key"
    if told.new_key:
        private, public = release_signature.new_key(secret)
        told.new_key.touch(mode=0o600, exist_ok=False)
        told.new_key.write_bytes(private)
        told.new_key.with_suffix(release_signature.ENDING).write_bytes(public)
        return
    assert told.out, "where to?"
    key = (told.key.read_bytes(), secret) if told.key else None
    files = program(TOP, told.wheels)
    made = make(told.out, files, maternity.__version__, HEAD, key, packed=told.zip)
    signed = "signed" if made.signature.strip() else "not signed"
    sys.stdout.write(f"{made.place}\n{made.version}, {signed}, number {made.number}\n")


if __name__ == "__main__":
    main()
