"""One store in each kind of database."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from sheets_sync.store import Store, open_store
from tests.support.postgres import fresh_database

KINDS = ("sqlite", "memory", "postgres")
Count = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(scope="session")
def migrated_postgres(request: pytest.FixtureRequest) -> Iterator[str]:
    """Name of a database to copy, with the tables in it."""
    server = request.getfixturevalue("postgres_server")
    with fresh_database(server) as url:
        open_store(url).close()
        yield url.rpartition("/")[2]


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database for one test."""
    with ExitStack() as stack:
        yield _url(request, stack, tmp_path)


@pytest.fixture(params=("sqlite", "postgres"))
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database for one test that several processes can open."""
    with ExitStack() as stack:
        yield _url(request, stack, tmp_path)


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    with ExitStack() as stack:
        yield _url(request, stack, tmp_path, empty=True)


@pytest.fixture(params=("sqlite", "postgres"))
def empty_shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables that several processes can open."""
    with ExitStack() as stack:
        yield _url(request, stack, tmp_path, empty=True)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture(scope="module", params=KINDS)
def lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for all generated cases of a module."""
    with ExitStack() as stack:
        yield stack.enter_context(open_store(_url(request, stack, tmp_path_factory.mktemp("store"))))


@pytest.fixture
def count_sql(store: Store) -> Count:
    """Collects the statements of a block, BEGIN left out."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_c: Connection, _cursor: object, statement: str, *_: object) -> None:
            if not statement.startswith("BEGIN"):
                seen.append(statement)

        event.listen(store.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(store.engine, "before_cursor_execute", note)

    return counting


def _url(request: pytest.FixtureRequest, stack: ExitStack, folder: Path, *, empty: bool = False) -> str:
    if request.param == "memory":
        return "sqlite://"
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'okr store.db'}"
    server = request.getfixturevalue("postgres_server")
    template = "template1" if empty else request.getfixturevalue("migrated_postgres")
    return stack.enter_context(fresh_database(server, template))
