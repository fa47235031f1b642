"""What people install works away from the checkout."""

import json
import os
import subprocess
import sys
from pathlib import Path

import sheets_sync

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")


def test_the_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    # Built from the source distribution, which is thereby shown to be complete.
    _run(tmp_path, sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path / "dist", ROOT)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    programs = tmp_path / "env/bin"
    _run(tmp_path, UV, "venv", "--quiet", "--no-project", "--python", sys.executable, tmp_path / "env")
    install: list[str | Path] = [UV, "pip", "install", "--quiet", "--python", programs / "python"]
    _run(tmp_path, *install, "--constraint", ROOT / "requirements.lock", wheel)

    assert sheets_sync.__version__ in _run(tmp_path, programs / "sheets-sync", "--version")
    listed = json.loads(_run(tmp_path, programs / "sheets-sync", "templates", "list", "--json"))
    assert len(listed) == 8
    _run(tmp_path, programs / "sheets-sync", "insert", "product_designer", "--into", "okr.xlsx")
    synced = json.loads(_run(tmp_path, programs / "sheets-sync", "sync", "okr.xlsx", "--json"))
    assert [run["outcome"] for run in synced["runs"]] == ["unchanged"]


def _run(where: Path, *command: str | Path) -> str:
    """Run a command outside the checkout, without its settings; return what it prints."""
    ours = ("PYTHONPATH", "VIRTUAL_ENV", "SHEETS_SYNC_DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept["XDG_DATA_HOME"] = str(where)
    ran = subprocess.run(command, cwd=where, env=kept, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
