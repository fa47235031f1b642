"""The tests' PostgreSQL server works."""

from sqlalchemy import create_engine, text

from tests.support.postgres import fresh_database


def test_a_fresh_database_is_a_copy_of_its_template_and_apart_from_it(postgres_server: str) -> None:
    with fresh_database(postgres_server) as template:
        _run(template, "CREATE TABLE seen (what text)", "INSERT INTO seen VALUES ('Đạt')")
        with fresh_database(postgres_server, template.rpartition("/")[2]) as copy:
            _run(copy, "INSERT INTO seen VALUES ('mới')")
            assert _run(copy, "SELECT what FROM seen ORDER BY what") == ["mới", "Đạt"]
        assert _run(template, "SELECT what FROM seen") == ["Đạt"]


def test_a_fresh_database_is_gone_after_use(postgres_server: str) -> None:
    with fresh_database(postgres_server) as url:
        name = url.rpartition("/")[2]
    names = _run(f"{postgres_server}/postgres", "SELECT datname FROM pg_database")
    assert name not in names
    assert "template1" in names


def _run(url: str, *statements: str) -> list[str]:
    """Carry out the statements; return the first column of the last one's rows."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            results = [connection.execute(text(statement)) for statement in statements]
            return list(results[-1].scalars()) if results[-1].returns_rows else []
    finally:
        engine.dispose()
