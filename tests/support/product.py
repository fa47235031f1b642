"""The product through its command line, in this process: what a person types, and what comes back."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from sheets_sync.cli import main


@dataclass(frozen=True)
class Answer:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it answered under --json."""
        return json.loads(self.out)


@dataclass
class Product:
    """sheets-sync in a folder of its own, with a store of its own."""

    folder: Path
    now: str = "2026-02-10T09:00:00+07:00"
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *args: str | Path) -> Answer:
        """Run one command."""
        env = {
            "HOME": str(self.folder),
            "SHEETS_SYNC_DATABASE_URL": f"sqlite:///{self.folder / 'store.db'}",
            "SHEETS_SYNC_NOW": self.now,
            **self.env,
        }
        out, err, here = io.StringIO(), io.StringIO(), Path.cwd()
        argv = ["sheets-sync", *(str(arg) for arg in args)]
        os.chdir(self.folder)
        try:
            with (
                mock.patch.dict(os.environ, env),
                mock.patch.object(sys, "argv", argv),
                mock.patch.object(sys, "stdin", io.StringIO()),
                redirect_stdout(out),
                redirect_stderr(err),
            ):
                main()
        except SystemExit as exit_:
            return Answer(int(exit_.code or 0), out.getvalue(), err.getvalue())
        finally:
            os.chdir(here)

    def ok(self, *args: str | Path) -> Any:
        """Run a command that must end well, under --json; its answer."""
        answer = self(*args, "--json")
        assert answer.code == 0, answer
        return answer.json
