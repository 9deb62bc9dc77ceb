"""Closed sales periods."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Text, Word

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table("period",
        sa.Column("office", Word(9), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", Word(10), nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("office", "number"),
        sqlite_with_rowid=False
    )
