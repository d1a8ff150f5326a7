"""The tablet's pages."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("tablet", __name__)
