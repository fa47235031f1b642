"""The project's own order: folders, locks, import contracts."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("folder", ["templates", "sheets_sync", "server", "apps_script", "tests"])
def test_the_folders_of_the_map_are_there(folder: str) -> None:
    assert (ROOT / folder).is_dir()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_place_on_a_machine(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert re.findall(r".*(?:://|file:|--(?:extra-)?index-url|--find-links|\s/| @ ).*", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    assert _not_met(runtime, "requirements.lock") == []
    assert _not_met([*runtime, *project["dependency-groups"]["dev"]], "requirements-dev.lock") == []


def test_people_and_tests_get_the_same_versions() -> None:
    runtime, development = (_locked(lock) for lock in LOCKS)
    assert {name: development.get(name) for name in runtime} == runtime


def test_the_import_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [program, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def _locked(lock: str) -> dict[str, list[str]]:
    """Map each package to its versions (some have one for each Python)."""
    versions: dict[str, list[str]] = {}
    for name, version in PINNED.findall((ROOT / lock).read_text()):
        versions.setdefault(name, []).append(version)
    return versions


def _not_met(wanted: list[str], lock: str) -> list[str]:
    locked = _locked(lock)
    requirements = [Requirement(text) for text in wanted]
    return [
        str(requirement)
        for requirement in requirements
        if not any(map(requirement.specifier.contains, locked.get(canonicalize_name(requirement.name), [])))
    ]
