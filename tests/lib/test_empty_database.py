"""Each test finds the database of its worker as good as new, whatever the test before left there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from kiosk.access.models import Organisation
from kiosk.lib.db import Base
from tests.postgres import Postgres


@pytest.fixture
def left(postgres: Postgres) -> Iterator[sa.Connection]:
    """A connection that a test forgot to close."""
    engine = sa.create_engine(postgres.fresh())
    connection = engine.connect()
    yield connection
    connection.invalidate()
    connection.close()
    engine.dispose()
    postgres.fresh()


@pytest.fixture
def next_test(postgres: Postgres) -> Iterator[sa.Engine]:
    engine = sa.create_engine(postgres.url)
    yield engine
    engine.dispose()


def add(connection: sa.Connection, name: str) -> int:
    done = connection.execute(sa.insert(Organisation).values(name=name, team=name).returning(Organisation.id))
    return done.scalar_one()


def test_no_row_and_no_number_stays(left: sa.Connection, next_test: sa.Engine, postgres: Postgres) -> None:
    add(left, "first"), add(left, "second")
    left.commit()
    postgres.fresh()

    with next_test.connect() as connection:
        for table in Base.metadata.sorted_tables:
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0
        assert add(connection, "third") == 1


def test_a_transaction_left_open_holds_up_nobody(left: sa.Connection, postgres: Postgres) -> None:
    add(left, "never committed")
    left.exec_driver_sql("lock table organisation in access exclusive mode")
    postgres.fresh()

    with pytest.raises(OperationalError):
        left.commit()


@pytest.mark.parametrize(
    "change",
    [
        "alter table event add column colour text",
        "drop table letter",
        "create table extra (id int)",
        "update alembic_version set version_num = 'other'",
        "drop table alembic_version",
    ],
)
def test_changed_tables_are_made_anew(
    left: sa.Connection, next_test: sa.Engine, postgres: Postgres, change: str
) -> None:
    before = sorted(sa.inspect(left).get_table_names())
    left.exec_driver_sql(change)
    left.commit()
    postgres.fresh()

    found = sa.inspect(next_test)
    assert sorted(found.get_table_names()) == before
    assert "colour" not in [each["name"] for each in found.get_columns("event")]
    with next_test.connect() as connection:
        assert connection.exec_driver_sql("select version_num from alembic_version").scalar() != "other"


def test_rows_lie_in_the_order_of_writing(left: sa.Connection, next_test: sa.Engine, postgres: Postgres) -> None:
    """Emptied pages are given back: nothing is written into holes that the test before left."""
    for _ in range(50):
        add(left, "x" * 100)
    left.commit()
    left.execute(sa.update(Organisation).values(team="y" * 100))
    left.commit()
    postgres.fresh()

    with next_test.connect() as connection:
        for name in "abc":
            add(connection, name)
        assert connection.exec_driver_sql("select ctid::text from organisation").scalars().all() == [
            "(0,1)",
            "(0,2)",
            "(0,3)",
        ]
