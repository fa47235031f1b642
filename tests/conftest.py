"""Fixtures for all tests: a PostgreSQL server and a LibreOffice, one of each for a worker."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support.libreoffice import LibreOffice
from tests.support.postgres import running_postgres
from tests.torture.score import pytest_terminal_summary  # noqa: F401 - a hook

# The ordinary run tries the same cases everywhere; `make soak` looks for new ones. Neither measures
# time: several workers share few cores.
settings.register_profile("usual", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", settings.get_profile("usual"), derandomize=False, max_examples=5_000)
settings.load_profile("soak" if os.environ.get("SHEETS_SYNC_SOAK") else "usual")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Yield the base URL of a PostgreSQL server; see `fresh_database`."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """Yield a LibreOffice that is kept warm."""
    with LibreOffice() as office:
        yield office
