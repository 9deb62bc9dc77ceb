"""The first tables."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Text, Word

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
        sa.Column("reply", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("terminal", "letter"),
        sqlite_with_rowid=False
    )
    op.create_table("booking",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", Text, nullable=False),
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
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("booking", "version"),
        sqlite_with_rowid=False
    )
    op.create_table("ledger",
        sa.Column("document", Word(13), nullable=False),
        sa.Column("posting", Word(8), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Word(27), nullable=False),
        sa.Column("day", Word(10), nullable=False),
        sa.Column("office", Word(9), nullable=False),
        sa.Column("sign", Word(8), nullable=False),
        sa.Column("account", Word(24), nullable=False),
        sa.Column("currency", Word(3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("document", "posting", "line"),
        sqlite_with_rowid=False
    )
    op.create_table("outbox",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Word(27), nullable=False),
        sa.Column("kind", Word(20), nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("number")
    )
    op.create_index("outbox_order", "outbox", ["at", "number"], unique=False)
    op.create_table("seats",
        sa.Column("leg", Word(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("leg"),
        sqlite_with_rowid=False
    )
    op.create_table("stock",
        sa.Column("office", Word(9), nullable=False),
        sa.Column("series", Word(12), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("office", "series"),
        sqlite_with_rowid=False
    )
    op.create_table("ticket",
        sa.Column("number", Word(13), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", Text, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_with_rowid=False
    )
    op.create_table("ticketfinder",
        sa.Column("kind", Word(8), nullable=False),
        sa.Column("value", Word(80), nullable=False),
        sa.Column("ticket", Word(13), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "ticket"),
        sqlite_with_rowid=False
    )
    op.create_table("world",
        sa.Column("name", Word(40), nullable=False),
        sa.Column("value", Text, nullable=False),
        sa.PrimaryKeyConstraint("name")
    )
