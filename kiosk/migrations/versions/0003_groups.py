"""Guests sit in groups that the organiser makes beforehand"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_guest_group_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_group")),
    )
    with op.batch_alter_table("guest_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guest_group_event_id"), ["event_id"], unique=False)

    # In one statement: else SQLite would copy the table of guests, on which arrivals hang.
    op.execute("ALTER TABLE guest ADD COLUMN group_id INTEGER CONSTRAINT fk_guest_group_id REFERENCES guest_group (id)")


def downgrade() -> None:
    op.execute("ALTER TABLE guest DROP COLUMN group_id")
    with op.batch_alter_table("guest_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guest_group_event_id"))

    op.drop_table("guest_group")
