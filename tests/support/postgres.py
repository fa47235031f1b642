"""A PostgreSQL server of the tests' own: started in a temporary folder, gone when they end.

It never touches a server that runs on the machine. PostgreSQL refuses to run as root, so root
starts it as the user `postgres`, who must then own the folder.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

START_SECONDS = 30
START_TRIES = 3
# Nothing here outlives the tests, so nothing waits for the disk.
FAST = [
    "-F",
    *("-c", "synchronous_commit=off"),
    *("-c", "full_page_writes=off"),
    *("-c", "shared_buffers=64MB"),
]


class PostgresDidNotStartError(RuntimeError):
    """The server ended, or did not answer in time; the message holds its log."""


@contextmanager
def running_postgres() -> Iterator[str]:
    """Run a server; yield its base URL, to which `/` and a database's name are added."""
    folder = Path(tempfile.mkdtemp(prefix="sheets-sync-pg-"))
    try:
        _make_cluster(folder)
        process, port = _start(folder)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}"
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: str, template: str = "template1") -> Iterator[str]:
    """Make a database as a copy of another one; yield its URL; drop it at the end.

    Nobody may be connected to the template while it is copied.
    """
    name = f"test_{uuid.uuid4().hex[:12]}"
    _execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield f"{server}/{name}"
    finally:
        _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(server: str, statement: str) -> None:
    address = server.replace("postgresql+psycopg://", "postgresql://") + "/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())


def _programs() -> Path:
    """Find the newest PostgreSQL that Debian has installed."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None:
        raise PostgresDidNotStartError("PostgreSQL is not installed: run .ci/packages")
    return newest.parent


def _as_postgres() -> list[str]:
    """Words to put before a command: it stops with us, and is not run as root."""
    words = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        words += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return [*words, "--"]


def _make_cluster(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    initdb: list[str | Path] = [
        _programs() / "initdb",
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "-A",
        "trust",
    ]
    options = ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
    made = subprocess.run([*_as_postgres(), *initdb, *options], cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise PostgresDidNotStartError(made.stderr)


def _start(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start on a free port; another program may take it first, so try a few times."""
    log = folder / "log"
    for _ in range(START_TRIES):
        port = _free_port()
        where: list[str | Path] = [
            "-D",
            folder / "data",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-c",
            "unix_socket_directories=",
        ]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*_as_postgres(), _programs() / "postgres", *where, *FAST],
                cwd=folder,
                stdout=output,
                stderr=output,
            )
        if _answers(process, port):
            return process, port
        _stop(process)
    raise PostgresDidNotStartError(log.read_text(errors="replace"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the server takes connections; false if it ended or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return process.poll() is None
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server without waiting for those who are still connected."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
