"""Ticket printers of offices."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Word

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table("printer",
        sa.Column("office", Word(9), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("up", sa.Integer(), nullable=False),
        sa.Column("input", sa.Integer(), nullable=False),
        sa.Column("output", sa.Integer(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("office", "number"),
        sqlite_with_rowid=False
    )
