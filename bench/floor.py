"""The floor: a bare Flask view under our own server settings, and one that inserts one row into the same database.

Usage: python -m bench.floor DATABASE-ADDRESS PORT
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from typing import Any

import psycopg
from flask import Flask, request

from kiosk.cli.server import Server
from kiosk.lib.db import db

local = threading.local()


def main(address: str, port: str) -> None:
    app = Flask("floor")
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    db.init_app(app)
    insert = sqlite_insert if address.startswith("sqlite") else postgresql_insert
    insert(address, "", make=True)

    @app.get("/ping")
    def ping() -> str:
        return "ok"

    @app.post("/insert")
    def insert_one() -> dict[str, Any]:
        insert(address, request.get_data(as_text=True)[:200])
        return {"ok": True}

    BareServer(app, {"bind": f"127.0.0.1:{port}"}, "floor").run()


class BareServer(Server):
    def _start_worker(self, arbiter: Any, worker: Any) -> None:
        """No letters here."""


def sqlite_insert(address: str, text: str, make: bool = False) -> None:
    connection = getattr(local, "connection", None)
    if connection is None:
        connection = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None, timeout=20)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=20000"):
            connection.execute(f"PRAGMA {pragma}")
        if make:
            connection.execute("CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, text TEXT)")
            return connection.close()
        local.connection = connection
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO floor (text) VALUES (?)", (text,))
    connection.execute("COMMIT")


def postgresql_insert(address: str, text: str, make: bool = False) -> None:
    connection = getattr(local, "connection", None)
    if connection is None:
        connection = psycopg.connect(address.replace("postgresql+psycopg", "postgresql"))
        if make:
            connection.execute("CREATE TABLE IF NOT EXISTS floor (id SERIAL PRIMARY KEY, text TEXT)")
            connection.commit()
            return connection.close()
        local.connection = connection
    connection.execute("INSERT INTO floor (text) VALUES (%s)", (text,))
    connection.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
