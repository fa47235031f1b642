"""The command line starts without the large libraries it may need later."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ["alembic", "flask", "gspread", "lxml", "openpyxl", "pandas", "sqlalchemy", "xlsxwriter"]
# Runs one command in a new interpreter, then tells on stderr which modules that has loaded.
PROGRAM = """
import json, sys
from sheets_sync.cli import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("command", [["--help"], ["templates", "list"]], ids=" ".join)
def test_large_libraries_are_not_loaded(command: list[str], tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    loaded = json.loads(ran.stderr.splitlines()[-1])
    assert "sheets_sync.cli" in loaded
    assert [name for name in HEAVY if name in loaded] == []
