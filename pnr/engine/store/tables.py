"""The metadata of every table, and the store's own tables."""
from sqlalchemy import BigInteger, Column, Index, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy import Text as UnlimitedText
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.dml import Insert

metadata = MetaData()

MOMENT = 27  # 2026-12-01T09:00:00.000000Z, so that text order is time order
BYTES = "utf8mb4_nopad_bin"  # MariaDB: in the order of the bytes, and a blank at the end counts
LONGEST = 2**32 - 1  # of a text there, which would end at 64 KB otherwise

Text = UnlimitedText().with_variant(UnlimitedText(LONGEST, collation=BYTES), "mysql", "mariadb")


def Word(length: int) -> String:  # noqa: N802 - stands where a type stands
    """A key column's text, in the order of its bytes on every store."""
    return (String(length).with_variant(String(length, collation="C"), "postgresql")
            .with_variant(String(length, collation=BYTES), "mysql", "mariadb"))


class InsertIfNew(Insert):
    """An insert that leaves a row with the same key as it is; the row count tells which it was."""

    inherit_cache = False


@compiles(InsertIfNew)
def _on_conflict(statement: InsertIfNew, compiler, **options) -> str:
    return compiler.visit_insert(statement, **options) + " ON CONFLICT DO NOTHING"


@compiles(InsertIfNew, "mysql", "mariadb")
def _ignore(statement: InsertIfNew, compiler, **options) -> str:
    return compiler.visit_insert(statement.prefix_with("IGNORE"), **options)


def insert_if_new(table: Table) -> InsertIfNew:
    return InsertIfNew(table).inline()


# Columns and tables may say more in `info`: "volatile" keeps them out of the digest, "seed" marks a table which
# opening a database may fill by itself, so that a restore need not fear for it. A "fence" is compared by programs that
# hold a row in hand: a restore changes it, or they would go on with what is no longer there.

counters = Table(
    "counter", metadata,
    Column("name", Word(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
    info={"seed": True},
)

due = Table(
    "due", metadata,
    Column("kind", Word(20), primary_key=True),
    Column("key", Word(80), primary_key=True),
    Column("at", Word(MOMENT), nullable=False),
    Index("due_order", "at", "kind", "key"),
)

outbox = Table(
    "outbox", metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Word(MOMENT), nullable=False),
    Column("kind", Word(20), nullable=False),
    Column("body", Text, nullable=False),
    Index("outbox_order", "at", "number"),
)

world = Table(
    "world", metadata,
    Column("name", Word(40), primary_key=True),
    Column("value", Text, nullable=False),
    info={"seed": True},
)

revisions = Table(  # alembic's own table, kept here so that a start need not import alembic
    "alembic_version", metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
    info={"seed": True},
)
