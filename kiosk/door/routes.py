"""The door's pages."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("door", __name__)
