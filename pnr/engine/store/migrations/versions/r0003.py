"""An index of the ledger by office and day."""
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index("ledger_day", ["office", "day"], unique=False)

