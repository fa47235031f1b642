"""The product as processes of its own: run as a person does, or killed at a moment.

`Forks` is one Python that has the product loaded and forks itself for every command, so that a process costs
milliseconds and a moment lies within its work, not within its imports.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-02-10T09:00:00+07:00"
HEAVY = ("sync.bootstrap", "sync.insert", "sync.syncing", "sync.looking", "store.repository", "store.migrating")


@dataclass(frozen=True)
class Ended:
    """How a process ended: its exit code, or the negative number of the signal; how long it ran."""

    code: int
    out: str
    err: str
    seconds: float = 0

    @property
    def killed(self) -> bool:
        """Whether it was killed."""
        return self.code == -signal.SIGKILL

    @property
    def json(self) -> Any:
        """What it answered under --json."""
        return json.loads(self.out)


def environment(store: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """A clean environment for the product, with its store in that file."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(store.parent),
        "SHEETS_SYNC_DATABASE_URL": f"sqlite:///{store}",
        "SHEETS_SYNC_NOW": NOW,
        **(more or {}),
    }


def run(store: Path, *args: str | Path, env: Mapping[str, str] | None = None) -> Ended:
    """`python -m sheets_sync` with those arguments, in the folder of the store."""
    argv = [sys.executable, "-m", "sheets_sync", *(str(arg) for arg in args)]
    done = subprocess.run(
        argv, cwd=store.parent, env=environment(store, env), capture_output=True, text=True, check=False, timeout=120
    )
    return Ended(done.returncode, done.stdout, done.stderr)


class Forks:
    """Commands as forks of a loaded product. Use it as a context manager."""

    def __enter__(self) -> Forks:
        self._server = subprocess.Popen(
            [sys.executable, __file__],
            env=environment(Path("/nowhere/store.db")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate(timeout=60)

    def run(self, store: Path, *args: str | Path, kill_after: float | None = None) -> Ended:
        """Run a command; SIGKILL it after so many seconds if it still runs then."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        request = {
            "argv": ["sheets-sync", *(str(arg) for arg in args)],
            "env": environment(store),
            "folder": str(store.parent),
            "kill_after": kill_after,
        }
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        return Ended(**json.loads(self._server.stdout.readline()))


def serve() -> None:
    """Answer the requests of a `Forks`, a line each."""
    from sheets_sync.cli import main

    for module in HEAVY:
        import_module(f"sheets_sync.{module}")
    for line in sys.stdin:
        request = json.loads(line)
        log = Path(request["folder"]) / ".process"
        files = [log.with_suffix(suffix) for suffix in (".out", ".err")]
        began = time.monotonic()
        pid = os.fork()
        if pid == 0:
            child(main, request, files)
        code = wait(pid, request["kill_after"])
        out, err = (file.read_text() if file.exists() else "" for file in files)
        answer = {"code": code, "out": out, "err": err, "seconds": time.monotonic() - began}
        print(json.dumps(answer), flush=True)


def child(main: Any, request: dict[str, Any], files: Sequence[Path]) -> NoReturn:
    """Be the command."""
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, file in enumerate(files, 1):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.chdir(request["folder"])
        os.environ.update(request["env"])
        sys.argv = request["argv"]
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def wait(pid: int, kill_after: float | None) -> int:
    """Wait for a process, and kill it if it takes longer than that."""
    watched = os.pidfd_open(pid)
    try:
        if kill_after is not None and not select.select([watched], [], [], kill_after)[0]:
            os.kill(pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    finally:
        os.close(watched)


if __name__ == "__main__":
    serve()
