"""Queues."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Word

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table("queue",
        sa.Column("office", Word(9), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dates", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("booking", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Word(27), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("terminal", Word(40), nullable=False),
        sa.Column("since", Word(27), nullable=False),
        sa.Column("remark", Word(80), nullable=False),
        sa.PrimaryKeyConstraint("office", "number", "category", "dates", "booking"),
        sqlite_with_rowid=False
    )
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.create_index("queue_order", ["office", "number", "category", "dates", "turn"], unique=False)

