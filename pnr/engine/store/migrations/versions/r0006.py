"""Payments asked of a gateway."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table("charge",
        sa.Column("booking", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("booking", "place"),
        sqlite_with_rowid=False
    )
