"""Changes of the guest list are numbered, so that a device can ask for what is new"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_list",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_guest_list_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_guest_list")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.add_column(sa.Column("change", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("ix_party_event_change", ["event_id", "change"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_index("ix_party_event_change")
        batch_op.drop_column("change")
    op.drop_table("guest_list")
