"""A throw-away server on this machine, set up by the very files that the program writes.

With TLS under an authority of its own, passwords by scram, check sums of its pages, and one role
for each computer. Where PostgreSQL is not installed there is none, and its tests say so.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from maternity.ward import server_setup

HOST = "127.0.0.1"
OWNER = "maternity_owner"
PASSWORD = "un secret du serveur"
SUPERUSER = "postgres"


def programs() -> Path | None:
    """Where PostgreSQL's programs are; None if they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@dataclass
class Cluster:
    """A server that runs."""

    folder: Path
    bin: Path
    port: int

    @property
    def authority(self) -> Path:
        """The certificate of its authority."""
        return self.folder / "tls" / "authority.pem"

    def address(self, user: str, database: str = "maternity", *, host: str = HOST) -> str:
        """The address as a person types it, without a password."""
        where = f"{user}@{host}:{self.port}/{database}"
        return f"postgresql+psycopg://{where}?sslrootcert={self.authority}"

    def run(self, *command: str, told: str = "") -> str:
        """Run a program as the user of the server."""
        return _as_postgres([str(self.bin / command[0]), *command[1:]], told)

    def sql(self, told: str, database: str = "postgres") -> str:
        """Tell the server something as its administrator; what it answers."""
        asked = ("-v", "ON_ERROR_STOP=1", "-qAt", "-h", str(self.folder), "-p", str(self.port))
        return self.run("psql", *asked, "-d", database, told=told)

    def start(self) -> None:
        """Start it, or start it again."""
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.data), "-l", log, "-w", "-s", "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it; at once as a cut would, unless told otherwise."""
        self.run("pg_ctl", "-D", str(self.data), "-m", how, "-w", "-s", "stop")

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.folder / "data"

    def new_database(self, name: str) -> None:
        """The roles, once, and an empty database, by the files of the program."""
        there = self.sql("SELECT rolname FROM pg_roles WHERE rolname LIKE 'maternity%'").split()
        told = (self.folder / "setup" / "roles.sql").read_text("utf-8")
        told = told.replace("DATABASE maternity", f"DATABASE {name}")
        told = told.replace("\\connect maternity", f"\\connect {name}")
        told = re.sub(
            r"^\\password (\w+)$",
            rf"ALTER ROLE \1 PASSWORD '{PASSWORD}';",
            told,
            flags=re.MULTILINE,
        )
        for role in there:
            told = re.sub(rf"^CREATE ROLE {role} [^;]*;$", "", told, flags=re.MULTILINE)
        self.sql(told)


def _as_postgres(command: list[str], told: str = "") -> str:
    if os.geteuid() == 0:
        command = [
            "setpriv",
            f"--reuid={SUPERUSER}",
            f"--regid={SUPERUSER}",
            "--init-groups",
            *command,
        ]
    done = subprocess.run(
        command, input=told, capture_output=True, text=True, check=False, cwd="/", timeout=120
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr}")
    return done.stdout


@contextmanager
def cluster(computers: tuple[str, ...]) -> Iterator[Cluster]:
    """A new server for these computers, taken away at the end."""
    where = programs()
    if where is None:
        raise RuntimeError("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="maternity-server-", dir="/tmp"))
    made = Cluster(folder, where, _free_port())
    try:
        _set_up(made, computers)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(made: Cluster, computers: tuple[str, ...]) -> None:
    """What the manual's page tells the hospital's IT helper to do."""
    known = dict.fromkeys(computers, f"{HOST}/32")
    wanted = server_setup.Wanted("maternity", HOST, f"{HOST}/32", known)
    setup, tls = made.folder / "setup", made.folder / "tls"
    tls.mkdir()
    server_setup.write(wanted, setup)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["sh", str(setup / "authority.sh")], cwd=tls, check=True, **quiet)  # type: ignore[call-overload]
    _hand_over(made.folder)
    made.run(
        "initdb",
        "-D",
        str(made.data),
        "-k",
        "-A",
        "peer",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
        "-U",
        SUPERUSER,
    )
    settings = (setup / "postgresql.conf").read_text("utf-8")
    own = f"port = {made.port}\nunix_socket_directories = '{made.folder}'\nmax_connections = 60\n"
    for name in ("server.crt", "server.key"):
        shutil.copy(tls / name, made.data / name)
    with (made.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write(settings + own)
    lines = (setup / "pg_hba.conf").read_text("utf-8").replace(" maternity  ", " all  ")
    hba = made.data / "pg_hba.conf"
    who = pwd.getpwuid(os.geteuid()).pw_name if os.geteuid() else SUPERUSER
    hba.write_text(f"{lines}\nlocal all all {'peer' if who == SUPERUSER else 'trust'}\n", "utf-8")
    _hand_over(made.folder)
    (made.data / "server.key").chmod(0o600)


def _hand_over(folder: Path) -> None:
    """The server's own user owns its files; what is beside them may be read by the tests."""
    folder.chmod(0o755)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", f"{SUPERUSER}:", str(folder)], check=True)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
