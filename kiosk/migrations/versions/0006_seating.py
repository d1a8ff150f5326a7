"""An event keeps how its guests were dealt over the groups: who comes later is seated in the same way"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event", sa.Column("seating", sa.String(length=10), nullable=False, server_default="together"))


def downgrade() -> None:
    op.drop_column("event", "seating")
