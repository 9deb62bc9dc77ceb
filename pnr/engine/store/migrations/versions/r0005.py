"""Seats that are assigned."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Word

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table("assigned",
        sa.Column("leg", Word(20), nullable=False),
        sa.Column("seat", Word(4), nullable=False),
        sa.Column("owner", Word(48), nullable=False),
        sa.PrimaryKeyConstraint("leg", "seat"),
        sqlite_with_rowid=False
    )
    with op.batch_alter_table("assigned", schema=None) as batch_op:
        batch_op.create_index("assigned_owner", ["owner"], unique=False)

