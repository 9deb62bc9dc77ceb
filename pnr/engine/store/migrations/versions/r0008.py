"""What offices call their queues."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Word

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table("queuename",
        sa.Column("office", Word(9), nullable=False),
        sa.Column("name", Word(8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("dates", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office", "name"),
        sqlite_with_rowid=False
    )
