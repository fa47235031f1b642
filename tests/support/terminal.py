"""A command on a terminal of its own: what it shows there, and what a person's keys do."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Mapping
from pathlib import Path

CTRL_C = b"\x03"


class OnTerminal:
    """A Python program whose three streams are one terminal, which also is its controlling one."""

    def __init__(self, args: list[str], folder: Path, env: Mapping[str, str]) -> None:
        self._terminal, slave = pty.openpty()
        name = os.ttyname(slave)
        streams = [
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),  # in a new session this makes it the controlling one
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        program = ["env", f"--chdir={folder}", sys.executable, *args]
        self._pid = os.posix_spawnp("env", program, dict(env), file_actions=streams, setsid=True)
        os.close(slave)
        self.shown = ""

    def wait_for(self, text: str) -> None:
        """Read on until that stands on the terminal."""
        while text not in self.shown:
            assert self._read(), self.shown

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._terminal, keys)

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self) -> bool:
        try:
            data = os.read(self._terminal, 65_536)
        except OSError:  # the last one that had it open has closed it
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)
