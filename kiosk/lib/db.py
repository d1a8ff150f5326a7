"""The database: one metadata for all rooms, and how SQLite is kept honest under several processes."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, MetaData, event, text
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction
from sqlalchemy.types import TypeDecorator

WRITE = "kiosk_write"
PATIENCE_MS = 20_000
REST_SECONDS = 5


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class UtcDateTime(TypeDecorator[datetime]):
    """Aware in Python, UTC in the database. Refuses (ValueError) a time without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        at = value.astimezone(UTC)
        return at if dialect.name == "postgresql" else at.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def init_app(app: Flask, url: str) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            keep_sqlite_honest(db.engine)
        else:
            ask_after_a_rest(db.engine)


def _engine_options(url: str) -> dict[str, Any]:
    """No parameters in error texts: they hold names and words of residents, and error texts reach the log."""
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": 20}}
    return {"hide_parameters": True, "pool_use_lifo": True}


def ask_after_a_rest(engine: Engine) -> None:
    """Asks a connection that rested whether it still lives. At every request it would cost a round trip."""

    @event.listens_for(engine, "checkin")
    def rest(connection: Any, record: Any) -> None:
        record.info["rests_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: Any, proxy: Any) -> None:
        if monotonic() - record.info.get("rests_since", 0) < REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


def start_writing(session: Session) -> None:
    """From here to the commit this session may write, and alone on SQLite. Read what can wait before it.

    SQLite cannot turn a reading transaction into a writing one when someone else wrote in between;
    so a transaction that will write says so at its start.
    """
    if session.info.get(WRITE):
        return
    if is_postgresql(session):
        session.info[WRITE] = True
        return
    session.rollback()
    session.info[WRITE] = True
    session.connection(execution_options={WRITE: True})


@event.listens_for(Session, "after_transaction_end")
def _stopped_writing(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:  # the end of a savepoint is not the end of the writing
        session.info.pop(WRITE, None)


def keep_sqlite_honest(engine: Engine) -> None:
    """Real transactions, foreign keys, erased means erased; writers queue at a lock file instead of polling."""
    lock_path = Path(f"{engine.url.database}-writer")

    @event.listens_for(engine, "connect")
    def settle(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={PATIENCE_MS}",
            "secure_delete=ON",
            "cache_size=-2000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITE):
            record = connection.connection.record_info
            if record is not None and "lock" not in record:
                record["lock"] = _take(lock_path)
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "reset")
    def let_go(connection: Any, record: Any, state: Any) -> None:
        handle = record.record_info.pop("lock", None)
        if handle is not None:
            os.close(handle)


def _take(path: Path) -> int:
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def erase_traces(engine: Engine) -> None:
    """Empties SQLite's journal, so that what was erased is gone from the files as well.

    Waits two seconds at most for who is reading; what stays then leaves the next time.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA busy_timeout=2000")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE_MS}")
            connection.exec_driver_sql("BEGIN")


def is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def lose_order(session: Session, *models: type[Base]) -> None:
    """Puts the rows in the order of their random key. SQLite keeps them so (WITHOUT ROWID); PostgreSQL is told to."""
    if is_postgresql(session):
        for model in models:
            session.execute(text(f"CLUSTER {model.__tablename__} USING pk_{model.__tablename__}"))
