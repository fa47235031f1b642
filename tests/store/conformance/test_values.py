"""What is put in comes out, in every kind of database."""

import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from sqlalchemy import Column, Integer, MetaData, Table, insert, select

from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.model import Plan
from sheets_sync.store import Store
from sheets_sync.store.types import AnyText, ExactDecimal, Instant
from tests.store.samples import T0, a_plan, apply, bind, changes
from tests.store.strategies import ANY_TEXT, DECIMALS, INSTANTS, PLANS

numbers = itertools.count()
probe = Table(
    "probe",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("number", ExactDecimal),
    Column("at", Instant),
    Column("words", AnyText),
)


@pytest.fixture(scope="module")
def probing(lasting_store: Store) -> Store:
    probe.create(lasting_store.engine)
    return lasting_store


def _through(store: Store, column: str, value: object) -> object:
    key = next(numbers)
    with store.engine.begin() as connection:
        connection.execute(insert(probe), {"id": key, column: value})
        return connection.scalar(select(probe.c[column]).where(probe.c.id == key))


@given(number=DECIMALS)
def test_a_decimal_keeps_all_its_digits(probing: Store, number: Decimal) -> None:
    assert _through(probing, "number", number) == number


@given(moment=INSTANTS)
def test_a_moment_stays_the_same_moment_in_utc(probing: Store, moment: datetime) -> None:
    again = _through(probing, "at", moment)
    assert again == moment
    assert isinstance(again, datetime)
    assert again.tzinfo is UTC


@given(words=ANY_TEXT)
def test_a_text_stays_as_it_is(probing: Store, words: str) -> None:
    assert _through(probing, "words", words) == words


@given(plan=PLANS)
def test_a_plan_stays_as_it_is(lasting_store: Store, plan: Plan) -> None:
    workspace = lasting_store.workspace("local").id
    lasting_store.add_plan(
        workspace,
        plan,
        binding=f"b{plan.id}",
        document="d1",
        kind="xlsx",
        address="/okr/\udcff.xlsx",
        tab=plan.owner,
        at=T0,
    )
    assert lasting_store.plan(workspace, plan.id) == plan
    binding = lasting_store.binding_of_plan(plan.id)
    assert binding is not None
    assert (binding.tab, binding.address) == (plan.owner, "/okr/\udcff.xlsx")


@pytest.mark.parametrize(
    "number", ["1234567890123.4567", "0.1", "1E+3", "100000000000000000000000000000.00000001", "-0"]
)
def test_a_number_comes_back_in_plain_digits(probing: Store, number: str) -> None:
    again = _through(probing, "number", Decimal(number))
    assert again == Decimal(number)
    assert "E" not in str(again)
    assert not str(again).startswith("-0")


def test_moments_sort_and_compare_in_the_database(probing: Store) -> None:
    moments = [T0 + timedelta(microseconds=n) for n in (0, 1, 999_999, 1_000_000, 86_400_000_000)]
    keys = [next(numbers) for _ in moments]
    mine = probe.c.id.in_(keys)
    with probing.engine.begin() as connection:
        rows = [{"id": key, "at": at} for key, at in zip(keys, reversed(moments), strict=True)]
        connection.execute(insert(probe), rows)
        assert list(connection.scalars(select(probe.c.at).where(mine).order_by(probe.c.at))) == moments
        assert list(connection.scalars(select(probe.c.at).where(mine, probe.c.at <= T0))) == [T0]


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    workspace = store.workspace("local").id
    naive = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without a zone"):
        store.add_plan(
            workspace, a_plan(), binding="ba", document="da", kind="xlsx", address="/a.xlsx", tab="OKR", at=naive
        )
    assert store.plan(workspace, "pa") is None


def test_days_stay_days(store: Store) -> None:
    bound = bind(store)
    said = CheckIn(measure="m1a", at=T0, day=date(2026, 1, 6), value=Decimal("0.30"))
    apply(store, bound, changes("a", said))
    assert store.state(bound).values["m1a"].day == date(2026, 1, 6)
    assert store.state(bound).readings["m1a"].day == date(2026, 1, 6)
