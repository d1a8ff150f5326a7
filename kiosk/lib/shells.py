"""What makes one page of a paired device an app: it opens without the network, and from the home screen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from flask import Response

from kiosk.lib import assets

SCRIPT = "js/device/worker.js"


@dataclass(frozen=True)
class Shell:
    """A page, by its address, and the files under static/ that it is made of, as patterns."""

    page: str
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.page.strip("/")


def worker(shell: Shell, page: str) -> Response:
    """The script for this page as it is now. Another page or another part makes another script: browsers see that."""
    files = assets.tree()
    version = hashlib.sha256((files.address + page).encode()).hexdigest()[:12]
    facts = {"name": shell.name, "page": shell.page, "version": version, "parts": files.matching(*shell.parts)}
    script = f"const SHELL = {json.dumps(facts)};\n" + (files.root / SCRIPT).read_text()
    response = Response(script, mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = shell.page
    return response


def manifest(shell: Shell, name: str) -> Response:
    """What a device needs to put the page on its home screen."""
    icon = assets.tree().of("img/mark.svg")
    facts = {
        "name": name,
        "short_name": name[:12],
        "start_url": shell.page,
        "scope": shell.page,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [
            {"src": icon, "sizes": "any", "type": "image/svg+xml"},
            {"src": assets.tree().of("img/mark-512.png"), "sizes": "512x512", "type": "image/png"},
        ],
    }
    return Response(json.dumps(facts), mimetype="application/manifest+json")
