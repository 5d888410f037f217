"""Databases of our own on a PostgreSQL server, and a whole server of our own that may be killed."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

SERVER = os.environ.get("VANTHU_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
_OPTIONS = ("fsync=on", "max_connections=200", "shared_buffers=64MB", "log_min_messages=fatal")


@contextmanager
def fresh_database(server: str = SERVER) -> Iterator[str]:
    """An empty database, dropped afterwards; the test is skipped where no server answers."""
    name = f"vanthu_test_{secrets.token_hex(6)}"
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers")
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Cluster:
    """A server in a folder of its own, on a free port; `kill` takes all its processes at once."""

    def __init__(self, programs: Path, folder: Path, address: str) -> None:
        self._programs, self._folder, self._address = programs, folder, address
        self._user = "postgres" if os.geteuid() == 0 else None
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "--no-sync")
        with (folder / "data" / "pg_hba.conf").open("a") as hosts:
            hosts.write("host all all samenet trust\n")

    @property
    def url(self) -> str:
        """URL of its first database."""
        return f"postgresql://postgres@{self._address}:{self._port}/postgres"

    def start(self) -> None:
        """Start, or start again after a kill, and wait until it answers."""
        options = [part for option in _OPTIONS for part in ("-c", option)]
        command = [str(self._programs / "postgres"), "-D", str(self._folder / "data"), "-p", str(self._port)]
        command += ["-h", self._address, "-k", str(self._folder), *options]
        self._process = subprocess.Popen(
            command, user=self._user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url, connect_timeout=2).close()
                return
            if time.monotonic() > deadline:
                raise TimeoutError("the server does not answer")
            time.sleep(0.1)

    def kill(self) -> None:
        """SIGKILL to the server and every process of its session."""
        if self._process is not None:
            for pid in self.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def processes(self) -> list[int]:
        """The server and its backends."""
        assert self._process is not None
        own = str(self._process.pid)
        found = [self._process.pid]
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    if (entry / "stat").read_text().rpartition(")")[2].split()[1] == own:
                        found.append(int(entry.name))
        return found

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, user=self._user, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def own_cluster(address: str = "127.0.0.1") -> Iterator[Cluster]:
    """A running server at an address of this host, gone afterwards; skipped where PostgreSQL is not installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("PostgreSQL is not installed here")
    folder = Path(tempfile.mkdtemp(prefix="vanthu-postgres-"))
    try:
        cluster = Cluster(programs[-1], folder, address)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
