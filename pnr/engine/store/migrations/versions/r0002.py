"""Tables of what is filed."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Text, Word

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("filed",
        sa.Column("form", Word(12), nullable=False),
        sa.Column("key", Word(80), nullable=False),
        sa.Column("filing", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("form", "key", "filing", "part")
    )
    op.create_table("filing",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", Word(12), nullable=False),
        sa.Column("hash", Word(64), nullable=False),
        sa.Column("form", Word(12), nullable=False),
        sa.Column("columns", Text, nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("at", Word(27), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number")
    )
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.create_index("filing_content", ["kind", "hash"], unique=False)

