"""The web server: gunicorn with our settings, and the post beside it."""

from __future__ import annotations

import ctypes
import fcntl
import gc
import os
import threading
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from jinja2 import FileSystemBytecodeCache

from kiosk.cli.forget import keep_forgetting
from kiosk.lib.db import db
from kiosk.mail import post

WORKERS, THREADS = 2, 4
M_ARENA_MAX = -8
"""The C library's number for this option."""


class Server(BaseApplication):  # type: ignore[misc]
    """The app is loaded once and shared by the web processes. `told` is what the terminal says once it serves."""

    def __init__(self, app: Flask, options: dict[str, str], told: str) -> None:
        self.app, self.options, self.told = app, options, told
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "keepalive": 5,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108
            "when_ready": self._announce,
            "post_fork": self._start_worker,
            **{name: value for name, value in self.options.items() if value},
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def _announce(self, arbiter: Any) -> None:
        click.echo(self.told)
        _share_memory()

    def _start_worker(self, arbiter: Any, worker: Any) -> None:
        with self.app.app_context():
            db.engine.dispose(close=False)
        threading.Thread(target=_deliver, args=(self.app,), daemon=True).start()


def load_templates(app: Flask) -> None:
    """Once for all web processes; what Jinja made of a template is kept for the next start."""
    folder = Path(app.instance_path) / "templates"
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def _share_memory() -> None:
    """Before the web processes part: what is loaded stays shared, threads share two heaps, what is free goes back."""
    gc.collect()
    gc.freeze()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.mallopt(M_ARENA_MAX, 2)
        library.malloc_trim(0)


def _deliver(app: Flask) -> None:
    """One web process sends the letters and forgets on time; when it dies, the lock falls free and another does."""
    handle = os.open(Path(app.instance_path) / "post.lock", os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    stop = threading.Event()
    threading.Thread(target=keep_forgetting, args=(app, stop), daemon=True).start()
    post.run(app, stop)
    stop.wait()
