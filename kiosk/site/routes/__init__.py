"""The pages of residents, a file for each thing they come to do."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("site", __name__)
