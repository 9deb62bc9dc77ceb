"""The first tables."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Word

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table("area",
        sa.Column("terminal", Word(40), nullable=False),
        sa.Column("letter", Word(1), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("expires", sa.String(length=32), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", "letter"),
        sqlite_with_rowid=False
    )
    op.create_table("booking",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id")
    )
    op.create_table("counter",
        sa.Column("name", Word(40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name")
    )
    op.create_table("due",
        sa.Column("kind", Word(20), nullable=False),
        sa.Column("key", Word(80), nullable=False),
        sa.Column("at", Word(27), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key")
    )
    op.create_index("due_order", "due", ["at", "kind", "key"], unique=False)
    op.create_table("finder",
        sa.Column("kind", Word(8), nullable=False),
        sa.Column("value", Word(80), nullable=False),
        sa.Column("booking", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "booking"),
        sqlite_with_rowid=False
    )
    op.create_table("history",
        sa.Column("booking", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("booking", "version"),
        sqlite_with_rowid=False
    )
    op.create_table("outbox",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Word(27), nullable=False),
        sa.Column("kind", Word(20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number")
    )
    op.create_index("outbox_order", "outbox", ["at", "number"], unique=False)
    op.create_table("seats",
        sa.Column("leg", Word(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("leg"),
        sqlite_with_rowid=False
    )
    op.create_table("world",
        sa.Column("name", Word(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name")
    )
